"""What an entry says, in lines: shown before it is recorded, and whenever it is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Final

from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record.act import AgreesAdReferendum, GivesAnswer, Redacts, Role
from travaux.record.entry import MEMBERS
from travaux.record.leaf import Leaf
from travaux.render.acts import deed
from travaux.render.columns import WIDTH, harmless, wrapped
from travaux.render.telling import codes
from travaux.render.times import moment, time_set
from travaux.render.told import Line, words_of
from travaux.render.tongue import say, sayable

if TYPE_CHECKING:
    from datetime import tzinfo

    from travaux.cli.desk import Desk
    from travaux.record.act import Act
    from travaux.record.entry import Document, Entered, Entry
    from travaux.record.negotiation import Negotiation
    from travaux.render.telling import Teller
    from travaux.render.told import Said
    from travaux.store.writer import Receipt

CALLED = {
    "instrument.open": sayable("Opens the record"),
    "member.add": sayable("Adds a member"),
    "member.remove": sayable("Removes a member"),
    "group.define": sayable("Names a group"),
    "key.enrol": sayable("Enrols a key"),
    "key.rotate": sayable("Replaces a key"),
    "key.revoke": sayable("Revokes a key"),
    "rules.declare": sayable("Declares the rules of a round"),
    "rules.contest": sayable("Contests a rule"),
    "draft.table": sayable("Tables a draft"),
    "note.send": sayable("Sends a paper"),
    "note.receive": sayable("Acknowledges receipt"),
    "answer.give": sayable("Gives an answer"),
    "collective.view": sayable("Says whether a reply for several is taken as an answer"),
    "sponsors.join": sayable("Joins a proposal"),
    "sponsors.leave": sayable("Leaves a proposal"),
    "withdraw": sayable("Withdraws"),
    "correct": sayable("Corrects"),
    "hold.enter": sayable("Enters a hold"),
    "hold.maintain": sayable("Maintains a hold"),
    "hold.lift": sayable("Lifts a hold"),
    "position.validate": sayable("Says whether its position is rightly shown"),
    "question.ask": sayable("Asks"),
    "question.answer": sayable("Answers a question"),
    "promise.make": sayable("Promises"),
    "promise.extend": sayable("Extends a promise"),
    "promise.report": sayable("Reports on a promise"),
    "meeting.convene": sayable("Convenes a meeting"),
    "provision.agree": sayable("Says that it agrees ad referendum"),
    "provision.close": sayable("Closes provisionally"),
    "provision.reopen": sayable("Reopens"),
    "silence.open": sayable("Opens a silence procedure"),
    "silence.break": sayable("Breaks silence"),
    "silence.elapse": sayable("Notes that silence was not broken"),
    "package.tie": sayable("Ties a package"),
    "package.untie": sayable("Unties a package"),
    "merger.propose": sayable("Proposes a merger"),
    "merger.answer": sayable("Answers a proposed merger"),
    "text.adopt": sayable("Records that the text is adopted"),
    "text.authenticate": sayable("Records that the text is authenticated"),
    "error.rectify": sayable("Rectifies an error"),
    "redact": sayable("Redacts"),
    "tick": sayable("Does nothing"),
}
"""What each act is called where it is listed."""

_FIELDS = {
    "at_table": sayable("at the table"),
    "how": sayable("how"),
    "line": sayable("key"),
    "log": sayable("key of the record"),
    "keeper_key": sayable("keeper's key"),
    "keeper_name": sayable("keeper is"),
    "late_is_out": sayable("late is out of time"),
    "gone_by": sayable("no copy after"),
    "on": sayable("came on"),
    "size": sayable("looked at"),
    "sent": sayable("dated"),
    "taken_over": sayable("taken over"),
    "title": sayable("title"),
    "keeper": sayable("keeper"),
    "languages": sayable("languages"),
    "led": sayable("led"),
    "party": sayable("party"),
    "name": sayable("name"),
    "role": sayable("role"),
    "names": sayable("names"),
    "words": sayable("words"),
    "members": sayable("members"),
    "use": sayable("use"),
    "holder": sayable("holder"),
    "old": sayable("old"),
    "key": sayable("key"),
    "rule": sayable("rule"),
    "status": sayable("status"),
    "basis": sayable("for answers"),
    "understanding": sayable("understanding"),
    "kind": sayable("kind"),
    "to": sayable("to"),
    "reference": sayable("reference"),
    "subject": sayable("subject"),
    "sealing": sayable("sealing"),
    "principals": sayable("principals"),
    "channel": sayable("channel"),
    "covers": sayable("covers"),
    "capacity": sayable("capacity"),
    "accepts": sayable("accepts"),
    "rightly": sayable("rightly"),
    "due": sayable("due"),
    "met": sayable("met"),
    "place": sayable("place"),
    "forum": sayable("forum"),
    "begins": sayable("begins"),
    "ends": sayable("ends"),
    "means": sayable("means"),
    "wording": sayable("wording"),
    "consents": sayable("consents"),
    "defective": sayable("defective"),
    "corrected": sayable("corrected"),
    "grounds": sayable("grounds"),
    "round": sayable("round"),
    "asked": sayable("asked"),
    "silence": sayable("silence"),
    "brackets": sayable("brackets"),
    "decides": sayable("decides"),
    "late": sayable("late"),
    "by": sayable("by"),
    "concerns": sayable("on"),
    "of": sayable("of"),
    "document": sayable("document"),
    "for": sayable("for"),
    "done at": sayable("done at"),
}


class OwnWords(str):
    """What somebody said in its own words, among what is told of an entry: no page takes it for ours."""

    __slots__ = ()
    theirs = True


_OWN: Final = frozenset(
    {
        *("words", "wording", "grounds", "defective", "corrected", "understanding", "capacity"),
        *("title", "subject", "how"),
    }
)
"""What of an act is somebody's own words, to the character."""


