"""What a record says since of a mistake in what is compiled: the words stay, and this stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """That its own author says that something has a mistake, and what it should say."""

    entry: int
    """The entry that says it, by its number."""
    party: PartyCode
    words: str
    at: tuple[Address, ...] = ()
    """The provisions of the draft in which the mistake is, where the entry names them."""
    objects: bool = False
    """It says that its position is not shown rightly: the mistake is in what is shown, not in its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectification:
    """An error in the adopted text that was rectified by a procès-verbal; both texts are kept."""

    entry: int
    at: tuple[Address, ...]
    """The provisions of the draft in which the error is; none: the text as a whole."""
    old: str
    """The words as they stand."""
    new: str
    """The words that stand in their place from the beginning."""
    words: str = ""
