"""One negotiation under measurement: where its documents lie, and how a child process measures it alone."""

from __future__ import annotations

import importlib
import os
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context, set_start_method
from multiprocessing.connection import wait
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.negotiation import SIZES, Negotiation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

PATIENCE = 5
"""Seconds for a process to end by itself once it has answered, with those it has started."""

Figures = dict[str, float]
"""What a child gives back, by name; seconds, megabytes or counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A size, a seed, so many parties, and the temporary folder with their documents."""

    size: str
    seed: int
    parties: int
    folder: str
    provisions: int = 0
    """How long the draft is, where not as long as its size has it."""

    def negotiation(self) -> Negotiation:
        size = SIZES[self.size]
        return Negotiation(replace(size, provisions=self.provisions or size.provisions), self.seed)

    def draft(self) -> Path:
        return Path(self.folder) / "draft.docx"

    def typed(self) -> Path:
        """Give the draft with its numbers typed, for engines that would take each for a change."""
        return Path(self.folder) / "draft typed.docx"

    def answers(self) -> Iterator[Path]:
        """Give the parties' documents, in the order in which they were made."""
        for number in range(self.parties):
            yield Path(self.folder) / f"P{number + 1:03}.docx"

    def corrected(self) -> Path:
        """Give what the last party would have on second thoughts."""
        return Path(self.folder) / f"P{self.parties:03} corrected.docx"


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


def peak_of_started() -> float:
    """Give the most memory that one of the processes this one has started and waited for has held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def spent_by_started() -> float:
    """Give the processor time of the processes this one has started and waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Failed(Exception):
    """A process under measurement came to nothing: what was asked of it, and why."""


class NotInstalled(Failed):
    """It needs what is not there."""


class TookTooLong(Failed):
    """It was killed at its limit."""


def alone(question: str, case: object, *, limit: float | None = None) -> Figures:
    """Ask *question*, a ``module.function`` of ``bench.measure``, in a process of its own.

    Started afresh rather than forked, so that its peak is its own; this process stays small, because
    a started process's peak counts from its parent's size. After *limit* seconds it is killed, with
    whatever it has started. Raises Failed, NotInstalled, TookTooLong.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_asked, args=(question, case, theirs))
    process.start()
    theirs.close()
    leader = process.pid
    assert leader is not None
    try:
        if not ours.poll(limit):
            raise TookTooLong(f"{question} did not end within {limit:.0f} s and was killed")
        answer = ours.recv()
        wait([process.sentinel], timeout=PATIENCE)
    except EOFError:
        raise Failed(f"{question} ended without an answer; what it said is above") from None
    finally:
        # Before it is waited for: until then nobody else can have its number.
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
        process.kill()
        process.join()
    if isinstance(answer, str):
        raise NotInstalled(f"{question} needs what is not installed: {answer}")
    figures: Figures = answer
    return figures


def _asked(question: str, case: object, back: Connection) -> None:
    os.setsid()
    # A process started from here would else be a fresh one as well, where the command line forks.
    set_start_method("fork", force=True)
    module, _, function = question.partition(".")
    try:
        measured: Figures = getattr(importlib.import_module(f"bench.measure.{module}"), function)(case)
    except ImportError as missing:
        back.send(str(missing))
    else:
        back.send({"peak": peak(), **measured})
