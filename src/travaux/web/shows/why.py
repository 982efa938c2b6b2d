"""Why something was not done, on a page: in the language of whoever reads it."""

from __future__ import annotations

from travaux.render.tongue import said_again
from travaux.text.phrase import Phrase, said_by


def why(fault: BaseException) -> str:
    """Say what *fault* says in the language of the page."""
    return again(said_by(fault))


def again(words: str) -> str:
    """Say in the language of the page what was found further in; what pages say themselves is in it."""
    return said_again(words) if isinstance(words, Phrase) else words
