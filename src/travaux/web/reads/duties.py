"""What waits for a delegation: what it owes, what it has prepared, what came since it last read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.web.accounts.models import Person
from travaux.web.acts.preparing import waiting
from travaux.web.reads.docketed import docketed
from travaux.web.reads.looking import read_up_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from travaux.record.entry import Entered
    from travaux.record.views.docket import Owed
    from travaux.web.accounts.models import Prepared
    from travaux.web.reads.past import Moment
    from travaux.web.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    owes: tuple[Owed, ...]
    """What is open, the first due first; without a time last."""
    prepared: Sequence[Prepared]
    since: int
    """The size of the record up to which it has read."""
    new: tuple[Entered, ...]
    """What others entered since."""

    @property
    def overdue(self) -> tuple[Owed, ...]:
        return tuple(one for one in self.owes if one.overdue is not None)


def duties(seat: Seat, user: Person | AnonymousUser, moment: Moment) -> Duties | None:
    """List what waits for the delegation of *seat*; None for the public."""
    if seat.party is None or not isinstance(user, Person):
        return None
    since = read_up_to(user, seat)
    owes = [one for one in docketed(moment).found.open if one.by == seat.party]
    return Duties(
        owes=tuple(sorted(owes, key=lambda one: one.due.utc if one.due is not None else "~")),
        prepared=waiting(seat),
        since=since,
        new=tuple(one for one in seat.known.entries if one.index >= since and one.author != seat.party),
    )
