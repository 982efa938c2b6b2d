"""A party: who answers, in whose name, and in which order names are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.text.phrase import phrase
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RESERVED: Final = frozenset({"base", "only", "and", "no"})
"""Words of the bracket notation that cannot be the code of a party."""

_CODE: Final = re.compile(r"[^\W\d_][\w&.\-]{0,23}")


class PartyCodeError(ValueError):
    """A party's code cannot be used: what was given, and what a code looks like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party to the negotiation; ``name`` is how it calls itself, "" where only the code is known."""

    code: PartyCode
    name: str = ""


def party_code(given: str) -> PartyCode:
    """Check a code: a letter, then letters, digits, ``&``, ``.`` or ``-``, at most 24 in all.

    Raises PartyCodeError.
    """
    if _CODE.fullmatch(given) is None or given.lower() in RESERVED:
        msg = phrase(
            '"{given}" cannot be a party\'s code. Expected a letter followed by letters, digits, "&", "." '
            'or "-" (at most 24 in all), such as ARD or G77; {taken} are taken.',
            given=given,
            taken=tuple(sorted(RESERVED)),
        )
        raise PartyCodeError(msg)
    return PartyCode(given)


def protocol_order(parties: Iterable[PartyCode], declared: Sequence[PartyCode] = ()) -> tuple[PartyCode, ...]:
    """List *parties* in the *declared* order; whoever is not in it follows, by code.

    The result depends on who the parties are and on what was declared, never on who answered first.
    """
    present = set(parties)
    first = [code for code in dict.fromkeys(declared) if code in present]
    return (*first, *sorted(present.difference(first)))


def in_order(codes: Iterable[PartyCode], order: Mapping[PartyCode, int]) -> tuple[PartyCode, ...]:
    """Sort *codes* by their place in *order*, each once."""
    present = set(codes)
    if present <= order.keys():
        return tuple(sorted(present, key=order.__getitem__))
    return tuple(sorted(present, key=lambda code: (order.get(code, len(order)), code)))
