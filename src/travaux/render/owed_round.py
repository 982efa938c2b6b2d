"""What many owe in the same round, told as one: from whom nothing has come, and what came from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.views.owed import Came, CameInPart, Outstanding
from travaux.render.all_but import counted_all_but
from travaux.render.owed import followed_of, given_back, outcome_of
from travaux.render.times import span
from travaux.render.told import line
from travaux.render.tongue import colon, comma, say, say_count, semicolon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from travaux.record.entry import Entered
    from travaux.record.views.owed import Owed
    from travaux.render.telling import Teller
    from travaux.render.told import Line
    from travaux.text.wording import PartyCode


def round_outcome(those: Sequence[Owed], teller: Teller) -> tuple[Line, ...]:
    """Say of whom nothing has come, from whom what came, each with its entries; nobody is left out.

    First who is silent, then who answered, who answered in part, and whatever else became of it, each in
    the order given. To which provisions one has answered is told where its own debts are asked for.
    """
    silent = [one for one in those if isinstance(one.outcome, Outstanding)]
    came = [(one, one.outcome) for one in those if isinstance(one.outcome, Came)]
    part = [one for one in those if isinstance(one.outcome, CameInPart) and not one.outcome.covered]
    told = {id(one) for one in (*silent, *(one for one, _ in came), *part)}
    lines = [_silent(silent, teller)] if silent else []
    if came:
        parties = semicolon().join(_came(one, found, teller) for one, found in came)
        lines.append(
            line(
                say_count(
                    "an answer has come from {count} party: {parties}",
                    "answers have come from {count} parties: {parties}",
                    len(came),
                    parties=parties,
                )
            )
        )
    lines += _in_part(part, teller)
    lines += _otherwise([one for one in those if id(one) not in told], teller)
    return tuple(lines)


def _silent(those: Sequence[Owed], teller: Teller) -> Line:
    """Say from whom nothing has come. That says nothing of what they hold."""
    overdue = those[0].overdue
    who = counted_all_but([one.by for one in those], teller.known)
    told = say(
        "without an answer: {who}" if overdue is None else "without an answer: {who}; overdue by {span}",
        who=who,
        span="" if overdue is None else span(overdue),
    )
    before = [it for one in those if isinstance(one.outcome, Outstanding) for it in one.outcome.before]
    return line(told, below=tuple(given_back(it, teller) for it in before))


def _came(one: Owed, found: Came, teller: Teller) -> str:
    entries = [(it, found.aside[at : at + 1]) for at, it in enumerate(found.by)]
    return _from(one.by, entries, found.late, teller)


def _in_part(those: Sequence[Owed], teller: Teller) -> list[Line]:
    """Tell who answered in part, those together for whom the same followed."""
    found: dict[tuple[str, str], list[tuple[Owed, CameInPart]]] = {}
    for one in those:
        came = one.outcome
        if isinstance(came, CameInPart):
            key = _leaf(came.followed), _leaf(came.asked_on)
            found.setdefault(key, []).append((one, came))
    return [
        line(
            say_count(
                "an answer in part has come from {count} party: {parties}",
                "answers in part have come from {count} parties: {parties}",
                len(each),
                parties=semicolon().join(
                    _from(one.by, [(it.by, (it.aside,)) for it in came.by], came.late, teller)
                    for one, came in each
                ),
            ),
            below=(
                line(say("to which provisions, is told of each party by itself")),
                *followed_of(each[0][1], teller),
            ),
        )
        for each in found.values()
    ]


def _otherwise(those: Sequence[Owed], teller: Teller) -> list[Line]:
    """Tell whatever else became of it, those together of whom the same is told."""
    found: dict[tuple[object, ...], list[Owed]] = {}
    for one in those:
        key = (type(one.outcome), *(entered.leaf for entered in one.entries))
        found.setdefault(key, []).append(one)
    return [
        line(
            f"{counted_all_but([one.by for one in each], teller.known)}{colon().rstrip()}",
            below=outcome_of(each[0], teller),
        )
        for each in found.values()
    ]


def _from(
    party: PartyCode,
    entries: Sequence[tuple[Entered, tuple[int, ...]]],
    late: timedelta | None,
    teller: Teller,
) -> str:
    """Name a party with the entries of its answers, how late the first was, what was not understood."""
    parts: list[str] = [party]
    for at, (entered, aside) in enumerate(entries):
        parts.append(f"{teller.entry(entered)}{teller.clerk(entered)}{teller.claimed(entered)}")
        if late is not None and not at:
            parts.append(say("{span} after the time set", span=span(late)))
        parts += [
            say_count("{count} piece of it not understood", "{count} pieces of it not understood", count)
            for count in aside
            if count
        ]
    return comma().join(parts)


def _leaf(entered: Entered | None) -> str:
    return "" if entered is None else entered.leaf
