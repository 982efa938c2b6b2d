"""The ledger: every unit of every reply and what became of it, party by party."""

from __future__ import annotations

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
    Unit,
    Withdrawn,
)
from travaux.render import element as h
from travaux.render.markup import characters, counted
from travaux.render.phrases import fate_name
from travaux.render.setting import Setting
from travaux.text.provision import Address
from travaux.text.wording import PartyCode


def ledger(setting: Setting) -> h.Element:
    """Write what became of every unit: each party under its count, the count open to the list."""
    by_party: dict[PartyCode, list[Unit]] = {}
    for unit in setting.compilation.units:
        by_party.setdefault(unit.party, []).append(unit)
    return h.section("#fates.wide")[
        h.h2["What became of every answer"],
        h.p(".soft")["Each thing a party submitted is one unit and has exactly one fate."],
        [_party(setting, code, units) for code, units in by_party.items()],
    ]


def _party(setting: Setting, code: PartyCode, units: Sequence[Unit]) -> h.Element:
    tally: dict[str, int] = {}
    for unit in units:
        tally[fate_name(unit.fate)] = tally.get(fate_name(unit.fate), 0) + 1
    fates = ", ".join(f"{count} {name}" for name, count in tally.items())
    return h.details(".fold")[
        h.summary[setting.party(code), f" {counted(len(units), 'unit')}: {fates}"],
        h.div(".scroll", role="region", tabindex="0", aria_label=f"What became of the answers of {code}")[
            h.table[
                h.thead[
                    h.tr[[h.th(scope="col")[head] for head in ("Unit", "On", "Position", "Words", "Fate")]]
                ],
                h.tbody[[_row(setting, unit) for unit in units]],
            ]
        ],
    ]


def _row(setting: Setting, unit: Unit) -> h.Element:
    return h.tr[
        h.th(scope="row")[characters(unit.reference)],
        h.td[h.bdi[characters(unit.provision)]],
        h.td[characters(unit.position)],
        h.td[h.bdi(".w", lang=setting.language, dir="auto")[characters(unit.words)] if unit.words else None],
        h.td[_fate(setting, unit.fate)],
    ]


def _fate(setting: Setting, fate: Fate) -> h.Node:
    match fate:
        case InText(at=at) | MergedWithConsent(at=at):
            return [fate_name(fate), ": ", _links(setting, at)]
        case Joined(at=at, parties=parties):
            return ["in the text, in the same words as ", setting.parties(parties), ": ", _links(setting, at)]
        case NotUnderstood(finding=finding):
            return [fate_name(fate), ": ", characters(finding.message)]
        case Recorded() | Withdrawn() | OutOfTime():
            return fate_name(fate)
        case _:
            assert_never(fate)


def _links(setting: Setting, addresses: Sequence[Address]) -> list[h.Node]:
    links: list[h.Node] = []
    for address in addresses:
        links += ["; ", setting.link(address)] if links else [setting.link(address)]
    return links
