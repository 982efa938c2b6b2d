"""What is done to a bundle, and what each verifier says of it.

The dishonest are of three kinds. Whoever carries a bundle can change files, but not sign the list of them.
Whoever exports can sign the list anew, but not what the log signed. The log can sign any leaves, but no
party's entry. The library and verify.py say the same, to the letter; verify.sh, which says less, refuses as
well.
"""

# ruff: noqa: E501 - a sentence stands on one line, as it is said

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import pytest

from tests.record.authenticators import SK_ECDSA, Passkey, SecurityKey
from tests.record.bundles import (
    ANSWERS,
    ARD_KEY,
    LOG,
    OPENS,
    PROMISES,
    RECEIVES,
    REVOKES,
    ROTATES,
    SENDS,
    TABLES,
    WITNESSES,
    Contents,
    authority,
    by_script,
    by_shell,
    exported,
    honest,
    recorded,
)
from tests.record.soak import SOAK
from tests.record.writing import Writer
from travaux.record.act import (
    Act,
    EnrolsKey,
    Fingerprint,
    NoteKind,
    OpensInstrument,
    RevokesKey,
    RotatesKey,
    SendsNote,
)
from travaux.record.base64 import encoded
from travaux.record.bundle import MANIFEST, MANIFEST_SIGNATURE, pem
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import Checkpoint, cosigned, log_key, signed, witness_key
from travaux.record.entry import NONE, Entry, Reference, Seen
from travaux.record.entry import written as line_of
from travaux.record.leaf import Leaf
from travaux.record.policy import Log, Policy, Witness
from travaux.record.signature import BUNDLE, ENTRY, PrivateKey, PublicKey
from travaux.record.tree import Hash
from travaux.record.wire import string
from travaux.text.wording import PartyCode

MADE: Final = honest()
W: Final = MADE.writer
A, B = (MADE.folder(index) for index in (ANSWERS, SENDS))
DOC, OTHER = f"docs/{MADE.h(TABLES)}", f"docs/{MADE.h(SENDS)}"
STRANGER: Final = PrivateKey.from_seed(b"stranger".ljust(32, b"."))
OLD_ARD: Final = PrivateKey.from_seed(hashlib.sha256(f"{W.seed} {W.origin} key of ARD 1".encode()).digest())
NAMES: Final = ("leaf", "entry.json", "entry.json.sig", "entry.tlog-proof")


def carried(**changes: bytes | None) -> Contents:
    """The bundle with files changed, None: taken out; the list as it was."""
    return changed(MADE.contents, {path.replace("__", "/"): data for path, data in changes.items()})


def changed(contents: Contents, changes: dict[str, bytes | None]) -> Contents:
    after = {**contents, **{path: data for path, data in changes.items() if data is not None}}
    return {path: data for path, data in after.items() if changes.get(path, b"") is not None}


def files(changes: dict[str, bytes | None]) -> Contents:
    """As `carried`, and the list made and signed anew by the exporter."""
    return exported(changed(MADE.contents, changes))


def moved(old: str, new: str) -> dict[str, bytes | None]:
    """The folder *old* is now *new*."""
    found = {path: data for path, data in MADE.contents.items() if path.startswith(f"{old}/")}
    return {
        **dict.fromkeys(found, None),
        **{new + path.removeprefix(old): data for path, data in found.items()},
    }


def flipped(path: str, at: int = 0) -> bytes:
    data = bytearray(MADE.contents[path])
    data[at] ^= 1
    return bytes(data)


def swapped(*names: str) -> dict[str, bytes | None]:
    """Files of entry A are those of entry B."""
    return {f"{A}/{name}": MADE.contents[f"{B}/{name}"] for name in names}


def text(path: str) -> str:
    return MADE.contents[path].decode()


# --- what the log signs, dishonestly


def added(entry: Entry, *signers: PrivateKey, at: str | None = None, leaf: Leaf | None = None) -> Contents:
    """The log took one more entry."""
    made = leaf or W.leaf(entry, *signers)
    return recorded([*W.leaves, replace(made, received_at=at or made.received_at).to_bytes()])


def note(actor: str = "ARD", what: Act | None = None, **fields: object) -> Entry:
    """A note that *actor* could send now, but for these fields."""
    act = what or SendsNote(kind=NoteKind.VERBALE, subject="One more")
    return replace(W.composed(actor, act), **fields)  # type: ignore[arg-type] # the caller names fields of Entry


def at(size: int) -> Seen:
    """The head of the record when it had so many entries."""
    return Seen(size=size, root=W.roots[size].hex())


def line_of_key(kind: bytes, *parts: bytes) -> str:
    return f"{kind.decode()} {encoded(b''.join(map(string, (kind, *parts))))}"


def opened_by_another() -> Contents:
    w = Writer()
    line = w.key("ARD").public.line
    opens = OpensInstrument(
        title="Treaty",
        keeper=PartyCode("SEC"),
        keeper_name="Secretariat",
        keeper_key=line,
        log=log_key(w.origin, LOG).line,
    )
    return recorded([w.leaf(w.composed("ARD", opens)).to_bytes()])


def first_follows_another() -> Contents:
    key = W.new_key("DEL")
    enrols = W.leaf(W.composed("SEC", EnrolsKey(party=PartyCode("DEL"), line=key.public.line)))
    first = note("DEL", key=key.public.fingerprint, prev=W.entered[RECEIVES].leaf)
    return recorded([*W.leaves, enrols.to_bytes(), W.leaf(first, key).to_bytes()])


def without_tiles(contents: Contents) -> Contents:
    return exported({path: data for path, data in contents.items() if not path.startswith("tile/")})


