"""What parties proposed under a name at which the text has nothing now, told: whose, and what ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Adds, Merges, Moves, Splits
from travaux.compile.fate import Withdrawn
from travaux.record.views.history import Said
from travaux.render.answer_told import answer_line
from travaux.render.history import since_became
from travaux.render.told import Line, line
from travaux.render.tongue import say
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Given
    from travaux.record.views.history import History
    from travaux.render.telling import Teller

PROPOSING = Adds, Merges, Moves, Splits
"""The positions that bring in a provision that the draft has not."""


def gone_told(found: History, teller: Teller) -> tuple[Line, ...]:
    """Tell each answer that proposed it, in the order of the record: whose, its words, which entry ended it.

    What parties only said of it is not among them; an answer that is said now is, without an end.
    """
    return tuple(_ended(one, teller) for one in _proposing(found))


def is_proposed(found: History) -> bool:
    """Whether somebody says now what would bring it in."""
    return any(one.became is None for one in _proposing(found))


def _proposing(found: History) -> Iterator[Said]:
    for one in found.events:
        if isinstance(one, Said) and any(isinstance(it.position, PROPOSING) for it in one.answers):
            yield one


def _ended(one: Said, teller: Teller) -> Line:
    ends = _withdrawing(one, teller) if isinstance(one.became, Withdrawn) else ()
    who = teller.dated(one.entered) if one.shown is None else teller.shown(one.shown)
    proposed = say("proposed by {who}{since}:", who=who, since="" if ends else since_became(one.became))
    words = (answer_line(it) for it in one.answers if isinstance(it.position, PROPOSING))
    return line(
        proposed,
        below=(
            *words,
            *(line(say("withdrawn by {who}", who=teller.dated(it)), *teller.words(it)) for it in ends),
        ),
    )


def _withdrawing(one: Said, teller: Teller) -> tuple[Entered, ...]:
    """List the entries that took it back: the withdrawal of the whole answer, or of where it says this."""
    given = teller.known.answers.get(one.entered.leaf)
    if given is None:
        return ()
    if given.withdrawn is not None:
        return (given.withdrawn,)
    at = _above(one, given, teller)
    return tuple(dict.fromkeys(entered for address, entered in given.withdrawn_at if address in at))


def _above(one: Said, given: Given, teller: Teller) -> set[str]:
    """List the addresses at which it can have been taken back: where it was added, and what has that."""
    text = teller.texts.get(given.draft)
    if text is None:
        return {address for address, _ in given.withdrawn_at}
    named = (at for it in one.answers for at in resolve(it.provision, text))
    return {each.eid for at in named for each in text.path(text.provisions[at].eid)}
