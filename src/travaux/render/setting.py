"""What every part of a page needs to know: the compilation, who is named, and where each thing leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from travaux.answers.answer import Condition
from travaux.compile.collective import speakers
from travaux.compile.compilation import Compilation, Stance, Voice
from travaux.compile.convergence import Convergence, convergence
from travaux.compile.fate import faults
from travaux.compile.hanging import named_by
from travaux.compile.matrix import places
from travaux.compile.project import project
from travaux.compile.rectified import Rectified, rectified
from travaux.render import element as h
from travaux.render.markup import characters, plain
from travaux.render.place import place
from travaux.render.profile import Profile, Profiled, SideNote, profiled
from travaux.render.record_page import ours
from travaux.render.tongue import say
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import direction, guess
from travaux.text.notation import plain_characters
from travaux.text.provision import Address
from travaux.text.provision_name import cite
from travaux.text.whose import without_party
from travaux.text.wording import PartyCode

APART: Final = 6
"""Codes in a row that are elements of their own, each with the party's name; more are one run."""


def on_this_page(address: str) -> str:
    """Give the anchor of a provision that stands on the same page."""
    return f"#{address}"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A compilation and the profile in which it is shown."""

    compilation: Compilation
    profile: Profile
    where: Callable[[str], str] = on_this_page
    """The link to the provision at an address of the text."""
    settled: Mapping[Address, str] = field(default_factory=dict)
    """What a record says is settled, by address, in its own words: nothing is settled by compiling."""
    asked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By address, the entries of a record that ask a question there: no answers, and no positions."""

    @cached_property
    def rectified(self) -> Rectified:
        """The consolidated text, what was rectified in it made in its words."""
        return rectified(self.compilation)

    @cached_property
    def shown(self) -> Profiled:
        """The consolidated text as the profile has it."""
        return profiled(self.rectified.text, self.profile, self.compilation.order)

    @property
    def text(self) -> Text:
        """The text that is shown; its marks name parties, or references, or nobody."""
        return self.shown.text

    @cached_property
    def notes(self) -> dict[Address, tuple[SideNote, ...]]:
        """The rows of the side table, by provision."""
        found: dict[Address, list[SideNote]] = {}
        for note in self.shown.notes:
            found.setdefault(note.address, []).append(note)
        return {address: tuple(notes) for address, notes in found.items()}

    @property
    def attributed(self) -> bool:
        """Whether names stand beside the words."""
        return self.profile is Profile.ATTRIBUTED

    @property
    def named(self) -> bool:
        """Whether the page names anybody at all."""
        return self.profile is not Profile.UNATTRIBUTED

    @cached_property
    def place(self) -> dict[PartyCode, int]:
        """Each party's place in the protocol order, from 0."""
        return {code: at for at, code in enumerate(self.compilation.order)}

    @cached_property
    def names(self) -> dict[PartyCode, str]:
        """What the parties call themselves, where they say."""
        return dict(self.compilation.names)

    @cached_property
    def voices(self) -> dict[PartyCode, Voice]:
        """The replies, by who speaks."""
        return {voice.party: voice for voice in self.compilation.voices}

    @cached_property
    def spoken_for(self) -> dict[PartyCode, tuple[PartyCode, ...]]:
        """For each party named as a principal in another's reply: in whose."""
        return dict(speakers(self.compilation))

    @cached_property
    def silent(self) -> tuple[PartyCode, ...]:
        """Those who have not replied and for whom nobody has."""
        heard = {*self.voices, *self.spoken_for, *self.left_out}
        return tuple(code for code in self.compilation.order if code not in heard)

    @cached_property
    def shown_only(self) -> frozenset[PartyCode]:
        """Those of whom only a text taken over shows something: none of them has said it."""
        return self.compilation.shown_only

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Those whose reply is not in the compilation."""
        return frozenset(one.party for one in self.compilation.left_out)

    @cached_property
    def in_draft(self) -> dict[Address, frozenset[PartyCode]]:
        """Whose names the draft itself has beside its words, by provision: nobody has answered it yet."""
        return {
            one.eid: frozenset(
                code
                for choice in one.words.choices()
                for each in choice.alternatives
                for code in (*each.sponsors, *each.supporters)
            )
            | {*one.standing.sponsors, *one.standing.supporters}
            for one in project(self.compilation.text, None).provisions
        }

    @cached_property
    def stances(self) -> dict[int | None, tuple[Stance, ...]]:
        """The answers by the provisions of the consolidated text they speak of; None: the whole."""
        found: dict[int | None, list[Stance]] = {}
        for stance in self.compilation.stances:
            if (
                stance.provision is None
                and stance.answer.provision.strip()
                and not self.places[stance.reference]
            ):
                continue  # it names nothing that is in the text: the fates and findings say so
            for at in self.places[stance.reference] or (None,):
                found.setdefault(at, []).append(stance)
        return {at: tuple(stances) for at, stances in found.items()}

    @cached_property
    def faults(self) -> Mapping[str, Finding]:
        """Why answers were not understood and are kept aside, by their references."""
        return faults(self.compilation.units)

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """For each answer, by its reference, the provisions of the consolidated text it speaks of."""
        units = {unit.reference: unit for unit in self.compilation.units}
        found: dict[str, tuple[int, ...]] = {}
        for stance in self.compilation.stances:
            addresses = places(stance, self.compilation, units.get(stance.reference))
            at = (self.text.index(address) for address in addresses if address)
            found[stance.reference] = tuple(index for index in at if index is not None)
        return found

    @cached_property
    def convergence(self) -> Convergence:
        """What is counted in the text."""
        return convergence(self.compilation.text)

    @cached_property
    def conditions(self) -> dict[int, tuple[tuple[Stance, str], ...]]:
        """By provision of the consolidated text: the answers that hang on it, with the words that say so."""
        found: dict[int, list[tuple[Stance, str]]] = {}
        for stance in self.compilation.stances:
            for condition in stance.answer.conditions:
                for address in self.named_by(condition):
                    at = self.text.index(address)
                    if at is not None:
                        found.setdefault(at, []).append((stance, condition.words))
        return {at: tuple(given) for at, given in found.items()}

    def named_by(self, condition: Condition) -> tuple[Address, ...]:
        """List what one condition names, of the draft or added to it; what no other condition names."""
        return named_by(condition, self.compilation.draft, self.compilation.text)

    @cached_property
    def footnotes(self) -> dict[str, Address]:
        """The footnotes by the marks that lead to them."""
        return {one.label: one.eid for one in self.text.provisions if one.kind is Kind.FOOTNOTE and one.label}

    @cached_property
    def language(self) -> str:
        """The language of the text, as a tag; guessed where the text does not say."""
        if self.text.language != "und":
            return self.text.language
        return guess(self._all)

    @cached_property
    def direction(self) -> str:
        """Which way the text runs."""
        return direction(self._all)

    @cached_property
    def _all(self) -> str:
        return " ".join(plain_characters(provision.words) for provision in self.text.provisions)

    def party(self, code: PartyCode) -> h.Element:
        """Write a party's code, with its name where that is known."""
        if (known := self._parties.get(code)) is None:
            name = self.names.get(code, "")
            classes = {"class": ["party", *self.followed((code,), "u")]}
            known = self._parties[code] = h.bdi(classes, title=plain(name) or None)[characters(code)]
        return known

    @cached_property
    def _parties(self) -> dict[PartyCode, h.Element]:
        return {}

    def parties(self, codes: Iterable[PartyCode]) -> list[h.Node]:
        """Write codes one after the other; many are one run, without their names."""
        codes = tuple(codes)
        if len(codes) > APART:
            return [h.bdi(".party.run")[" ".join(map(plain, codes))]]
        nodes: list[h.Node] = []
        for code in codes:
            nodes += [" ", self.party(code)] if nodes else [self.party(code)]
        return nodes

    def followed(self, codes: Iterable[PartyCode], prefix: str = "p") -> list[str]:
        """Name the classes by which a reader follows these parties, references taken for whom they stand.

        *prefix* says what the element is to them; `follow` lists them.
        """
        if not self.named:
            return []
        whose = [party for code in codes for party in self._behind.get(code, (code,))]
        return [f"{prefix}{self.place[party]}" for party in whose if party in self.place]

    @cached_property
    def _behind(self) -> dict[PartyCode, tuple[PartyCode, ...]]:
        return {note.reference: note.parties for note in self.shown.notes}

    def first(self, codes: Iterable[PartyCode]) -> int:
        """Give the place of the first of these parties in the protocol order; 0 where nobody is named."""
        whose = [party for code in codes for party in self._behind.get(code, (code,))]
        return next((self.place[party] for party in whose if party in self.place), 0)

    def cite(self, index: int) -> str:
        """Refer to a provision as a person would; whose it is only where parties are named."""
        address = self.text.provisions[index].eid
        return plain(self.cited(self._citations.get(address) or cite(self.text, index)))

    def cited(self, citation: str) -> str:
        """Give a *citation* without whose it is, where nobody is named."""
        return citation if self.named else without_party(citation)

    @cached_property
    def _citations(self) -> dict[Address, str]:
        return {row.address: row.citation for row in self.convergence.provisions}

    def link(self, address: str, label: str = "", *, before: str = "") -> h.Node:
        """Lead to a provision; its address alone where the text does not have it.

        *label* is how it is cited, in words of ours as `place` says them; *before* stands with it.
        """
        at = self.text.index(address)
        if at is None:
            return plain(before + (label or address))
        return h.a(href=self.where(self.text.provisions[at].eid))[
            before or None, ours(label or place(self.cite(at)))
        ]


def voiced(codes: Iterable[PartyCode], one: str, several: str) -> str:
    """Say what these parties do: "ARD adds", "ARD CEL add"; "" for nobody."""
    named = tuple(plain(code) for code in codes)
    return say(one if len(named) == 1 else several, parties=" ".join(named)) if named else ""