def signed_line(line: bytes, party: str = "ARD") -> Contents:
    """The log took a line that is no entry, signed by a party all the same."""
    leaf = Leaf(received_at=W.now, entry=line, signatures=(W.key(party).sign(line, ENTRY),))
    return recorded([*W.leaves, leaf.to_bytes()])


def made_for(namespace: str) -> Leaf:
    line = line_of(note())
    return Leaf(received_at=W.now, entry=line, signatures=(W.key("ARD").sign(line, namespace),))


def without_touch() -> Contents:
    """A security key that ARD enrolled signs while nobody is there."""
    application, flags, counter = b"ssh:", b"\x00", bytes(4)
    raw = STRANGER.public.raw
    blob = string(b"sk-ssh-ed25519@openssh.com") + string(raw) + string(application)
    line = "sk-ssh-ed25519@openssh.com " + __import__("base64").b64encode(blob).decode()
    enrols = W.leaf(W.composed("ARD", EnrolsKey(party=PartyCode("ARD"), line=line)))
    name = "SHA256:" + __import__("base64").b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    entry = line_of(note(key=name))
    digest = hashlib.sha512(entry).digest()
    message = b"SSHSIG" + string(ENTRY.encode()) + string(b"") + string(b"sha512") + string(digest)
    asserted = hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(message).digest()
    given = string(b"sk-ssh-ed25519@openssh.com") + string(STRANGER.sign_raw(asserted)) + flags + counter
    signature = (
        b"SSHSIG\0\0\0\1"
        + string(blob)
        + string(ENTRY.encode())
        + string(b"")
        + string(b"sha512")
        + string(given)
    )
    leaf = Leaf(received_at=W.now, entry=entry, signatures=(signature,))
    return recorded([*W.leaves, enrols.to_bytes(), leaf.to_bytes()])


def other_checkpoint() -> bytes:
    head = MADE.head.checkpoint
    return signed(replace(head, root=Hash(bytes(32))), LOG)


def another_log() -> Contents:
    """All of it signed by another log key, entries as they were."""
    return recorded(W.leaves, log=STRANGER)


def signature_does_not_hold(index: int) -> str:
    return (
        f"entry {index:012d} has a signature that does not hold over it: one of the two was changed, the signature is "
        "of a kind that is not accepted, or nobody stood at the key."
    )


NEXT = len(W.leaves)
SHA: Final = {party: W.key(party).public.fingerprint for party in ("SEC", "ARD", "BOR", "CYR")}
CUT: Final = f"entry {ANSWERS:012d} is not in the record at this place: its leaf was changed, or its proof is of another."
MANIFEST_BROKEN: Final = (
    "MANIFEST.sha256.sig does not hold over MANIFEST.sha256: the list was changed after signing, or the signature "
    "was made for another use."
)
NO_QUORUM: Final = (
    "policy.txt asks for both to have cosigned, and the cosignatures here do not reach that: this checkpoint may have "
    "been shown to some and not to others."
)
OTHER_TIME: Final = "timestamps/first.tsr does not prove a time: it is not over this checkpoint, or not of the authority of its chain."
EARLIER = Checkpoint(origin=W.origin, size=5, root=W.roots[5])

Tampering = tuple[str, Callable[[], Contents], str]

BY_CARRIER: Sequence[Tampering] = (
    (
        "a document has other words",
        lambda: changed(MADE.contents, {f"{DOC}/file.txt": b"Article 1\n\nOther words."}),
        f"{DOC}/file.txt is not as listed in MANIFEST.sha256: it was changed after the export.",
    ),
    (
        "an entry is taken out",
        lambda: changed(MADE.contents, {f"{A}/{name}": None for name in NAMES}),
        f"{A}/entry.json is listed in MANIFEST.sha256 and is not here: the bundle is not complete.",
    ),
    (
        "a file is put in",
        lambda: changed(MADE.contents, {"docs/more.txt": b"More."}),
        "docs/more.txt is not listed in MANIFEST.sha256: it was added after the export.",
    ),
    (
        "the list is gone",
        lambda: changed(MADE.contents, {MANIFEST: None}),
        "MANIFEST.sha256 is missing: the bundle is not complete.",
    ),
    (
        "the list is cut off",
        lambda: changed(MADE.contents, {MANIFEST: MADE.contents[MANIFEST][:-1]}),
        "MANIFEST.sha256 does not end with a line end: it was cut off.",
    ),
    (
        "a line of the list names a file elsewhere",
        lambda: changed(
            MADE.contents, {MANIFEST: MADE.contents[MANIFEST].replace(b"  READ-ME.txt", b"  ../READ-ME")}
        ),
        "MANIFEST.sha256, line 1: not a line of sha256sum; the list was damaged.",
    ),
    (
        "the list is written in another way",
        lambda: changed(
            MADE.contents, {MANIFEST: MADE.contents[MANIFEST].replace(b"  READ-ME", b" *READ-ME")}
        ),
        "MANIFEST.sha256, line 1: not a line of sha256sum; the list was damaged.",
    ),
    (
        "a line of the list has no digest",
        lambda: changed(MADE.contents, {MANIFEST: b"x" * 64 + MADE.contents[MANIFEST][64:]}),
        "MANIFEST.sha256, line 1: not a line of sha256sum; the list was damaged.",
    ),
    (
        "the list is no text",
        lambda: changed(MADE.contents, {MANIFEST: b"\xff" + MADE.contents[MANIFEST]}),
        "MANIFEST.sha256, line 1: not a line of sha256sum; the list was damaged.",
    ),
    (
        "the signature of the list is none",
        lambda: changed(MADE.contents, {MANIFEST_SIGNATURE: b"signed"}),
        MANIFEST_BROKEN,
    ),
    (
        "the list has a line twice",
        lambda: changed(
            MADE.contents,
            {
                MANIFEST: b"".join(
                    [MADE.contents[MANIFEST].splitlines(keepends=True)[0], MADE.contents[MANIFEST]]
                )
            },
        ),
        "MANIFEST.sha256, line 2: READ-ME.txt is out of order; the list was rewritten.",
    ),
    (
        "a document and the list are changed together",
        lambda: {
            **files({f"{DOC}/file.txt": b"Other words."}),
            MANIFEST_SIGNATURE: MADE.contents[MANIFEST_SIGNATURE],
        },
        MANIFEST_BROKEN,
    ),
    (
        "the signature of the list is gone",
        lambda: changed(MADE.contents, {MANIFEST_SIGNATURE: None}),
        "MANIFEST.sha256.sig is missing: the bundle is not complete.",
    ),
)

