"""``travaux snapshot``, ``doctor``, ``redact`` and ``record``: what keeping a record takes now and then."""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_type_hints

from travaux import __version__
from travaux.cli import exit_codes
from travaux.cli.beside import beside
from travaux.cli.desk import Desk, at_desk, faults_told, read_at
from travaux.cli.keyring import LOG, PRIVATE_MODE
from travaux.cli.papers import document_of
from travaux.cli.place import NoRecord, found, keys_folder
from travaux.cli.reading import brought_from
from travaux.cli.recording import WAIT, Proposed
from travaux.cli.recording import record as recorded
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.verifying import record_findings
from travaux.record.act import TYPES, Act, Redacts
from travaux.record.canonical import Plain, canonical
from travaux.record.dates import CLOCKS
from travaux.record.entry import BadEntry, Document, Entered, Reference, read
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.negotiation import Given
from travaux.record.once import redaction_of
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.store.audit import audit
from travaux.store.backup import backup
from travaux.store.fault import Damaged, NotTheDocument
from travaux.store.library import sqlite_notice, sqlite_version
from travaux.store.publication import extends
from travaux.store.sqlite import SqliteStore

Row: TypeAlias = tuple[str, str, str]
"""What was looked at; its mark: holds ("✓"), to be known ("·"), does not hold ("✗"); in which words."""


def nonce_of(leaf: bytes) -> bytes:
    """Read the nonce of a leaf."""
    return bytes.fromhex(read(Leaf.from_bytes(leaf).entry).nonce)


def snapshot(options: argparse.Namespace) -> int:
    """Write a copy that is verified to the head of the record, or check one."""
    copy = Path(options.copy)
    with at_desk(options) as desk:
        if options.check:
            return _checked(copy, desk)
        head = backup(desk.whole(), copy, nonce_of)
    print(f"{copy} has the {head.size} entries of {desk.path}, and verifies to the same head.")
    print("The keys are not in it. Keep it elsewhere, and out of others' hands: it holds all documents.")
    return exit_codes.DONE


def _checked(copy: Path, desk: Desk) -> int:
    """Check every byte of a copy, and that it goes on from the head that was signed last."""
    desk.whole().check_lives_here()
    kept = desk.store.kept()
    with SqliteStore.reading(copy) as store:
        store.check_lives_here()
        if store.origin != desk.store.origin:
            raise NotVerified(f"{copy} is a copy of {store.origin}, not of {desk.store.origin}.")
        try:
            head = audit(store, nonce_of)
        except (BadLeaf, BadEntry, Damaged, NotTheDocument) as fault:
            raise NotVerified(
                f"{copy} is damaged, and may not take the place of the record: {fault}"
            ) from fault
        extends(store, kept or desk.head)
    known = "of the record here" if kept is None else "that was signed last"
    print(
        f"{copy} has {head.size} entries, all as they were recorded, and goes on from the head {known}: it "
        "may take its place."
    )
    return exit_codes.DONE


def doctor(options: argparse.Namespace) -> int:
    """Check this machine, and the record on it where there is one."""
    said: list[Row] = []
    notice = sqlite_notice()
    said.append(("program", "✓", f"travaux {__version__} on Python {platform.python_version()}"))
    said.append(("sqlite", "✓", ".".join(map(str, sqlite_version())) + (f". {notice}" if notice else "")))
    said.append(("cryptography", "✓", _cryptography()))
    keygen = shutil.which("ssh-keygen")
    said.append(
        ("ssh-keygen", "✓", keygen or "not here: keys with a passphrase and security keys cannot be used")
    )
    now = options.machine.now()
    said.append(("clock", "✓", f"{now.strftime('%Y-%m-%d %H:%M:%S')} UTC"))
    try:
        path = found(options.record)
    except NoRecord as fault:
        if options.record:
            raise
        said.append(("record", "·", f"none looked at. {fault}"))
    else:
        said += _of_record(path, options, now)
    sound = all(mark != "✗" for _, mark, _ in said)
    if options.json:
        rows = [{"what": what, "good": mark != "✗", "said": words} for what, mark, words in said]
        print(json.dumps({"sound": sound, "findings": rows}, ensure_ascii=False, indent=1))
    else:
        for what, mark, words in said:
            first = f"{mark} {what:<13} "
            print("\n".join(wrapped(harmless(words), WIDTH, indent=" " * len(first), first=first)))
    return exit_codes.DONE if sound else exit_codes.UNPROVED


def _cryptography() -> str:
    from importlib.metadata import version  # noqa: PLC0415  slow to load

    return version("cryptography")


