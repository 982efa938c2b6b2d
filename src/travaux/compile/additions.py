"""What parties add, found by the name that is printed: "Article 3, paragraph 1 bis (ARD)"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from travaux.answers.position import Asks, Holds, Opposes, Supports
from travaux.text.address import address_in, addresses
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.kind import HEADED, Kind
from travaux.text.number import read_label
from travaux.text.phrase import each_of, phrase, phrase_count
from travaux.text.provision import Address, Provision, Standing, WId
from travaux.text.provision_name import cite
from travaux.text.reference import Reference, read_reference
from travaux.text.resolve import resolve
from travaux.text.whose import WHOSE, is_party, party_named, without_party
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.answers.answer import Answer
    from travaux.compile.heard import Heard
    from travaux.compile.version import Version

UNKNOWN: Final = "unknown-provision"
AMBIGUOUS: Final = "ambiguous-provision"
_ADDED: Final = Standing(base=False)
_label: Final = lru_cache(maxsize=4096)(read_label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One provision that a party adds, with all that stands in it, by their places in its version."""

    items: tuple[int, ...]
    anchor: int | None
    """The provision of the draft for which it was proposed."""
    said: tuple[int, ...]
    """The answers of the reply, by their place in it from 0, that add it."""
    cited: str
    """How it is named by itself."""
    address: Address
    """Where it would stand in its party's text; it is found again by that, where it has a number."""
    numbered: bool


def whose(name: str, party: PartyCode) -> str | None:
    """Give *name* without the party in brackets behind it; None where it names another than *party*.

    "Article 3(1 bis) (ARD)" is what ARD proposes under that number. What is a number is no party.
    """
    found = list(WHOSE.finditer(name))
    own = next((one for one in found if one["party"] == party), None)
    if own is not None:
        return name[: own.start()] + name[own.end() :]
    return None if any(map(is_party, found)) else name


def added_by(name: str, version: Version) -> tuple[Addition, ...]:
    """List what the party of *version* adds under *name*, in its order: most often one, or nothing.

    It is looked for where the name says that it stands: "Article 3(1 bis)" is no other article's 1 bis. Where
    an addition of its own has the name, one of another party that it only supports is not meant.
    """
    own = whose(name, version.party)
    if own is None or all(item.base is not None for item in version.items):
        return ()
    text = _text(version)
    called = [at for at in _called(own, text) if version.items[at].base is None]
    found = [at for at in called if version.items[at].joined is None] or called
    if not found:
        return ()
    return _additions(version, text, found)


def _additions(version: Version, text: Text, found: Iterable[int]) -> tuple[Addition, ...]:
    given = addresses(text.provisions)
    return tuple(
        Addition(
            items=tuple(range(at, text.end(at))),
            anchor=version.items[at].anchor,
            said=version.items[at].said,
            cited=cite(text, at),
            address=given[at],
            numbered=text.provisions[at].number is not None,
        )
        for at in found
    )


def added_address_of(at: int, version: Version) -> Address | None:
    """Give the address at which what a version adds at this place would stand; None if it has no number."""
    text = _text(version)
    return addresses(text.provisions)[at] if text.provisions[at].number is not None else None


def additions(version: Version) -> tuple[Addition, ...]:
    """List all that the party of *version* adds, in its order; what stands in an addition is part of it."""
    if all(item.base is not None for item in version.items):
        return ()
    text = _text(version)
    outermost = (
        at
        for at, item in enumerate(version.items)
        if item.base is None and ((above := text.parent(at)) is None or version.items[above].base is not None)
    )
    return _additions(version, text, outermost)


def added_places(version: Version) -> dict[str, tuple[int, ...]]:
    """Give where what the party of *version* adds would stand, as `added_place` has it; in its order.

    With the answers of its reply that add it, by their place there from 0. What stands in something that it
    adds is told by that.
    """
    return {one.address if one.numbered else one.cited: one.said for one in additions(version)}


