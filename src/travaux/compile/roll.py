"""Who is named at words, and in which order: backers, and who opposes their proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.party import in_order
from travaux.compile.opposition import by_author, opposing_all
from travaux.text.wording import Alternative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.operation import Backers
    from travaux.text.wording import PartyCode, Wording


class Roll:
    """In which order names are listed, and who opposes whose proposals."""

    def __init__(
        self, order: Sequence[PartyCode], against: Iterable[tuple[PartyCode, tuple[PartyCode, ...]]]
    ) -> None:
        self.rank = {code: place for place, code in enumerate(order)}
        self.against = by_author(against)

    def first(self, backers: Backers) -> tuple[int, str]:
        """Place backers by the first of them."""
        return min((self.rank.get(code, len(self.rank)), code) for code in backers.all)

    def listed(self, codes: tuple[PartyCode, ...]) -> tuple[PartyCode, ...]:
        return in_order(codes, self.rank) if len(codes) > 1 else codes

    def alternative(self, own_words: Wording, backers: Backers, *, inside: bool = False) -> Alternative:
        """Say whose these words are, and who opposes the proposals of all that sponsor them.

        Where there are none, *inside* a proposal, nobody opposes: it would be to want the others' words.
        """
        opposed = bool(self.against) and (bool(own_words) or not inside)
        return Alternative(
            words=own_words,
            sponsors=self.listed(backers.sponsors),
            supporters=self.listed(backers.supporters),
            opponents=self.listed(opposing_all(backers.sponsors, self.against)) if opposed else (),
        )
