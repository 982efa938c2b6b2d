"""A party's position as the text shows it, side by side with what the party itself has said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.compile.collective import in_name_of, speakers
from travaux.compile.fate import InText, Joined, MergedWithConsent
from travaux.compile.matrix import Spoke, matrix
from travaux.render.answer_told import answer_line
from travaux.render.choice import Words
from travaux.render.phrases import fate_text
from travaux.render.place import place
from travaux.render.profile import Profile
from travaux.render.setting import Setting
from travaux.text.notation import plain_characters
from travaux.text.provision import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.compilation import Compilation
    from travaux.compile.fate import Fate
    from travaux.record.consolidation import Consolidation
    from travaux.render import element as h
    from travaux.render.told import Line
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One provision: what the draft says, what the text shows, what the party said."""

    name: str
    places: tuple[str, ...]
    """Its addresses in the draft, at which an objection can be made."""
    draft: str
    text: tuple[h.Node, ...]
    """The words with everybody's alternatives, as elements of the page."""
    said: tuple[Line, ...]
    fates: tuple[str, ...]
    by: PartyCode


def shown(found: Consolidation, party: PartyCode) -> tuple[Shown, ...]:
    """Lay out, in reading order, what is shown of *party*: its own answers, and those given in its name."""
    compilation = found.compilation
    speak = [
        party,
        *speakers(compilation).get(party, ()),
    ]
    return tuple(one for by in speak for one in _of(compilation, by, party))


def _of(compilation: Compilation, party: PartyCode, whose: PartyCode) -> Iterator[Shown]:
    """Lay out what *party* says; of another than *whose* it is shown, what it says in that one's name."""
    laid = matrix(compilation)
    if party not in laid.parties:
        return
    at = laid.parties.index(party)
    setting = Setting(compilation=compilation, profile=Profile.ATTRIBUTED)
    words = Words(setting)
    fates = {one.reference: _became(one.fate, setting) for one in compilation.units if one.party == party}
    for row in laid.rows:
        cell = row.cells[at]
        if not isinstance(cell, Spoke):
            continue
        stances = cell.stances if party == whose else in_name_of(whose, cell.stances)
        if not stances:
            continue
        provision = compilation.text.at(row.address) if row.address else None
        yield Shown(
            name=place(row.citation),
            places=tuple(dict.fromkeys(one.provision for one in stances if one.provision)),
            draft=_words(compilation.draft, row.address),
            text=() if provision is None else tuple(words.body(provision.words)),
            said=tuple(answer_line(one.answer) for one in stances),
            fates=tuple(fates[one.reference] for one in stances if one.reference in fates),
            by=party,
        )


def _became(fate: Fate, setting: Setting) -> str:
    """Say what became of a unit, the places named as a person would."""
    if isinstance(fate, InText | Joined | MergedWithConsent):
        places = ((setting.text.index(one), one) for one in fate.at)
        fate = replace(
            fate, at=tuple(Address(one if at is None else place(setting.cite(at))) for at, one in places)
        )
    return fate_text(fate)


def _words(text: Text, address: str) -> str:
    provision = text.at(address) if address else None
    return "" if provision is None else plain_characters(provision.words)
