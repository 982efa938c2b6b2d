"""``travaux watch`` and ``cosign``: the record followed from one's own desk, and its head witnessed."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.cli import exit_codes
from travaux.cli.bundled import is_bundle
from travaux.cli.desk import Desk, at_desk, faults_told
from travaux.cli.journal import digest
from travaux.cli.keyring import private_in
from travaux.cli.place import found
from travaux.cli.recording import WAIT, check_goes_on
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.saying import log_line
from travaux.cli.verifying import Findings, record_findings
from travaux.cli.vouching import witness_name
from travaux.record.act import KeyUse
from travaux.record.checkpoint import LogKey, cosigned, opened
from travaux.record.entry import written
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.store.extension import frontier_at
from travaux.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from travaux.record.tree import Frontier
    from travaux.text.wording import PartyCode


def watch(options: argparse.Namespace) -> int:
    """Look at the record once, or again and again, and raise the alarm."""
    if options.every <= 0:
        raise Refused(f"--every {options.every}: expected a number of seconds above nothing.")
    alarms, looked, before = 0, None, None
    while True:
        now = _head(options)
        # As long as nothing came, all is read again only now and then.
        if now is None or now != before or looked is None or time.monotonic() - looked > AGAIN:
            try:
                alarms += _look(options)
            except NotVerified as fault:
                _alarm(str(fault))
                alarms += 1
            looked, before = time.monotonic(), now
        if options.once:
            return exit_codes.UNPROVED if alarms else exit_codes.DONE
        sys.stdout.flush()
        time.sleep(options.every)


AGAIN: Final = 600.0
"""Seconds after which all is read and verified again, though nothing came."""


def _head(options: argparse.Namespace) -> Frontier | None:
    """Read only the head that the record says it has; None for a bundle."""
    with faults_told():
        path = found(options.record)
        if is_bundle(path):
            return None
        with SqliteStore.reading(path) as store:
            return store.head()


def _look(options: argparse.Namespace) -> int:
    """Verify what is new since the desk last looked, tell it, and count the alarms."""
    with at_desk(options) as desk:
        party = desk.keeper if options.actor is None else desk.member(options.actor)
        journal = desk.journal(party)
        seen = journal.seen()
        if seen.size > desk.head.size or frontier_at(seen.size, desk.store.hashes) != seen:
            raise NotVerified(
                f"{desk.path} does not go on from the {seen.size} entries ({seen.root.hex()[:16]}…) last "
                "seen from this desk: it is an older copy, or another record. Sign nothing, and compare "
                "heads with the others."
            )
        if seen.size == desk.head.size:
            if options.once:
                print(f"{desk.head.size} entries, as they were last seen from this desk. No alarm.")
            return 0
        # A bundle was verified when it was opened.
        findings = record_findings(desk) if desk.can_be_added_to else Findings()
        for fault in findings.faults:
            _alarm(fault)
        foreign = not_mine(desk, party, since=seen.size)
        for one in foreign:
            _alarm(one)
        teller = desk.teller()
        for entered in (one for one in desk.state.entries if one.index >= seen.size):
            print("\n".join(wrapped(harmless(log_line(entered, teller)), WIDTH, indent="    ")))
        if not findings.faults:
            journal.see(desk.head)
        alarms = len(findings.faults) + len(foreign)
        if options.once and not alarms:
            print(f"{desk.head.size} entries; goes on from the {seen.size} that were last seen. No alarm.")
        return alarms


def not_mine(desk: Desk, party: PartyCode, *, since: int = 0) -> list[str]:
    """List the entries with a key of *party* that were not signed at this desk."""
    noted = desk.journal(party).noted()
    return [
        f"entry {one.index} ({one.entry.type}, received {one.received_at}) is signed with {one.entry.key}, "
        f"the key of {party}, and was not made at this desk: somebody else has the key. Revoke it: "
        f"travaux key revoke {one.entry.key}"
        for one in desk.state.entries
        if one.index >= since and one.entry.actor == party and digest(written(one.entry)) not in noted
    ]


def _alarm(said: str) -> None:
    print("\n".join(wrapped(harmless(f"ALARM: {said}"), WIDTH, indent="  ")), file=sys.stderr)


def cosign(options: argparse.Namespace) -> int:
    """Verify the record, and witness its last signed head."""
    with at_desk(options) as desk:
        party = desk.member(options.actor)
        path = desk.keyring.path(f"{party}.cosign") if options.key is None else Path(options.key)
        key = private_in(path)
        enrolled = desk.state.keys.get(key.public.fingerprint)  # type: ignore[call-overload]
        if enrolled is None or enrolled.party != party or enrolled.use is not KeyUse.COSIGN or enrolled.until:
            raise Refused(
                f"{path} is no key that witnesses heads for {party} in this record. Make one: travaux key "
                f"new {party} --use cosign --enrol"
            )
        findings = record_findings(desk)
        if findings.faults:
            raise NotVerified(f"{desk.path} does not verify, and was not witnessed. {findings.faults[0]}")
        latest = desk.whole().latest_checkpoint()
        if latest is None:
            raise NotVerified("no head of the record has been signed, so there is none to witness.")
        checkpoint = opened(latest.data, LogKey.of(desk.state.log))
        name = witness_name(party)
        note = cosigned(checkpoint, at=int(desk.machine.now().timestamp()), name=name, private=key)
        desk.store.close()
    with faults_told(), SqliteStore.open(found(options.record), wait=WAIT) as store:
        check_goes_on(store, desk.journal(party).seen(), desk.path)
        store.put_cosignature(checkpoint.size, name, note)
        desk.journal(party).see(frontier_at(checkpoint.size, store.hashes))
    print(f"{party} has witnessed the head of {checkpoint.size} entries ({checkpoint.root.hex()[:16]}…).")
    return exit_codes.DONE
