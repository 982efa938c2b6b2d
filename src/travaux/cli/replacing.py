"""What an answer that is about to be recorded takes the place of, told in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.refusal import NotRecorded
from travaux.record.act import GivesAnswer
from travaux.record.library import NotHere
from travaux.record.refusal import Code
from travaux.record.refusal import Refused as NotAdmitted
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.outside import closed_by
from travaux.record.views.taking_place import TakenPlace, places_taken
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.cli.desk import Desk
    from travaux.compile.compilation import LeftOut
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Reference
    from travaux.record.negotiation import Draft
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def replacing(
    desk: Desk, draft: Draft, party: PartyCode, provisions: Sequence[str], heard: Hearing | LeftOut | None
) -> tuple[TakenPlace, ...]:
    """List what an answer of *party* would take the place of; nothing where it comes out of time.

    *provisions*: those it names; none: the draft in whole. Nothing where the draft cannot be read.
    """
    if closed_by(desk.state, draft, at=desk.instant(None)) is not None:
        return ()
    known = disclosed(desk.state, everything)
    try:
        return places_taken(known, desk.library, draft, party, provisions, heard)
    except NotHere:
        return ()


def taken_by(
    desk: Desk,
    draft: Draft,
    party: PartyCode,
    concerns: Sequence[Reference],
    heard: Hearing | LeftOut | None,
) -> tuple[TakenPlace, ...]:
    """List what an answer that concerns these takes the place of."""
    return replacing(desk, draft, party, [one.article for one in concerns if one.article], heard)


def check_mentioned(those: Sequence[TakenPlace], given: Hearing, name: str, text: Text | None) -> None:
    """Raise NotRecorded where a reply in whole undoes what its party said and itself passes over.

    A sheet with one more answer in it is taken for all that its party has to say.
    """
    draft = given.base.draft
    spans = [
        range(one.provision, draft.end(one.provision)) for one in given.heard if one.provision is not None
    ]
    named = {one.answer.provision.strip() for one in given.heard}
    lost = [
        (taken.entered.index, one)
        for taken in those
        for one in taken.answers
        if one.answer.provision.strip() not in named and not any(one.provision in span for span in spans)
    ]
    if not lost:
        return
    party = given.reply.party
    entries = ", ".join(dict.fromkeys(f"entry {index}" for index, _ in lost))
    where = ", ".join(dict.fromkeys(_where(one, text) for _, one in lost))
    only = " ".join(dict.fromkeys(f'--only "{_where(one, text)}"' for one in given.heard))
    raise NotRecorded(
        f"nothing was recorded: {name} is the answer of {party} to the draft in whole and says nothing of "
        f"{where}, where {party} has answered ({entries}); that would stand no more. To answer only what "
        f"{name} names, add {only}; to keep all in one, say it there too; to let go of the rest, --anyway."
    )


def check_pen(those: Sequence[TakenPlace], who: PartyCode, party: PartyCode) -> None:
    """Raise Refused where *who* writes down for *party* what would undo what *party* signed itself.

    Admission asks the same of the provisions that are named, since it reads no words.
    """
    own = (one.entered for one in those if isinstance(one.entered.act, GivesAnswer))
    signed = next((one.index for one in own if one.signed), None)
    if who != party and signed is not None:
        raise NotAdmitted(
            Code.NOT_ALLOWED,
            phrase(
                "{who} may not record this answer: {party} signed entry {entry} itself, so only {party} "
                "undoes it.",
                who=who,
                party=party,
                entry=signed,
            ),
        )


def replacing_told(those: Sequence[TakenPlace], text: Text | None) -> tuple[str, ...]:
    """Say in lines what is taken the place of: each answer with its entry and its words."""
    return tuple(line for one in those for line in _lines(one, text))


def _lines(one: TakenPlace, text: Text | None) -> Iterator[str]:
    from travaux.render.tongue import say  # noqa: PLC0415  slow to load, and seldom needed

    if not one.answers:
        yield say(
            "It takes the place of what cannot be read, or was not understood, in entry {number}.",
            number=one.entered.index,
        )
    for each in one.answers:
        yield say(
            "It takes the place of this, said in entry {number}: {answer}",
            number=one.entered.index,
            answer=_told(each, text),
        )


def _told(one: Heard, text: Text | None) -> str:
    from travaux.render.answer_told import answer_line  # noqa: PLC0415  slow to load, and seldom needed
    from travaux.render.told import words_of  # noqa: PLC0415  as above

    return next(words_of(answer_line(one.answer, f"{_where(one, text)}: ")))


def _where(one: Heard, text: Text | None) -> str:
    from travaux.render.place import place  # noqa: PLC0415  slow to load, and seldom needed
    from travaux.render.tongue import say  # noqa: PLC0415  as above
    from travaux.text.provision_name import cite  # noqa: PLC0415  as above

    if text is not None and one.provision is not None:
        return place(cite(text, one.provision))
    return one.answer.provision or say("the text as a whole")
