"""One thread that writes, for all who submit: what waits meanwhile goes into one commit."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, Generic, Self, TypeVar

from travaux.record.admission import Submission
from travaux.store.fault import Contradiction, Damaged, InUse, Recovery, StoreFault
from travaux.store.writer import Now, Receipt, Writer
from travaux.text.phrase import phrase, phrase_count, said_by

State = TypeVar("State")
GATHERING: Final = 0.001
"""Seconds at most that a commit waits for as many as the one before had; after a commit of one, none."""
LOOK: Final = 1.0
"""Seconds after which it is seen whether the right to write is still held."""
ELSEWHERE: Final = 5.0
"""And where somebody else has it."""
LOG: Final = logging.getLogger("travaux.store")


class QueueFull(StoreFault):
    """Too much is waiting; nothing of this submission was taken. Send it again later."""


class Closed(StoreFault):
    """The sequencer takes nothing more; nothing of this submission was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may wait, and how much goes into one commit."""

    waiting: int = 1024
    waiting_each: int | None = None
    """Of one party: so that one that floods does not keep out the others."""
    batch: int = 256


@dataclass(frozen=True, slots=True)
class _Waiting:
    submission: Submission
    party: str
    receipt: Future[Receipt]


class Sequencer(Generic[State]):
    """Takes submissions from any thread, and acknowledges each when it is durable.

    *publish* is called in the writing thread when something was appended, at most once in *every* seconds;
    and at first, for what was appended before and not published: whoever wrote it may have been killed.
    If the store fails meanwhile it is called again; if the log is found damaged the sequencer stops.
    """

    def __init__(
        self,
        writer: Writer[State],
        *,
        limits: Limits | None = None,
        publish: Callable[[], object] | None = None,
        every: float = 1.0,
    ) -> None:
        self._writer = writer
        self._limits = limits or Limits()
        self._publish = publish
        self._every = every
        self._changed = threading.Condition()
        self._queue: deque[_Waiting] = deque()
        self._each: dict[str, int] = {}
        self._ending: StoreFault | None = None
        self._elsewhere = False
        self._told = False
        self._expected = 1
        """How many were in the last commit: those who wait for its receipts are likely to send again."""
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)
        self._thread.start()

    @property
    def now(self) -> Now[State]:
        """The log as acknowledged."""
        return self._writer.now

    @property
    def open(self) -> bool:
        """Whether it takes anything."""
        return (
            self._ending is None
            and self._thread.is_alive()
            and not self._writer.stopped
            and not self._elsewhere
        )

    @property
    def elsewhere(self) -> bool:
        """Whether somebody else has the right to write: nothing is recorded here until that ends."""
        return self._elsewhere

    @property
    def waiting(self) -> int:
        """How many submissions wait."""
        return len(self._queue)

    def submit(self, submission: Submission, *, party: str = "") -> Future[Receipt]:
        """A receipt to wait for; it raises Refused, NonceTaken or StoreFault instead. Raises QueueFull."""
        receipt: Future[Receipt] = Future()
        with self._changed:
            if self._ending is not None:
                raise self._ending
            if len(self._queue) >= self._limits.waiting:
                raise QueueFull(
                    phrase_count(
                        "{count} entry waits to be recorded. Send this one again later.",
                        "{count} entries wait to be recorded. Send this one again later.",
                        len(self._queue),
                    )
                )
            waiting = self._each.get(party, 0)
            if self._limits.waiting_each is not None and waiting >= self._limits.waiting_each:
                raise QueueFull(
                    phrase_count(
                        "{count} entry of {party} waits to be recorded. Send this one again later.",
                        "{count} entries of {party} wait to be recorded. Send this one again later.",
                        waiting,
                        party=party,
                    )
                )
            self._each[party] = waiting + 1
            self._queue.append(_Waiting(submission, party, receipt))
            if len(self._queue) == 1 or len(self._queue) >= self._expected:
                self._changed.notify()
        return receipt

    def close(self) -> None:
        """Record what waits, publish it, and end."""
        with self._changed:
            self._ending = self._ending or Closed(
                phrase("The record is being closed. Send this entry again later.")
            )
            self._changed.notify()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as fault:  # noqa: BLE001 - nobody may go on waiting for a thread that is gone
            self._end(fault)

    def _work(self) -> None:
        due: float | None = None  # when the head is to be published
        if self._publish is not None and self._writer.now.head.size:
            due = time.monotonic()
        look = time.monotonic() + LOOK
        while True:
            batch = self._next(look if due is None else min(due, look))
            if batch:
                self._record(batch)
                due = time.monotonic() + self._every if due is None and self._publish else due
            closing = self._ending is not None and not self._queue
            if due is not None and (closing or time.monotonic() >= due):
                due = self._published(last=closing)
            if closing:
                return
            if time.monotonic() >= look:
                look = time.monotonic() + self._looked()

    def _looked(self) -> float:
        """Have the right to write, where it was lost; return after how many seconds to look again."""
        elsewhere = self._elsewhere
        try:
            self._writer.hold()
        except InUse:
            self._elsewhere = True
            if not elsewhere:
                LOG.warning("somebody else writes to the record: nothing is recorded here until that ends")
            return ELSEWHERE
        except StoreFault:
            if self._writer.stopped and not self._told:
                self._told = True
                LOG.critical("nothing more is recorded here: stop the server, find the cause, start it again")
            return LOOK
        self._elsewhere = False
        if elsewhere:
            LOG.warning("nobody else writes to the record any more: it is recorded here again")
        return LOOK

    def _published(self, *, last: bool) -> float | None:
        """Publish the head; return when to try again, if that is worth trying."""
        try:
            if self._publish is not None:
                self._publish()
        except (Recovery, Damaged, Contradiction):
            raise
        except StoreFault:
            if last:
                raise
            return time.monotonic() + self._every
        return None

    def _next(self, until: float) -> list[_Waiting]:
        """What waits, up to a batch; nothing, if it is time to do something else or to end."""
        with self._changed:
            while not self._queue and self._ending is None:
                wait = until - time.monotonic()
                if wait <= 0:
                    return []
                self._changed.wait(wait)
            gathered = time.monotonic() + GATHERING
            while len(self._queue) < self._expected and self._ending is None:
                left = gathered - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            count = min(len(self._queue), self._limits.batch)
            self._expected = max(1, count)
            batch = [self._queue.popleft() for _ in range(count)]
            for one in batch:
                self._each[one.party] -= 1
                if not self._each[one.party]:
                    del self._each[one.party]
            return batch

    def _record(self, batch: list[_Waiting]) -> None:
        batch = [one for one in batch if one.receipt.set_running_or_notify_cancel()]
        try:
            outcomes: tuple[Receipt | Exception, ...] = self._writer.append([one.submission for one in batch])
        except StoreFault as fault:
            outcomes = (fault,) * len(batch)
        except Exception as fault:  # noqa: BLE001 - an entry that makes the program fail stops nobody else's
            outcomes = (fault,) if len(batch) == 1 else tuple(self._alone(one) for one in batch)
        except BaseException as fault:
            for one in batch:
                one.receipt.set_exception(fault)
            raise
        for one, outcome in zip(batch, outcomes, strict=True):
            match outcome:
                case Receipt():
                    one.receipt.set_result(outcome)
                case refused:
                    one.receipt.set_exception(refused)

    def _alone(self, one: _Waiting) -> Receipt | Exception:
        """What becomes of an entry that was in a batch with one that made the program fail."""
        try:
            (outcome,) = self._writer.append([one.submission])
        except Exception as fault:  # noqa: BLE001 - as above
            return fault
        return outcome

    def _end(self, fault: BaseException) -> None:
        """Take nothing more, and tell those who wait."""
        with self._changed:
            self._ending = Closed(
                phrase(
                    "The record takes nothing more: {why} Remove the cause, then open the record again.",
                    why=said_by(fault),
                )
            )
            self._ending.__cause__ = fault
            waiting = list(self._queue)
            self._queue.clear()
        for one in waiting:
            if one.receipt.set_running_or_notify_cancel():
                one.receipt.set_exception(self._ending)
