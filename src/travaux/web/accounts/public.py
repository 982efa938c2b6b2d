"""The address under which people reach this server, as a letter names it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http.request import split_domain_port

if TYPE_CHECKING:
    from django.http import HttpRequest

_USUAL = {"https": ("", "443"), "http": ("", "80")}


def public(request: HttpRequest, url: str) -> str:
    """Give *url*, of this server, as people reach it: as whoever serves says, else by its name.

    The name is one of those that are answered to. The port that a reader named counts for nothing: whoever
    asks for a letter in another's name would have it lead elsewhere.
    """
    parts = urlsplit(url)
    if settings.AT:
        at = urlsplit(settings.AT)
        return urlunsplit((at.scheme, at.netloc, *parts[2:]))
    name, _ = split_domain_port(request.get_host())
    scheme = "https" if settings.HTTPS else "http"
    port = "" if settings.HTTPS else str(request.META.get("SERVER_PORT", ""))  # behind HTTPS it is a proxy's
    netloc = name if port in _USUAL[scheme] else f"{name}:{port}"
    return urlunsplit((scheme, netloc, *parts[2:]))
