"""A connection to PostgreSQL on which nobody waits for a server that has fallen silent."""

from __future__ import annotations

import select
from contextlib import suppress
from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready, Wait

SILENCE: Final = 5.0
"""Seconds without a word after which a server that was asked something counts as away."""
Given = TypeVar("Given")


class Silent(psycopg.OperationalError):
    """The server took what it was asked and said nothing; whether it did it is not known."""


class Patient(psycopg.Connection[tuple[Any, ...]]):
    """Waits for as long as something comes or goes, and *silence* seconds after that; then it closes itself.

    A server that is frozen, or a machine that is gone, ends no connection: neither the server's own limits
    nor those of the network count then.
    """

    silence: float = SILENCE

    def wait(self, gen: PQGen[Given], interval: float = 0.0, timeout: float | None = None) -> Given:
        """Give what *gen* comes to. Raises Silent; *interval* and *timeout* are psycopg's, and not needed."""
        del interval, timeout
        events = {
            Wait.R: select.POLLIN,
            Wait.W: select.POLLOUT,
            Wait.RW: select.POLLIN | select.POLLOUT,
        }
        waiting = select.poll()
        try:
            wanted = next(gen)
            while True:
                waiting.register(self.pgconn.socket, events[wanted])
                wanted = gen.send(self._ready(waiting))
        except StopIteration as ended:
            given: Given = ended.value
            return given
        except BaseException as fault:
            if isinstance(fault, KeyboardInterrupt):
                self.close()
            with suppress(psycopg.Error):
                gen.close()  # it tidies up, on a connection that may be no more
            raise

    def _ready(self, waiting: select.poll) -> Ready:
        """Wait until something comes or goes, and say which. Raises Silent."""
        found = waiting.poll(self.silence * 1000)
        if not found:
            self.close()
            raise Silent(f"the server has said nothing for {self.silence:.0f} seconds")
        ((_, came),) = found
        reads, writes = came & ~select.POLLOUT, came & ~select.POLLIN
        return Ready((Ready.R if reads else 0) | (Ready.W if writes else 0))
