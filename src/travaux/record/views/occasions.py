"""When a change may be proposed: deadlines, silence procedures, meetings, what has been reopened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.record.act import OpensSilence
from travaux.record.views.instant import past
from travaux.record.views.places import Places, Texts
from travaux.record.views.speakers import InForce, ahead, in_force
from travaux.record.views.table import on_table

if TYPE_CHECKING:
    from datetime import timedelta

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft, Silence
    from travaux.record.views.disclosed import Disclosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The time set for answers to a draft."""

    of: InForce
    past: timedelta | None
    """How long it has been over; None: it is not, or no time was set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InSilence:
    """A silence procedure that is neither broken nor noted as elapsed."""

    silence: Silence
    past: timedelta | None
    """How long its time has been over, though nobody has noted it elapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    draft: Draft
    provision: str
    by: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions:
    """When a change can be proposed; where all are empty, nothing has been declared of it."""

    times: tuple[Time, ...] = ()
    """Those set for drafts on the table, and for rounds on no draft."""
    silences: tuple[InSilence, ...] = ()
    ended: tuple[Silence, ...] = ()
    """Silence procedures on drafts on the table that were broken, or noted as unbroken: no occasions."""
    meetings: tuple[Entered, ...] = ()
    reopened: tuple[Reopened, ...] = ()
    adopted: tuple[Draft, ...] = ()
    """Drafts whose form and content are settled: no answer changes them, an error is rectified."""
    off_table: tuple[Time, ...] = ()
    """Times set for drafts that are on the table no more: none of them is an occasion."""
    reopened_before: tuple[Reopened, ...] = ()
    """What was reopened on such drafts, and is open there still."""
    ended_before: tuple[Silence, ...] = ()
    """Silence procedures on such drafts that were broken, or noted as unbroken."""

    @property
    def ahead(self) -> int:
        """How many of them are yet to come: times for answers, silences that run, meetings."""
        times = sum(one.past is None and one.of.round.rules.due is not None for one in self.times)
        return times + sum(one.past is None for one in self.silences) + len(self.meetings)


def occasions(known: Disclosed, *, at: str, texts: Texts | None = None) -> Occasions:
    """List the occasions on which a change may be proposed, as seen at the moment *at*."""
    table = on_table(known)
    times = [Time(of=one, past=past(one.round.rules.due, at)) for one in in_force(known)]
    reopened = _reopened(known, texts or {})
    ended = [
        one
        for one in known.silences.values()
        if (one.broken or one.elapsed is not None) and one.withdrawn is None
    ]
    return Occasions(
        times=tuple(one for one in times if one.of.draft is None or one.of.draft in table),
        silences=tuple(
            InSilence(silence=one, past=past(one.entered.act.ends, at))
            for one in known.silences.values()
            if isinstance(one.entered.act, OpensSilence)
            and not one.broken
            and one.elapsed is None
            and one.withdrawn is None
        ),
        ended=tuple(one for one in ended if known.drafts.get(one.draft) in table),
        meetings=ahead(known, at=at),
        reopened=tuple(one for one in reopened if one.draft in table),
        adopted=tuple(one for one in known.drafts.values() if one.adopted is not None),
        off_table=tuple(one for one in times if one.of.draft is not None and one.of.draft not in table),
        reopened_before=tuple(one for one in reopened if one.draft not in table),
        ended_before=tuple(one for one in ended if known.drafts.get(one.draft) not in table),
    )


def _reopened(known: Disclosed, texts: Texts) -> tuple[Reopened, ...]:
    """List what was reopened last and not agreed or closed since, drafts as tabled, in reading order."""
    found: list[Reopened] = []
    for leaf, draft in known.drafts.items():
        here = {address: one for (of, address), one in known.standings.items() if of == leaf}
        for address in Places(texts.get(leaf)).in_order(here):
            one = here[address]
            if one.reopened and not one.agreed and not one.is_closed:
                found.append(Reopened(draft=draft, provision=address, by=one.reopened[-1]))
    return tuple(found)
