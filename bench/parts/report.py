"""What a run prints: targets with their aims, and tables, in Markdown."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One line of "done when"."""

    key: str
    says: str
    most: float | None = None
    least: float | None = None
    digits: int = 2
    missed: str = ""
    """Why, as far as it is known, where it is missed."""

    def aim(self) -> str:
        bound = self.most if self.most is not None else self.least
        word = "at most" if self.most is not None else "at least"
        return f"{word} {bound:g}"

    def is_met(self, figure: float) -> bool:
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)


@dataclass(slots=True)
class Report:
    """Collects what the parts have to say; the targets stand first however late they are known."""

    targets: Sequence[Target]
    figures: dict[str, float] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """By part: what kept it from being measured."""
    _lines: list[str] = field(default_factory=list)

    def reached(self, key: str, figure: float) -> None:
        """Give a target its figure."""
        assert any(target.key == key for target in self.targets), key
        self.figures[key] = figure

    def section(self, title: str) -> None:
        self._lines += [f"### {title}", ""]

    def say(self, *sentences: str) -> None:
        self._lines += [" ".join(sentences), ""]

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self._lines += [*_table(head, rows), ""]

    def lines(self) -> list[str]:
        """Give the whole report: targets, then the parts in the order in which they were measured."""
        rows = [
            _row(target, self.figures[target.key]) for target in self.targets if target.key in self.figures
        ]
        missed = sum(
            not target.is_met(self.figures[target.key])
            for target in self.targets
            if target.key in self.figures
        )
        said = [*_table(("target", "aim", "this run", "", "why missed"), rows), ""] if rows else []
        if rows:
            said += [f"{len(rows) - missed} of the {len(rows)} measured here are met.", ""]
        said += [f"Not measured: {part} ({fault})." for part, fault in self.faults.items()]
        return [*said, *([""] if self.faults else []), *self._lines]


def _row(target: Target, figure: float) -> tuple[str, ...]:
    met = target.is_met(figure)
    why = "" if met else target.missed or "not known"
    return (target.says, target.aim(), f"{figure:.{target.digits}f}", "met" if met else "**missed**", why)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    body = [list(row) for row in rows]
    right = [all(_is_figure(row[at]) for row in body) for at in range(len(head))]
    return [
        "| " + " | ".join(head) + " |",
        "|" + "|".join("--:" if figures else "---" for figures in right) + "|",
        *("| " + " | ".join(row) + " |" for row in body),
    ]


def _is_figure(cell: str) -> bool:
    bare = cell.strip("*%× ").replace("at most ", "").replace("at least ", "")
    return bare in ("", "-") or bare.replace(".", "", 1).replace("-", "", 1).isdigit()


def progress(what: str) -> None:
    """Say on standard error what is being measured now."""
    print(f"bench: {what}", file=sys.stderr, flush=True)
