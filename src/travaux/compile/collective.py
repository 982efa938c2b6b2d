"""In whose names a party answers beside its own: by each answer, as it says itself. Theirs it is not.

Who is named in another's answer has said nothing by that: it is told as a statement of whoever made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.unit_name import read_unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.compile.compilation import Compilation, Stance
    from travaux.text.wording import PartyCode


def named_beside(stance: Stance) -> tuple[PartyCode, ...]:
    """Give those beside its party in whose name an answer was given, in the order in which it names them."""
    return tuple(code for code in stance.principals if code != stance.party)


def in_name_of(party: PartyCode, stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Give the answers of others that say that they are in the name of *party* too."""
    return tuple(one for one in stances if party in named_beside(one))


def speakers(compilation: Compilation) -> Mapping[PartyCode, tuple[PartyCode, ...]]:
    """Give, for each party that another's reply or answer names beside itself, who names it: in order."""
    found: dict[PartyCode, dict[PartyCode, None]] = {}
    for voice in compilation.voices:
        for code in voice.principals:
            if code != voice.party:
                found.setdefault(code, {})[voice.party] = None
    for stance in compilation.stances:
        for code in named_beside(stance):
            found.setdefault(code, {})[stance.party] = None
    return {code: tuple(one for one in compilation.parties if one in those) for code, those in found.items()}


def apart(compilation: Compilation, party: PartyCode) -> tuple[Stance, ...]:
    """Give the answers of *party* that are in the names of others than its reply as a whole."""
    voices = {voice.party: frozenset(voice.principals) - {party} for voice in compilation.voices}
    whole = voices.get(party, frozenset())
    return tuple(
        one for one in compilation.stances if one.party == party and frozenset(named_beside(one)) != whole
    )


def entry_of(stance: Stance) -> int | None:
    """Give the entry by which an answer was given; None where it is out of a file."""
    name = read_unit_name(stance.reference)
    return None if name is None else name.entry
