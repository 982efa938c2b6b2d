"""The blocks of the worked case's page that are written from its data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tests.stories.worked_case import Case, Row
from travaux.record.act import AcknowledgesReceipt
from travaux.record.entry import Entered

EMPTY: Final = "–"
WHAT: Final = {
    "draft.table": "tables a draft",
    "note.send": "sends or says",
    "note.receive": "acknowledges receipt",
    "rules.declare": "declares rules",
    "rules.contest": "contests a rule",
    "answer.give": "replies to a draft",
    "question.ask": "asks",
    "question.answer": "answers the question",
    "collective.view": "does not accept as an answer",
    "promise.make": "promises",
    "promise.report": "reports a promise met",
}
SAID: Final = ("title", "subject", "words", "rules")
"""Where an act has its words."""


def facts(case: Case) -> str:
    """Give the table of who says what of the same fact."""
    rows = [
        (
            one.about,
            f"**{_codes(one.by_tabled)}:** {one.tabled}",
            f"**{_codes(one.by_asked)}:** {one.asked}",
            _cited(one.sources, one.checked),
        )
        for one in case.facts
    ]
    return _table(("Fact", "The tabling side says", "The side that was asked says", "Sources"), rows)


def sentences(case: Case) -> str:
    rows = [(str(one.number), one.subject, _codes(one.quoted_by)) for one in case.sentences]
    return _table(("Sentence", "Subject, in the words of this account", "Quoted by"), rows)


def uses(case: Case) -> str:
    rows = [
        (
            _codes(one.by) if one.by else "a press report",
            f"{one.kind} sentence {one.sentence}",
            f"“{one.words}”",
            one.left_out,
            one.put_in,
            _cited(one.sources),
        )
        for one in case.uses
    ]
    return _table(("Who", "What", "Words", "Left out", "Put in", "Sources"), rows)


def entries(case: Case) -> str:
    """Give every entry after the members: what it says of itself, and on what it rests."""
    places = {one.entered.leaf: one.entered for one in case.rows}
    rows = [
        (
            str(one.entered.index),
            one.entered.received_at[:10],
            one.entered.author,
            _what(one, places),
            _cited(one.sources, one.checked),
            one.unconfirmed or EMPTY,
        )
        for one in case.rows
    ]
    return _table(("No.", "Day", "Whose act", "What", "Sources; checked in", "Unconfirmed"), rows)


def unconfirmed(case: Case) -> str:
    """List what is marked, with the number of each entry."""
    return "\n".join(f"- {one.entered.index}: {one.unconfirmed}" for one in case.rows if one.unconfirmed)


def sources(case: Case) -> str:
    return "\n".join(f"- **{name}**: {where}" for name, where in sorted(case.sources.items()))


def marked(case: Case, view: str) -> str:
    """Give below a view the marks of those of its entries that have one."""
    named = [one for one in case.rows if one.unconfirmed and f"entry {one.entered.index}" in view]
    marks = "".join(f"\n[unconfirmed] entry {one.entered.index}: {one.unconfirmed}" for one in named)
    return f"{view}\n{marks}" if marks else view


def _what(row: Row, places: dict[str, Entered]) -> str:
    act = row.entered.act
    what = WHAT[row.entered.entry.type]
    said = next((getattr(act, name) for name in SAID if getattr(act, name, "")), "")
    words = f"{said.name}: {said.words}" if hasattr(said, "asked") else str(said)
    numbers = [str(places[one.leaf].index) for one in row.entered.entry.re]
    re = f" (re {', '.join(numbers)})" if numbers else ""
    channel = f" ({act.channel})" if isinstance(act, AcknowledgesReceipt) and act.channel else ""
    to = getattr(act, "to", ())
    asked = f", of {len(to)}" if len(to) > 2 else f", to {_codes(to)}" if to else ""
    principals = getattr(act, "principals", ())
    of = f", in the name of {len(principals)}" if principals else ""
    return f"{what}{asked}{of}{re}{f': {words}' if words else ''}{channel}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(codes) or EMPTY


def _cited(found: Iterable[str], checked: Iterable[str] = ()) -> str:
    also = ", ".join(checked)
    return f"{', '.join(found)}; {also}" if also else ", ".join(found)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in lines)
