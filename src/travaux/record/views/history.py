"""The history of a provision: its words in every draft, and all that was said and done about it, in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from travaux.answers.position import Adds
from travaux.compare.comparison import (
    Kept,
    LanguageMismatch,
)
from travaux.compile.additions import may_be_of_addition, names_of_addition, stands_in
from travaux.compile.compilation import LeftOut
from travaux.compile.hanging import named_by
from travaux.record import act as acts
from travaux.record.act import GivesAnswer, TablesDraft
from travaux.record.latest import Latest
from travaux.record.library import NotHere
from travaux.record.views.changes import alerts_in, eids, inside, topmost
from travaux.record.views.coverage import not_understood
from travaux.record.views.places import Places
from travaux.record.views.speaking import also_on, on_additions, speaking_on
from travaux.text.phrase import said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer, Unread
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate as Change
    from travaux.compile.fate import Fate
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.speaking import Speaking
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The provision as a draft has it."""

    tabled: Entered
    draft: Draft
    addresses: tuple[str, ...]
    """Where it stands there; several where it was split; none: the draft does not have it."""
    provisions: tuple[Provision, ...] = ()
    """The provisions at the addresses, each with all that stands in it."""
    changes: tuple[Change, ...] = ()
    """What became of it since the draft before, provision by provision; nothing where all was kept."""
    alerts: tuple[Alert, ...] = ()
    """Where words on which an obligation may turn were gained, lost or changed by that."""
    unread: str = ""
    """Why the draft cannot be read, or compared with the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, and what it says of the provision."""

    entered: Entered
    draft: Draft
    answers: tuple[Answer, ...]
    """Those of its answers that speak of the provision, of what stands in it, or of what it stands in."""
    became: Fate | None = None
    """Why it is not what its party says now; None where it is."""
    unread: str = ""
    """Why its document cannot be read."""
    shown: PartyCode | None = None
    """It is no answer, but what a text taken over, which the entry tabled, shows of this party."""
    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it is given, as its entry or else its document names them."""
    untaken: tuple[Unread, ...] = ()
    """What was given with these answers and was not understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Answers in whole to one draft that say nothing of the provision."""

    entered: Entered
    """The last of them, at whose place they are told."""
    draft: Draft
    answers: tuple[Entered, ...] = ()
    """Those that do not speak of it."""
    repeated: tuple[Entered, ...] = ()
    """Redrafts that have it as the draft has it."""
    may: tuple[Entered, ...] = ()
    """Those in which something was not understood: whether that is of it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Any other act about the provision: a hold, a question, a promise, an agreement, a validation."""

    entered: Entered
    on: tuple[str, ...] = ()
    """The addresses it names, of those that concern the provision; "" for the whole text."""


Event: TypeAlias = Version | Said | PassedOver | Done
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything about one provision, in the order of the record."""

    draft: Draft
    """The draft in which it was named."""
    address: str
    events: tuple[Event, ...]
    called: str = ""
    """The name under which parties would add it, where the draft does not have it."""


def history(known: Disclosed, library: Library, address: str, *, draft: Draft | None = None) -> History:
    """Tell the history of the provision at *address* of *draft*; None: the one on the table.

    It is followed through renumbering, moving, splitting and merging, from each draft to the one that follows
    it, as the two compare.
    Raises NotHere, where there is no such draft or no such provision in it.
    """
    draft = known.latest_draft() if draft is None else draft
    if draft is None:
        if len(known.entries) < known.size:
            raise NotHere(
                "No draft that this reader may read is on the table, so there is no provision to tell the "
                "history of."
            )
        raise NotHere("No draft is on the table, so there is no provision to tell the history of.")
    text = library.text(draft)
    here = text.at(address)
    if here is None:
        raise NotHere(
            f'Draft {draft.number} has no provision at "{address}". Expected an address of it, such as '
            f"{next((one.eid for one in text.provisions if one.number is not None), 'art_1')}."
        )
    line = Line(known, library, draft, here.eid)
    return History(draft=draft, address=here.eid, events=tuple(line.events()))


def same_provision(
    known: Disclosed, library: Library, address: str, draft: Draft
) -> Callable[[LeafHash, str], bool]:
    """Give what tells whether an address of another draft is of the provision that *draft* has at *address*.

    That is the provision as the drafts succeed each other, what stands in it, and what it stands in.
    """
    stands = Line(known, library, draft, address).stands
    return lambda leaf, at: leaf in stands and stands[leaf].concerned(at)


