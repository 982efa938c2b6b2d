"""Invented treaty prose: words whose phrases are known, so that it is known where a reader would cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

MARKS: Final = frozenset(",.;:")
"""Words of a `Prose` that stand without a space before them."""


@dataclass(frozen=True)
class Prose:
    """The words of one provision, marks among them; ``phrases`` are the offsets at which a phrase begins."""

    words: tuple[str, ...]
    phrases: tuple[int, ...]

    @property
    def sentences(self) -> tuple[int, ...]:
        """Give the offsets at which a sentence other than the first begins."""
        inner = self.words[:-1]
        return tuple(at + 1 for at, word in enumerate(inner) if word == ".")

    @cached_property
    def text(self) -> str:
        return spaced(self.words)


def spaced(words: tuple[str, ...]) -> str:
    """Print words with a space before each but the first and the marks."""
    # Millions of words: joined first, and the spaces before marks taken out again.
    text = " ".join(words)
    for mark in MARKS:
        text = text.replace(f" {mark}", mark)
    return text


_OPENERS: Final = (
    *("Each Party", "The Parties", "The Parties concerned", "The Conference", "The Secretariat"),
    *("Each flag State", "The Committee on Implementation", "Parties in a position to do so"),
    *("For the purposes of this Article, each Party", "Notwithstanding the foregoing, the Conference"),
)
_MODALS: Final = ("shall", "shall", "shall", "should", "may", "is encouraged to", "undertakes to")
_VERBS: Final = (
    *("notify", "report on", "keep under review", "designate", "establish", "maintain", "exchange", "verify"),
    *("publish", "refrain from", "regulate", "take into account", "cooperate on", "strengthen", "phase out"),
)
_GERUNDS: Final = ("promoting", "reducing", "preventing", "facilitating", "monitoring", "avoiding", "sharing")
_ADJECTIVES: Final = (
    *("effective", "national", "voluntary", "timely", "adequate", "relevant", "transparent", "regional"),
    *("verifiable", "scientific", "confidential", "mutual", "financial", "technical", "equitable", "joint"),
)
_NOUNS: Final = (
    *("measures", "releases", "stockpiles", "inspections", "standards", "registers", "transfers", "plans"),
    *("capacity", "declarations", "holdings", "thresholds", "data", "recovery", "safeguards", "exercises"),
    *("indicators", "education", "markets", "disposal", "observers", "corridors", "inventories", "alerts"),
)
_SETTINGS: Final = (
    *("in accordance with national law", "as set out in the Annex", "at the national level"),
    *("on mutually agreed terms", "in the light of experience", "by consensus", "on request"),
    *("through the competent authority", "without prejudice to existing obligations"),
    *("subject to available resources", "in a transparent manner", "for peaceful purposes only"),
)
_QUALIFIERS: Final = (
    *(", as appropriate", ", where feasible", ", to the extent possible", ", on a voluntary basis"),
    *(", in particular for coastal States", ", including small island States", ", if it so decides"),
)
_ONSETS: Final = ("b", "br", "c", "d", "f", "gl", "h", "k", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "z")
_RIMES: Final = ("an", "el", "ir", "ond", "u", "ast", "em", "o", "ul", "ert", "ai", "in", "ov", "ent")
_INVENTED: Final = 2_600
"""How many invented nouns there are; the commonest stands a few hundred times in a large draft."""


class Author:
    """Writes provisions; the dice are the caller's."""

    def __init__(self, dice: Random) -> None:
        """Invent the nouns of one negotiation."""
        nouns = dict.fromkeys(
            "".join(dice.choice(_ONSETS) + dice.choice(_RIMES) for _ in range(dice.choice((2, 3, 3)))) + "s"
            for _ in range(_INVENTED)
        )
        self._nouns = tuple(nouns)
        self._weights = [*accumulate(1 / (rank + 8) for rank in range(len(self._nouns)))]

    def noun(self, dice: Random) -> str:
        if dice.random() < 0.5:  # noqa: PLR2004 - half of the nouns are terms of this negotiation alone
            return dice.choice(_NOUNS)
        return dice.choices(self._nouns, cum_weights=self._weights)[0]

    def noun_phrase(self, dice: Random) -> str:
        words = [dice.choice(_ADJECTIVES)] * dice.choice((0, 1, 1)) + [self.noun(dice)]
        return " ".join(words)

    def setting(self, dice: Random) -> str:
        match dice.randrange(5):
            case 0:
                return f"within {dice.randrange(2, 30) * 10} days"
            case 1:
                return f"with a view to {dice.choice(_GERUNDS)} {self.noun_phrase(dice)}"
            case 2:
                return f"for the {self.noun(dice)} of {self.noun(dice)}"
            case _:
                return dice.choice(_SETTINGS)

    def qualifier(self, dice: Random) -> str:
        return dice.choice(_QUALIFIERS)

    def sentence(self, dice: Random) -> list[str]:
        """Write a sentence, as its phrases."""
        phrases = [dice.choice(_OPENERS), dice.choice(_MODALS), dice.choice(_VERBS), self.noun_phrase(dice)]
        if dice.random() < 0.35:  # noqa: PLR2004 - one sentence in three has a list
            phrases += [", including", self.noun_phrase(dice), f", {self.noun_phrase(dice)}"]
            phrases += ["and", self.noun_phrase(dice)]
        phrases += [self.setting(dice) for _ in range(dice.choice((1, 1, 2)))]
        if dice.random() < 0.3:  # noqa: PLR2004 - one in three is qualified
            phrases.append(self.qualifier(dice))
        return [*phrases, "."]

    def paragraph(self, dice: Random) -> Prose:
        count = dice.choice((1, 2, 3, 3, 4))
        return prose(phrase for _ in range(count) for phrase in self.sentence(dice))

    def point(self, dice: Random) -> Prose:
        phrases = [dice.choice(_GERUNDS), self.noun_phrase(dice), self.setting(dice)]
        if dice.random() < 0.5:  # noqa: PLR2004 - half of the points go on
            phrases += [", and", dice.choice(_GERUNDS), self.noun_phrase(dice), self.setting(dice)]
        return prose([*phrases, ";"])

    def heading(self, dice: Random) -> Prose:
        nouns = (dice.choice(_ADJECTIVES), self.noun(dice), "and", self.noun(dice))
        return prose([" ".join(word.capitalize() if word != "and" else word for word in nouns)])


def prose(phrases: Iterable[str]) -> Prose:
    """Cut phrases into words; a mark may begin a phrase, or stand within it behind its word."""
    words: list[str] = []
    starts: list[int] = []
    for phrase in phrases:
        starts.append(len(words))
        words += phrase.replace(",", " ,").split()
    return Prose(tuple(words), tuple(starts))
