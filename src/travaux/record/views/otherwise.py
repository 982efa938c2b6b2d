"""Which answers would have a provision otherwise: an entry that settles it does not say which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.answers.position import Position
    from travaux.record.views.places import Places
    from travaux.record.views.standing import Standing
    from travaux.text.instrument import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What stands beside the draft's own words at a provision, seen from an entry that settles it."""

    before: tuple[Standing, ...] = ()
    """Answers that stood when the entry was recorded, and stand still."""
    since: tuple[Standing, ...] = ()
    """Answers that came since."""
    bracketed: bool = False
    """The draft itself has words in brackets there, or options."""

    @property
    def open(self) -> bool:
        """Whether it could have been asked, when the entry was recorded, which words are meant."""
        return self.bracketed or bool(self.before)


def otherwise(
    address: str, standing: Mapping[str, Sequence[Standing]], places: Places, text: Text, *, at: int
) -> Otherwise:
    """List what would have the provision at *address*, or anything in it, otherwise.

    *standing*: all that stands on the draft, by provision; *at*: the number of the entry that settles it.
    """
    found: dict[tuple[int, str], Standing] = {}
    for there in places.in_order(standing):
        for one in standing[there]:
            # What is added changes what it was given in, whatever address it would have.
            given = [at for at in one.given_at or (there,) if places.touch(address, at)]
            if any(
                _otherwise(it.position, within=address in places.above(at), here=at == address)
                for at in given
                for it in one.answers
            ):
                found.setdefault((one.entered.index, one.party), one)
    before = [one for one in found.values() if _stood(one, at)]
    return Otherwise(
        before=tuple(before),
        since=tuple(one for one in found.values() if one not in before),
        bracketed=_bracketed(address, text),
    )


def _stood(one: Standing, at: int) -> bool:
    return one.entered.index < at and (one.merged is None or one.merged.since < at)


def _bracketed(address: str, text: Text) -> bool:
    index = text.index(address)
    those = text.provisions if index is None else text.provisions[index : text.end(index)]
    return any(not one.words.settled or one.kind is Kind.ALTERNATIVE for one in those)


def _otherwise(position: Position, *, within: bool, here: bool) -> bool:
    """Whether it would change a provision: said of it (*here*), *within* it, or of what it stands in."""
    match position:
        case Deletes() | Merges():
            return True
        case Amends() | AmendsWords() | AcceptsExcept() | Editorial() | Moves() | Splits():
            return within
        case Adds(inside=inside):
            return within and (inside or not here)
        case Accepts() | Opposes() | Holds() | Asks() | Supports() | Withdraws():
            return False
        case _:
            assert_never(position)
