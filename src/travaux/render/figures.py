"""Figures about a text, each open to its list and beside the rule by which it was counted."""

from __future__ import annotations

from travaux.compile.figure import Figure
from travaux.render import element as h
from travaux.render.setting import Setting


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
            h.ul[[h.li[setting.link(address)] for address in figure.opens]],
        ]
        if figure.opens
        else None,
    ]
