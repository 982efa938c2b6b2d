"""The docket: who owes whom what, since when, due when, and what became of it, as each side says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.record.act import (
    AnswersQuestion,
    AsksQuestion,
    ExtendsPromise,
    MakesPromise,
    SendsNote,
    TablesDraft,
)
from travaux.record.views.coverage import divided
from travaux.record.views.instant import instant, past
from travaux.record.views.owed import (
    AnswerToDraft,
    AnswerToQuestion,
    Came,
    CameInPart,
    Collective,
    Covered,
    Extension,
    Followed,
    Outcome,
    Outstanding,
    Owed,
    Part,
    Reported,
    TakenBack,
    WhatWasPromised,
    WordOnMerger,
)
from travaux.record.views.speakers import draft_of
from travaux.record.views.undecided import everybody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft, Given, Question, Round
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Texts
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


__all__ = [
    "AnswerToDraft",
    "AnswerToQuestion",
    "Came",
    "CameInPart",
    "Collective",
    "Covered",
    "Docket",
    "Extension",
    "Followed",
    "Outcome",
    "Outstanding",
    "Owed",
    "Part",
    "Reported",
    "TakenBack",
    "WhatWasPromised",
    "WordOnMerger",
    "docket",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """All that was ever asked or promised, by whom it is owed in protocol order, then as it arose."""

    at: str
    owed: tuple[Owed, ...]

    @property
    def open(self) -> tuple[Owed, ...]:
        return tuple(one for one in self.owed if not one.settled)

    @property
    def settled(self) -> tuple[Owed, ...]:
        return tuple(one for one in self.owed if one.settled)

    @property
    def overdue(self) -> tuple[Owed, ...]:
        return tuple(one for one in self.owed if one.overdue is not None)

    def by(self, party: PartyCode) -> tuple[Owed, ...]:
        return tuple(one for one in self.owed if one.by == party)

    def to(self, party: PartyCode) -> tuple[Owed, ...]:
        """List what is owed to the party, what is owed to all among it."""
        return tuple(one for one in self.owed if one.by != party and (not one.to or party in one.to))


def docket(known: Disclosed, *, at: str, texts: Texts | None = None) -> Docket:
    """List who owes whom what at the moment *at*, which decides alone whether a time has ended.

    With the *texts* of the drafts it is known what answers by provision leave unanswered; without the text
    of a draft they are never taken for all of it.
    """
    rank = {code: place for place, code in enumerate(everybody(known))}
    found = [
        *_answers(known, at, texts or {}),
        *_answered(known, at),
        *_promises(known, at),
        *_mergers(known),
    ]
    return Docket(
        at=at, owed=tuple(sorted(found, key=lambda one: (rank.get(one.by, len(rank)), one.since.index)))
    )


def _answers(known: Disclosed, at: str, texts: Texts) -> Iterator[Owed]:
    """Go through what each party was asked to answer: a draft once, by the rules declared last for it."""
    rounds: dict[LeafHash, list[Round]] = {}
    for one in known.rounds.values():
        leaf = draft_of(known, one)
        if leaf is not None and leaf in known.drafts:
            rounds.setdefault(leaf, []).append(one)
    given: dict[LeafHash, list[Given]] = {}
    for answer in known.answers.values():
        given.setdefault(answer.draft, []).append(answer)
    after = _following(known)
    for leaf, declared in rounds.items():
        draft = known.drafts[leaf]
        own: dict[PartyCode, list[Given]] = {}
        named: dict[PartyCode, list[Given]] = {}
        for answer in given.get(leaf, ()):
            own.setdefault(answer.party, []).append(answer)
            for code in in_name_of(known, answer.entered, answer.principals):
                if code != answer.party:
                    named.setdefault(code, []).append(answer)
        last = declared[-1]
        for code in last.rules.asked:
            asking = [one for one in declared if code in one.rules.asked]
            since = max(asking[0].declared, draft.tabled, key=lambda one: one.index)
            yield Owed(
                by=code,
                to=(asking[0].declared.author,),
                matter=AnswerToDraft(round=last, draft=draft),
                since=since,
                due=last.rules.due,
                set=_set((one.declared, one.rules.due, one.rules.name) for one in asking),
                outcome=_what_came(
                    draft,
                    _answer_given(
                        known, own.get(code, []), named.get(code, []), last.rules.due, texts.get(leaf)
                    ),
                    after.get(leaf),
                ),
                past=past(last.rules.due, at),
            )


def _what_came(draft: Draft, given: Outcome, after: Entered | None) -> Outcome:
    """Nothing is waited for on a draft that was taken back, or that another has followed."""
    if draft.withdrawn is not None:
        return TakenBack(by=draft.withdrawn)
    if after is not None and isinstance(given, Outstanding):
        return Followed(by=after, before=given.before)
    if after is not None and isinstance(given, CameInPart):
        return replace(given, followed=after)
    return given


def _following(known: Disclosed) -> dict[LeafHash, Entered]:
    """By draft, the first that followed it as a basis to be answered and stands."""
    found: dict[LeafHash, Entered] = {}
    for one in known.drafts.values():
        tabled = one.tabled.act
        if one.follows and one.withdrawn is None and isinstance(tabled, TablesDraft) and tabled.basis:
            found.setdefault(one.follows, one.tabled)
    return found


def _answer_given(
    known: Disclosed, own: list[Given], named: list[Given], due: Due | None, text: Text | None
) -> Outcome:
    """Say what came: all of it only where an answer is to the draft in whole, or all in it is answered."""
    standing = [one for one in own if one.withdrawn is None and (not one.provisions or _answered_by(one))]
    covering = tuple(
        _collective(known, one.entered, one.principals)
        for one in named
        if one.withdrawn is None and one.superseded is None
    )
    if not standing:
        return Covered(by=covering) if covering else Outstanding(before=tuple(one.entered for one in own))
    late = _late(standing[0].entered, due)
    whole = any(not one.provisions for one in standing)
    rest = () if whole or text is None else divided(text, _named_by(standing))[1]
    if whole or (text is not None and not rest):
        return Came(by=tuple(one.entered for one in standing), late=late)
    parts = tuple(Part(by=one.entered, provisions=_answered_by(one)) for one in standing)
    return CameInPart(draft=standing[0].draft, by=parts, rest=rest, late=late, covered=covering)


def _answered_by(one: Given) -> tuple[str, ...]:
    """Give the provisions that it answers and that were not withdrawn from it."""
    gone = {at for at, _ in one.withdrawn_at}
    return tuple(at for at in one.provisions if at not in gone)


def _named_by(those: Iterable[Given]) -> tuple[str, ...]:
    return tuple(at for one in those for at in _answered_by(one))


def _answered(known: Disclosed, at: str) -> Iterator[Owed]:
    """Go through the questions, once for each party asked."""
    papers: dict[LeafHash, list[Entered]] = {}
    for note in known.notes.values():
        if note.withdrawn is None:
            for reference in note.re:
                if reference.leaf in known.questions:
                    papers.setdefault(reference.leaf, []).append(note.entered)
    for leaf, question in known.questions.items():
        act = question.entered.act
        if not isinstance(act, AsksQuestion):
            continue
        for code in act.to:
            yield Owed(
                by=code,
                to=(question.entered.author,),
                matter=AnswerToQuestion(question=question),
                since=question.entered,
                due=act.due,
                set=_set([(question.entered, act.due, None)]),
                outcome=_reply_given(known, question, code),
                papers=tuple(
                    one
                    for one in papers.get(leaf, ())
                    if one.author == code or code in in_name_of(known, one, _principals(one))
                ),
                past=past(act.due, at),
            )


def _reply_given(known: Disclosed, question: Question, code: PartyCode) -> Outcome:
    if question.withdrawn is not None:
        return TakenBack(by=question.withdrawn)
    own = [one for one in question.answers if one.author == code and not set(_principals(one)) - {code}]
    if own:
        act = question.entered.act
        return Came(by=tuple(own), late=_late(own[0], act.due if isinstance(act, AsksQuestion) else None))
    named = [
        one
        for one in question.answers
        if one.author == code or code in in_name_of(known, one, _principals(one))
    ]
    if named:
        return Covered(by=tuple(_collective(known, one, _principals(one)) for one in named))
    return Outstanding()


def in_name_of(known: Disclosed, reply: Entered, principals: Iterable[PartyCode]) -> frozenset[PartyCode]:
    """Give all in whose name a reply was given: of a group, its members as it was defined then."""
    defined = {one.name: one.members for one in known.definitions.values() if one.defined.index < reply.index}
    return frozenset(member for code in principals for member in (code, *defined.get(code, ())))


def _principals(reply: Entered) -> tuple[PartyCode, ...]:
    act = reply.act
    return act.principals if isinstance(act, AnswersQuestion | SendsNote) else ()


def _promises(known: Disclosed, at: str) -> Iterator[Owed]:
    for promise in known.promises.values():
        act = promise.entered.act
        if not isinstance(act, MakesPromise):
            continue
        outcome: Outcome = Outstanding()
        if promise.withdrawn is not None:
            outcome = TakenBack(by=promise.withdrawn)
        elif promise.reports:
            outcome = Reported(reports=promise.reports)
        times: list[tuple[Entered, Due | None, str | None]] = [(promise.entered, act.due, None)]
        times += [(one, one.act.due, None) for one in promise.extended if isinstance(one.act, ExtendsPromise)]
        yield Owed(
            by=promise.entered.author,
            to=act.to,
            matter=WhatWasPromised(promise=promise),
            since=promise.entered,
            due=promise.due,
            set=_set(times),
            outcome=outcome,
            past=past(promise.due, at),
        )


def _mergers(known: Disclosed) -> Iterator[Owed]:
    """Go through mergers, once for each party whose proposal would be taken in; no time is set for them."""
    for merger in known.mergers.values():
        given = [known.answers[one.leaf] for one in merger.proposals if one.leaf in known.answers]
        for code in dict.fromkeys(one.party for one in given):
            said = tuple(one for one in merger.answers if one.author == code)
            if code == merger.entered.author and not said:
                continue
            outcome: Outcome = Came(by=said) if said else Outstanding()
            if merger.withdrawn is not None:
                outcome = TakenBack(by=merger.withdrawn)
            yield Owed(
                by=code,
                to=(merger.entered.author,),
                matter=WordOnMerger(merger=merger),
                since=merger.entered,
                due=None,
                outcome=outcome,
            )


def _collective(known: Disclosed, reply: Entered, principals: tuple[PartyCode, ...]) -> Collective:
    last: dict[PartyCode, Entered] = {}
    for one in known.views.get(reply.leaf, ()):
        last[one.author] = one
    return Collective(reply=reply, principals=principals, views=tuple(last.values()))


def _set(times: Iterable[tuple[Entered, Due | None, str | None]]) -> tuple[Extension, ...]:
    """List the times that were set, one that only repeats the one before left out.

    The first time of a round is set by whatever first sets one for it: not set anew, though the draft was
    declared on before, by rules without a time or for another round.
    """
    found: list[Extension] = []
    begun: set[str | None] = set()
    for by, due, round_ in times:
        if not found or (found[-1].due, found[-1].round) != (due, round_):
            found.append(Extension(by=by, due=due, round=round_, anew=round_ in begun))
        if due is not None:
            begun.add(round_)
    return tuple(found)


def _late(entered: Entered, due: Due | None) -> timedelta | None:
    if due is None:
        return None
    gone = instant(entered.received_at) - instant(due.utc)
    return gone if gone.total_seconds() > 0 else None
