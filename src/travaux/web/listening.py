"""The address at which a server listens: taken before anything else is begun, or refused in words."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from travaux.cli.refusal import Refused

if TYPE_CHECKING:
    from asyncio import trsock


@contextmanager
def listening(host: str, port: int) -> Iterator[tuple[socket.socket, ...]]:
    """Take *port* at each address that *host* stands for; 0 takes one that is free, the same at each.

    They are given back at the end. Raises Refused, where one of them cannot be had.
    """
    taken: list[socket.socket] = []
    try:
        for family, at in _addresses(host, port):
            taken.append(_taken(family, at, port_of(taken) if taken else port, host))
        yield tuple(taken)
    finally:
        for one in taken:
            one.close()


def port_of(sockets: Sequence[socket.socket | trsock.TransportSocket]) -> int:
    """Give the port at which they listen."""
    port: int = sockets[0].getsockname()[1]
    return port


def _addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as fault:
        raise Refused(f'"{host}" is no address or name of this machine. {_HOSTS}') from fault
    return list(dict.fromkeys((socket.AddressFamily(family), str(at[0])) for family, _, _, _, at in found))


def _taken(family: socket.AddressFamily, at: str, port: int, host: str) -> socket.socket:
    try:
        taken = socket.create_server((at, port), family=family)
        # Only of a socket that says it is TCP does asyncio send what is written at once: else a page waits
        # for the acknowledgement of its first half, which the other side puts off by 40 ms.
        return socket.socket(taken.family, taken.type, socket.IPPROTO_TCP, fileno=taken.detach())
    except OSError as fault:
        match fault.errno:
            case errno.EADDRINUSE:
                said = (
                    f"Port {port} of {host} is taken: something else listens there, perhaps this server "
                    "already. Stop that, or take another with --port; 0 takes any that is free."
                )
            case errno.EACCES | errno.EPERM:
                said = (
                    f"Port {port} of {host} is not for this user: those below 1024 are for the system. Take "
                    "another with --port, and have the reverse proxy listen at 443."
                )
            case errno.EADDRNOTAVAIL:
                said = f"{host} is no address of this machine. {_HOSTS}"
            case _:
                said = f"Port {port} of {host} cannot be listened at: {fault.strerror}. {_HOSTS}"
        raise Refused(said) from fault


_HOSTS = (
    "Give one to --host: 127.0.0.1 for this machine alone, as behind a reverse proxy, or 0.0.0.0 for all of "
    "its addresses. The name by which people reach the server is given by --hosts."
)
