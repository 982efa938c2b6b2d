"""The position matrix as a table: provisions down, parties across, silence written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import in_name_of
from travaux.compile.matrix import (
    LEFT_OUT_RULE,
    NAMED_RULE,
    SILENT_RULE,
    SPOKE_RULE,
    UNSPOKEN_RULE,
    Cell,
    Matrix,
    NamedIn,
    NoAnswer,
    ReplyLeftOut,
    Row,
    Spoke,
    Unspoken,
    matrix,
)
from travaux.compile.passed_over import PASSED_OVER_RULE, PassedOver
from travaux.render import element as h
from travaux.render.answer_told import position_name
from travaux.render.in_name import answers_too, in_the_name
from travaux.render.markup import plain
from travaux.render.phrases import passed_over_words
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.redacted import unread_words
from travaux.render.setting import Setting
from travaux.render.stance_told import (
    before_lines,
    condition_lines,
    corrected_lines,
    merged_lines,
    reason,
    untaken_lines,
)
from travaux.render.tongue import say
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.compile.compilation import Stance
    from travaux.record.views.positions import Positions

CELLS: Final = 4_000
"""Cells of the largest matrix that stands on a page; of a larger one nobody could find his way there."""


def position_matrix(setting: Setting, positions: Positions | None = None) -> h.Node:
    """Write the matrix: the rows on which somebody spoke, then the names of the others.

    None where it is too large: beside each section everybody's positions stand in any case.
    *positions*: what a record knows of them, where there is one; an answer that cannot be read stands
    where it was given.
    """
    if len(setting.stances) * len(setting.compilation.order) > CELLS:
        return None
    found = matrix(setting.compilation) if positions is None else positions.matrix
    gone: dict[tuple[str, PartyCode], list[str]] = {}
    for one in () if positions is None else positions.unread:
        for address in one.provisions or ("",):
            gone.setdefault((address, one.party), []).append(unread_words(one))
    answered = {address for address, _ in gone}
    spoken = [row for row in found.rows if row.shows or row.address in answered]
    rest = found.passed_over if positions is None else positions.passed_over
    unread = found.unread if positions is None else positions.may_be_spoken_of
    return h.section("#matrix.wide")[
        h.h2[ours(say("Positions, provision by provision"))],
        h.div(".scroll", role="region", tabindex="0", aria_label=say("Position matrix"))[
            _table(setting, found, spoken, gone)
        ]
        if spoken
        else None,
        h.details(".fold")[
            h.summary[ours(passed_over_words(len(rest), whole=found.speaks_of_whole, unread=unread))],
            h.p(".soft")[ours(say(PASSED_OVER_RULE))],
            h.ul(".run")[[h.li[setting.link(one.address, passed_over_named(one))] for one in rest]],
        ]
        if rest
        else None,
        h.details(".fold")[
            h.summary[ours(say("What the words in the table mean"))],
            h.ul[
                [
                    h.li[ours(say(rule))]
                    for rule in (SPOKE_RULE, UNSPOKEN_RULE, NAMED_RULE, SILENT_RULE, LEFT_OUT_RULE)
                ]
            ],
        ]
        if spoken
        else None,
    ]


def passed_over_named(one: PassedOver) -> str:
    """Name a provision of which nobody speaks, or its opening words alone."""
    where = plain(place(one.citation))
    return say("opening words of {provision}", provision=where) if one.opening else where


def _table(
    setting: Setting, found: Matrix, rows: list[Row], gone: Mapping[tuple[str, PartyCode], Sequence[str]]
) -> h.Element:
    above = _spoken_above(setting, found)
    return h.table(".matrix")[
        h.thead[
            h.tr[
                h.th(scope="col")[ours(say("Provision"))],
                [h.th(scope="col")[setting.party(code)] for code in found.parties],
            ]
        ],
        h.tbody[
            [
                h.tr[
                    h.th(scope="row")[
                        _row_named(setting, row),
                        h.span(".soft")[ours(say(" (proposed)"))] if row.proposed else None,
                        h.span(".soft")[ours(say(" (withdrawn)"))] if row.gone else None,
                    ],
                    [
                        h.td({"class": setting.followed((code,))})[
                            _named_in(setting, found, row, code, cell, gone, above)
                            if isinstance(cell, NamedIn) and not cell.said and (row.address, code) not in gone
                            else _cell(setting, cell, gone.get((row.address, code), ()), above(row, code))
                        ]
                        for code, cell in zip(found.parties, row.cells, strict=True)
                    ],
                ]
                for row in rows
            ]
        ],
    ]


def _spoken_above(setting: Setting, found: Matrix) -> Callable[[Row, PartyCode], str]:
    """Find what a row stands in that a party has spoken of, the nearest first; "" where there is nothing."""
    spoken = {
        (row.address, code)
        for row in found.rows
        for code, cell in zip(found.parties, row.cells, strict=True)
        if isinstance(cell, Spoke) and len(cell.stances) > len({*cell.withdrawn, *cell.aside})
    }

    def above(row: Row, code: PartyCode) -> str:
        path = reversed(setting.text.path(row.address)[:-1])
        return next((one.eid for one in path if (one.eid, code) in spoken), "")

    return above


def _named_in(
    setting: Setting,
    found: Matrix,
    row: Row,
    code: PartyCode,
    cell: NamedIn,
    gone: Mapping[tuple[str, PartyCode], Sequence[str]],
    above: Callable[[Row, PartyCode], str],
) -> h.Node:
    """Write of a party that has no reply but another's where the row has what that says in its name.

    It is in what the row stands in, or it is nothing; where it cannot be known, only whose reply it is.
    """
    theirs = dict(zip(found.parties, row.cells, strict=True))
    parts: dict[str, h.Node] = {"parties": setting.parties(cell.parties)}
    if any((row.address, one) in gone or _speaks_for(theirs.get(one), code) for one in cell.parties):
        return _said(setting, cell)
    if where := next(filter(None, (above(row, one) for one in cell.parties)), ""):
        parts["provision"] = setting.link(where)
        return h.span(".soft")[written("said of {provision} in the reply of {parties}", parts)]
    return h.span(".soft")[written("nothing in its name in the reply of {parties}", parts)]


def _speaks_for(cell: Cell | None, code: PartyCode) -> bool:
    """Whether an answer in *cell* is in the name of *code*, though it does not stand."""
    return isinstance(cell, Spoke) and bool(in_name_of(code, cell.stances))


def _row_named(setting: Setting, row: Row) -> h.Node:
    """Lead to what a row is of; what is gone has a page where pages are, and no place on this one."""
    if not row.address:
        return ours(called(row))
    if row.gone and not (where := setting.where(row.address)).startswith("#"):
        return h.a(href=where)[ours(place(row.citation))]
    return setting.link(row.address, plain(place(row.citation)))


def called(row: Row) -> str:
    """Name a row; that of the whole text in our words."""
    return place(row.citation) if row.address else say(row.citation)


def _cell(setting: Setting, cell: Cell, gone: Sequence[str], above: str) -> h.Node:
    """Write what a party said; where words of it were redacted that is said, and never that it was silent.

    *above*: what the provision stands in that the party spoke of: all that stands in it is spoken of.
    """
    if gone:
        told = [h.div(".soft")[ours(one)] for one in gone]
        return [_said(setting, cell), told] if isinstance(cell, Spoke) else told
    if above and isinstance(cell, Unspoken) and not cell.through:
        return h.span(".soft")[written("said of {provision}", {"provision": setting.link(above)})]
    return _said(setting, cell)


def _named(setting: Setting, cell: Spoke, stance: Stance) -> h.Node:
    """Lead to the provision that an answer names, where it stands here because that is merged with this."""
    where = cell.named(stance)
    if where is None:
        return None
    return [" ", h.span(".soft")[written("said of {provision}", {"provision": setting.link(where)})]]


def _said(setting: Setting, cell: Cell) -> h.Node:
    match cell:
        case Spoke(stances=stances, withdrawn=withdrawn, aside=aside):
            return [
                h.div[
                    ours(position_name(stance.answer.position)),
                    _named(setting, cell, stance),
                    ours(in_the_name(stance.principals, stance.party)),
                    [" (", ours(say(NOT_OWN)), ")"] if is_shown(stance.answer) else None,
                    None if stance.merged is None else merged_lines(stance.merged, folded=True),
                    ours(say(" (withdrawn)")) if stance.reference in withdrawn else None,
                    ours(say(" (not understood, kept aside)"))
                    if stance.reference in aside and stance.before is None
                    else None,
                    None if stance.before is None else before_lines(stance.before, folded=True),
                    untaken_lines(stance),
                    corrected_lines(stance),
                    condition_lines(setting, stance.answer),
                    reason(stance.answer.reason) if stance.answer.reason.strip() else None,
                ]
                for stance in stances
            ]
        case Unspoken(said=others) if others:
            return [h.div(".soft")[ours(one)] for one in answers_too(others)]
        case Unspoken():
            return [h.span(".soft", aria_hidden="true")["–"], h.span(".vh")[ours(say("no position"))]]
        case NoAnswer():
            return h.span(".soft")[ours(say("no answer"))]
        case NamedIn(said=others) if others:
            return [h.div(".soft")[ours(one)] for one in answers_too(others)]
        case NamedIn(parties=parties):
            return h.span(".soft")[ours(say("in the reply of ")), setting.parties(parties)]
        case ReplyLeftOut():
            return h.span(".soft")[ours(say("reply left out"))]
        case _:
            assert_never(cell)
