"""What an entry says, in lines: shown before it is recorded, and whenever it is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record.act import AgreesAdReferendum, GivesAnswer, Redacts, Role
from travaux.record.entry import MEMBERS
from travaux.record.leaf import Leaf
from travaux.render.acts import deed
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.render.telling import Teller, codes
from travaux.render.times import days_apart, moment, time_set

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.act import Act
    from travaux.record.entry import Document, Entered, Entry
    from travaux.record.negotiation import Negotiation
    from travaux.store.writer import Receipt

CALLED = {
    "instrument.open": "Opens the record",
    "member.add": "Adds a member",
    "member.remove": "Removes a member",
    "group.define": "Names a group",
    "key.enrol": "Enrols a key",
    "key.rotate": "Replaces a key",
    "key.revoke": "Revokes a key",
    "rules.declare": "Declares the rules of a round",
    "rules.contest": "Contests a rule",
    "draft.table": "Tables a draft",
    "note.send": "Sends a paper",
    "note.receive": "Acknowledges receipt",
    "answer.give": "Gives an answer",
    "collective.view": "Says whether a reply for several is taken as an answer",
    "sponsors.join": "Joins a proposal",
    "sponsors.leave": "Leaves a proposal",
    "withdraw": "Withdraws",
    "correct": "Corrects",
    "hold.enter": "Enters a hold",
    "hold.maintain": "Maintains a hold",
    "hold.lift": "Lifts a hold",
    "position.validate": "Says whether its position is rightly shown",
    "question.ask": "Asks",
    "question.answer": "Answers a question",
    "promise.make": "Promises",
    "promise.extend": "Extends a promise",
    "promise.report": "Reports on a promise",
    "meeting.convene": "Convenes a meeting",
    "provision.agree": "Says that it agrees ad referendum",
    "provision.close": "Closes provisionally",
    "provision.reopen": "Reopens",
    "silence.open": "Opens a silence procedure",
    "silence.break": "Breaks silence",
    "silence.elapse": "Notes that silence was not broken",
    "package.tie": "Ties a package",
    "package.untie": "Unties a package",
    "merger.propose": "Proposes a merger",
    "merger.answer": "Answers a proposed merger",
    "text.adopt": "Records that the text is adopted",
    "text.authenticate": "Records that the text is authenticated",
    "error.rectify": "Rectifies an error",
    "redact": "Redacts",
    "tick": "Does nothing",
}
"""What each act is called where it is listed."""

_FIELDS = {
    "at_table": "at the table",
    "how": "by",
    "line": "key",
    "log": "key of the record",
    "keeper_key": "keeper's key",
    "keeper_name": "keeper is",
    "late_is_out": "late is out of time",
    "gone_by": "no copy after",
    "on": "came on",
    "size": "looked at",
    "sent": "dated",
    "taken_over": "taken over",
}


def called(entry: Entry, state: Negotiation) -> str:
    """Say in a few words what the entry does: who leads records that all agree, a party that it does."""
    member = state.members.get(entry.author)
    leads = member is not None and member.role in {Role.CHAIR, Role.SECRETARIAT}
    match entry.act:
        case AgreesAdReferendum() if leads:
            return "Records as agreed ad referendum"
        case _:
            return CALLED[entry.type]


def entry_rows(entry: Entry, desk: Desk) -> list[tuple[str, str]]:
    """Give all that an entry says: what is done, in whose name, to what, with which documents, for whom.

    Each with what it is called; several lines of one are parted by line feeds.
    """
    teller = Teller(known=desk.state)
    rows = [("by", _whose(entry))]
    if entry.re:
        concerning = "".join(
            one if isinstance(one, str) else f"“{one.words}”" for one in teller.concerning(entry.re)
        )
        rows.append(("on", concerning))
        rows += [("of", document_named(desk, one.doc)) for one in entry.re if one.doc]
    rows += list(_body(entry.act))
    rows += [("document", _described(one)) for one in entry.docs]
    rows += [("for", audience_told(entry.vis, desk.state)), ("done at", moment(entry.at))]
    return rows


def entry_lines(entry: Entry, desk: Desk, *, width: int = WIDTH) -> list[str]:
    """Show all that an entry says, in lines of a terminal."""
    found = [called(entry, desk.state)]
    for name, said in entry_rows(entry, desk):
        for at, line in enumerate(said.split("\n")):
            first = f"  {name if not at else '':<12} "
            found += wrapped(harmless(line), width, indent=" " * 15, first=first)
    return found


def _whose(entry: Entry) -> str:
    if entry.on_behalf is None:
        return f"{entry.actor}, who signs"
    return f"{entry.on_behalf}; written down and signed by {entry.actor}, not signed by {entry.on_behalf}"


def audience_told(vis: str, state: Negotiation) -> str:
    """Say for whom an entry is."""
    if vis.startswith("group:"):
        group = next((one for leaf, one in state.definitions.items() if f"group:{leaf}" == vis), None)
        return vis if group is None else f"the group {group.name}: {codes(group.members)}, and the keeper"
    if vis.startswith("to:"):
        return f"{vis.removeprefix('to:').replace(',', ', ')}, its author and the keeper"
    return {
        "public": "everybody",
        "all": "all members",
        "party": "its author and the keeper",
    }[vis]


def _body(act: Act) -> Iterator[tuple[str, str]]:
    """Go through what the act itself says; what is at its default is left out."""
    for one in dataclasses.fields(act):
        value = getattr(act, one.name)
        if isinstance(act, GivesAnswer | Redacts) and not value:
            continue
        if value == one.default and not isinstance(value, Enum) and one.name != "accepts":
            continue
        if isinstance(value, Rules):
            yield from _rules(value)
            continue
        yield _FIELDS.get(one.name, one.name.replace("_", " ")), plainly(value)


def _rules(rules: Rules) -> Iterator[tuple[str, str]]:
    yield "round", rules.name
    for name in ("asked", "due", "silence", "capacity", "brackets", "decides"):
        value = getattr(rules, name)
        yield name, plainly(value) if value else "not declared"
    yield "late", rules.late or "not declared"
    if rules.late_is_out:
        yield "", "answers after the time are out of time"
    if rules.words:
        yield "words", rules.words


def plainly(value: object) -> str:
    """Write a value of an act for people."""
    match value:
        case Due():
            return time_set(value)
        case Enum():
            return str(value.value)
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join("=".join(one) if isinstance(one, tuple) else str(one) for one in value)
        case _:
            return str(value)


def _described(one: Document) -> str:
    name = one.name or "without a name"
    lang = "" if one.lang == "und" else f", {one.lang}"
    return f"{name} ({one.media}{lang}, {one.h[:8]})"


def document_named(desk: Desk, h: str) -> str:
    """Name the document with this hash by its file's name."""
    for entered in desk.state.entries:
        for one in entered.entry.docs:
            if one.h == h:
                return _described(one)
    return f"document {h[:8]}"


