"""Letters that go after the answer, one after the other: nobody waits for them, or learns by waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Full, Queue
from typing import Final

from django.db import connections

from travaux.web.around.counting import LOG

MOST: Final = 200
"""Letters that wait. What comes on top is not sent, as if the mail server had refused it."""

_WAITING: Final[Queue[Callable[[], None]]] = Queue(MOST)
_STARTING: Final = threading.Lock()
_POSTING: list[threading.Thread] = []


def post_later(letter: Callable[[], None]) -> None:
    """Have a letter written and sent, in its turn; what becomes of it is in the log, without its address.

    Those that wait when the server stops are lost, and are asked for again.
    """
    with _STARTING:
        if not _POSTING:
            _POSTING.append(threading.Thread(target=_post, name="posting", daemon=True))
            _POSTING[0].start()
    try:
        _WAITING.put_nowait(letter)
    except Full:
        LOG.warning("a letter was not sent: %d wait already", MOST)


def posted() -> None:
    """Come back when no letter waits any more."""
    _WAITING.join()


def _post() -> None:
    while True:
        letter = _WAITING.get()
        try:
            letter()
        except OSError as fault:
            LOG.warning("a letter was not taken by the mail server: %s", type(fault).__name__)
        except Exception as fault:  # noqa: BLE001  the next letter goes all the same
            LOG.warning("a letter was not sent: %s", type(fault).__name__)
        finally:
            connections.close_all()
            _WAITING.task_done()
