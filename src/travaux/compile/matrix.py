"""The position matrix: what each party said of each provision, and who has not. Nothing is inferred."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.position import Adds, Asks, Holds, Merges, Opposes, Supports, Withdraws
from travaux.answers.shown import is_shown
from travaux.compile.additions import added_address, added_in
from travaux.compile.before import Became
from travaux.compile.collective import in_name_of, speakers
from travaux.compile.fate import InText, Joined, MergedWithConsent, NotUnderstood, Withdrawn, faults
from travaux.compile.opposition import is_opposed
from travaux.compile.passed_over import PassedOver, passed_over
from travaux.text.address import is_within
from travaux.text.kind import Kind
from travaux.text.provision import Address
from travaux.text.provision_name import cite, cite_address
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from travaux.compile.compilation import Compilation, Stance
    from travaux.compile.fate import Unit
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode

WHOLE: Final = "The text as a whole, and what names no single provision"
"""The citation of the first row, which is there only where something was said in this way."""

SPOKE_RULE: Final = (
    "Spoke: parties whose own reply has at least one answer on this row, whatever it says. An answer on an "
    "article stands on the article's row and is not repeated on those of its paragraphs."
)
UNSPOKEN_RULE: Final = "No position: parties that replied, and whose reply has no answer on this row."
NAMED_RULE: Final = (
    "Named: parties without a reply of their own that another's collective reply names as principals."
)
SILENT_RULE: Final = "No answer: parties that were asked and from which no reply is known."
LEFT_OUT_RULE: Final = (
    "Left out: parties whose reply is not in the compilation; why is said where replies are listed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """The party's own reply speaks of the provision, in these answers."""

    stances: tuple[Stance, ...]
    withdrawn: tuple[str, ...] = ()
    """References of those among them that the party took back."""
    aside: tuple[str, ...] = ()
    """References of those among them that were not understood and are kept aside."""
    merged: tuple[tuple[str, Address], ...] = ()
    """References of those among them that are here by a merger, each with the provision that it names."""

    def named(self, stance: Stance) -> Address | None:
        """Give the provision that an answer names, where it is here because that is merged with this one."""
        return dict(self.merged).get(stance.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """The party was asked and has not replied at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspoken:
    """The party replied, and said nothing of this provision: no position."""

    through: tuple[PartyCode, ...] = ()
    """Who speaks of the provision, as it says, in its name too."""
    said: tuple[Stance, ...] = ()
    """What these say there in its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIn:
    """The party has no reply of its own; replies of these parties, or answers of theirs, name it."""

    parties: tuple[PartyCode, ...]
    said: tuple[Stance, ...] = ()
    """What these say of the provision in its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLeftOut:
    """The party replied, and its reply is not in the compilation."""


Cell = Spoke | NoAnswer | Unspoken | NamedIn | ReplyLeftOut
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Who did what on one row, in protocol order; the figures are the lengths, by the rules above."""

    spoke: tuple[PartyCode, ...] = ()
    unspoken: tuple[PartyCode, ...] = ()
    named: tuple[PartyCode, ...] = ()
    silent: tuple[PartyCode, ...] = ()
    left_out: tuple[PartyCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision and what each party said of it."""

    address: Address
    """In the consolidated text; "" for the text as a whole; of what is gone, where it would stand."""
    citation: str
    proposed: bool = False
    """The draft does not have it at this place."""
    gone: bool = False
    """It was proposed and is withdrawn: the text does not have it, and what was said of it is here still."""
    cells: tuple[Cell, ...]
    """One for each party of the matrix, in its order."""
    tally: Tally

    @property
    def shows(self) -> bool:
        """Whether an answer is here, or what a text taken over shows of a party."""
        return any(isinstance(cell, Spoke) for cell in self.cells)

    @property
    def spoken_of(self) -> bool:
        """Whether an answer is here that was not taken back, understood or not."""
        return any(
            stance.reference not in cell.withdrawn and not isinstance(stance.answer.position, Withdraws)
            for cell in self.cells
            if isinstance(cell, Spoke)
            for stance in cell.stances
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Provision × party. The parties stand in protocol order, the provisions in reading order."""

    parties: tuple[PartyCode, ...]
    rows: tuple[Row, ...]
    passed_over: tuple[PassedOver, ...] = ()
    """Of which nobody speaks, told by as few provisions as can be."""
    unread: bool = False
    """Whether a reply, or a piece of one, cannot be read: it may speak of any of these."""
    faults: Mapping[str, Finding] = field(default_factory=dict)
    """By its reference, why an answer was not understood and is kept aside."""

    @property
    def speaks_of_whole(self) -> bool:
        """Whether an answer that was understood, and stands, is to the text as a whole."""
        whole = self.row("")
        cells = () if whole is None else whole.cells
        return any(
            stance.provision is None
            and not stance.answer.provision.strip()
            and stance.reference not in (*cell.withdrawn, *cell.aside)
            for cell in cells
            if isinstance(cell, Spoke)
            for stance in cell.stances
        )

    def row(self, address: str) -> Row | None:
        """Find the row of the provision at *address*."""
        return next((row for row in self.rows if row.address == address), None)


def matrix(compilation: Compilation, *, whole: bool = False) -> Matrix:
    """Lay out who said what of which provision.

    Rows are all provisions of the consolidated text that can be answered, and whatever else anybody
    spoke of. A proposed provision's row has the answers that proposed it; an answer that adds
    provisions stands there alone, for it says nothing of the provision it names as their place; and so
    does one that supports such an answer and nothing else.
    An answer that merges stands at each provision it merges, and so does one that joins it. One that opposes
    another's proposal stands at what is proposed, and at the provision it names only where that has words of
    the proposal in it; where the proposal is no longer what it was, at the provision it names. What names an
    addition that was withdrawn stands at that name, after the provision after which it was added.
    *whole*: there is a row for the text as a whole also where nothing that was read is said of it.
    """
    units = {unit.reference: unit for unit in compilation.units}
    said: dict[Address, dict[PartyCode, list[Stance]]] = {}
    added: dict[Address, int] = {}
    """What was added and is gone, and behind which place of the text its row stands."""
    for stance in compilation.stances:
        at = places(stance, compilation, units.get(stance.reference))
        gone_at = _withdrawn_addition(stance, compilation) if at == ("",) else None
        if gone_at is not None:
            added.setdefault(gone_at, _added_after(stance, compilation))
        for address in at if gone_at is None else (gone_at,):
            said.setdefault(address, {}).setdefault(stance.party, []).append(stance)
    others, shown = _without_reply(compilation), compilation.shown_only
    gone = {one.reference for one in compilation.units if isinstance(one.fate, Withdrawn | NotUnderstood)}

    def row(address: Address, citation: str, *, proposed: bool = False, gone_now: bool = False) -> Row:
        here = said.get(address, {})
        standing = [one for those in here.values() for one in those if one.reference not in gone]
        cells = tuple(
            _spoke(here[party], units, address, compilation.text)
            if party in here
            else _unspoken(others.get(party), in_name_of(party, standing))
            for party in compilation.order
        )
        return Row(
            address=address,
            citation=citation,
            proposed=proposed,
            gone=gone_now,
            cells=cells,
            tally=_tally(compilation.order, cells, shown),
        )

    text = compilation.text
    rows = [row(Address(""), WHOLE)] if whole or Address("") in said else []
    for index, provision in enumerate(text.provisions):
        if provision.kind not in {Kind.BLOCK, Kind.UNREAD} or provision.eid in said:
            rows.append(row(provision.eid, cite(text, index), proposed=not provision.standing.base))
        rows += (
            row(address, cite_address(address, compilation.draft), gone_now=True)
            for address, after in added.items()
            if after == index
        )
    return Matrix(
        parties=compilation.order,
        rows=tuple(rows),
        passed_over=passed_over(text, [row.address for row in rows if row.spoken_of]),
        unread=any(one.unread for one in compilation.left_out)
        or any(isinstance(one.fate, NotUnderstood) and not one.position for one in compilation.units),
        faults=faults(compilation.units),
    )


def places(stance: Stance, compilation: Compilation, unit: Unit | None) -> tuple[Address, ...]:
    """List the provisions of the consolidated text that *stance* speaks of; "" for the whole.

    *unit* is the stance's own, which says what its proposals became.
    """
    position = stance.answer.position
    proposed = _proposals(compilation.text, unit)
    found = list(proposed)
    if not (proposed and (isinstance(position, Adds) or _joins_additions(stance, compilation.text, unit))):
        found = [*_named(stance, compilation), *proposed]
    if isinstance(position, Opposes) and position.proposal_of is not None and stance.before is None:
        found = _of_proposal(stance, position.proposal_of, compilation) or found
    match position:
        case Merges(others=others):
            found += [
                compilation.draft.provisions[at].eid
                for other in others
                for at in resolve(other, compilation.draft)
            ]
        case Supports() if stance.provision is not None and stance.before is None:
            found += _merged_with(stance.provision, compilation.text, unit)
        case _:
            pass
    return tuple(dict.fromkeys(found)) or (Address(""),)


def _withdrawn_addition(stance: Stance, compilation: Compilation) -> Address | None:
    """Give where what an answer names would stand, if that is an addition that was withdrawn; else None."""
    name, before = stance.answer.provision.strip(), stance.before
    if stance.provision is not None or not name or before is None or before.became is not Became.WITHDRAWN:
        return None
    address = added_address(name, compilation.draft)
    return None if address is None or compilation.text.at(address) is not None else Address(address)


def _added_after(stance: Stance, compilation: Compilation) -> int:
    """Give the last place in the text of the provision after which, or in which, that was added."""
    draft, text = compilation.draft, compilation.text
    answers = () if stance.before is None else stance.before.answers
    at = next((at for one in answers for at in resolve(one.provision, draft)), None)
    here = None if at is None else text.index(draft.provisions[at].eid)
    return len(text.provisions) - 1 if here is None else text.end(here) - 1


def _is_by_merger(stance: Stance, address: Address, text: Text) -> bool:
    """Whether an answer stands at *address* because that is merged with the provision which it names."""
    if stance.provision is None or not isinstance(stance.answer.position, Merges | Supports):
        return False
    named, here = text.index(stance.provision), text.index(address)
    if named is None or here is None or not text.provisions[here].standing.base:
        return False
    return not (named <= here < text.end(named) or here <= named < text.end(here))


def _merged_with(named: Address, text: Text, unit: Unit | None) -> Iterator[Address]:
    """Go through the draft's provisions, beside the one named, that who supports a merger has merged."""
    if unit is None or not isinstance(unit.fate, Joined):
        return
    for address in unit.fate.at:
        there = text.at(address)
        if there is not None and there.standing.base and not is_within(address, named):
            yield address


def _joins_additions(stance: Stance, text: Text, unit: Unit | None) -> bool:
    """Whether all that an answer supports is provisions that are not in the draft, here or elsewhere."""
    if unit is None or not isinstance(stance.answer.position, Supports):
        return False
    match unit.fate:
        case InText(at=at) | Joined(at=at) | MergedWithConsent(at=at):
            there = [text.at(one) for one in at]
            return all(
                one is not None and not one.standing.base and not one.standing.moved_from for one in there
            )
        case _:
            return False


def _named(stance: Stance, compilation: Compilation) -> tuple[Address, ...]:
    """Give the provision that the stance names, also where it could not be followed.

    It is the draft's; of a question and of a hold it may be what a party adds.
    """
    if stance.provision is not None:
        return (_in_article(stance, stance.provision, compilation),)
    name = stance.answer.provision.strip()
    where = resolve(name, compilation.draft) if name else ()
    if where or not name or not isinstance(stance.answer.position, Asks | Holds):
        return (compilation.draft.provisions[where[0]].eid,) if len(where) == 1 else ()
    return tuple(compilation.text.provisions[at].eid for at in added_in(name, compilation.text))


def _in_article(stance: Stance, address: Address, compilation: Compilation) -> Address:
    """Give the only paragraph of an article, where the stance is on what another proposes for that alone.

    Who amends such an article by its name gives other words for the paragraph: both stand on one row.
    """
    match stance.answer.position:
        case Supports(party=author) | Opposes(proposal_of=str(author)):
            pass
        case _:
            return address
    draft, text = compilation.draft, compilation.text
    index = draft.index(address)
    if index is None or draft.provisions[index].kind is not Kind.ARTICLE:
        return address
    below = draft.only_child(index)
    if below is None or draft.end(below) != below + 1:
        return address
    only = draft.provisions[below].eid
    article, paragraph = text.at(address), text.at(only)
    if article is None or paragraph is None or _backs(author, article) or not _backs(author, paragraph):
        return address
    return only


def _proposals(text: Text, unit: Unit | None) -> tuple[Address, ...]:
    """Tell which proposed provisions a unit became, without those that stand in another of them."""
    if unit is None:
        return ()
    match unit.fate:
        case InText(at=at) | Joined(at=at) | MergedWithConsent(at=at):
            return tuple(
                _topmost(
                    [one for one in at if (there := text.at(one)) is not None and not there.standing.base],
                    text,
                )
            )
        case _:
            return ()


def _topmost(those: Sequence[Address], text: Text) -> list[Address]:
    """Leave out what stands in another of them."""
    return [one for one in those if not any(above.eid in those for above in text.path(one)[:-1])]


def _of_proposal(stance: Stance, author: PartyCode, compilation: Compilation) -> list[Address]:
    """List where the text has what *author* proposes and the party of *stance* opposes.

    It is what is proposed after the provision that the stance names, or in it; and that provision itself,
    where *author* has other words, another number or another place for anything in it, or would delete it.
    """
    text = compilation.text
    start = text.index(stance.provision or "")
    if start is None:
        return []
    position = stance.answer.position
    if isinstance(position, Opposes) and position.words:
        # Some words of it, which the text does not mark: it stands where it was given.
        return [text.provisions[at].eid for at in added_in(stance.answer.provision, text)]
    end = stop = text.end(start)
    while stop < len(text.provisions) and not text.provisions[stop].standing.base:
        stop += 1
    new = _topmost(
        [
            one.eid
            for one in text.provisions[start:stop]
            if not one.standing.base and _backs(author, one) and is_opposed(one, stance.party)
        ],
        text,
    )
    changed = any(
        one.standing.base and _backs(author, one) and _is_against(stance.party, author, one)
        for one in text.provisions[start:end]
    )
    if not (new and changed):
        return new
    return [_in_article(stance, text.provisions[start].eid, compilation), *new]


def _backs(author: PartyCode, provision: Provision) -> bool:
    """Whether *author* proposes something at *provision*, or the provision itself."""
    standing = provision.standing
    if author in (*standing.sponsors, *standing.supporters, *standing.leaving):
        return True
    if any(author in (*one.parties, *standing.joined(one.parties)) for one in standing.merged_from):
        return True
    if any(author in one.parties for one in provision.renumberings):
        return True
    return any(
        author in (*one.sponsors, *one.supporters)
        for choice in provision.words.choices()
        if not choice.tabled
        for one in choice.alternatives
        if not one.base
    )


def _is_against(party: PartyCode, author: PartyCode, provision: Provision) -> bool:
    """Whether *party* is marked as an opponent of something that *author* proposes at *provision*."""
    return is_opposed(provision, party) or any(
        one.author == author and party in one.parties for one in provision.standing.against
    )


def _spoke(stances: list[Stance], units: Mapping[str, Unit], address: Address, text: Text) -> Spoke:
    fates = [
        (stance.reference, units[stance.reference].fate) for stance in stances if stance.reference in units
    ]
    return Spoke(
        stances=tuple(stances),
        withdrawn=tuple(reference for reference, fate in fates if isinstance(fate, Withdrawn)),
        aside=tuple(reference for reference, fate in fates if isinstance(fate, NotUnderstood)),
        merged=tuple(
            (one.reference, one.provision)
            for one in stances
            if one.provision is not None and _is_by_merger(one, address, text)
        ),
    )


def _unspoken(
    cell: NoAnswer | NamedIn | ReplyLeftOut | None, in_its_name: tuple[Stance, ...]
) -> NoAnswer | NamedIn | ReplyLeftOut | Unspoken:
    """Say how it is with a party that says nothing here, and what others say here in its name."""
    match cell:
        case None:
            return Unspoken(through=tuple(dict.fromkeys(one.party for one in in_its_name)), said=in_its_name)
        case NamedIn():
            return replace(cell, said=in_its_name)
        case _:
            return cell


def _without_reply(compilation: Compilation) -> dict[PartyCode, NoAnswer | NamedIn | ReplyLeftOut]:
    """Say, for each party without a reply of its own in the compilation, how that is."""
    replied = set(compilation.parties) - compilation.shown_only
    left_out = {one.party for one in compilation.left_out}
    cells: dict[PartyCode, NoAnswer | NamedIn | ReplyLeftOut] = {}
    named = speakers(compilation)
    for party in compilation.order:
        if party in replied:
            continue
        if party in left_out:
            cells[party] = ReplyLeftOut()
        elif party in named:
            cells[party] = NamedIn(parties=named[party])
        else:
            cells[party] = NoAnswer()
    return cells


def _tally(parties: tuple[PartyCode, ...], cells: tuple[Cell, ...], shown: Container[PartyCode]) -> Tally:
    """Tell who did what on a row; what a text taken over shows there of a party is no answer of it.

    *shown*: those that have no answer anywhere, and of whom such a text shows something.
    """
    spoke: list[PartyCode] = []
    unspoken: list[PartyCode] = []
    named: list[PartyCode] = []
    silent: list[PartyCode] = []
    left_out: list[PartyCode] = []
    for party, cell in zip(parties, cells, strict=True):
        match cell:
            case Spoke() if all(is_shown(one.answer) for one in cell.stances):
                (silent if party in shown else unspoken).append(party)
            case Spoke():
                spoke.append(party)
            case Unspoken():
                unspoken.append(party)
            case NamedIn():
                named.append(party)
            case NoAnswer():
                silent.append(party)
            case ReplyLeftOut():
                left_out.append(party)
            case _:
                assert_never(cell)
    return Tally(
        spoke=tuple(spoke),
        unspoken=tuple(unspoken),
        named=tuple(named),
        silent=tuple(silent),
        left_out=tuple(left_out),
    )
