"""The blocks of the worked case's page that are written from its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tests.stories.worked_case import Case, Row
from travaux.answers.round import Rules
from travaux.record.act import AcknowledgesReceipt
from travaux.record.entry import Entered, LeafHash
from travaux.record.fold import moment
from travaux.record.views.coverage import coverage
from travaux.record.views.disclosed import Disclosed
from travaux.record.views.docket import docket
from travaux.record.views.history import history
from travaux.record.views.questions import questions
from travaux.render.columns import wrapped
from travaux.render.coverage import coverage_line
from travaux.render.docket import docket_told
from travaux.render.history import history_told
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller
from travaux.render.told import Told

WIDTH: Final = 110
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


def status_at(case: Case, day: str, *, width: int = WIDTH) -> str:
    """Give the four answers at the end of the day, as a terminal shows them, and the marks they need."""
    known = known_at(case, day)
    teller = Teller(known=known, texts=case.texts)
    found = questions(known, at=end_of(day), texts=case.texts)
    return marked(case, "\n".join(told_lines(status(found, teller), width=width)), width=width)


def docket_at(case: Case, day: str, *, width: int = WIDTH) -> str:
    """Give the docket at the end of the day, as a terminal shows it."""
    known = known_at(case, day)
    told = docket_told(docket(known, at=end_of(day)), Teller(known=known, texts=case.texts))
    return marked(case, "\n".join(told_lines(told, width=width)), width=width)


def coverage_of(case: Case, *replies: str, width: int = WIDTH) -> str:
    """Give what each of the entries speaks of, and what it passes over, after all is recorded."""
    known = Disclosed(case.writer.negotiation)
    teller = Teller(known=known, texts=case.texts)
    lines = [
        coverage_line(found, teller)
        for name in replies
        for found in coverage(known, case.row(name).entered.leaf, case.library)
    ]
    told = Told(title=("What is spoken of, and what is passed over",), head=tuple(lines))
    return marked(case, "\n".join(told_lines(told, width=width)), width=width)


def history_of(case: Case, draft: str, address: str, day: str, *, width: int = WIDTH) -> str:
    """Give the history of a provision up to the end of the day."""
    known = known_at(case, day)
    teller = Teller(known=known, texts=case.texts)
    found = history(known, case.library, address, draft=known.drafts[case.row(draft).entered.leaf])
    told = history_told(found, teller, at=end_of(day))
    return marked(case, "\n".join(told_lines(told, width=width)), width=width)


def end_of(day: str) -> str:
    return f"{day}T23:59:59Z"


def known_at(case: Case, day: str) -> Disclosed:
    """Fold what stood in the record at the end of the day; all of it is public."""
    return Disclosed(moment(case.writer.entered, at=end_of(day)))


def marked(case: Case, view: str, *, width: int = WIDTH) -> str:
    """Give below a view the marks of those of its entries that have one."""
    numbers = set(re.findall(r"\bentry\s+(\d+)", view))
    named = [one for one in case.rows if one.unconfirmed and str(one.entered.index) in numbers]
    if not named:
        return view
    marks = ", ".join(str(one.entered.index) for one in named)
    line = f"[unconfirmed] in part, as the account says of each: entries {marks}."
    return "\n".join((view, "", *wrapped(line, width, indent="  ", first="")))


def _what(row: Row, places: Mapping[LeafHash, Entered]) -> str:
    act = row.entered.act
    what = WHAT[row.entered.entry.type]
    said = next((getattr(act, name) for name in SAID if getattr(act, name, "")), "")
    words = f"{said.name}: {said.words}" if isinstance(said, Rules) else str(said)
    named: dict[int, list[str]] = {}
    for one in row.entered.entry.re:
        named.setdefault(places[one.leaf].index, []).extend(
            [one.article.removeprefix("art_")] * bool(one.article)
        )
    numbers = [f"{index}, Articles {', '.join(at)}" if at else f"{index}" for index, at in named.items()]
    re = f" (re {'; '.join(numbers)})" if numbers else ""
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
