"""How invitations are sent by e-mail, where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

_EXPECTED: Final = "Expected smtp://USER:PASSWORD@HOST:587/?from=ADDRESS, or smtps:// for TLS from the start."


class BadPost(ValueError):
    """The e-mail settings cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What sends e-mail; by default nothing is sent."""

    backend: str = "dummy"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False
    sender: str = "travaux@localhost"


def post_office(given: str) -> Post:
    """Read how e-mail is sent from an address such as "smtp://HOST:25/?from=…". Raises BadPost."""
    if not given:
        return Post()
    parts = urlsplit(given)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise BadPost(f"The e-mail settings name no server, or no sender. {_EXPECTED}")
    is_tls = parts.scheme == "smtps"
    return Post(
        backend="smtp",
        host=parts.hostname,
        port=parts.port or (465 if is_tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=not is_tls and (parts.port or 587) != 25,  # noqa: PLR2004  between servers of one house
        is_tls=is_tls,
        sender=sender,
    )
