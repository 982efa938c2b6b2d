"""Who may speak: the members and what they are, the rules of the round, who is at the next table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.record.act import ConvenesMeeting, Role
from travaux.record.views.instant import instant

if TYPE_CHECKING:
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Contest, Draft, Group, Member, Negotiation, Round
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a round."""

    name: str
    """As `travaux.answers.round.RULES` has it."""
    said: str | None
    """What was declared; None: nothing was, and nothing is taken to hold in its place."""
    contests: tuple[Contest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The rules last declared for one draft."""

    round: Round
    draft: Draft | None
    """None: it is on no draft."""
    rules: tuple[Rule, ...]
    earlier: tuple[Round, ...] = ()
    """What was declared for the same draft before, and no longer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who may speak, and under which rules."""

    members: tuple[tuple[Role, tuple[Member, ...]], ...] = ()
    """By what they are; parties in protocol order."""
    groups: tuple[Group, ...] = ()
    rounds: tuple[InForce, ...] = ()
    """Newest draft first."""
    meetings: tuple[Entered, ...] = ()
    """Those that begin at or after the moment asked about, the next first."""


def speakers(known: Disclosed, *, at: str) -> Speakers:
    """Say who may speak at the moment *at*: nobody's right to speak is taken from what they do."""
    here = [one for one in known.members.values() if one.until is None]
    order = {
        code: place for place, code in enumerate(protocol_order([one.code for one in here], known.order))
    }
    members = tuple(
        (role, tuple(sorted((one for one in here if one.role is role), key=lambda one: order[one.code])))
        for role in Role
        if any(one.role is role for one in here)
    )
    return Speakers(
        members=members,
        groups=tuple(known.groups.values()),
        rounds=in_force(known),
        meetings=ahead(known, at=at),
    )


def in_force(known: Negotiation) -> tuple[InForce, ...]:
    """List the rules in force for each draft, the newest draft first, those without a draft before all."""
    by_draft: dict[LeafHash | None, list[Round]] = {}
    for one in known.rounds.values():
        by_draft.setdefault(draft_of(known, one), []).append(one)
    found = [
        InForce(
            round=rounds[-1],
            draft=None if leaf is None else known.drafts.get(leaf),
            rules=rules(rounds[-1]),
            earlier=tuple(rounds[:-1]),
        )
        for leaf, rounds in by_draft.items()
    ]
    return tuple(sorted(found, key=lambda one: -(1 << 30) if one.draft is None else -one.draft.number))


def draft_of(known: Negotiation, round_: Round) -> LeafHash | None:
    """Give the draft a round is on: the one it was declared for, or the first ever tabled, if after it."""
    if round_.draft is not None:
        return round_.draft
    first = next(iter(known.drafts.values()), None)
    return None if first is None or first.tabled.index < round_.declared.index else first.tabled.leaf


def rules(round_: Round) -> tuple[Rule, ...]:
    """List the rules of a round by name, with who contests which; a rule nobody declared says None."""
    declared = round_.rules
    late = declared.late or None
    if declared.late_is_out:
        late = "; ".join(part for part in (declared.late, "answers after the time are out of time") if part)
    said = {
        "silence": declared.silence,
        "capacity": declared.capacity,
        "brackets": declared.brackets,
        "decides": declared.decides,
        "due": None if declared.due is None else declared.due.local,
        "late": late,
    }
    return tuple(
        Rule(name=name, said=value, contests=tuple(one for one in round_.contests if one.rule == name))
        for name, value in said.items()
    )


def ahead(known: Negotiation, *, at: str) -> tuple[Entered, ...]:
    """List the meetings that begin at or after *at*, the next first."""
    moment = instant(at)
    coming = [
        (instant(one.act.begins.utc), one.index, one)
        for one in known.meetings
        if isinstance(one.act, ConvenesMeeting) and instant(one.act.begins.utc) >= moment
    ]
    return tuple(one for *_, one in sorted(coming, key=lambda row: row[:2]))


def at_table(meeting: Entered) -> tuple[PartyCode, ...]:
    """List who may speak at a meeting, as whoever convened it listed them."""
    return meeting.act.at_table if isinstance(meeting.act, ConvenesMeeting) else ()
