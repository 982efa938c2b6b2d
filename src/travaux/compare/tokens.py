"""A text cut into tokens, with what comparing needs to know of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from travaux.text.language import is_minor, is_space, key, tokens

WORD: Final = 2
"""What a word that says something weighs. Stop words, marks and white space weigh nothing."""
SIGN: Final = 1
"""What a character of a script written without spaces weighs: two of them make a word, on average."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens, with what comparing needs. Put end to end, ``tokens`` are the text."""

    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    telling: tuple[int, ...]
    """How much the tokens before each offset say, in `WORD` and `SIGN`."""
    solid: tuple[int, ...]
    """How many of the tokens before each offset are not white space."""


@lru_cache(maxsize=1 << 16)
def _facts(token: str) -> tuple[str, int, int]:
    if is_space(token):
        return key(token), 0, 0
    if is_minor(token):
        return key(token), 0, 1
    return key(token), SIGN if is_sign(token) else WORD, 1


def is_sign(token: str) -> bool:
    """Whether *token* is one character of a script that puts no spaces between words."""
    return token[0].isalpha() and tokens(token + token[0]) == (token, token[0])


_NOTHING: Final = Tokens((), (), (0,), (0,))


def tokenised(text: str) -> Tokens:
    """Cut *text* once for any number of comparisons; the caller keeps it, one for each distinct text."""
    cut = tokens(text)
    if not cut:
        return _NOTHING
    keys, telling, solid = zip(*map(_facts, cut), strict=True)
    return Tokens(cut, keys, tuple(accumulate(telling, initial=0)), tuple(accumulate(solid, initial=0)))
