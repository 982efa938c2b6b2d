"""The ledger: every unit of every reply and what became of it, party by party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, assert_never

from travaux.compile.fate import (
    Fate,
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Unit,
    Withdrawn,
)
from travaux.render import element as h
from travaux.render.markup import characters, counted, plain
from travaux.render.phrases import fate_name
from travaux.render.setting import Setting
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

FEW: Final = 8
"""Parties in the same words that are named with a unit; beside the words themselves all of them are."""


def ledger(setting: Setting) -> h.Element:
    """Write what became of every unit: each party under its count, the count open to the list."""
    by_party: dict[PartyCode, list[Unit]] = {}
    for unit in setting.compilation.units:
        by_party.setdefault(unit.party, []).append(unit)
    return h.section("#fates.wide")[
        h.h2["What became of every answer"],
        h.p(".soft")[
            "Each thing a party submitted is one unit and has exactly one fate. Words that are in the text "
            "stand there, where the unit leads; all others stand here."
        ],
        [_party(setting, code, units) for code, units in by_party.items()],
    ]


def _party(setting: Setting, code: PartyCode, units: Sequence[Unit]) -> h.Element:
    tally = Counter(fate_name(unit.fate) for unit in units)
    fates = ", ".join(f"{count} {name}" for name, count in tally.items())
    return h.details(".fold")[
        h.summary[setting.party(code), f" {counted(len(units), 'unit')}: {fates}"],
        h.ul(".units")[[_unit(setting, unit) for unit in units]],
    ]


def _unit(setting: Setting, unit: Unit) -> h.Element:
    on = [" ", h.bdi[characters(unit.provision)]] if unit.provision else " on the text as a whole"
    return h.li[
        h.b[characters(unit.reference)],
        " ",
        characters(unit.position),
        on,
        ": ",
        _fate(setting, unit),
    ]


def _fate(setting: Setting, unit: Unit) -> h.Node:
    fate: Fate = unit.fate
    match fate:
        case InText(at=at) | MergedWithConsent(at=at):
            return [fate_name(fate), ": ", _links(setting, at)]
        case Joined(at=at, parties=parties):
            others = " ".join(map(plain, parties)) if len(parties) <= FEW else f"{len(parties)} others"
            return [f"in the text, in the same words as {others}: ", _links(setting, at)]
        case NotUnderstood(finding=finding):
            return [fate_name(fate), ": ", characters(finding.message), _words(setting, unit)]
        case Recorded() | Withdrawn() | OutOfTime():
            return [fate_name(fate), _words(setting, unit)]
        case _:
            assert_never(fate)


def _words(setting: Setting, unit: Unit) -> h.Node:
    if not unit.words:
        return None
    return h.p[h.bdi(".w", lang=setting.language, dir="auto")[characters(unit.words)]]


def _links(setting: Setting, addresses: Sequence[Address]) -> list[h.Node]:
    links: list[h.Node] = []
    for address in addresses:
        links += ["; ", setting.link(address)] if links else [setting.link(address)]
    return links
