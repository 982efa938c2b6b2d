"""OpenID Connect: the issuers whose word on who somebody is counts here, read from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

_LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
_NEEDED: Final = ("name", "title", "issuer", "client", "secret")


class BadIssuers(ValueError):
    """The file of issuers cannot be used: what was found, what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    name: str
    """A short name, part of the address to which it sends people back."""
    title: str
    """As it stands on the button."""
    issuer: str
    client: str
    secret: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def app(self) -> Mapping[str, Any]:
        """Give it as allauth takes it; what signs its tokens has to name this issuer and no other."""
        return {
            "provider_id": self.name,
            "name": self.title,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "openid_configuration_overrides": {"issuer": self.issuer},
            },
        }


def issuers_in(file: str) -> tuple[Issuer, ...]:
    """Read the issuers in a JSON file; none where no file is named. Raises BadIssuers."""
    if not file:
        return ()
    try:
        listed = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BadIssuers(f"{file} cannot be read as JSON: {fault}.") from fault
    if not isinstance(listed, list):
        raise BadIssuers(f"{file} holds no list. Expected a list of issuers, each with {_fields()}.")
    return tuple(_issuer(one, file) for one in listed)


def _issuer(given: object, file: str) -> Issuer:
    if not isinstance(given, dict) or sorted(given) != sorted(_NEEDED):
        raise BadIssuers(
            f"{file}: an issuer has {_fields()}, each once and nothing else. Found {given!r:.80}."
        )
    if not all(isinstance(one, str) and one for one in given.values()):
        raise BadIssuers(f"{file}: a field of {given['name']!r:.40} is empty, or no text.")
    parts = urlsplit(given["issuer"])
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise BadIssuers(f"{file}: {given['issuer']} is not reached by HTTPS. Expected https://…")
    return Issuer(**given)


def _fields() -> str:
    return ", ".join(f'"{one}"' for one in _NEEDED)
