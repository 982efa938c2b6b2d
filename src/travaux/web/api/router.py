"""Where every operation is listed; and the seat for which one is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from travaux.cli.refusal import Refused

if TYPE_CHECKING:
    from travaux.web.seat import Seat, Seated

router: Final = Router()


def seat_of(request: HttpRequest, *, moment: bool = False) -> Seat:
    """Give the seat for which it is asked.

    Raises Refused where a *moment* is asked for, and the operation tells of the record as it is alone.
    """
    if "at" in request.GET and not moment:
        raise Refused(gettext("Here the record is told as it is now. Leave out at, which is not obeyed."))
    return cast("Seated", request).seat
