"""A merger to which all concerned have consented: its wording stands in the place of their proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import AcceptsExcept, Amends, AmendsWords, Editorial
from travaux.compile.heard import Heard
from travaux.text.finding import Place

if TYPE_CHECKING:
    from travaux.record.entry import Entered, LeafHash
    from travaux.text.wording import Wording

_WITH_WORDS: Final = (Amends, AmendsWords, AcceptsExcept, Editorial)
"""Positions that give a provision other words: the only ones that a merged wording can stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The wording in which all concerned have agreed that their proposals at a provision go up."""

    entered: Entered
    provision: str
    words: Wording
    answers: frozenset[LeafHash]

    def instead(self, heard: Heard, address: str, leaf: LeafHash) -> Heard | None:
        """Give what is said in place of an answer at *address* of the entry *leaf*; None: it stays."""
        if (
            leaf not in self.answers
            or address != self.provision
            or not isinstance(heard.answer.position, _WITH_WORDS)
        ):
            return None
        place = Place(source=f"entry {self.entered.index}", address=address)
        answer = Answer(provision=address, position=Amends(words=self.words), place=place)
        return Heard(answer=answer, provision=heard.provision)
