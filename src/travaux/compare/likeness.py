"""How much two wordings have in common, where a rare word counts for more than a common one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from travaux.compare.tokens import is_sign
from travaux.text.language import is_mark, is_space, tokens

SHORT: Final = 4
"""Fewer words than this ("General provisions") are not found again elsewhere by themselves."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a provision, each with its count times its rarity; and what they weigh together."""

    weights: Mapping[str, float]
    total: float

    @property
    def is_long(self) -> bool:
        return len(self.weights) >= SHORT


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each word is in one text: a word in every provision weighs little, an unknown one most."""

    weights: Mapping[str, float]
    unknown: float

    def bag(self, text: str) -> Bag:
        known, unknown = self.weights, self.unknown
        weights = {word: count * known.get(word, unknown) for word, count in Counter(telling(text)).items()}
        return Bag(weights, sum(weights.values()))


def rarity(texts: Iterable[Iterable[str]], size: int) -> Rarity:
    """Weigh words by how many of the *size* wordings have them: log(1 + size / number)."""
    counts = Counter(word for said in texts for word in set(said))
    return Rarity({word: log(1 + size / count) for word, count in counts.items()}, log(1 + size))


@lru_cache(maxsize=1 << 12)
def telling(text: str) -> tuple[str, ...]:
    """List what is compared of *text*: words without their case, pairs of signs, no marks."""
    found: list[str] = []
    sign = ""
    for word, is_one in map(_facts, tokens(text)):
        if is_one:
            found.append(sign + word)
            sign = word
        else:
            sign = ""
            if word:
                found.append(word)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _facts(token: str) -> tuple[str, bool]:
    return ("", False) if is_space(token) or is_mark(token) else (token.casefold(), is_sign(token))


def shared(one: Bag, other: Bag) -> float:
    """Weigh what two bags have in common, each word as often as in the one that has it less."""
    few, many = (
        (one.weights, other.weights)
        if len(one.weights) < len(other.weights)
        else (other.weights, one.weights)
    )
    total = 0.0
    for word, weight in few.items():
        there = many.get(word)
        if there is not None:
            total += min(weight, there)
    return total


def without(bag: Bag, taken: Iterable[Bag]) -> Bag:
    """Take the words of other bags out of *bag*, each as often as they have it."""
    left = dict(bag.weights)
    for other in taken:
        for word, weight in other.weights.items():
            if word in left:
                left[word] = max(0.0, left[word] - weight)
    return Bag(left, sum(left.values()))
