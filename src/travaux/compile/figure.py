"""A figure: a count that states its rule and opens to the list of what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.text.provision import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count. ``rule`` says how it was counted and is printed beside it wherever it is shown."""

    name: str
    value: int
    rule: str
    of: int | None = None
    """What it is a part of ("31 words of 412"), None where it is a part of nothing."""
    opens: tuple[Address, ...] = ()
    """The provisions in which something was counted, in reading order."""
