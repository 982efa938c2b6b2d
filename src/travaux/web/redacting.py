"""A document that is redacted is destroyed where it is kept; if it could not be at once, later."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from travaux.store.fault import StoreFault
from travaux.web.around.counting import LOG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.store.store import Store

AGAIN: Final = 15.0
"""Seconds until it is tried again."""


class Destroying:
    """Destroys documents in one store, each as often as it takes."""

    def __init__(self, store: Store, *, again: float = AGAIN) -> None:
        self._store = store
        self._again = again
        self._waiting: dict[bytes, None] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ended = False

    def destroy(self, names: Iterable[str]) -> None:
        """Destroy the documents of these names.

        What cannot be destroyed now, or is still in a part of the file that somebody is reading, is tried
        again until it is.
        """
        with self._lock:
            self._waiting |= dict.fromkeys(map(bytes.fromhex, names))
            self._try()

    def end(self) -> None:
        """Try no more: the store is about to close, and leaves nothing of what is destroyed."""
        with self._lock:
            self._ended = True
            if self._timer is not None:
                self._timer.cancel()

    def _try(self) -> None:
        for name in tuple(self._waiting):
            try:
                self._store.destroy_document(name)
            except StoreFault:
                LOG.warning("what was redacted is not destroyed yet, and is tried again", exc_info=True)
            else:
                del self._waiting[name]
        if self._waiting and not self._ended and self._timer is None:
            self._timer = threading.Timer(self._again, self._once_more)
            self._timer.daemon = True
            self._timer.start()

    def _once_more(self) -> None:
        with self._lock:
            self._timer = None
            if not self._ended:
                self._try()
