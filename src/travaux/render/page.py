"""One self-contained page: nothing is fetched, nothing but our own runs, and it says so to the browser."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from travaux.render import element as h
from travaux.render.markup import plain
from travaux.render.tongue import say


@cache
def style() -> str:
    """The style that every page has."""
    return files("travaux.render").joinpath("style.css").read_text(encoding="utf-8")


def search_script() -> str:
    """The script by which a page is searched, the same on every page; it needs `follow.search_field`.

    What it says is in the language spoken here.
    """
    found, sections = "${found.length}", "${sections.length}"
    said = say("in {found} of {all} sections", found=found, all=sections)
    return _search_script().replace(f"in {found} of {sections} sections", said)


@cache
def _search_script() -> str:
    return files("travaux.render").joinpath("page.js").read_text(encoding="utf-8")


def page(
    title: str, body: h.Node, *, more_style: str = "", script: str = "", direction: str = "ltr"
) -> bytes:
    """Write a page whose only style and script are its own.

    *more_style* and *script* are trusted and hold no words of anybody.
    """
    css = style() + more_style
    policy = f"default-src 'none'; style-src '{_digest(css)}'"
    if script:
        policy += f"; script-src '{_digest(script)}'"
    policy += "; base-uri 'none'; form-action 'none'"
    return h.written(
        h.Written("<!doctype html>"),
        h.html(lang="en", dir=direction)[
            h.head[
                h.meta(charset="utf-8"),
                h.meta(http_equiv="Content-Security-Policy", content=policy),
                h.meta(name="viewport", content="width=device-width, initial-scale=1"),
                h.meta(name="referrer", content="no-referrer"),
                h.meta(name="color-scheme", content="light dark"),
                h.meta(name="generator", content="Travaux"),
                h.title[plain(title)],
                h.style[h.Written(css)],
            ],
            h.body[body, h.script[h.Written(script)] if script else None],
        ],
    ).encode()


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
