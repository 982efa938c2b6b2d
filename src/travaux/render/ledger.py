"""The ledger: every unit of every reply and what became of it, party by party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from travaux.compile.fate import (
    Fate,
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Superseded,
    Unit,
    Withdrawn,
)
from travaux.render import element as h
from travaux.render.answer_told import position_called
from travaux.render.markup import characters, listed, plain, raised
from travaux.render.phrases import fate_name
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.setting import Setting
from travaux.render.tongue import figure, said_again, say, say_count, semicolon
from travaux.text.provision import Address
from travaux.text.wording import PartyCode


def ledger(setting: Setting) -> h.Element:
    """Write what became of every unit: each party under its count, the count open to the list."""
    by_party: dict[PartyCode, list[Unit]] = {}
    for unit in setting.compilation.units:
        by_party.setdefault(unit.party, []).append(unit)
    return h.section("#fates.wide")[
        h.h2[ours(say("What became of every answer"))],
        h.p(".soft")[
            ours(
                say(
                    "Each thing a party submitted is one unit and has exactly one fate. Words that are in "
                    "the text stand there, where the unit leads; all others stand here."
                )
            )
        ],
        [_party(setting, code, units) for code, units in by_party.items()],
    ]


def _party(setting: Setting, code: PartyCode, units: Sequence[Unit]) -> h.Element:
    tally = Counter(fate_name(unit.fate) for unit in units)
    first, *others = (f"{figure(count)} {say(name)}" for name, count in tally.items())
    fates = first + "".join(say(", {figure}", figure=one) for one in others)
    alike: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        alike.setdefault((fate_name(unit.fate), unit.position), []).append(unit)
    return h.details(".fold")[
        h.summary[
            setting.party(code),
            ours(say_count(" {count} unit: {fates}", " {count} units: {fates}", len(units), fates=fates)),
        ],
        [_alike(setting, name, position, group) for (name, position), group in alike.items()],
    ]


def _alike(setting: Setting, name: str, position: str, units: Sequence[Unit]) -> h.Element:
    """Write units of one position and one fate: in a run where each leads to its words, else one by one."""
    head = h.b[
        written("{fate}, {position}", {"fate": ours(say(name)), "position": ours(position_called(position))})
        if position
        else ours(say(name))
    ]
    found = [_unit(setting, unit) for unit in units]
    if all(isinstance(unit.fate, InText | Joined | MergedWithConsent) for unit in units):
        return h.p(".units")[head, written(": {words}", {"words": listed(found, semicolon())})]
    return h.ul(".units")[h.li[head], [h.li[one] for one in found]]


def _unit(setting: Setting, unit: Unit) -> h.Node:
    reference = plain(unit.reference)
    fate: Fate = unit.fate
    match fate:
        case InText(at=at) | MergedWithConsent(at=at) | Joined(at=at):
            return _links(setting, reference, at)
        case NotUnderstood(finding=finding):
            why = written(": {words}", {"words": ours(said_again(finding.message))})
            return [reference, " ", _on(setting, unit), why, _words(setting, unit)]
        case Superseded(by=by):
            parts = {"answer": reference, "provision": _on(setting, unit), "later": characters(by)}
            return [written("{answer} {provision}, by {later}", parts), _words(setting, unit)]
        case Recorded() | Withdrawn() | OutOfTime():
            return [reference, " ", _on(setting, unit), _words(setting, unit)]
        case _:
            assert_never(fate)


def _on(setting: Setting, unit: Unit) -> h.Node:
    """Name what a unit is on, as the text cites it, where its party names no address of ours."""
    if not unit.provision:
        return ours(say("the text as a whole"))
    index = setting.text.index(unit.provision)
    return h.bdi[characters(unit.provision)] if index is None else ours(place(setting.cite(index)))


def _words(setting: Setting, unit: Unit) -> h.Node:
    if not unit.words:
        return None
    return h.p[h.bdi(".w", lang=setting.language, dir="auto")[raised(unit.words)]]


def _links(setting: Setting, reference: str, addresses: Sequence[Address]) -> list[h.Node]:
    """Lead to where a unit's words stand, from its reference and the first place's name."""
    first, *others = addresses
    links: list[h.Node] = [setting.link(first, before=f"{reference} ")]
    for address in others:
        links += [", ", setting.link(address)]
    return links
