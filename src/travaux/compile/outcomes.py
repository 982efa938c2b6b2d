"""What a new draft makes of each answer to the draft before it: the rule, answer by answer.

In this order: an answer taken back is void; so is one whose wish the new draft has exactly; so is one whose
object is gone. If anything it answers, names or depends on is not the same, its party has to confirm it. Else
it is unchanged, or the same under another address.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

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
from travaux.compare.alert import alerts_on, language_of
from travaux.compare.comparison import Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compile.answered import host_of, taken_for
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
from travaux.compile.put_again import PutAgain
from travaux.compile.readdressed import readdressed
from travaux.compile.support import numbered_proposal
from travaux.compile.version import original
from travaux.text.kind import Kind
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.lineage import Lineage
    from travaux.compile.outcome import Outcome
    from travaux.compile.version import Item
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode

There: TypeAlias = "Mapping[PartyCode, Mapping[Address, Sequence[Position]]]"
"""What parties say on a draft, by who says it and of which provision."""

_PROPOSALS: Final = (
    Amends,
    AmendsWords,
    Adds,
    Deletes,
    Moves,
    Merges,
    Splits,
    Editorial,
    AcceptsExcept,
    Supports,
)
"""What another party can join, or oppose by its author."""


class Outcomes:
    """The outcomes of all answers of some hearings; each is worked out once."""

    def __init__(self, lineage: Lineage, heard: Sequence[Hearing], there: There | None = None) -> None:
        """Prepare what is asked again and again: what was incorporated, and who proposes what where.

        *there*: what parties say on the new draft; None: nothing is known of that.
        """
        self._lineage = lineage
        self._heard = heard
        self._there = there
        self._incorporation = Incorporation(lineage)
        self._own = OwnWords(lineage)
        self._language = language_of(lineage.new, lineage.old)
        self._alerts: dict[int, tuple[Alert, ...]] = {}
        self._same: dict[tuple[int, bool], Because | None] = {}
        self._hearings = {hearing.party: hearing for hearing in heard}
        self._made: dict[PartyCode, dict[int, list[Item]]] = {}
        self._proposals: dict[PartyCode, dict[int, list[int]]] = {}
        for hearing in heard:
            made: dict[int, list[Item]] = defaultdict(list)
            for item in hearing.version.items:
                for number in item.said:
                    made[number].append(item)
            at: dict[int, list[int]] = defaultdict(list)
            for number, one in enumerate(hearing.heard):
                if one.provision is not None and isinstance(one.answer.position, _PROPOSALS):
                    at[one.provision].append(number)
            self._made[hearing.party] = made
            self._proposals[hearing.party] = at
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
        if one.fault is not None:
            return NeedsConfirmation(
                because=Because.NOT_UNDERSTOOD if one.before is None else Because.PROPOSAL_CHANGED
            )
        author = _author(position)
        if author is not None:
            return self._on_proposal(one, author, above)
        asked = Asked(one, tuple(self._made[hearing.party].get(number, ())), number < hearing.amounts)
        if self._incorporation.is_struck(asked):
            return Void(reason=Reason.INCORPORATED)
        found = self._incorporation.found(asked)
        if found:
            return Void(reason=Reason.INCORPORATED, provisions=self._addresses(found))
        return self._by_object(hearing, one, number, asked)

    def _before_merger(
        self, one: Heard, author: PartyCode, above: tuple[tuple[PartyCode, int], ...]
    ) -> Outcome:
        """Say what became of support for words of before a merger, by what became of those words.

        Where they are still asked for, the party has to say so: to join their author again joins other words.
        """
        unmerged = Outcomes(self._lineage, [each.unmerged or each for each in self._heard], self._there)
        outcome = unmerged._on_proposal(replace(one, before_merger=False, before=None), author, above)
        is_confirming = isinstance(outcome, NeedsConfirmation) and outcome.because is Because.PROPOSAL
        if is_confirming or isinstance(outcome, Unchanged | Relocated):
            return self._confirm(Because.BEFORE_MERGER, () if one.provision is None else (one.provision,))
        return outcome

    def _by_object(self, hearing: Hearing, one: Heard, number: int, asked: Asked) -> Outcome:
        """Say what became of an answer by what became of the provisions it speaks of."""
        if one.provision is None:
            return self._on_the_whole(hearing, one, number, asked)
        covered = tuple(self._covered(hearing, one, asked))
        there = [self._lineage.to[at] for at in covered]
        is_placed = isinstance(one.answer.position, Adds)
        if not any(there):
            if is_placed:
                return self._confirm(Because.PLACE, covered)
            return Void(reason=Reason.GONE)
        if not all(there):
            return self._confirm(Because.PARTLY_GONE, covered)
        exact = isinstance(one.answer.position, AmendsWords | AcceptsExcept | Opposes)
        for at in covered:
            because = self._changed(at, exact=exact)
            if because is not None:
                return self._confirm(because, covered)
        if self._is_enlarged(covered):
            return self._confirm(Because.ENLARGED, covered)
        named = tuple(self._named(one.answer.position))
        because = self._own.because(one, hearing.version.items)
        if because is None and (depending := self._conditions(one.answer)) is not None:
            return depending
        stays = all(self._is_same(at) for at in named) and self._is_led_up_to(one)
        if because is None and not stays:
            because = Because.PLACE
        because = because or self._misheard(hearing, one)
        if because is None and asked.amount:
            because = self._put_again(hearing).because(one, number)
        if because is not None:
            return self._confirm(because, (*covered, *named))
        return self._at(one.provision, (*covered, *named))

    def _at(self, place: int, named: Iterable[int]) -> Unchanged | Relocated:
        old, new = self._lineage.old.provisions, self._lineage.new.provisions
        here = new[self._lineage.to[place][0]].eid
        stays = all(
            old[at].eid == new[self._lineage.to[at][0]].eid and not isinstance(self._lineage.fates[at], Moved)
            for at in named
        )
        return Unchanged(provision=here) if stays else Relocated(old=old[place].eid, provision=here)

    def _on_the_whole(self, hearing: Hearing, one: Heard, number: int, asked: Asked) -> Outcome:
        if one.answer.provision.strip():
            return NeedsConfirmation(because=Because.NOT_UNDERSTOOD)
        if isinstance(one.answer.position, Adds):
            because = self._own.because(one, hearing.version.items)
            if because is None and (depending := self._conditions(one.answer)) is not None:
                return depending
            first = self._lineage.to[0] if self._lineage.to else (0,)
            if because is None and first != (0,):
                because = Because.PLACE
            if because is None and asked.amount:
                because = self._put_again(hearing).because(one, number)
            return Unchanged(provision=None) if because is None else self._confirm(because, range(1))
        if self._lineage.is_settled:
            return Unchanged(provision=None)
        return self._confirm(Because.REWORDED, range(len(self._lineage.old.provisions)))

    def _on_proposal(
        self, one: Heard, author: PartyCode, above: tuple[tuple[PartyCode, int], ...]
    ) -> Outcome:
        """Say what became of an answer on what another party proposes, by what became of the proposals."""
        if one.before_merger:
            return self._before_merger(one, author, above)
        here = () if one.provision is None else (one.provision,)
        if one.into:
            # It stands at merged words that its author has left: what became of that author's is not its own.
            return self._confirm(Because.MERGED, here)
        if one.before is not None or one.still is not None:
            return self._confirm(Because.PROPOSAL_CHANGED, here)
        theirs = self._hearings.get(author)
        if theirs is None:
            return Void(reason=Reason.NO_PROPOSAL)
        place = one.provision
        if place is None:
            place = numbered_proposal(one.answer, theirs.version)
        spoken = range(0) if place is None else range(place, self._lineage.old.end(place))
        joined = [number for at in spoken for number in self._proposals[author].get(at, ())]
        if not joined and isinstance(one.answer.position, Opposes):
            return self._confirm(Because.NOT_UNDERSTOOD, here)
        outcomes = [self._of(theirs, number, above) for number in joined if (author, number) not in above]
        if all(isinstance(each, Void) for each in outcomes):
            return self._on_what_is_void(one, outcomes)
        if place is None or not self._lineage.to[place]:
            return self._confirm(Because.PLACE, spoken)
        if not all(isinstance(each, Unchanged | Relocated) for each in outcomes):
            return self._confirm(Because.PROPOSAL, spoken)
        depending = self._conditions(one.answer)
        if depending is not None:
            return depending
        because = self._not_there(theirs, joined, place)
        return self._at(place, (place,)) if because is None else self._confirm(because, spoken)

    def _on_what_is_void(self, one: Heard, outcomes: Sequence[Outcome]) -> Outcome:
        """Say what became of an answer on proposals that have nothing left to ask for."""
        done = [each for each in outcomes if isinstance(each, Void) and each.reason is Reason.INCORPORATED]
        if not outcomes or len(done) < len(outcomes):
            return Void(reason=Reason.NO_PROPOSAL)
        places = tuple(dict.fromkeys(at for each in done for at in each.provisions))
        if isinstance(one.answer.position, Opposes):
            return NeedsConfirmation(because=Because.TAKEN_UP, provisions=places)
        return Void(reason=Reason.INCORPORATED, provisions=places)

    def _not_there(self, theirs: Hearing, joined: Sequence[int], place: int) -> Because | None:
        """Say why what a party proposed at a provision is not proposed on the new draft as it was.

        Nobody joins or opposes what is not there: where its author says something else, or nothing yet.
        """
        new, to = self._lineage.new, self._lineage.to
        if len(to[place]) != 1:
            return Because.SPLIT
        if self._there is None:
            return None
        then: list[tuple[Address, Position]] = [
            (new.provisions[to[one.provision][0]].eid, one.answer.position)
            for number, one in enumerate(theirs.heard)
            if number in joined and one.provision is not None and to[one.provision]
        ]
        said = self._there.get(theirs.party, {})
        now: list[tuple[Address, Position]] = [
            (one.eid, position)
            for one in new.provisions[to[place][0] : new.end(to[place][0])]
            for position in said.get(one.eid, ())
            if isinstance(position, _PROPOSALS)
        ]
        same = len(then) == len(now) and all(now.count(one) == then.count(one) for one in then)
        return None if same else Because.NOT_THERE

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

    def _changed(self, at: int, *, exact: bool) -> Because | None:
        """Say why the provision at *at* is not the same in the new draft; *exact*: its white space too."""
        key = at, exact
        if key not in self._same:
            self._same[key] = _difference(self._lineage.fates[at], exact=exact)
        return self._same[key]

    def _is_same(self, at: int) -> bool:
        return len(self._lineage.to[at]) == 1 and self._changed(at, exact=False) is None

    def _is_enlarged(self, covered: Sequence[int]) -> bool:
        """Whether something stands now within what was answered as a whole that did not before."""
        if len(covered) < 2:  # noqa: PLR2004  one provision has nothing within it
            return False
        places = [self._lineage.to[at][0] for at in covered]
        top = places[0]
        inside = self._lineage.new.end(top) - top
        return self._lineage.old.end(covered[0]) - covered[0] == len(covered) and inside != len(covered)

    def _conditions(self, answer: Answer) -> NeedsConfirmation | None:
        """Show what changed, or has another number, of what an answer depends on: not what it answers."""
        changed: dict[int, None] = {}
        renumbered: dict[int, None] = {}
        for condition in answer.conditions:
            for reference in condition.references:
                named = resolve(reference, self._lineage.old)
                for at in named:
                    within = range(at, self._lineage.old.end(at))
                    other = [each for each in within if not self._is_same(each)]
                    changed.update(dict.fromkeys(other or ((at,) if self._is_enlarged(within) else ())))
                if len(named) == 1 and self._own.leads_elsewhere(reference):
                    renumbered[named[0]] = None
        if changed:
            return self._confirm(Because.CONDITION, changed)
        return self._confirm(Because.CONDITION_NUMBER, renumbered) if renumbered else None

    def _confirm(self, because: Because, spoken: Iterable[int]) -> NeedsConfirmation:
        """Show what changed of the provisions *spoken* of."""
        fates: dict[int, Fate] = {}
        places: dict[int, None] = {}
        for at in spoken:
            fate = self._lineage.fates[at]
            places.update(dict.fromkeys(self._lineage.to[at]))
            if self._changed(at, exact=True) is not None:
                fates[id(fate)] = fate
        return NeedsConfirmation(
            because=because,
            provisions=self._addresses(places),
            fates=tuple(fates.values()),
            alerts=tuple(alert for fate in fates.values() for alert in self._alerts_on(fate)),
        )

    def _alerts_on(self, fate: Fate) -> tuple[Alert, ...]:
        known = self._alerts.get(id(fate))
        if known is None:
            known = self._alerts[id(fate)] = tuple(alerts_on(fate, self._language))
        return known

    def _addresses(self, places: Iterable[int]) -> tuple[Address, ...]:
        return tuple(self._lineage.new.provisions[at].eid for at in places)


def _author(position: Position) -> PartyCode | None:
    """Give the party whose proposal a position speaks of; None where it speaks of the draft."""
    match position:
        case Supports(party=party) | Opposes(proposal_of=party):
            return party
        case _:
            return None


def _difference(fate: Fate, *, exact: bool) -> Because | None:
    match fate:
        case Kept() | Moved(is_reworded=False) if fate.is_restated:
            return Because.RESTATED
        case Kept(is_respaced=True) if exact:
            return Because.REWORDED
        case Kept() | Moved(is_reworded=False):
            return None
        case Reworded() | Moved():
            return Because.REWORDED
        case Split():
            return Because.SPLIT
        case Merged():
            return Because.MERGED
        case Removed():
            return Because.PARTLY_GONE
        case _:
            msg = "A provision of the old draft cannot be added to the new one."
            raise AssertionError(msg)