BY_EXPORTER: Sequence[Tampering] = (
    (
        "a stranger signs the list",
        lambda: exported(MADE.contents, STRANGER),
        (
            f"MANIFEST.sha256.sig is of {STRANGER.public.fingerprint}, no key in force in this record: whoever made this "
            "bundle is not known to it."
        ),
    ),
    (
        "a revoked key signs the list",
        lambda: exported(MADE.contents, W.key("CYR")),
        (
            f"MANIFEST.sha256.sig is of {SHA['CYR']}, no key in force in this record: whoever made this bundle is not "
            "known to it."
        ),
    ),
    (
        "a key that the last entry revokes signs the list",
        lambda: exported(recorded(W.leaves[: REVOKES + 1]), W.key("CYR")),
        (
            f"MANIFEST.sha256.sig is of {SHA['CYR']}, no key in force in this record: whoever made this bundle is not "
            "known to it."
        ),
    ),
    (
        "a key that cosigns signs the list",
        lambda: exported(MADE.contents, WITNESSES["ARD"]),
        f"MANIFEST.sha256.sig is of {WITNESSES['ARD'].public.fingerprint}, no key in force in this record: whoever made this bundle is not known to it.",
    ),
    (
        "the list is signed as if it were an entry",
        lambda: exported(MADE.contents, namespace=ENTRY),
        MANIFEST_BROKEN,
    ),
    (
        "the checkpoint states one entry less",
        lambda: files({"checkpoint": MADE.contents["checkpoint"].replace(b"\n14\n", b"\n13\n")}),
        "checkpoint is not signed by the key in log.vkey: it was changed or made by somebody else.",
    ),
    (
        "the checkpoint has another root",
        lambda: files({"checkpoint": signed(replace(MADE.head.checkpoint, root=Hash(bytes(32))), STRANGER)}),
        "checkpoint is not signed by the key in log.vkey: it was changed or made by somebody else.",
    ),
    (
        "the checkpoint is of another log",
        lambda: files(
            {"checkpoint": MADE.contents["checkpoint"].replace(b"meridian-2026\n", b"meridian-2027\n")}
        ),
        "checkpoint is of the log meridian-2027, log.vkey of meridian-2026: one was replaced.",
    ),
    (
        "the checkpoint is cut off",
        lambda: files({"checkpoint": MADE.contents["checkpoint"][:30]}),
        "checkpoint is no checkpoint that can be read: it was damaged or replaced.",
    ),
    (
        "the checkpoint does not end",
        lambda: files({"checkpoint": MADE.contents["checkpoint"][:-1]}),
        "checkpoint is no checkpoint that can be read: it was damaged or replaced.",
    ),
    (
        "the log key is no text",
        lambda: files({"log.vkey": b"\xff" + MADE.contents["log.vkey"]}),
        "log.vkey is no log key that can be read: it was damaged or replaced.",
    ),
    (
        "the checkpoint has a line more",
        lambda: files({"checkpoint": MADE.contents["checkpoint"].replace(b"\n\n", b"\nmore\n\n")}),
        "checkpoint is no checkpoint that can be read: it was damaged or replaced.",
    ),
    (
        "the log key is garbled",
        lambda: files({"log.vkey": MADE.contents["log.vkey"].replace(b"+", b"-", 1)}),
        "log.vkey is no log key that can be read: it was damaged or replaced.",
    ),
    (
        "the log key for openssl is another",
        lambda: files({"log.pem": pem(STRANGER.public.raw)}),
        "log.pem is not the key in log.vkey: one of the two was replaced.",
    ),
    (
        "the whole log is signed with another key",
        another_log,
        f"entry {OPENS:012d} names another log key than log.vkey: the record was opened under another key.",
    ),
    (
        "an entry shows the words of another",
        lambda: files(swapped("entry.json")),
        f"entry {ANSWERS:012d} has an entry.json that is not line 2 of its leaf: another entry was put in its place.",
    ),
    (
        "an entry shows the signature of another",
        lambda: files(swapped("entry.json.sig")),
        (
            f"entry {ANSWERS:012d} has an entry.json.sig that is not the signature in its leaf: another was put in its "
            "place."
        ),
    ),
    (
        "an entry shows the words and signature of another",
        lambda: files(swapped("entry.json", "entry.json.sig")),
        f"entry {ANSWERS:012d} has an entry.json that is not line 2 of its leaf: another entry was put in its place.",
    ),
    (
        "an entry shows the leaf of another",
        lambda: files(swapped("leaf")),
        f"entry {ANSWERS:012d} has an entry.json that is not line 2 of its leaf: another entry was put in its place.",
    ),
    (
        "an entry is another with its proof",
        lambda: files(swapped("leaf", "entry.json", "entry.json.sig")),
        CUT,
    ),
    (
        "an entry has the proof of another",
        lambda: files(swapped("entry.tlog-proof")),
        f"entry {ANSWERS:012d} has the proof of another place (index {SENDS}): it was moved within the record.",
    ),
    (
        "a proof has an index that is no number",
        lambda: files(
            {
                f"{A}/entry.tlog-proof": MADE.contents[f"{A}/entry.tlog-proof"].replace(
                    f"index {ANSWERS}".encode(), b"index \xff" + b"6" * 60
                )
            }
        ),
        f"entry {ANSWERS:012d} has the proof of another place (index \ufffd{'6' * 33}): it was moved within the record.",
    ),
    (
        "an entry has the proof of another under its own number",
        lambda: files(
            {
                f"{A}/entry.tlog-proof": MADE.contents[f"{B}/entry.tlog-proof"].replace(
                    f"index {SENDS}".encode(), f"index {ANSWERS}".encode()
                )
            }
        ),
        CUT,
    ),
    (
        "two entries change places",
        lambda: files(
            {
                **moved(A, "tmp"),
                **moved(B, A),
                **{
                    path.replace(A, B): data
                    for path, data in MADE.contents.items()
                    if path.startswith(f"{A}/")
                },
            }
            | dict.fromkeys([f"tmp/{name}" for name in NAMES], None)
        ),
        f"entry {ANSWERS:012d} has the proof of another place (index {SENDS}): it was moved within the record.",
    ),
    (
        "a proof leads to another checkpoint of the same log",
        lambda: files(
            {
                f"{A}/entry.tlog-proof": MADE.contents[f"{A}/entry.tlog-proof"].partition(b"\n\n")[0]
                + b"\n\n"
                + signed(EARLIER, LOG)
            }
        ),
        f"entry {ANSWERS:012d} has a proof for another checkpoint than this bundle's: it proves nothing here.",
    ),
    (
        "a proof has a hash less",
        lambda: files(
            {
                f"{A}/entry.tlog-proof": b"\n".join(
                    line
                    for number, line in enumerate(MADE.contents[f"{A}/entry.tlog-proof"].split(b"\n"))
                    if number != 3
                )
            }
        ),
        CUT,
    ),
    (
        "a proof has a hash more",
        lambda: files(
            {
                f"{A}/entry.tlog-proof": MADE.contents[f"{A}/entry.tlog-proof"].replace(
                    b"\n\n", b"\n" + b"A" * 43 + b"=\n\n", 1
                )
            }
        ),
        CUT,
    ),
    (
        "a proof is gone",
        lambda: files({f"{A}/entry.tlog-proof": None}),
        f"entry {ANSWERS:012d} has no proof that can be read: `entry.tlog-proof` is missing or rewritten.",
    ),
    (
        "an entry was received at another time",
        lambda: files({f"{A}/leaf": MADE.contents[f"{A}/leaf"].replace(b".000Z\n", b".001Z\n", 1)}),
        CUT,
    ),
    (
        "a leaf is gone",
        lambda: files({f"{A}/leaf": None}),
        f"entry {ANSWERS:012d} has no leaf that can be read: `leaf` is missing, cut off or rewritten.",
    ),
    (
        "an entry stands beyond the checkpoint",
        lambda: files(
            {path.replace(A, f"entries/{99:012d}"): data for path, data in MADE.contents.items() if A in path}
        ),
        "entries/000000000099 is beyond the 14 entries of the checkpoint.",
    ),
    (
        "an entry lies in both folders",
        lambda: files(
            {
                path.replace(A, f"keys/{ANSWERS:012d}"): data
                for path, data in MADE.contents.items()
                if A in path
            }
        ),
        f"entry {ANSWERS:012d} is in entries/ and in keys/: an entry has one place.",
    ),
    (
        "an entry about a key lies among the others",
        lambda: files(moved(MADE.folder(REVOKES), f"entries/{REVOKES:012d}")),
        f"entry {REVOKES:012d} lies in the wrong folder: keys/ holds the entries about keys, entries/ all others.",
    ),
    (
        "a second signature is put beside an entry",
        lambda: files({f"{A}/entry.json.2.sig": MADE.contents[f"{B}/entry.json.sig"]}),
        f"entry {ANSWERS:012d} has a file entry.json.2.sig that belongs to no entry.",
    ),
    (
        "a paper is put among the entries",
        lambda: files({"entries/statement.txt": b"We agree."}),
        "entries/statement.txt belongs to no entry: it was put there after the export.",
    ),
    (
        "the enrolment of a key is left out",
        lambda: files(dict.fromkeys([f"{MADE.folder(ARD_KEY)}/{name}" for name in NAMES], None)),
        f"entry {ROTATES:012d} is signed with {OLD_ARD.public.fingerprint}, which no entry shown here enrolled.",
    ),
    (
        "a key is put into allowed_signers",
        lambda: files(
            {"allowed_signers": MADE.contents["allowed_signers"] + f"ARD {STRANGER.public.line}\n".encode()}
        ),
        "allowed_signers is not what the entries in keys/ say: a key was added, left out or changed.",
    ),
    (
        "allowed_signers conceals a revocation",
        lambda: files(
            {
                "allowed_signers": MADE.contents["allowed_signers"].replace(
                    f"-until-{REVOKES + 1:012d}".encode(), b""
                )
            }
        ),
        "allowed_signers is not what the entries in keys/ say: a key was added, left out or changed.",
    ),
    (
        "an entry is left out and disclosure says that all are shown",
        lambda: files(dict.fromkeys([f"{MADE.folder(PROMISES)}/{name}" for name in NAMES], None)),
        "disclosure is not what this bundle shows: something was added, taken out or concealed.",
    ),
    (
        "two documents change places",
        lambda: files({f"{DOC}/file.txt": MADE.contents[f"{OTHER}/file.pdf"]}),
        f"{DOC} is not the document its entry holds to: the file or its salt was changed.",
    ),
    (
        "a document is another, with the salt of another",
        lambda: files(
            {
                f"{DOC}/file.txt": MADE.contents[f"{OTHER}/file.pdf"],
                f"{DOC}/salt.hex": MADE.contents[f"{OTHER}/salt.hex"],
            }
        ),
        f"{DOC} is not the document its entry holds to: the file or its salt was changed.",
    ),
    (
        "a salt is gone",
        lambda: files({f"{DOC}/salt.hex": None}),
        f"{DOC} has no salt that can be read, so that the document cannot be checked.",
    ),
    (
        "the words read out of a document are changed",
        lambda: files({f"{DOC}/text.txt": b"Other words."}),
        f"{DOC} has a text.txt that is not the text entry {TABLES:012d} holds to: the words were changed.",
    ),
    (
        "words are put beside a document of which none were read",
        lambda: files({f"{OTHER}/text.txt": b"Words."}),
        f"{OTHER} has a text.txt that is not the text entry {SENDS:012d} holds to: the words were changed.",
    ),
    (
        "a document comes of nowhere",
        lambda: files(moved(DOC, f"docs/{'0' * 64}")),
        f"docs/{'0' * 64} is named by no entry that holds: nothing says whose document it is.",
    ),
    (
        "a document has two files",
        lambda: files({f"{DOC}/file.pdf": b"%PDF"}),
        f"{DOC} does not hold one document, its salt and its text: files are missing or too many.",
    ),
    (
        "something lies beside a document",
        lambda: files({f"{DOC}/note.doc": b"See page 2."}),
        f"{DOC} does not hold one document, its salt and its text: files are missing or too many.",
    ),
    (
        "the policy is of another log",
        lambda: files({"policy.txt": Policy(logs=(Log(key=log_key("x", STRANGER)),)).to_bytes()}),
        "policy.txt does not name the log key of this bundle: it is the policy of another record.",
    ),
    (
        "the policy trusts a witness of the exporter's",
        lambda: files(
            {
                "policy.txt": Policy(
                    logs=MADE.head.policy.logs,
                    witnesses=(Witness(name="ARD", key=witness_key("meridian/ARD", STRANGER)),),
                    quorum="ARD",
                ).to_bytes(),
                "cosignatures/ARD.note": cosigned(
                    MADE.head.checkpoint, at=1, name="meridian/ARD", private=STRANGER
                ),
                "cosignatures/ARD.pem": pem(STRANGER.public.raw),
            }
        ),
        "policy.txt: the key of ARD is not one that this record enrols to cosign.",
    ),
    (
        "the policy trusts a key that signs entries",
        lambda: files(
            {
                "policy.txt": Policy(
                    logs=MADE.head.policy.logs,
                    witnesses=(Witness(name="ARD", key=witness_key("meridian/ARD", W.key("ARD"))),),
                    quorum="ARD",
                ).to_bytes(),
                "cosignatures/ARD.note": cosigned(
                    MADE.head.checkpoint, at=1, name="meridian/ARD", private=W.key("ARD")
                ),
                "cosignatures/ARD.pem": pem(W.key("ARD").public.raw),
            }
        ),
        "policy.txt: the key of ARD is not one that this record enrols to cosign.",
    ),
    (
        "the policy has no quorum",
        lambda: files({"policy.txt": b"".join(MADE.contents["policy.txt"].splitlines(keepends=True)[:-1])}),
        "policy.txt is no quorum policy that can be read: it was damaged or replaced.",
    ),
    (
        "a cosignature is gone",
        lambda: files({"cosignatures/BOR.note": None, "cosignatures/BOR.pem": None}),
        NO_QUORUM,
    ),
    (
        "a cosignature is of an earlier checkpoint",
        lambda: files(
            {"cosignatures/BOR.note": cosigned(EARLIER, at=1, name="meridian/BOR", private=WITNESSES["BOR"])}
        ),
        "cosignatures/BOR.note is over another checkpoint than this one: it says nothing about this bundle.",
    ),
    (
        "a cosignature is by another party's key",
        lambda: files(
            {
                "cosignatures/BOR.note": cosigned(
                    MADE.head.checkpoint, at=1, name="meridian/BOR", private=WITNESSES["ARD"]
                )
            }
        ),
        "cosignatures/BOR.note has no cosignature that holds by the key in policy.txt: it was changed or forged.",
    ),
    (
        "one party's cosignature stands under the name of the other",
        lambda: files({"cosignatures/BOR.note": MADE.contents["cosignatures/ARD.note"]}),
        "cosignatures/BOR.note has no cosignature that holds by the key in policy.txt: it was changed or forged.",
    ),
    (
        "the key of a witness for openssl is another",
        lambda: files({"cosignatures/BOR.pem": pem(STRANGER.public.raw)}),
        "cosignatures/BOR.pem is not the key in policy.txt: one of the two was replaced.",
    ),
    (
        "a time stamp is of another checkpoint",
        lambda: files({"timestamps/first.tsr": authority().stamps(signed(EARLIER, LOG))}),
        OTHER_TIME,
    ),
    (
        "a time stamp is of another authority",
        lambda: files({"timestamps/first-chain.pem": authority("Second Authority").chain}),
        OTHER_TIME,
    ),
    (
        "the chain of a time stamp is gone",
        lambda: files({"timestamps/first-chain.pem": None}),
        "timestamps/first.tsr does not prove a time: timestamps/first-chain.pem is missing.",
    ),
)

