"""One negotiation under measurement: where its documents lie, and how a child process measures it alone."""

from __future__ import annotations

import importlib
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.negotiation import SIZES, Negotiation

if TYPE_CHECKING:
    from collections.abc import Iterator

Figures = dict[str, float]
"""What a child gives back, by name; seconds, megabytes or counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A size, a seed, so many parties, and the temporary folder with their documents."""

    size: str
    seed: int
    parties: int
    folder: str

    def negotiation(self) -> Negotiation:
        return Negotiation(SIZES[self.size], self.seed)

    def draft(self) -> Path:
        return Path(self.folder) / "draft.docx"

    def answers(self) -> Iterator[Path]:
        """Give the parties' documents, in the order in which they were made."""
        for number in range(self.parties):
            yield Path(self.folder) / f"P{number + 1:03}.docx"


class Clock:
    """Adds up seconds by name."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.seconds: Figures = {}
        self._since = process_time()

    def start(self) -> None:
        self._since = process_time()

    def stop(self, name: str) -> None:
        """Count the time since the start, or the last stop, as *name*'s."""
        now = process_time()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now


def peak() -> float:
    """Give the most memory this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(question: str, case: Case) -> Figures:
    """Ask *question*, a ``module.function`` of ``bench.measure``, in a process of its own.

    Started afresh rather than forked, so that its peak is its own; this process stays small, because
    a started process's peak counts from its parent's size.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_asked, question, case).result()


def _asked(question: str, case: Case) -> Figures:
    module, _, function = question.partition(".")
    measured: Figures = getattr(importlib.import_module(f"bench.measure.{module}"), function)(case)
    return {"peak": peak(), **measured}