OF_THE_WHOLE: Final = (
    acts.EntersHold,
    acts.ValidatesPosition,
    acts.OpensSilence,
    acts.AdoptsText,
    acts.AuthenticatesText,
)
"""Acts that are about a provision where they are about the whole text."""
UNDOING: Final = (
    acts.Withdraws,
    acts.Corrects,
    acts.MaintainsHold,
    acts.LiftsHold,
    acts.BreaksSilence,
    acts.NotesSilenceElapsed,
)
"""Acts that change something said of the whole text, and are about a provision with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where the provision stands in one draft."""

    draft: Draft
    text: Text | None
    addresses: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    alerts: tuple[Alert, ...] = ()
    unread: str = ""
    places: Places = field(default_factory=Places)

    def adjoins(self, address: str) -> bool:
        """Whether what is added at *address* is added to the provision, or in it."""
        return any(at in self.places.above(address) for at in self.addresses)

    def concerned(self, address: str) -> bool:
        """Whether something at *address* is about the provision: it, in it, or what it stands in."""
        return any(self.places.touch(address, at) for at in self.addresses)


class Line:
    """The provision, followed through the drafts from the one in which it was named."""

    def __init__(self, known: Disclosed, library: Library, draft: Draft, address: str) -> None:
        self.known = known
        self.library = library
        self.stands: dict[LeafHash, Stand] = {}
        self._speaking: dict[LeafHash, Sequence[Speaking]] = {}
        self._stand(draft, (address,))
        self._follow(draft)

    def _follow(self, draft: Draft) -> None:
        """Go from draft to draft, to those it followed and to those that follow it."""
        known = self.known
        newer = draft
        while newer.follows is not None and (older := known.drafts.get(newer.follows)) is not None:
            self._step(newer, older, back=True)
            newer = older
        waiting = [draft]
        for older in waiting:
            for one in known.drafts.values():
                if one.follows == older.tabled.leaf and one.tabled.leaf not in self.stands:
                    self._step(older, one, back=False)
                    waiting.append(one)

    def _stand(self, draft: Draft, addresses: tuple[str, ...], unread: str = "") -> None:
        try:
            text: Text | None = self.library.text(draft)
        except NotHere as fault:
            text, unread = None, str(fault)
        self.stands[draft.tabled.leaf] = Stand(
            draft=draft, text=text, addresses=addresses, unread=unread, places=Places(text)
        )

    def _step(self, known: Draft, other: Draft, *, back: bool) -> None:
        """Follow the provision from a draft in which its place is known to the next, or the one before."""
        stand = self.stands[known.tabled.leaf]
        old, new = (other, known) if back else (known, other)
        try:
            comparison = self.library.comparison(old, new)
        except (NotHere, LanguageMismatch) as fault:
            self._stand(other, stand.addresses if stand.text is None else (), unread=said_by(fault))
            return
        source = comparison.new if back else comparison.old
        those = inside(source, stand.addresses)
        found = [one for one in comparison.changes if those & set(eids(one, new=back))]
        there = comparison.old if back else comparison.new
        addresses = topmost(there, [eid for one in found for eid in eids(one, new=not back)])
        changes = tuple(one for one in found if not isinstance(one, Kept) or one.is_renumbered)
        self._stand(other, addresses)
        newer = known if back else other
        leaf = newer.tabled.leaf
        self.stands[leaf] = replace(self.stands[leaf], changes=changes, alerts=alerts_in(changes, comparison))

    # --- what was said and done, in the order of the record

    def events(self) -> Iterator[Event]:
        passed = self._passed_over()
        latest: dict[tuple[PartyCode, LeafHash], Latest] = {}
        about: dict[LeafHash, bool] = {}
        """The entries told of; whether it is the provision that they are about, or the text in whole."""
        for one in self.known.entries:
            if isinstance(one.act, TablesDraft):
                if one.leaf in self.stands:
                    yield _version(self.stands[one.leaf])
                    yield from self._shown(self.stands[one.leaf], latest)
                continue
            given = self.known.answers.get(one.leaf)
            if given is not None:
                for said in self._said(given, latest):
                    about[one.leaf] = bool(given.provisions)
                    yield said
            else:
                on = self._on(one, about)
                if on is not None:
                    about[one.leaf] = any(on) or not on
                    yield Done(entered=one, on=on)
            if one.leaf in passed:
                yield passed[one.leaf]

    def _on(self, one: Entered, about: Mapping[LeafHash, bool]) -> tuple[str, ...] | None:
        """Give what of the provision an act names; None where it is not about it."""
        found: list[str] = []
        names = False
        for reference in one.entry.re:
            stand = self.stands.get(reference.leaf)
            if stand is not None:
                if (reference.article or isinstance(one.act, OF_THE_WHOLE)) and stand.concerned(
                    reference.article
                ):
                    found.append(reference.article)
            elif reference.leaf in about and self._of_it(reference.leaf, reference.article):
                follows = about[reference.leaf] or reference.article or isinstance(one.act, UNDOING)
                names = names or bool(follows)
        return tuple(dict.fromkeys(found)) if found or names else None

    def _of_it(self, leaf: LeafHash, article: str) -> bool:
        """Whether a provision named of an earlier entry is this one."""
        given = self.known.answers.get(leaf)
        if not article or given is None:
            return True
        stand = self.stands.get(given.draft)
        return stand is not None and (stand.concerned(article) or self._is_of_merger(given, article, stand))

    def _is_of_merger(self, given: Given, article: str, stand: Stand) -> bool:
        """Whether what an answer says of another provision is of a merger that takes in this one."""
        text = stand.text
        heard = None if text is None else self.library.heard(self.known, given, stand.draft)
        if text is None or heard is None or isinstance(heard, LeftOut):
            return False
        return any(
            stand.concerned(other)
            for one in heard.heard
            if one.provision is not None and stand.places.touch(article, text.provisions[one.provision].eid)
            for other in self._also_on(one, given, heard, stand)
        )

    def _shown(self, stand: Stand, latest: dict[tuple[PartyCode, LeafHash], Latest]) -> Iterator[Said]:
        """List what a text taken over shows of each party at the provision."""
        for given in () if stand.text is None else self.library.shown(stand.draft):
            yield from self._said(given, latest)

    def _said(self, given: Given, latest: dict[tuple[PartyCode, LeafHash], Latest]) -> Iterator[Said]:
        """Give what an answer says of the provision; apart, what of it its party says no more."""
        stand = self.stands.get(given.draft)
        if stand is None or not stand.addresses:
            return
        answers, unread = self._of(given, stand)
        if not answers and not (unread and self._may_concern(given, stand)):
            return
        key = given.party, given.draft
        if key not in latest and stand.text is not None:
            those = (*self.library.shown(stand.draft), *self.known.answers.values())
            own = [one for one in those if (one.party, one.draft) == key]
            parts = [(one, self.library.heard(self.known, one, stand.draft)) for one in own]
            latest[key] = Latest(parts, stand.places)
        by_fate: dict[Fate | None, list[Answer]] = {}
        for number, address, one in answers:
            by_fate.setdefault(latest[key].fate(given, number, one, address), []).append(one.answer)
        if not answers:
            gone = latest[key].said_no_more(given, stand.addresses[0]) if key in latest else None
            by_fate[gone] = []
        for fate, those_said in by_fate.items():
            yield Said(
                entered=given.entered,
                draft=stand.draft,
                answers=tuple(those_said),
                became=fate,
                unread=unread,
                shown=given.shown,
                principals=given.principals or self._named(given, stand),
                untaken=self._untaken(given, stand, {one.provision for one in those_said}),
            )

    def _untaken(self, given: Given, stand: Stand, provisions: set[str]) -> tuple[Unread, ...]:
        """List what its document says with answers on *provisions* and was not understood."""
        if stand.text is None:
            return ()
        heard = self.library.heard(self.known, given, stand.draft)
        if isinstance(heard, LeftOut):
            return ()
        return tuple(one for one in heard.reply.unread if not provisions.isdisjoint(one.beside))

    def _named(self, given: Given, stand: Stand) -> tuple[PartyCode, ...]:
        """List those in whose name its document says that it is given."""
        if stand.text is None:
            return ()
        heard = self.library.heard(self.known, given, stand.draft)
        return () if isinstance(heard, LeftOut) else heard.reply.principals

    def _may_concern(self, given: Given, stand: Stand) -> bool:
        """Whether an answer that cannot be read is about the provision, by its entry or its author's word."""
        act = given.entered.act
        covers = act.covers if isinstance(act, GivesAnswer) else ()
        named = covers or given.provisions
        return not named or any(stand.concerned(at) for at in named)

    def _of(self, given: Given, stand: Stand) -> tuple[list[tuple[int, str, Heard]], str]:
        """List what an answer says of the provision, or why it cannot be read."""
        text = stand.text
        if text is None:
            return [], stand.unread
        heard = self.library.heard(self.known, given, stand.draft)
        if isinstance(heard, LeftOut):
            return [], heard.finding.message
        found: list[tuple[int, str, Heard]] = []
        for number, one in enumerate(heard.heard, start=1):
            # What is said of something that a party would add is said of what that would stand in, and adding
            # it is said of what it is added to: neither is said of what stands in that already.
            at = one.provision if one.provision is not None else stands_in(one.answer.provision, text)
            whole = at is None and not one.answer.provision.strip()
            if at is not None or whole:
                address = "" if at is None else text.provisions[at].eid
                conditions = one.answer.conditions
                named = (each for condition in conditions for each in named_by(condition, text))
                beside = bool(address) and (one.provision is None or isinstance(one.answer.position, Adds))
                concerned = stand.adjoins if beside else stand.concerned
                within = stand.places.above(address) | names_of_addition(one, text)
                also = () if one.provision is None else self._also_on(one, given, heard, stand)
                if (concerned(address) or any(map(stand.concerned, (*named, *also)))) and (
                    not given.provisions or not within.isdisjoint(given.provisions)
                ):
                    found.append((number, address, one))
        return found, ""

    def _passed_over(self) -> dict[LeafHash, PassedOver]:
        """Gather the answers in whole that say nothing of it, draft by draft, under the last of them."""
        silent: dict[LeafHash, list[Given]] = {}
        for given in self.known.answers.values():
            stand = self.stands.get(given.draft)
            if stand is None or not stand.addresses or given.provisions:
                continue
            said, unread = self._of(given, stand)
            if not said and not (unread and self._may_concern(given, stand)):
                silent.setdefault(given.draft, []).append(given)
        return {those[-1].entered.leaf: self._passing(leaf, those) for leaf, those in silent.items()}

    def _passing(self, leaf: LeafHash, those: Sequence[Given]) -> PassedOver:
        repeated = [one for one in those if self._repeats(one)]
        rest = [one for one in those if one not in repeated]
        may = [one for one in rest if self._is_in_part(one)]
        return PassedOver(
            entered=those[-1].entered,
            draft=self.stands[leaf].draft,
            answers=tuple(one.entered for one in rest if one not in may),
            repeated=tuple(one.entered for one in repeated),
            may=tuple(one.entered for one in may),
        )

    def _is_in_part(self, given: Given) -> bool:
        """Whether something in an answer was not understood, by itself or as said of what others add."""
        stand = self.stands[given.draft]
        heard = self.library.heard(self.known, given, stand.draft)
        if isinstance(heard, LeftOut):
            return False
        if any(map(may_be_of_addition, heard.heard)):
            heard = on_additions(heard, self._speaking_on(stand))
        return not_understood(heard) > 0

    def _also_on(self, one: Heard, given: Given, heard: Hearing, stand: Stand) -> tuple[Address, ...]:
        """List where else an answer speaks: what it, or the merger that it joins or opposes, takes in."""
        speaking = self._speaking_on(stand) if heard.looks_to_others else ()
        return also_on(one, given, speaking, heard.base.draft)

    def _speaking_on(self, stand: Stand) -> Sequence[Speaking]:
        leaf = stand.draft.tabled.leaf
        if leaf not in self._speaking:
            self._speaking[leaf] = speaking_on(self.known, stand.draft, self.library, stand.places)
        return self._speaking[leaf]

    def _repeats(self, given: Given) -> bool:
        """Whether an answer gives the whole text, and so has the provision as the draft has it."""
        heard = self.library.heard(self.known, given, self.stands[given.draft].draft)
        return not isinstance(heard, LeftOut) and heard.redraft


def _version(stand: Stand) -> Version:
    text = stand.text
    found: list[Provision] = []
    if text is not None:
        for address in stand.addresses:
            index = text.index(address)
            if index is not None:
                found += text.provisions[index : text.end(index)]
    return Version(
        tabled=stand.draft.tabled,
        draft=stand.draft,
        addresses=tuple(one for one in stand.addresses if text is None or text.index(one) is not None),
        provisions=tuple(found),
        changes=stand.changes,
        alerts=stand.alerts,
        unread=stand.unread,
    )