def _of_record(path: Path, options: argparse.Namespace, now: datetime) -> list[Row]:
    said: list[Row] = []
    try:
        with faults_told(), SqliteStore.reading(path) as store:
            desk = read_at(path, store, options.machine)
            findings = record_findings(desk)
            said += [("record", "✓", one) for one in findings.holds]
            said += [("record", "·", one) for one in findings.notes]
            said += [("record", "✗", one) for one in findings.faults]
            kept = store.kept()
            if kept is not None:
                said.append(("second place", "✓", f"{path}.head: the head of {kept.size} entries"))
            last = datetime.fromisoformat(desk.state.entries[-1].received_at).astimezone(UTC)
            if last > now + CLOCKS:
                words = (
                    f"the last entry was received at {last:%Y-%m-%d %H:%M} UTC, which is ahead of this clock."
                )
                said.append(("clock", "✗", words + " One of the two is wrong."))
            for one in beside(path):
                good, words = one.told(path, desk.head.size)
                said.append(("copies", "·" if good else "✗", words))
    except Refused as fault:
        said.append(("record", "✗", str(fault)))
    folder = keys_folder(path)
    said += _open_to_others(path, folder)
    for key in sorted(folder.glob("*")):
        private = key.suffix not in {".pub", ".journal", ".seen", ".new"}
        if private and key.is_file() and key.stat().st_mode & 0o777 & ~PRIVATE_MODE:
            said.append(("keys", "✗", f"{key} can be read by others: chmod 600 {key}"))
    if not (folder / LOG).is_file():
        said.append(("keys", "·", f"the key of the record is not in {folder}: heads are signed elsewhere"))
    return said


def _open_to_others(path: Path, keys: Path) -> Iterator[Row]:
    """Say what anybody on this machine can read or change that only who keeps the record should."""
    for place in dict.fromkeys((path.absolute().parent, keys.absolute())):
        mode = place.stat().st_mode if place.is_dir() else 0
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            words = f"anybody on this machine can put other files into {place} (mode {mode & 0o777:04o}), and"
            yield "folder", "✗", f"{words} take away those that are there: chmod o-w {place}"
    head = path.with_name(f"{path.name}.head")
    for file, secret in ((path, True), (head, False)):
        mode = file.stat().st_mode if file.is_file() else 0
        can = "changed" if mode & stat.S_IWOTH else "read" if secret and mode & stat.S_IROTH else ""
        if can:
            words = (
                f"{file} can be {can} by anybody on this machine (mode {mode & 0o777:04o}): chmod 600 {file}"
            )
            yield "record", "✗", words


def redact(options: argparse.Namespace) -> int:
    """Record that a document, or an entry, is shown to nobody any more; destroy the document here."""
    with at_desk(options) as desk:
        desk.whole()
        entry = desk.entry(options.entry)
        doc = document_of(entry, options.document)
        reference = Reference(leaf=entry.leaf, doc="" if doc is None else doc.h)
        before = redaction_of(reference, desk.state)
        if before is not None and doc is not None and _is_here(desk, doc):
            return _destroyed_late(options, desk, doc, before)
        if before is None:
            _told_beforehand(options, desk, entry, doc)
        act = Redacts(grounds=options.grounds, gone_by=options.gone_by)
        code = recorded(options, desk, Proposed(act=act, re=(reference,)))
    if options.dry_run or doc is None:
        return code
    _destroy(desk, doc)
    if not options.json:
        print(
            f"{harmless(doc.name) or doc.media} is destroyed in {desk.path.name}; other copies still have it."
        )
    return code


def _is_here(desk: Desk, doc: Document) -> bool:
    """Whether the bytes of a document, or the words read out of it, are still in this copy."""
    try:
        return any(desk.store.document(bytes.fromhex(it)) is not None for it in (doc.h, doc.text) if it)
    except NotTheDocument:
        return True


def _destroyed_late(options: argparse.Namespace, desk: Desk, doc: Document, before: Entered) -> int:
    """Destroy what was redacted before and is still in this copy; nothing is recorded again."""
    if not options.dry_run:
        _destroy(desk, doc)
    if options.json:
        print(json.dumps({"recorded": False, "redacted": before.index}, indent=1))
        return exit_codes.DONE
    would = "would be destroyed" if options.dry_run else "is destroyed"
    name = harmless(doc.name) or doc.media
    print(
        f"{name} was redacted already, by {before.author} in entry {before.index}: "
        f"nothing is recorded again. It was still in {desk.path.name}, and {would} there now."
    )
    return exit_codes.DONE


def _destroy(desk: Desk, doc: Document) -> None:
    desk.store.close()
    with faults_told(), SqliteStore.open(desk.path, wait=WAIT) as store:
        for name in (doc.h, doc.text):
            if name:
                store.destroy_document(bytes.fromhex(name))


def _told_beforehand(options: argparse.Namespace, desk: Desk, entry: Entered, doc: Document | None) -> None:
    """Say what is shown no more once the document is gone, and go on only on a word. Raises Refused."""
    lost = lost_with(desk, entry, doc)
    if not lost:
        return
    if not options.yes and not options.dry_run:
        raise Refused(
            f"nothing was recorded, and nothing destroyed. {lost} That cannot be taken back. If it is meant, "
            "say so with --yes."
        )
    print("\n".join(wrapped(harmless(lost), WIDTH)), file=sys.stderr)


