"""``travaux status``, ``owed``, ``log``, ``show``: what the record says, now or at any past moment."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from travaux.cli import exit_codes
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import FileFault, written
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.saying import entry_lines, told_of, who
from travaux.record.entry import written as entry_line
from travaux.record.leaf import Leaf
from travaux.record.may import Verb, may
from travaux.record.signature import ENTRY, verify
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.render.docket import docket_told
from travaux.render.record_lines import told_lines
from travaux.render.status import status as status_told
from travaux.render.telling import Teller
from travaux.render.told import Told

if TYPE_CHECKING:
    from datetime import tzinfo

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft
    from travaux.text.wording import PartyCode


def reader(options: argparse.Namespace, desk: Desk) -> tuple[Disclosed, Desk]:
    """Give what the reader may know at the moment that is asked of, and the desk at that moment."""
    then = desk.moment(options.at)
    if options.reader is None:
        return disclosed(then.state, everything), then
    code: PartyCode | None = None if options.reader == "public" else then.member(options.reader)
    known = disclosed(then.state, lambda one: may(code, Verb.READ, one, then.state).allowed)
    return known, then.with_state(known)


def zone_of(known: Disclosed) -> tzinfo | None:
    """Give the conference's own time: that of the latest round that set one."""
    found = None
    for one in known.rounds.values():
        found = one.rules.due.zone if one.rules.due is not None else found
    try:
        return None if found is None else ZoneInfo(found)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def teller_of(known: Disclosed, desk: Desk) -> Teller:
    return Teller(known=known, texts=desk.texts(), zone=zone_of(known))


def shown(told: Told) -> int:
    """Print a page."""
    print("\n".join(told_lines(told, ansi=sys.stdout.isatty() and "NO_COLOR" not in os.environ)))
    return exit_codes.DONE


def status(options: argparse.Namespace) -> int:
    """Answer the four questions."""
    with at_desk(options) as desk:
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        found = questions(known, at=at, texts=then.texts())
        return shown(status_told(found, teller_of(known, then)))


def owed(options: argparse.Namespace) -> int:
    """Say who owes whom what."""
    with at_desk(options) as desk:
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        party = "" if options.party is None else then.member(options.party)
        return shown(docket_told(docket(known, at=at), teller_of(known, then), party=party))


def matrix(options: argparse.Namespace) -> int:
    """Say who said what of which provision, and who has not."""
    from travaux.record.consolidation import consolidation  # noqa: PLC0415  slow to load
    from travaux.record.views.positions import positions  # noqa: PLC0415  as above
    from travaux.render.positions import positions_told  # noqa: PLC0415  as above
    from travaux.render.proved import proved  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        found = consolidation(known, then.library, _draft(options, then))
        if options.output is not None:
            written({options.output: proved(found.compilation, Path(options.output).suffix)})
            return exit_codes.DONE
        return shown(positions_told(positions(found, docket(known, at=at)), teller_of(known, then)))


def history(options: argparse.Namespace) -> int:
    """Tell all that was recorded of one provision."""
    from travaux.record.views.history import history as history_of  # noqa: PLC0415  slow to load
    from travaux.render.history import history_told  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        draft = then.draft(options.draft)
        found = history_of(known, then.library, then.address(draft, options.provision), draft=draft)
        return shown(history_told(found, teller_of(known, then), at=at))


def coverage(options: argparse.Namespace) -> int:
    """Say what a reply answers, and what it passes over."""
    from travaux.record.views.coverage import coverage as coverage_of  # noqa: PLC0415  slow to load
    from travaux.render.coverage import coverage_line  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        known, then = reader(options, desk)
        entry = then.entry(options.entry)
        found = coverage_of(known, entry.leaf, then.library)
        if not found:
            raise Refused(f"Entry {entry.index} ({entry.entry.type}) is no reply to a draft.")
        teller = teller_of(known, then)
        title = (f"What entry {entry.index} answers, and what it passes over",)
        return shown(Told(title=title, head=tuple(coverage_line(one, teller) for one in found)))


def fates(options: argparse.Namespace) -> int:
    """Say what became of everything that was submitted."""
    from travaux.record.views.fates import fates as fates_of  # noqa: PLC0415  slow to load
    from travaux.render.submissions import fates_told  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        return shown(fates_told(fates_of(known, then.library), teller_of(known, then), at=at))