BY_LOG: Sequence[Tampering] = (
    (
        "one party's entry is signed with another's key",
        lambda: added(note("ARD", key=SHA["BOR"]), W.key("BOR")),
        f"entry {NEXT:012d} says it is by ARD and is signed with a key of BOR.",
    ),
    (
        "an entry names one key and is signed with another",
        lambda: added(note("ARD"), W.key("BOR")),
        f"entry {NEXT:012d} is signed with {SHA['BOR']}, not with the key it names.",
    ),
    (
        "an entry has the signature of another entry of its party",
        lambda: added(
            note(), leaf=replace(W.leaf(note()), signatures=Leaf.from_bytes(W.leaves[SENDS]).signatures)
        ),
        signature_does_not_hold(NEXT),
    ),
    (
        "a signature on a list stands as one on an entry",
        lambda: recorded([*W.leaves, made_for(BUNDLE).to_bytes()]),
        f"entry {NEXT:012d} has a signature made for bundle@travaux, not for entries: it was moved here.",
    ),
    (
        "a stranger signs",
        lambda: added(note(key=STRANGER.public.fingerprint), STRANGER),
        f"entry {NEXT:012d} is signed with {STRANGER.public.fingerprint}, which no entry shown here enrolled.",
    ),
    (
        "a key that cosigns signs an entry",
        lambda: added(note(key=WITNESSES["ARD"].public.fingerprint), WITNESSES["ARD"]),
        f"entry {NEXT:012d} is signed with {WITNESSES['ARD'].public.fingerprint}, which no entry shown here enrolled.",
    ),
    (
        "a second signature is of a stranger",
        lambda: added(note(), W.key("ARD"), STRANGER),
        f"entry {NEXT:012d} is signed with {STRANGER.public.fingerprint}, which no entry shown here enrolled.",
    ),
    (
        "a key signs after it was revoked",
        lambda: added(note("CYR")),
        f"entry {NEXT:012d} is signed with a key of CYR that was no longer in force at this place.",
    ),
    (
        "a key signs in the entry after the one that revokes it",
        lambda: recorded([*W.leaves[: REVOKES + 1], W.leaf(note("CYR", seen=at(REVOKES + 1))).to_bytes()]),
        f"entry {REVOKES + 1:012d} is signed with a key of CYR that was no longer in force at this place.",
    ),
    (
        "a key that was revoked cosigns",
        lambda: added(note(what=RevokesKey(key=Fingerprint(WITNESSES["ARD"].public.fingerprint)))),
        "policy.txt: the key of ARD is not one that this record enrols to cosign.",
    ),
    (
        "a key is revoked that nobody has",
        lambda: added(note("SEC", what=RevokesKey(key=Fingerprint(STRANGER.public.fingerprint)))),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key is enrolled of a kind that is not accepted",
        lambda: added(note(what=EnrolsKey(party=PartyCode("ARD"), line="ssh-rsa AAAAB3NzaC1yc2E="))),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key is enrolled under which anybody can sign",
        lambda: added(
            note(what=EnrolsKey(party=PartyCode("ARD"), line=line_of_key(b"ssh-ed25519", bytes(32))))
        ),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key is enrolled in a second spelling",
        lambda: added(
            note(
                what=EnrolsKey(
                    party=PartyCode("ARD"),
                    line=line_of_key(b"ssh-ed25519", (2**255 - 19 + 3).to_bytes(32, "little")),
                )
            )
        ),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key is enrolled that is no point of its curve",
        lambda: added(
            note(
                what=EnrolsKey(
                    party=PartyCode("ARD"),
                    line=line_of_key(SK_ECDSA, b"nistp256", b"\4" + bytes(64), b"ssh:"),
                )
            )
        ),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key is enrolled with something after it",
        lambda: added(
            note(
                what=EnrolsKey(
                    party=PartyCode("ARD"), line=line_of_key(b"ssh-ed25519", STRANGER.public.raw, b"")
                )
            )
        ),
        f"entry {NEXT:012d} does not say which key it is about.",
    ),
    (
        "a key signs after it was replaced",
        lambda: added(note(key=OLD_ARD.public.fingerprint), OLD_ARD),
        f"entry {NEXT:012d} is signed with a key of ARD that was no longer in force at this place.",
    ),
    (
        "an entry comes from another negotiation",
        lambda: added(note(neg="meridian-2025")),
        f"entry {NEXT:012d} was written for the record meridian-2025: it was taken from another negotiation.",
    ),
    (
        "one act is recorded twice",
        lambda: added(note(nonce=W.entered[SENDS].entry.nonce)),
        f"entry {NEXT:012d} has a nonce that an earlier entry has: one act was recorded twice.",
    ),
    (
        "an entry is received before the one before it",
        lambda: added(note(), at="2026-03-02T09:00:00.000Z"),
        (
            f"entry {NEXT:012d} was received 2026-03-02T09:00:00.000Z, before an earlier entry "
            f"({W.entered[-1].received_at}): a time is false."
        ),
    ),
    (
        "a party's entry is left out of its chain",
        lambda: added(note(prev=W.entered[SENDS].leaf)),
        (
            f"entry {NEXT:012d} does not follow the entry of ARD before it (entry {PROMISES:012d}): one was left out or "
            "put in."
        ),
    ),
    (
        "a party begins anew",
        lambda: added(note(prev=NONE)),
        (
            f"entry {NEXT:012d} does not follow the entry of ARD before it (entry {PROMISES:012d}): one was left out or "
            "put in."
        ),
    ),
    (
        "a party follows the entry of another",
        lambda: added(note(prev=W.entered[RECEIVES].leaf)),
        (
            f"entry {NEXT:012d} does not follow the entry of ARD before it (entry {PROMISES:012d}): one was left out or "
            "put in."
        ),
    ),
    (
        "an author saw more than there was",
        lambda: added(note(seen=Seen(size=NEXT + 1, root="0" * 64))),
        f"entry {NEXT:012d} says its author had seen {NEXT + 1} entries, more than stood before it.",
    ),
    (
        "a party enrols a key for another",
        lambda: added(note(what=EnrolsKey(party=PartyCode("BOR"), line=STRANGER.public.line))),
        f"entry {NEXT:012d} enrols a key for BOR, which is not for ARD to do.",
    ),
    (
        "a party enrols a key for one that has none",
        lambda: added(note(what=EnrolsKey(party=PartyCode("DEL"), line=STRANGER.public.line))),
        f"entry {NEXT:012d} enrols a key for DEL, which is not for ARD to do.",
    ),
    (
        "a party's first entry follows that of another",
        first_follows_another,
        f"entry {NEXT + 1:012d} does not follow the entry of DEL before it (none): one was left out or put in.",
    ),
    (
        "the keeper enrols a key for a party that has one",
        lambda: added(note("SEC", what=EnrolsKey(party=PartyCode("BOR"), line=STRANGER.public.line))),
        f"entry {NEXT:012d} enrols a key for BOR, which is not for SEC to do.",
    ),
    (
        "a party enrols a key on behalf of another",
        lambda: added(
            note("BOR", what=EnrolsKey(party=PartyCode("BOR"), line=STRANGER.public.line), on_behalf="ARD")
        ),
        f"entry {NEXT:012d} is about a key and on behalf of another: that is done in one's own name.",
    ),
    (
        "a second signature is of another party",
        lambda: added(note(), W.key("ARD"), W.key("BOR")),
        f"entry {NEXT:012d} has a further signature with {SHA['BOR']}, which is no other key of ARD.",
    ),
    (
        "a party signs twice with one key",
        lambda: added(note(), W.key("ARD"), W.key("ARD")),
        f"entry {NEXT:012d} has a further signature with {SHA['ARD']}, which is no other key of ARD.",
    ),
    (
        "a party revokes the key of another",
        lambda: added(note(what=RevokesKey(key=Fingerprint(SHA["BOR"])))),
        f"entry {NEXT:012d} revokes a key of BOR, which is not for ARD to do.",
    ),
    (
        "a party replaces the key of another",
        lambda: added(note(what=RotatesKey(old=Fingerprint(SHA["BOR"]), line=STRANGER.public.line))),
        f"entry {NEXT:012d} replaces a key of BOR, which is not for ARD to do.",
    ),
    (
        "a key is enrolled for two",
        lambda: added(note("BOR", what=EnrolsKey(party=PartyCode("BOR"), line=W.key("ARD").public.line))),
        f"entry {NEXT:012d} enrols {SHA['ARD']}, which is enrolled already.",
    ),
    (
        "an entry is spelt in another way",
        lambda: signed_line(line_of(note()).replace(b'","', b'", "', 1)),
        f"entry {NEXT:012d} cannot be read as an entry: it is not in the one form that is signed.",
    ),
    (
        "an entry has a field of its own",
        lambda: signed_line(line_of(note())[:-1] + b',"zzz":1}'),
        f"entry {NEXT:012d} cannot be read as an entry: it is not in the one form that is signed.",
    ),
    (
        "an entry has a field twice",
        lambda: signed_line(line_of(note()).replace(b'"v":1', b'"v":1,"v":1')),
        f"entry {NEXT:012d} cannot be read as an entry: it is not in the one form that is signed.",
    ),
    (
        "another opens the record in the keeper's name",
        opened_by_another,
        "entry 000000000000 does not open the record: the first entry has to name the keeper and its key.",
    ),
    (
        "the record does not begin with its opening",
        lambda: recorded(W.leaves[1:]),
        f"entry {0:012d} does not open the record: the first entry has to name the keeper and its key.",
    ),
)

