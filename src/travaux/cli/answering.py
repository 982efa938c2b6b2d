"""``travaux answer`` and ``retable``: answers to a draft, heard before they are recorded."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli.asking import not_here_told
from travaux.cli.desk import Desk, at_desk
from travaux.cli.hearing import Heard, heard_as
from travaux.cli.papers import look, refuse, tell
from travaux.cli.reading import Read, read_bytes, read_file
from travaux.cli.recording import Proposed, record
from travaux.cli.refusal import NotRecorded, Refused
from travaux.cli.replacing import replacing, replacing_told
from travaux.cli.sheet import indented, sheet_again, sheet_of
from travaux.cli.voice import say
from travaux.record.act import (
    GivesAnswer,
)
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.outside import closed_by
from travaux.record.views.taking_place import taking_place_of

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.compile.compilation import LeftOut
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Reference
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


def answer(options: argparse.Namespace) -> int:
    """Record an answer to a draft: a reply in a file, positions on provisions, or that there was one."""
    with at_desk(options) as desk:
        draft = desk.draft(options.draft)
        party = desk.member(options.on_behalf or options.actor or desk.keeper)
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
                raise Refused(
                    "What was given does not read as one answer to each provision named; see above."
                )
        else:
            _check_sheet_unused(options)
            if len(options.what) > 1:
                raise Refused(
                    f"{len(options.what)} things were given: {', '.join(options.what)}. Expected one file, "
                    "the reply; or, with --position, the provisions that are answered."
                )
            _check_file(desk, draft, options.what)
            read += [read_file(name, parties) for name in options.what]
        errors = look(read)
        principals = desk.members(options.principals)
        hearing: Hearing | LeftOut | None = None
        for one in read:
            heard = heard_as(one, party, desk, draft)
            hearing = hearing or heard.hearing
            errors += heard.errors
            tell(heard.said)
            if heard.of_another:
                raise NotRecorded(
                    f"nothing was recorded: {one.brought.name} says that it is another party's. It "
                    "is recorded in nobody else's name, with --anyway neither. Give the party that it names "
                    "with --as or --from, or have its heading mended."
                )
            principals = principals or desk.members(",".join(heard.principals))
            _check_draft(heard, one.brought.name, options, desk, draft)
        refuse(errors, options)
        if (rule := closed_by(desk.state, draft, at=desk.instant(None))) is not None:
            tell((f"The time set has ended: by the rule of entry {rule.index} this answer is out of time.",))
        act = GivesAnswer(
            principals=principals,
            covers=tuple(desk.address(draft, one) for one in options.covers),
            capacity=options.capacity,
        )
        concerns = desk.concerning(draft, options.what if options.position is not None else options.only)
        brought = tuple(one.brought for one in read)
        takes = _takes(desk, draft, party, concerns, hearing)
        return record(options, desk, Proposed(act=act, re=concerns, brought=brought, takes=takes))


def _takes(
    desk: Desk,
    draft: Draft,
    party: PartyCode,
    concerns: Sequence[Reference],
    hearing: Hearing | LeftOut | None,
) -> tuple[str, ...]:
    """Say what an answer takes the place of."""
    named = [one.article for one in concerns if one.article]
    return replacing_told(replacing(desk, draft, party, named, hearing), desk.text(draft))


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
    only = [one.article for one in desk.concerning(draft, options.only) if one.article]
    stands = taking_place_of(desk.state, party, draft.tabled.leaf, only)
    if heard.written_for is None or not stands:
        return
    listed = ", ".join(f"entry {one.index}" for one in stands)
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


def retable(options: argparse.Namespace) -> int:
    """Record answers to the draft before once more, by their party's word, as answers to the new one."""
    from travaux.cli.succeeding import again, all_own, before, succession_of  # noqa: PLC0415  slow to load

    with at_desk(options) as desk, not_here_told():
        draft = desk.draft(options.draft)
        party = desk.member(options.on_behalf or options.actor or desk.keeper)
        known = disclosed(desk.state, everything)
        old = before(known, desk, draft)
        found = succession_of(old, known, desk, draft)
        chosen = again(found, party, options.answers, old.compilation.units)
        answers = tuple(one for one in chosen if is_written_again(one, desk, known, draft, party))
        if answers and len(answers) < len(chosen):
            left = ", ".join(one.provision or "the whole text" for one in chosen if one not in answers)
            told = f"Left out, for it cannot be written down again word for word: what was said of {left}."
            tell((f"{told} Give it anew with travaux answer.",))
        answers = answers or chosen
        proposed = given_again(answers, desk, known, draft, party, every=all_own(found, party, answers))
        if not options.json:
            say(indented(proposed.brought[0].data.decode()))
        return record(options, desk, proposed)


