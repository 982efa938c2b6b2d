"""A name that somebody gave for an answer, and none stands under it: what to say to that."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.shown import NOT_OWN
from travaux.compile.fate import (
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Superseded,
    Withdrawn,
)
from travaux.compile.unit_name import read_unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.fate import Unit
    from travaux.text.wording import PartyCode

FEW: Final = 5
"""More names than this are not listed in one sentence."""


def no_answer(name: str, party: PartyCode, standing: Sequence[str], units: Iterable[Unit]) -> str:
    """Say why *name* is none of the answers *standing* of *party*, how these are named, and which are near.

    *units* are all that were ever submitted on the draft. What a name without an entry meant is not guessed.
    """
    expected = f"Expected the party, the entry and the place in what it says, such as {standing[0]}."
    read = read_unit_name(name)
    known = next((one for one in units if one.reference == name), None)
    if read is not None and read.party != party:
        why = f"is a name for an answer of {read.party}, and what is given again here is given for {party}."
    elif known is not None:
        why = f"cannot be given again: {_because(known)}."
    elif read is not None and read.entry is None:
        why = f"does not say by which entry it was given. {expected}"
    else:
        why = f"is no answer of {party} that stood on the draft before. {expected}"
    near = _near(name, standing)
    more = f", and {len(near) - FEW} more" if len(near) > FEW else ""
    meant = f" Near it: {', '.join(near[:FEW])}{more}." if near else ""
    return f'"{name}" {why}{meant} `travaux standing {party}` tells of each.'


def _because(unit: Unit) -> str:
    match unit.fate:
        case Withdrawn():
            return "it was withdrawn"
        case Superseded(by=by):
            return f"its party's {by} took its place"
        case OutOfTime():
            return "it came out of time"
        case NotUnderstood():
            return "it was not understood"
        case Recorded() | InText() | Joined() | MergedWithConsent():
            return f"it is {NOT_OWN}"
        case _:
            assert_never(unit.fate)


def _near(name: str, standing: Sequence[str]) -> list[str]:
    """List the names with the same place in another entry; or those of the same entry; or alike letters."""
    asked = read_unit_name(name)
    by_letters = {one.casefold(): one for one in standing}
    alike = [by_letters[one] for one in get_close_matches(name.casefold(), by_letters, n=FEW)]
    if asked is None:
        return alike
    read = [(one, read_unit_name(one)) for one in standing]
    entry = [
        one for one, it in read if it is not None and asked.entry is not None and it.entry == asked.entry
    ]
    place = [one for one, it in read if it is not None and it.number == asked.number]
    return entry or place or alike
