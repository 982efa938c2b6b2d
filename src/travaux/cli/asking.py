"""``travaux status``, ``owed``, ``log``, ``show``: what the record says, now or at any past moment."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import FileFault, written
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.zones import zone_named
from travaux.record.may import Verb, may
from travaux.record.views.conference_zone import conference_zone
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions
from travaux.record.views.restricted import numbered, restricted
from travaux.render.docket import docket_told
from travaux.render.record_lines import told_lines
from travaux.render.status import status as status_told
from travaux.render.telling import Teller
from travaux.render.told import Line, Said, Told, line

if TYPE_CHECKING:
    from datetime import tzinfo

    from travaux.record.negotiation import Draft
    from travaux.text.wording import PartyCode


def reader(options: argparse.Namespace, desk: Desk) -> tuple[Disclosed, Desk]:
    """Give what the reader may know at the moment that is asked of, and the desk at that moment."""
    then = desk.moment(options.at)
    if options.reader is None:
        return disclosed(then.state, everything), then
    code: PartyCode | None = None if options.reader == "public" else then.member(options.reader)
    known = disclosed(then.state, lambda one: may(code, Verb.READ, one, then.state).allowed)
    told = tuple(one for one in desk.redactions if may(code, Verb.READ, one, desk.state).allowed)
    return known, replace(then.with_state(known), redactions=told, of_reader=True)


def zone_of(known: Disclosed) -> tzinfo | None:
    """Give the conference's own time, by the tables of this machine; None where it is not settled yet."""
    found = conference_zone(known)
    return None if found is None else zone_named(found)


def teller_of(known: Disclosed, desk: Desk) -> Teller:
    return desk.teller(known, zone_of(known))


def shown(
    told: Told, options: argparse.Namespace, known: Disclosed, more: Mapping[str, object] | None = None
) -> int:
    """Print a page, write it to a file, or give it to a program.

    *more* goes to programs only. Where no reader was named, it says at its head what of the record is not for
    all members.
    """
    if options.reader is None and (some := restricted(known.entries)):
        what = "1 entry" if len(some) == 1 else f"{len(some)} entries"
        told = replace(
            told,
            head=(
                *told.head,
                line(
                    f"This is drawn from the whole record, with {what} not for all members "
                    f"({numbered(some)}). With --as a member it has what that member may see."
                ),
            ),
        )
    if options.output is not None:
        written({options.output: _as_file(told, options.output)})
        return exit_codes.DONE
    if options.json:
        print(json.dumps({**told_record(told), **(more or {})}, ensure_ascii=False, indent=1))
        return exit_codes.DONE
    print("\n".join(told_lines(told, ansi=sys.stdout.isatty() and "NO_COLOR" not in os.environ)))
    return exit_codes.DONE


def _as_file(told: Told, name: str) -> bytes:
    """Write a page as the ending of the file's name says. Raises FileFault."""
    match Path(name).suffix.lower():
        case ".html":
            from travaux.render.record_page import told_page  # noqa: PLC0415  only where it is asked for

            return told_page(told)
        case ".md":
            from travaux.render.record_markdown import told_markdown  # noqa: PLC0415  as above

            return told_markdown(told)
        case ".txt" | "":
            return ("\n".join(told_lines(told)) + "\n").encode()
        case ending:
            raise FileFault(f'{name}: this cannot be written as "{ending}". Expected .html, .md or .txt.')


def status(options: argparse.Namespace) -> int:
    """Answer the four questions."""
    with at_desk(options) as desk:
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        found = questions(known, at=at, texts=then.texts(), library=then.library)
        return shown(status_told(found, teller_of(known, then)), options, known)


def owed(options: argparse.Namespace) -> int:
    """Say who owes whom what."""
    with at_desk(options) as desk:
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        party = "" if options.party is None else then.member(options.party)
        return shown(
            docket_told(
                docket(known, at=at, texts=then.texts(), library=then.library),
                teller_of(known, then),
                party=party,
            ),
            options,
            known,
        )


