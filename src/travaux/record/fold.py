"""Entries to the state of the negotiation, by one ``match``; nothing else makes that state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, assert_never

from travaux.record import act as acts
from travaux.record.entry import Entered, LeafHash, read
from travaux.record.folding import Folding, changed, first, instant, named
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Merger, Negotiation, Promise, Question
from travaux.record.tree import leaf_hash
from travaux.record.withdrawing import withdraw

FOLD: Final = 1
"""The version of what is folded how: what was folded by another is folded again."""

NOTHING: Final = Negotiation()
"""The state before the first entry."""


def fold(entries: Iterable[Entered], start: Negotiation = NOTHING) -> Negotiation:
    """The state after these entries, which follow those that *start* was folded from, in order.

    The same for the same entries, in one go or in many. *start* stays as it is, and is not copied.
    """
    state = Folding(start)
    for one in entries:
        take(state, one)
    return state.negotiation()


def entered(leaves: Iterable[bytes], start: int = 0) -> Iterator[Entered]:
    """The entries in these leaves, which stand in the record from place *start* on.

    What is hashed is the leaf as it is, before anything in it is read. Raises BadLeaf, BadEntry.
    """
    for index, data in enumerate(leaves, start):
        hashed = leaf_hash(data)
        leaf = Leaf.from_bytes(data)
        yield Entered(
            index=index,
            leaf=LeafHash(hashed.hex()),
            received_at=leaf.received_at,
            entry=read(leaf.entry),
        )


def moment(entries: Iterable[Entered], *, size: int | None = None, at: str | None = None) -> Negotiation:
    """The state when the record had *size* entries, or of all that was received by the instant *at*."""
    return fold(
        one
        for one in entries
        if (size is None or one.index < size) and (at is None or instant(one.received_at) <= instant(at))
    )


def take(state: Folding, one: Entered) -> None:  # noqa: C901, PLR0915  one case for each act
    """Add the entry to the state."""
    state.enter(one)
    match one.act:
        case acts.OpensInstrument() as opened:
            state.open(one, opened)
        case acts.AddsMember() as added:
            state.add_member(one, added)
        case acts.RemovesMember() as removed:
            state.remove_member(one, removed)
        case acts.DefinesGroup() as defined:
            state.define_group(one, defined)
        case acts.EnrolsKey() as enrolled:
            state.enrol_key(one, enrolled)
        case acts.RotatesKey() as rotated:
            state.rotate_key(one, rotated)
        case acts.RevokesKey() as revoked:
            state.end_key(one, revoked.key)
        case acts.DeclaresRules() as declared:
            state.declare_rules(one, declared)
        case acts.ContestsRules() as contested:
            state.contest_rules(one, contested)
        case acts.TablesDraft() as tabled:
            state.table_draft(one, tabled)
        case acts.SendsNote():
            state.send_note(one)
        case acts.AcknowledgesReceipt():
            for leaf in named(one):
                state.receipts[leaf] = (*state.receipts.get(leaf, ()), one)
        case acts.GivesAnswer() as given:
            state.give_answer(one, given)
        case acts.ViewsCollectiveReply():
            for leaf in named(one):
                state.views[leaf] = (*state.views.get(leaf, ()), one)
        case acts.JoinsSponsors():
            state.join_sponsors(one)
        case acts.LeavesSponsors():
            state.leave_sponsors(one)
        case acts.Withdraws():
            withdraw(state, one)
        case acts.Corrects():
            state.corrections.append(one)
        case acts.EntersHold():
            state.enter_hold(one)
        case acts.MaintainsHold():
            changed(state.holds, first(one), lambda it: replace(it, maintained=(*it.maintained, one)))
        case acts.LiftsHold():
            changed(state.holds, first(one), lambda it: replace(it, lifted=it.lifted or one))
        case acts.ValidatesPosition():
            state.validations.append(one)
        case acts.AsksQuestion():
            state.questions[one.leaf] = Question(entered=one)
        case acts.AnswersQuestion():
            for leaf in named(one):
                changed(state.questions, leaf, lambda it: replace(it, answers=(*it.answers, one)))
        case acts.MakesPromise() as made:
            state.promises[one.leaf] = Promise(entered=one, due=made.due)
        case acts.ExtendsPromise() as more:
            changed(
                state.promises,
                first(one),
                lambda it: replace(it, due=more.due, extended=(*it.extended, one)),
            )
        case acts.ReportsPromise():
            changed(state.promises, first(one), lambda it: replace(it, reports=(*it.reports, one)))
        case acts.ConvenesMeeting():
            state.meetings.append(one)
        case acts.AgreesAdReferendum():
            state.agree(one)
        case acts.ClosesProvisionally():
            state.close(one)
        case acts.ReopensProvision():
            state.reopen(one)
        case acts.OpensSilence():
            state.open_silence(one)
        case acts.BreaksSilence():
            changed(state.silences, first(one), lambda it: replace(it, broken=(*it.broken, one)))
        case acts.NotesSilenceElapsed():
            changed(state.silences, first(one), lambda it: replace(it, elapsed=it.elapsed or one))
        case acts.TiesPackage():
            state.tie_package(one)
        case acts.UntiesPackage():
            changed(state.packages, first(one), lambda it: replace(it, untied=it.untied or one))
        case acts.ProposesMerger():
            state.mergers[one.leaf] = Merger(entered=one, proposals=one.entry.re)
        case acts.AnswersMerger():
            changed(state.mergers, first(one), lambda it: replace(it, answers=(*it.answers, one)))
        case acts.AdoptsText():
            changed(state.drafts, first(one), lambda it: replace(it, adopted=it.adopted or one))
        case acts.AuthenticatesText():
            changed(state.drafts, first(one), lambda it: replace(it, authenticated=it.authenticated or one))
        case acts.RectifiesError():
            changed(state.drafts, first(one), lambda it: replace(it, rectified=(*it.rectified, one)))
        case acts.Redacts():
            state.redactions.append(one)
            for leaf in named(one):
                state.redacted[leaf] = (*state.redacted.get(leaf, ()), one)
        case acts.Ticks():
            pass
        case _:
            assert_never(one.act)