def called(entry: Entry, state: Negotiation) -> str:
    """Say in a few words what the entry does: who leads records that all agree, a party that it does."""
    member = state.members.get(entry.author)
    leads = member is not None and member.role in {Role.CHAIR, Role.SECRETARIAT}
    match entry.act:
        case AgreesAdReferendum() if leads:
            return say("Records as agreed ad referendum")
        case _:
            return say(CALLED[entry.type])


def entry_rows(
    entry: Entry, desk: Desk, *, hashes: bool = True, zone: tzinfo | None = None
) -> list[tuple[str, str]]:
    """Give all that an entry says: what is done, in whose name, to what, with which documents, for whom.

    Each with what it is called; several lines of one are parted by line feeds. Without *hashes*, for one
    whose documents get theirs only when it is signed. Its time is told in *zone* too.
    """
    rows = _rows(entry, desk, hashes=hashes, zone=zone)
    return [(say(_FIELDS.get(name, name)) if name else "", value) for name, value in rows]


def _rows(entry: Entry, desk: Desk, *, hashes: bool, zone: tzinfo | None) -> list[tuple[str, str]]:
    teller = desk.teller(zone=zone)
    rows = [("by", _whose(entry))]
    if entry.re:
        concerning = "".join(
            one if isinstance(one, str) else f"“{one.words}”" for one in teller.concerning(entry.re)
        )
        rows.append(("concerns", concerning))
        rows += [("of", document_named(desk, one.doc)) for one in entry.re if one.doc]
    rows += list(_body(entry.act))
    rows += [("document", _described(one, hashed=hashes)) for one in entry.docs]
    rows += [("for", audience_told(entry.vis, desk.state)), ("done at", moment(entry.at, teller.zone))]
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
        return say("{party}, who signs", party=entry.actor)
    return say(
        "{party}; written down and signed by {clerk}, not signed by {party}",
        party=entry.on_behalf,
        clerk=entry.actor,
    )


