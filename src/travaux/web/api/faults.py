"""What the API says when something is not done: a code for programs, a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from travaux.cli.files import FileFault
from travaux.cli.refusal import Refused as NotDone
from travaux.compile.proof import LossError
from travaux.record.canonical import NotCanonical
from travaux.record.entry import BadEntry
from travaux.record.library import NotHere
from travaux.record.refusal import Refused
from travaux.store.fault import InUse, NonceTaken, StoreFault
from travaux.store.sequencer import QueueFull
from travaux.store.writer import Stopped, Unsettled
from travaux.web.acts.signing import NoKey
from travaux.web.api.hearing import Replaces
from travaux.web.api.shapes import Fault
from travaux.web.around.faults import fault, not_from_a_page
from travaux.web.room import StillCompiling
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from ninja import NinjaAPI

ANY: Final = frozenset({401, 403, 404, 409, 413, 422, 429, 503})
FAULTS: Final[dict[frozenset[int], type[Fault]]] = {ANY: Fault}
"""What any operation may answer instead."""


class NotYours(Exception):
    """What the seat may not do: why, and who may."""


def of(exc: Exception) -> HttpResponse:  # noqa: C901  a row for each
    """Say what went wrong."""
    match exc:
        case AuthenticationError():
            said = gettext("This access key opens nothing: it was revoked, or mistyped.")
            found = fault(401, "no-access", said)
            found.headers["WWW-Authenticate"] = "Bearer"
            return found
        case AuthorizationError() | NotYours():
            return fault(403, "not-yours", why(exc))
        case Http404():
            return fault(404, "not-here", gettext("There is nothing here that you may read."))
        case ValidationError(errors=errors):
            return fault(422, "form", " ".join(_told(one) for one in errors))
        case HttpError(status_code=403):  # only where the token of a page is missing
            return not_from_a_page()
        case HttpError(status_code=status):
            return fault(status if status in ANY else 422, "form", why(exc))
        case Refused(code=code):
            return fault(422, code, why(exc))
        case Replaces():
            return fault(409, "replaces", why(exc))
        case NonceTaken():
            return fault(409, "nonce-taken", why(exc))
        case QueueFull():
            return fault(503, "queue-full", why(exc), again=5)
        case StillCompiling():
            said = gettext("The text is being compiled. Ask again in a moment.")
            return fault(503, "compiling", said, again=2)
        case InUse() | Stopped() | Unsettled():
            return fault(503, "record", why(exc), again=30)
        case StoreFault() | TimeoutError():
            said = gettext(
                "The record takes nothing just now; nothing was acknowledged. Send the same again later."
            )
            return fault(503, "record", said, again=30)
        case LossError():
            return fault(503, "proof", gettext("The text could not be proved, and so it is not given out."))
        case RequestDataTooBig():
            said = gettext("The request is larger than this server takes. Send a parcel.")
            return fault(413, "too-large", said)
        case RawPostDataException():
            return fault(422, "form", gettext("A form was sent; expected JSON, as application/json."))
        case NotHere():
            return fault(404, "not-here", why(exc))
        case _:
            return fault(422, "not-done", why(exc))


def told_by(api: NinjaAPI) -> None:
    """Have *api* say all of them so."""
    for one in (
        *(AuthenticationError, AuthorizationError, HttpError, ValidationError, Http404, NotYours),
        *(Refused, NotDone, NoKey, NonceTaken, StoreFault, TimeoutError, StillCompiling, LossError),
        *(NotHere, FileFault, NotCanonical, BadEntry, RequestDataTooBig, UnicodeError),
        RawPostDataException,
    ):
        api.add_exception_handler(one, _said)


def _said(_: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
    return of(exc if isinstance(exc, Exception) else exc())


def _told(one: dict[str, object]) -> str:
    loc = one.get("loc")
    where = ".".join(str(part) for part in loc[1:]) if isinstance(loc, (tuple, list)) else ""
    return f"{where or 'the request'}: {one.get('msg')}."
