"""A page about the record as HTML, to read and to print: two voices, never confused."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from travaux.render import element as h
from travaux.render.markup import characters, quoted
from travaux.render.page import page
from travaux.render.told import Theirs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.render.told import Line, Said, Section, Told


def told_page(told: Told) -> bytes:
    """Write a page as one file of HTML: lists of lines, somebody's words in elements of their own."""
    title = "".join(one.words if isinstance(one, Theirs) else one for one in told.title)
    return page(title, h.main(".record")[told_body(told)], more_style=record_style())


def told_body(told: Told, *, part: bool = False) -> h.Node:
    """Write what stands on such a page, for a page that has it among other things.

    *part*: that page has a title of its own.
    """
    title = h.h2 if part else h.h1
    return [
        title[_heading(told.title)],
        [h.p[_said(one.said)] for one in told.head],
        sections_told(told.sections, part=part),
    ]


def sections_told(sections: Sequence[Section], *, part: bool = False) -> h.Node:
    """Write sections of such a page; of a *part* of one, a step lower."""
    return [_section(one, h.h3 if part else h.h2) for one in sections]


@cache
def record_style() -> str:
    """The style of pages about the record, beyond what every page has."""
    return files("travaux.render").joinpath("record.css").read_text(encoding="utf-8")


def _section(section: Section, title: h.Tag) -> h.Node:
    rule = h.p[section.rule] if section.rule else None
    lines = h.ul[[_item(one) for one in section.lines]]
    if section.folded:
        return h.details[h.summary[section.title], rule, lines]
    return h.section[title[section.title], rule, lines]


def lines_told(lines: Sequence[Line]) -> h.Node:
    """Write lines as a list, for a page that has them among other things; None where there are none."""
    return h.ul(".lines")[[_item(one) for one in lines]] if lines else None


def _item(one: Line) -> h.Node:
    return h.li[
        h.span(".m", aria_hidden="true")[one.mark] if one.mark else None,
        _said(one.said),
        h.ul[[_item(below) for below in one.below]] if one.below else None,
    ]


def _said(said: Sequence[Said]) -> list[h.Node]:
    return [quoted(one.words) if isinstance(one, Theirs) else characters(one) for one in said]


def _heading(said: Sequence[Said]) -> list[h.Node]:
    return [
        h.span(".w", dir="auto")[characters(one.words)] if isinstance(one, Theirs) else characters(one)
        for one in said
    ]
