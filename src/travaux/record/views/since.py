"""What changed for a party since it last looked: in its provisions, in what is owed, and for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.answers.shown import is_shown
from travaux.compare.comparison import Comparison, Kept, LanguageMismatch
from travaux.compile.compilation import LeftOut
from travaux.compile.proof import LossError
from travaux.compile.succession import succession
from travaux.record import act as acts
from travaux.record.act import Role
from travaux.record.consolidation import consolidation
from travaux.record.latest import Latest
from travaux.record.library import NotHere
from travaux.record.views.changes import alerts_in, eids, topmost
from travaux.record.views.coverage import spoken_of
from travaux.record.views.docket import docket
from travaux.record.views.places import Places
from travaux.record.views.replies import in_name_of
from travaux.record.views.standing import said_on
from travaux.record.views.under_it import changed_under
from travaux.text.phrase import said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.answers.answer import Answer
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate as Change
    from travaux.compile.fate import Fate
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.outcome import EarlierAnswer
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.docket import Owed
    from travaux.record.views.under_it import Changed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """An entry about a provision of the party's, and, of an answer, what it says there."""

    entered: Entered
    draft: Draft
    provisions: tuple[str, ...]
    """The party's provisions that it is about, in reading order; not those that stand in another of them."""
    answers: tuple[Answer, ...] = ()
    became: Fate | None = None
    """Why the answer is not what its party says now; None where it is."""
    taken_back: tuple[Answer, ...] = ()
    """Of a withdrawal, what it takes back there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A draft that was tabled, and what became in it of the party's provisions of the one before."""

    draft: Draft
    changes: tuple[Change, ...] = ()
    """Nothing for a provision that was kept where it was."""
    answers: tuple[EarlierAnswer, ...] = ()
    """What the draft makes of the party's answers to the draft before: none of them is one to this."""
    alerts: tuple[Alert, ...] = ()
    """Where words on which an obligation may turn were gained, lost or changed by them."""
    kept: tuple[str, ...] = ()
    """The party's provisions, by their addresses in the new draft, that were kept word for word."""
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed for a party between two sizes of the record. Every entry between is in one list."""

    party: PartyCode
    size: int
    """The size of the record when the party last looked."""
    upto: int
    at: str
    drafts: tuple[NewDraft, ...] = ()
    said_for_it: tuple[Touched, ...] = ()
    """What others have said in its name: answers of a group, or of several, that name it."""
    changed: tuple[Changed, ...] = ()
    """What it supports or opposes, where that is not proposed as it was since: its word stays with that."""
    in_its_name: tuple[Entered, ...] = ()
    """What somebody else wrote down as the party's act."""
    to_it: tuple[Entered, ...] = ()
    """Papers and questions sent to it by name, receipts of its papers, words on its proposals."""
    touched: tuple[Touched, ...] = ()
    """About its provisions, by provision in reading order, then as entered."""
    owes: tuple[Owed, ...] = ()
    """What it owes: asked for, promised, extended or reported on since, or overdue at this moment."""
    owed: tuple[Owed, ...] = ()
    """What it is owed; as ``owes``."""
    for_all: tuple[Entered, ...] = ()
    """Rules, meetings, silence procedures, agreements, adoption, members: what concerns everybody."""
    others: tuple[Entered, ...] = ()
    """All the rest but its own acts: what is listed nowhere else."""
    own: tuple[Entered, ...] = ()
    """Its own acts, signed by it."""


_FOR_ALL = (
    acts.OpensInstrument,
    acts.AddsMember,
    acts.RemovesMember,
    acts.DefinesGroup,
    acts.DeclaresRules,
    acts.ContestsRules,
    acts.ConvenesMeeting,
    acts.ClosesProvisionally,
    acts.ReopensProvision,
    acts.OpensSilence,
    acts.BreaksSilence,
    acts.NotesSilenceElapsed,
    acts.AdoptsText,
    acts.AuthenticatesText,
    acts.RectifiesError,
    acts.Redacts,
)


