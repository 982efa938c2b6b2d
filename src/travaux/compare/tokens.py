"""A text cut into tokens, with what comparing needs to know of each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from travaux.text.language import is_minor, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD: Final = 2
"""What a word weighs in print; marks and stop words too."""
SIGN: Final = 1
"""What a character of a script written without spaces weighs: two of them make a word, on average."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens, and its words: the tokens that are not white space, marks among them.

    Put end to end, ``tokens`` are the text. Words are counted from 0; the gap before a word has the
    word's number, and the gap behind the last word comes last.
    """

    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    """The tokens as they are compared: any white space is one space."""
    words: tuple[str, ...]
    places: tuple[int, ...]
    """Where each word stands among the tokens; last, how many tokens there are."""

    def part(self, start: int, end: int) -> Tokens:
        """Give the tokens from *start* to *end* as a text of their own, without cutting it anew."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end, 0, len(self.words))
        places = (*[place - start for place in self.places[first:last]], end - start)
        return Tokens(self.tokens[start:end], self.keys[start:end], self.words[first:last], places)

    def before(self, at: int) -> int:
        """Count the words that stand before token *at*."""
        return bisect_left(self.places, at, 0, len(self.words))

    @property
    def text(self) -> str:
        return "".join(self.tokens)

    def gap(self, at: int) -> tuple[int, int]:
        """Give the tokens between which the gap before word *at* lies: one of white space, or none."""
        return (self.places[at - 1] + 1 if at else 0), self.places[at]


def tokenised(text: str) -> Tokens:
    """Cut *text* once for any number of comparisons; the caller keeps it, one for each distinct text."""
    cut = tokens(text)
    if text.split() == text.split(" "):
        # All white space is single spaces, as nearly always.
        keys = cut
        places = [at for at, key in enumerate(keys) if key != " "]
    else:
        keys = tuple([" " if token.isspace() else token for token in cut])
        places = [at for at, key in enumerate(keys) if key != " "]
    words = tuple([cut[at] for at in places])
    places.append(len(cut))
    return Tokens(cut, keys, words, tuple(places))


@lru_cache(maxsize=1 << 16)
def breadth(word: str) -> int:
    """Weigh *word* as it is printed: a sign, or a word."""
    return SIGN if is_sign(word) else WORD


@lru_cache(maxsize=1 << 16)
def weight(word: str) -> int:
    """Weigh what *word* says by itself: nothing, where it is a mark or a stop word."""
    return 0 if is_minor(word) else breadth(word)


def printed(words: Iterable[str]) -> int:
    """Weigh *words* in print, in `WORD` and `SIGN`."""
    return sum(map(breadth, words))


def telling(words: Iterable[str]) -> int:
    """Weigh what *words* say, in `WORD` and `SIGN`."""
    return sum(map(weight, words))


@lru_cache(maxsize=1 << 16)
def is_sign(token: str) -> bool:
    """Whether *token* is one character of a script that puts no spaces between words."""
    return token[0].isalpha() and tokens(token + token[0]) == (token, token[0])
