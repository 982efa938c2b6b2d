"""The short of a compilation: what is at issue in each provision, and what could be merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from travaux.compile.disagreement import (
    DIFFERENCES_RULE,
    Disagreement,
    Opposition,
    disagreements,
    figures,
)
from travaux.compile.held import Held
from travaux.compile.merger import MERGER_RULE, Merger, mergers
from travaux.render import element as h
from travaux.render.holders import holders, object_of
from travaux.render.markup import characters, counted, listed, plain
from travaux.render.nameless import nameless
from travaux.render.phrases import numbered, shortened
from travaux.render.setting import Setting
from travaux.text.instrument import Text
from travaux.text.kind import HEADED, Kind
from travaux.text.notation import NO_TEXT
from travaux.text.provision import Address

UNFOLDED: Final = 40
"""Provisions told in one list; more are folded under the part they stand in."""
BRIEF: Final = 60
"""Characters of a wording told here: about a line. At the provision all of it stands."""
OPEN: Final = 12
"""Provisions told at the head of the page without being asked for."""


def at_issue(setting: Setting) -> h.Node:
    """Write what is at issue, and what could be merged; None where nothing is."""
    found = disagreements(_text(setting), setting.compilation.order)
    if not found:
        return None
    rules = dict.fromkeys(figure.rule for figure in figures(found) if figure.value)
    return h.div(".issue", dir="ltr")[
        h.details("#at-issue", open=len(found) <= OPEN)[
            h.summary[_sentence(found)],
            h.div(".soft")[[h.p[rule] for rule in (*rules, DIFFERENCES_RULE)]],
            _in_parts(setting, found),
        ],
        _mergers(setting),
    ]


def _text(setting: Setting) -> Text:
    return setting.compilation.text if setting.named else nameless(setting.compilation.text)


def _sentence(found: Sequence[Disagreement]) -> h.Node:
    """Say in one sentence how many provisions are contested, and how widely."""
    told = [numbered(figure.value, figure.name) for figure in figures(found) if figure.value]
    return [
        h.b["What is at issue"],
        " ",
        told[0],
        [f", {one.replace(' provisions', '').replace(' provision', '')}" for one in told[1:]],
    ]


def _in_parts(setting: Setting, told: Sequence[Disagreement]) -> h.Node:
    if len(told) <= UNFOLDED:
        return h.ul(".told")[[_told(setting, one) for one in told]]
    parts: dict[Address | None, list[Disagreement]] = {}
    for one in told:
        parts.setdefault(_part(setting, one.address), []).append(one)
    return [
        h.details(".fold")[
            h.summary[
                setting.cite(at)
                if part and (at := setting.text.index(part)) is not None
                else "Outside the parts",
                f": {counted(len(within), 'provision')}",
            ],
            h.ul(".told")[[_told(setting, one) for one in within]],
        ]
        for part, within in parts.items()
    ]


def _part(setting: Setting, address: Address) -> Address | None:
    """Find the outermost headed provision around *address*; an article that stands in none is no part."""
    path = [one for one in setting.text.path(address) if one.kind in HEADED and one.kind is not Kind.TITLE]
    return path[0].eid if path and path[0].eid != address else None


def _told(setting: Setting, one: Disagreement) -> h.Element:
    whole = [
        [setting.parties(codes), f" {verb}{'s' if len(codes) == 1 else ''} it"]
        if setting.named
        else f"{noun} proposed"
        for codes, verb, noun in (
            (one.deleted_by, "delete", "deletion"),
            (one.opposed_by, "oppose", "opposition"),
        )
        if codes
    ]
    moves: list[h.Node] = [
        [
            [setting.parties(move.parties), f" move{'s' if len(move.parties) == 1 else ''} it"]
            if setting.named
            else "a move proposed",
            " to the beginning"
            if move.place is None
            else [" to after ", setting.link(move.place, move.citation)],
        ]
        for move in one.moves
    ]
    count = counted(one.others, "wording") if one.proposed else counted(one.others, "other wording")
    places = [_wanted(setting, place.wanted, everything=False) for place in one.differences]
    rewrites = [_held(setting, held, everything=False) for held in one.rewrites]
    return h.li[
        setting.link(one.address, one.citation),
        " (proposed)" if one.proposed else None,
        f" {count}" if one.others > one.proposed else None,
        ": " if places or rewrites or whole or moves or one.opposed or one.proposed else None,
        listed(
            [
                *([_proposal(setting, one)] if one.proposed else []),
                *places,
                *([["written anew: ", listed(rewrites, "; ")]] if rewrites else []),
                *(_opposed(setting, opposition) for opposition in one.opposed),
                *whole,
                *moves,
            ],
            " · ",
        ),
    ]


def _proposal(setting: Setting, one: Disagreement) -> h.Node:
    """Tell a proposed provision by its first wording, and where it is moved from."""
    return [
        [
            ["moved from ", setting.link(move.place, move.citation), ": "]
            for move in one.moved_from
            if move.place
        ],
        _held(setting, one.wordings[0], everything=False),
        f", with the {counted(one.within, 'provision')} in it" if one.within else None,
    ]


def _opposed(setting: Setting, one: Opposition) -> h.Node:
    words = [h.bdi(".w", lang=setting.language)[characters(shortened(words, BRIEF))] for words in one.words]
    whose = object_of(one, named=setting.named)
    return [
        [setting.parties(one.parties), f" oppose{'s' if len(one.parties) == 1 else ''}"]
        if setting.named
        else "opposed",
        ": " if words and not whose else " ",
        plain(whose),
        ": " if words and whose else None,
        listed(list(words)),
    ]


def _wanted(setting: Setting, wanted: Sequence[Held], *, everything: bool) -> h.Node:
    return listed([_held(setting, held, everything=everything) for held in wanted], " / ")


def _held(setting: Setting, held: Held, *, everything: bool) -> h.Node:
    """Write words, short unless *everything* is asked for, and who holds them."""
    shown = held.words if everything else shortened(held.words, BRIEF)
    return [
        h.bdi(".w", lang=setting.language)[characters(shown)] if shown else h.span(".none")[NO_TEXT],
        _by(setting, held),
    ]


def _by(setting: Setting, held: Held) -> h.Node:
    who = holders(held) if setting.named else ""
    if not who:
        return None
    return h.span(".by")[" ", plain(who)]


def _mergers(setting: Setting) -> h.Node:
    found = mergers(_text(setting), setting.compilation.order)
    if not found:
        return None
    return h.details("#mergers")[
        h.summary[
            h.b["Proposals to merge"],
            f" near-identical wordings at {counted(len(found), 'place')}; nothing is merged",
        ],
        h.p(".soft")[MERGER_RULE],
        h.ul(".told")[list(_merger_rows(setting, found))],
    ]


def _merger_rows(setting: Setting, found: Sequence[Merger]) -> Iterator[h.Element]:
    for one in found:
        yield h.li[
            setting.link(one.address, one.citation),
            ": ",
            _around(setting, one.before, before=True),
            h.b["["],
            _wanted(setting, one.wanted, everything=True),
            h.b["]"],
            _around(setting, one.after, before=False),
        ]


def _around(setting: Setting, words: str, *, before: bool) -> h.Node:
    if not words:
        return None
    shown = h.bdi(".w", lang=setting.language)[characters(words)]
    return ["… ", shown, " "] if before else [" ", shown, " …"]
