"""The position matrix from the record: provision by party, where silence is a row like any other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from travaux.compile.hanging import hanging
from travaux.compile.matrix import Matrix, matrix
from travaux.compile.passed_over import PassedOver, passed_over
from travaux.record.views.docket import (
    AnswerToDraft,
    Covered,
    Docket,
    Followed,
    Outstanding,
    Owed,
    WhatWasPromised,
)
from travaux.record.views.outside import not_asked, out_late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.answers.answer import Unread
    from travaux.compile.compilation import Compilation, LeftOut, Stance
    from travaux.record.consolidation import Consolidation
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.docket import Collective
    from travaux.record.views.outside import OutLate
    from travaux.record.views.redacted import UnreadAnswer
    from travaux.text.instrument import Text
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A party that was asked about the draft and has given no answer of its own."""

    party: PartyCode
    asked: Owed
    covered: tuple[Collective, ...] = ()
    """Replies in the name of several that name it, with what those who asked say of them."""
    promised: tuple[Owed, ...] = ()
    """What it has promised and nobody says was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Who said what of which provision, and who has not."""

    draft: Draft
    matrix: Matrix
    compilation: Compilation
    loose: tuple[tuple[PartyCode, Unread], ...] = ()
    """What was not understood and was given with no answer; by party, as it came."""
    asked: bool = False
    """Whether a round has asked anybody to answer the draft."""
    silent: tuple[Silent, ...] = ()
    """Who was asked and has given no answer of its own, covered by another's or not; in protocol order."""
    covered: Mapping[PartyCode, tuple[Collective, ...]]
    """By party, what its cells say in place of a position of its own."""
    out: tuple[OutLate, ...] = ()
    """Answers that are out of time, as they came."""
    left_out: tuple[LeftOut, ...] = ()
    """Other replies that are in no cell, and why."""
    not_asked: tuple[PartyCode, ...] = ()
    """Parties that the rules in force do not ask."""
    unread: tuple[UnreadAnswer, ...] = ()
    """Answers whose words were redacted, or cannot be read."""
    passed_over: tuple[PassedOver, ...] = ()
    """Of which nobody speaks; what was redacted was spoken, where its entry says of what."""

    def unread_at(self, address: str) -> tuple[UnreadAnswer, ...]:
        """List the answers that cannot be read and are on a provision; "": on the text as a whole."""
        return tuple(one for one in self.unread if address in (one.provisions or ("",)))

    hanging: Mapping[Address, tuple[tuple[Stance, str], ...]] = field(default_factory=dict)
    """By provision of the draft, the answers whose conditions name it, with the words that do."""

    @property
    def text(self) -> Text:
        """The consolidated text."""
        return self.compilation.text

    @property
    def may_be_spoken_of(self) -> bool:
        """Whether what nobody speaks of may be spoken of in an answer that cannot be read, or not wholly."""
        return bool(self.unread_at("")) or bool(self.loose)


def positions(consolidation: Consolidation, docket: Docket, known: Disclosed) -> Positions:
    """Lay out the positions on a draft, with what the *docket* of the same moment says of the silent."""
    asked, silent = silent_on(docket, consolidation.draft)
    unread = consolidation.unread
    found = matrix(consolidation.compilation, whole=any(not one.provisions for one in unread))
    spoken = [row.address for row in found.rows if row.spoken_of]
    return Positions(
        draft=consolidation.draft,
        matrix=found,
        compilation=consolidation.compilation,
        loose=tuple(
            (heard.party, piece)
            for heard in consolidation.heard
            for piece in heard.reply.unread
            if not piece.beside
        ),
        asked=asked,
        silent=silent,
        covered={one.party: one.covered for one in silent if one.covered},
        out=out_late(known, consolidation.draft),
        left_out=tuple(
            one for one in consolidation.compilation.left_out if one.finding.code != "out-of-time"
        ),
        not_asked=not_asked(known, consolidation.draft),
        unread=unread,
        hanging=hanging(consolidation.compilation),
        passed_over=passed_over(
            consolidation.compilation.text, [*spoken, *(at for one in unread for at in one.provisions)]
        ),
    )


def silent_on(docket: Docket, draft: Draft) -> tuple[bool, tuple[Silent, ...]]:
    """Say whether anybody was asked to answer a draft, and who of them has given no answer of its own."""
    leaf = draft.tabled.leaf
    promised: dict[PartyCode, list[Owed]] = {}
    for one in docket.open:
        if isinstance(one.matter, WhatWasPromised):
            promised.setdefault(one.by, []).append(one)
    asked = [
        one
        for one in docket.owed
        if isinstance(one.matter, AnswerToDraft) and one.matter.draft.tabled.leaf == leaf
    ]
    silent = tuple(
        Silent(
            party=one.by,
            asked=one,
            covered=one.outcome.by if isinstance(one.outcome, Covered) else (),
            promised=tuple(promised.get(one.by, ())),
        )
        for one in asked
        if isinstance(one.outcome, Outstanding | Covered | Followed)
    )
    return bool(asked), silent
