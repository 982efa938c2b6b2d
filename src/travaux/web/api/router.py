"""Where every operation is listed; and the seat for which one is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from django.http import HttpRequest
from ninja import Router

if TYPE_CHECKING:
    from travaux.web.seat import Seat, Seated

router: Final = Router()


def seat_of(request: HttpRequest) -> Seat:
    return cast("Seated", request).seat
