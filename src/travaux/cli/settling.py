"""``travaux meet``, ``agree``, ``silence``, ``package``, ``merge``, ``adopt`` …: where the text stands."""

from __future__ import annotations

import argparse
import sys

from travaux.cli.additions_named import joined
from travaux.cli.deadline import due
from travaux.cli.desk import Desk, at_desk
from travaux.cli.questions import named
from travaux.cli.reading import brought_from
from travaux.cli.recording import Proposed, in_whose_name, record
from travaux.cli.refusal import Refused
from travaux.cli.unsettled import unsettled
from travaux.record.act import (
    Act,
    AdoptsText,
    AgreesAdReferendum,
    AnswersMerger,
    AuthenticatesText,
    BreaksSilence,
    ClosesProvisionally,
    ConvenesMeeting,
    NotesSilenceElapsed,
    OpensSilence,
    ProposesMerger,
    RectifiesError,
    ReopensProvision,
    TiesPackage,
    UntiesPackage,
)
from travaux.record.entry import Reference


def meet(options: argparse.Namespace) -> int:
    """Record that a meeting is convened."""
    with at_desk(options) as desk:
        concerns = named(desk, options.re)
        if options.on:
            concerns += desk.concerning(desk.draft(options.draft), options.on)
        act = ConvenesMeeting(
            place=options.place,
            forum=options.forum,
            begins=due(options.begins, options.zone),
            at_table=desk.members(options.at_table),
            words=options.words,
        )
        brought = tuple(brought_from(name) for name in options.files)
        return record(options, desk, Proposed(act=act, re=concerns, brought=brought))


def agree(options: argparse.Namespace) -> int:
    """Record that provisions are agreed ad referendum, or that a party agrees to them so."""
    return _state(options, AgreesAdReferendum(words=options.words))


def close(options: argparse.Namespace) -> int:
    """Record that provisions are provisionally closed."""
    return _state(options, ClosesProvisionally(words=options.words))


def reopen(options: argparse.Namespace) -> int:
    """Record that provisions are open again."""
    return _state(options, ReopensProvision(words=options.words))


def _state(options: argparse.Namespace, act: Act) -> int:
    with at_desk(options) as desk:
        concerns = desk.concerning(desk.draft(options.draft), options.provisions)
        for one in unsettled(act, concerns, in_whose_name(options, desk), desk):
            print(one, file=sys.stderr)
        return record(options, desk, Proposed(act=act, re=concerns))


def silence(options: argparse.Namespace) -> int:
    """Record a silence procedure, that it is broken, or that it ended."""
    with at_desk(options) as desk:
        match options.what:
            case "open":
                opens = OpensSilence(ends=due(options.ends, options.zone), means=options.means)
                concerns = desk.concerning(desk.draft(options.draft), options.provisions)
                return record(options, desk, Proposed(act=opens, re=concerns))
            case "break":
                act: Act = BreaksSilence(words=options.words)
            case _:
                act = NotesSilenceElapsed(words=options.words)
        return record(options, desk, Proposed(act=act, re=named(desk, [options.entry])))


def package(options: argparse.Namespace) -> int:
    """Record that provisions stand or fall together for somebody, or no longer do."""
    with at_desk(options) as desk:
        if options.what == "tie":
            concerns = desk.concerning(desk.draft(options.draft), options.provisions)
            return record(options, desk, Proposed(act=TiesPackage(words=options.words), re=concerns))
        act = UntiesPackage(words=options.words)
        return record(options, desk, Proposed(act=act, re=named(desk, [options.entry])))


def merge(options: argparse.Namespace) -> int:
    """Record that one wording is proposed for several, or what a party concerned says to that."""
    with at_desk(options) as desk:
        if options.what == "propose":
            concerns = tuple(_proposal(desk, one, options.provision) for one in options.entries)
            act = ProposesMerger(wording=options.wording, words=options.words)
            return record(options, desk, Proposed(act=act, re=concerns))
        answer = AnswersMerger(consents=options.consents, words=options.words)
        return record(options, desk, Proposed(act=answer, re=named(desk, [options.entry])))


def _proposal(desk: Desk, given: str, provision: str) -> Reference:
    """Refer to what an answer proposes at a provision of the draft it answers."""
    (reference,) = in_answer(desk, given, [provision])
    return reference


def in_answer(desk: Desk, given: str, provisions: list[str]) -> tuple[Reference, ...]:
    """Refer to an answer, at provisions that its draft has or that it would add. Raises Refused."""
    entry = desk.entry(given)
    answer = desk.state.answers.get(entry.leaf)
    if answer is None:
        raise Refused(f"Entry {entry.index} ({entry.entry.type}) is no answer to a draft.")
    draft = desk.state.drafts[answer.draft]
    return tuple(
        Reference(leaf=entry.leaf, article=joined(desk, draft, one, answer.party) or desk.address(draft, one))
        for one in provisions
    )


def adopt(options: argparse.Namespace) -> int:
    """Record that a text is adopted."""
    return _settled(options, AdoptsText(how=options.how, words=options.words))


def authenticate(options: argparse.Namespace) -> int:
    """Record that a text is authenticated."""
    return _settled(options, AuthenticatesText(how=options.how, words=options.words))


def _settled(options: argparse.Namespace, act: Act) -> int:
    with at_desk(options) as desk:
        brought = tuple(brought_from(name) for name in options.files)
        concerns = desk.concerning(desk.draft(options.draft), [])
        for one in unsettled(act, concerns, in_whose_name(options, desk), desk):
            print(one, file=sys.stderr)
        return record(options, desk, Proposed(act=act, re=concerns, brought=brought))


def rectify(options: argparse.Namespace) -> int:
    """Record a procès-verbal of rectification."""
    with at_desk(options) as desk:
        act = RectifiesError(defective=options.defective, corrected=options.corrected, words=options.words)
        brought = tuple(brought_from(name) for name in options.files)
        concerns = desk.concerning(desk.draft(options.draft), options.provisions)
        return record(options, desk, Proposed(act=act, re=concerns, brought=brought))
