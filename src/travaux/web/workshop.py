"""What takes long to make: made in a thread of its own, kept for whoever asks next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextvars import copy_context
from typing import Generic, TypeVar

from travaux.render.tongue import ENGLISH, speaking
from travaux.web.room import PATIENCE, StillCompiling, on_closing

T = TypeVar("T")


class Workshop(Generic[T]):
    """Makes one thing after the other, each once while it is kept. What failed is not kept."""

    def __init__(self, name: str, *, kept: int, english: bool = False) -> None:
        """Keep the last *kept* that were asked for; *name* is that of the thread.

        *english*: what the core tells in it is in English, whoever asks.
        """
        self._english = english
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._kept: OrderedDict[tuple[int, Hashable], tuple[object, Future[T]]] = OrderedDict()
        self._most = kept
        self._lock = threading.Lock()
        on_closing(self._forget)

    def get(self, of: object, key: Hashable, make: Callable[[], T], *, wait: float = PATIENCE) -> T:
        """Give what *make* makes of this very object under *key*, in the language of whoever asks first.

        Raises StillCompiling where that takes longer than *wait* seconds, and whatever *make* raises: for
        those who wait for it, else for whoever asks next. After that it is made anew.
        """
        with self._lock:
            at = (id(of), key)
            if at not in self._kept:
                self._kept[at] = (of, self._worker.submit(copy_context().run, self._made, make))
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(at)
            future = self._kept[at][1]
        if not wait_for((future,), timeout=wait).done:
            raise StillCompiling
        if future.exception() is not None:
            self._drop(at, future)
        return future.result()

    def _drop(self, at: tuple[int, Hashable], failed: Future[T]) -> None:
        with self._lock:
            if at in self._kept and self._kept[at][1] is failed:
                del self._kept[at]

    def _forget(self) -> None:
        with self._lock:
            self._kept.clear()

    def _made(self, make: Callable[[], T]) -> T:
        if not self._english:
            return make()
        with speaking(ENGLISH):
            return make()
