"""A party's position as the text shows it, side by side with what the party itself has said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import in_name_of, speakers
from travaux.compile.fate import InText, Joined, MergedWithConsent
from travaux.compile.matrix import Spoke, matrix
from travaux.render import element as h
from travaux.render.answer_told import answer_line, before_told
from travaux.render.choice import Words
from travaux.render.phrases import fate_text
from travaux.render.place import place
from travaux.render.provisions import paragraph
from travaux.render.told import line
from travaux.render.tongue import say, semicolon
from travaux.text.provision import Address
from travaux.text.provision_name import cite_address

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.compilation import Compilation, Stance
    from travaux.compile.fate import Fate
    from travaux.compile.matrix import Row
    from travaux.render.setting import Setting
    from travaux.render.told import Line
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One provision: what the text shows there, what the party said, and what became of that."""

    name: str
    places: tuple[str, ...]
    """Its addresses in the draft, at which an objection can be made."""
    text: h.Element | None
    """The provision with everybody's alternatives and who has it as a whole, as an article's page has it.

    It runs as the draft does. None: the row is of no provision.
    """
    said: tuple[Line, ...]
    """What it answered, in its own words."""
    taken: tuple[Line, ...]
    """What the text taken over shows of it, which it has not said."""
    fates: tuple[str, ...]
    since: tuple[Line, ...]
    """Of what it was said, and what became of that, where another's proposal of which it speaks is gone."""
    by: PartyCode


def shown(setting: Setting, party: PartyCode) -> tuple[Shown, ...]:
    """Lay out, in reading order, what is shown of *party*: its own answers, and those given in its name.

    Wherever the text names the party there is a row, whether an answer of its stands there or not.
    """
    speak = [party, *speakers(setting.compilation).get(party, ())]
    return tuple(one for by in speak for one in _of(setting, by, party))


def _of(setting: Setting, party: PartyCode, whose: PartyCode) -> Iterator[Shown]:
    """Lay out what *party* says; of another than *whose* it is shown, what it says in that one's name."""
    compilation = setting.compilation
    spoken = tuple(_spoken(compilation, party, whose))
    # What the text does not have, as a whole or any more, comes first.
    said = {
        before - len(spoken) if (at := setting.text.index(row.address)) is None else at: (
            place(row.citation),
            stances,
        )
        for before, (row, stances) in enumerate(spoken)
    }
    fates = {one.reference: _became(one.fate, setting) for one in compilation.units if one.party == party}
    told = {at: _told(setting, at, said, party) for at in said}
    if party == whose:
        covered = {each for those in told.values() for each in those}
        told |= {
            at: (at,)
            for at, provision in enumerate(setting.text.provisions)
            if at not in covered and party in named_at(provision)
        }
    words = Words(setting)
    for at, those in sorted(told.items()):
        name, stances = said.get(at) or (place(setting.cite(at)), ())
        yield Shown(
            name=name,
            places=_places(compilation, setting, at, stances),
            text=_running(setting, [_written(setting, words, each, those) for each in those]),
            said=tuple(answer_line(one.answer) for one in stances if not is_shown(one.answer)),
            taken=tuple(_as_taken(one.answer) for one in stances if is_shown(one.answer)),
            fates=tuple(fates[one.reference] for one in stances if one.reference in fates),
            since=tuple(it for one in stances if one.before is not None for it in before_told(one.before)),
            by=party,
        )


def boxes(rows: Sequence[Shown], draft: Text) -> dict[str, str]:
    """Name the places in the *draft* at which an objection can be made, by their addresses, as *rows* come.

    Each has the name of what is recorded, and says where its words are shown, where that is elsewhere. No two
    have the same name.
    """
    stands: dict[str, list[str]] = {}
    for row in rows:
        for address in row.places:
            stands.setdefault(address, []).append(row.name)
    named = {address: place(cite_address(address, draft)) for address in stands}
    count = Counter(named.values())
    found: dict[str, str] = {}
    for address, name in named.items():
        own = name if count[name] == 1 else f"{name} · {address}"
        shown_at = tuple(dict.fromkeys(stands[address]))
        elsewhere = _("shown at %(places)s") % {"places": semicolon().join(shown_at)}
        found[address] = own if shown_at == (name,) else f"{own} ({elsewhere})"
    return found


def _as_taken(answer: Answer) -> Line:
    """Tell what a text taken over shows, and that nobody has said it."""
    told = answer_line(answer)
    return line(say(NOT_OWN), ": ", *told.said, below=told.below)


def _spoken(
    compilation: Compilation, party: PartyCode, whose: PartyCode
) -> Iterator[tuple[Row, tuple[Stance, ...]]]:
    laid = matrix(compilation)
    if party not in laid.parties:
        return
    at = laid.parties.index(party)
    for row in laid.rows:
        cell = row.cells[at]
        if isinstance(cell, Spoke):
            stances = cell.stances if party == whose else in_name_of(whose, cell.stances)
            if stances:
                yield row, tuple(stances)


def _told(setting: Setting, at: int, said: Container[int], party: PartyCode) -> tuple[int, ...]:
    """List the provisions that one row shows: its own, and what stands in it and is new or names the party.

    What has a row of its own is told there.
    """
    if at < 0:
        return ()
    provisions = setting.text.provisions
    inside = range(at + 1, setting.text.end(at))
    new = not provisions[at].standing.base
    return (
        at,
        *(one for one in inside if one not in said and (new or party in named_at(provisions[one]))),
    )


def _running(setting: Setting, written: Sequence[h.Node]) -> h.Element | None:
    """Let what is written of the draft run as the draft does, whichever way the page runs."""
    return h.div(".theirs", lang=setting.language, dir=setting.direction)[written] if written else None


def _written(setting: Setting, words: Words, at: int, those: Sequence[int]) -> h.Node:
    provisions = setting.text.provisions
    depth = provisions[at].depth - provisions[those[0]].depth
    alone = setting.text.parent(at) not in those
    return paragraph(setting, words, at, depth, quoted=True, alone=alone)


def _places(
    compilation: Compilation, setting: Setting, at: int, stances: Sequence[Stance]
) -> tuple[str, ...]:
    if stances:
        return tuple(dict.fromkeys(one.provision for one in stances if one.provision))
    address = setting.text.provisions[at].eid
    return (address,) if compilation.draft.at(address) is not None else ()


def named_at(provision: Provision) -> frozenset[PartyCode]:
    """Name everybody whom the text names at a provision, for whatever it is."""
    standing = provision.standing
    choices = [one for one in provision.words.choices() if not one.tabled]
    found = {
        *standing.sponsors,
        *standing.supporters,
        *standing.opponents,
        *standing.deleted_by,
        *(code for one in standing.ends for code in one.parties),
        *(code for one in standing.stances for code in (one.author, *one.parties)),
        *(code for one in provision.renumberings for code in one.parties),
        *(code for one in provision.respacings for code in one.parties),
    }
    for one in (each for choice in choices for each in choice.alternatives):
        found.update(one.sponsors, one.supporters, one.opponents, one.excepting)
    return frozenset(found)


def _became(fate: Fate, setting: Setting) -> str:
    """Say what became of a unit, the places named as a person would; what stands in one goes with it."""
    if isinstance(fate, InText | Joined | MergedWithConsent):
        outer = [
            one for one in fate.at if not any(above.eid in fate.at for above in setting.text.path(one)[:-1])
        ]
        places = ((setting.text.index(one), one) for one in outer)
        fate = replace(
            fate, at=tuple(Address(one if at is None else place(setting.cite(at))) for at, one in places)
        )
    return fate_text(fate)
