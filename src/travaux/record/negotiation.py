"""The state of a negotiation, folded from its entries; nothing in it is known from anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record.act import Fingerprint, KeyUse, Role, TablesDraft
from travaux.record.entry import Entered, LeafHash, Reference
from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    code: PartyCode
    name: str
    role: Role
    names: tuple[tuple[str, str], ...] = ()
    since: int
    """The place in the record, from 0, from which it is one."""
    until: int | None = None
    """The place from which it is one no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, and from where to where in the record it signs for its party; half-open."""

    party: PartyCode
    fingerprint: Fingerprint
    line: str
    use: KeyUse
    since: int
    until: int | None = None
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    name: PartyCode
    title: str
    members: tuple[PartyCode, ...]
    defined: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Somebody contests a rule: who stands in ``entered``."""

    rule: str
    words: str
    entered: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Rules as declared, by whom, on which draft, and who contests which of them."""

    rules: Rules
    draft: LeafHash | None
    declared: Entered
    contests: tuple[Contest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft that was put on the table."""

    number: int
    """From 1, in the order of tabling."""
    title: str
    tabled: Entered
    follows: LeafHash | None
    adopted: Entered | None = None
    authenticated: Entered | None = None
    rectified: tuple[Entered, ...] = ()
    withdrawn: Entered | None = None


