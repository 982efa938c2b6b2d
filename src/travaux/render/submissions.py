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
from travaux.record.views.fates import FATES, of_party
from travaux.render.found import why
from travaux.render.phrases import fate_name
from travaux.render.telling import Teller, after_colon, as_of, codes, none
from travaux.render.told import Line, Section, Told, line
from travaux.render.tongue import figure, said, said_again, say, say_count, sayable
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.consolidation import Submitted
    from travaux.record.entry import LeafHash
    from travaux.record.views.fates import OnDraft, Tally

SUBMITTED_RULE: Final = sayable(
    "One unit for each answer that a document gives, each change that a redraft makes, each proposal joined "
    "and each hold entered; a document that cannot be read counts as one. Each has exactly one fate, on the "
    "draft it was submitted on. A hold that is lifted is counted with what was withdrawn."
)
NAMES: Final = (
    *("in the text", "joined", "merged with consent", "recorded", "superseded", "withdrawn"),
    *("out of time", "not understood"),
)


def fates_told(found: Sequence[OnDraft], teller: Teller, *, at: str, party: str = "") -> Told:
    """Tell what became of everything submitted, draft by draft; by one *party*, where it is named."""
    found = of_party(found, PartyCode(party)) if party else found
    total = [one for on in found for one in on.submitted]
    everything = say("What became of everything submitted")
    return Told(
        title=(
            say("What became of everything that {party} submitted", party=party) if party else everything,
        ),
        head=(as_of(at, teller), line(_sums(total)), line(say(SUBMITTED_RULE))),
        sections=tuple(_draft(one, teller, party) for one in found),
    )


def _draft(one: OnDraft, teller: Teller, party: str) -> Section:
    title = say("Draft {number}: {title}", number=one.draft.number, title=one.draft.title)
    if one.unread and (one.answers or not party):
        answers = say_count(
            "{count} answer to it: {parties}",
            "{count} answers to it: {parties}",
            len(one.answers),
            parties=codes(dict.fromkeys(it.party for it in one.answers)),
        )
        return Section(
            title=title,
            lines=(
                line(said_again(one.unread)),
                line(answers),
            ),
        )
    if not one.tallies:
        nothing = say("{party} submitted nothing on it.", party=party) if party else ""
        return Section(title=title, lines=(none(nothing or say("Nothing was submitted on it.")),))
    return Section(
        title=title,
        lines=(
            *(_tally(tally, one.draft.tabled.leaf, teller) for tally in one.tallies),
            line(say("all: {sums}", sums=_sums(one.submitted))),
        ),
    )


def _tally(one: Tally, leaf: LeafHash, teller: Teller) -> Line:
    return line(
        say("{party}: {sums}", party=one.party, sums=_sums(one.submitted)),
        below=tuple(_submitted(it, leaf, teller) for it in one.submitted),
    )


def _sums(submitted: Sequence[Submitted]) -> str:
    """Write the count and how it is made up, every fate that occurs with its number."""
    parts = [
        f"{figure(count)} {say(name)}"
        for name, fate in zip(NAMES, FATES, strict=True)
        if (count := sum(isinstance(one.unit.fate, fate) for one in submitted))
    ]
    shown = sum(isinstance(one.entered.act, TablesDraft) for one in submitted)
    of_them = (
        say("; {count} of them as shown in the text taken over, not submitted", count=figure(shown))
        if shown
        else ""
    )
    sum_of = " = " + " + ".join(parts) if parts else ""
    return say_count("{count} unit", "{count} units", len(submitted)) + sum_of + of_them


def _submitted(one: Submitted, leaf: LeafHash, teller: Teller) -> Line:
    unit = one.unit
    where = teller.named(leaf, unit.provision)
    entry = f"{teller.entry(one.entered)}{teller.clerk(one.entered)}"
    if isinstance(one.entered.act, TablesDraft):
        entry = say("{entry}, {what}", entry=teller.entry(one.entered), what=say(NOT_OWN))
    return line(
        *said(
            "{answer}, {entry}, {provision}, {position}{words} → {fate}",
            answer=unit.reference,
            entry=entry,
            provision=where or say("the text as a whole"),
            position=say(unit.position or "not read"),
            words=after_colon(unit.words),
            fate=_lifted(one, teller) or _fate(unit.fate, leaf, teller),
        )
    )


def _lifted(one: Submitted, teller: Teller) -> str:
    """Say by which entry a hold that was entered is lifted; "" where it is no such hold."""
    hold = teller.known.holds.get(one.entered.leaf)
    if hold is None or not isinstance(one.unit.fate, Withdrawn):
        return ""
    by = hold.lifted or next((by for at, by in hold.lifted_at if at == one.unit.provision), None)
    return say("lifted") if by is None else say("lifted by {who}", who=teller.by(by))


def _fate(fate: Fate, leaf: LeafHash, teller: Teller) -> str:
    """Write a fate in full, places as a person would name them."""
    match fate:
        case InText(at=at) | MergedWithConsent(at=at):
            name = say(fate_name(fate))
            return say("{fate}, {provisions}", fate=name, provisions=teller.provisions(leaf, at))
        case Joined(at=at, parties=parties):
            return say(
                "in the text as one with {parties}, {provisions}",
                parties=codes(parties),
                provisions=teller.provisions(leaf, at),
            )
        case Superseded(by=by):
            return say("superseded by its party's {answer}", answer=by)
        case Recorded():
            return say("recorded: it puts no words into the text")
        case NotUnderstood(finding=finding):
            return say("not understood, kept aside: {why}", why=why(finding))
        case Withdrawn() | OutOfTime():
            return say(fate_name(fate))
        case _:
            assert_never(fate)