NOT_FOR_THE_SHELL: Sequence[Tampering] = (
    (
        "a leaf hash is changed",
        lambda: files({"tile/0/000.p/14": flipped("tile/0/000.p/14")}),
        "tile/: the leaf hashes lead to another root than the checkpoint; a leaf hash was changed.",
    ),
    (
        "a leaf hash is left out",
        lambda: files({"tile/0/000.p/14": MADE.contents["tile/0/000.p/14"][:-32]}),
        "tile/0/000.p/14 is missing or not 448 bytes long: not every leaf hash is here.",
    ),
    (
        "a tile is put in",
        lambda: files({"tile/1/000.p/1": bytes(32)}),
        "tile/1/000.p/1 is no tile of a tree of 14 leaves; it does not belong here.",
    ),
    (
        "an author was shown another record",
        lambda: added(note(seen=Seen(size=5, root="0" * 64))),
        f"entry {NEXT:012d} was written by someone who was shown another record of 5 entries than this one.",
    ),
    (
        "an author alone was shown another record",
        lambda: added(note(seen=Seen(size=NEXT, root="0" * 64))),
        f"entry {NEXT:012d} was written by someone who was shown another record of {NEXT} entries than this one.",
    ),
    (
        "an author saw another beginning",
        lambda: added(note(seen=Seen(size=0, root="0" * 64))),
        f"entry {NEXT:012d} was written by someone who was shown another record of 0 entries than this one.",
    ),
    (
        "an author saw another beginning, and the leaf hashes are not there",
        lambda: without_tiles(added(note(seen=Seen(size=0, root="0" * 64)))),
        f"entry {NEXT:012d} was written by someone who was shown another record of 0 entries than this one.",
    ),
    (
        "two authors were shown two records, and the leaf hashes are not there",
        lambda: without_tiles(added(note(seen=Seen(size=5, root="0" * 64)))),
        f"entry {NEXT:012d} was written by someone who was shown another record of 5 entries than this one.",
    ),
    (
        "a party goes back behind an entry, to one that is not shown",
        lambda: recorded(
            [*W.leaves, W.leaf(note(prev=W.entered[SENDS].leaf)).to_bytes()],
            shown=set(range(NEXT + 1)) - {SENDS},
        ),
        f"entry {NEXT:012d} does not follow the entry of ARD before it (entry {PROMISES:012d}): one was left out or put in.",
    ),
    (
        "a party follows an entry that is not in the record",
        lambda: added(note(prev="1" * 64)),
        f"entry {NEXT:012d} follows an entry of ARD that is not in the record before it.",
    ),
    (
        "an entry refers to one that is not in the record",
        lambda: added(note(re=(Reference(leaf="1" * 64),))),  # type: ignore[arg-type] # hex is hex
        f"entry {NEXT:012d} refers to an entry that is not in the record before it.",
    ),
    (
        "a receipt names a document that the paper did not have",
        lambda: added(note(re=(Reference(leaf=W.entered[TABLES].leaf, doc=MADE.h(SENDS)),))),
        f"entry {NEXT:012d} refers to a document that the entry it names does not have.",
    ),
    ("nobody touched the security key", without_touch, signature_does_not_hold(NEXT + 1)),
)


