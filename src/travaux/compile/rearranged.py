"""The draft's provisions as one party's answers have rearranged and reworded them so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import is_
from typing import TYPE_CHECKING

from travaux.compile.footnote import going_with, listed_at_the_end
from travaux.compile.heard import not_followed
from travaux.text.phrase import cited, phrase
from travaux.text.provision_name import cite
from travaux.text.struck import struck_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Some words of the draft given for others: from where to where they stand, and what comes there."""

    first: int
    last: int
    old: str
    """As it stands there."""
    new: str

    def meets(self, other: Change) -> bool:
        """Whether the two change the same words, or put something at the same place."""
        (first, last, _), (begin, end, _) = self.made, other.made
        return (first < end and begin < last) or first == begin

    @property
    def made(self) -> tuple[int, int, str]:
        """From where to where words go, and what comes there: of an insertion nothing goes."""
        if self.new.startswith(self.old):
            return self.last, self.last, self.new[len(self.old) :]
        if self.new.endswith(self.old):
            return self.first, self.first, self.new[: -len(self.old)]
        return self.first, self.last, self.new


@dataclass(slots=True, kw_only=True, eq=False)
class Rearranged:
    """The draft's provisions laid out as a list that one party's answers rearrange."""

    draft: Text
    original: Sequence[Item]
    """The draft's own."""
    items: list[Item]
    reworded: dict[int, str] = field(default_factory=dict)
    """Whose words this reply has changed already, and by which position."""
    changes: dict[int, tuple[str, list[Change]]] = field(default_factory=dict)
    """The words of provisions in which this reply changes some, as they stood before; and its changes."""

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
        """Take a provision away with what stands in it, unless the same reply has said otherwise of it.

        Its footnotes go with it, and none that is called elsewhere.
        """
        going = going_with(self.items, *self.span(answer, index))
        if any(self.items[at].said for at in going):
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
        for at in reversed(going):
            del self.items[at]

    def take_up(self, answer: Answer, index: int) -> list[Item]:
        """Take a provision up with what stands in it and its footnotes, for another place, and give them.

        A footnote that is called elsewhere too stays where it is, and so does one in the list at the end.
        """
        start, stop = self.span(answer, index)
        within, depth = range(start, stop), self.items[start].depth
        going = going_with(self.items, start, stop)
        block = [self.items[at] for at in going if at in within]
        from_elsewhere = [at for at in going if at not in within and not listed_at_the_end(self.items, at)]
        notes = (self.items[at] for at in from_elsewhere)
        block += (item if item.depth > depth else replace(item, depth=depth + 1) for item in notes)
        for at in sorted((*(at for at in going if at in within), *from_elsewhere), reverse=True):
            del self.items[at]
        return block

    def kept(self) -> tuple[dict[int, str], dict[int, tuple[str, list[Change]]]]:
        """Give a copy of what is noted of the words, for an answer that cannot be followed to its end."""
        return {**self.reworded}, {at: (words, [*done]) for at, (words, done) in self.changes.items()}

    def stood(self, item: Item) -> str:
        """Give the words that a change of some words is to quote: as they stood before the reply's others."""
        known = None if item.base is None else self.changes.get(item.base)
        return item.words if known is None else known[0]

    def changed(self, answer: Answer, item: Item, change: Change) -> str:
        """Give the words of *item* with *change* and all others that this reply makes in it.

        Raises an internal fault where two of them change the same.
        """
        before, changes = self.stood(item), []
        if item.base is not None:
            changes = self.changes.setdefault(item.base, (before, []))[1]
            earlier = next((one for one in changes if one.meets(change)), None)
            if earlier is not None:
                raise not_followed(
                    answer,
                    "answered-twice",
                    phrase(
                        '"{old}" → "{new}" and "{before}" → "{after}" change the same words of {provision}. '
                        "What they make together is not guessed.",
                        old=earlier.old,
                        new=earlier.new,
                        before=change.old,
                        after=change.new,
                        provision=cited(cite(self.draft, item.base)),
                    ),
                    phrase(
                        'Quote the words as the draft has them, each once; or give all of it in "Words:".'
                    ),
                )
        changes.append(change)
        written, at = [], 0
        for first, last, new in sorted(one.made for one in changes):
            begin, end = (first, last) if new else struck_with(before, first, last)
            written += [before[at:begin], new]
            at = max(at, end)
        return "".join([*written, before[at:]])

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
