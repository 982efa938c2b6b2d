"""What a text taken over shows of a party: it stands where an answer would, and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.answers.answer import Answer

SHOWN: Final = "as shown in the text taken over"
"""The source of all that is derived from such a text."""
NOT_OWN: Final = f"{SHOWN}, not the party's own answer"
"""What is said wherever it is listed."""


def is_shown(answer: Answer) -> bool:
    """Whether *answer* is what a text taken over shows of its party, which the party has not said."""
    return answer.place.source == SHOWN
