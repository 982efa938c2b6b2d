"""``travaux answer``: answers to a draft, heard before they are recorded."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli.additions_named import placed
from travaux.cli.desk import Desk, at_desk
from travaux.cli.hearing import Heard, heard_as
from travaux.cli.papers import look, refuse, tell
from travaux.cli.reading import Read, read_bytes, read_file
from travaux.cli.recording import Proposed, record
from travaux.cli.refusal import NotRecorded, Refused
from travaux.cli.replacing import replacing, taken_by, unmentioned
from travaux.cli.sheet import indented, sheet_of
from travaux.cli.voice import say
from travaux.record.act import GivesAnswer
from travaux.record.spoken_of import spoken_of
from travaux.record.views.outside import adopted_told, closed_by

if TYPE_CHECKING:
    from travaux.compile.compilation import LeftOut
    from travaux.compile.hearing import Hearing
    from travaux.record.negotiation import Draft
    from travaux.text.wording import PartyCode


def answer(options: argparse.Namespace) -> int:
    """Record an answer to a draft: a reply in a file, positions on provisions, or that there was one."""
    with at_desk(options) as desk:
        draft = desk.draft(options.draft)
        actor = desk.member(options.actor or desk.keeper)
        party = desk.member(options.on_behalf or actor)
        read = _read(options, desk, draft, party)
        errors = look(read)
        principals = desk.members(options.principals)
        hearing: Hearing | LeftOut | None = None
        for one in read:
            heard = heard_as(one, party, desk, draft, actor=actor)
            hearing = hearing or heard.hearing
            errors += heard.errors
            tell(heard.said)
            if heard.of_another:
                raise NotRecorded(
                    f"nothing was recorded: {one.brought.name} says that it is another party's. It "
                    "is recorded in nobody else's name, with --anyway neither. Give the party that it names "
                    "with --as or --from, or have its heading mended."
                )
            if heard.of_everybody is not None:
                raise NotRecorded(
                    f"nothing was recorded: no words of {one.brought.name} are {party}'s answer, with "
                    "--anyway neither. To keep the document itself in the record, send it as a paper: "
                    f"travaux send {one.brought.name} --for {party}."
                )
            principals = principals or desk.members(",".join(heard.principals))
            _check_draft(heard, one.brought.name, options, desk, draft)
        refuse(errors, options)
        if (rule := closed_by(desk.state, draft, at=desk.instant(None))) is not None:
            tell((f"The time set has ended: by the rule of entry {rule.index} this answer is out of time.",))
        tell(adopted_told(draft))
        act = GivesAnswer(
            principals=principals,
            covers=tuple(desk.address(draft, one) for one in options.covers),
            capacity=options.capacity,
        )
        concerns = placed(desk, draft, options.what if options.position is not None else options.only, party)
        brought = tuple(one.brought for one in read)
        takes = taken_by(desk, draft, party, concerns, hearing)
        fault = None
        if not (options.position or options.only or options.anyway) and brought:
            fault = unmentioned(takes, hearing, brought[0].name, desk.text(draft))
        if fault is not None and not options.dry_run:
            raise fault
        about = spoken_of(desk.state, desk.library, draft, party, hearing)
        done = record(
            options, desk, Proposed(act=act, re=concerns, brought=brought, takes=takes, about=about)
        )
        if fault is not None:
            raise fault
        return done


def _read(options: argparse.Namespace, desk: Desk, draft: Draft, party: PartyCode) -> list[Read]:
    """Read what is to be recorded: a file, a sheet made of what was given, or nothing. Raises Refused."""
    parties = desk.named_in(draft)
    read: list[Read] = []
    if options.position is not None:
        if not options.what:
            raise Refused('--position says how, and nothing says on what: travaux answer "Article 4" …')
        sheet = sheet_of(options, desk, draft, party)
        if not options.json:
            say(indented(sheet))
        read.append(read_bytes(sheet.encode(), f"{party}.md", parties))
        said = None if read[0].reading is None else read[0].reading.reply
        if said is None or len(said.answers) + len(said.unread) != len(options.what):
            raise Refused("What was given does not read as one answer to each provision named; see above.")
    else:
        _check_sheet_unused(options)
        if len(options.what) > 1:
            raise Refused(
                f"{len(options.what)} things were given: {', '.join(options.what)}. Expected one file, "
                "the reply; or, with --position, the provisions that are answered."
            )
        _check_file(desk, draft, options.what)
        read += [read_file(name, parties) for name in options.what]
    return read


def _check_draft(heard: Heard, name: str, options: argparse.Namespace, desk: Desk, draft: Draft) -> None:
    """Let an answer that may be to another draft be recorded only where it is said which it answers.

    One that is to another takes the place of what stands only where this draft is named.

    Raises NotRecorded.
    """
    if heard.may_answer and options.draft is None:
        ways = " or ".join(f"--draft {one.tabled.index}" for one in _either(heard.may_answer, draft))
        raise NotRecorded(
            f"nothing was recorded: {name} does not say for certain which draft it answers. Say it, with "
            f"{ways}."
        )
    party = desk.member(options.on_behalf or options.actor or desk.keeper)
    only = [one.article for one in placed(desk, draft, options.only, party) if one.article]
    stands = () if heard.written_for is None else replacing(desk, draft, party, only, heard.hearing)
    if heard.written_for is None or not stands:
        return
    listed = ", ".join(f"entry {one.entered.index}" for one in stands)
    tell((f"As an answer to draft {draft.number} it would take the place of what {party} said in {listed}.",))
    if options.draft is None:
        raise NotRecorded(
            f"nothing was recorded: {name} was written for draft {heard.written_for.number}, and {party} "
            f"has answered draft {draft.number} since. Give it to the draft it was written for, with "
            f"--draft {heard.written_for.tabled.index}; or say outright that it is to take the place of "
            f"those answers, with --draft {draft.tabled.index} --anyway."
        )


def _either(meant: Sequence[Draft], draft: Draft) -> Sequence[Draft]:
    return meant if draft in meant else (*meant, draft)


def _check_file(desk: Desk, draft: Draft, given: Sequence[str]) -> None:
    """Tell whoever names a provision and gives no position what is missing. Raises Refused."""
    for name in given:
        if name == "-" or Path(name).exists():
            continue
        try:
            desk.address(draft, name)
        except Refused:
            continue
        raise Refused(
            f'"{name}" is a provision of “{draft.title}”, and no file. Say how it is answered with '
            "--position, or give the reply as a file."
        )


def _check_sheet_unused(options: argparse.Namespace) -> None:
    for name, value in vars(options).items():
        if name.startswith("sheet_") and value is not None:
            raise Refused(f"--{name.removeprefix('sheet_')} goes with --position, which was not given.")
