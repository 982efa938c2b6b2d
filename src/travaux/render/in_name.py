"""In whose name an answer was given, told beside it: as its party's statement, and nobody else's act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.collective import entry_of
from travaux.render.telling import codes
from travaux.render.tongue import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.compilation import Stance
    from travaux.text.wording import PartyCode


def in_the_name(principals: Sequence[PartyCode], party: PartyCode) -> str:
    """Name those in whose name *party* says that it answers, to follow what it says; "" for itself alone."""
    if not set(principals) - {party}:
        return ""
    return say(", in the name of {parties}", parties=codes(principals))


def answers_too(said: Sequence[Stance]) -> tuple[str, ...]:
    """Say of one that says nothing itself who answers in its name: each by what entry, once."""
    found: dict[str, None] = {}
    for one in said:
        number = entry_of(one)
        entry = "" if number is None else " (" + say("entry {number}", number=number) + ")"
        found[say("{party} answers in its name too{entry}", party=one.party, entry=entry)] = None
    return tuple(found)
