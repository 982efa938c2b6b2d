"""Why something was not done, on a page: in the language of whoever reads it."""

from __future__ import annotations

from travaux.render.tongue import said_again
from travaux.text.phrase import Phrase, said_by


def why(fault: BaseException) -> str:
    """Say what *fault* says in the language of the page; what pages refuse themselves is in it already."""
    words = said_by(fault)
    return said_again(words) if isinstance(words, Phrase) else words
