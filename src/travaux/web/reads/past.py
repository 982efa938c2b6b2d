"""Which moment of the record a page tells of: this one, or any that has been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from travaux.cli.asking import teller_of, zone_of
from travaux.cli.deadline import instant
from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused
from travaux.web.reads.numeral import numeral
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.telling import Teller
    from travaux.web.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one seat knew at one moment."""

    known: Disclosed
    desk: Desk
    at: str
    """The instant at which time is judged."""
    asked: str = ""
    """What was asked for; "" is now."""
    fault: str = ""
    """Why what was asked for is no moment of this record; then it is now."""

    @property
    def teller(self) -> Teller:
        return teller_of(self.known, self.desk)


def moment_of(seat: Seat, asked: str = "") -> Moment:
    """Give the moment that was asked for: a size of the record, or an instant; a zone is the conference's."""
    asked = asked.strip()
    now = stamp(seat.room.machine.now())
    fault = ""
    if asked:
        try:
            return _then(seat, asked)
        except Refused as refused:
            fault = why(refused)
    return Moment(known=seat.known, desk=seat.room.desk(seat.known), at=now, asked=asked, fault=fault)


def _then(seat: Seat, asked: str) -> Moment:
    room = seat.room
    if (size := numeral(asked)) is not None:
        if not 1 <= size <= seat.known.size:
            raise Refused(
                _("The record has %(size)d entries. Give a number from 1 to %(size)d, or a time.")
                % {"size": seat.known.size}
            )
        known = room.known(seat.party, size=size)
        at = known.entries[-1].received_at if known.entries else ""
    else:
        at = stamp(instant(_with_zone(asked, seat)))
        known = room.known(seat.party, at=at)
    if not known.entries:
        raise Refused(_("There was nothing for you in the record then. Give a later moment."))
    return Moment(known=known, desk=room.desk(known), at=at, asked=asked)


def _with_zone(asked: str, seat: Seat) -> str:
    """Take a time without a zone for one of the conference's."""
    last = asked.rpartition(" ")[2]
    bare = last[:1].isdigit() and not last.endswith("Z") and "+" not in last
    zone = zone_of(seat.known)
    return f"{asked} {zone}" if bare and zone is not None else asked
