"""In whose name an answer was given, told beside it: as its party's statement, and nobody else's act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.telling import codes
from travaux.render.tongue import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.text.wording import PartyCode


def in_the_name(principals: Sequence[PartyCode], party: PartyCode) -> str:
    """Name those in whose name *party* says that it answers, to follow what it says; "" for itself alone."""
    if not set(principals) - {party}:
        return ""
    return say(", in the name of {parties}", parties=codes(principals))
