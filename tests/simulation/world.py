"""Time, chance and the network of a simulated world: one process, one seed, the same run every time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

Do = Callable[[], None]

_BEGINS = datetime(2026, 3, 2, 9, tzinfo=UTC)


class World:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  chance that can be repeated, not secrets
        self.time = 0.0
        self.skew = 0.0
        """By how much the keeper's clock is wrong."""
        self._events: list[tuple[float, int, Do]] = []
        self._numbers = count()

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def after(self, delay: float, do: Do) -> None:
        heapq.heappush(self._events, (self.time + delay, next(self._numbers), do))

    def send(self, do: Do) -> None:
        """Deliver a message: late, sometimes twice, sometimes never, in any order."""
        for _ in range(self.random.choices((0, 1, 2), (5, 90, 5))[0]):
            self.after(self.random.expovariate(2.0), do)

    def run(self, until: float) -> None:
        while self._events and self._events[0][0] <= until:
            self.time, _, do = heapq.heappop(self._events)
            do()
        self.time = until

    def clock(self) -> str:
        """The time as the keeper has it: it is set forward and back while the record is kept."""
        if self.chance(0.02):
            self.skew = self.random.uniform(-7_200, 7_200)
        now = _BEGINS + timedelta(seconds=self.time + self.skew)
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
