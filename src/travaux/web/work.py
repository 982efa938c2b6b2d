"""Work that takes long, done one after the other in a thread of its own: a page can be left meanwhile."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from travaux.web.room import on_closing

Result = TypeVar("Result")

PATIENCE: Final = 2.0
"""Seconds that a page waits before it shows how far the work is."""


@dataclass(slots=True)
class Doing(Generic[Result]):
    """A piece of work, and how far it is."""

    of: int
    stands: Callable[[], bool] = lambda: True
    """Whether what comes of it may still be given away."""
    done: int = 0
    result: Future[Result] = field(default_factory=Future)

    def step(self, done: int) -> None:
        self.done = done

    def within(self, seconds: float = PATIENCE) -> Result | None:
        """Give the result if it is there by then. Raises what the work raised."""
        try:
            return self.result.result(timeout=seconds)
        except TimeoutError:
            if self.result.done():
                raise
            return None


class Work(Generic[Result]):
    """Pieces of work by who wants them; the latest *kept* of them."""

    def __init__(self, name: str, *, kept: int) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._kept = kept
        self._found: OrderedDict[Hashable, Doing[Result]] = OrderedDict()
        self._lock = threading.Lock()
        on_closing(self._forget)

    def of(self, key: Hashable) -> Doing[Result] | None:
        """Give the work under this *key*; what stands no longer is let go, and not there."""
        with self._lock:
            return self._standing(key)

    def begun(
        self,
        key: Hashable,
        do: Callable[[Doing[Result]], Result],
        *,
        of: int,
        stands: Callable[[], bool] = lambda: True,
    ) -> Doing[Result]:
        """Give the work under this *key*; it is begun where it is not there, or *stands* no longer."""
        with self._lock:
            if (found := self._standing(key)) is not None:
                return found
            doing: Doing[Result] = Doing(of=of, stands=stands)
            self._found[key] = doing
            while len(self._found) > self._kept:
                self._found.popitem(last=False)[1].result.cancel()
        self._worker.submit(_do, doing, do)
        return doing

    def _standing(self, key: Hashable) -> Doing[Result] | None:
        found = self._found.get(key)
        if found is None or found.stands():
            return found
        del self._found[key]  # and not cancelled: somebody may wait for it
        return None

    def _forget(self) -> None:
        with self._lock:
            for one in self._found.values():
                one.result.cancel()
            self._found.clear()

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._found.pop(key, None)


def _do(doing: Doing[Result], do: Callable[[Doing[Result]], Result]) -> None:
    if not doing.result.set_running_or_notify_cancel():
        return
    try:
        doing.result.set_result(do(doing))
    except BaseException as fault:  # noqa: BLE001  whoever waits for it is told, not this thread
        doing.result.set_exception(fault)