def cited_in(version: Version, at: int) -> str:
    """Give the name by which what a version adds at this place is found again, as `Addition.cited`."""
    return cite(_text(version), at)


def stands_in(name: str, draft: Text) -> int | None:
    """Give the innermost provision of *draft* in which what has this name would stand; None for none.

    "Article 3(1 bis)" would stand in Article 3, though the draft has no such paragraph.
    """
    bare = without_party(name)
    outer, _, inner = bare.rpartition(", ")
    read = read_reference(bare)
    steps = () if read is None else read.steps
    while len(steps) > 1:
        steps = steps[:-1]
        found = resolve(Reference(steps=steps, printed=bare, start=0, end=len(bare)), draft)
        if found:
            return found[0] if len(found) == 1 else None
    if read is None and outer and inner:
        found = resolve(outer, draft)
        return found[0] if len(found) == 1 else stands_in(outer, draft)
    return None


def added_address(name: str, draft: Text) -> str | None:
    """Give the address at which what has this name would stand in *draft*; None where that has no number."""
    read = read_reference(without_party(name))
    if read is None or (number := read.steps[-1][1]) is None:
        return None
    kind, at = read.steps[-1][0], stands_in(name, draft)
    if at is None:
        return address_in((), kind, number) if len(read.steps) == 1 and kind in HEADED else None
    above = draft.provisions[at]
    return address_in(draft.path(above.eid), kind or _BELOW.get(above.kind, Kind.PARAGRAPH), number)


def added_place(name: str, draft: Text) -> str:
    """Give where what has this name would stand in *draft*: its address; its name, where it has no number."""
    return added_address(name, draft) or " ".join(name.split())


_BELOW: Final = {
    Kind.PARAGRAPH: Kind.POINT,
    Kind.POINT: Kind.SUBPOINT,
    Kind.SUBPOINT: Kind.INDENT,
    Kind.PREAMBLE: Kind.RECITAL,
}
"""What is numbered in a provision, where a name does not say it; in any other, paragraphs."""


def _called(name: str, text: Text) -> tuple[int, ...]:
    """List what is proposed and printed by this very name, else what the name refers to in *text*."""
    printed = " ".join(name.split()).casefold()
    proposed = (at for at, one in enumerate(text.provisions) if not one.standing.base)
    return tuple(at for at in proposed if cite(text, at).casefold() == printed) or resolve(name, text)


def added_in(name: str, text: Text) -> tuple[int, ...]:
    """List the places in a consolidated text of what is proposed under *name*, by whoever it names."""
    sponsors = {code for one in text.provisions if not one.standing.base for code in one.standing.sponsors}
    named = next((code for code in sponsors if whose(name, code) not in {None, name}), None)
    bare = name if named is None else whose(name, named)
    return tuple(
        at
        for at in _called(name, text) or (() if bare is None else _called(bare, text))
        if not text.provisions[at].standing.base
        and (named is None or named in text.provisions[at].standing.sponsors)
    )


def _text(version: Version) -> Text:
    return Text(
        provisions=tuple(
            Provision(
                wid=WId(f"#{at}"),
                eid=Address(f"#{at}"),
                kind=item.kind,
                depth=item.depth,
                label=item.label,
                number=None if (label := _label(item.label)) is None else label.number,
                standing=Standing() if item.base is not None else _ADDED,
            )
            for at, item in enumerate(version.items)
        )
    )


def place_of_addition(one: Heard, draft: Text) -> str | None:
    """Give where what an answer names would stand in *draft*, if another adds it; None: it names no such.

    Behind it whose that is, where the answer says so: "art_2bis@ARD", as an entry names it.
    """
    name = one.answer.provision
    if one.provision is not None or not name.strip() or not (one.fault is None or may_be_of_addition(one)):
        return None
    return identity_named(name, draft) or added_place(name, draft)


def place_said(one: Heard, draft: Text) -> str:
    """Give the address of what an answer is on: of the draft, or added to it; "": the whole text."""
    if one.provision is not None:
        return draft.provisions[one.provision].eid
    return place_of_addition(one, draft) or ""


