"""Every page of the URL table, with everything that can stand in its address."""

from collections.abc import Iterator
from itertools import product

from django.urls import URLPattern, get_resolver, reverse

from travaux.web.room import Room

FOREIGN = ("allauth", "ninja")
"""Whose pages are tested where they are made."""


SHOWING = {"entry", "article", "document", "download"}
"""Pages that show one thing: each is asked for everything there is."""
EACH = 7
"""Of the others, which are forms about one thing, one in so many: five kinds of entry recur in each seven."""
HANDED = ["entry.json", "parcel.entry.zip"]
"""What is handed out to be signed elsewhere."""


def patterns() -> Iterator[URLPattern]:
    """Go through the pages of our own, in the order of the table."""
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            yield one
        elif one.namespace is None:  # the API: see test_api.py
            yield from (
                it
                for it in one.url_patterns
                if isinstance(it, URLPattern) and not it.callback.__module__.startswith(FOREIGN)
            )


def names() -> list[str]:
    return [one.name for one in patterns() if one.name]


def addresses(room: Room) -> Iterator[tuple[str, str]]:
    """Go through all addresses there can be: the page's name, and the address."""
    state = room.state
    draft = next(iter(state.drafts.values()))
    text = room.library(state).text(draft)
    values: dict[str, list[str]] = {
        "address": [one.eid for one in text.provisions],
        "place": [str(one.index) for one in state.entries],
        "h": [doc.h for one in state.entries for doc in one.entry.docs],
        "number": ["1", "2"],
        "party": list(state.members),
        "name": [
            *(f"consolidated.{ending}" for ending in ("docx", "html", "md", "json", "xlsx", "txt")),
            *("matrix.xlsx", "draft.docx", "draft.md", "brief.md"),
        ],
        "fingerprint": [str(one) for one in state.keys],
        "half": ["sealed", "public"],
        "sent": ["1"],
        "token": ["none"],
        "ticket": ["none"],
        "digest": ["none"],
    }
    for one in patterns():
        if one.name is None:
            continue
        taken = list(one.pattern.regex.groupindex)
        missing = [name for name in taken if name not in values]
        assert missing == [], f"{one.name}: say in tests/web/crawl.py what can stand for {missing}"
        listed = [HANDED if (one.name, name) == ("handed", "name") else values[name] for name in taken]
        every = 1 if one.name in SHOWING or len(listed) != 1 else EACH
        for chosen in list(product(*listed))[:: max(1, every)]:
            yield one.name, reverse(one.name, kwargs=dict(zip(taken, chosen, strict=True)))
