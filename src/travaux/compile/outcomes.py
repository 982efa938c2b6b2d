"""What a new draft makes of each answer to the draft before it: the rule, answer by answer.

In this order: an answer taken back is void; so is one whose wish the new draft has exactly; so is one whose
object is gone. If anything it answers, names or depends on is not the same, its party has to confirm it. Else
it is unchanged, or the same under another address.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.altered import Altered
from travaux.compile.answered import host_of, taken_for
from travaux.compile.base import base_of
from travaux.compile.before import LEFT, Became
from travaux.compile.heard import NotFollowed
from travaux.compile.incorporated import Asked, Incorporation
from travaux.compile.outcome import (
    Because,
    EarlierAnswer,
    NeedsConfirmation,
    Reason,
    Relocated,
    Unchanged,
    Void,
)
from travaux.compile.own_words import OwnWords
from travaux.compile.placed import quoted_place
from travaux.compile.proposals import Proposals
from travaux.compile.proposed_again import ProposedAgain
from travaux.compile.put_again import PutAgain
from travaux.compile.readdressed import readdressed
from travaux.compile.version import original
from travaux.text.kind import Kind
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.answers.position import Position
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.lineage import Lineage
    from travaux.compile.outcome import Outcome
    from travaux.compile.proposals import SpokenOf
    from travaux.compile.version import Item
    from travaux.text.finding import Finding
    from travaux.text.wording import PartyCode


class Outcomes:
    """The outcomes of all answers of some hearings; each is worked out once."""

    def __init__(
        self, lineage: Lineage, heard: Sequence[Hearing], there: Sequence[Hearing] | None = None
    ) -> None:
        """Prepare what is asked again and again: what was incorporated, and who proposes what where.

        *there*: what parties say on the new draft; None: nothing is known of that.
        """
        self._lineage = lineage
        self._heard = heard
        self._there = there
        self._incorporation = Incorporation(lineage)
        self._own = OwnWords(lineage)
        self._altered = Altered(lineage, self._own)
        base = heard[0].base if heard else base_of(lineage.old)
        self._proposals = Proposals(heard, base)
        now = None if there is None else Proposals(there, there[0].base if there else base_of(lineage.new))
        self._proposed_again = ProposedAgain(lineage, now)
        self._made: dict[PartyCode, dict[int, list[Item]]] = {}
        for hearing in heard:
            made: dict[int, list[Item]] = defaultdict(list)
            for item in hearing.version.items:
                for number in item.said:
                    made[number].append(item)
            self._made[hearing.party] = made
        self._faults: dict[PartyCode, tuple[Finding | None, ...]] = {}
        self._put: dict[PartyCode, PutAgain] = {}
        self._known: dict[tuple[PartyCode, int], Outcome] = {}

    def all(self) -> tuple[EarlierAnswer, ...]:
        """Give each answer of each hearing its outcome, in their order."""
        return tuple(
            EarlierAnswer(
                party=hearing.party,
                reference=name,
                answer=one.answer,
                place=one.provision,
                outcome=self._of(hearing, number, ()),
                principals=hearing.in_whose_name(one),
            )
            for hearing in self._heard
            for number, (name, one) in enumerate(zip(hearing.names, hearing.heard, strict=False))
        )

    def _of(self, hearing: Hearing, number: int, above: tuple[tuple[PartyCode, int], ...]) -> Outcome:
        key = hearing.party, number
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._outcome(hearing, number, (*above, key))
        return known

    def _outcome(self, hearing: Hearing, number: int, above: tuple[tuple[PartyCode, int], ...]) -> Outcome:
        one = hearing.heard[number]
        position = one.answer.position
        if number in hearing.withdrawn or isinstance(position, Withdraws):
            return Void(reason=Reason.WITHDRAWN)
        if _is_on_what_was_withdrawn(one):
            return Void(reason=Reason.NO_PROPOSAL)
        fault = self._fault(hearing, number)
        if fault is not None:
            is_left = one.before is not None or fault.code == LEFT
            return self._told(Because.PROPOSAL_CHANGED if is_left else Because.NOT_UNDERSTOOD, one)
        if _is_on_a_proposal(one):
            return self._on_proposal(hearing, one, above)
        asked = Asked(one, tuple(self._made[hearing.party].get(number, ())), number < hearing.amounts)
        if self._incorporation.is_struck(asked):
            return Void(reason=Reason.INCORPORATED)
        found = self._incorporation.found(asked)
        if found:
            return Void(reason=Reason.INCORPORATED, provisions=self._altered.addresses(found))
        return self._by_object(hearing, one, number, asked)

    def _by_object(self, hearing: Hearing, one: Heard, number: int, asked: Asked) -> Outcome:
        """Say what became of an answer by what became of the provisions it speaks of."""
        if one.provision is None:
            return self._on_the_whole(hearing, one, number, asked)
        covered = tuple(self._covered(hearing, one, asked))
        there = [self._lineage.to[at] for at in covered]
        is_placed = isinstance(one.answer.position, Adds)
        if not any(there):
            if is_placed:
                return self._altered.confirm(Because.PLACE, covered)
            return Void(reason=Reason.GONE)
        if not all(there):
            return self._altered.confirm(Because.PARTLY_GONE, covered)
        if not self._lineage.to[one.provision]:
            # The words that it changes stand, and what it was given at does not.
            return self._altered.confirm(Because.PLACE, (one.provision, *covered))
        because = self._of_covered(one, covered)
        if because is not None:
            return self._altered.confirm(because, covered)
        named = tuple(self._named(one.answer.position))
        because = self._own.because(one, hearing.version.items)
        if because is None and (depending := self._altered.conditions(one.answer)) is not None:
            return depending
        stays = all(self._altered.is_same(at) for at in named) and self._is_led_up_to(one)
        if because is None and not stays:
            because = Because.PLACE
        because = because or self._misheard(hearing, one)
        if because is None and asked.amount:
            because = self._put_again(hearing).because(one, number)
        if because is not None:
            return self._altered.confirm(because, (*covered, *named))
        return self._altered.at(one.provision, (*covered, *named))

    def _of_covered(self, one: Heard, covered: Sequence[int]) -> Because | None:
        """Say what is no longer the same of the provisions that an answer speaks of, or that it names."""
        exact = isinstance(one.answer.position, AmendsWords | AcceptsExcept | Opposes)
        for at in dict.fromkeys((*(() if one.provision is None else (one.provision,)), *covered)):
            because = self._altered.changed(at, exact=exact)
            if because is not None:
                return because
        return Because.ENLARGED if self._altered.is_enlarged(covered) else None

    def _on_the_whole(self, hearing: Hearing, one: Heard, number: int, asked: Asked) -> Outcome:
        if one.answer.provision.strip():
            return NeedsConfirmation(because=Because.NOT_UNDERSTOOD)
        if isinstance(one.answer.position, Adds):
            because = self._own.because(one, hearing.version.items)
            if because is None and (depending := self._altered.conditions(one.answer)) is not None:
                return depending
            first = self._lineage.to[0] if self._lineage.to else (0,)
            if because is None and first != (0,):
                because = Because.PLACE
            if because is None and asked.amount:
                because = self._put_again(hearing).because(one, number)
            return Unchanged(provision=None) if because is None else self._altered.confirm(because, range(1))
        if self._lineage.is_settled:
            return Unchanged(provision=None)
        return self._altered.confirm(Because.REWORDED, range(len(self._lineage.old.provisions)))

    def _fault(self, hearing: Hearing, number: int) -> Finding | None:
        """Say why an answer was not followed, beside all others of the old draft; None: it was."""
        known = self._faults.get(hearing.party)
        if known is None:
            heard = self._proposals.heard(hearing.party)
            known = self._faults[hearing.party] = tuple(one.fault for one in heard)
        return known[number]

    def _told(self, because: Because, one: Heard) -> NeedsConfirmation:
        return self._altered.confirm(because, () if one.provision is None else (one.provision,))

    @cached_property
    def _unmerged(self) -> Outcomes:
        """The same in everybody's own words, where merged wordings stand for some."""
        return Outcomes(self._lineage, [each.unmerged or each for each in self._heard], self._there)

    def _before_merger(
        self, hearing: Hearing, one: Heard, above: tuple[tuple[PartyCode, int], ...]
    ) -> Outcome:
        """Say what became of support for words of before a merger, by what became of those words.

        Where they are still asked for, the party has to say so: to join their author again joins other words.
        """
        alone = replace(one, before_merger=False, before=None)
        unmerged: Outcomes = self._unmerged
        outcome = unmerged._on_proposal(hearing, alone, above)
        is_confirming = isinstance(outcome, NeedsConfirmation) and outcome.because is Because.PROPOSAL
        if is_confirming or isinstance(outcome, Unchanged | Relocated):
            return self._told(Because.BEFORE_MERGER, one)
        return outcome

    def _on_proposal(self, hearing: Hearing, one: Heard, above: tuple[tuple[PartyCode, int], ...]) -> Outcome:
        """Say what became of an answer on what another party proposes, by what became of the proposals."""
        if one.before_merger:
            return self._before_merger(hearing, one, above)
        if one.into:
            # It stands at merged words that its author has left: what became of that author's is not its own.
            return self._told(Because.MERGED, one)
        if one.before is not None or one.still is not None:
            return self._told(Because.PROPOSAL_CHANGED, one)
        spoken = self._proposals.spoken_of(one, hearing.party)
        if spoken is None:
            return self._told(Because.NOT_UNDERSTOOD, one)
        if any((spoken.theirs.party, number) in above for number in spoken.numbers):
            return self._told(Because.PROPOSAL, one)
        return self._by_proposals(hearing, one, spoken, above)

    def _by_proposals(
        self, hearing: Hearing, one: Heard, spoken: SpokenOf, above: tuple[tuple[PartyCode, int], ...]
    ) -> Outcome:
        place = spoken.place
        outcomes = [self._of(spoken.theirs, number, above) for number in spoken.numbers]
        if outcomes and not spoken.unsaid and all(isinstance(each, Void) for each in outcomes):
            return self._on_what_is_void(one, outcomes)
        within = range(0) if place is None else range(place, self._lineage.old.end(place))
        if any(isinstance(each, NeedsConfirmation) for each in outcomes):
            return self._altered.confirm(Because.PROPOSAL, within)
        if any(isinstance(each, Void) for each in outcomes):
            return self._altered.confirm(Because.PARTLY_GONE, within)
        is_whole = not one.answer.provision.strip()
        if not is_whole and (place is None or not self._lineage.to[place]):
            return self._altered.confirm(Because.PLACE, within)
        depending = self._altered.conditions(one.answer)
        if depending is not None:
            return depending
        because = self._proposed_again.because(one, hearing.party, spoken)
        if because is not None:
            return self._altered.confirm(because, within)
        if place is not None and not is_whole:
            return self._altered.at(place, (place,))
        if self._lineage.is_settled:
            return Unchanged(provision=None)
        return self._altered.confirm(Because.REWORDED, range(len(self._lineage.old.provisions)))

    def _on_what_is_void(self, one: Heard, outcomes: Sequence[Outcome]) -> Outcome:
        """Say what became of an answer on proposals that have nothing left to ask for."""
        done = [each for each in outcomes if isinstance(each, Void) and each.reason is Reason.INCORPORATED]
        places = tuple(dict.fromkeys(at for each in done for at in each.provisions))
        if done and not isinstance(one.answer.position, Supports):
            return NeedsConfirmation(because=Because.TAKEN_UP, provisions=places)
        if len(done) < len(outcomes):
            return Void(reason=Reason.NO_PROPOSAL)
        return Void(reason=Reason.INCORPORATED, provisions=places)

    def _covered(self, hearing: Hearing, one: Heard, asked: Asked) -> Iterator[int]:
        """Go through the provisions of the old draft whose words an answer answers."""
        place = one.provision
        if place is None:
            return
        draft = self._lineage.old
        whole = (place,) if asked.amount else range(place, draft.end(place))
        match one.answer.position:
            case Accepts() | Holds() | Asks() | Moves() | Supports() | Withdraws():
                yield from whole
            case Deletes():
                yield from one.removed or whole
            case AmendsWords():
                touched = sorted({item.base for item in asked.items if item.base is not None})
                yield from touched or whole
            case AcceptsExcept(exception=quoted, words=None) | Opposes(words=quoted):
                if not quoted:
                    yield from whole
                    return
                try:
                    yield quoted_place(one.answer, quoted, place, draft, hearing.base.items)[0]
                except NotFollowed:
                    yield from whole
            case Merges(others=others):
                yield place
                yield from one.removed or (at for other in others for at in resolve(other, draft))
            case Amends() | Editorial() | AcceptsExcept() | Adds() | Splits():
                yield place
            case position:
                assert_never(position)

    def _misheard(self, hearing: Hearing, one: Heard) -> Because | None:
        """Say why the same answer on the new draft would be taken for one to other words, or for none.

        It is heard on both drafts, where more than one provision can be what it means. On the old one too:
        beside others of its reply it may have been followed where by itself it is not.
        """
        old, new = self._lineage.old, self._lineage.new
        again = readdressed(one.answer, one.provision, self._lineage)
        named = (
            (text, at) for text, it in ((old, one.answer), (new, again)) for at in resolve(it.provision, text)
        )
        if not isinstance(again.position, Merges) and all(text.end(at) == at + 1 for text, at in named):
            return None
        before = taken_for(one.answer, old, hearing.base.items)
        if before is None:
            return None
        there = frozenset(at for each in before for at in self._lineage.to[each])
        now = taken_for(again, new, self._items)
        if now == there:
            return None
        return Because.OTHER_WORDS if now is None or not now > there else Because.ENLARGED

    def _put_again(self, hearing: Hearing) -> PutAgain:
        put = self._put.get(hearing.party)
        if put is None:
            put = PutAgain(hearing.version, self._lineage.old, hearing.base.items)
            self._put[hearing.party] = put
        return put

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return original(self._lineage.new)

    def _named(self, position: Position) -> Iterator[int]:
        """Go through the provisions that a position names beside its own."""
        if isinstance(position, Moves):
            yield from resolve(position.after, self._lineage.old)

    def _is_led_up_to(self, one: Heard) -> bool:
        """Whether what a party adds would still stand behind the same provision: a new article, an article.

        True of what adds nothing.
        """
        at, position = one.provision, one.answer.position
        if at is None or not isinstance(position, Adds) or position.inside:
            return True
        kind = Kind(position.provisions[0].kind)
        host = host_of(self._lineage.old, at, kind)
        return self._lineage.to[host] == (host_of(self._lineage.new, self._lineage.to[at][0], kind),)


def _is_on_a_proposal(one: Heard) -> bool:
    """Whether an answer that was followed speaks of what another party proposes, and not of the draft."""
    match one.answer.position:
        case Supports():
            return True
        case Opposes(proposal_of=author):
            return author is not None
        case _:
            return one.fault is not None  # it names no provision of the draft: another party adds one


def _is_on_what_was_withdrawn(one: Heard) -> bool:
    """Whether all that an answer speaks of was proposed by another party that proposes none of it any more.

    Where it came to those words through support that was withdrawn, they may stand.
    """
    before = one.before
    is_whole = one.still is None and not one.into
    return is_whole and before is not None and before.became is Became.WITHDRAWN and before.by is None