def place_told(one: Heard, draft: Text) -> str:
    """Give the address of what an answer is on, as `place_said`, with whose addition it is: "art_2bis@ARD".

    That is told by the name, or by whom the answer supports or opposes; else it stands at "art_2bis".
    """
    place, party = place_said(one, draft), _whose_addition(one.answer)
    named = one.provision is None and added_address(one.answer.provision, draft) is not None
    return f"{place}@{party}" if named and party is not None and "@" not in place else place


def names_of_addition(one: Heard, draft: Text) -> frozenset[str]:
    """List the places by which an entry may name what an answer is on, if another adds that; or nothing.

    "art_2bis", and with whose that is, where the answer says it: "art_2bis@ARD".
    """
    place, party = place_of_addition(one, draft), _whose_addition(one.answer)
    if place is None:
        return frozenset()
    bare = place.partition("@")[0]
    return frozenset({bare} if party is None else {bare, f"{bare}@{party}"})


def of_one_name(one: Heard, other: Heard, draft: Text) -> bool:
    """Whether two answers that are on no provision of the draft may be on one addition of another party."""
    if names_of_addition(one, draft).isdisjoint(names_of_addition(other, draft)):
        return False
    named = {_whose_addition(one.answer), _whose_addition(other.answer)} - {None}
    return len(named) < 2  # noqa: PLR2004  of two parties


def _whose_addition(answer: Answer) -> PartyCode | None:
    match answer.position:
        case Supports(party=author) | Opposes(proposal_of=str(author)):
            return author
        case _:
            found = party_named(answer.provision)
            return None if found is None else PartyCode(found)


def identity_named(name: str, draft: Text) -> str | None:
    """Give how an entry names what has this name; None where that has no number.

    "art_2bis"; with whose it is behind it, where the name says so: "art_2bis@ARD".
    """
    place, party = added_address(name, draft), party_named(name)
    return place if place is None or party is None else f"{place}@{party}"


def may_be_of_addition(one: Heard) -> bool:
    """Whether an answer names what the draft has not, and what another party adds may be what it means."""
    return one.fault is not None and one.fault.code == UNKNOWN


def of_addition(one: Heard, versions: Mapping[PartyCode, Version], party: PartyCode) -> Heard:
    """Give an answer that names nothing in the draft with what it says if a party adds that.

    A question and a hold are on what is added, where one party does; any other answer says how it is to be
    given. *versions* are of all parties, before any support was followed; *party* is whose answer it is.
    """
    if one.fault is None or one.fault.code != UNKNOWN:
        return one
    name = one.answer.provision
    found = {
        author: those
        for author, version in versions.items()
        if author != party and (those := added_by(name, version))
    }
    if not found:
        return one
    author, (first, *_) = next(iter(found.items()))
    if len(found) > 1 and isinstance(one.answer.position, Asks | Holds):
        return _at_fault(
            one,
            one.fault,
            code=AMBIGUOUS,
            message=phrase(
                '"{name}" is not in the draft, and {parties} each propose to add it.',
                name=name,
                parties=each_of(found),
            ),
            hint=phrase(
                'Say whose is meant, with the party in brackets: "{name} ({party})".',
                name=first.cited,
                party=author,
            ),
        )
    if isinstance(one.answer.position, Asks | Holds):
        return replace(one, fault=None)
    return _at_fault(
        one,
        one.fault,
        code=UNKNOWN,
        message=phrase_count(
            '"{name}" is not in the draft; {parties} would add it.',
            '"{name}" is not in the draft; {parties} would add it.',
            len(found),
            name=name,
            parties=each_of(found),
        ),
        hint=phrase(
            'To join it write "supports {party}", against it "opposes {party}"; for other words of your own, '
            'answer the provision before it with "adds".',
            party=author,
        ),
    )


def _at_fault(one: Heard, fault: Finding, *, code: str, message: str, hint: str) -> Heard:
    return replace(one, fault=replace(fault, code=code, message=message, hint=hint))
