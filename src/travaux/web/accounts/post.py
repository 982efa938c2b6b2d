"""How invitations are sent by e-mail, where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

_WHERE: Final = "TRAVAUX_WEB_EMAIL, by which invitations are sent, names"
_EXPECTED: Final = (
    "Expected smtp://USER:PASSWORD@HOST:587/?from=ADDRESS, or smtps:// for TLS from the start; in a "
    "password, %2F is written for /, %3F for ? and %23 for #. Its value is not repeated here, since a "
    "password is in it. Where nothing is sent, leave the variable out."
)
_LAST: Final = 65_535


class BadPost(ValueError):
    """The e-mail settings cannot be used. Nothing of them is quoted."""


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
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadPost(f"{_WHERE} a port that is no number up to {_LAST}, or no server. {_EXPECTED}") from None
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.fragment or parts.path not in {"", "/"}:
        raise BadPost(f"{_WHERE} no server. {_EXPECTED}")
    if "@" not in sender:
        raise BadPost(f"{_WHERE} no sender. {_EXPECTED}")
    is_tls = parts.scheme == "smtps"
    return Post(
        backend="smtp",
        host=host,
        port=port or (465 if is_tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=not is_tls and (port or 587) != 25,  # noqa: PLR2004  between servers of one house
        is_tls=is_tls,
        sender=sender,
    )