@contextmanager
def not_here_told() -> Iterator[None]:
    """Say it where a draft that is asked about cannot be read, or a compile cannot be proved."""
    from travaux.compile.proof import LossError  # noqa: PLC0415  slow to load
    from travaux.record.library import NotHere  # noqa: PLC0415  as above

    try:
        yield
    except NotHere as fault:
        raise FileFault(str(fault)) from fault
    except LossError as fault:
        raise NotVerified(f"the proof failed and nothing was written. {fault}") from fault


def _draft(options: argparse.Namespace, desk: Desk) -> Draft | None:
    return None if options.draft is None else desk.draft(options.draft)


def log(options: argparse.Namespace) -> int:
    """List the entries."""
    with at_desk(options) as desk:
        known, then = reader(options, desk)
        by = None if options.by is None else then.member(options.by)
        entries = [
            one
            for one in known.entries
            if (by is None or one.author == by)
            and (options.type is None or one.entry.type == options.type or _of_kind(one, options.type))
        ]
        entries = entries if options.last is None else entries[-options.last :] if options.last > 0 else []
        if options.json:
            print(json.dumps([_row(one) for one in entries], ensure_ascii=False, indent=1))
            return exit_codes.DONE
        teller = Teller(known=known)
        places = len(str(max(desk.state.size - 1, 0)))
        whose = max((len(who(one)) for one in entries), default=0)
        for one in entries:
            first = f"{one.index:>{places}}  {one.received_at[:16].replace('T', ' ')}Z  {who(one):<{whose}}  "
            if options.hashes:
                first += f"{one.leaf[:12]}  "
            print(
                "\n".join(
                    wrapped(harmless(told_of(one, teller)), WIDTH, indent=" " * len(first), first=first)
                )
            )
    return exit_codes.DONE


def _of_kind(one: Entered, kind: str) -> bool:
    return one.entry.type.partition(".")[0] == kind


def _row(one: Entered) -> dict[str, object]:
    return {
        "index": one.index,
        "leaf": one.leaf,
        "received_at": one.received_at,
        "entry": json.loads(entry_line(one.entry)),
    }


def show(options: argparse.Namespace) -> int:
    """Show one entry in full, or write out its documents."""
    with at_desk(options) as desk:
        known, then = reader(options, desk)
        entered = desk.entry(options.entry)
        if known.at(entered.leaf) is None:
            raise Refused(f"Entry {entered.index} is not for {options.reader}, or was recorded later.")
        (data,) = desk.store.leaves(entered.index, entered.index + 1)
        if options.leaf:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return exit_codes.DONE
        if options.documents is not None:
            return _documents(entered, desk, Path(options.documents))
        leaf = Leaf.from_bytes(data)
        signed = [verify(one, leaf.entry, ENTRY).fingerprint for one in leaf.signatures]
        if options.json:
            print(json.dumps({**_row(entered), "signed_by": signed}, ensure_ascii=False, indent=1))
            return exit_codes.DONE
        print(f"Entry {entered.index} of {desk.state.origin}, received {entered.received_at}")
        print("\n".join(entry_lines(entered.entry, then)))
        print(f"  {'leaf':<12} {entered.leaf}")
        print(f"  {'before it':<12} {entered.entry.prev}")
        print(f"  {'had seen':<12} {entered.entry.seen.size} entries, {entered.entry.seen.root[:16]}…")
        for key in signed:
            print(f"  {'signature':<12} {key}: holds")
        for one in entered.entry.docs:
            kept = desk.store.document(bytes.fromhex(one.h))
            gone = "is not here any more" if kept is None else f"{len(kept.data):,} bytes"
            print(f"  {'kept':<12} {harmless(one.name) or one.media}: {gone}")
    return exit_codes.DONE


def _documents(entered: Entered, desk: Desk, folder: Path) -> int:
    """Write the documents of an entry into *folder*, byte for byte; nothing there is written over."""
    outputs: dict[str, bytes] = {}
    for number, one in enumerate(entered.entry.docs, start=1):
        kept = desk.store.document(bytes.fromhex(one.h))
        if kept is None:
            print(f"{harmless(one.name)} is not here any more.", file=sys.stderr)
            continue
        target = folder / f"{entered.index}-{number}-{_safe(one.name)}"
        if target.exists():
            raise FileFault(f"{target} is there already. Nothing was written. Give another folder.")
        outputs[str(target)] = kept.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileFault(f"{folder} cannot be made: {fault.strerror}.") from fault
    written(outputs)
    for name in outputs:
        print(name)
    return exit_codes.DONE


def _safe(name: str) -> str:
    """Give a name of a file that others chose, so that it can be nothing but a name here."""
    kept = "".join(one if one.isalnum() or one in "._-" else "_" for one in name)
    return kept.lstrip(".")[-80:] or "document"
