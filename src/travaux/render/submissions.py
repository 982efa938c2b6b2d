"""Everything submitted, told: counts that add up by party and draft, and behind each the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.shown import NOT_OWN
from travaux.compile.fate import (
    Fate,
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Superseded,
    Withdrawn,
)
from travaux.record.act import TablesDraft
from travaux.record.views.fates import FATES
from travaux.render.phrases import fate_name
from travaux.render.telling import Teller, as_of, codes, counted, none
from travaux.render.told import Line, Section, Theirs, Told, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.consolidation import Submitted
    from travaux.record.entry import LeafHash
    from travaux.record.views.fates import OnDraft, Tally

SUBMITTED_RULE: Final = (
    "One unit for each answer that a document gives, each change that a redraft makes, each proposal joined "
    "and each hold entered; a document that cannot be read counts as one. Each has exactly one fate, on the "
    "draft it was submitted on. A hold that is lifted is counted with what was withdrawn."
)
NAMES: Final = (
    *("in the text", "joined", "merged with consent", "recorded", "superseded", "withdrawn"),
    *("out of time", "not understood"),
)


def fates_told(found: Sequence[OnDraft], teller: Teller, *, at: str) -> Told:
    """Tell what became of everything that was submitted, draft by draft."""
    total = [one for on in found for one in on.submitted]
    return Told(
        title=("What became of everything submitted",),
        head=(as_of(at, teller), line(_sums(total)), line(SUBMITTED_RULE)),
        sections=tuple(_draft(one, teller) for one in found),
    )


def _draft(one: OnDraft, teller: Teller) -> Section:
    title = f"Draft {one.draft.number}: {one.draft.title}"
    if one.unread:
        answers = counted(len(one.answers), "answer")
        return Section(
            title=title,
            lines=(
                line(one.unread),
                line(f"{answers} to it: {codes(dict.fromkeys(it.party for it in one.answers))}"),
            ),
        )
    if not one.tallies:
        return Section(title=title, lines=(none("Nothing was submitted on it."),))
    return Section(
        title=title,
        lines=(
            *(_tally(tally, one.draft.tabled.leaf, teller) for tally in one.tallies),
            line(f"all: {_sums(one.submitted)}"),
        ),
    )


def _tally(one: Tally, leaf: LeafHash, teller: Teller) -> Line:
    return line(
        f"{one.party}: {_sums(one.submitted)}",
        below=tuple(_submitted(it, leaf, teller) for it in one.submitted),
    )


def _sums(submitted: Sequence[Submitted]) -> str:
    """Write the count and how it is made up, every fate that occurs with its number."""
    parts = [
        f"{count:,} {name}"
        for name, fate in zip(NAMES, FATES, strict=True)
        if (count := sum(isinstance(one.unit.fate, fate) for one in submitted))
    ]
    shown = sum(isinstance(one.entered.act, TablesDraft) for one in submitted)
    of_them = f"; {shown:,} of them as shown in the text taken over, not submitted" if shown else ""
    sum_of = " = " + " + ".join(parts) if parts else ""
    return f"{counted(len(submitted), 'unit')}{sum_of}{of_them}"


def _submitted(one: Submitted, leaf: LeafHash, teller: Teller) -> Line:
    unit = one.unit
    where = teller.named(leaf, unit.provision)
    entry = f"{teller.entry(one.entered)}{teller.clerk(one.entered)}"
    if isinstance(one.entered.act, TablesDraft):
        entry = f"{teller.entry(one.entered)}, {NOT_OWN}"
    return line(
        f"{unit.reference}, {entry}, {where or 'the text as a whole'}, ",
        unit.position or "not read",
        *((": ", Theirs(unit.words)) if unit.words else ()),
        f" → {_lifted(one, teller) or _fate(unit.fate, leaf, teller)}",
    )


def _lifted(one: Submitted, teller: Teller) -> str:
    """Say by which entry a hold that was entered is lifted; "" where it is no such hold."""
    hold = teller.known.holds.get(one.entered.leaf)
    if hold is None or not isinstance(one.unit.fate, Withdrawn):
        return ""
    by = hold.lifted or next((by for at, by in hold.lifted_at if at == one.unit.provision), None)
    return "lifted" if by is None else f"lifted by {teller.by(by)}"


def _fate(fate: Fate, leaf: LeafHash, teller: Teller) -> str:
    """Write a fate in full, places as a person would name them."""
    match fate:
        case InText(at=at) | MergedWithConsent(at=at):
            return f"{fate_name(fate)}, {teller.provisions(leaf, at)}"
        case Joined(at=at, parties=parties):
            return f"in the text as one with {codes(parties)}, {teller.provisions(leaf, at)}"
        case Superseded(by=by):
            return f"superseded by its party's {by}"
        case Recorded():
            return "recorded: it has no words of its own"
        case NotUnderstood(finding=finding):
            return f"not understood, kept aside: {finding.message} {finding.hint}".rstrip()
        case Withdrawn() | OutOfTime():
            return fate_name(fate)
        case _:
            assert_never(fate)
