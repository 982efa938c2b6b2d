"""Letters that go after the answer, one after the other: nobody waits for them, or learns by waiting."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from queue import Full, Queue
from typing import Final

from django.db import connections

from travaux.web.around.counting import LOG

MOST: Final = 200
"""Letters that wait. What comes on top is not sent, as if the mail server had refused it."""

_WAITING: Final[Queue[tuple[Callable[[], None], str]]] = Queue(MOST)
_KINDS: Final[Counter[str]] = Counter()
"""What those are for that wait or are being sent."""
_STARTING: Final = threading.Lock()
_POSTING: list[threading.Thread] = []


def post_later(letter: Callable[[], None], kind: str) -> None:
    """Have a letter written and sent, in its turn; what becomes of it is in the log, without its address.

    *kind* says there what it is for. Those that wait when the server stops: see `posted_or_told`.
    """
    with _STARTING:
        if not _POSTING:
            _POSTING.append(threading.Thread(target=_post, name="posting", daemon=True))
            _POSTING[0].start()
        _KINDS[kind] += 1
    try:
        _WAITING.put_nowait((letter, kind))
    except Full:
        _done(kind)
        LOG.warning("a letter was not sent: %d wait already", MOST)


def posted() -> None:
    """Come back when no letter waits any more."""
    _WAITING.join()


def posted_or_told(patience: float) -> None:
    """Come back when no letter waits any more, or after *patience* seconds: then the log has what is lost."""
    over = time.monotonic() + patience
    with _WAITING.all_tasks_done:
        while _WAITING.unfinished_tasks and (left := over - time.monotonic()) > 0:
            _WAITING.all_tasks_done.wait(left)
    with _STARTING:
        lost = sorted((+_KINDS).items())
    for kind, count in lost:
        LOG.warning("letters for %s that were not sent before the server ended: %d", kind, count)


def _done(kind: str) -> None:
    with _STARTING:
        _KINDS[kind] -= 1


def _post() -> None:
    while True:
        letter, kind = _WAITING.get()
        try:
            letter()
        except OSError as fault:
            LOG.warning("a letter was not taken by the mail server: %s", type(fault).__name__)
        except Exception as fault:  # noqa: BLE001  the next letter goes all the same
            LOG.warning("a letter was not sent: %s", type(fault).__name__)
        finally:
            connections.close_all()
            _done(kind)
            _WAITING.task_done()
