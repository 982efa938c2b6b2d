"""A page on which an act is written: its form is filled in, and what it would record is prepared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from travaux.cli.refusal import Refused
from travaux.record.canonical import NotCanonical
from travaux.record.refusal import Refused as NotAdmitted
from travaux.web.accounts.models import Prepared
from travaux.web.preparing import keep
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.web.preparing import Wanted
    from travaux.web.seat import Seated

_UNKEPT: Final = frozenset({"csrfmiddlewaretoken", "prepared"})


class Asked(forms.Form):
    """A form about what the reader of a seat knows."""

    def __init__(self, request: Seated, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(**kwargs)
        self.request = request
        self.seat = request.seat
        self.known = request.seat.known
        self.desk = request.seat.room.desk(request.seat.known)
        self.offer()

    def offer(self) -> None:
        """Fill in what there is to choose from."""

    def refuse(self, why: Exception) -> None:
        """Say why what was filled in cannot be prepared."""
        self.add_error(None, str(why))


_Form = TypeVar("_Form", bound=Asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands around the form."""

    title: str
    lead: str = ""
    button: str = ""
    more: Mapping[str, Any] | None = None
    template: str = "web/act.html"


def act_page(
    request: Seated,
    form_of: type[_Form],
    wanted: Callable[[_Form], Wanted],
    page: Page,
    *,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; once it is filled in, prepare what is wanted and turn to what would be recorded."""
    before = earlier(request)
    start = {**(initial or {}), **refilled(before)}
    if request.method == "POST":
        form = form_of(request, data=request.POST, files=request.FILES, initial=start)
        if form.is_valid():
            try:
                return put(request, wanted(form), before)
            except (Refused, NotAdmitted, NotCanonical) as fault:
                form.refuse(fault)
    else:
        form = form_of(request, initial=start)
    return render(
        request,
        page.template,
        {"page": page, "form": form, "before": before, **(page.more or {})},
        status=422 if form.errors else 200,
    )


def earlier(request: Seated) -> Prepared | None:
    """Give what the delegation prepared and is changing on this page; anybody else's is not there."""
    number = request.POST.get("prepared") or request.GET.get("prepared") or ""
    if not number.isdecimal() or request.seat.party is None:
        return None
    return Prepared.objects.filter(pk=int(number), party=request.seat.party).first()


def refilled(before: Prepared | None) -> Mapping[str, Any]:
    """Give what was filled in when it was written."""
    if before is None:
        return {}
    return {name: one[0] if len(one) == 1 else one for name, one in before.given.items()}


def filled_in(request: Seated) -> Mapping[str, Any]:
    """Give what is filled in, to be filled in again when it is changed."""
    return {name: one for name, one in request.POST.lists() if name not in _UNKEPT}


@transaction.atomic
def put(request: Seated, wanted: Wanted, before: Prepared | None = None) -> HttpResponse:
    """Prepare it, in the place of what it was before, and turn to the page that shows it."""
    whole = replace(wanted, page=wanted.page or request.path, given=wanted.given or filled_in(request))
    one = keep(whole, request.seat, person(request), size=request.seat.known.size)
    if before is not None:
        before.delete()
    return redirect("prepared", number=one.pk)
