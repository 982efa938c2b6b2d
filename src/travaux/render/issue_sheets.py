"""What is at issue, and what could be merged, as sheets of a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.compile.disagreement import DIFFERENCES_RULE, OTHERS_RULE, Disagreement, disagreements
from travaux.compile.merger import MERGER_RULE, Merger, mergers
from travaux.render.holders import apart, deleting, holders, object_of
from travaux.render.nameless import nameless
from travaux.render.xlsx import Column, Sheet
from travaux.text.notation import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.compile.compilation import Compilation
    from travaux.compile.held import Held

_PROVISION: Final = (Column(head="Provision", width=30), Column(head="Address", width=22))


def issue_sheets(compilation: Compilation, *, named: bool) -> list[Sheet]:
    """Give the sheet of what is at issue, and that of proposals to merge where there are any.

    Unless *named*, no party stands in them, neither beside words nor in brackets among them.
    """
    text = compilation.text if named else nameless(compilation.text)
    near = mergers(text, compilation.order)
    found = disagreements(text, compilation.order)
    sheets = [_at_issue(found), *([_merged(near)] if near else [])]
    return sheets if named else [_unnamed(sheet) for sheet in sheets]


def _unnamed(sheet: Sheet) -> Sheet:
    """Leave out the last column, which names parties."""
    return replace(sheet, columns=sheet.columns[:-1], rows=tuple(row[:-1] for row in sheet.rows))


def _at_issue(found: Iterable[Disagreement]) -> Sheet:
    return Sheet(
        title="At issue",
        columns=(
            *_PROVISION,
            Column(head=OTHERS_RULE, width=22),
            Column(head="Place", width=10),
            Column(head=DIFFERENCES_RULE, width=60),
            Column(head="Who holds it", width=40),
        ),
        rows=tuple(row for one in found for row in _rows(one)),
    )


def _rows(one: Disagreement) -> Iterator[tuple[str | int, ...]]:
    """Give a row for each wording at each place, the draft's first, and for what is done to the whole."""
    head = (f"{one.citation} (proposed)" if one.proposed else one.citation, one.address, one.others)
    if one.proposed:
        first = one.wordings[0]
        origin = "".join(f"(moved from {move.citation}) " for move in one.moved_from)
        yield *head, "whole", origin + _words(first), _who(first)
    for number, difference in enumerate(one.differences, start=1):
        for held in difference.wanted:
            yield *head, number, _words(held), _who(held)
    for held in one.rewrites:
        yield *head, "whole", _words(held), _who(held)
    for opposition in one.opposed:
        whose = object_of(opposition, named=True)
        who = " ".join(opposition.parties)
        told = "; ".join(opposition.words) or f"({object_of(opposition, named=False)})"
        place = "excepted" if opposition.excepted else "opposed"
        yield *head, place, told, f"{who}, of {whose}" if whose else who
    if one.deleted_by:
        yield *head, "whole", "(deleted)", deleting(one)
    for merger in one.merged_into:
        yield *head, "whole", f"(merged into {merger.citation})", apart(merger.parties, merger.joined)
    for merger in one.merged_from:
        yield *head, "whole", f"(merged with {merger.citation})", apart(merger.parties, merger.joined)
    for move in one.moves:
        where = f"after {move.citation}" if move.citation else "the beginning"
        yield *head, "whole", f"(moved to {where})", apart(move.parties, move.joined)
    if one.opposed_by:
        yield *head, "whole", "(opposed)", " ".join(one.opposed_by)


def _words(held: Held) -> str:
    return held.words or f"({NO_TEXT})"


def _who(held: Held) -> str:
    who = holders(held)
    return f"draft {who}".rstrip() if held.base else who


def _merged(found: Iterable[Merger]) -> Sheet:
    return Sheet(
        title="Proposals to merge",
        columns=(
            *_PROVISION,
            Column(head="Number", width=10),
            Column(head="Words before", width=30),
            Column(head=MERGER_RULE, width=44),
            Column(head="Words after", width=30),
            Column(head="Who would have to agree to another", width=40),
        ),
        rows=tuple(
            (one.citation, one.address, number, one.before, _words(held), one.after, " ".join(held.parties))
            for number, one in enumerate(found, start=1)
            for held in one.wanted
        ),
    )
