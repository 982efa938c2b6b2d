"""What was made, as plain data for JSON: for programs that read it without this one."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, assert_never

from travaux.answers.answer import lacks_reason, title
from travaux.answers.shown import is_shown
from travaux.compare.alert import ALERTS_RULE, alerts
from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compile.convergence import convergence
from travaux.compile.matrix import (
    LEFT_OUT_RULE,
    NAMED_RULE,
    SILENT_RULE,
    SPOKE_RULE,
    UNSPOKEN_RULE,
    NamedIn,
    NoAnswer,
    ReplyLeftOut,
    Spoke,
    Unspoken,
)
from travaux.render.phrases import said
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.answers.answer import Answer, Reply
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Comparison, Fate, Segment
    from travaux.compile.before import Before
    from travaux.compile.compilation import Stance
    from travaux.compile.consented import Consented
    from travaux.compile.figure import Figure
    from travaux.compile.matrix import Cell, Matrix
    from travaux.read.reading import Reading
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

Record = dict[str, object]
"""Strings, numbers, truth values, null, and lists and dictionaries of these."""


def matrix_record(found: Matrix) -> Record:
    """Give the matrix row by row; the cells of a row go by party."""
    return {
        "parties": list(found.parties),
        "rules": {
            "spoke": SPOKE_RULE,
            "unspoken": UNSPOKEN_RULE,
            "named": NAMED_RULE,
            "silent": SILENT_RULE,
            "left_out": LEFT_OUT_RULE,
        },
        "rows": [
            {
                "address": row.address,
                "citation": row.citation,
                "proposed": row.proposed,
                "gone": row.gone,
                "cells": {party: _cell(cell) for party, cell in zip(found.parties, row.cells, strict=True)},
                "spoke": list(row.tally.spoke),
                "unspoken": list(row.tally.unspoken),
                "named": list(row.tally.named),
                "silent": list(row.tally.silent),
                "left_out": list(row.tally.left_out),
            }
            for row in found.rows
        ],
    }


def _cell(cell: Cell) -> Record:
    match cell:
        case Spoke(stances=stances, withdrawn=withdrawn, aside=aside):
            return {
                "is": "spoke",
                "stances": [
                    _stance(one, withdrawn=one.reference in withdrawn, aside=one.reference in aside)
                    for one in stances
                ],
            }
        case NoAnswer():
            return {"is": "no-answer"}
        case Unspoken(through=through, said=said):
            return {"is": "unspoken", **({"through": list(through)} if through else {}), **_through(said)}
        case NamedIn(parties=parties, said=said):
            return {"is": "named-in", "parties": list(parties), **_through(said)}
        case ReplyLeftOut():
            return {"is": "reply-left-out"}
        case _:
            assert_never(cell)


def _through(said: Iterable[Stance]) -> Record:
    """Name the answers of others that say that they are in a party's name too, where there are any."""
    units = [one.reference for one in said]
    return {"in_its_name": units} if units else {}


def _stance(stance: Stance, *, withdrawn: bool, aside: bool) -> Record:
    return {
        "unit": stance.reference,
        "principals": list(stance.principals),
        **_answer(stance.answer),
        **({"lacks_reason": False} if stance.merged is not None else {}),
        "as_shown": is_shown(stance.answer),
        "withdrawn": withdrawn,
        "kept_aside": aside,
        "before": None if stance.before is None else _before(stance.before),
        "corrected": [
            {"entry": one.entry, "party": one.party, "words": one.words}
            | ({"objects": True} if one.objects else {})
            for one in stance.corrected
        ],
        "merged": None if stance.merged is None else _merged(stance.merged),
    }


def _merged(merged: Consented) -> Record:
    return {
        "entry": merged.entry,
        "consenting": list(merged.parties),
        "by_entry": merged.by,
        "own": None if merged.own is None else _answer(merged.own),
    }


def _before(before: Before) -> Record:
    return {
        "of": before.party,
        "answers": [_answer(one) for one in before.answers],
        "became": before.became.value,
        "since_entry": before.since,
        "by": before.by,
    }


def _answer(answer: Answer) -> Record:
    return {
        "provision": answer.provision,
        "position": title(answer.position),
        "said": said(answer.position),
        "reason": answer.reason,
        "lacks_reason": lacks_reason(answer),
        "conditions": [{"words": one.words, "on": list(one.references)} for one in answer.conditions],
    }


def findings_record(findings: Iterable[Finding]) -> list[Record]:
    """Give findings in their order."""
    return [finding_record(finding) for finding in findings]


