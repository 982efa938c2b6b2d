"""The ways from what is told to the pages of what it names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from travaux.render.record_page import Ways

if TYPE_CHECKING:
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.told import Named


def address(name: str, *args: object, **query: object) -> str:
    """Give the address of a page; "" where this server has no such page."""
    try:
        found = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{found}?{urlencode(query)}" if query else found


def ways(known: Disclosed) -> Ways:
    """Lead to the entries that are *known*, and to the articles of its drafts."""
    shown = frozenset(one.index for one in known.entries)
    latest = known.latest_draft()

    @cache
    def entry(index: int) -> str | None:
        return (address("entry", index) or None) if index in shown else None

    def provision(named: Named) -> str | None:
        if latest is not None and named.draft == latest.number:
            return address("article", named.address) or None
        return address("article", named.address, draft=named.draft) or None

    return Ways(entry=entry, provision=provision)
