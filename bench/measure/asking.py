"""A browser that asks over one connection after the other, as little as HTTP 1.1 takes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(slots=True)
class Connection:
    """One connection to one server, kept open; opened again where the server has let it go meanwhile."""

    host: str
    port: int
    headers: Mapping[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def asks(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes, float]:
        """Give the status, the body, and the seconds from the first byte sent to the last received."""
        since = perf_counter()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += ["Content-Type: application/json"] if body else []
        asked = "\r\n".join([*lines, "", ""]).encode() + body
        try:
            status, answer = await self._asked(asked)
        except (ConnectionError, asyncio.IncompleteReadError):
            if method != "GET":
                raise
            # The server let the connection go as we wrote: whoever only reads asks again, as browsers do.
            await self.ends()
            status, answer = await self._asked(asked)
        return status, answer, perf_counter() - since

    async def _asked(self, asked: bytes) -> tuple[int, bytes]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            await self.ends()
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        self._writer.write(asked)
        return await _answer(self._reader)

    async def ends(self) -> None:
        if self._writer is not None:
            self._writer.close()
            with suppress(ConnectionError):
                await self._writer.wait_closed()
        self._reader = self._writer = None


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "content-length" in fields:
        body = await reader.readexactly(int(fields["content-length"]))
    else:
        body = b""
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
    return int(head[0].split()[1]), body
