"""An answer given on the command line, written down as an answer sheet: a document like any other reply."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.cli.refusal import Refused
from travaux.render.columns import harmless
from travaux.text.notation import show
from travaux.text.phrase import phrase
from travaux.text.provision_name import cite
from travaux.text.resolve import resolve
from travaux.text.wording import Wording

WHOLE: Final = "The whole text"
"""The heading under which a sheet says what it says of all of it."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.answers.answer import Answer
    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_FIELDS: Final = (
    *("words", "except", "replace", "strike", "insert", "with", "after", "before", "inside", "number"),
    *("party", "kind", "question", "if", "reason"),
)
"""In the order in which they stand in a section: what is replaced before what it is replaced with."""

TAKES: Final = {
    "accepts": (),
    "accepts except": ("except", "words"),
    "amends": ("words", "replace", "with", "strike", "insert", "after", "before", "number"),
    "adds": ("words", "number", "inside"),
    "deletes": (),
    "moves": ("after", "number", "words"),
    "merges": ("with", "words"),
    "splits": ("words",),
    "editorial": ("words",),
    "opposes": ("words", "party"),
    "holds": ("kind",),
    "asks": ("question",),
    "supports": ("party",),
    "withdraws": (),
}
"""Which fields each position has, beside a reason and conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One position on some provisions, each to be answered so, with what the sheet's fields give."""

    on: Sequence[str]
    """The provisions, as they are named or by address; "" is the whole text."""
    position: str
    fields: Mapping[str, str | Sequence[str]]
    """By the names of `TAKES`, "reason" and "if"; a field that can be repeated has several values."""


def sheet_of(options: argparse.Namespace, desk: Desk, draft: Draft, party: PartyCode) -> str:
    """Write the answer sheet of *party* that the command line amounts to. Raises Refused."""
    given = {
        name: value
        for name in _FIELDS
        if (value := getattr(options, f"sheet_{name}")) is not None and value != []
    }
    fields = (*TAKES[options.position], "reason", "if")
    for name in given:
        if name not in fields:
            raise Refused(
                f'--{name} does not go with "{options.position}". It takes '
                f"{', '.join(f'--{one}' for one in fields)}."
            )
    said = Said(on=options.what, position=options.position, fields=given)
    return sheet_saying(said, desk, draft, party, desk.members(options.principals))


def sheet_saying(
    said: Said, desk: Desk, draft: Draft, party: PartyCode, principals: Sequence[PartyCode] = ()
) -> str:
    """Write an answer sheet of *party* that says this, every word as it is given. Raises Refused."""
    text = desk.text(draft)
    lines = _head(desk, draft, text, party, principals)
    for provision in said.on:
        heading = _heading(desk, draft, text, provision) if provision else WHOLE
        lines += [f"## {heading}", "", f"Position: {said.position}", ""]
        for field in _FIELDS:
            values = said.fields.get(field, [])
            for value in [values] if isinstance(values, str) else values:
                lines += [*_field(field, value), ""]
    return "\n".join(lines)


def sheet_to_fill(desk: Desk, draft: Draft, party: PartyCode) -> str:
    """Write a sheet that says nothing yet; each provision stands in it, in comments, to be taken out."""
    text = desk.text(draft)
    lines = _head(desk, draft, text, party, ())
    lines += [f"<!-- {one} -->" for one in _HOW_TO_FILL]
    for place, one in enumerate(() if text is None else text.provisions):
        cited = cite(text, place) if text is not None else ""
        words = " ".join(f"{one.label} {show(one.words)}".split()).replace("-->", "--\\>")
        lines += ["", f"<!-- ## {cited} -->", f"<!-- {words} -->"]
    return "\n".join([*lines, ""])


_HOW_TO_FILL: Final = (
    "Lines between these arrows are not read. For each provision that you answer, copy its heading out of",
    "them, and write below it, each after an empty line: Position, what that position needs, then Reason.",
    f"Positions: {', '.join(TAKES)}.",
    "Words stand below the line Words: and each of their lines begins with a greater-than sign and a space.",
    "What is not named here has no answer, and is shown as having none.",
)


def _head(
    desk: Desk, draft: Draft, text: Text | None, party: PartyCode, principals: Sequence[PartyCode]
) -> list[str]:
    members = desk.state.members

    def named(code: PartyCode) -> str:
        name = members[code].name if code in members else ""
        return f"{_line(name or code)} ({code})"

    draft_named = [draft.title, f"entry {draft.tabled.index}" if text is None else text.identity]
    lines = [f"# Answer of {named(party)}", ""]
    lines += [f"In answer to: {_line(', '.join(one for one in draft_named if one))}", ""]
    if principals:
        lines += [f"On behalf of: {', '.join(named(one) for one in principals)}", ""]
    return lines


