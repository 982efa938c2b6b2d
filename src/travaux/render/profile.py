"""Who is named in a rendering: the same compilation, shown to different readers.

In a profile without names beside the words, each list of names in the marks gives way to something that
the bracket notation reads back in the same place: in a side table to a reference of its own ("N3"), in
an unattributed text to nothing, or to `UNNAMED` where the mark would otherwise not say what is proposed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from travaux.text.notation import Attribution, Reader, attributed, parse, show
from travaux.text.printed import told
from travaux.text.provision import ORDINARY, Against, Joining, Move, WId
from travaux.text.wording import Alternative, Choice, PartyCode, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision, Standing


class Profile(StrEnum):
    """Where the names of parties stand. The compilation is the same; the record can prove who said what."""

    ATTRIBUTED = "attributed"
    """Beside the words."""
    UNATTRIBUTED = "unattributed"
    """Nowhere: neither beside the words nor in tables, attributes or comments."""
    SIDE_TABLE = "side-table"
    """In a table beside the text; the words carry a mark that leads to its row."""


UNNAMED: Final = PartyCode("UNNAMED")
"""Stands for parties that are not named, where a mark needs somebody: "[UNNAMED deletes: …]"."""


class Role(StrEnum):
    """What the parties of a list do; the value is how a table says it."""

    SPONSORS = "proposed by"
    ACCEPTS = "accepted by"
    """The draft's own words, in a choice made by compiling."""
    SUPPORTERS = "supported by"
    OPPONENTS = "opposed by"
    EXCEPTS = "all but this accepted by"
    OPPOSED = "whose proposal is opposed"
    SUPPORTED = "whose proposal is supported"
    DELETES = "deletion proposed by"
    MOVES_TO = "move from here proposed by"
    MOVES_FROM = "move to here proposed by"
    MERGES = "merger proposed by"
    RENUMBERS = "other number proposed by"
    RESPACES = "spaced otherwise by"
    FIRST = "first proposed by"
    """Gives a proposed provision its lasting identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNote:
    """One row of the side table: a reference in the text, and the parties that stand behind it."""

    reference: PartyCode
    """As written in the text, in the place of the parties."""
    address: Address
    role: Role
    parties: tuple[PartyCode, ...]
    printed: str | None = field(default=None, compare=False)
    """The attribution as it stood in the source of a tabled bracket; `Alternative.printed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """A text as a profile shows it."""

    text: Text
    profile: Profile
    codes: tuple[PartyCode, ...]
    """What stands in the places of names: what a reader of the rendering must know as parties."""
    notes: tuple[SideNote, ...] = ()
    """In reading order; there are none but in the side-table profile."""


class NamesLeftOutError(ValueError):
    """Names were asked back from an unattributed text, which does not hold them."""


def profiled(text: Text, profile: Profile, order: Sequence[PartyCode]) -> Profiled:
    """Show *text* as *profile* has it; *order* lists all parties.

    Unattributed: no code is left in marks, numbers, identities and layout, what kind of proposal each is
    stays, and wordings that differ in white space alone are left out. Words of the text itself are
    never changed, whomever they name.
    """
    parties = tuple(dict.fromkeys((*order, *_codes(text))))
    match profile:
        case Profile.ATTRIBUTED:
            return Profiled(text=text, profile=profile, codes=parties)
        case Profile.UNATTRIBUTED:
            bare = _mapped(text, _Unnamed(parties))
            head = "" if any(code in text.head for code in parties) else text.head
            tail = "" if any(code in text.tail for code in parties) else text.tail
            return Profiled(text=replace(bare, head=head, tail=tail), profile=profile, codes=(UNNAMED,))
        case Profile.SIDE_TABLE:
            table = _Referenced(parties)
            shown = _mapped(text, table)
            notes = tuple(table.notes)
            return Profiled(
                text=shown, profile=profile, codes=tuple(note.reference for note in notes), notes=notes
            )


def attributed_again(given: Profiled) -> Text:
    """Put the names of the side table back: the text that was profiled. Raises NamesLeftOutError."""
    match given.profile:
        case Profile.ATTRIBUTED:
            return given.text
        case Profile.SIDE_TABLE:
            return _mapped(given.text, _Restored(given.notes))
        case Profile.UNATTRIBUTED:
            msg = (
                "An unattributed text holds no names. To prove whose words are whose, render the same "
                "compilation with the profile side-table or attributed, and compare its words with this text."
            )
            raise NamesLeftOutError(msg)


def without_names(printed: str, parties: Sequence[PartyCode]) -> str:
    """Write words in bracket notation anew, the names of *parties* left out of their brackets."""
    return show(_wording(parse(printed, parties), _Unnamed(tuple(parties)))) if "[" in printed else printed


class _Swap(Protocol):
    """What is put in the place of each list of names."""

    def at(self, provision: Provision) -> None: ...
    def names(self, parties: tuple[PartyCode, ...], role: Role) -> tuple[PartyCode, ...]: ...
    def alternative(self, one: Alternative) -> Alternative: ...
    def choice(self, choice: Choice) -> Choice: ...
    def provision(self, provision: Provision) -> Provision: ...


def _mapped(text: Text, swap: _Swap) -> Text:
    return replace(text, provisions=tuple(_provision(provision, swap) for provision in text.provisions))


def _provision(provision: Provision, swap: _Swap) -> Provision:
    swap.at(provision)
    standing = provision.standing
    changed = replace(
        provision,
        standing=standing if standing is ORDINARY else _standing(standing, swap),
        renumberings=tuple(
            replace(one, parties=swap.names(one.parties, Role.RENUMBERS)) for one in provision.renumberings
        ),
        words=_wording(provision.words, swap),
        respacings=tuple(
            replace(one, parties=swap.names(one.parties, Role.RESPACES), words=_wording(one.words, swap))
            for one in provision.respacings
        ),
    )
    return swap.provision(changed)


def _standing(standing: Standing, swap: _Swap) -> Standing:
    return replace(
        standing,
        sponsors=swap.names(standing.sponsors, Role.SPONSORS),
        supporters=swap.names(standing.supporters, Role.SUPPORTERS),
        opponents=swap.names(standing.opponents, Role.OPPONENTS),
        deleted_by=swap.names(standing.deleted_by, Role.DELETES),
        moved_to=_moves(standing.moved_to, Role.MOVES_TO, swap),
        moved_from=_moves(standing.moved_from, Role.MOVES_FROM, swap),
        merged_into=_moves(standing.merged_into, Role.MERGES, swap),
        merged_from=_moves(standing.merged_from, Role.MERGES, swap),
        against=tuple(
            Against(parties=swap.names(one.parties, Role.OPPONENTS), author=_author(one.author, swap))
            for one in standing.against
        ),
        joining=tuple(
            Joining(parties=codes, author=author)
            for codes, author in _joining(((one.parties, one.author) for one in standing.joining), swap)
        ),
    )


def _author(author: PartyCode, swap: _Swap, role: Role = Role.OPPOSED) -> PartyCode:
    return next(iter(swap.names((author,), role)), author)


def _joining(
    pairs: Iterable[tuple[tuple[PartyCode, ...], PartyCode]], swap: _Swap
) -> tuple[tuple[tuple[PartyCode, ...], PartyCode], ...]:
    """Swap the names of who supports what others would do; where supporters are not named, there are none."""
    named = ((swap.names(codes, Role.SUPPORTERS), author) for codes, author in pairs)
    return tuple((codes, _author(author, swap, Role.SUPPORTED)) for codes, author in named if codes)


def _moves(moves: Iterable[Move], role: Role, swap: _Swap) -> tuple[Move, ...]:
    return tuple(replace(move, parties=swap.names(move.parties, role)) for move in moves)


def _wording(wording: Wording, swap: _Swap) -> Wording:
    if wording.settled:
        return wording
    return words(*(_choice(part, swap) if isinstance(part, Choice) else part for part in wording.parts))


def _choice(choice: Choice, swap: _Swap) -> Choice:
    alternatives: list[Alternative] = []
    for one in choice.alternatives:
        named = swap.alternative(one)
        alternatives.append(replace(named, words=_wording(one.words, swap)))
    return swap.choice(replace(choice, alternatives=tuple(alternatives)))


def _printed(printed: str | None, one: Alternative, swap: _Swap, known: Iterable[PartyCode]) -> str | None:
    """Write the attribution of a tabled alternative anew, with the names that *one* has now."""
    if printed is None:
        return None
    head = Reader(frozenset(known)).attribution(printed)
    if head is None:
        return printed if not any(code in printed for code in known) else None
    said, length = head
    return (
        attributed(
            Attribution(
                base=said.base,
                only=said.only,
                sponsors=one.sponsors,
                supporters=one.supporters,
                opponents=one.opponents,
                excepting=one.excepting,
                deleted_by=swap.names(said.deleted_by, Role.DELETES),
                moved_to=tuple((swap.names(codes, Role.MOVES_TO), other) for codes, other in said.moved_to),
                moved_from=tuple(
                    (swap.names(codes, Role.MOVES_FROM), other) for codes, other in said.moved_from
                ),
                merged_into=tuple(
                    (swap.names(codes, Role.MERGES), other) for codes, other in said.merged_into
                ),
                merged_from=tuple(
                    (swap.names(codes, Role.MERGES), other) for codes, other in said.merged_from
                ),
                against=tuple(
                    (swap.names(codes, Role.OPPONENTS), _author(author, swap))
                    for codes, author in said.against
                ),
                joining=_joining(said.joining, swap),
            )
        )
        + printed[length:]
    )


def _said(standing: Standing, swap: _Swap, known: Iterable[PartyCode]) -> str | None:
    """Write the attribution of a tabled bracket anew, with the names that *standing* has now."""
    named = Alternative(
        words=Wording(),
        sponsors=standing.sponsors,
        supporters=standing.supporters,
        opponents=standing.opponents,
    )
    return _printed(standing.printed, named, swap, known)


class _Unnamed:
    """Leaves the names out, and keeps what kind of proposal each mark is."""

    def __init__(self, parties: tuple[PartyCode, ...]) -> None:
        self._parties = parties
        self._proposed = 0
        self._before: Provision | None = None

    def at(self, provision: Provision) -> None:
        self._before = provision

    def names(self, parties: tuple[PartyCode, ...], role: Role) -> tuple[PartyCode, ...]:
        return (UNNAMED,) if parties and role is not Role.SUPPORTERS else ()

    def alternative(self, one: Alternative) -> Alternative:
        bare = replace(
            one,
            sponsors=(),
            supporters=(),
            opponents=self.names(one.opponents, Role.OPPONENTS),
            excepting=self.names(one.excepting, Role.EXCEPTS),
        )
        return replace(bare, printed=_printed(one.printed, bare, self, self._parties))

    def choice(self, choice: Choice) -> Choice:
        """Without names, a division of a party's wording reads as alternatives that were tabled."""
        held = choice.tabled or not any(one.base for one in choice.alternatives)
        return replace(choice, tabled=held)

    def provision(self, provision: Provision) -> Provision:
        standing = provision.standing
        if standing is not ORDINARY:
            by_joining = not standing.base and not standing.sponsors
            sponsors = () if standing.base else (UNNAMED,) if by_joining else standing.sponsors
            standing = replace(standing, sponsors=sponsors)
            said = None if told(standing) == standing else _said(standing, self, self._parties)
            standing = replace(standing, printed=said)
        wid = provision.wid
        head, at, code = wid.rpartition("@")
        if at and code in self._parties:
            self._proposed += 1
            wid = WId(f"{head}@{self._proposed}")
        bare = replace(provision, wid=wid, standing=standing, respacings=())
        if bare != self._before and bare.layout is not None:
            bare = replace(bare, layout=replace(bare.layout, spelled=None))
        return bare


class _Referenced:
    """Gives each list of names a reference, and keeps the list in a note."""

    def __init__(self, parties: tuple[PartyCode, ...]) -> None:
        self.notes: list[SideNote] = []
        self._parties = parties
        self._stem = "N"
        while any(code.startswith(self._stem) and code[len(self._stem) :].isdigit() for code in parties):
            self._stem += "N"
        self._at: Provision | None = None
        self._first = 0

    def at(self, provision: Provision) -> None:
        self._at = provision
        self._first = len(self.notes)

    def names(self, parties: tuple[PartyCode, ...], role: Role) -> tuple[PartyCode, ...]:
        if not parties or self._at is None:
            return ()
        reference = PartyCode(f"{self._stem}{len(self.notes) + 1}")
        self.notes.append(SideNote(reference=reference, address=self._at.eid, role=role, parties=parties))
        return (reference,)

    def alternative(self, one: Alternative) -> Alternative:
        first = len(self.notes)
        named = replace(
            one,
            sponsors=self.names(one.sponsors, Role.ACCEPTS if one.base else Role.SPONSORS),
            supporters=self.names(one.supporters, Role.SUPPORTERS),
            opponents=self.names(one.opponents, Role.OPPONENTS),
            excepting=self.names(one.excepting, Role.EXCEPTS),
        )
        named = replace(named, printed=_printed(one.printed, named, self, self._parties))
        if len(self.notes) > first:
            self.notes[first] = replace(self.notes[first], printed=one.printed)
        return named

    def choice(self, choice: Choice) -> Choice:
        return choice

    def provision(self, provision: Provision) -> Provision:
        first = self._first
        standing = provision.standing
        if standing.printed is not None:
            if len(self.notes) > first:
                self.notes[first] = replace(self.notes[first], printed=standing.printed)
            standing = replace(standing, printed=_said(standing, self, self._parties))
        wid = provision.wid
        head, at, code = wid.rpartition("@")
        if at and code in self._parties:
            known = next((note for note in self.notes[first:] if note.parties[0] == code), None)
            (reference,) = (known.reference,) if known else self.names((PartyCode(code),), Role.FIRST)
            wid = WId(f"{head}@{reference}")
        return replace(provision, wid=wid, standing=standing)


class _Restored:
    """Puts the lists back where their references stand."""

    def __init__(self, notes: Sequence[SideNote]) -> None:
        self._notes = {note.reference: note for note in notes}

    def at(self, provision: Provision) -> None:
        pass

    def names(self, parties: tuple[PartyCode, ...], role: Role) -> tuple[PartyCode, ...]:
        del role
        return tuple(code for reference in parties for code in self._notes[reference].parties)

    def _as_printed(self, references: Iterable[PartyCode]) -> str | None:
        kept = (self._notes[reference].printed for reference in references)
        return next((printed for printed in kept if printed is not None), None)

    def alternative(self, one: Alternative) -> Alternative:
        printed = one.printed
        if printed is not None:
            head = Reader(self._notes).attribution(printed)
            if head is not None:
                printed = self._as_printed(_listed(head[0]))
        return replace(
            one,
            sponsors=self.names(one.sponsors, Role.SPONSORS),
            supporters=self.names(one.supporters, Role.SUPPORTERS),
            opponents=self.names(one.opponents, Role.OPPONENTS),
            excepting=self.names(one.excepting, Role.EXCEPTS),
            printed=printed,
        )

    def choice(self, choice: Choice) -> Choice:
        return choice

    def provision(self, provision: Provision) -> Provision:
        head, at, reference = provision.wid.rpartition("@")
        if not at or (note := self._notes.get(PartyCode(reference))) is None:
            return provision
        return replace(provision, wid=WId(f"{head}@{note.parties[0]}"))


def _listed(said: Attribution) -> Iterator[PartyCode]:
    yield from (*said.sponsors, *said.supporters, *said.opponents, *said.excepting, *said.deleted_by)
    for codes, _ in (*said.moved_to, *said.moved_from, *said.merged_into, *said.merged_from):
        yield from codes
    for codes, author in (*said.against, *said.joining):
        yield from (*codes, author)


def _codes(text: Text) -> Iterator[PartyCode]:
    """Go through the codes in the marks of *text*, each as often as it stands there."""
    for provision in text.provisions:
        standing = provision.standing
        if standing is not ORDINARY:
            yield from (*standing.sponsors, *standing.supporters, *standing.opponents, *standing.deleted_by)
            for move in standing.ends:
                yield from move.parties
            for stance in standing.stances:
                yield from (*stance.parties, stance.author)
            yield from _in_print(standing.printed)
        for renumbering in provision.renumberings:
            yield from renumbering.parties
        for respacing in provision.respacings:
            yield from respacing.parties
        for wording in (provision.words, *(one.words for one in provision.respacings)):
            for choice in wording.choices():
                for one in choice.alternatives:
                    yield from (*one.sponsors, *one.supporters, *one.opponents, *one.excepting)
                    yield from _in_print(one.printed)


def _in_print(printed: str | None) -> Iterator[PartyCode]:
    if printed and (head := Reader().attribution(printed)) is not None:
        yield from _listed(head[0])
