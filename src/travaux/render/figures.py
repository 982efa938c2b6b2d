"""Figures about a text, each open to its list and beside the rule by which it was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from travaux.compile.figure import Figure
from travaux.render import element as h
from travaux.render.record_page import ours, written
from travaux.render.setting import Setting
from travaux.render.tongue import figure as in_figures
from travaux.render.tongue import say, say_count, semicolon
from travaux.text.kind import HEADED
from travaux.text.provision import Address

LISTED: Final = 60
"""Provisions that a figure lists one by one; of more, the articles they stand in, each with its count."""


def figures(setting: Setting) -> h.Element:
    """Write the figures of the text; those that are nought are said in one line."""
    counted = setting.convergence.figures
    none = [say(figure.name) for figure in counted if not figure.value]
    return h.section("#figures.wide")[
        h.h2[ours(say("Figures"))],
        h.p(".soft")[
            ours(
                say(
                    "They measure how much stands in brackets. They are no measure of progress, and of "
                    "nobody."
                )
            )
        ],
        h.div(".figures")[[_figure(setting, figure) for figure in counted if figure.value]],
        h.p(".soft")[ours(say("None: {figures}.", figures=semicolon().join(none)))] if none else None,
    ]


def _figure(setting: Setting, figure: Figure) -> h.Element:
    parts = {
        "count": h.b[in_figures(figure.value)],
        "all": None if figure.of is None else in_figures(figure.of),
        "figure": ours(say(figure.name)),
    }
    return h.div(".figure")[
        h.p[written("{count} {figure}" if figure.of is None else "{count} of {all} {figure}", parts)],
        h.p(".soft")[ours(say(figure.rule))],
        h.details[
            h.summary[ours(say_count("in {count} provision", "in {count} provisions", len(figure.opens)))],
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
        h.li[setting.link(address), ours(say(": {words}", words=in_figures(count))) if count > 1 else None]
        for address, count in within.items()
    ]


def _section(setting: Setting, address: Address) -> Address:
    """Find the headed provision that the one at *address* is in; itself where there is none."""
    text = setting.text
    at = text.index(address)
    while at is not None and text.provisions[at].kind not in HEADED:
        at = text.parent(at)
    return address if at is None else text.provisions[at].eid
