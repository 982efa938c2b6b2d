"""A page about the record as HTML, to read and to print: two voices, never confused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from travaux.render import element as h
from travaux.render.markup import characters, quoted, raised
from travaux.render.page import page
from travaux.render.told import Named, Theirs
from travaux.render.tongue import English, apart, entry_named, places_of, ways_of_writing

if TYPE_CHECKING:
    from travaux.render.told import Line, Said, Section, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the entries and provisions have their own pages; None: this one has not."""

    entry: Callable[[int], str | None]
    provision: Callable[[Named], str | None]


def told_page(told: Told) -> bytes:
    """Write a page as one file of HTML: lists of lines, somebody's words in elements of their own."""
    title = "".join(one.words if isinstance(one, Theirs) else one for one in told.title)
    return page(title, h.main(".record")[told_body(told)], more_style=record_style())


def told_body(told: Told, ways: Ways | None = None, *, part: bool = False) -> h.Node:
    """Write what stands on such a page, for a page that has it among other things.

    *part*: that page has a title of its own.
    """
    title = h.h2 if part else h.h1
    return [
        title[heading(told.title)],
        [h.p[said(one, ways)] for one in told.head],
        sections_told(told.sections, ways, part=part),
    ]


def sections_told(sections: Sequence[Section], ways: Ways | None = None, *, part: bool = False) -> h.Node:
    """Write sections of such a page; of a *part* of one, a step lower."""
    return [section(one, ways, title=h.h3 if part else h.h2) for one in sections]


@cache
def record_style() -> str:
    """The style of pages about the record, beyond what every page has."""
    return files("travaux.render").joinpath("record.css").read_text(encoding="utf-8")


def section(one: Section, ways: Ways | None = None, *, title: h.Tag = h.h2, fold: bool = False) -> h.Node:
    """Write a section with its title; *fold*: what is told below a line is shown when it is asked for."""
    rule = h.p[ours(one.rule)] if one.rule else None
    lines = h.ul[[item(each, ways, fold=fold) for each in one.lines]]
    if one.folded:
        return h.details[h.summary[ours(one.title)], rule, lines]
    return h.section[title[ours(one.title)], rule, lines]


def ours(words: str, nodes: h.Node = None) -> h.Node:
    """Write words of ours, as *nodes* where they are more; marked where they are in another language."""
    if isinstance(words, English):
        return h.span(**ways_of_writing(english=True))[characters(words) if nodes is None else nodes]
    return in_order(words) if nodes is None else nodes


def in_order(words: str) -> list[h.Node]:
    """Write words of ours; among those from right to left, what runs the other way keeps its own order."""
    if isinstance(words, English):
        return raised(words)
    found: list[h.Node] = []
    for at, part in enumerate(apart(words)):
        found += [h.bdi[raised(part)]] if at % 2 else raised(part)
    return found


def written(message: str, parts: Mapping[str, h.Node]) -> list[h.Node]:
    """Say *message* with elements in its places."""
    found: list[h.Node] = []
    for at, words in enumerate(places_of(message)):
        found.append(parts[words] if at % 2 else ours(words))
    return found


def lines_told(lines: Sequence[Line], ways: Ways | None = None, *, fold: bool = False) -> h.Node:
    """Write lines as a list, for a page that has them among other things; None where there are none."""
    return h.ul(".lines")[[item(one, ways, fold=fold) for one in lines]] if lines else None


def item(one: Line, ways: Ways | None = None, *, fold: bool = False) -> h.Node:
    """Write a line of a list, and what is told below it."""
    mark = h.span(".m", aria_hidden="true")[one.mark] if one.mark else None
    below = h.ul[[item(each, ways) for each in one.below]] if one.below else None
    if fold and below:
        return h.li(".fold")[mark, h.details[h.summary[said(one, ways)], below]]
    return h.li[mark, said(one, ways), below]


def said(one: Line, ways: Ways | None = None) -> list[h.Node]:
    """Write what a line says; with *ways*, what it names leads to its page."""
    found: list[h.Node] = []
    of = one.of
    for each in one.said:
        if isinstance(each, Theirs):
            found.append(quoted(each.words))
            continue
        if ways is None or of is None or of.words not in each:
            found.append(ours(each, _ours(each, ways)))
            continue
        before, _, after = each.partition(of.words)
        found.append(
            ours(each, [*_ours(before, ways), _way(of.words, ways.provision(of)), *_ours(after, ways)])
        )
        of = None
    return found


def _ours(words: str, ways: Ways | None) -> list[h.Node]:
    plain = characters if isinstance(words, English) else in_order
    if ways is None:
        return plain(words)
    found: list[h.Node] = []
    at = 0
    for named in entry_named().finditer(words):
        found += plain(words[at : named.start()])
        found.append(_way(named[0], ways.entry(int(next(one for one in named.groups() if one)))))
        at = named.end()
    return [*found, *plain(words[at:])]


def _way(words: str, address: str | None) -> h.Node:
    return characters(words) if address is None else h.a(href=address)[characters(words)]


def heading(title: Sequence[Said]) -> list[h.Node]:
    """Write the title of such a page."""
    return [
        h.span(".w", dir="auto")[raised(one.words)] if isinstance(one, Theirs) else ours(one) for one in title
    ]
