"""The four questions, answered as a secretary would: what is agreed, who may speak, when, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import OpensInstrument
from travaux.render.agreed import agreed_section
from travaux.render.occasions import occasions_section
from travaux.render.speakers import speakers_section
from travaux.render.telling import Teller, as_of
from travaux.render.told import Theirs, Told, line
from travaux.render.tongue import said, say
from travaux.render.undecided import proposals_section

if TYPE_CHECKING:
    from travaux.record.views.questions import Questions


def status(found: Questions, teller: Teller) -> Told:
    """Tell the four questions."""
    known = teller.known
    head = [as_of(found.at, teller)]
    opened = known.entries[0] if known.entries else None
    if opened is not None and isinstance(opened.act, OpensInstrument):
        keeper = Theirs(opened.act.keeper_name)
        head.append(
            line(*said("The record is kept by {keeper}, {name}.", keeper=str(known.keeper), name=keeper))
        )
    return Told(
        title=(Theirs(known.title) if known.title else say("Negotiation"),),
        head=tuple(head),
        sections=(
            agreed_section(found.agreed, teller),
            speakers_section(found.speakers, teller),
            occasions_section(found.occasions, teller),
            proposals_section(found.proposals, teller),
        ),
    )
