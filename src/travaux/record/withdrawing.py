"""What is taken back, and what of the state goes with it."""

from __future__ import annotations

from dataclasses import replace

from travaux.record import act as acts
from travaux.record.act import Act
from travaux.record.entry import Entered
from travaux.record.folding import Folding, changed, first, named, without
from travaux.record.layers import Appended
from travaux.record.negotiation import Given, Hold


def withdraw(state: Folding, one: Entered) -> None:
    """Take back what the entry names, or the provisions of it that it names."""
    for leaf in named(one):
        articles = tuple(it.article for it in one.entry.re if it.leaf == leaf and it.article)
        target = state.leaves.get(leaf)
        if not articles:
            state.withdrawn[leaf] = state.withdrawn.get(leaf, one)
        if target is not None:
            _take_back(state, target, target.act, articles, one)


def _take_back(state: Folding, target: Entered, act: Act, articles: tuple[str, ...], one: Entered) -> None:  # noqa: C901
    leaf = target.leaf
    match act:
        case acts.GivesAnswer():
            changed(state.answers, leaf, lambda it: _withdrawn(it, articles, one))
        case acts.EntersHold():
            changed(state.holds, leaf, lambda it: _lifted(it, articles, one))
        case acts.TablesDraft():
            changed(state.drafts, leaf, lambda it: replace(it, withdrawn=one))
        case acts.SendsNote():
            changed(state.notes, leaf, lambda it: replace(it, withdrawn=one))
        case acts.AsksQuestion():
            changed(state.questions, leaf, lambda it: replace(it, withdrawn=one))
        case acts.MakesPromise():
            changed(state.promises, leaf, lambda it: replace(it, withdrawn=one))
        case acts.OpensSilence():
            changed(state.silences, leaf, lambda it: replace(it, withdrawn=one))
        case acts.ProposesMerger():
            changed(state.mergers, leaf, lambda it: replace(it, withdrawn=one))
        case acts.TiesPackage():
            changed(state.packages, leaf, lambda it: replace(it, untied=one))
        case acts.JoinsSponsors():
            for answer in named(target):
                state.part(answer, lambda _, by: by == target)
        case acts.AgreesAdReferendum():
            _take_back_agreement(state, target, articles)
        case _:
            _take_back_word(state, target, act)


def _take_back_agreement(state: Folding, target: Entered, articles: tuple[str, ...]) -> None:
    for reference in target.entry.re:
        if not articles or reference.article in articles:
            changed(
                state.standings,
                (reference.leaf, reference.article),
                lambda it: replace(
                    it, agreed=without(it.agreed, target), agreeing=without(it.agreeing, target)
                ),
            )


def _take_back_word(state: Folding, target: Entered, act: Act) -> None:
    on = first(target)
    match act:
        case acts.ContestsRules():
            changed(
                state.rounds,
                on,
                lambda it: replace(it, contests=tuple(c for c in it.contests if c.entered != target)),
            )
        case acts.AnswersQuestion():
            for leaf in named(target):
                changed(state.questions, leaf, lambda it: replace(it, answers=without(it.answers, target)))
        case acts.ReportsPromise():
            changed(state.promises, on, lambda it: replace(it, reports=without(it.reports, target)))
        case acts.BreaksSilence():
            changed(state.silences, on, lambda it: replace(it, broken=without(it.broken, target)))
        case acts.AnswersMerger():
            changed(state.mergers, on, lambda it: replace(it, answers=without(it.answers, target)))
        case acts.AcknowledgesReceipt():
            changed(state.receipts, on, lambda it: without(it, target))
        case acts.ViewsCollectiveReply():
            changed(state.views, on, lambda it: without(it, target))
        case acts.ValidatesPosition():
            state.validations = Appended(without(state.validations.kept(), target))
        case acts.ConvenesMeeting():
            state.meetings = Appended(without(state.meetings.kept(), target))
        case _:  # what stands for ever, and is not admitted to be withdrawn
            pass


def _withdrawn(given: Given, articles: tuple[str, ...], one: Entered) -> Given:
    if not articles:
        return replace(given, withdrawn=one)
    return replace(given, withdrawn_at=(*given.withdrawn_at, *((at, one) for at in articles)))


def _lifted(hold: Hold, articles: tuple[str, ...], one: Entered) -> Hold:
    if not articles:
        return replace(hold, lifted=one)
    return replace(hold, lifted_at=(*hold.lifted_at, *((at, one) for at in articles)))