def stands_beside(address: str, provisions: Iterable[str]) -> bool:
    """Whether an address is one of *provisions*, or could be that of what is added in or after one of them.

    What is added stands in something that the provision is, or stands in; or, as an article does, in nothing.
    """
    above, _, _ = address.rpartition("__")
    return not above or any(f"{one}__".startswith(f"{above}__") for one in provisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer to a draft, and what became of it in the record."""

    entered: Entered
    draft: LeafHash
    provisions: tuple[str, ...]
    """Those it answers; empty: the draft in whole."""
    principals: tuple[PartyCode, ...]
    withdrawn: Entered | None = None
    """The withdrawal of all of it."""
    withdrawn_at: tuple[tuple[str, Entered], ...] = ()
    """Withdrawals of a part: the provision and the entry."""
    superseded: Entered | None = None
    """The later answer in whole, by the same party on the same draft, that takes its place."""
    superseded_at: tuple[tuple[str, Entered], ...] = ()
    """Later answers of the party that name one of its provisions: the provision and that answer. What it
    takes the place of there is its like alone, which the documents say and entries do not."""
    sponsors: tuple[tuple[str, Entered], ...] = ()
    """Who has joined it and not left: the provision and the joining entry."""
    late_for: LeafHash | None = None
    """The declaration of the round after whose time it came. A mark, and no more than that."""
    out_of_time: bool = False
    """It came after the time, and the round was declared with the rule that such answers are out."""
    shown: PartyCode | None = None
    """It is no answer: the entry tabled a text taken over, and this is what that shows of the party."""

    @property
    def party(self) -> PartyCode:
        return self.shown or self.entered.author

    @property
    def is_last(self) -> bool:
        """Whether no later answer of its party names all that it names, and it is not taken back.

        By entries alone, for where no document may be read. What of an answer its party says now is in
        `travaux.record.views.still_said`.
        """
        if self._is_over:
            return False
        return not self.provisions or any(self._is_last_at(one) for one in self.provisions)

    def is_last_at(self, provision: str) -> bool:
        """Whether no later answer of its party names this provision, and it is not taken back there."""
        if self.provisions and provision not in self.provisions:
            return False
        return self.is_last and self._is_last_at(provision)

    def can_be_said_at(self, provision: str) -> bool:
        """Whether it can be what its party says now of this provision, whatever its words are.

        A later answer to the provision takes the place of its like alone; one in whole, that of all.
        """
        if self._is_over or not (self.provisions == () or stands_beside(provision, self.provisions)):
            return False
        return all(one != provision for one, _ in self.withdrawn_at)

    @property
    def _is_over(self) -> bool:
        return self.withdrawn is not None or self.superseded is not None or self.out_of_time

    def _is_last_at(self, provision: str) -> bool:
        gone = (*self.withdrawn_at, *self.superseded_at)
        return all(one != provision for one, _ in gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    entered: Entered
    re: tuple[Reference, ...]
    replies: tuple[LeafHash, ...] = ()
    """Later papers and answers that name it."""
    withdrawn: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    entered: Entered
    draft: LeafHash
    provisions: tuple[str, ...]
    """Empty: the whole text."""
    maintained: tuple[Entered, ...] = ()
    lifted: Entered | None = None
    """What lifted or withdrew it."""
    lifted_at: tuple[tuple[str, Entered], ...] = ()
    """Withdrawals of a part: the provision and the entry."""

    @property
    def stands(self) -> bool:
        """Whether something of it is held still."""
        if self.lifted is not None:
            return False
        return not self.provisions or {at for at, _ in self.lifted_at} < set(self.provisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    entered: Entered
    answers: tuple[Entered, ...] = ()
    """Answers to it, collective ones with their principals; in order."""
    withdrawn: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    entered: Entered
    due: Due | None
    """As last extended."""
    extended: tuple[Entered, ...] = ()
    reports: tuple[Entered, ...] = ()
    """Who says it was met, or was not; they may differ."""
    withdrawn: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    entered: Entered
    draft: LeafHash
    provisions: tuple[str, ...]
    broken: tuple[Entered, ...] = ()
    elapsed: Entered | None = None
    withdrawn: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    entered: Entered
    draft: LeafHash
    provisions: tuple[str, ...]
    untied: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A wording proposed in the place of several, and who of those concerned has answered."""

    entered: Entered
    proposals: tuple[Reference, ...]
    answers: tuple[Entered, ...] = ()
    withdrawn: Entered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What has been recorded of the state of one provision of one draft, each in order."""

    agreed: tuple[Entered, ...] = ()
    """Agreed ad referendum, by the chair or the secretariat, since it was last reopened."""
    agreeing: tuple[Entered, ...] = ()
    """Parties' own words that they agree so, since it was last reopened."""
    closed: tuple[Entered, ...] = ()
    reopened: tuple[Entered, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it was closed provisionally and not reopened since."""
        return bool(self.closed) and (not self.reopened or self.reopened[-1].index < self.closed[-1].index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """All that the entries so far say. ``leaf`` keys are those of the entries that began each thing.

    It can be folded from some of the entries only, such as those that one party may read: then it says
    what follows from these, and what they name without its being among them is not in it.
    """

    size: int = 0
    """The place after the last entry."""
    origin: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    keeper: PartyCode | None = None
    led: bool = True
    """Whether a chair or the secretariat leads the talks."""
    log: str = ""
    entries: Sequence[Entered] = ()
    leaves: Mapping[LeafHash, Entered] = field(default_factory=dict)
    places: Mapping[LeafHash, int] = field(default_factory=dict)
    """The index of each entry."""
    nonces: Mapping[str, Entered] = field(default_factory=dict)
    last: Mapping[PartyCode, LeafHash] = field(default_factory=dict)
    """The last entry of each actor."""
    members: Mapping[PartyCode, Member] = field(default_factory=dict)
    keys: Mapping[Fingerprint, Key] = field(default_factory=dict)
    groups: Mapping[PartyCode, Group] = field(default_factory=dict)
    """As last defined."""
    definitions: Mapping[LeafHash, Group] = field(default_factory=dict)
    """Every definition a group has had: an audience names one of them."""
    rounds: Mapping[LeafHash, Round] = field(default_factory=dict)
    drafts: Mapping[LeafHash, Draft] = field(default_factory=dict)
    """In the order of tabling."""
    answers: Mapping[LeafHash, Given] = field(default_factory=dict)
    said: Mapping[tuple[PartyCode, LeafHash], Mapping[str, LeafHash]] = field(default_factory=dict)
    """By party and draft: which answer it gave last to each provision, and under "" to the rest. An
    answer in it can have been withdrawn since: see `Given.is_last_at`."""
    notes: Mapping[LeafHash, Note] = field(default_factory=dict)
    holds: Mapping[LeafHash, Hold] = field(default_factory=dict)
    questions: Mapping[LeafHash, Question] = field(default_factory=dict)
    promises: Mapping[LeafHash, Promise] = field(default_factory=dict)
    receipts: Mapping[LeafHash, tuple[Entered, ...]] = field(default_factory=dict)
    """Who acknowledged an entry, or a document of it."""
    views: Mapping[LeafHash, tuple[Entered, ...]] = field(default_factory=dict)
    """Who of those who asked takes a collective reply as an answer, or does not."""
    meetings: Sequence[Entered] = ()
    validations: Sequence[Entered] = ()
    standings: Mapping[tuple[LeafHash, str], Standing] = field(default_factory=dict)
    """By draft and provision."""
    silences: Mapping[LeafHash, Silence] = field(default_factory=dict)
    packages: Mapping[LeafHash, Package] = field(default_factory=dict)
    mergers: Mapping[LeafHash, Merger] = field(default_factory=dict)
    corrections: Sequence[Entered] = ()
    redactions: Sequence[Entered] = ()
    redacted: Mapping[LeafHash, tuple[Entered, ...]] = field(default_factory=dict)
    """Which entries are redacted, in whole or a document of them."""
    withdrawn: Mapping[LeafHash, Entered] = field(default_factory=dict)
    """Which entries were withdrawn in whole, and by which."""

    def at(self, leaf: LeafHash) -> Entered | None:
        """Find the entry with this leaf hash."""
        return self.leaves.get(leaf)

    @property
    def order(self) -> tuple[PartyCode, ...]:
        """The protocol order: as the latest declared round lists who was asked, then members as they came."""
        parties = [code for code, one in self.members.items() if one.role is Role.PARTY and one.until is None]
        asked: tuple[PartyCode, ...] = ()
        for one in self.rounds.values():
            asked = one.rules.asked or asked
        return tuple(dict.fromkeys([*(code for code in asked), *parties]))

    def latest_draft(self) -> Draft | None:
        """The draft on the table that answers are asked to: the last one tabled as a basis.

        A text that was put beside the one on the table, and those that follow it, is not: its number or
        entry has to be named.
        """
        those = [
            one
            for one in self.drafts.values()
            if one.withdrawn is None and isinstance(one.tabled.act, TablesDraft) and one.tabled.act.basis
        ]
        if not those:
            return None
        line = self._began(those[0])
        return next(one for one in reversed(those) if self._began(one) is line)

    def _began(self, draft: Draft) -> Draft:
        """Find the draft with which the line of drafts began that this one follows."""
        while draft.follows is not None and draft.follows in self.drafts:
            draft = self.drafts[draft.follows]
        return draft
