"""The docket: who owes whom what, since when, due when, and what became of it, as each side says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.record.act import (
    AsksQuestion,
    ExtendsPromise,
    MakesPromise,
)
from travaux.record.views.corrections import objections
from travaux.record.views.draft_answers import answers_to_drafts, following
from travaux.record.views.instant import past
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
    ShownWrongly,
    TakenBack,
    WhatWasPromised,
    WordOnMerger,
)
from travaux.record.views.replies import collective, how_late, in_name_of, principals_of, times_set
from travaux.record.views.undecided import everybody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Question
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Texts
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
    "ShownWrongly",
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


def docket(
    known: Disclosed, *, at: str, texts: Texts | None = None, library: Library | None = None
) -> Docket:
    """List who owes whom what at the moment *at*, which decides alone whether a time has ended.

    With the *texts* of the drafts it is known what answers by provision leave unanswered; without the text
    of a draft they are never taken for all of it. With the *library* it is known what of them was not
    understood.
    """
    rank = {code: place for place, code in enumerate(everybody(known))}
    found = [
        *answers_to_drafts(known, at, texts or {}, library),
        *_answered(known, at),
        *_promises(known, at),
        *_mergers(known),
        *_shown_wrongly(known),
    ]
    return Docket(
        at=at, owed=tuple(sorted(found, key=lambda one: (rank.get(one.by, len(rank)), one.since.index)))
    )


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
                set=times_set([(question.entered, act.due, None)]),
                outcome=_reply_given(known, question, code),
                papers=tuple(
                    one
                    for one in papers.get(leaf, ())
                    if one.author == code or code in in_name_of(known, one, principals_of(one))
                ),
                past=past(act.due, at),
            )


def _reply_given(known: Disclosed, question: Question, code: PartyCode) -> Outcome:
    if question.withdrawn is not None:
        return TakenBack(by=question.withdrawn)
    own = [one for one in question.answers if one.author == code and not set(principals_of(one)) - {code}]
    if own:
        act = question.entered.act
        return Came(by=tuple(own), late=how_late(own[0], act.due if isinstance(act, AsksQuestion) else None))
    named = [
        one
        for one in question.answers
        if one.author == code or code in in_name_of(known, one, principals_of(one))
    ]
    if named:
        return Covered(by=tuple(collective(known, one, principals_of(one)) for one in named))
    return Outstanding()


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
            set=times_set(times),
            outcome=outcome,
            past=past(promise.due, at),
        )


def _shown_wrongly(known: Disclosed) -> Iterator[Owed]:
    """Go through what parties say is not shown rightly: once for each entry that says so and stands.

    No time is set for it. Whoever keeps the record has to see to it, until the party says otherwise, or
    another draft has followed each on which it was said (docs/decisions/0017).
    """
    if known.keeper is None:
        return
    those: dict[LeafHash, tuple[Entered, list[LeafHash]]] = {}
    for draft in known.drafts:
        for each in objections(known, draft).values():
            for one in each:
                if one.author != known.keeper:
                    those.setdefault(one.leaf, (one, []))[1].append(draft)
    after = following(known)
    for one, on in those.values():
        yield Owed(
            by=known.keeper,
            to=(one.author,),
            matter=ShownWrongly(objection=one),
            since=one,
            due=None,
            outcome=_waited_for([known.drafts[leaf] for leaf in on], after),
        )


def _waited_for(drafts: Sequence[Draft], after: Mapping[LeafHash, Entered]) -> Outcome:
    """Say that what was said of *drafts* is owed still, as long as one of them is on the table.

    What is shown of a later draft is made of other answers: whether it is right there is not known.
    """
    for one in drafts:
        if one.withdrawn is None and one.tabled.leaf not in after:
            return Outstanding()
    last = drafts[-1]
    if last.withdrawn is not None:
        return TakenBack(by=last.withdrawn)
    return Followed(by=after[last.tabled.leaf])


def _mergers(known: Disclosed) -> Iterator[Owed]:
    """Go through mergers, once for each party whose proposal would be taken in, or that has joined it.

    No time is set for them. Who has joined is asked, not waited for: it stays with what it joined. Nobody is
    asked any longer once another draft has followed each on which the proposals stand.
    """
    after = following(known)
    for merger in known.mergers.values():
        given = [
            (known.answers[one.leaf], one.article) for one in merger.proposals if one.leaf in known.answers
        ]
        leaves = dict.fromkeys(one.draft for one, _ in given)
        on = [known.drafts[leaf] for leaf in leaves if leaf in known.drafts]
        concerned = [one.party for one, _ in given]
        concerned += [by.author for one, article in given for at, by in one.sponsors if at == article]
        for code in dict.fromkeys(concerned):
            said = tuple(one for one in merger.answers if one.author == code)
            if code == merger.entered.author and not said:
                continue
            outcome: Outcome = Came(by=said) if said else _waited_for(on, after) if on else Outstanding()
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
