"""An answer given on the command line, written down as an answer sheet: a document like any other reply."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from travaux.cli.refusal import Refused
from travaux.text.reference import cite, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_FIELDS: Final = (
    *("words", "except", "replace", "strike", "insert", "with", "after", "before", "inside", "number"),
    *("party", "kind", "question", "if", "reason"),
)
"""In the order in which they stand in a section: what is replaced before what it is replaced with."""

_TAKES: Final = {
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


def sheet_of(options: argparse.Namespace, desk: Desk, draft: Draft, party: PartyCode) -> str:
    """Write the answer sheet of *party* that the command line amounts to. Raises Refused."""
    given = {
        name: value
        for name in _FIELDS
        if (value := getattr(options, f"sheet_{name}")) is not None and value != []
    }
    fields = (*_TAKES[options.position], "reason", "if")
    for name in given:
        if name not in fields:
            raise Refused(
                f'--{name} does not go with "{options.position}". It takes '
                f"{', '.join(f'--{one}' for one in fields)}."
            )
    text = desk.text(draft)
    in_answer_to = draft.title if text is None else (text.draft or "")
    identity = "" if text is None else text.identity
    named = ", ".join(one for one in (in_answer_to, identity) if one)
    name = desk.state.members[party].name or party
    lines = [f"# Answer of {_line(name)} ({party})", ""]
    if named:
        lines += [f"In answer to: {_line(named)}", ""]
    principals = desk.members(options.principals)
    if principals:
        members = desk.state.members
        on_behalf = ", ".join(f"{_line(members[one].name or one)} ({one})" for one in principals)
        lines += [f"On behalf of: {on_behalf}", ""]
    for provision in options.what:
        lines += [f"## {_heading(desk, draft, text, provision)}", "", f"Position: {options.position}", ""]
        for field in _FIELDS:
            values = given.get(field, [])
            for value in [values] if isinstance(values, str) else values:
                lines += [*_field(field, value), ""]
    return "\n".join(lines)


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
    """Write a field; words of more than one line, or with white space to keep, stand in a block quote."""
    called = f"{name.capitalize()}:"
    if name != "words" and value == value.strip() and "\n" not in value:
        yield f"{called} {value}"
        return
    yield called
    yield ""
    yield from (f"> {line}" if line else ">" for line in value.split("\n"))


def _line(name: str) -> str:
    return " ".join(name.split())
