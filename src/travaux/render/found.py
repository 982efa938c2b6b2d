"""What was found in a document, told in the language that is spoken."""

from __future__ import annotations

from typing import Final

from travaux.render.tongue import comma, ours_again, said_again, say, sayable
from travaux.text.finding import Finding, Severity
from travaux.text.phrase import Phrase, cited, phrase
from travaux.text.provision_name import cite_address

_SOMEWHERE: Final = {
    Severity.NOTE: sayable("Note, {place}: {what} [{code}]"),
    Severity.WARNING: sayable("Warning, {place}: {what} [{code}]"),
    Severity.ERROR: sayable("Error, {place}: {what} [{code}]"),
}
_NOWHERE: Final = {
    Severity.NOTE: sayable("Note: {what} [{code}]"),
    Severity.WARNING: sayable("Warning: {what} [{code}]"),
    Severity.ERROR: sayable("Error: {what} [{code}]"),
}


def found(one: Finding | str) -> str:
    """Tell how grave it is, where it was found, what, and what to do; its code is for programs."""
    if not isinstance(one, Finding):
        return said_again(one)
    return say(form(one), place=where(one), what=why(one), code=one.code)


def form(one: Finding) -> str:
    """Give the message for it, with places for where it was found, what, and its code."""
    return (_SOMEWHERE if where(one) else _NOWHERE)[one.severity]


def why(one: Finding) -> str:
    """Tell what was found, and what to do."""
    if not one.hint:
        return said_again(one.message)
    if isinstance(one.message, Phrase):
        return said_again(phrase("{sentence} {more}", sentence=one.message, more=one.hint))
    return said_again(f"{one.message} {one.hint}")


def where(one: Finding) -> str:
    """Tell the document, the line and the provision, as far as they are known."""
    place = one.place
    line = say("line {number}", number=place.line) if place.line else ""
    return comma().join(part for part in (ours_again(place.source), line, _cited(place.address)) if part)


def _cited(address: str) -> str:
    """Name the provision of an address as a person would; what is none stays as it is."""
    name = cite_address(address)
    return address if name == address else said_again(cited(name))
