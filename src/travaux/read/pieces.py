"""The pieces of markup that stand between words, each read by `story` once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Final

from travaux.read.fragment import ForeignError, fragment
from travaux.read.own_style import is_ours
from travaux.read.package import NotReadable
from travaux.read.story import StoryReader
from travaux.read.tag import closed, opened
from travaux.read.tracked import Characters, Paragraph, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.read.style import Styles
    from travaux.read.tag import Stack
    from travaux.read.tracked import Run

_MOST: Final = 20_000
"""Pieces that are kept: Word writes some hundred kinds."""
_LONGEST: Final = 4_096
"""Characters of one of them."""

Said = tuple[str, tuple[Revision, ...]]
"""Characters and the revisions they stand in."""


@dataclass(slots=True, eq=False)
class State:
    """One place in a paragraph, by all that decides how words read there."""

    style: str
    stack: Stack
    revisions: tuple[Revision, ...] = ()
    steps: dict[str, Step] = field(default_factory=dict)
    """By the markup up to the next words, or to the end of the paragraph."""

    @property
    def markup(self) -> str:
        """What leads here from the beginning of a paragraph."""
        style = f'<w:pPr><w:pStyle w:val="{escape(self.style)}"/></w:pPr>' if self.style else ""
        return style + "".join(opening for _, opening in self.stack)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One piece of markup without words: what it reads as, and where it leads (at the end: nowhere)."""

    said: tuple[Said, ...]
    """Characters that it stands for, such as a tab."""
    to: State | None
    begins: Paragraph
    """The paragraph that it begins, without its words."""


@dataclass(slots=True, eq=False)
class Pieces:
    """What is known of the markup between words in documents that begin alike and have the same styles."""

    prologue: str
    """What stands before the first paragraph."""
    styles: Styles
    start: State = field(default_factory=lambda: State("", ()))
    """The beginning of a paragraph."""
    _states: dict[tuple[str, Stack], State] = field(default_factory=dict)
    _met: set[tuple[int, str]] = field(default_factory=set)
    """Pieces of markup that have been met, each with its state."""

    def steps(self, pieces: Iterable[str]) -> list[Step] | None:
        """Go through the markup of a paragraph, cut at its words; None if a piece of it is not known."""
        state: State | None = self.start
        steps: list[Step] = []
        for piece in pieces:
            step = None if state is None else state.steps.get(piece) or self._learned(state, piece)
            if step is None:
                return None
            steps.append(step)
            state = step.to
        return steps if state is None else None

    def _learned(self, state: State, piece: str) -> Step | None:
        """Have `story` read a piece of markup that is met for the second time; None if it cannot be kept.

        It is read between one letter and another, behind what is open there, and must leave the first
        letter as it is and put the second where what is open then, by itself, would put it.
        """
        met = (id(state), piece)
        if met not in self._met:
            if len(self._met) < _MOST and len(piece) <= _LONGEST:
                self._met.add(met)
            return None
        begun = state is not self.start
        whole = not piece or piece.endswith(">")
        piece = f"{'<' if begun else ''}{piece}{'' if whole else '>'}"
        stack = opened(state.stack, piece, begun=begun)
        if stack is None or whole is bool(stack):
            return None
        before, after = "x" if begun else "", "y" if stack else ""
        paragraph = self._read(f"{state.markup}{before}{piece}{after}{closed(stack)}")
        if paragraph is None or is_ours(paragraph.properties):
            return None
        said = plainly(paragraph.runs)
        if said is None or (begun and said[:1] != [("x", state.revisions)]):
            return None
        to = None
        if stack:
            to = self._state(paragraph.properties.style, stack)
            if to is None or said[-1:] != [("y", to.revisions)]:
                return None
        step = state.steps[met[1]] = Step(
            said=tuple(said[len(before) : len(said) - len(after)]),
            to=to,
            begins=replace(paragraph, runs=()) if not begun else Paragraph(),
        )
        return step

    def _state(self, style: str, stack: Stack) -> State | None:
        """Give the place where *stack* is open; None if words there are not simply words."""
        known = self._states.get((style, stack))
        if known is None:
            state = State(style, stack)
            paragraph = self._read(f"{state.markup}y{closed(stack)}")
            said = None if paragraph is None else plainly(paragraph.runs)
            if said is None or [text for text, _ in said] != ["y"]:
                return None
            state.revisions = said[0][1]
            known = self._states[style, stack] = state
        return known

    def _read(self, inside: str) -> Paragraph | None:
        """Have `story` read one paragraph; None if it is none, or something is to be said of it."""
        try:
            element = fragment(self.prologue, f"<w:p>{inside}</w:p>")
        except (ForeignError, NotReadable):
            return None
        reader = StoryReader(element, styles=self.styles)
        story = reader.read(element, first=0)
        if len(story) != 1 or not isinstance(story[0], Paragraph) or reader.findings:
            return None
        return story[0]


def plainly(runs: Iterable[Run]) -> list[Said] | None:
    """Give what *runs* say, if that is characters that anybody sees and nothing else."""
    said: list[Said] = []
    for run in runs:
        content = run.content
        if not isinstance(content, Characters) or content.hidden or content.number or content.words:
            return None
        said.append((content.text, run.revisions))
    return said
