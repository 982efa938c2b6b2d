"""The address of a database: read before it is used, and never told, since a password may be in it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from travaux.store.fault import StoreFault

Connection = psycopg.Connection[tuple[Any, ...]]

_URI: Final = re.compile(r"postgres(?:ql)?://(?P<user>[^@/]*@)?(?P<where>[^?]*)")
_PORT: Final = re.compile(r"\d{1,5}|")
_LAST: Final = 65_535
_PROMPT: Final = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""In how much time a server has to answer, where nobody says otherwise: whoever asked for a page waits."""
_EXPECTED: Final = (
    "Expected postgresql://USER@HOST:5432/NAME, or words such as host=HOST dbname=NAME. A password in such "
    "an address has %40 in the place of @, %3A of :, %2F of / and %25 of %; or it is left out, and stands in "
    "the file that PGPASSFILE names. What was given is not repeated here, since a password may be in it."
)


class BadConninfo(StoreFault):
    """The address of a database cannot be read. Nothing of it is quoted."""


def parameters(conninfo: str) -> Mapping[str, str]:
    """Give what the address *conninfo* says, as libpq names it, and in how much time a server has to answer.

    Raises BadConninfo, also for what libpq would take and quote in what it says of it: a password with an
    unescaped @ or / is read as part of the host.
    """
    try:
        found = {name: str(value) for name, value in conninfo_to_dict(conninfo).items() if value is not None}
    except (psycopg.Error, UnicodeError):
        raise BadConninfo(f"The address of the database cannot be read. {_EXPECTED}") from None
    uri = _URI.match(conninfo)
    if uri is not None and "@" in uri["where"]:
        raise BadConninfo(f"The address of the database has an @ where none is expected. {_EXPECTED}")
    ports = found.get("port", "").split(",")
    if not all(_PORT.fullmatch(one) and int(one or 1) in range(1, _LAST + 1) for one in ports):
        raise BadConninfo(f"The address of the database has a port that is no number. {_EXPECTED}")
    if "PGCONNECT_TIMEOUT" in os.environ:
        found.setdefault("connect_timeout", os.environ["PGCONNECT_TIMEOUT"])
    return {**_PROMPT, **found}


def connected(conninfo: str, **more: Any) -> Connection:  # noqa: ANN401  psycopg's own, by their names
    """Connect to the database at *conninfo*. Raises BadConninfo, and what psycopg raises."""
    connection: Connection = psycopg.connect(**{**parameters(conninfo), **more})
    return connection
