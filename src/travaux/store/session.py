"""The two sessions of one log in PostgreSQL: one that looks, one that holds the right to write."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus

from travaux.store.conninfo import Connection, parameters
from travaux.store.fault import InUse, StoreFault
from travaux.store.patient import SILENCE, Patient, Silent
from travaux.text.phrase import phrase

# A plan made while a log was small reads all of it, and would be kept while it grows: each append would then
# cost what was appended before.
_PLANNED: Final = "-c search_path=travaux -c plan_cache_mode=force_custom_plan"
_READING: Final = f"{_PLANNED} -c default_transaction_read_only=on"
_WRITING: Final = f"{_PLANNED} -c lock_timeout=3s -c statement_timeout=60s"
_PATIENCE: Final = "1s"  # a session that has just been cut off holds its lock until the server notices
PAUSE: Final = 1.0
"""Seconds after a connection that failed in which whoever asks is told so at once, and waits in no line."""


class Sessions:
    """The sessions for *origin* in the database *conninfo*, made when first asked for, and anew when cut off.

    The right to write is a lock of the session: it ends with the session, however that ends.
    """

    def __init__(self, conninfo: str, origin: str, *, writes: bool) -> None:
        self._given: dict[str, Any] = {**parameters(conninfo)}
        self._origin = origin
        self._writes = writes
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._writer: Patient | None = None
        self._reader: Patient | None = None
        self._taken = 0
        """How often the right to write was taken."""
        self._failed: dict[str, tuple[float, str]] = {}
        """When a connection with these options failed last, and why: whoever looks does not learn it later
        from whoever only tried to have the right to write again."""
        self._closed = False

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What *query* finds; asked once more in a new session, if the server has ended the last."""
        with self._reading, faults(self._origin):
            reader = self._live_reader()
            try:
                return asked(reader, query, *values)
            except Silent as fault:
                self._fall_silent(fault)
                raise
            except psycopg.OperationalError:
                if not reader.closed:
                    raise
            return asked(self._live_reader(), query, *values)

    def _live_reader(self) -> Patient:
        self._check_open()
        if self._reader is None or self._reader.closed:
            self._reader = self._connected(_READING)
        return self._reader

    def _connected(self, options: str) -> Patient:
        at, why = self._failed.get(options, (-PAUSE, ""))
        if time.monotonic() - at < PAUSE:
            raise psycopg.OperationalError(why)
        try:
            connection = Patient.connect(**self._given, autocommit=True, options=options)
        except psycopg.OperationalError as fault:
            self._failed[options] = (time.monotonic(), str(fault))
            raise
        self._failed.pop(options, None)
        return connection

    def _fall_silent(self, fault: Silent) -> None:
        """Have nobody wait as long for the same silence, whatever for."""
        self._failed = dict.fromkeys((_READING, _WRITING), (time.monotonic(), str(fault)))

    def hold(self) -> int:
        """Have the right to write, taken again where the session that had it is over; how often it was taken.

        Nothing is asked of the server while that session stands. Raises InUse.
        """
        with self._writing, faults(self._origin):
            self._live_writer()
            return self._taken

    @contextmanager
    def transaction(self, *, silence: float = SILENCE) -> Iterator[Connection]:
        """A transaction that ends in a durable commit, or as if it had not begun. Raises InUse.

        What is asked in it goes out at once; it is waited for when its answer is fetched, or at the end. Of a
        server that says nothing for *silence* seconds it is not known whether it has committed: it has, or it
        will not, once the right to write can be taken again.
        """
        with self._writing, faults(self._origin):
            writer = self._live_writer()
            writer.silence = silence
            try:
                with _transaction(writer):
                    yield writer
            except Silent as fault:
                self._fall_silent(fault)
                raise
            finally:
                writer.silence = SILENCE

    def _live_writer(self) -> Patient:
        self._check_open()
        if not self._writes:
            raise StoreFault(f"{self._origin} is open to read only.")
        if self._writer is not None and _spoken_to(self._writer):
            self._writer.close()
        if self._writer is None or self._writer.closed:
            self._writer = self._with_the_right()
        return self._writer

    def close(self) -> None:
        """End both sessions; the right to write has been given back when this returns."""
        self._closed = True
        if self._writer is not None and not self._writer.closed:
            with suppress(psycopg.Error):
                asked(self._writer, "SELECT pg_advisory_unlock_all()")
        for connection in (self._reader, self._writer):
            if connection is not None:
                with suppress(psycopg.Error):
                    connection.close()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreFault(f"{self._origin} was closed; open it again.")

    def _with_the_right(self) -> Patient:
        connection = self._connected(_WRITING)
        try:
            _check_durable(connection)
            self._lock(connection)
        except BaseException as fault:
            connection.close()
            if isinstance(fault, Silent):
                self._fall_silent(fault)
            raise
        self._taken += 1
        return connection

    def _lock(self, connection: Connection) -> None:
        lock = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
        try:
            with connection.transaction():
                asked(connection, "SELECT set_config('lock_timeout', %s, true)", _PATIENCE)
                asked(connection, lock, f"travaux {self._origin}")
        except psycopg.errors.LockNotAvailable as held:
            raise InUse(phrase("another session writes to {origin}", origin=self._origin)) from held


def _spoken_to(connection: Connection) -> bool:
    """Whether the server has said something that nobody asked: most often that the session is over."""
    if connection.closed:
        return False
    listening = select.poll()
    listening.register(connection.fileno(), select.POLLIN)
    return bool(listening.poll(0))


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    try:
        with connection.pipeline():
            connection.execute("BEGIN")
            yield
            ended = connection.execute("COMMIT")
        _check_committed(ended.statusmessage)
    except BaseException:
        with suppress(psycopg.Error):
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
        if connection.info.transaction_status != TransactionStatus.IDLE:
            connection.close()
        raise


def _check_committed(answer: str | None) -> None:
    """Raise OperationalError unless the server has committed: a transaction that failed answers otherwise."""
    if answer != "COMMIT":
        raise psycopg.OperationalError(f"the server was told to commit and answered {answer}")


def asked(connection: Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    return connection.execute(query.encode(), values, binary=True).fetchall()


@contextmanager
def faults(where: str) -> Iterator[None]:
    """Raise StoreFault for what the driver raises."""
    try:
        yield
    except (psycopg.Error, OSError) as fault:
        raise StoreFault(
            phrase(
                "{where}: {why}. Nothing was acknowledged; when the cause is removed, do the same again.",
                where=where,
                why=str(fault).strip(),
            )
        ) from fault


def _check_durable(connection: Connection) -> None:
    """Raise StoreFault if a commit in this session would not be on disk."""
    for setting in ("fsync", "full_page_writes"):
        if asked(connection, f"SHOW {setting}") != [("on",)]:
            raise StoreFault(
                f"this PostgreSQL runs with {setting} off: it forgets what it has acknowledged when the power"
                f" goes. Set {setting} = on in its configuration."
            )
    asked(
        connection,
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') IN ('off', 'local')",
    )
