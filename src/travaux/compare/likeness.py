"""How much two wordings have in common, where a rare word counts for more than a common one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

from travaux.compare.tokens import is_sign
from travaux.text.language import is_mark, is_space, tokens

SHORT: Final = 4
"""Fewer words than this ("General provisions") are not found again elsewhere by themselves."""
SET: Final = 3
"""Two words that stand together in so many provisions may be a set phrase."""


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
    """How much each word says in one text: one that is in every provision little, an unknown one most.

    In a set phrase ("in accordance with national law") the first word says something, and the others
    hardly anything: ``after`` has what a word says behind the one before it.
    """

    weights: Mapping[str, float]
    after: Mapping[tuple[str, str], float]
    unknown: float

    def bag(self, text: str) -> Bag:
        known, after, unknown = self.weights, self.after, self.unknown
        weights: dict[str, float] = {}
        before = ""
        for word in telling(text):
            weight = after.get((before, word))
            if weight is None:
                weight = known.get(word, unknown)
            weights[word] = weights.get(word, 0.0) + weight
            before = word
        return Bag(weights, sum(weights.values()))


def rarity(texts: Iterable[Sequence[str]], size: int) -> Rarity:
    """Weigh words by how many of the *size* wordings have them: log(1 + size / number).

    And those that follow a word in `SET` wordings or more by how many of its wordings that is.
    """
    counts: Counter[str] = Counter()
    phrases: Counter[tuple[str, str]] = Counter()
    for said in texts:
        counts.update(set(said))
        phrases.update(set(pairwise(said)))
    weights = {word: log(1 + size / count) for word, count in counts.items()}
    after = {
        (before, word): min(weights[word], log(1 + counts[before] / count))
        for (before, word), count in phrases.items()
        if count >= SET
    }
    return Rarity(weights, after, log(1 + size))


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
