"""A bell that is rung when something was recorded; whoever waits for it in an event loop is woken."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Rung from any thread, heard in any event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self.over = False
        """Whether nothing will be recorded any more: then whoever waits need not."""

    @contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        """Give what is set when the bell rings, as long as somebody listens. In a running event loop."""
        one = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(one)
        try:
            yield one[1]
        finally:
            with self._lock:
                self._waiting.discard(one)

    def ring(self) -> None:
        with self._lock:
            for loop, event in self._waiting:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(event.set)

    def end(self) -> None:
        self.over = True
        self.ring()
