"""Answers on other parties' proposals that stay with words which are proposed no longer as they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.position import Opposes, Supports
from travaux.compile.additions import place_said
from travaux.compile.compilation import LeftOut
from travaux.record.sayings import said_on

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.compile.before import Before
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """An answer, and the words that it stays with."""

    party: PartyCode
    entered: Entered
    at: str
    """The provision of which it speaks, of the draft or added to it: see `place_said`."""
    answer: Answer
    before: Before
    joined: Entered | None = None
    """The answer that it joined by its entry alone; None: it is in a document."""


def staying(known: Disclosed, library: Library, draft: Draft) -> tuple[Staying, ...]:
    """List the answers on *draft* that stay with earlier words; by party. Raises NotHere."""
    if not any(_looks_to_others(known, library, one) for one in known.answers.values() if _on(one, draft)):
        return ()
    text = library.base(draft).draft
    return tuple(
        Staying(
            party=said.party,
            entered=entered,
            at=place_said(one, text),
            answer=one.answer,
            before=one.before,
            joined=said.joins[number].joined if number in said.joins else None,
        )
        for said in said_on(known, library, draft)
        if said.hearing is not None
        for number, (one, entered) in enumerate(zip(said.hearing.heard, said.entries, strict=False))
        if one.before is not None
    )


def _on(given: Given, draft: Draft) -> bool:
    return given.draft == draft.tabled.leaf


def _looks_to_others(known: Disclosed, library: Library, given: Given) -> bool:
    if given.sponsors:
        return True
    draft = known.drafts[given.draft]
    heard = library.heard(known, given, draft)
    return not isinstance(heard, LeftOut) and any(
        isinstance(one.answer.position, Supports)
        or (isinstance(one.answer.position, Opposes) and one.answer.position.proposal_of is not None)
        for one in heard.heard
    )
