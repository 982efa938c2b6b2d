"""The name of a unit: whose it is, and where it stands in what its party said. Made nowhere else.

Out of a record it lasts: an entry keeps its place and an answer its order, whatever is said, taken back or
carried further later, and whoever reads. From files, where no entry is known, it is the place in the reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode


def unit_name(party: PartyCode, number: int, *, entry: int | None = None) -> str:
    """Name the unit *number*, from 1, of what *party* said by *entry*: ``ARD/21.3``; of a file, ``ARD/3``."""
    return f"{party}/{number}" if entry is None else f"{party}/{entry}.{number}"


def unit_names(party: PartyCode, count: int, *, entry: int | None = None) -> tuple[str, ...]:
    """Name all units of one answer of *count* units, in their order."""
    return tuple(unit_name(party, number, entry=entry) for number in range(1, count + 1))


def whole_name(party: PartyCode, entry: int) -> str:
    """Name an answer whose units are not known, for it cannot be read: ``ARD/21``."""
    return f"{party}/{entry}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A name taken apart."""

    party: str
    entry: int | None
    """None: it says none, as the names out of files do."""
    number: int


_NAME: Final = re.compile(r"(?P<party>.+)/(?:(?P<entry>[0-9]{1,9})\.)?(?P<number>[0-9]{1,9})", re.ASCII)


def read_unit_name(name: str) -> UnitName | None:
    """Take a name apart; None where it is none."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    entry = found["entry"]
    return UnitName(
        party=found["party"], entry=None if entry is None else int(entry), number=int(found["number"])
    )
