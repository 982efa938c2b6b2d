"""What parties said and the text does not have now, told: whose it was, and what ended it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.answer import title
from travaux.answers.position import Adds, Merges, Moves, Splits
from travaux.compile.fate import NotUnderstood, OutOfTime, Superseded, Withdrawn, words_of
from travaux.compile.hearing import Hearing
from travaux.record.views.history import Said
from travaux.render.answer_told import answer_line
from travaux.render.history import since_became
from travaux.render.phrases import fate_text
from travaux.render.telling import after_colon
from travaux.render.told import Line, line
from travaux.render.tongue import said, say
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.fate import Unit
    from travaux.record.consolidation import Submitted
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Given
    from travaux.record.views.history import History
    from travaux.render.telling import Teller
    from travaux.text.wording import PartyCode

PROPOSING = Adds, Merges, Moves, Splits
"""The positions that bring in a provision that the draft has not."""
GONE = Superseded, Withdrawn, OutOfTime, NotUnderstood
"""The fates of what the text does not have."""


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


def gone_of(
    submitted: Sequence[Submitted], party: PartyCode, teller: Teller, library: Library
) -> tuple[Line, ...]:
    """Tell what a party has submitted on a draft and the text does not have, in the order of its entries.

    Withdrawn, superseded, out of time or not understood. What only a hold said is not among it: it is lifted.
    """
    return tuple(
        _left(one, given, teller, library)
        for one in submitted
        if one.unit.party == party
        and isinstance(one.unit.fate, GONE)
        and (given := teller.known.answers.get(one.entered.leaf)) is not None
    )


def _left(one: Submitted, given: Given, teller: Teller, library: Library) -> Line:
    unit = one.unit
    ends = withdrawing(given, (unit.provision,), teller) if isinstance(unit.fate, Withdrawn) else ()
    where = said(
        "{entry}, {provision}: ",
        entry=teller.entry(one.entered) + teller.clerk(one.entered),
        provision=teller.named(given.draft, unit.provision) or say("the text as a whole"),
    )
    answer = _as_given(unit, given, teller, library)
    if answer is None:
        told = line(*where, say("not read"), *after_colon(unit.words))
    else:
        told = answer_line(answer, *where)
    return replace(told, below=(*told.below, *(_by(ends, teller) or (line(fate_text(unit.fate)),))))


def _as_given(unit: Unit, given: Given, teller: Teller, library: Library) -> Answer | None:
    """Find the answer that a unit is, in its own document; None where it is none."""
    draft = teller.known.drafts.get(given.draft)
    heard = None if draft is None else library.heard(teller.known, given, draft)
    if not isinstance(heard, Hearing):
        return None
    wanted = unit.provision, unit.position, unit.words
    answers = (each.answer for each in heard.heard)
    return next(
        (it for it in answers if (it.provision, title(it.position), words_of(it.position)) == wanted), None
    )


def _ended(one: Said, teller: Teller) -> Line:
    given = teller.known.answers.get(one.entered.leaf)
    ends: tuple[Entered, ...] = ()
    if given is not None and isinstance(one.became, Withdrawn):
        ends = withdrawing(given, (it.provision for it in one.answers), teller)
    who = teller.dated(one.entered) if one.shown is None else teller.shown(one.shown)
    proposed = say("proposed by {who}{since}:", who=who, since="" if ends else since_became(one.became))
    words = (answer_line(it) for it in one.answers if isinstance(it.position, PROPOSING))
    return line(proposed, below=(*words, *_by(ends, teller)))


def _by(ends: Iterable[Entered], teller: Teller) -> tuple[Line, ...]:
    return tuple(line(say("withdrawn by {who}", who=teller.dated(it)), *teller.words(it)) for it in ends)


def withdrawing(given: Given, provisions: Iterable[str], teller: Teller) -> tuple[Entered, ...]:
    """List the entries that took back what an answer says of *provisions*: of all of it, or of these.

    Or of what these stand in; of a draft that was not read, wherever it was taken back.
    """
    if given.withdrawn is not None:
        return (given.withdrawn,)
    text = teller.texts.get(given.draft)
    if text is None:
        return tuple(dict.fromkeys(entered for _, entered in given.withdrawn_at))
    named = (at for it in provisions for at in resolve(it, text))
    at = {each.eid for found in named for each in text.path(text.provisions[found].eid)}
    return tuple(dict.fromkeys(entered for address, entered in given.withdrawn_at if address in at))
