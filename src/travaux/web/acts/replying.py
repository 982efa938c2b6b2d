"""From what a page was told to the answer that would be recorded, with all that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from travaux.answers.position import AcceptsExcept, Adds, Amends, Editorial, Merges, Moves, Splits
from travaux.cli.hearing import heard_as
from travaux.cli.machine import stamp
from travaux.cli.reading import findings_to_tell, read_bytes
from travaux.cli.refusal import Refused
from travaux.cli.sheet import Said, sheet_saying
from travaux.compile.additions import identity_named
from travaux.record.act import GivesAnswer
from travaux.record.entry import Reference
from travaux.record.spoken_of import spoken_of
from travaux.record.views.outside import adopted_told, closed_by
from travaux.render.found import found, why
from travaux.text.notation import parse, show
from travaux.web.acts.preparing import Wanted

if TYPE_CHECKING:
    from travaux.answers.position import Position
    from travaux.cli.desk import Desk
    from travaux.cli.reading import Read
    from travaux.record.negotiation import Draft
    from travaux.text.wording import PartyCode


def answered(
    said: Said,
    party: PartyCode,
    desk: Desk,
    draft: Draft,
    *,
    principals: Sequence[PartyCode] = (),
    capacity: str = "",
) -> Wanted:
    """Give the answer that says this, written as a sheet, read back and heard. Raises Refused."""
    sheet = sheet_saying(said, desk, draft, party, principals)
    read = read_bytes(sheet.encode(), f"{party}.md", desk.named_in(draft))
    lost = _not_as_given(said, read, desk.named_in(draft))
    wanted = replied(read, party, desk, draft, principals=principals, capacity=capacity)
    re = tuple(Reference(leaf=draft.tabled.leaf, article=_place(one, desk, draft)) for one in said.on if one)
    return replace(wanted, re=re or wanted.re, said=(*wanted.said, *lost), errors=wanted.errors + len(lost))


def replied(
    read: Read,
    party: PartyCode,
    desk: Desk,
    draft: Draft,
    *,
    actor: PartyCode | None = None,
    principals: Sequence[PartyCode] = (),
    capacity: str = "",
) -> Wanted:
    """Give a document as the answer to the draft it would be, with what was found in it.

    *actor* would write it down. Without *principals*, in the name of those that it names itself. Raises
    Refused for one that says that it is another party's, or has everybody's words, or names somebody who is
    no member.
    """
    heard = heard_as(read, party, desk, draft, actor=actor)
    if heard.of_another:
        raise Refused(" ".join((*map(found, heard.told), gettext("It is recorded in nobody else’s name."))))
    if heard.of_everybody is not None:
        raise Refused(why(heard.of_everybody))
    principals = tuple(principals) or desk.members(",".join(heard.principals))
    those = list(findings_to_tell(read))
    late = closed_by(desk.state, draft, at=stamp(desk.machine.now()))
    if late is not None:
        told = gettext("The time set has ended: by the rule of entry %(entry)s this answer is out of time.")
        those.append(told % {"entry": late.index})
    return Wanted(
        act=GivesAnswer(principals=principals, capacity=capacity),
        re=(Reference(leaf=draft.tabled.leaf),),
        brought=(read.brought,),
        said=(*those, *heard.told, *adopted_told(draft)),
        errors=len(read.errors) + heard.errors,
        about=spoken_of(desk.state, desk.library, draft, party, heard.hearing),
        written_for=None if heard.written_for is None else heard.written_for.number,
        may_answer=tuple(one.number for one in heard.may_answer),
    )


def _place(name: str, desk: Desk, draft: Draft) -> str:
    """Give the address of a provision, or of what a party would add under a name."""
    text = desk.text(draft)
    return name if text is None or text.index(name) is not None else identity_named(name, text) or name


def _not_as_given(said: Said, read: Read, parties: Sequence[PartyCode]) -> tuple[str, ...]:
    """Say where what was given is not what a reader of the sheet finds in it, character for character."""
    reply = None if read.reading is None else read.reading.reply
    if reply is None or len(reply.answers) != len(said.on) or reply.unread:
        return (
            gettext(
                "What was given does not read as one answer to the provision named. Words whose paragraphs "
                "each begin with a number read as several; choose the paragraph that is meant, or “splits”."
            ),
        )
    words = said.fields.get("words", "")
    if not isinstance(words, str) or not words:
        return ()
    return tuple(
        gettext(
            "The words do not read back as they were given: they would be taken to be “%(read)s”. A number "
            "at their beginning is taken for that of the provision, and empty lines for one paragraph’s end."
        )
        % {"read": back}
        for one in reply.answers
        if (back := _back(one.position)) is not None
        and not _same(one.position, back, show(parse(words, parties)))
    )


def _back(position: Position) -> str | None:
    match position:
        case Amends(words=words) | Editorial(words=words) | Merges(words=words):
            return show(words)
        case AcceptsExcept(words=words) | Moves(words=words) if words is not None:
            return show(words)
        case Adds(provisions=those) | Splits(parts=those):
            return "\n".join(" ".join(part for part in (one.label, show(one.words)) if part) for one in those)
        case _:
            return None


def _same(position: Position, back: str, given: str) -> bool:
    """Whether words came back; of new provisions, the white space around their numbers is layout."""
    if isinstance(position, Adds | Splits):
        return "".join(back.split()).endswith("".join(given.split()))
    return back == given
