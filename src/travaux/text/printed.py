"""A text as characters: with its layout where it has one, else in the canonical layout of our Markdown.

docs/formats/plain-text.md describes the canonical layout; `read.plain` reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import regex

from travaux.text.instrument import Text
from travaux.text.kind import RANK, Kind
from travaux.text.notation import Attribution, Reader, attributed, show
from travaux.text.provision import ORDINARY, Address, Against, Joining, Move, Provision, Standing
from travaux.text.wording import PartyCode

INDENTATION: Final = 4
"""Columns for each level below an article, in the canonical layout."""

_HASHES: Final[dict[Kind, str]] = {
    Kind.TITLE: "# ",
    Kind.PREAMBLE: "## ",
    Kind.BOOK: "## ",
    Kind.PART: "## ",
    Kind.DIVISION: "## ",
    Kind.CHAPTER: "## ",
    Kind.SECTION: "## ",
    Kind.ANNEX: "## ",
    Kind.APPENDIX: "## ",
    Kind.ARTICLE: "### ",
    Kind.HEADING: "#### ",
}


def printed(
    text: Text,
    markers: Mapping[int, str] | None = None,
    *,
    ours: bool = False,
    notes: Mapping[int, str] | None = None,
) -> str:
    """The characters of *text*, from its head to its tail.

    *markers*: comments that say what a provision without layout is, by its index; one that
    says where the provision's characters are cut is followed by them without indentation.
    *notes*: comments that stand before a provision without layout, by its index, and say nothing of how to
    read it. *ours*: it is printed as a consolidated text, in which what was tabled is told from proposals.
    """
    shown = [text.head]
    level = 0
    for index, provision in enumerate(text.provisions):
        if RANK.get(provision.kind, 99) <= RANK[Kind.ARTICLE]:
            level = provision.depth + 1
        elif provision.depth < level:
            level = provision.depth
        layout = provision.layout
        if layout is not None:
            shown += [layout.before, characters(provision, ours=ours), layout.after]
            continue
        if notes and index in notes:
            shown.append(f"{notes[index]}\n")
        marker = (markers or {}).get(index)
        indentation = " " * INDENTATION * (provision.depth - level)
        if marker is not None:
            shown.append(f"{marker}\n{'' if ' cut ' in marker else indentation}")
        else:
            shown.append(_HASHES.get(provision.kind, indentation))
        following = text.provisions[index + 1] if index + 1 < len(text.provisions) else None
        apart = following is not None and (
            index + 1 in (markers or {}) or index + 1 in (notes or {}) or not _rows(provision, following)
        )
        shown += [characters(provision, ours=ours), "\n\n" if apart else "\n"]
    shown.append(text.tail)
    return "".join(shown)


def _rows(one: Provision, other: Provision) -> bool:
    """Tell whether two provisions are rows of a table, one below the other: a blank line would part it."""
    return one.depth == other.depth and all(
        row.kind is Kind.TABLE and row.layout is None and _ROW.fullmatch(characters(row)) is not None
        for row in (one, other)
    )


_ROW: Final = re.compile(r"\|[^\r\n]*")


def characters(provision: Provision, *, ours: bool = False) -> str:
    """The characters of a provision, its brackets and number included, layout around it left out."""
    opened, closed = enclosure(provision.standing, ours=ours)
    body = show(provision.words.body)
    between = _between(provision, body) if provision.layout is None else provision.layout.between
    anew = "".join((opened, "[" * provision.words.ahead, provision.label, between, body, closed))
    if provision.layout is not None and provision.layout.spelled is not None:
        expected, stood = provision.layout.spelled
        if anew == expected:
            return stood
    return anew


_HAN: Final = regex.compile(r"\p{Han}", regex.VERSION1)
_WIDE: Final = "、．）〕"
"""Marks behind a number that are as wide as a character, and part it from the words."""


def _between(provision: Provision, body: str) -> str:
    if not provision.label:
        return ""
    if provision.kind is Kind.ALTERNATIVE:
        return ": " if body else ":"
    if not body:
        return ""
    if RANK.get(provision.kind, 99) <= RANK[Kind.ARTICLE] and _HAN.match(provision.label[-1:]):
        return "："
    if provision.label[-1:] in _WIDE:
        return ""
    if RANK.get(provision.kind, 99) <= RANK[Kind.ARTICLE] and provision.label[-1:] not in ".)":
        return ": "
    return ": " if provision.kind is Kind.FOOTNOTE and provision.label.startswith("[") else " "


def enclosure(standing: Standing, *, ours: bool = False) -> tuple[str, str]:
    """What is printed before and after a provision that as a whole stands in brackets."""
    if standing == ORDINARY:
        return "", ""
    opened = closed = ""
    inner = Attribution()
    if standing.tabled and standing.printed:
        said = _reader(standing).attribution(standing.printed)
        inner = said[0] if said is not None else inner
    if (
        not standing.base
        or standing.leaving
        or standing.moved_from
        or standing.merged_from
        or not standing.tabled
        or (ours and standing.printed)
    ):
        outer = Attribution(
            base=standing.base,
            sponsors=_without(standing.sponsors, inner.sponsors, base=standing.base),
            supporters=_without(standing.supporters, inner.supporters, base=standing.base),
            opponents=_without(standing.opponents, inner.opponents, base=standing.base),
            deleted_by=standing.deleted_by,
            moved_to=tuple((move.parties, move.other) for move in standing.moved_to),
            moved_from=tuple((move.parties, move.other) for move in standing.moved_from),
            merged_into=tuple((move.parties, move.other) for move in standing.merged_into),
            merged_from=tuple((move.parties, move.other) for move in standing.merged_from),
            against=tuple((one.parties, one.author) for one in standing.against),
            joining=tuple((one.parties, one.author) for one in standing.joining),
        )
        opened, closed = f"[{attributed(outer)}", "]"
        if standing.tabled:
            opened, closed = f"{opened}[{standing.printed or ''}", "]]"
        return opened, closed
    head = standing.printed
    if head is None:
        head = attributed(
            Attribution(
                sponsors=standing.sponsors, supporters=standing.supporters, opponents=standing.opponents
            )
        )
    return f"[{head}", "]"


def told(standing: Standing) -> Standing:
    """Give *standing* with what the printed attribution of a tabled bracket says and nothing follows from.

    That is who deletes the provision or merges it into another, who supports and who opposes that: for
    telling only.
    """
    head = Reader().attribution(standing.printed) if standing.tabled and standing.printed else None
    if head is None:
        return standing
    said = head[0]
    return replace(
        standing,
        deleted_by=standing.deleted_by or said.deleted_by,
        merged_into=standing.merged_into
        or tuple(Move(parties=codes, other=Address(other)) for codes, other in said.merged_into),
        against=standing.against
        or tuple(Against(parties=codes, author=author) for codes, author in said.against),
        joining=standing.joining
        if standing.leaving
        else tuple(Joining(parties=codes, author=author) for codes, author in said.joining),
    )


def _reader(standing: Standing) -> Reader:
    """Read back the attribution of a tabled bracket, whose parties the standing names."""
    known = {*standing.sponsors, *standing.supporters, *standing.opponents}
    return Reader(known)


def _without(
    codes: tuple[PartyCode, ...], inner: tuple[PartyCode, ...], *, base: bool
) -> tuple[PartyCode, ...]:
    return tuple(code for code in codes if code not in inner) if base else codes
