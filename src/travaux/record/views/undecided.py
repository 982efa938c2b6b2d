"""Which proposals are undecided: all that stands on the draft on the table, by provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.party import protocol_order
from travaux.record.act import ValidatesPosition
from travaux.record.views.agreed import State, held_at, holding, state_of
from travaux.record.views.mergers import Consents, consents
from travaux.record.views.places import Places, Texts
from travaux.record.views.table import on_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Contest, Draft, Given, Hold, Question, Round
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode

    Speaks: TypeAlias = Callable[[Given], Mapping[str, tuple[str, ...]] | None]
    """What an answer says of which provision: the names of its positions. None where it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """One provision, and what stands on it. Nothing says which of it will be taken."""

    provision: str
    """"" for the whole text."""
    state: State
    given: tuple[Given, ...] = ()
    """Answers that name it and stand, parties in protocol order."""
    positions: tuple[tuple[str, ...], ...] = ()
    """What each of them says there, where its document was read."""
    holds: tuple[Hold, ...] = ()
    questions: tuple[Question, ...] = ()
    """Questions about it that not everybody asked has answered."""
    objections: tuple[Entered, ...] = ()
    """Parties' last word, at this provision, that their position is not shown rightly."""

    @property
    def contested(self) -> bool:
        """Whether more than one party's own answer stands on it."""
        return len({one.party for one in self.given}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDraft:
    """One draft on the table, and what stands on it, in reading order."""

    draft: Draft
    undecided: tuple[Undecided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    drafts: tuple[OnDraft, ...] = ()
    """As they were tabled."""
    mergers: tuple[Consents, ...] = ()
    """Those to which not everybody concerned has consented."""
    rules: tuple[tuple[Round, Contest], ...] = ()
    """Rules of the round that somebody contests."""


def proposals(known: Disclosed, *, texts: Texts | None = None, speaks: Speaks | None = None) -> Proposals:
    """List every proposal that stands, by provision; what is agreed is marked so.

    An answer stands at the provisions of which its document speaks, as *speaks* reads it; where that is
    not read, at those that its entry names; and at "" where neither says.
    """
    drafts = on_table(known)
    return Proposals(
        drafts=tuple(
            OnDraft(draft=one, undecided=_undecided(known, one, texts or {}, speaks)) for one in drafts
        ),
        mergers=tuple(
            merger for one in drafts for merger in consents(known, one.tabled.leaf) if not merger.whole
        ),
        rules=_contested(known),
    )


def _undecided(known: Disclosed, draft: Draft, texts: Texts, speaks: Speaks | None) -> tuple[Undecided, ...]:
    leaf = draft.tabled.leaf
    places = Places(texts.get(leaf))
    given, said = _placed(standing_answers(known, leaf), speaks)
    holds: dict[str, list[Hold]] = {}
    for hold in holding(known, leaf):
        for address in held_at(hold):
            holds.setdefault(address, []).append(hold)
    questions = _questions(known, leaf)
    objections = _objections(known, leaf)
    rank = {code: at for at, code in enumerate(everybody(known))}
    ranked = {
        address: tuple(sorted(here, key=lambda one: (rank[one.party], one.entered.index)))
        for address, here in given.items()
    }
    return tuple(
        Undecided(
            provision=address,
            state=state_of(known, leaf, address, places),
            given=ranked.get(address, ()),
            positions=tuple(said.get((address, one.entered.leaf), ()) for one in ranked.get(address, ())),
            holds=tuple(
                sorted(holds.get(address, ()), key=lambda one: (rank[one.entered.author], one.entered.index))
            ),
            questions=tuple(questions.get(address, ())),
            objections=tuple(sorted(objections.get(address, ()), key=lambda one: rank[one.author])),
        )
        for address in places.in_order((*given, *holds, *questions, *objections))
    )


def everybody(known: Disclosed) -> tuple[PartyCode, ...]:
    """List all members and whoever is named by an entry as its author, in protocol order."""
    return protocol_order({*known.members, *(one.author for one in known.entries), *known.order}, known.order)


def standing_answers(known: Disclosed, draft: LeafHash) -> dict[str, list[Given]]:
    """List, by provision, each party's answer to *draft* that stands there; an answer in whole at ""."""
    found: dict[str, list[Given]] = {}
    for (_, of), said in known.said.items():
        if of == draft:
            for address, leaf in said.items():
                given = known.answers.get(leaf)
                if given is not None and given.stands_at(address):
                    found.setdefault(address, []).append(given)
    return found


def _placed(
    standing: Mapping[str, list[Given]], speaks: Speaks | None
) -> tuple[dict[str, list[Given]], dict[tuple[str, LeafHash], tuple[str, ...]]]:
    """Put each answer at the provisions that its document speaks of, with what it says there."""
    given: dict[str, list[Given]] = {}
    said: dict[tuple[str, LeafHash], tuple[str, ...]] = {}
    for address, here in standing.items():
        for one in here:
            spoken = None if speaks is None else speaks(one)
            if not spoken:
                given.setdefault(address, []).append(one)
                continue
            for of, positions in spoken.items():
                if (one.provisions or one.stands_at(of)) and (of, one.entered.leaf) not in said:
                    given.setdefault(of, []).append(one)
                    said[of, one.entered.leaf] = positions
    return given, said


def _questions(known: Disclosed, draft: LeafHash) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for one in known.questions.values():
        asked = getattr(one.entered.act, "to", ())
        answered = {entry.author for entry in one.answers}
        if one.withdrawn is None and not answered.issuperset(asked):
            for reference in one.entered.entry.re:
                if reference.leaf == draft:
                    found.setdefault(reference.article, []).append(one)
    return found


def _objections(known: Disclosed, draft: LeafHash) -> dict[str, list[Entered]]:
    """List each party's last word on how its position is shown, where it is that this is not right."""
    last: dict[tuple[PartyCode, str], Entered] = {}
    for one in known.validations:
        for reference in one.entry.re:
            if reference.leaf == draft:
                last[one.author, reference.article] = one
    found: dict[str, list[Entered]] = {}
    for (_, address), one in last.items():
        if isinstance(one.act, ValidatesPosition) and not one.act.rightly:
            found.setdefault(address, []).append(one)
    return found


def _contested(known: Disclosed) -> tuple[tuple[Round, Contest], ...]:
    rounds: Iterable[Round] = known.rounds.values()
    return tuple((one, contest) for one in rounds for contest in one.contests)
