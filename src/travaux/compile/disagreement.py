"""What is at issue in a provision: how many wordings it has, who holds which, and where they part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.party import in_order
from travaux.compare.words import changes, tokenised
from travaux.compile.convergence import bracketed_as_a_whole
from travaux.compile.figure import Figure
from travaux.compile.held import Held, compiled, held
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.compare.words import Change, Tokens
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Move, Provision, Standing
    from travaux.text.wording import PartyCode

OTHERS_RULE: Final = (
    "Other wordings: different wordings of the provision that parties propose, white space aside, the "
    "draft's own not counted; deletion is not a wording. Each provision counts once."
)
DIFFERENCES_RULE: Final = (
    "Only the words in which wordings differ from the draft's are shown, place by place; a wording that "
    "replaces more than half of the draft's is shown once, by its beginning; the first wording of a proposed "
    "provision stands for the draft's. Those that only join what others propose stand after “joined by”. "
    "Parties named with the draft's words keep them expressly. Whoever is not named puts forward no words "
    "here; what else it said, to hold, to ask, to set a condition or to accept, stands in the position "
    "matrix."
)
WHOLE_RULE: Final = (
    "Provisions of the draft without another wording that somebody would delete, move or merge into "
    "another, opposes, or accepts but for some of its words."
)
NEW_RULE: Final = (
    "Provisions that the draft does not have at this place. Those that stand in a proposed one and have the "
    "same parties are told with it and not counted."
)
HULL: Final = 8
"""Words and marks that edits which overlap may span together; of more, few would differ, and each edit is
told by itself."""
_STEPS: Final = (
    (1, 1, "provisions with one other wording"),
    (2, 4, "provisions with two to four"),
    (5, 8, "provisions with five to eight"),
    (9, None, "provisions with more"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place in the draft's words, and what is wanted there: the draft's first. "" is no text."""

    wanted: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """Where some parties would have a provision stand, or where it stands in the draft; or a merger."""

    parties: tuple[PartyCode, ...]
    joined: tuple[PartyCode, ...] = ()
    """Those of them who only support it."""
    place: Address | None
    """The provision after which it would stand, the one it comes from, or the other of a merger; None: at
    the beginning."""
    citation: str
    """Of that provision; "" at the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """What parties say no to, or accept all but, and offer no other words for."""

    parties: tuple[PartyCode, ...]
    proposed_by: tuple[PartyCode, ...] = ()
    """Whose proposal it is; empty: the draft's words."""
    words: tuple[str, ...] = ()
    """Empty: the proposal as a whole, or one to leave words out."""
    excepted: bool = False
    """The parties accept the provision but for these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One provision of a consolidated text on which parties differ."""

    address: Address
    citation: str
    proposed: bool = False
    """The draft does not have it; the first wording stands for the draft's."""
    wordings: tuple[Held, ...] = ()
    """All different ones, the draft's first."""
    differences: tuple[Difference, ...] = ()
    rewrites: tuple[Held, ...] = ()
    """Wordings that replace more than half of the draft's."""
    within: int = 0
    """Provisions in a proposed one that are told with it."""
    deleted_by: tuple[PartyCode, ...] = ()
    deletion_joined: tuple[PartyCode, ...] = ()
    """Those of them who only support it."""
    moves: tuple[Relocation, ...] = ()
    moved_from: tuple[Relocation, ...] = ()
    """Where a proposed provision stands in the draft."""
    merged_into: tuple[Relocation, ...] = ()
    """Of which provision some parties would make it part."""
    merged_from: tuple[Relocation, ...] = ()
    """Which provisions some parties would make part of it."""
    opposed_by: tuple[PartyCode, ...] = ()
    opposed: tuple[Opposition, ...] = ()

    @property
    def others(self) -> int:
        """How many wordings there are besides the draft's."""
        return sum(not one.base for one in self.wordings)


def disagreements(text: Text, order: Sequence[PartyCode] = ()) -> tuple[Disagreement, ...]:
    """Tell of each contested provision of a consolidated text what is at issue, in reading order.

    A provision that goes along with the one it stands in, and is contested by nobody else, is told with it.
    Names stand in *order*.
    """
    rank = {code: place for place, code in enumerate(order)}
    return tuple(
        _disagreement(text, index, order, rank)
        for index, provision in enumerate(text.provisions)
        if provision.kind not in {Kind.BLOCK, Kind.UNREAD}
        and _is_contested(provision)
        and not _goes_along(text, index)
    )


def figures(found: Iterable[Disagreement]) -> tuple[Figure, ...]:
    """Count the draft's provisions by how many other wordings they have, and those that are proposed."""
    told = tuple(found)
    draft = [one for one in told if not one.proposed]
    counted = []
    for least, most, name in _STEPS:
        here = tuple(
            one.address for one in draft if least <= one.others and (most is None or one.others <= most)
        )
        counted.append(Figure(name=name, value=len(here), rule=OTHERS_RULE, opens=here))
    whole = tuple(one.address for one in draft if not one.others)
    new = tuple(one.address for one in told if one.proposed)
    return (
        *counted,
        Figure(
            name="only to be deleted, moved, merged or opposed",
            value=len(whole),
            rule=WHOLE_RULE,
            opens=whole,
        ),
        Figure(name="provisions proposed", value=len(new), rule=NEW_RULE, opens=new),
    )


def _is_contested(provision: Provision) -> bool:
    """Whether a party says of it what another does not; that it was tabled in brackets, nobody here says."""
    said = replace(provision.standing, tabled=False)
    return bracketed_as_a_whole(said) or any(compiled(provision.words))


