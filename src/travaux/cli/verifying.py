"""``travaux verify``: a record or a bundle checked, trusting nobody."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.bundled import is_bundle
from travaux.cli.cores import checking
from travaux.cli.desk import Desk, faults_told, read_at
from travaux.cli.files import FileFault, content
from travaux.cli.place import found
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.vouching import stamps, vouched
from travaux.record.admission import check_act
from travaux.record.audience import is_redacted
from travaux.record.bundle import BadBundle, unpacked
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import BadCheckpoint, LogKey, opened
from travaux.record.fold import NOTHING, fold
from travaux.record.policy import BadPolicy, Policy, policy_read
from travaux.record.refusal import Refused as NotAdmitted
from travaux.record.verification import NotVerified as LogFault
from travaux.record.verification import Verified, verify_log
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.store.extension import frontier_at
from travaux.store.fault import NotTheDocument
from travaux.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in checking: what holds, what has to be known, what does not hold."""

    holds: tuple[str, ...] = ()
    gathered: tuple[str, ...] = ()
    """The same, shorter: what holds of each of many entries and documents is said of them together."""
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    newest_unknown: bool = False
    """Whether nothing here says which head was signed last, so that an older copy would pass as well."""


def verify(options: argparse.Namespace) -> int:
    """Check a record or a bundle, and say sentence by sentence what was found."""
    with faults_told():
        path = Path(options.file) if options.file else found(options.record)
        archive = is_bundle(path)
        policy = None if options.policy is None else _policy(options.policy)
        findings = (
            _bundle_findings(path, options.key, policy)
            if archive
            else _record_findings(path, options, policy)
        )
    verified = not findings.faults
    if options.json:
        print(
            json.dumps(
                {
                    "verified": verified,
                    "newest_unknown": findings.newest_unknown,
                    "holds": findings.holds,
                    "notes": findings.notes,
                    "faults": findings.faults,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return exit_codes.DONE if verified else exit_codes.UNPROVED
    holds = findings.holds if options.all else findings.gathered or findings.holds
    for mark, sentences in (("✓", holds), ("·", findings.notes), ("✗", findings.faults)):
        for one in sentences:
            print("\n".join(wrapped(harmless(one), WIDTH, indent="  ", first=f"{mark} ")))
    if len(holds) < len(findings.holds):
        print("With --all a line stands for each entry and each document.")
    if not verified:
        print(f"{path} does not verify.")
    elif findings.newest_unknown:
        print(f"{path} verifies as it stands. Whether it is an older copy was not verified.")
    else:
        print(f"{path} verifies.")
    return exit_codes.DONE if verified else exit_codes.UNPROVED


def _policy(file: str) -> Policy:
    try:
        return policy_read(content(file))
    except BadPolicy as fault:
        raise FileFault(f"{file} is no policy: {fault}.") from fault


def _key(line: str | None) -> LogKey | None:
    if line is None:
        return None
    try:
        return LogKey.of(line.strip())
    except BadCheckpoint as fault:
        raise Refused(
            f"--key: {fault}. Expected the line of the record's key, as `travaux show 0` shows it."
        ) from fault


def _bundle_findings(path: Path, key: str | None, policy: Policy | None) -> Findings:
    try:
        files = unpacked(content(str(path)))
    except BadBundle as fault:
        return Findings(faults=(str(fault),))
    verdict = verify_bundle(files, log=_key(key), policy=policy)
    return Findings(
        holds=tuple(verdict.holds),
        gathered=verdict.gathered,
        notes=tuple(verdict.notes),
        faults=tuple(verdict.faults),
    )


def _record_findings(path: Path, options: argparse.Namespace, policy: Policy | None) -> Findings:
    with SqliteStore.reading(path) as store:
        try:
            desk = read_at(path, store, options.machine)
        except NotVerified as fault:
            return Findings(faults=(str(fault),))
        return record_findings(desk, key=_key(options.key), policy=policy)


def record_findings(desk: Desk, *, key: LogKey | None = None, policy: Policy | None = None) -> Findings:
    """Check all of a record: bytes, tree, signatures, what each might do, heads, witnesses, documents."""
    state = desk.state
    holds: list[str] = []
    notes: list[str] = []
    faults: list[str] = []
    log = log_key_of(state)
    if key is not None and key != log:
        faults.append(
            f"the record names {log.line} as the key of its heads, and {key.line} was expected: this is "
            "another record, or another key."
        )
    try:
        verified = verified_log(desk, log)
        if size := verified.size:  # else no head says how many there are
            holds.append(
                f"{size} entries give the root {verified.frontier.root.hex()[:16]}…; each is signed by a key "
                "in force at its place, and follows what its author says it follows."
            )
    except LogFault as fault:
        faults.append(str(fault))
    faults += _unlawful(state)
    _heads(desk, log, holds, notes, faults)
    _seen(desk, holds, faults)
    vouched(desk, policy, holds, notes, faults)
    stamps(desk, holds, notes, faults)
    _documents(desk, holds, notes, faults)
    return Findings(
        holds=tuple(holds),
        notes=tuple(notes),
        faults=tuple(faults),
        newest_unknown=_newest_is_unknown(desk),
    )


def _newest_is_unknown(desk: Desk) -> bool:
    """Whether no head stands beside the record that it has to go on from."""
    return isinstance(desk.store, SqliteStore) and desk.store.kept() is None


def log_key_of(state: Negotiation) -> LogKey:
    """Give the key that signs the heads, as the first entry names it. Raises NotVerified."""
    try:
        return LogKey.of(state.log)
    except BadCheckpoint as fault:
        raise NotVerified(f"the first entry names no key for the heads of the record: {fault}.") from fault


def verified_log(desk: Desk, log: LogKey | None = None) -> Verified:
    """Verify every leaf up to the head that was signed last. Raises the record's NotVerified."""
    log = log or log_key_of(desk.state)
    notes = [one.data for one in desk.store.checkpoints()]
    size = max((opened_size(one, log) for one in notes), default=0)
    return verify_log(desk.store.leaves(0, size), notes=notes, log=log, checking=checking(size))


def opened_size(note: bytes, log: LogKey) -> int:
    """Give the size that a note states, if the log signed it. Raises the record's NotVerified."""
    try:
        return opened(note, log).size
    except BadCheckpoint as fault:
        raise LogFault(f"a head is not signed by the key of the record: {fault}.") from fault


def _unlawful(state: Negotiation) -> Iterator[str]:
    """Go through what should not have been admitted: what somebody could not do, as things stood."""
    then = NOTHING
    for one in state.entries:
        try:
            check_act(one.entry, then)
        except NotAdmitted as fault:
            yield f"entry {one.index} should not have been recorded: {fault}"
        then = fold((one,), then)


def _heads(desk: Desk, log: LogKey, holds: list[str], notes: list[str], faults: list[str]) -> None:
    checkpoints = desk.store.checkpoints()
    if not checkpoints:
        faults.append("no head of the record has been signed: nobody vouches for it.")
        return
    try:
        heads = [opened(one.data, log) for one in checkpoints]
    except BadCheckpoint:
        return  # said already, of the log
    last = heads[-1]
    carried = desk.store.carried() if isinstance(desk.store, SqliteStore) else None
    if carried is not None:
        notes.append(carried.told(desk.path))
    elif (kept := desk.store.kept()) is not None:
        holds.append(f"it goes on from the head of {kept.size} entries that was signed last here.")
    else:
        notes.append(
            f"there is no {desk.path.name}.head beside it, so that nobody knows which head was signed last: "
            "an older copy would look the same. travaux restore makes a copy the record again, where it "
            "lives nowhere else."
        )
    if frontier_at(last.size, desk.store.hashes).root == last.root:
        holds.append(
            f"1 signed head is a state of this record, of {last.size} entries."
            if len(heads) == 1
            else f"{len(heads)} signed heads are states of this record; the last is of {last.size} entries."
        )
    if last.size < desk.head.size:
        notes.append(
            f"{desk.head.size - last.size} entries came after the last signed head: they hold only once a "
            "head over them is signed."
        )


def _seen(desk: Desk, holds: list[str], faults: list[str]) -> None:
    """Hold the record to the heads that were seen from the desks here."""
    for path in sorted(desk.keyring.folder.glob("*.seen")):
        party = desk.state.members.get(path.stem)  # type: ignore[call-overload]
        if party is None:
            continue
        seen = desk.journal(party.code).seen()
        if seen.size > desk.head.size or frontier_at(seen.size, desk.store.hashes) != seen:
            faults.append(
                f"the desk of {party.code} has seen {seen.size} entries with the root "
                f"{seen.root.hex()[:16]}…, and "
                "the record does not go on from there: it is an older copy, or another record."
            )
        else:
            holds.append(f"it goes on from the {seen.size} entries last seen at the desk of {party.code}.")


def _documents(desk: Desk, holds: list[str], notes: list[str], faults: list[str]) -> None:
    """Hash every document that is here under its salt; say which are not here."""
    here = 0
    for one in desk.state.entries:
        for doc in one.entry.docs:
            try:
                kept = desk.store.document(bytes.fromhex(doc.h))
            except NotTheDocument as fault:
                faults.append(
                    f"{doc.name or doc.media} of entry {one.index} is not what the entry holds to: {fault}"
                )
                continue
            if kept is not None:
                here += 1
            elif _redacted(doc.h, one, desk.state):
                notes.append(f"{doc.name or doc.media} of entry {one.index} was redacted; its hash stays.")
            else:
                faults.append(f"{doc.name or doc.media} of entry {one.index} is missing from the record.")
    holds.append(
        "1 document is, byte for byte, what its entry holds to."
        if here == 1
        else f"{here} documents are, byte for byte, those that their entries hold to."
    )


def _redacted(h: str, one: Entered, state: Negotiation) -> bool:
    return is_redacted(one, state) or any(
        each.doc == h for redaction in state.redactions for each in redaction.entry.re
    )