def sheet_again(
    answers: Sequence[Answer], desk: Desk, draft: Draft, party: PartyCode, principals: Sequence[PartyCode]
) -> str:
    """Write answers down as a sheet, each with the position, the words and the reason it has."""
    text = desk.text(draft)
    lines = _head(desk, draft, text, party, principals)
    for answer in answers:
        heading = answer.provision
        if text is not None and (place := text.index(answer.provision)) is not None:
            cited = cite(text, place)
            heading = cited if resolve(cited, text) == (place,) else answer.provision
        stance, fields = _stance(answer.position, heading)
        lines += [f"## {heading or WHOLE}", "", f"Position: {stance}", ""]
        fields += [("if", one.words) for one in answer.conditions]
        fields += [("reason", answer.reason)] if answer.reason else []
        for name, value in fields:
            lines += [*_field(name, value), ""]
    return "\n".join(lines)


def _stance(  # noqa: C901  a row for each position
    position: Position, heading: str
) -> tuple[str, list[tuple[str, str]]]:
    """Name a position on what *heading* names as a sheet does, and give its fields."""
    match position:
        case AcceptsExcept(exception=exception, words=words):
            return "accepts except", _some(("except", exception), ("words", words))
        case Amends(words=words, label=label):
            return "amends", _some(("words", words), ("number", label))
        case AmendsWords(edits=edits):
            pairs: list[tuple[str, str]] = []
            for one in edits:
                pairs += [("replace", one.old), ("with", one.new)] if one.new else [("strike", one.old)]
            return "amends", pairs
        case Adds(provisions=provisions, inside=inside):
            within = [("inside", heading)] if inside else []
            only = provisions[0]
            if len(provisions) == 1 and only.label[-1:].isalnum():
                # A number with no mark after it is read as words; in a field of its own it is not.
                return "adds", [("words", show(only.words)), ("number", only.label), *within]
            return "adds", [("words", "\n\n".join(_printed(one) for one in provisions)), *within]
        case Moves(after=after, label=label, words=words):
            return "moves", _some(("after", after), ("number", label), ("words", words))
        case Merges(others=others, words=words, label=label):
            return "merges", _some(("with", "; ".join(others)), ("number", label), ("words", words))
        case Splits(parts=parts):
            return "splits", [("words", "\n\n".join(_printed(one) for one in parts))]
        case Editorial(words=words):
            return "editorial", _some(("words", words))
        case Opposes(words=said, proposal_of=party):
            return "opposes", _some(("words", said), ("party", party))
        case Holds(kind=kind):
            return "holds", [("kind", str(kind))]
        case Asks(question=question):
            return "asks", _some(("question", question))
        case Supports(party=party):
            return "supports", [("party", party)]
        case Accepts() | Deletes() | Withdraws():
            return {Accepts: "accepts", Deletes: "deletes", Withdraws: "withdraws"}[type(position)], []
        case _:
            assert_never(position)


def _some(*fields: tuple[str, str | Wording | None]) -> list[tuple[str, str]]:
    """Leave out the fields that are not there."""
    return [(name, value if isinstance(value, str) else show(value)) for name, value in fields if value]


def _printed(one: NewProvision) -> str:
    return " ".join(part for part in (one.label, show(one.words)) if part)


def _heading(desk: Desk, draft: Draft, text: Text | None, given: str) -> str:
    address = desk.address(draft, given)
    if text is None:
        return address
    place = text.index(address)
    if place is None:
        return address
    cited = cite(text, place)
    return cited if resolve(cited, text) == (place,) else address


def _field(name: str, value: str) -> Iterator[str]:
    """Write a field; words of more than one line, or with white space to keep, stand in a block quote.

    Raises Refused for a character that would begin another line, and so perhaps another answer.
    """
    for line in value.split("\n"):
        if len((line + "|").splitlines()) > 1:
            raise Refused(
                phrase(
                    "--{name} has a character in it that begins a new line and is no line feed. Take it out, "
                    "or send the reply as a file.",
                    name=name,
                )
            )
    called = f"{name.capitalize()}:"
    if name != "words" and value == value.strip() and "\n" not in value:
        yield f"{called} {value}"
        return
    yield called
    yield ""
    yield from (f"> {line}" if line else ">" for line in value.split("\n"))


def _line(name: str) -> str:
    return " ".join(name.split())


def indented(sheet: str) -> str:
    """Show a sheet as it will be recorded."""
    return "\n".join(f"  | {harmless(line)}".rstrip() for line in sheet.splitlines())