def cases(*groups: Sequence[Tampering]) -> list[pytest.ParameterSet]:
    return [pytest.param(tamper, sentence, id=name) for group in groups for name, tamper, sentence in group]


def test_there_are_at_least_forty() -> None:
    """Each of 40 tampered bundles must fail with the right sentence."""
    assert len(FOR_THE_SHELL) >= 40


ALL: Final = cases(BY_CARRIER, BY_EXPORTER, BY_LOG, NOT_FOR_THE_SHELL)
FOR_THE_SHELL: Final = [
    one for at, one in enumerate(cases(BY_CARRIER, BY_EXPORTER, BY_LOG)) if SOAK or at % 8 in {0, 3, 6}
]
"""Each starts some hundred programs: three of eight, and all of them in the soak."""


@pytest.mark.parametrize(("tamper", "sentence"), ALL)
def test_the_library_says_what_was_done(tamper: Callable[[], Contents], sentence: str) -> None:
    verdict = verify_bundle(tamper())
    assert (verdict.faults[:1], verdict.verified) == ([sentence], False)


@pytest.mark.parametrize(("tamper", "sentence"), ALL)
def test_the_script_says_the_same(tamper: Callable[[], Contents], sentence: str) -> None:
    """The first sentence, and every other that follows from what was done."""
    contents = tamper()
    script = by_script(contents)
    assert (script.faults[:1], script.faults, script.code) == ([sentence], verify_bundle(contents).faults, 1)


