"""What parties owe to the drafts they were asked to answer, and what has come: whole, in part, or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.record.act import TablesDraft
from travaux.record.views.coverage import aside, divided
from travaux.record.views.instant import past
from travaux.record.views.owed import (
    AnswerToDraft,
    Came,
    CameInPart,
    Covered,
    Followed,
    Outcome,
    Outstanding,
    Owed,
    Part,
    TakenBack,
)
from travaux.record.views.replies import collective, how_late, in_name_of, times_set
from travaux.record.views.speakers import draft_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given, Round
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Texts
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def answers_to_drafts(
    known: Disclosed, at: str, texts: Texts, library: Library | None = None
) -> Iterator[Owed]:
    """Go through what each party was asked to answer: a draft once, by the rules declared last for it.

    With the *library* it is known what of an answer was not understood.
    """
    rounds: dict[LeafHash, list[Round]] = {}
    for one in known.rounds.values():
        leaf = draft_of(known, one)
        if leaf is not None and leaf in known.drafts:
            rounds.setdefault(leaf, []).append(one)
    given: dict[LeafHash, list[Given]] = {}
    for answer in known.answers.values():
        given.setdefault(answer.draft, []).append(answer)
    after = following(known)
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
                set=times_set((one.declared, one.rules.due, one.rules.name) for one in asking),
                outcome=_what_came(
                    draft,
                    _answer_given(
                        known,
                        own.get(code, []),
                        named.get(code, []),
                        due=last.rules.due,
                        text=texts.get(leaf),
                        library=library,
                    ),
                    after.get(leaf),
                    _asked_again(code, leaf, after, rounds),
                ),
                past=past(last.rules.due, at),
            )


def _asked_again(
    code: PartyCode,
    leaf: LeafHash,
    after: Mapping[LeafHash, Entered],
    rounds: Mapping[LeafHash, Sequence[Round]],
) -> Entered | None:
    """Find the first round that asks the party to answer a draft that followed, by itself or in turn.

    The rules declared last for a draft say who is asked: whom they ask no more owes no answer to it.
    """
    while (next_ := after.get(leaf)) is not None:
        leaf = next_.leaf
        declared = rounds.get(leaf, ())
        if declared and code in declared[-1].rules.asked:
            return next(one.declared for one in declared if code in one.rules.asked)
    return None


def _what_came(draft: Draft, given: Outcome, after: Entered | None, asked: Entered | None) -> Outcome:
    """Nothing is waited for on a draft that was taken back; one that was followed says so."""
    if draft.withdrawn is not None:
        return TakenBack(by=draft.withdrawn)
    if after is not None and isinstance(given, Outstanding):
        return Followed(by=after, asked_on=asked, before=given.before)
    if after is not None and isinstance(given, Covered):
        return replace(given, followed=after)
    if after is not None and isinstance(given, CameInPart):
        return replace(given, followed=after, asked_on=asked)
    return given


def following(known: Disclosed) -> dict[LeafHash, Entered]:
    """By draft, the first that followed it as a basis to be answered and stands."""
    found: dict[LeafHash, Entered] = {}
    for one in known.drafts.values():
        tabled = one.tabled.act
        if one.follows and one.withdrawn is None and isinstance(tabled, TablesDraft) and tabled.basis:
            found.setdefault(one.follows, one.tabled)
    return found


def _answer_given(
    known: Disclosed,
    own: list[Given],
    named: list[Given],
    *,
    due: Due | None,
    text: Text | None,
    library: Library | None,
) -> Outcome:
    """Say what came: all of it only where an answer is to the draft in whole, or all in it is answered."""
    standing = [one for one in own if one.withdrawn is None and (not one.provisions or _answered_by(one))]
    covering = tuple(
        collective(known, one.entered, one.principals)
        for one in named
        if one.withdrawn is None and one.superseded is None
    )
    if not standing:
        return Covered(by=covering) if covering else Outstanding(before=tuple(one.entered for one in own))
    late = how_late(standing[0].entered, due)
    whole = any(not one.provisions for one in standing)
    rest = () if whole or text is None else divided(text, _named_by(standing))[1]
    if whole or (text is not None and not rest):
        aside = () if library is None else tuple(_aside(known, one, library) for one in standing)
        return Came(by=tuple(one.entered for one in standing), late=late, aside=aside)
    parts = tuple(
        Part(
            by=one.entered,
            provisions=_answered_by(one),
            aside=0 if library is None else _aside(known, one, library),
        )
        for one in standing
    )
    return CameInPart(draft=standing[0].draft, by=parts, rest=rest, late=late, covered=covering)


def _aside(known: Disclosed, one: Given, library: Library) -> int:
    from travaux.record.library import NotHere  # noqa: PLC0415  slow to load; there already with a library

    try:
        return 0 if (draft := known.drafts.get(one.draft)) is None else aside(known, one, draft, library)
    except NotHere:  # the draft cannot be read: that is told of the draft
        return 0


def _answered_by(one: Given) -> tuple[str, ...]:
    """Give the provisions that it answers and that were not withdrawn from it."""
    gone = {at for at, _ in one.withdrawn_at}
    return tuple(at for at in one.provisions if at not in gone)


def _named_by(those: Iterable[Given]) -> tuple[str, ...]:
    return tuple(at for one in those for at in _answered_by(one))
