"""OpenID Connect: the issuers whose word on who somebody is counts here, read from a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

_LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
_NAME: Final = re.compile(r"[\w.-]+")
_NEEDED: Final = ("name", "title", "issuer", "client", "secret")


class BadIssuers(ValueError):
    """The file of issuers cannot be used: what was found, what was expected. Nothing in it is quoted."""


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
    except OSError as fault:
        raise BadIssuers(f"{_WHERE} {file}, which cannot be read: {fault.strerror}. {_DO}") from fault
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise BadIssuers(f"{_WHERE} {file}, which is no JSON: {fault.msg} at {place}. {_DO}") from None
    except ValueError:
        raise BadIssuers(f"{_WHERE} {file}, which is no text in UTF-8. {_DO}") from None
    if not isinstance(listed, list):
        raise BadIssuers(f"{_WHERE} {file}, which holds no list. {_DO}")
    return tuple(_issuer(one, f"{_WHERE} {file}: issuer {at}") for at, one in enumerate(listed, 1))


def _issuer(given: object, where: str) -> Issuer:
    """Read one issuer; of what stands there, names and values alike, nothing is repeated: it has a secret."""
    if not isinstance(given, dict):
        raise BadIssuers(f"{where} is no object. {_DO}")
    if lacking := [name for name in _NEEDED if name not in given]:
        raise BadIssuers(f"{where} lacks {_listed(lacking)}. {_DO}")
    if more := len(given) - len(_NEEDED):
        raise BadIssuers(f"{where} has other fields, {more} in number. {_DO}")
    if bad := [name for name in _NEEDED if not isinstance(given[name], str) or not given[name]]:
        raise BadIssuers(f"{where} has nothing, or no text, as {_listed(bad)}. {_DO}")
    if not _NAME.fullmatch(given["name"]):
        raise BadIssuers(
            f'{where}: its "name" is part of an address. Expected letters, digits, -, _ and . alone.'
        )
    try:
        parts = urlsplit(given["issuer"])
        local = parts.scheme == "http" and parts.hostname in _LOCAL
        reached = local or (parts.scheme == "https" and bool(parts.hostname))
    except ValueError:
        reached = False
    if not reached:
        raise BadIssuers(f'{where}: its "issuer" is no address that is reached by HTTPS. Expected https://…')
    return Issuer(**given)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in names)


_WHERE: Final = "TRAVAUX_WEB_OIDC names"
_DO: Final = (
    f"Expected a list of issuers, each with {_listed(_NEEDED)} and nothing else, as "
    "docs/guides/invite-delegations.md has it; where there is no such provider, leave the variable out."
)
