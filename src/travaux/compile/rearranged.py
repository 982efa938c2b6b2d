"""The draft's provisions as one party's answers have rearranged and reworded them so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import is_
from typing import TYPE_CHECKING

from travaux.compile.heard import not_followed
from travaux.text.phrase import cited, phrase
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


@dataclass(slots=True, kw_only=True, eq=False)
class Rearranged:
    """The draft's provisions laid out as a list that one party's answers rearrange."""

    draft: Text
    original: Sequence[Item]
    """The draft's own."""
    items: list[Item]
    reworded: dict[int, str] = field(default_factory=dict)
    """Whose words this reply has changed already, and by which position."""

    def marked(self, number: int, before: Sequence[Item]) -> tuple[int, ...]:
        """Note on what has changed since *before* that the answer *number* changed it; list what is gone."""
        if len(before) == len(self.items) and all(map(is_, before, self.items)):
            return ()
        known = {id(item) for item in before}
        for at, item in enumerate(self.items):
            if id(item) not in known:
                self.items[at] = replace(item, said=(*item.said, number))
        left = {item.base for item in self.items}
        return tuple(item.base for item in before if item.base is not None and item.base not in left)

    def at(self, answer: Answer, index: int) -> int:
        """Find where a provision of the draft is by now. Raises an internal fault where it is gone."""
        for at, item in enumerate(self.items):
            if item.base == index:
                return at
        raise not_followed(
            answer,
            "contradicts-itself",
            phrase(
                "{provision} is deleted or merged by another answer of the same reply.",
                provision=cited(cite(self.draft, index)),
            ),
            phrase("Give one of the two answers."),
        )

    def span(self, answer: Answer, index: int) -> tuple[int, int]:
        """Find where a provision of the draft begins by now, and where what stands in it ends."""
        start = self.at(answer, index)
        stop = start + 1
        while stop < len(self.items) and self.items[stop].depth > self.items[start].depth:
            stop += 1
        return start, stop

    def take_out(self, answer: Answer, index: int) -> None:
        """Take a provision away with what stands in it, unless the same reply has said otherwise of it."""
        start, stop = self.span(answer, index)
        if any(item.said for item in self.items[start:stop]):
            raise not_followed(
                answer,
                "contradicts-itself",
                phrase(
                    "{provision} has been given other words or another place by an earlier answer of the "
                    "same reply.",
                    provision=cited(cite(self.draft, index)),
                ),
                phrase("Give one of the two answers; the earlier one stands for now."),
            )
        del self.items[start:stop]

    def claim(self, answer: Answer, index: int, by: str) -> None:
        """Note that *answer* gives a provision other words, by *by*.

        Raises an internal fault where an earlier answer did, unless both only edit what is there.
        """
        if (earlier := self.reworded.get(index)) is not None and (earlier, by) != ("edits", "edits"):
            raise not_followed(
                answer,
                "answered-twice",
                phrase(
                    "{provision} is given other words by an earlier answer of the same reply.",
                    provision=cited(cite(self.draft, index)),
                ),
                phrase("Keep one wording for each provision; the earlier one stands for now."),
            )
        self.reworded[index] = by
