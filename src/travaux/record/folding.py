"""The state of a negotiation while entries are folded into it: what each act changes.

`Folding` is changed in place, and what it started from is not. From outside, use `travaux.record.fold.fold`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from travaux.record import act as acts
from travaux.record.act import Fingerprint, KeyUse, Role
from travaux.record.entry import Entered, LeafHash
from travaux.record.layers import Appended, Growing
from travaux.record.negotiation import (
    Contest,
    Draft,
    Given,
    Group,
    Hold,
    Key,
    Member,
    Merger,
    Negotiation,
    Note,
    Package,
    Promise,
    Question,
    Round,
    Silence,
    Standing,
)
from travaux.record.signature import BadKey, PublicKey
from travaux.text.wording import PartyCode

K = TypeVar("K")
V = TypeVar("V")

_SEQUENCES: Final = {"entries", "meetings", "validations", "corrections", "redactions"}
_LEADING = (Role.CHAIR, Role.SECRETARIAT)


class Folding:
    """What `travaux.record.negotiation.Negotiation` has, open to the next entry.

    What an entry names without its being here is left alone: entries can be folded that are not all of
    the record.
    """

    size: int
    origin: str
    title: str
    languages: tuple[str, ...]
    keeper: PartyCode | None
    led: bool
    log: str
    entries: Appended[Entered]
    leaves: Growing[LeafHash, Entered]
    places: Growing[LeafHash, int]
    nonces: Growing[str, Entered]
    last: Growing[PartyCode, LeafHash]
    members: Growing[PartyCode, Member]
    keys: Growing[Fingerprint, Key]
    groups: Growing[PartyCode, Group]
    definitions: Growing[LeafHash, Group]
    rounds: Growing[LeafHash, Round]
    drafts: Growing[LeafHash, Draft]
    answers: Growing[LeafHash, Given]
    said: Growing[tuple[PartyCode, LeafHash], Mapping[str, LeafHash]]
    notes: Growing[LeafHash, Note]
    holds: Growing[LeafHash, Hold]
    questions: Growing[LeafHash, Question]
    promises: Growing[LeafHash, Promise]
    receipts: Growing[LeafHash, tuple[Entered, ...]]
    views: Growing[LeafHash, tuple[Entered, ...]]
    meetings: Appended[Entered]
    validations: Appended[Entered]
    standings: Growing[tuple[LeafHash, str], Standing]
    silences: Growing[LeafHash, Silence]
    packages: Growing[LeafHash, Package]
    mergers: Growing[LeafHash, Merger]
    corrections: Appended[Entered]
    redactions: Appended[Entered]
    redacted: Growing[LeafHash, tuple[Entered, ...]]
    withdrawn: Growing[LeafHash, Entered]

    def __init__(self, start: Negotiation) -> None:
        self._start = start

    def __getattr__(self, name: str) -> object:
        """Open what *start* has of this name, the first time it is asked for: most acts touch little."""
        value = getattr(self._start, name)
        opened: object = value
        if isinstance(value, Mapping):
            opened = Growing(value)
        elif name in _SEQUENCES:
            opened = Appended(value)
        setattr(self, name, opened)
        return opened

    @functools.cached_property
    def _round_on(self) -> dict[LeafHash | None, LeafHash]:
        """The last declaration of a round on each draft."""
        return {one.draft: leaf for leaf, one in self._start.rounds.items()}

    def negotiation(self) -> Negotiation:
        """Give what was folded. Nothing may be added after."""
        own: dict[str, Any] = {
            name: value.kept() if isinstance(value, (Growing, Appended)) else value
            for name, value in vars(self).items()
            if not name.startswith("_")
        }
        return replace(self._start, **own)

    def enter(self, one: Entered) -> None:
        """Put the entry in its place; what it does is another matter."""
        self.size = one.index + 1
        self.entries.append(one)
        self.leaves[one.leaf] = one
        self.places[one.leaf] = one.index
        self.nonces[one.entry.nonce] = one
        self.last[one.entry.actor] = one.leaf

    # --- who is there

    def open(self, one: Entered, opened: acts.OpensInstrument) -> None:
        self.origin = one.entry.neg
        self.title = opened.title
        self.languages = opened.languages
        self.keeper = opened.keeper
        self.led = opened.led
        self.log = opened.log
        self.members[opened.keeper] = Member(
            code=opened.keeper, name=opened.keeper_name, role=Role.SECRETARIAT, since=one.index
        )
        self._enrol(opened.keeper, opened.keeper_key, one.index)

    def add_member(self, one: Entered, added: acts.AddsMember) -> None:
        self.members[added.party] = Member(
            code=added.party, name=added.name, role=added.role, names=added.names, since=one.index
        )

    def remove_member(self, one: Entered, removed: acts.RemovesMember) -> None:
        changed(self.members, removed.party, lambda member: replace(member, until=one.index + 1))
        for fingerprint, key in list(self.keys.items()):
            if key.party == removed.party and key.until is None:
                self.keys[fingerprint] = replace(key, until=one.index + 1)

    def define_group(self, one: Entered, defined: acts.DefinesGroup) -> None:
        group = Group(name=defined.name, title=defined.title, members=defined.members, defined=one)
        self.groups[defined.name] = group
        self.definitions[one.leaf] = group

    def enrol_key(self, one: Entered, enrolled: acts.EnrolsKey) -> None:
        self._enrol(enrolled.party, enrolled.line, one.index + 1, enrolled.use, enrolled.holder)

    def rotate_key(self, one: Entered, rotated: acts.RotatesKey) -> None:
        old = self.keys.get(rotated.old)
        self.end_key(one, rotated.old)
        self._enrol(one.author, rotated.line, one.index + 1, holder=old.holder if old else "")

    def end_key(self, one: Entered, fingerprint: Fingerprint) -> None:
        changed(
            self.keys,
            fingerprint,
            lambda key: replace(key, until=one.index + 1) if key.until is None else key,
        )

    def _enrol(
        self, party: PartyCode, line: str, since: int, use: KeyUse = KeyUse.ENTRY, holder: str = ""
    ) -> None:
        try:
            fingerprint = Fingerprint(PublicKey.of(line).fingerprint)
        except BadKey:  # such an entry is not admitted; a record that has it can be looked at all the same
            return
        if fingerprint not in self.keys:
            self.keys[fingerprint] = Key(
                party=party, fingerprint=fingerprint, line=line, use=use, since=since, holder=holder
            )

    # --- rounds, drafts, papers

    def declare_rules(self, one: Entered, declared: acts.DeclaresRules) -> None:
        draft = first(one)
        self.rounds[one.leaf] = Round(rules=declared.rules, draft=draft, declared=one)
        self._round_on[draft] = one.leaf

    def contest_rules(self, one: Entered, contested: acts.ContestsRules) -> None:
        contest = Contest(rule=contested.rule, words=contested.words, entered=one)
        changed(self.rounds, first(one), lambda it: replace(it, contests=(*it.contests, contest)))

    def table_draft(self, one: Entered, tabled: acts.TablesDraft) -> None:
        number = len(self.drafts) + 1
        self.drafts[one.leaf] = Draft(number=number, title=tabled.title, tabled=one, follows=first(one))

    def send_note(self, one: Entered) -> None:
        self.notes[one.leaf] = Note(entered=one, re=one.entry.re)
        for leaf in named(one):
            changed(self.notes, leaf, lambda note: replace(note, replies=(*note.replies, one.leaf)))

    # --- answers

    def give_answer(self, one: Entered, given: acts.GivesAnswer) -> None:
        draft = first(one)
        if draft is None:
            return
        answer = Given(entered=one, draft=draft, provisions=one.entry.addresses, principals=given.principals)
        round_on = self._round_for(draft)
        if round_on is not None and is_after(one, self.rounds[round_on]):
            out = self.rounds[round_on].rules.late_is_out
            answer = replace(answer, late_for=round_on, out_of_time=out)
        if not answer.out_of_time:
            self._supersede(answer)
        self.answers[one.leaf] = answer

    def _round_for(self, draft: LeafHash) -> LeafHash | None:
        """Give the round on this draft; else the one on no draft in particular, by who may bind this one."""
        if draft in self._round_on:
            return self._round_on[draft]
        general, tabled = self._round_on.get(None), self.drafts.get(draft)
        if general is None or self.led:
            return general
        same = tabled is not None and tabled.tabled.author == self.rounds[general].declared.author
        return general if same else None

    def _supersede(self, answer: Given) -> None:
        one, said = answer.entered, self.said.get((answer.party, answer.draft), {})
        if answer.provisions:
            for provision in answer.provisions:
                holding = said.get(provision, said.get(""))
                self._put_out(holding, provision, one)
            said = {**said, **dict.fromkeys(answer.provisions, one.leaf)}
        else:
            for leaf in dict.fromkeys(said.values()):
                changed(
                    self.answers,
                    leaf,
                    lambda it: it if it.withdrawn or it.superseded else replace(it, superseded=one),
                )
            said = {"": one.leaf}
        self.said[answer.party, answer.draft] = said

    def _put_out(self, leaf: LeafHash | None, provision: str, one: Entered) -> None:
        def put_out(given: Given) -> Given:
            if not given.is_last_at(provision):
                return given
            return replace(given, superseded_at=(*given.superseded_at, (provision, one)))

        changed(self.answers, leaf, put_out)

    def join_sponsors(self, one: Entered) -> None:
        for reference in one.entry.re:
            joined = (reference.article, one)

            def join(given: Given, joined: tuple[str, Entered] = joined) -> Given:
                already = any(at == joined[0] and by.author == one.author for at, by in given.sponsors)
                return given if already else replace(given, sponsors=(*given.sponsors, joined))

            changed(self.answers, reference.leaf, join)

    def leave_sponsors(self, one: Entered) -> None:
        for reference in one.entry.re:
            left = (reference.article, one.author)
            self.part(reference.leaf, lambda at, by, left=left: (at, by.author) == left)  # type: ignore[misc]

    def part(self, leaf: LeafHash, leaving: Callable[[str, Entered], bool]) -> None:
        changed(
            self.answers,
            leaf,
            lambda given: replace(
                given, sponsors=tuple((at, by) for at, by in given.sponsors if not leaving(at, by))
            ),
        )

    def enter_hold(self, one: Entered) -> None:
        if (draft := first(one)) is not None:
            self.holds[one.leaf] = Hold(entered=one, draft=draft, provisions=one.entry.addresses)

    # --- the state of provisions

    def agree(self, one: Entered) -> None:
        member = self.members.get(one.author)
        if member is not None and member.role in _LEADING:
            self._stand(one, lambda it: replace(it, agreed=(*it.agreed, one)))
        else:
            self._stand(one, lambda it: replace(it, agreeing=(*it.agreeing, one)))

    def close(self, one: Entered) -> None:
        self._stand(one, lambda it: replace(it, closed=(*it.closed, one)))

    def reopen(self, one: Entered) -> None:
        self._stand(one, lambda it: replace(it, agreed=(), agreeing=(), reopened=(*it.reopened, one)))

    def _stand(self, one: Entered, change: Callable[[Standing], Standing]) -> None:
        for reference in one.entry.re:
            place = (reference.leaf, reference.article)
            self.standings[place] = change(self.standings.get(place, Standing()))

    def open_silence(self, one: Entered) -> None:
        if (draft := first(one)) is not None:
            self.silences[one.leaf] = Silence(entered=one, draft=draft, provisions=one.entry.addresses)

    def tie_package(self, one: Entered) -> None:
        if (draft := first(one)) is not None:
            self.packages[one.leaf] = Package(entered=one, draft=draft, provisions=one.entry.addresses)


def first(one: Entered) -> LeafHash | None:
    """Give the first entry that it concerns."""
    return one.entry.re[0].leaf if one.entry.re else None


def named(one: Entered) -> tuple[LeafHash, ...]:
    """List the entries that it concerns, each once."""
    return tuple(dict.fromkeys(it.leaf for it in one.entry.re))


def without(those: Iterable[Entered], gone: Entered) -> tuple[Entered, ...]:
    return tuple(it for it in those if it != gone)


def changed(values: Growing[K, V], key: K | None, change: Callable[[V], V]) -> None:
    """Change the value in place, where there is one."""
    if key is not None and key in values:
        values[key] = change(values[key])


def is_after(one: Entered, on: Round) -> bool:
    """Whether the entry was received after the time of the round; what falls on it is in time."""
    due = on.rules.due
    return due is not None and instant(one.received_at) > instant(due.utc)


def instant(utc: str) -> str:
    """Give the instant so that a later one sorts later: with and without thousandths are written alike."""
    return utc.removesuffix("Z")[:19] + (utc.removesuffix("Z")[19:] or ".000")