def finding_record(finding: Finding) -> Record:
    """Give one finding and its place."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "source": finding.place.source,
        "line": finding.place.line,
        "address": finding.place.address,
        "excerpt": finding.place.excerpt,
    }


def figures_record(figures: Iterable[Figure]) -> list[Record]:
    """Give figures, each with its counting rule and what it opens to."""
    return [
        {"name": one.name, "value": one.value, "of": one.of, "rule": one.rule, "opens": list(one.opens)}
        for one in figures
    ]


def reading_record(reading: Reading) -> Record:
    """Give what was read: the text or the reply, the figures, the findings."""
    return {
        "format": reading.format.value,
        "parties": [{"code": one.code, "name": one.name} for one in reading.parties],
        "text": text_record(reading.text, reading.lines) if reading.text is not None else None,
        "reject_all": text_record(reading.reject_all, reading.reject_all_lines)
        if reading.reject_all is not None
        else None,
        "reply": _reply(reading.reply) if reading.reply is not None else None,
        "figures": figures_record(convergence(reading.text).figures) if reading.text is not None else [],
        "findings": findings_record(reading.findings),
    }


def text_record(text: Text, lines: Sequence[int] = ()) -> Record:
    """Give a text, provision by provision, with the line of its file that each began on, where known."""
    return {
        "title": text.title,
        "draft": text.draft,
        "language": text.language,
        "identity": text.identity,
        "provisions": [
            {**provision_record(provision), "line": line}
            for provision, line in zip(text.provisions, lines or repeat(0), strict=False)
        ],
    }


def provision_record(provision: Provision) -> Record:
    return {
        "address": provision.eid,
        "identity": provision.wid,
        "kind": provision.kind.value,
        "depth": provision.depth,
        "label": provision.label,
        "words": show(provision.words),
    }


def _reply(reply: Reply) -> Record:
    return {
        "party": reply.party,
        "principals": list(reply.principals),
        "in_answer_to": reply.in_answer_to,
        "answers": [_answer(answer) for answer in reply.answers],
        "text": text_record(reply.text) if reply.text is not None else None,
        "unread": [
            {"words": piece.words, "finding": finding_record(piece.finding)} for piece in reply.unread
        ],
    }


def comparison_record(comparison: Comparison) -> Record:
    """Give what became of each provision, in the order of the new text."""
    return {
        "old": _identified(comparison.old),
        "new": _identified(comparison.new),
        "figures": dict(comparison.figures),
        "alerts_rule": ALERTS_RULE,
        "alerts": [alert_record(one) for one in alerts(comparison)],
        "changes": [_change(change) for change in comparison.changes],
    }


def alert_record(alert: Alert) -> Record:
    """Give one alert: its class, its words, and the provisions in which they stood and stand."""
    return {
        "is": alert.what,
        "kind": alert.kind.value,
        "old": alert.old.eid,
        "new": alert.new.eid,
        "old_words": alert.old_words,
        "new_words": alert.new_words,
        "before": alert.before,
        "after": alert.after,
    }


def _identified(text: Text) -> Record:
    return {"title": text.title, "draft": text.draft, "language": text.language, "identity": text.identity}


def _change(change: Fate) -> Record:
    match change:
        case Kept(old=before, new=after):
            return {"is": "kept", "old": provision_record(before), "new": provision_record(after)}
        case Reworded(old=before, new=after, segments=segments):
            return {
                "is": "reworded",
                "old": provision_record(before),
                "new": provision_record(after),
                **_segments(segments),
            }
        case Moved(old=before, new=after, segments=segments):
            return {
                "is": "moved",
                "old": provision_record(before),
                "new": provision_record(after),
                **_segments(segments),
            }
        case Split(old=before, new=several):
            return {
                "is": "split",
                "old": provision_record(before),
                "new": [provision_record(one) for one in several],
            }
        case Merged(old=several, new=after):
            return {
                "is": "merged",
                "old": [provision_record(one) for one in several],
                "new": provision_record(after),
            }
        case Added(new=after):
            return {"is": "added", "old": None, "new": provision_record(after)}
        case Removed(old=before):
            return {"is": "removed", "old": provision_record(before), "new": None}
        case _:
            assert_never(change)


def _segments(segments: Sequence[Segment]) -> Record:
    return {
        "segments": [
            {"is": one.kind, "text": one.text}
            if one.respaced is None
            else {"is": one.kind, "text": one.text, "respaced": one.respaced}
            for one in segments
        ]
    }