_ON_AN_ACT = (
    acts.Withdraws,
    acts.Corrects,
    acts.MaintainsHold,
    acts.LiftsHold,
    acts.BreaksSilence,
    acts.NotesSilenceElapsed,
    acts.UntiesPackage,
    acts.ProposesMerger,
    acts.AnswersMerger,
    acts.AnswersQuestion,
)
"""Acts that name an earlier entry and are about the provisions of that."""


def since(known: Disclosed, party: PartyCode, size: int, library: Library, *, at: str) -> Since:
    """Say what changed for *party* since the record had *size* entries, as of the moment *at*.

    The party's provisions are those it has answered, holds, has asked about, joined at or tied.
    """
    return _Looking(known, party, size, library).since(at)


class _Looking:
    def __init__(self, known: Disclosed, party: PartyCode, size: int, library: Library) -> None:
        self.known = known
        self.party = party
        self.size = size
        self.library = library
        self.places: dict[LeafHash, Places] = {}
        self.its: dict[LeafHash, dict[str, None]] = {}
        """The party's provisions, draft by draft."""
        for leaf, draft in known.drafts.items():
            try:
                self.places[leaf] = Places(library.text(draft))
            except NotHere:
                self.places[leaf] = Places()
            self.its[leaf] = {}
        for one in known.entries:
            if one.author == party:
                for leaf, address in self._spoken(one):
                    self.its[leaf][address] = None

    def since(self, at: str) -> Since:
        new = [one for one in self.known.entries if one.index >= self.size]
        drafts: list[NewDraft] = []
        touched: list[Touched] = []
        said: list[Touched] = []
        rest: dict[str, list[Entered]] = {name: [] for name in ("own", "name", "to", "all", "others")}
        for one in new:
            draft = self.known.drafts.get(one.leaf)
            if draft is not None:
                drafts.append(self._draft(draft))
            elif one.author == self.party:
                rest["own" if one.signed else "name"].append(one)
            elif one.leaf in self.known.answers and self._is_named(self.known.answers[one.leaf]):
                said.append(self._said(self.known.answers[one.leaf]))
            elif found := self._touched(one):
                touched += found
            elif self._to_it(one):
                rest["to"].append(one)
            elif isinstance(one.act, _FOR_ALL) or self._settles(one):
                rest["all"].append(one)
            else:
                rest["others"].append(one)
        owes, owed = self._owed(at, {one.leaf for one in new})
        return Since(
            party=self.party,
            size=self.size,
            upto=self.known.size,
            at=at,
            drafts=tuple(drafts),
            said_for_it=tuple(said),
            changed=changed_under(self.known, self.party, self.size, self.library),
            in_its_name=tuple(rest["name"]),
            to_it=tuple(rest["to"]),
            touched=tuple(self._in_order(touched)),
            owes=tuple(owes),
            owed=tuple(owed),
            for_all=tuple(rest["all"]),
            others=tuple(rest["others"]),
            own=tuple(rest["own"]),
        )

    # --- which provisions an entry is about

    def _spoken(self, one: Entered) -> Iterator[tuple[LeafHash, str]]:
        """List the provisions that an entry speaks of, each with its draft; "" is the whole text."""
        given = self.known.answers.get(one.leaf)
        if given is not None and not given.provisions:
            for address in self._read(given):
                yield given.draft, address
            return
        for reference in one.entry.re:
            answered = self.known.answers.get(reference.leaf)
            leaf = reference.leaf if answered is None else answered.draft
            if reference.article and leaf in self.its:
                yield leaf, reference.article

    def _about(self, one: Entered) -> Iterator[tuple[LeafHash, str]]:
        """List the provisions that an entry is about; an act on an earlier one, those which that is about."""
        yield from self._spoken(one)
        if isinstance(one.act, _ON_AN_ACT):
            for reference in one.entry.re:
                target = self.known.at(reference.leaf)
                if target is None or reference.leaf in self.its:
                    continue
                those = self._about(target)
                if not reference.article:
                    yield from those
                elif reference.leaf not in self.known.answers:
                    yield from (each for each in those if each[1] == reference.article)

    def _read(self, given: Given) -> tuple[str, ...]:
        draft = self.known.drafts.get(given.draft)
        if draft is None:
            return ()
        try:
            heard = self.library.heard(self.known, given, draft)
            return () if isinstance(heard, LeftOut) else spoken_of(heard, self.library.text(draft))
        except NotHere:
            return ()

    def _is_named(self, given: Given) -> bool:
        """Whether an answer of another is in the name of the party too."""
        return self.party in in_name_of(self.known, given.entered, given.principals)

    def _said(self, given: Given) -> Touched:
        """Give all that an answer says, as it was given."""
        draft = self.known.drafts[given.draft]
        its = self._read(given) or given.provisions
        return Touched(
            entered=given.entered,
            draft=draft,
            provisions=self.places[given.draft].topmost(its) or ("",),
            answers=tuple(heard.answer for _, _, heard in self._answers(given.entered, draft, its)),
        )

    def _touched(self, one: Entered) -> list[Touched]:
        """Say which of the party's provisions an entry is about, draft by draft."""
        found: dict[LeafHash, list[str]] = {}
        for leaf, address in dict.fromkeys(self._about(one)):
            places = self.places[leaf]
            here = found.setdefault(leaf, [])
            here += [its for its in self.its[leaf] if its not in here and places.touch(address, its)]
        return [
            touched
            for leaf, its in found.items()
            if its
            for touched in self._by_fate(one, self.known.drafts[leaf], its)
        ]

    def _by_fate(self, one: Entered, draft: Draft, its: list[str]) -> Iterator[Touched]:
        """Give what an entry says of the party's provisions; apart, what of it its party says no more."""
        places = self.places[draft.tabled.leaf]
        by_fate: dict[Fate | None, list[tuple[str, Answer]]] = {}
        said = self._answers(one, draft, its)
        for number, address, heard in said:
            answer = heard.answer
            fate = self._became(one, number, address, heard)
            by_fate.setdefault(fate, []).append((address, answer))
        for fate, those in (by_fate or {None: []}).items():
            about = its
            if len(by_fate) > 1:
                about = [it for it in its if any(places.touch(address, it) for address, _ in those)]
            yield Touched(
                entered=one,
                draft=draft,
                provisions=places.topmost(about),
                answers=tuple(answer for _, answer in those),
                became=fate,
                taken_back=tuple(self._taken_back(one, draft, its)),
            )

    def _taken_back(self, one: Entered, draft: Draft, its: Iterable[str]) -> Iterator[Answer]:
        """Go through what a withdrawal takes back of an answer at the party's provisions."""
        for reference in one.entry.re if isinstance(one.act, acts.Withdraws) else ():
            given = self.known.answers.get(reference.leaf)
            if given is None:
                continue
            places = self.places[draft.tabled.leaf]
            for _, address, heard in self._answers(given.entered, draft, its):
                if not reference.article or reference.article in places.above(address):
                    yield heard.answer

    def _became(self, one: Entered, number: int, address: str, heard: Heard) -> Fate | None:
        """Say, as the history does, why an answer is not what its party says now."""
        given = self.known.answers[one.leaf]
        return self._latest[given.party, given.draft].fate(given, number, heard, address)

    @cached_property
    def _latest(self) -> dict[tuple[PartyCode, LeafHash], Latest]:
        """Which answers stand, by party and draft."""
        theirs: dict[tuple[PartyCode, LeafHash], list[tuple[Given, Hearing | LeftOut]]] = {}
        for one in self.known.answers.values():
            try:
                heard = self.library.heard(self.known, one, self.known.drafts[one.draft])
            except NotHere:
                continue
            theirs.setdefault((one.party, one.draft), []).append((one, heard))
        return {of: Latest(given, self.places[of[1]]) for of, given in theirs.items() if of[1] in self.places}

    def _answers(self, one: Entered, draft: Draft, its: Iterable[str]) -> list[tuple[int, str, Heard]]:
        """List what an answer says of some provisions, in reading order; each with its number in it."""
        given = self.known.answers.get(one.leaf)
        if given is None:
            return []
        try:
            heard = self.library.heard(self.known, given, draft)
            text = self.library.text(draft)
        except NotHere:
            return []
        if isinstance(heard, LeftOut):
            return []
        places = self.places[draft.tabled.leaf]
        found = [
            (each.provision, number, each)
            for number, each in enumerate(heard.heard, start=1)
            if each.provision is not None
            and any(places.touch(text.provisions[each.provision].eid, address) for address in its)
        ]
        found.sort(key=lambda one: one[:2])
        return [(number, text.provisions[at].eid, each) for at, number, each in found]

    def _in_order(self, touched: Iterable[Touched]) -> Iterator[Touched]:
        """Order by draft, provision, entry."""
        rank: dict[tuple[LeafHash, str], tuple[int, int]] = {}
        for number, (leaf, its) in enumerate(self.its.items()):
            for at, address in enumerate(self.places[leaf].in_order(its)):
                rank[leaf, address] = number, at
        yield from sorted(
            touched,
            key=lambda one: (
                rank[one.draft.tabled.leaf, one.provisions[0]],
                one.provisions,
                one.entered.index,
            ),
        )

    # --- what is meant for it, and what for all

    def _to_it(self, one: Entered) -> bool:
        act = one.act
        if isinstance(act, acts.SendsNote | acts.AsksQuestion | acts.MakesPromise) and self.party in act.to:
            return True
        return any(
            (target := self.known.at(reference.leaf)) is not None
            and target.author == self.party
            and reference.leaf not in self.known.drafts
            for reference in one.entry.re
        )

    def _settles(self, one: Entered) -> bool:
        """Whether the chair or the secretariat records something as agreed."""
        member = self.known.members.get(one.author)
        leads = member is not None and member.role in {Role.CHAIR, Role.SECRETARIAT}
        return leads and isinstance(one.act, acts.AgreesAdReferendum)

    def _owed(self, at: str, new: set[LeafHash]) -> tuple[list[Owed], list[Owed]]:
        found = docket(self.known, at=at, texts=self.library.texts(self.known), library=self.library)

        def is_new(one: Owed) -> bool:
            return one.overdue is not None or any(entered.leaf in new for entered in one.entries)

        return (
            [one for one in found.by(self.party) if is_new(one)],
            [one for one in found.to(self.party) if self.party in one.to and is_new(one)],
        )

    # --- a new draft

    def _draft(self, draft: Draft) -> NewDraft:
        """Say what became of the party's provisions of the draft before; they are its own in the new one."""
        before = None if draft.follows is None else self.known.drafts.get(draft.follows)
        if before is None:
            return NewDraft(draft=draft)
        try:
            comparison = self.library.comparison(before, draft)
        except (NotHere, LanguageMismatch) as fault:
            return NewDraft(draft=draft, unread=said_by(fault))
        return self._carried(before, draft, comparison)

    def _carried(self, before: Draft, draft: Draft, comparison: Comparison) -> NewDraft:
        leaf = before.tabled.leaf
        places = self.places[leaf]
        its = self.its[leaf]
        about = [
            change
            for change in comparison.changes
            if any(places.above(eid).intersection(its) - {""} for eid in eids(change, new=False))
        ]
        there = [eid for change in about for eid in eids(change, new=True)]
        for address in topmost(comparison.new, there):
            self.its[draft.tabled.leaf][address] = None
        changes = tuple(one for one in about if not isinstance(one, Kept) or one.is_renumbered)
        same = [one.new.eid for one in about if isinstance(one, Kept) and not one.is_renumbered]
        touched = {eid for change in changes for eid in eids(change, new=True)}
        return NewDraft(
            draft=draft,
            changes=changes,
            alerts=alerts_in(changes, comparison),
            answers=self._answers_before(before, draft, comparison),
            kept=tuple(
                one for one in topmost(comparison.new, same) if not any(one in _above(at) for at in touched)
            ),
        )

    def _answers_before(
        self, before: Draft, draft: Draft, comparison: Comparison
    ) -> tuple[EarlierAnswer, ...]:
        """Say what the new draft makes of what the party says of the one before."""
        if not self.its[before.tabled.leaf]:
            return ()
        try:
            heard = consolidation(self.known, self.library, before).heard
        except LossError:
            return ()
        there = said_on(self.known, draft, self.library)
        found = succession(comparison.old, comparison.new, heard, there).of(self.party)
        return tuple(one for one in found if not is_shown(one.answer))


def _above(address: str) -> frozenset[str]:
    return Places().above(address)
