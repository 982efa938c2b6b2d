"""A document that is redacted is destroyed where it is kept; if it could not be at once, later."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from travaux.store.fault import StoreFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.store.store import Store

LOG: Final = logging.getLogger("travaux.web")
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

    def destroy(self, names: Iterable[str]) -> bool:
        """Destroy the documents of these names; give whether nothing of them is left anywhere in the store.

        What cannot be destroyed now, or is still in a part of the file that somebody is reading, is tried
        again until it is.
        """
        with self._lock:
            self._waiting |= dict.fromkeys(map(bytes.fromhex, names))
            return self._tried()

    def end(self) -> None:
        """Try no more: the store is about to close, and leaves nothing of what is destroyed."""
        with self._lock:
            self._ended = True
            if self._timer is not None:
                self._timer.cancel()

    def _tried(self) -> bool:
        for name in tuple(self._waiting):
            try:
                self._store.destroy_document(name)
            except StoreFault:
                LOG.warning("what was redacted is not destroyed yet, and is tried again", exc_info=True)
            else:
                del self._waiting[name]
        if self._waiting and not self._ended:
            self._timer = threading.Timer(self._again, self._once_more)
            self._timer.daemon = True
            self._timer.start()
        return not self._waiting

    def _once_more(self) -> None:
        with self._lock:
            if not self._ended:
                self._tried()
