"""An open page that is told what is recorded while it is open: when it heard of which entry."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(slots=True)
class Listener:
    """One stream of live events."""

    host: str
    port: int
    headers: Mapping[str, str]
    heard: dict[int, float] = field(default_factory=dict)
    """When it was told of each entry, by its place."""
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def listens(self, since: int) -> None:
        """Listen from the entry *since* on, until it is cancelled or the server ends the stream."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        lines = [f"GET /live/?since={since} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        try:
            with suppress(asyncio.IncompleteReadError):
                while True:
                    line = await reader.readuntil(b"\n")
                    if line.startswith(b"id: "):
                        self.heard[int(line.removeprefix(b"id: "))] = perf_counter()
                        self._rung.set()
        finally:
            writer.close()

    async def told(self, count: int) -> None:
        """Wait until it was told of so many entries."""
        while len(self.heard) < count:
            self._rung.clear()
            await self._rung.wait()
