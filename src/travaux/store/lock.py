"""The right to write to a log: a lock of the operating system on a file of its own."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from travaux.store.fault import InUse, StoreFault
from travaux.text.phrase import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Held until released, or until the process ends, however it ends.

    Not on the database itself: closing any descriptor of that file drops the locks SQLite holds on it.
    """

    path: Path
    descriptor: int

    @classmethod
    def taken(cls, path: Path, *, wait: float) -> Self:
        """Take the lock. Raises InUse if another holds it for *wait* seconds more."""
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as fault:
            raise StoreFault(f"{path} cannot be made: {fault.strerror}.") from fault
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < until:
                    time.sleep(0.02)
                    continue
                holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
                os.close(descriptor)
                raise InUse(
                    phrase("{path} is held by process {holder}", path=path, holder=holder)
                    if holder
                    else phrase("{path} is held by process unknown", path=path)
                ) from None
            with suppress(OSError):  # only a hint, for the message above
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, str(os.getpid()).encode(), 0)
            return cls(path=path, descriptor=descriptor)

    def release(self) -> None:
        """Give it back; once."""
        os.close(self.descriptor)
