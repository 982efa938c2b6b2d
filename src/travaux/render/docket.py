"""The docket, told: who owes whom what, since when, due when, and what each side says became of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from travaux.record.views.owed import AnswerToDraft
from travaux.record.views.table import on_table
from travaux.render.all_but import FEW
from travaux.render.owed import (
    OwedTold,
    line_of,
    matter_of,
    owed_parts,
    since_of,
    times_of,
)
from travaux.render.owed_round import round_outcome
from travaux.render.telling import Teller, as_of, none
from travaux.render.told import Line, Section, Told, line
from travaux.render.tongue import figure, said, say, sayable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from travaux.record.entry import LeafHash
    from travaux.record.views.docket import Docket, Owed

OPEN_RULE: Final = sayable(
    "What a party was asked for or promised, unless it came, or all who spoke of it say that it was met. "
    "An answer to some provisions is an answer in part: it stays here until the rest is answered. "
    "Nothing is waited for on a draft that another has followed: what never came on it is told below. "
    "Overdue: its time has ended, and nothing has come, or all who spoke of it say that it was not met. Not "
    "called overdue: what came in part, what a collective reply covers, and what was due before it was asked."
)
SETTLED_RULE: Final = sayable(
    "What has come from the party itself and not in part, what is said to be met and by nobody not to be, "
    "what was taken back or asked on a draft that another has followed, answered or never, and what a "
    "collective reply covers that those who asked say they accept."
)


def docket_told(found: Docket, teller: Teller, *, party: str = "") -> Told:
    """Tell the docket; with *party*, what that party owes and is owed."""
    open_ = [one for one in found.open if _of(one, party)]
    settled = [one for one in found.settled if _of(one, party)]
    overdue = [one for one in open_ if one.overdue is not None]
    return Told(
        title=said("What {party} owes and is owed", party=party) if party else said("Who owes whom what"),
        head=(
            as_of(found.at, teller),
            line(
                say(
                    "{open} open, {overdue} of them overdue; {settled} settled.",
                    open=figure(len(open_)),
                    overdue=figure(len(overdue)),
                    settled=figure(len(settled)),
                )
            ),
        ),
        sections=(
            Section(
                title=say("Open"),
                rule=say(OPEN_RULE),
                lines=owed_lines(open_, teller) or (none(say("Nothing is open.")),),
            ),
            Section(
                title=say("Settled"),
                rule=say(SETTLED_RULE),
                lines=owed_lines(settled, teller) or (none(say("Nothing.")),),
                folded=True,
            ),
        ),
    )


def _of(one: Owed, party: str) -> bool:
    return not party or one.by == party or party in one.to or (not one.to and one.by != party)


def owed_lines(those: Iterable[Owed], teller: Teller) -> tuple[Line, ...]:
    """Tell what is owed: what was asked of several in the same words, and had the same outcome, once.

    What more than `FEW` owe in the same round is told once too, with what came of whom.
    """
    return tuple(line_of(parts_of(each, teller)) for each in gathered(those, teller))


def gathered(those: Iterable[Owed], teller: Teller) -> list[list[Owed]]:
    """Put together what is told as one, in the order given; what is on the table no more comes last.

    That is what was asked of several in the same words and had the same outcome, and what more than `FEW`
    owe in the same round.
    """
    all_ = list(those)
    rounds = Counter(_round_of(one) for one in all_)
    found: dict[tuple[object, ...], list[Owed]] = {}
    for one in all_:
        round_ = _round_of(one)
        found.setdefault(round_ if round_ and rounds[round_] > FEW else _as_told(one), []).append(one)
    table = {one.tabled.leaf for one in on_table(teller.known)}
    return sorted(found.values(), key=lambda each: _is_before(each[0], table))


def _round_of(one: Owed) -> tuple[object, ...]:
    """Say by which round it is owed, asked by whom, since when and by when; nothing, where it is by none."""
    if not isinstance(one.matter, AnswerToDraft):
        return ()
    declared = one.matter.round.declared.leaf
    return declared, one.to, one.since.leaf, one.due, *(each.by.leaf for each in one.set)


def _as_told(one: Owed) -> tuple[object, ...]:
    return type(one.outcome), one.to, *(entered.leaf for entered in one.entries)


def _is_before(one: Owed, table: Container[LeafHash]) -> bool:
    """Whether it is owed to a draft that is on the table no more."""
    return isinstance(one.matter, AnswerToDraft) and one.matter.draft.tabled.leaf not in table


def parts_of(those: Sequence[Owed], teller: Teller) -> OwedTold:
    """Tell as one what was put together: of whom it is owed, since when, due when, and what came of whom."""
    by = [one.by for one in those]
    if len({_as_told(one) for one in those}) == 1:
        return owed_parts(those[0], teller, by)
    first = next((one for one in those if one.overdue is None), those[0])
    return OwedTold(
        matter=matter_of(first, teller, by),
        since=since_of(first, teller),
        times=times_of(first, teller),
        outcome=round_outcome(those, teller),
    )
