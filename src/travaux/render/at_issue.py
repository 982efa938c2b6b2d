"""The short of a compilation: what is at issue in each provision, and what could be merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from travaux.compile.disagreement import (
    DIFFERENCES_RULE,
    Disagreement,
    Opposition,
    Relocation,
    disagreements,
    figures,
)
from travaux.compile.held import Held
from travaux.compile.merger import MERGER_RULE, Merger, mergers
from travaux.render import element as h
from travaux.render.holders import holders, object_of
from travaux.render.markup import listed, plain, raised
from travaux.render.nameless import nameless
from travaux.render.phrases import numbered, shortened
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.setting import Setting
from travaux.render.tongue import say, say_count, semicolon, ways_of_writing
from travaux.text.instrument import Text
from travaux.text.kind import HEADED, Kind
from travaux.text.notation import NO_TEXT
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

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
    return h.div(".issue", dir=ways_of_writing()["dir"])[
        h.details("#at-issue", open=len(found) <= OPEN)[
            h.summary[_sentence(found)],
            h.div(".soft")[[h.p[ours(say(rule))] for rule in (*rules, DIFFERENCES_RULE)]],
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
        h.b[ours(say("What is at issue"))],
        " ",
        ours(told[0]),
        [
            ours(say(", {figure}", figure=one.replace(" provisions", "").replace(" provision", "")))
            for one in told[1:]
        ],
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
                ours(
                    place(setting.cite(at))
                    if part and (at := setting.text.index(part)) is not None
                    else say("Outside the parts")
                ),
                ours(say_count(": {count} provision", ": {count} provisions", len(within))),
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
    whole: list[h.Node] = []
    if one.deleted_by:
        whole.append(_deleted(setting, one))
    if one.opposed_by:
        whole.append(_opposed_whole(setting, one.opposed_by))
    moves = [_with_joined(setting, move, _moved(setting, _own(move))) for move in one.moves]
    for into, merged in ((True, one.merged_into), (False, one.merged_from)):
        moves += [
            _with_joined(setting, merger, _merged(setting, _own(merger), into=into)) for merger in merged
        ]
    count = (
        say_count("{count} wording", "{count} wordings", one.others)
        if one.proposed
        else say_count("{count} other wording", "{count} other wordings", one.others)
    )
    places = [_wanted(setting, place.wanted, everything=False) for place in one.differences]
    rewrites = [_held(setting, held, everything=False) for held in one.rewrites]
    told: list[h.Node] = [
        *([_proposal(setting, one)] if one.proposed else []),
        *places,
        *([[ours(say("written anew: ")), listed(rewrites, semicolon())]] if rewrites else []),
        *(_opposed(setting, opposition) for opposition in one.opposed),
        *whole,
        *moves,
    ]
    return h.li[
        setting.link(one.address, place(setting.cited(one.citation))),
        ours(say(" (proposed)")) if one.proposed else None,
        [" · ", ours(count)] if one.others > one.proposed else None,
        written(": {words}", {"words": listed(told, " · ")}) if told else None,
    ]


def _deleted(setting: Setting, one: Disagreement) -> h.Node:
    if not setting.named:
        return ours(say("deletion proposed"))
    joined = one.deletion_joined if len(one.deletion_joined) < len(one.deleted_by) else ()
    codes = [code for code in one.deleted_by if code not in joined]
    parts = {"parties": setting.parties(codes)}
    told = written("{parties} deletes it" if len(codes) == 1 else "{parties} delete it", parts)
    return [told, *_joining(setting, joined)]


def _own(move: Relocation) -> Relocation:
    """Give the proposal of those alone whose own it is."""
    return replace(move, parties=tuple(code for code in move.parties if code not in move.joined))


def _with_joined(setting: Setting, move: Relocation, told: h.Node) -> h.Node:
    """Say who only supports a move or merger behind what is *told* of it."""
    return [told, *_joining(setting, move.joined)] if move.joined and setting.named else told


def _joining(setting: Setting, joined: Sequence[PartyCode]) -> list[h.Node]:
    if not joined:
        return []
    supports = "{parties} supports" if len(joined) == 1 else "{parties} support"
    return [" · ", written(supports, {"parties": setting.parties(joined)})]


def _opposed_whole(setting: Setting, codes: Sequence[PartyCode]) -> h.Node:
    if not setting.named:
        return ours(say("opposition proposed"))
    parts = {"parties": setting.parties(codes)}
    return written("{parties} opposes it" if len(codes) == 1 else "{parties} oppose it", parts)


def _moved(setting: Setting, move: Relocation) -> h.Node:
    one = len(move.parties) == 1
    if move.place is None:
        if not setting.named:
            return ours(say("a move proposed to the beginning"))
        return written(
            "{parties} moves it to the beginning" if one else "{parties} move it to the beginning",
            {"parties": setting.parties(move.parties)},
        )
    after = setting.link(move.place, place(setting.cited(move.citation)))
    if not setting.named:
        return written("a move proposed to after {provision}", {"provision": after})
    return written(
        "{parties} moves it to after {provision}" if one else "{parties} move it to after {provision}",
        {"parties": setting.parties(move.parties), "provision": after},
    )


def _merged(setting: Setting, merger: Relocation, *, into: bool) -> h.Node:
    other = setting.link(merger.place or "", place(setting.cited(merger.citation)))
    parts = {"parties": setting.parties(merger.parties), "provision": other}
    one = len(merger.parties) == 1
    if into:
        if not setting.named:
            return written("a merger proposed into {provision}", parts)
        return written(
            "{parties} merges it into {provision}" if one else "{parties} merge it into {provision}", parts
        )
    if not setting.named:
        return written("a merger proposed with {provision}", parts)
    return written(
        "{parties} merges it with {provision}" if one else "{parties} merge it with {provision}", parts
    )


def _proposal(setting: Setting, one: Disagreement) -> h.Node:
    """Tell a proposed provision by its first wording, and where it is moved from."""
    return [
        [
            written(
                "moved from {provision}: ",
                {"provision": setting.link(move.place, place(setting.cited(move.citation)))},
            )
            for move in one.moved_from
            if move.place
        ],
        _held(setting, one.wordings[0], everything=False),
        ours(
            say_count(", with the {count} provision in it", ", with the {count} provisions in it", one.within)
        )
        if one.within
        else None,
    ]


def _opposed(setting: Setting, one: Opposition) -> h.Node:
    words = [_short(setting, words) for words in one.words]
    whose = object_of(one, named=setting.named)
    parts: dict[str, h.Node] = {"words": [listed(list(words))], "what": ours(plain(whose))}
    if one.excepted:
        if not setting.named:
            return written("all but this accepted: {words}", parts)
        parts["parties"] = setting.parties(one.parties)
        alone = len(one.parties) == 1
        return written(
            "{parties} accepts all but: {words}" if alone else "{parties} accept all but: {words}", parts
        )
    if not setting.named:
        if not whose:
            return written("opposed: {words}", parts)
        told = written("opposed {what}", parts)
        return [told, written(": {words}", parts)] if words else told
    parts["parties"] = setting.parties(one.parties)
    alone = len(one.parties) == 1
    if not whose:
        return written("{parties} opposes: {words}" if alone else "{parties} oppose: {words}", parts)
    told = written("{parties} opposes {what}" if alone else "{parties} oppose {what}", parts)
    return [told, written(": {words}", parts)] if words else told


def _wanted(setting: Setting, wanted: Sequence[Held], *, everything: bool) -> h.Node:
    return listed([_held(setting, held, everything=everything) for held in wanted], " / ")


def _held(setting: Setting, held: Held, *, everything: bool) -> h.Node:
    """Write words, short unless *everything* is asked for, and who holds them."""
    words = (
        h.bdi(".w", lang=setting.language)[raised(held.words)] if everything else _short(setting, held.words)
    )
    return [words if held.words else h.span(".none")[ours(say(NO_TEXT))], _by(setting, held)]


def _short(setting: Setting, words: str) -> h.Element:
    """Quote words of a text, as long as there is room for here."""
    return h.q(".w", lang=setting.language, dir="auto")[raised(shortened(words, BRIEF))]


def _by(setting: Setting, held: Held) -> h.Node:
    who = holders(held) if setting.named else ""
    if not who:
        return None
    return h.span(".by")[" ", ours(plain(who))]


def _mergers(setting: Setting) -> h.Node:
    found = mergers(_text(setting), setting.compilation.order)
    if not found:
        return None
    return h.details("#mergers")[
        h.summary[
            h.b[ours(say("Proposals to merge"))],
            ours(
                say_count(
                    " near-identical wordings at {count} place; nothing is merged",
                    " near-identical wordings at {count} places; nothing is merged",
                    len(found),
                )
            ),
        ],
        h.p(".soft")[ours(say(MERGER_RULE))],
        h.ul(".told")[list(_merger_rows(setting, found))],
    ]


def _merger_rows(setting: Setting, found: Sequence[Merger]) -> Iterator[h.Element]:
    for one in found:
        yield h.li[
            setting.link(one.address, place(setting.cited(one.citation))),
            written(": {words}", {"words": _merger(setting, one)}),
        ]


def _merger(setting: Setting, one: Merger) -> list[h.Node]:
    return [
        _around(setting, one.before, before=True),
        h.b["["],
        _wanted(setting, one.wanted, everything=True),
        h.b["]"],
        _around(setting, one.after, before=False),
    ]


def _around(setting: Setting, words: str, *, before: bool) -> h.Node:
    if not words:
        return None
    shown = h.bdi(".w", lang=setting.language)[raised(words)]
    return ["… ", shown, " "] if before else [" ", shown, " …"]
