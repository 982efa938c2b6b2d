"""A new draft is tabled: what it makes of every answer to the draft before it.

Nothing is carried over. An answer to the earlier draft stays an answer to that draft; here it is only said
whether it still has its object, and where. Tabling it again is its party's act: see `retabled`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from travaux.compare.comparison import compare
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.lineage import Lineage, succeeded
from travaux.compile.outcome import EarlierAnswer, NeedsConfirmation, Relocated, Unchanged, Void
from travaux.compile.outcomes import Outcomes
from travaux.compile.readdressed import readdressed
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer, Reply
    from travaux.compare.comparison import Comparison
    from travaux.compile.compilation import LeftOut
    from travaux.compile.lineage import Union
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


class AnotherDraft(ValueError):
    """A hearing is of another draft than the one that is succeeded."""


class NotRetabled(ValueError):
    """An answer cannot be tabled again as it is."""


@dataclass(frozen=True, kw_only=True)
class Succession:
    """Two successive drafts of an instrument, and what the later makes of each answer to the earlier."""

    lineage: Lineage
    text: Text
    """The new draft, each provision with the identity it has from the old one, or its own."""
    unions: tuple[Union, ...]
    """Identities that ended because their provisions became one with another."""
    outcomes: tuple[EarlierAnswer, ...]
    """Every answer of every reply once, in the order of the replies and of the answers in them."""
    left_out: tuple[LeftOut, ...] = ()
    """Replies that were none to the earlier draft."""

    @property
    def comparison(self) -> Comparison:
        return self.lineage.comparison

    @cached_property
    def by_reference(self) -> dict[str, EarlierAnswer]:
        """The outcomes by the name of the answer, such as ``ARD/3`` or ``ARD/21.3``."""
        return {one.reference: one for one in self.outcomes}

    def of(self, party: PartyCode) -> tuple[EarlierAnswer, ...]:
        """List what became of the answers of *party*."""
        return tuple(one for one in self.outcomes if one.party == party)


def succession(
    old: Text, new: Text, standing: Sequence[Reply | Hearing], there: Sequence[Hearing] | None = None
) -> Succession:
    """Say what the draft *new* makes of each answer to the draft *old*.

    *standing*: the reply of each party that stands, heard or not. A reply that is none to *old* is left
    out and says why. *there*: what parties say on *new*, where that is known: an answer on what another
    proposed needs its party's word until that is proposed there as it was. Takes time in proportion to
    the answers. Raises LanguageMismatch, and AnotherDraft for a hearing of another draft.
    """
    lineage = Lineage(comparison=compare(old, new))
    base = None
    heard: list[Hearing] = []
    left_out: list[LeftOut] = []
    for one in standing:
        if isinstance(one, Hearing):
            if one.base.draft.identity != old.identity:
                msg = (
                    f"{one.party}'s reply was heard on the draft {one.base.draft.identity}; the draft that "
                    f"is succeeded is {old.identity}. Hear it on that draft."
                )
                raise AnotherDraft(msg)
            heard.append(one)
            continue
        base = base or base_of(old)
        found = hear(one, base)
        if isinstance(found, Hearing):
            heard.append(found)
        else:
            left_out.append(found)
    text, unions = succeeded(lineage)
    return Succession(
        lineage=lineage,
        text=text,
        unions=unions,
        outcomes=Outcomes(lineage, heard, there).all(),
        left_out=tuple(left_out),
    )


def retabled(earlier: EarlierAnswer, after: Succession) -> Answer:
    """Give the answer of *earlier* as its party would table it again to the new draft: at the new address.

    The position, its words and its reason are the same, to the character. To be called on the party's
    own act only. Raises NotRetabled where the answer needs confirmation or is void: then the party
    gives a new answer, or none.
    """
    match earlier.outcome:
        case Unchanged() | Relocated():
            return readdressed(earlier.answer, earlier.place, after.lineage)
        case NeedsConfirmation(because=why) | Void(reason=why):
            msg = phrase(
                "{reference} cannot be tabled again as it is: {why}. Its party gives a new answer "
                "to the new draft, or none.",
                reference=earlier.reference,
                why=phrase(why.value),
            )
            raise NotRetabled(msg)
        case outcome:
            assert_never(outcome)
