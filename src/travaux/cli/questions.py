"""``travaux ask``, ``reply`` and ``promise``: what is asked, answered, promised."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from travaux.cli.additions_named import asked_about
from travaux.cli.deadline import due
from travaux.cli.desk import Desk, at_desk
from travaux.cli.groups_named import groups_told, members_meant
from travaux.cli.reading import brought_from
from travaux.cli.recording import Proposed, in_whose_name, record
from travaux.cli.refusal import Refused
from travaux.record.act import AnswersQuestion, AsksQuestion, ExtendsPromise, MakesPromise, ReportsPromise
from travaux.record.entry import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.undertaking import Due


def _due(options: argparse.Namespace) -> Due | None:
    return None if options.due is None else due(options.due, options.zone)


def named(desk: Desk, given: Sequence[str]) -> tuple[Reference, ...]:
    """Refer to the entries that are named."""
    return tuple(Reference(leaf=desk.entry(one).leaf) for one in given)


def ask(options: argparse.Namespace) -> int:
    """Record a question."""
    with at_desk(options) as desk:
        concerns, asks = named(desk, options.re), in_whose_name(options, desk)
        if options.on:
            concerns += asked_about(desk, desk.draft(options.draft), options.on, asks)
        to = desk.members(options.to)
        if asks in to:
            raise Refused(f"{asks} would ask itself. Give --to without {asks}: a question is put to others.")
        act = AsksQuestion(to=to, words=options.words, due=_due(options), capacity=options.capacity)
        brought = tuple(brought_from(name) for name in options.files)
        return record(options, desk, Proposed(act=act, re=concerns, brought=brought))


def reply(options: argparse.Namespace) -> int:
    """Record the answer to a question."""
    with at_desk(options) as desk:
        principals = desk.members(options.principals, groups=True)
        for told in groups_told(principals, desk.state):
            print(told, file=sys.stderr)
        act = AnswersQuestion(words=options.words, principals=members_meant(principals, desk.state))
        brought = tuple(brought_from(name) for name in options.files)
        return record(options, desk, Proposed(act=act, re=named(desk, [options.entry]), brought=brought))


def promise(options: argparse.Namespace) -> int:
    """Record a promise, its extension, or what became of it."""
    with at_desk(options) as desk:
        match options.what:
            case "make":
                brought = tuple(brought_from(name) for name in options.files)
                made = MakesPromise(words=options.words, to=desk.members(options.to), due=_due(options))
                proposed = Proposed(act=made, re=named(desk, options.re), brought=brought)
            case "extend":
                extended = ExtendsPromise(due=due(options.due, options.zone), words=options.words)
                proposed = Proposed(act=extended, re=named(desk, [options.entry]))
            case _:
                report = ReportsPromise(met=options.met, words=options.words)
                proposed = Proposed(act=report, re=named(desk, [options.entry, *options.by]))
        return record(options, desk, proposed)