def _named_in(draft: Draft, desk: Desk, answers: Sequence[Answer]) -> Sequence[str]:
    """Name the provisions of *draft* that *answers* are on.

    One on what a party would add names none of them ("Article 3 bis"): it goes along with the others, and
    by itself is on that after whose number it is named ("Article 3").
    """
    from travaux.text.reference import resolve  # noqa: PLC0415  slow to load, and seldom needed

    text = desk.text(draft)
    names = tuple(dict.fromkeys(one.provision for one in answers))
    there = tuple(one for one in names if text is None or resolve(one, text))
    if there or text is None:
        return there
    before = (one.rpartition(" ")[0] for one in names)
    return tuple(dict.fromkeys(one for one in before if resolve(one, text))) or names


def is_written_again(answer: Answer, desk: Desk, known: Disclosed, draft: Draft, party: PartyCode) -> bool:
    """Whether an answer can be written down again to the new draft word for word."""
    try:
        sheet = sheet_again((answer,), desk, draft, party, desk.principals_of(known, draft, party))
    except Refused:
        return False
    return _positions_in(read_bytes(sheet.encode(), f"{party}.md", tuple(desk.state.members))) == (
        answer.position,
    )


def _positions_in(read: Read) -> tuple[Position, ...]:
    said = () if read.reading is None or read.reading.reply is None else read.reading.reply.answers
    return tuple(one.position for one in said)


def given_again(
    answers: Sequence[Answer],
    desk: Desk,
    known: Disclosed,
    draft: Draft,
    party: PartyCode,
    *,
    every: bool,
) -> Proposed:
    """Give *answers* as they are given once more, to the new draft, in the names they were given in.

    They answer the draft in whole only where they are *every* answer of a party that had answered the one
    before in whole, or where one of them is to the whole text; else the provisions that they name.
    Raises NotRecorded for one that cannot be written down word for word.
    """
    principals = desk.principals_of(known, draft, party)
    sheet = sheet_again(answers, desk, draft, party, principals)
    read = read_bytes(sheet.encode(), f"{party}.md", tuple(desk.state.members))
    said = () if read.reading is None or read.reading.reply is None else read.reading.reply.answers
    for one, after in zip_longest(answers, said):
        if one is None or after is None or one.position != after.position:
            name = "an answer" if one is None else one.provision or "the whole text"
            raise NotRecorded(
                f"nothing was recorded: what was said of {name} cannot be written down again word for "
                "word. Give that answer anew by itself, and name the others here.",
                "See travaux answer.",
            )
    own = [one for one in known.answers.values() if one.stands and one.party == party]
    new = not any(one.draft == draft.tabled.leaf for one in own)
    before = any(one.draft == draft.follows and not one.provisions for one in own)
    whole = new and ((every and before) or any(not one.provision for one in answers))
    concerns = desk.concerning(draft, () if whole else _named_in(draft, desk, answers))
    takes = _takes(desk, draft, party, concerns, heard_as(read, party, desk, draft).hearing)
    return Proposed(act=GivesAnswer(principals=principals), re=concerns, brought=(read.brought,), takes=takes)
