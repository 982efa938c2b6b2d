"""A bundle, verified: what holds, what does not, and what it cannot say. One sentence each.

Everything is bound together here: an entry's bytes, its key, its signature, its leaf, its place, the
checkpoint, its documents. The sentences of what fails are those of verify.py, which stands in every bundle
and shares no line with this.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping

from travaux.record.bundle import MANIFEST, MANIFEST_SIGNATURE, PATH
from travaux.record.bundle_entries import Shown, blob_of
from travaux.record.bundle_head import check_timestamps, check_witnesses, checkpoint_of
from travaux.record.checkpoint import LogKey
from travaux.record.disclosure import allowed_signers, disclosure
from travaux.record.policy import Policy
from travaux.record.signature import BUNDLE, BadSignature, verify
from travaux.record.verdict import Run, Unproved, Verdict, file


def verify_bundle(
    files: Mapping[str, bytes], *, log: LogKey | None = None, policy: Policy | None = None
) -> Verdict:
    """The verdict on the files of a bundle, by their names.

    *log* and *policy* are the reader's own: without them the bundle's are taken, and the verdict notes it.
    """
    return _verdict(files, log, policy, listed=True)


def verify_unlisted(files: Mapping[str, bytes], *, log: LogKey | None = None) -> Verdict:
    """The verdict on what a bundle would hold, before anybody has listed it and signed the list."""
    return _verdict(files, log, None, listed=False)


def _verdict(
    files: Mapping[str, bytes], log: LogKey | None, policy: Policy | None, *, listed: bool
) -> Verdict:
    verdict = Verdict()
    if listed:
        _try(verdict, lambda: _check_manifest(files, verdict))
    try:
        key, checkpoint = checkpoint_of(files, log, verdict)
        shown = Shown(files, key, checkpoint, verdict)
    except Unproved as fault:
        verdict.faults.append(str(fault))
        return verdict
    shown.examine()
    if listed:
        _try(verdict, lambda: _check_exporter(files, shown))
    _try(verdict, lambda: _check_disclosure(files, shown))
    _check_documents(files, shown)
    _try(verdict, lambda: check_witnesses(files, policy, key, checkpoint, shown.cosigners(), verdict))
    check_timestamps(files, verdict)
    return verdict


def _try(verdict: Verdict, check: Callable[[], None]) -> None:
    try:
        check()
    except Unproved as fault:
        verdict.faults.append(str(fault))


def _check_manifest(files: Mapping[str, bytes], verdict: Verdict) -> None:
    listed: dict[str, str] = {}
    *lines, end = file(files, MANIFEST).decode("utf-8", "replace").split("\n")
    if end:
        raise Unproved(f"{MANIFEST} does not end with a line end: it was cut off.")
    before = ""
    for number, line in enumerate(lines, 1):
        digest, path = line[:64], line[66:]
        if line[64:66] != "  " or not re.fullmatch(r"[0-9a-f]{64}", digest) or not PATH.fullmatch(path):
            raise Unproved(f"{MANIFEST}, line {number}: not a line of sha256sum; the list was damaged.")
        if path <= before:
            raise Unproved(f"{MANIFEST}, line {number}: {path} is out of order; the list was rewritten.")
        listed[path] = digest
        before = path
    faults: list[str] = []
    for path, digest in listed.items():
        if path not in files:
            faults.append(f"{path} is listed in {MANIFEST} and is not here: the bundle is not complete.")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            faults.append(f"{path} is not as listed in {MANIFEST}: it was changed after the export.")
    faults += [
        f"{path} is not listed in {MANIFEST}: it was added after the export."
        for path in sorted(set(files) - set(listed) - {MANIFEST, MANIFEST_SIGNATURE})
    ]
    verdict.faults += faults
    if not faults:
        verdict.holds.append(
            f"the {len(listed)} files listed in {MANIFEST} are here as listed, and no others."
        )


def _check_exporter(files: Mapping[str, bytes], shown: Shown) -> None:
    manifest, blob = file(files, MANIFEST), blob_of(file(files, MANIFEST_SIGNATURE))
    try:
        name = verify(blob or b"", manifest, BUNDLE).fingerprint
    except BadSignature:
        raise Unproved(
            f"{MANIFEST_SIGNATURE} does not hold over {MANIFEST}: the list was changed after signing, or the "
            "signature was made for another use."
        ) from None
    key = shown.examination.key_at(name, shown.checkpoint.size)
    if key is None:
        raise Unproved(
            f"{MANIFEST_SIGNATURE} is of {name}, no key in force in this record: whoever made this bundle is "
            "not known to it."
        )
    shown.verdict.holds.append(f"{key.party} made this bundle (key {name}).")


def _check_disclosure(files: Mapping[str, bytes], shown: Shown) -> None:
    examination, verdict, size = shown.examination, shown.verdict, shown.checkpoint.size
    if file(files, "allowed_signers") != allowed_signers(examination.keys.values()):
        raise Unproved(
            "allowed_signers is not what the entries in keys/ say: a key was added, left out or changed."
        )
    verdict.holds.append("allowed_signers lists the keys for entries as the entries in keys/ enrol them.")
    if file(files, "disclosure") != disclosure(shown.folders, size, examination.gaps):
        raise Unproved(
            "disclosure is not what this bundle shows: something was added, taken out or concealed."
        )
    if not (hidden := size - len(shown.folders)):
        verdict.holds.append("all entries of the record are shown.")
        return
    verdict.notes.append(
        f"this is an extract: {hidden} of {size} entries are not shown; the file disclosure lists them. It "
        "proves what it shows, and nothing about what it does not show, a revocation of a key among it."
    )
    verdict.notes += [
        f"the entry of {actor} before entry {index:012d} is not shown."
        for index, actor, _ in examination.gaps
    ]


def _check_documents(files: Mapping[str, bytes], shown: Shown) -> None:
    named: dict[str, list[tuple[int, str]]] = {}
    for found in shown.found:
        for doc in found.entry.docs:
            named.setdefault(doc.h, []).append((found.index, doc.text))
    present = {path.split("/")[1] for path in files if path.startswith("docs/")}
    shown.verdict.faults += [
        f"docs/{h} is named by no entry that holds: nothing says whose document it is."
        for h in sorted(present - set(named))
    ]
    start = len(shown.verdict.holds)
    for h, uses in named.items():
        entries = ", ".join(f"{index:012d}" for index, _ in uses)
        if h not in present:
            shown.verdict.notes.append(f"the document {h} of entry {entries} is not in this bundle.")
            continue
        try:
            _check_document(files, h, uses)
            shown.verdict.holds.append(f"docs/{h} is the document that entry {entries} holds to.")
            if any(text for _, text in uses) and f"docs/{h}/text.txt" not in files:
                shown.verdict.notes.append(
                    f"docs/{h} has no text.txt: which words its entry holds to cannot be checked here."
                )
        except Unproved as fault:
            shown.verdict.faults.append(f"docs/{h} {fault}.")
    end = len(shown.verdict.holds)
    together = f"{end - start:,} documents are those that their entries hold to."
    shown.verdict.runs.append(Run(start, end, together))


def _check_document(files: Mapping[str, bytes], h: str, uses: list[tuple[int, str]]) -> None:
    folder = f"docs/{h}/"
    names = {path.removeprefix(folder) for path in files if path.startswith(folder)}
    bodies = [name for name in names if re.fullmatch(r"file\.[a-z0-9]+", name)]
    if len(bodies) != 1 or names - {"salt.hex", "text.txt", *bodies}:
        raise Unproved("does not hold one document, its salt and its text: files are missing or too many")
    salt = files.get(f"{folder}salt.hex", b"")
    if not re.fullmatch(rb"[0-9a-f]{64}\n", salt):
        raise Unproved("has no salt that can be read, so that the document cannot be checked")
    key = bytes.fromhex(salt.decode().strip())
    if hmac.digest(key, files[folder + bodies[0]], "sha256").hex() != h:
        raise Unproved("is not the document its entry holds to: the file or its salt was changed")
    text = files.get(f"{folder}text.txt")
    for index, expected in uses:
        if text is not None and hmac.digest(key, text, "sha256").hex() != expected:
            raise Unproved(
                f"has a text.txt that is not the text entry {index:012d} holds to: the words were changed"
            )
