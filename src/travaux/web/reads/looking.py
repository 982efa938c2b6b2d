"""How much of the record somebody has read for a delegation: moved by their word, not by opening a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.web.accounts.models import Looked

if TYPE_CHECKING:
    from travaux.web.accounts.models import Person
    from travaux.web.seat import Seat


def looked(person: Person, seat: Seat) -> Looked | None:
    """Give how far *person* has read for the party of *seat*; None: it has never said so."""
    return Looked.objects.filter(person=person, party=seat.party or "").first()


def read_up_to(person: Person, seat: Seat) -> int:
    """Give the size up to which it has read; before it ever said so, that after its party's last own act."""
    found = looked(person, seat)
    if found is not None:
        return min(found.size, seat.known.size)
    own = [one.index for one in seat.known.entries if one.author == seat.party and one.signed]
    return own[-1] + 1 if own else 0


def has_read(person: Person, seat: Seat, size: int) -> None:
    """Keep that *person* has read the record up to *size*."""
    upto = max(0, min(size, seat.known.size))
    Looked.objects.update_or_create(person=person, party=seat.party or "", defaults={"size": upto})