def receipt_record(receipt: Receipt) -> dict[str, object]:
    """Give a receipt for a program."""
    return {
        "recorded": True,
        "index": receipt.index,
        "leaf": receipt.hash.hex(),
        "received_at": Leaf.from_bytes(receipt.leaf).received_at,
        "size": receipt.head.size,
        "root": receipt.head.root.hex(),
    }


def who(one: Entered) -> str:
    """Say whose act it is, and who wrote it down where another did."""
    entry = one.entry
    return entry.actor if entry.on_behalf is None else f"{entry.on_behalf} by {entry.actor}"


def log_line(one: Entered, teller: Teller) -> str:
    """Tell of an entry in one line."""
    return f"{one.index}  {one.received_at[:16].replace('T', ' ')}Z  {who(one)}  {told_of(one, teller)}"


def told_of(one: Entered, teller: Teller) -> str:
    """Say what was done, to what, in which words; with which documents, for whom if not for all members."""
    said = "".join(part if isinstance(part, str) else f"“{part.words}”" for part in deed(one, teller))
    entry = one.entry
    found = [f"{said[0].upper()}{said[1:]}"]
    if entry.docs:
        found.append(f"[{', '.join(doc.name or doc.media for doc in entry.docs)}]")
    if entry.vis != MEMBERS:
        found.append(f"(for {audience_told(entry.vis, teller.known)})")
    if days_apart(entry.at, one.received_at):
        found.append(f"(said to be done {moment(entry.at)})")
    return " ".join(found)
