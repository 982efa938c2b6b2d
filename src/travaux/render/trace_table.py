"""The traceability table: each provision to which something was done, its source, the deed, who and why."""

from __future__ import annotations

from typing import Final

from travaux.compile.trace import Contributor, Step, Trace
from travaux.compile.traceability import traceability
from travaux.render import element as h
from travaux.render.deed_told import deed_said, deed_words
from travaux.render.markup import characters, quoted, raised
from travaux.render.place import place
from travaux.render.record_page import heading, ours, written
from travaux.render.setting import Setting
from travaux.render.tongue import say, say_count, sayable, semicolon
from travaux.text.notation import NO_TEXT

_HEADS = (
    sayable("Provision"),
    sayable("From the draft"),
    sayable("What was done"),
    sayable("Words"),
    sayable("By"),
    sayable("Reason"),
)


OPERATIONS: Final = 1_000
"""Things done to the draft in the largest table that stands on a page: about a hundred pages in print."""


def trace_table(setting: Setting) -> h.Node:
    """Write the table, folded under its count; None where it is too large for a page."""
    if len(setting.compilation.operations) > OPERATIONS:
        return None
    found = traceability(setting.compilation)
    return h.section("#traceability.wide")[
        h.h2[ours(say("Traceability"))],
        h.details(".fold")[
            h.summary[
                ours(
                    say_count(
                        "{count} provision to which something was done: what, by whom and why",
                        "{count} provisions to which something was done: what, by whom and why",
                        len(found),
                    )
                )
            ],
            h.div(".scroll", role="region", tabindex="0", aria_label=say("Traceability table"))[
                h.table(".trace")[
                    h.thead[h.tr[[h.th(scope="col")[ours(say(head))] for head in _HEADS]]],
                    [_rows(setting, trace) for trace in found],
                ]
            ],
        ],
    ]


def _rows(setting: Setting, trace: Trace) -> h.Element:
    sources: list[h.Node] = []
    for source in trace.sources:
        cited = ours(place(source.citation))
        sources += [semicolon(), cited] if sources else [cited]
    return h.tbody[
        [
            h.tr[
                [
                    h.th(scope="rowgroup", rowspan=str(len(trace.steps)))[setting.link(trace.address)],
                    h.td(rowspan=str(len(trace.steps)))[sources or h.span(".soft")[ours(say("new"))]],
                ]
                if not at
                else None,
                h.td[heading(deed_said(step.deed))],
                h.td[_words(setting, step)],
                h.td[_by(setting, step)],
                h.td[
                    [
                        h.p[h.span(".soft")[characters(reason.reference)], " ", quoted(reason.words)]
                        for reason in step.reasons
                        if reason.words.strip()
                    ]
                ],
            ]
            for at, step in enumerate(trace.steps)
        ]
    ]


def _words(setting: Setting, step: Step) -> list[h.Node]:
    old, new = deed_words(step.deed)
    nodes: list[h.Node] = []
    for kind, shown in ((".gone", old), (".came", new)):
        if shown == NO_TEXT:
            nodes.append(h.p(".none")[ours(say(NO_TEXT))])
        elif shown:
            nodes.append(h.p(kind, lang=setting.language, dir="auto")[h.span(".w")[raised(shown)]])
    return nodes


def _by(setting: Setting, step: Step) -> list[h.Node]:
    found = (("", step.sponsors), (say("with"), step.supporters), (say("opposed by"), step.opponents))
    return [
        h.p[h.span(".soft")[ours(verb), " "] if verb else None, [_one(setting, one) for one in who]]
        for verb, who in found
        if who
    ]


def _one(setting: Setting, one: Contributor) -> list[h.Node]:
    if not one.principals:
        return [setting.party(one.party), " "]
    return [
        setting.party(one.party),
        *written(" (for {parties}) ", {"parties": setting.parties(one.principals)}),
    ]
