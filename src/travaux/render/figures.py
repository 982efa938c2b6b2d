"""Figures about a text, each open to its list and beside the rule by which it was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from travaux.compile.figure import Figure
from travaux.render import element as h
from travaux.render.setting import Setting
from travaux.text.kind import HEADED
from travaux.text.provision import Address

LISTED: Final = 60
"""Provisions that a figure lists one by one; of more, the articles they stand in, each with its count."""


def figures(setting: Setting) -> h.Element:
    """Write the figures of the text; those that are nought are said in one line."""
    counted = setting.convergence.figures
    none = [figure.name for figure in counted if not figure.value]
    return h.section("#figures.wide")[
        h.h2["Figures"],
        h.p(".soft")[
            "They measure how much stands in brackets. They are no measure of progress, and of nobody."
        ],
        h.div(".figures")[[_figure(setting, figure) for figure in counted if figure.value]],
        h.p(".soft")[f"None: {'; '.join(none)}."] if none else None,
    ]


def _figure(setting: Setting, figure: Figure) -> h.Element:
    part = f" of {figure.of:,}" if figure.of is not None else ""
    return h.div(".figure")[
        h.p[h.b[f"{figure.value:,}"], f"{part} ", figure.name],
        h.p(".soft")[figure.rule],
        h.details[
            h.summary[f"in {len(figure.opens):,} provision{'' if len(figure.opens) == 1 else 's'}"],
            h.ul[_listed(setting, figure.opens)],
        ]
        if figure.opens
        else None,
    ]


def _listed(setting: Setting, opens: Sequence[Address]) -> list[h.Element]:
    if len(opens) <= LISTED:
        return [h.li[setting.link(address)] for address in opens]
    within = Counter(_section(setting, address) for address in opens)
    return [
        h.li[setting.link(address), f": {count:,}" if count > 1 else None]
        for address, count in within.items()
    ]


def _section(setting: Setting, address: Address) -> Address:
    """Find the headed provision that the one at *address* is in; itself where there is none."""
    text = setting.text
    at = text.index(address)
    while at is not None and text.provisions[at].kind not in HEADED:
        at = text.parent(at)
    return address if at is None else text.provisions[at].eid
