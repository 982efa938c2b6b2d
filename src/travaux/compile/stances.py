"""What is said of a draft's provision without other words for it: who accepts, opposes and excepts which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.compile.opposition import Opposition
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """What is said of a draft's provision without other words for it."""

    accepting: tuple[PartyCode, ...] = ()
    opposing: tuple[tuple[int, int, tuple[PartyCode, ...]], ...] = ()
    """From and to (code points of the printed words, half-open), and who does not agree to them."""
    excepting: tuple[tuple[int, int, tuple[PartyCode, ...]], ...] = ()
    """The same, and who accepts all but them."""
    against: Opposition = ()

    def within(self, start: int, end: int) -> Stances:
        """Keep what concerns the words from *start* to *end*, counted from *start*."""
        if not self.opposing and not self.excepting:
            return self
        opposing, excepting = (
            tuple(
                (first - start, last - start, parties)
                for first, last, parties in spans
                if start <= first and last <= end
            )
            for spans in (self.opposing, self.excepting)
        )
        return replace(self, opposing=opposing, excepting=excepting)

    def named_in(
        self, span: tuple[int, int] | None
    ) -> tuple[tuple[PartyCode, ...], tuple[PartyCode, ...], tuple[PartyCode, ...]]:
        """List who accepts the words of *span*, who does not agree to some, and who excepts some of them."""
        opposing, excepting = (
            tuple(
                party
                for first, last, parties in spans
                if span is not None and span[0] <= first and last <= span[1]
                for party in parties
            )
            for spans in (self.opposing, self.excepting)
        )
        return tuple(code for code in self.accepting if code not in excepting), opposing, excepting


NOTHING_SAID: Final = Stances()
