"""Before an act on keys and seats, whoever acts shows again who it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect

if TYPE_CHECKING:
    from travaux.web.seat import Seated

_P = ParamSpec("_P")


def sure(
    view: Callable[Concatenate[Seated, _P], HttpResponse],
) -> Callable[Concatenate[Seated, _P], HttpResponse]:
    """Let through who signed in, or showed who it is, a moment ago; others show it first.

    Nothing of what they sent meanwhile is kept: a passphrase could be in it.
    """

    @wraps(view)
    def asked(request: Seated, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        if settings.ALONE or not is_reauthentication_required(request, app=""):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return HttpResponseRedirect(request.get_full_path())
        raise ReauthenticationRequired

    return login_required(asked)