def _goes_along(text: Text, index: int) -> bool:
    """Whether it is the provision above that is proposed, deleted or moved by these parties."""
    parent = text.parent(index)
    provision = text.provisions[index]
    if parent is None or not provision.words.settled:
        return False
    above, own = text.provisions[parent].standing, provision.standing
    if own.merged_from or own.against != above.against or own.joining != above.joining:
        return False
    return (above.base, above.sponsors, above.supporters, above.deleted_by, above.opponents) == (
        own.base,
        own.sponsors,
        own.supporters,
        own.deleted_by,
        own.opponents,
    ) and all(
        [move.parties for move in one] == [move.parties for move in other]
        for one, other in ((above.moved_to, own.moved_to), (above.merged_into, own.merged_into))
    )


def _disagreement(
    text: Text, index: int, order: Sequence[PartyCode], rank: Mapping[PartyCode, int]
) -> Disagreement:
    provision = text.provisions[index]
    standing = provision.standing
    wordings = held(provision, order)
    first, *others = wordings
    ours = tokenised(first.words)
    edits: list[tuple[Change, Held, Tokens]] = []
    rewrites: list[Held] = []
    for one in others:
        theirs = tokenised(one.words)
        changed = changes(ours, theirs)
        if 2 * sum(change.old_end - change.old_start for change in changed) > len(ours.tokens):
            rewrites.append(one)
        else:
            edits += [(change, one, theirs) for change in changed]
    joining = in_order(standing.joined(standing.deleted_by), rank)
    return Disagreement(
        address=provision.eid,
        citation=cite(text, index),
        proposed=not standing.base,
        wordings=wordings,
        differences=tuple(_differences(first, ours, edits, rank)),
        rewrites=tuple(rewrites),
        deleted_by=(*standing.deleted_by, *joining),
        deletion_joined=joining,
        within=0 if standing.base else _within(text, index),
        moves=tuple(_relocation(text, move, standing, rank) for move in standing.moved_to),
        moved_from=tuple(_relocation(text, move, standing, rank) for move in standing.moved_from),
        merged_into=tuple(_relocation(text, move, standing, rank) for move in standing.merged_into),
        merged_from=tuple(_relocation(text, move, standing, rank) for move in standing.merged_from),
        opposed_by=standing.opponents,
        opposed=tuple(_opposed(provision, rank)),
    )


def _within(text: Text, index: int) -> int:
    return sum(_goes_along(text, at) for at in range(index + 1, text.end(index)))


def _relocation(text: Text, move: Move, standing: Standing, rank: Mapping[PartyCode, int]) -> Relocation:
    joining = in_order(standing.joined(move.parties), rank)
    at = text.index(move.other)
    return Relocation(
        parties=(*move.parties, *joining),
        joined=joining,
        place=None if at is None else move.other,
        citation="" if at is None else cite(text, at),
    )


def _opposed(provision: Provision, rank: Mapping[PartyCode, int]) -> Iterator[Opposition]:
    """Put together what the same parties oppose of the same proposal, or of the draft."""
    found: dict[tuple[tuple[PartyCode, ...], tuple[PartyCode, ...], bool], list[str]] = {}
    for choice in compiled(provision.words):
        for one in choice.alternatives:
            whose = () if one.base else one.sponsors
            for parties, excepted in ((one.opponents, False), (one.excepting, True)):
                if parties:
                    found.setdefault((parties, whose, excepted), []).append(show(one.words).strip())
    for against in provision.standing.against:
        yield Opposition(parties=in_order(against.parties, rank), proposed_by=(against.author,))
    for (parties, whose, excepted), words in found.items():
        yield Opposition(
            parties=in_order(parties, rank),
            proposed_by=in_order(whose, rank),
            words=tuple(filter(None, words)) if provision.standing.base else (),
            excepted=excepted,
        )


_Edit = tuple["Change", Held, "Tokens"]


def _differences(
    first: Held, ours: Tokens, edits: Sequence[_Edit], rank: Mapping[PartyCode, int]
) -> Iterator[Difference]:
    """Put together the edits that overlap in a few words, and give everybody's words over the whole place."""
    places: list[tuple[int, int, list[_Edit]]] = []
    for edit in sorted(edits, key=lambda one: (one[0].old_start, one[0].old_end)):
        start, end = edit[0].old_start, edit[0].old_end
        if places:
            before, until, together = places[-1]
            hull = ours.before(max(end, until)) - ours.before(before)
            if (start, end) == (before, until) or (start < until and hull <= HULL):
                places[-1] = before, max(end, until), [*together, edit]
                continue
        places.append((start, end, [edit]))
    for start, end, together in places:
        wanted: dict[str, list[PartyCode]] = {"".join(ours.tokens[start:end]).strip(): list(first.parties)}
        joined: dict[str, list[PartyCode]] = {}
        by_holder: dict[int, list[_Edit]] = {}
        for edit in together:
            by_holder.setdefault(id(edit[1]), []).append(edit)
        for own in by_holder.values():
            (head, holder, theirs), tail = own[0], own[-1][0]
            begins = head.new_start - (head.old_start - start)
            ends = tail.new_end + (end - tail.old_end)
            words = "".join(theirs.tokens[begins:ends]).strip()
            wanted.setdefault(words, []).extend(holder.parties)
            joined.setdefault(words, []).extend(holder.joined)
        yield Difference(
            wanted=tuple(
                Held(
                    words=words,
                    parties=in_order(parties, rank),
                    joined=in_order(joined.get(words, first.joined), rank),
                    base=first.base and not at,
                )
                for at, (words, parties) in enumerate(wanted.items())
            )
        )
