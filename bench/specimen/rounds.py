"""An invented negotiation over several drafts: each a redraft of the one before, each answered in writing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from bench.specimen.prose import Author, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REWORDED: Final = 0.12
"""Which part of the paragraphs the next draft has in other words."""
MOVED: Final = 1
REPLACED: Final = 1
"""Articles that the next draft moves, and that it has in the place of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    heading: Prose
    paragraphs: tuple[Prose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One proposal: whose, on which draft from 0, on which provision, and the answer sheet that says it."""

    party: str
    draft: int
    address: str
    sheet: str


class Rounds:
    """The drafts and the proposals; the same figures and seed give the same words."""

    def __init__(
        self,
        *,
        parties: int = 193,
        articles: int = 60,
        drafts: int = 15,
        proposals: int = 4_000,
        seed: int = 0,
    ) -> None:
        """Write the drafts; proposals are written as they are asked for."""
        self.parties: Final = tuple(f"P{number + 1:03}" for number in range(parties))
        self.proposals: Final = proposals
        self._seed: Final = seed
        dice = self._dice("drafts")
        self._author: Final = Author(dice)
        first = tuple(self._article(dice) for _ in range(articles))
        self._drafts: Final = [first]
        while len(self._drafts) < drafts:
            self._drafts.append(self._redrafted(self._drafts[-1], dice))

    def _dice(self, use: str) -> Random:
        return Random(f"{self._seed} {use}")  # noqa: S311 - no secret depends on them

    def _article(self, dice: Random) -> Article:
        paragraphs = tuple(self._author.paragraph(dice) for _ in range(dice.choice((2, 3, 4))))
        return Article(heading=self._author.heading(dice), paragraphs=paragraphs)

    def _redrafted(self, old: Sequence[Article], dice: Random) -> tuple[Article, ...]:
        new = [
            Article(
                heading=article.heading,
                paragraphs=tuple(
                    self._author.paragraph(dice) if dice.random() < REWORDED else paragraph
                    for paragraph in article.paragraphs
                ),
            )
            for article in old
        ]
        for _ in range(MOVED):
            new.insert(dice.randrange(len(new)), new.pop(dice.randrange(len(new))))
        for _ in range(REPLACED):
            new[dice.randrange(len(new))] = self._article(dice)
        return tuple(new)

    @property
    def drafts(self) -> tuple[str, ...]:
        """Give each draft as Markdown, in the order of tabling."""
        return tuple(_printed(number, articles) for number, articles in enumerate(self._drafts))

    def spoken(self) -> Iterator[Spoken]:
        """Go through the proposals, draft by draft; parties and provisions are drawn by lot.

        A few provisions draw most of the proposals, as they do.
        """
        dice = self._dice("proposals")
        for number, articles in enumerate(self._drafts):
            share = self.proposals // len(self._drafts) + (number < self.proposals % len(self._drafts))
            places = [
                (at + 1, each + 1) for at, one in enumerate(articles) for each in range(len(one.paragraphs))
            ]
            weights = [dice.paretovariate(1.1) for _ in places]
            said: set[tuple[str, tuple[int, int]]] = set()
            while len(said) < share:
                place = dice.choices(places, weights)[0]
                party = dice.choice(self.parties)
                if (party, place) in said:
                    continue
                said.add((party, place))
                words = articles[place[0] - 1].paragraphs[place[1] - 1].words
                yield Spoken(
                    party=party,
                    draft=number,
                    address=f"art_{place[0]}__para_{place[1]}",
                    sheet=self._sheet(party, place, words, dice),
                )

    def _sheet(self, party: str, place: tuple[int, int], words: Sequence[str], dice: Random) -> str:
        says = [f"# Answer of {party} ({party})", "", f"## Article {place[0]}, paragraph {place[1]}", ""]
        match dice.randrange(10):
            case 0:
                says += ["Position: accepts"]
            case 1:
                says += ["Position: opposes", "", f"Reason: {self._author.noun_phrase(dice)}"]
            case 2:
                says += ["Position: deletes", "", f"Reason: {self._author.noun_phrase(dice)}"]
            case 3:
                says += ["Position: holds (scrutiny)", "", f"Reason: {self._author.noun_phrase(dice)}"]
            case _:
                says += ["Position: amends", "", "Words:", "", f"> {self._amended(words, dice)}"]
                says += ["", f"Reason: {self._author.noun_phrase(dice)}"]
        return "\n".join([*says, ""])

    def _amended(self, words: Sequence[str], dice: Random) -> str:
        at = dice.randrange(len(words))
        new = [*words[:at], *self._author.noun_phrase(dice).split(), *words[at + dice.randrange(3) :]]
        return Prose(tuple(new), ()).text


def _printed(number: int, articles: Sequence[Article]) -> str:
    lines = [f"# Draft {number + 1} of the Convention", ""]
    for at, article in enumerate(articles):
        lines += [f"## Article {at + 1}", "", article.heading.text, ""]
        for each, paragraph in enumerate(article.paragraphs):
            lines += [f"{each + 1}. {paragraph.text}", ""]
    return "\n".join(lines)
