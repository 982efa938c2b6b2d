"""Whose an alternative is, said beside its words, and to those who hear the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from travaux.render import element as h
from travaux.render.columns import breadth
from travaux.render.markup import listed, plain
from travaux.render.record_page import in_order
from travaux.render.setting import Setting, voiced
from travaux.render.tongue import comma, say, ways_of_writing
from travaux.text.wording import Alternative

HALF_LINE: Final = 35
"""Characters of an alternative in the line at most, where others stand beside it: two fill a line."""
NAMED: Final = 6
"""Parties that are named beside words; more would hide the words."""


def label(
    setting: Setting,
    one: Alternative,
    line: str,
    *,
    adds: bool = False,
    struck: Alternative | None = None,
    rest: bool = False,
) -> h.Element | None:
    """Write whose an alternative is, beside it; *struck* is the proposal that there be none of it.

    It has the *rest* of those whose words the choice stands in.
    """
    parts = _unnamed(one, adds=adds, struck=struck)
    everybody = ""
    if setting.named:
        parts = [part for part in _said(one, adds=adds, struck=struck, rest=rest) if part]
        lists = (one.sponsors, one.supporters, one.opponents, one.excepting)
        if any(len(codes) > NAMED for codes in lists):
            everybody = spoken(setting, one, whole=True)
    if not parts:
        return None
    said = " · ".join(parts)
    direction = ways_of_writing()["dir"]
    classes = ["who", line, *(["long"] if breadth(said) > HALF_LINE else [])]
    return h.span({"class": classes}, aria_hidden="true", dir=direction, title=everybody or None)[
        listed([_in_order(part) for part in parts], " · ")
    ]


def _in_order(part: str) -> h.Node:
    """Write a part of a label; from right to left it stays apart, so that its verb stays with its parties."""
    return h.bdi[in_order(part)] if ways_of_writing()["dir"] == "rtl" else part


def _said(one: Alternative, *, adds: bool, struck: Alternative | None, rest: bool) -> list[str]:
    if rest:
        return [say("the other {count}", count=len(one.sponsors) + len(one.supporters))]
    if struck is not None:
        return [
            voiced(struck.sponsors, "{parties} deletes", "{parties} delete"),
            voiced(struck.supporters, "{parties} supports the deletion", "{parties} support the deletion"),
            voiced(one.sponsors, "{parties} keeps", "{parties} keep"),
            voiced(one.opponents, "{parties} opposes", "{parties} oppose"),
            _excepting(one),
            voiced(struck.opponents, "{parties} opposes the deletion", "{parties} oppose the deletion"),
        ]
    whose = (
        comma().join([say("draft"), *([_few(one.sponsors)] if one.sponsors else [])])
        if one.base
        else _few(one.sponsors)
    )
    if adds:
        whose = voiced(one.sponsors, "{parties} adds", "{parties} add")
    if one.supporters and whose:
        whose = say("{party} with {others}", party=whose, others=_few(one.supporters))
    elif one.supporters:
        whose = voiced(one.supporters, "{parties} supports", "{parties} support")
    return [whose, voiced(one.opponents, "{parties} opposes", "{parties} oppose"), _excepting(one)]


def _unnamed(one: Alternative, *, adds: bool, struck: Alternative | None) -> list[str]:
    if struck is not None:
        return [say("deletion proposed")]
    said = say("added") if adds else say("draft") if one.base else ""
    against = (
        say("opposed") if one.opponents else "",
        say("all but this accepted") if one.excepting else "",
    )
    return [part for part in (said, *against) if part]


def spoken(setting: Setting, one: Alternative, *, whole: bool = False) -> str:
    """Say in a sentence whose an alternative is, for those who hear the page; of many, the first few."""
    if not setting.named:
        said = [
            say("the draft") if one.base else say("proposed"),
            say("opposed") if one.opponents else "",
            say("all but this accepted") if one.excepting else "",
        ]
        return comma().join(part for part in said if part)
    named = comma().join(map(plain, one.sponsors))
    if not whole and len(one.sponsors) > NAMED:
        named = say("{parties} more", parties=_few(one.sponsors))
    proposed = say("proposed by {parties}", parties=named) if one.sponsors else ""
    said = (
        [say("the draft"), voiced(one.sponsors, "{parties} keeps", "{parties} keep")]
        if one.base
        else [proposed]
    )
    said += [
        voiced(one.supporters, "{parties} supports", "{parties} support"),
        voiced(one.opponents, "{parties} opposes", "{parties} oppose"),
        _excepting(one),
    ]
    return comma().join(part for part in said if part)


def _excepting(one: Alternative) -> str:
    """Name those who accept the provision but for these words; "" where nobody does."""
    return voiced(one.excepting, "{parties} accepts all but this", "{parties} accept all but this")


def _few(codes: Sequence[str]) -> str:
    """Name parties beside words: of many, the first three, and how many more there are."""
    if len(codes) <= NAMED:
        return " ".join(map(plain, codes))
    return f"{' '.join(map(plain, codes[:3]))} +{len(codes) - 3}"
