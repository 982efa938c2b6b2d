"""What a prepared answer takes the place of, and what has to be said outright before that is recorded."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext

from travaux.cli.hearing import heard_as
from travaux.cli.reading import read_bytes
from travaux.cli.replacing import passed_over, replacing
from travaux.compile.additions import place_said
from travaux.compile.hearing import Hearing
from travaux.record.act import GivesAnswer
from travaux.record.entry import Entered, Reference
from travaux.text.wording import PartyCode
from travaux.web.acts.preparing import MAY_ANSWER, about, act_of, references, written_for

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.compile.compilation import LeftOut
    from travaux.compile.heard import Heard
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.taking_place import TakenPlace
    from travaux.web.accounts.models import Prepared


def replaced(one: Prepared, desk: Desk) -> Sequence[TakenPlace]:
    """List what a prepared answer would take the place of; nothing of any other act."""
    draft = about(one, desk.state)
    if draft is None or not isinstance(act_of(one), GivesAnswer):
        return ()
    party = PartyCode(one.on_behalf or one.party)
    return replacing(desk, draft, party, _named(one), _heard(one, desk, draft))


def _named(one: Prepared) -> Sequence[str]:
    """List the provisions to which it is an answer; none: to the draft in whole."""
    return [each.article for each in references(one) if each.article]


def _heard(one: Prepared, desk: Desk, draft: Draft) -> Hearing | LeftOut | None:
    """Hear the document of a prepared answer; None where there is none, or it cannot be read."""
    doc = one.documents.first()
    if doc is None:
        return None
    party = PartyCode(one.on_behalf or one.party)
    read = read_bytes(bytes(doc.data), doc.name, desk.named_in(draft))
    return heard_as(read, party, desk, draft, actor=PartyCode(one.party)).hearing


def lost(one: Prepared, desk: Desk) -> Sequence[tuple[Entered, Heard]]:
    """List what a prepared answer to the draft in whole would undo, and passes over itself."""
    draft = about(one, desk.state)
    if draft is None or not isinstance(act_of(one), GivesAnswer) or _named(one):
        return ()
    return passed_over(replaced(one, desk), _heard(one, desk, draft))


def narrowed(one: Prepared, desk: Desk) -> Sequence[Reference]:
    """Refer to the provisions that it names alone; none where it speaks of the text as a whole too."""
    draft = about(one, desk.state)
    heard = None if draft is None else _heard(one, desk, draft)
    if draft is None or not isinstance(heard, Hearing):
        return ()
    text = heard.base.draft
    places = [place_said(each, text) for each in heard.heard if each.provision is not None or not each.fault]
    if any(not each or " " in each for each in places):  # the whole text; what has a name and no number
        return ()
    return [Reference(leaf=draft.tabled.leaf, article=each) for each in dict.fromkeys(places)]


def narrow(one: Prepared, desk: Desk) -> bool:
    """Have it answer only what it names, so that all else its party said stands; False: it cannot."""
    those = narrowed(one, desk)
    if not those or not isinstance(act_of(one), GivesAnswer) or _named(one):
        return False
    one.re = [[each.leaf, each.doc, each.article] for each in those]
    one.version += 1
    one.changed = timezone.now()
    one.save(update_fields=["re", "version", "changed"])
    return True


def is_outdated(one: Prepared, desk: Desk) -> bool:
    """Whether it was written for another draft and would take the place of what stands on this one."""
    return written_for(one, desk.state) is not None and bool(replaced(one, desk))


def is_doubtful(one: Prepared) -> bool:
    """Whether its document does not say for certain that it answers the draft it would be recorded on."""
    return bool(one.given.get(MAY_ANSWER))


def may_answer(one: Prepared, known: Disclosed) -> Sequence[Draft]:
    """List the drafts that have the name its document gives, bar the one it would be recorded on."""
    numbers = one.given.get(MAY_ANSWER, ())
    meant = about(one, known)
    return [each for each in known.drafts.values() if each.number in numbers and each is not meant]


REPLACES: Final = "replaces"
"""The tick by which it is said outright that it is to take the place of those."""


def not_said_outright() -> str:
    """Say what has to be ticked before an answer to another draft takes the place of one to this."""
    return gettext(
        "It was written for another draft, and you have answered this one since. Nothing was recorded: your "
        "answers to this draft stand. Tick that it is to take their place, if it is."
    )


LETS_GO: Final = "lets_go"
"""The tick by which it is said outright that what it passes over is to stand no more."""

ANSWERS: Final = "answers"
"""The tick by which it is said which draft is answered."""


def unsaid(one: Prepared, desk: Desk, ticks: Container[str]) -> str:
    """Say what has to be said outright before it is recorded, and is not among the *ticks*; "": nothing."""
    if is_doubtful(one) and ANSWERS not in ticks:
        return gettext(
            "Its document does not say for certain which draft it answers. Nothing was recorded. Tick that "
            "it is your answer to this draft, if it is."
        )
    if is_outdated(one, desk) and REPLACES not in ticks:
        return not_said_outright()
    if LETS_GO not in ticks and lost(one, desk):
        return gettext(
            "It says nothing of some provisions that you have answered, and would take the place of those "
            "answers. Nothing was recorded. Have it answer only what it names; or tick that the others are "
            "to stand no more."
        )
    return ""