@pytest.mark.parametrize(("tamper", "sentence"), FOR_THE_SHELL)
def test_the_shell_refuses_it(tamper: Callable[[], Contents], sentence: str) -> None:
    assert (sentence, by_shell(tamper()).code) == (sentence, 1)


def test_what_is_said_of_an_entry_that_another_wrote_down() -> None:
    """It is shown as recorded by the actor, never as signed by that party."""
    said = verify_bundle(added(note("SEC", on_behalf="ARD"))).holds
    assert [line[:64] for line in said if f"entry {NEXT:012d}" in line] == [
        f"entry {NEXT:012d}, note.send by SEC on behalf of ARD, received "[:64]
    ]


def test_what_the_dishonest_begin_with_is_honest() -> None:
    """A verifier that refused everything would pass above."""
    assert verify_bundle(added(note())).faults == []


def enrolled(actor: str, party: str, key: PublicKey) -> Contents:
    return added(note(actor, what=EnrolsKey(party=PartyCode(party), line=key.line)))


HONEST: Final[dict[str, Callable[[], Contents]]] = {
    "a passkey is enrolled": lambda: enrolled("ARD", "ARD", Passkey().public),
    "a security key is enrolled": lambda: enrolled("ARD", "ARD", SecurityKey().public),
    "the keeper enrols a key for a party whose key was revoked": lambda: enrolled(
        "SEC", "CYR", STRANGER.public
    ),
    "two entries hold to one document": lambda: added(note(docs=W.entered[TABLES].entry.docs)),
    "two entries come in one moment": lambda: added(note(), at=W.entered[-1].received_at),
}
"""What the log may well sign."""


@pytest.mark.parametrize("kind", HONEST)
def test_the_library_accepts_what_is_honest(kind: str) -> None:
    assert verify_bundle(HONEST[kind]()).faults == []


@pytest.mark.parametrize("kind", HONEST)
def test_the_script_accepts_what_is_honest(kind: str) -> None:
    assert by_script(HONEST[kind]()).faults == []


def test_two_entries_may_hold_to_one_document() -> None:
    verdict = verify_bundle(HONEST["two entries hold to one document"]())
    assert f"{DOC} is the document that entry {TABLES:012d}, {NEXT:012d} holds to." in verdict.holds
