"""Where every operation is listed; and the seat for which one is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from travaux.cli.refusal import Refused
from travaux.render.tongue import comma

if TYPE_CHECKING:
    from travaux.web.seat import Seat, Seated

router: Final = Router()
_PLACE: Final = re.compile(r"<(?:\w+:)?(\w+)>")


def seat_of(request: HttpRequest, *, moment: bool = False) -> Seat:
    """Give the seat for which it is asked.

    Raises Refused where a *moment* is asked for, and the operation tells of the record as it is alone;
    and for any other word in the query that the operation does not know: it would be passed over.
    """
    if "at" in request.GET and not moment:
        raise Refused(gettext("Here the record is told as it is now. Leave out at, which is not obeyed."))
    known = _words()[request.method or "", _named(request)]
    for word in sorted(request.GET.keys() - known - {"at"}):
        raise Refused(
            gettext('This address knows no "%(word)s". It takes: %(words)s.')
            % {"word": word, "words": comma().join(sorted(known)) or gettext("nothing")}
        )
    return cast("Seated", request).seat


def _named(request: HttpRequest) -> str:
    """Give the address of the operation, as the description has it."""
    route = request.resolver_match.route if request.resolver_match else ""
    return "/" + _PLACE.sub(r"{\1}", route)


@cache
def _words() -> Mapping[tuple[str, str], frozenset[str]]:
    """Give the words in the query of each operation, as the description lists them."""
    from travaux.web.api.api import api  # noqa: PLC0415  once all are listed

    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    return {
        (method.upper(), path): frozenset(
            one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"
        )
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