def lost_with(desk: Desk, entry: Entered, doc: Document | None) -> str:
    """Say what the pages of the record lose with a document; "" where they lose nothing."""
    if doc is None:
        return ""
    if entry.leaf in desk.state.drafts:
        on = sum(one.draft == entry.leaf for one in desk.state.answers.values())
        said = "1 answer" if on == 1 else f"{on} answers"
        return (
            f"This is a text of draft {desk.state.drafts[entry.leaf].number}, with {said} on it. Without any "
            "text of a draft, what was said on it is not shown at its provisions any more, nor as it was "
            "at any moment before."
        )
    given = desk.state.answers.get(entry.leaf)
    if given is None or not _is_said_still(desk, given):
        return ""
    count = _positions_in(desk, given)
    many = "its position" if count == 1 else "its positions" if count is None else f"its {count} positions"
    return (
        f"This is a standing answer of {given.party}: {many} will be shown no more, nor as they were at any "
        "moment before; in their place it is said that the document was redacted, by whom and why."
    )


def _is_said_still(desk: Desk, given: Given) -> bool:
    from travaux.record.views.still_said import still_said  # noqa: PLC0415  slow to load

    draft = desk.state.drafts.get(given.draft)
    return draft is not None and given.entered.leaf in still_said(
        desk.state, desk.library, draft, given.party
    )


def _positions_in(desk: Desk, given: Given) -> int | None:
    """Count what an answer says; None where it cannot be read."""
    from travaux.compile.compilation import LeftOut  # noqa: PLC0415  slow to load
    from travaux.record.library import NotHere  # noqa: PLC0415  as above

    draft = desk.state.drafts.get(given.draft)
    if draft is None:
        return None
    try:
        heard = desk.library.heard(desk.state, given, draft)
    except NotHere:
        return None
    return None if isinstance(heard, LeftOut) else len(heard.heard)


def record(options: argparse.Namespace) -> int:
    """Record any act, given as JSON."""
    if options.list:
        for name, listed in TYPES.items():
            print(f"{name}: {_fields(listed)}")
        return exit_codes.DONE
    if options.type is None:
        raise Refused("Which act? `travaux record --list` names them.")
    kind = TYPES.get(options.type)
    if kind is None:
        raise Refused(f'"{options.type}" is no type of act. `travaux record --list` names them.')
    try:
        act = _act(options.type, json.loads(options.body, object_pairs_hook=_once))
    except (ValueError, RecursionError) as fault:
        raise Refused(f"--body: {fault} A {options.type} has: {_fields(kind)}.") from fault
    with at_desk(options) as desk:
        concerns = tuple(_concern(desk, one) for one in options.re)
        brought = tuple(brought_from(name) for name in options.files)
        return recorded(options, desk, Proposed(act=act, re=concerns, brought=brought))


def _once(pairs: list[tuple[str, Plain]]) -> Plain:
    """Make an object of its members, each of which is there once. Raises ValueError."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is there twice.")
    return found


def _act(kind: str, body: Plain) -> Act:
    """Read an act as it is read out of an entry, so that nothing else can be said. Raises ValueError."""
    empty = "0" * 64
    line = canonical(
        {
            "v": 1,
            "neg": "-",
            "type": kind,
            "actor": "-",
            "key": f"SHA256:{'A' * 43}",
            "nonce": "0" * 32,
            "seen": {"size": 0, "root": empty},
            "prev": empty,
            "re": [],
            "at": "2026-01-01T00:00:00Z",
            "vis": "all",
            "docs": [],
            "body": body,
        }
    )
    return read(line).act


def _concern(desk: Desk, given: str) -> Reference:
    name, _, provision = given.partition(":")
    entry = desk.entry(name)
    if not provision:
        return Reference(leaf=entry.leaf)
    drafts = [entry.leaf, *(one.leaf for one in entry.entry.re)]
    draft = next((desk.state.drafts[leaf] for leaf in drafts if leaf in desk.state.drafts), None)
    if draft is None:
        raise Refused(f"Entry {entry.index} ({entry.entry.type}) is about no draft, so it has no provisions.")
    return Reference(leaf=entry.leaf, article=desk.address(draft, provision))


def _fields(act: type[Any]) -> str:
    hints = get_type_hints(act, localns=vars(sys.modules["travaux.record.act"]))
    said = []
    for one in dataclasses.fields(act):
        needed = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        said.append(f"{one.name}{'' if needed else '?'}: {_kind(hints[one.name])}")
    return ", ".join(said) or "nothing"


def _kind(hint: Any) -> str:  # noqa: ANN401  a type hint has no type of its own
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " | ".join(f'"{one.value}"' for one in hint)
    if args := [one for one in get_args(hint) if one not in (type(None), Ellipsis)]:
        inner = _kind(args[0])
        return f"[{inner}]" if str(hint).startswith("tuple") else inner
    if dataclasses.is_dataclass(hint):
        return "{" + ", ".join(one.name for one in dataclasses.fields(hint)) + "}"
    return {"str": "text", "bool": "true | false", "int": "number"}.get(getattr(hint, "__name__", ""), "text")