def audience_told(vis: str, state: Negotiation) -> str:
    """Say for whom an entry is."""
    if vis.startswith("group:"):
        group = next((one for leaf, one in state.definitions.items() if f"group:{leaf}" == vis), None)
        if group is None:
            return vis
        return say(
            "the group {name}: {members}, and the keeper", name=group.name, members=codes(group.members)
        )
    if vis.startswith("to:"):
        those = vis.removeprefix("to:").replace(",", ", ")
        return say("{members}, its author and the keeper", members=those)
    return say(_EVERY[vis])


_EVERY = {
    "public": sayable("everybody"),
    "all": sayable("all members"),
    "party": sayable("its author and the keeper"),
}


def _body(act: Act) -> Iterator[tuple[str, str]]:
    """Go through what the act itself says; what is at its default is left out."""
    for one in dataclasses.fields(act):
        value = getattr(act, one.name)
        if one.name == "basis":
            asked = say("answers are asked to this text")
            yield one.name, asked if value else say("no answers are asked to this text")
            continue
        if isinstance(act, GivesAnswer | Redacts) and not value:
            continue
        if value == one.default and not isinstance(value, Enum) and one.name != "accepts":
            continue
        if isinstance(value, Rules):
            yield from _rules(value)
            continue
        yield one.name, OwnWords(value) if one.name in _OWN else plainly(value)


def _rules(rules: Rules) -> Iterator[tuple[str, str]]:
    yield "round", rules.name
    for name in ("asked", "due", "silence", "capacity", "brackets", "decides"):
        value = getattr(rules, name)
        yield name, plainly(value) if value else say("not declared")
    yield "late", OwnWords(rules.late) if rules.late else say("not declared")
    if rules.late_is_out:
        yield "", say("answers after the time are out of time")
    if rules.words:
        yield "words", OwnWords(rules.words)


def plainly(value: object) -> str:
    """Write a value of an act for people."""
    match value:
        case Due():
            return time_set(value)
        case Enum():
            return say(str(value.value))
        case bool():
            return say("yes") if value else say("no")
        case tuple():
            return ", ".join("=".join(one) if isinstance(one, tuple) else str(one) for one in value)
        case _:
            return str(value)


def _described(one: Document, *, hashed: bool = True) -> str:
    name = one.name or say("without a name")
    lang = "" if one.lang == "und" else f", {one.lang}"
    shown = f", {one.h[:8]}" if hashed else ""
    return f"{name} ({one.media}{lang}{shown})"


def document_named(desk: Desk, h: str) -> str:
    """Name the document with this hash by its file's name."""
    for entered in desk.state.entries:
        for one in entered.entry.docs:
            if one.h == h:
                return _described(one)
    return say("document {hash}", hash=h[:8])


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
    return (
        entry.actor
        if entry.on_behalf is None
        else say("{party} by {clerk}", party=entry.on_behalf, clerk=entry.actor)
    )


def log_line(one: Entered, teller: Teller) -> str:
    """Tell of an entry in one line."""
    return f"{one.index}  {one.received_at[:16].replace('T', ' ')}Z  {who(one)}  {told_of(one, teller)}"


def line_of(one: Entered, teller: Teller) -> Line:
    """Say what was done, to what, in which words; with which documents, for whom if not for all members."""
    entry = one.entry
    first, *rest = deed(one, teller)
    found: list[Said] = [type(first)(f"{first[0].upper()}{first[1:]}") if isinstance(first, str) else first]
    found += rest
    if entry.docs:
        found += (" ", f"[{', '.join(doc.name or doc.media for doc in entry.docs)}]")
    if entry.vis != MEMBERS:
        found += (" ", say("(for {members})", members=audience_told(entry.vis, teller.known)))
    if told := teller.claimed(one):
        found.append(told)
    return Line(said=tuple(found))


def told_of(one: Entered, teller: Teller) -> str:
    """Say the same as `line_of` in one string, their words in quotation marks."""
    return "".join(words_of(line_of(one, teller)))