def matrix(options: argparse.Namespace) -> int:
    """Say who said what of which provision, and who has not."""
    from travaux.record.consolidation import consolidation  # noqa: PLC0415  slow to load
    from travaux.record.views.positions import positions  # noqa: PLC0415  as above
    from travaux.render.positions import positions_told  # noqa: PLC0415  as above
    from travaux.render.proved import proved  # noqa: PLC0415  as above
    from travaux.render.records import matrix_record  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        found = consolidation(known, then.library, _draft(options, then))
        if options.output is not None and options.output.lower().endswith(".xlsx"):
            from travaux.cli.compiling import warn_of_readers  # noqa: PLC0415  as above

            written({options.output: proved(found.compilation, ".xlsx")})
            warn_of_readers(found.compilation, options.reader, [options.output])
            return exit_codes.DONE
        laid = positions(found, docket(known, at=at), known)
        told = positions_told(laid, teller_of(known, then))
        return shown(told, options, known, {"matrix": matrix_record(laid.matrix)} if options.json else None)


def history(options: argparse.Namespace) -> int:
    """Tell all that was recorded of one provision."""
    from travaux.cli.additions_named import history_named  # noqa: PLC0415  slow to load
    from travaux.render.history import history_told  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        draft = then.draft(options.draft)
        found = history_named(known, then, draft, options.provision)
        return shown(history_told(found, teller_of(known, then), at=at), options, known)


def since(options: argparse.Namespace) -> int:
    """Say what changed for a party since it last acted, as it may see it."""
    from travaux.record.views.since import since as changes  # noqa: PLC0415  slow to load
    from travaux.render.since import since_told  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        party = desk.member(options.party)
        options.reader = options.reader or party
        known, then = reader(options, desk)
        if options.start is not None:
            size = desk.moment(options.start).state.size
        else:
            own = [one.index for one in known.entries if one.author == party and one.signed]
            size = own[-1] + 1 if own else 0
        return shown(
            since_told(changes(known, party, size, then.library, at=at), teller_of(known, then)),
            options,
            known,
        )


def standing(options: argparse.Namespace) -> int:
    """Say what a draft makes of every answer to the draft it follows."""
    from travaux.cli.succeeding import succession_told  # noqa: PLC0415  slow to load

    with at_desk(options) as desk, not_here_told():
        known, then = reader(options, desk)
        party = None if options.party is None else then.member(options.party)
        of = None if options.of is None else then.draft(options.of)
        told = succession_told(known, then, then.draft(options.draft), party, of=of)
        return shown(told, options, known)


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
        return shown(
            Told(title=title, head=tuple(coverage_line(one, teller) for one in found)), options, known
        )


def fates(options: argparse.Namespace) -> int:
    """Say what became of everything that was submitted."""
    from travaux.record.views.fates import fates as fates_of  # noqa: PLC0415  slow to load
    from travaux.render.submissions import fates_told  # noqa: PLC0415  as above

    with at_desk(options) as desk, not_here_told():
        at = desk.instant(options.at)
        known, then = reader(options, desk)
        party = "" if options.party is None else then.member(options.party)
        told = fates_told(fates_of(known, then.library), teller_of(known, then), at=at, party=party)
        return shown(told, options, known)


def told_record(told: Told) -> dict[str, object]:
    """Give a page for a program: our words as strings, those of others as objects."""
    return {
        "title": _parts(told.title),
        "head": [_line_record(one) for one in told.head],
        "sections": [
            {"title": one.title, "rule": one.rule, "lines": [_line_record(each) for each in one.lines]}
            for one in told.sections
        ],
    }


def _line_record(told: Line) -> dict[str, object]:
    below = {"below": [_line_record(one) for one in told.below]} if told.below else {}
    return {"said": _parts(told.said), **below}


def _parts(said: Sequence[Said]) -> list[object]:
    return [one if isinstance(one, str) else {"words": one.words} for one in said]


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
