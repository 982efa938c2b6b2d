"""A clock around the program's own functions, by their names, for as long as it is open."""

from __future__ import annotations

import importlib
import sys
from functools import wraps
from time import process_time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from bench.measure.case import Figures


class Stages:
    """Adds up each stage's seconds; what a stage spends in another one is the other's."""

    def __init__(self, clocks: Iterable[tuple[str, str]]) -> None:
        """Take (dotted name under which the caller knows the function, stage it belongs to).

        What does not run under its name again is not measured: a name that was taken before, or a
        generator, whose work is done when it is called no more.
        """
        self.clocks = tuple(clocks)
        self.seconds: Figures = {}
        self._kept: list[tuple[ModuleType, str, Any]] = []
        self._inner: list[float] = []
        """For each function under way, the seconds spent in functions that have clocks of their own."""

    def __enter__(self) -> Self:
        for dotted, stage in self.clocks:
            where, _, name = dotted.rpartition(".")
            try:
                module = importlib.import_module(where)
                function = getattr(module, name)
            except (ImportError, AttributeError):
                print(
                    f'bench: {dotted} is not there, so that "{stage}" lacks its time. Expected a function of '
                    "the program: name the one that does its work now in bench/measure/ours.py.",
                    file=sys.stderr,
                )
                continue
            self._kept.append((module, name, function))
            setattr(module, name, self._timed(function, stage))
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, function in self._kept:
            setattr(module, name, function)

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
            self._inner.append(0.0)
            since = process_time()
            try:
                return function(*given, **named)
            finally:
                spent = process_time() - since
                own = spent - self._inner.pop()
                self.seconds[stage] = self.seconds.get(stage, 0.0) + own
                if self._inner:
                    self._inner[-1] += spent

        return timed
