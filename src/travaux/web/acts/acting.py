"""What every page that acts has in common: who may, what was prepared, where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from travaux.cli.carrying import carried_told, given_away
from travaux.cli.circles import circle_told, wider_told
from travaux.cli.refusal import Refused
from travaux.record.answerable import check_answerable
from travaux.record.may import RIGHTS
from travaux.record.names import check_names
from travaux.record.own_name import check_own_name
from travaux.record.refusal import Refused as NotRecorded
from travaux.web.accounts.models import Gone, Prepared
from travaux.web.acts.preparing import BESIDE, OURS, Over, Wanted, keep, proposed
from travaux.web.around.carrying import CARRIED, carried_with
from travaux.web.reads.numeral import numeral
from travaux.web.room import StillCompiling
from travaux.web.seat import person
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.cli.brought import Brought
    from travaux.record.act import Act
    from travaux.web.forms.exact import ActForm
    from travaux.web.seat import Seat, Seated

P = ParamSpec("P")


class PreparedNoLonger(Exception):
    """What a page was to change was tabled or thrown away."""

    def __init__(self, number: int) -> None:
        """Name it by the *number* it had while it was prepared."""
        super().__init__(f"What was prepared as {number} is prepared no longer.")
        self.number = number


def acting(
    view: Callable[Concatenate[Seated, P], HttpResponse],
) -> Callable[Concatenate[Seated, P], HttpResponse]:
    """Let in whoever sits for a party; for anybody else the page is not there."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def seated(request: Seated, /, *given: P.args, **named: P.kwargs) -> HttpResponse:
        if request.seat.party is None or not request.seat.prepares:
            raise Http404
        try:
            return view(request, *given, **named)
        except StillCompiling:
            found = render(request, "web/still.html", status=503)
            found.headers["Refresh"] = found.headers["Retry-After"] = "5"
            return found
        except PreparedNoLonger as gone:
            return redirect("prepared", number=gone.number)

    return seated


def not_for(seat: Seat, act: type[Act]) -> str:
    """Say why this act is not for whoever sits here, by its role; "" where it may be."""
    roles = RIGHTS[act]
    if seat.role is None or seat.role in roles:
        return ""
    return gettext("%(party)s has no part in this: it is for members of another role.") % {
        "party": seat.party
    }


def changing(request: Seated) -> Prepared | None:
    """Give the prepared act that is being changed on this page; one of somebody else's is not there.

    None, where something is sent and it is prepared no longer: what was written is kept beside it. Raises
    PreparedNoLonger, where the page is only asked for.
    """
    number = numeral(request.GET.get("prepared", ""))
    if number is None:
        return None
    found = Prepared.objects.filter(pk=number, party=request.seat.party).first()
    if found is None:
        if not Gone.objects.filter(pk=number, party=request.seat.party or "").exists():
            raise Http404
        if request.method != "POST":
            raise PreparedNoLonger(number)
    return found


def filled_in(request: Seated) -> dict[str, Any]:
    """Give what was filled in before: on this page in another language, else in what is being changed."""
    if (carried := carried_with(request)) is not None:
        return {**carried.dict(), CARRIED: carried}
    one = changing(request)
    if one is None:
        return {}
    given = {name: value for name, value in one.given.items() if name not in OURS}
    return {**given, "prepared": one.pk, "version": one.version}


def brought_before(request: Seated, form: ActForm) -> tuple[Brought, ...]:
    """Give the documents of the act that is being changed: a page cannot fill files in again."""
    number = form.cleaned_data["prepared"]
    one = Prepared.objects.filter(pk=number, party=request.seat.party).first()
    return () if one is None else proposed(one).brought


def kept(
    request: Seated, form: ActForm, wanted: Callable[[], Wanted], more: Mapping[str, Any] | None = None
) -> HttpResponse | None:
    """Keep what is wanted and go to where it is shown; None where it cannot be written down."""
    return kept_each(request, form, lambda: (wanted(),), more)


def kept_each(
    request: Seated,
    form: ActForm,
    wanted: Callable[[], Sequence[Wanted]],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse | None:
    """Keep all that is wanted, each as an act of its own, or none of it."""
    try:
        found = [_with_audience(one, request, form, more or {}) for one in wanted()]
        for one in found:
            check_own_name(one.act, form.party, one.on_behalf, one.vis, request.seat.room.state)
            check_names(one.act)
            check_answerable(one.act, form.party, one.on_behalf, one.vis, request.seat.room.state)
    except (Refused, NotRecorded) as fault:
        form.add_error(None, why(fault))
        return None
    for one in found:
        if one.on_behalf is None and not request.seat.has_right(type(one.act)):
            form.add_error(None, not_for(request.seat, type(one.act)))
            return None
    over = None
    if form.cleaned_data["prepared"] is not None:
        over = Over(number=form.cleaned_data["prepared"], version=form.cleaned_data["version"] or 0)
    size = form.cleaned_data["size"]
    size = request.seat.known.size if size is None else size
    first, *others = (
        keep(one, request.seat, person(request), size=size, over=None if at else over)
        for at, one in enumerate(found)
    )
    _told_of(request, first)
    return redirect("today") if others else redirect("prepared", number=first.pk)


def _with_audience(one: Wanted, request: Seated, form: ActForm, more: Mapping[str, Any]) -> Wanted:
    """Give it with for whom it is, and where that is wider than what it is about. Raises Refused."""
    chosen = bool(form.cleaned_data["vis"])
    vis = one.like if one.like and not chosen else form.audience_on((*one.re, *one.about))
    return replace(
        one,
        vis=vis,
        errors=one.errors + len(given_away(one.brought, one.act)),
        said=(
            *one.said,
            *carried_told(one.brought, one.act),
            *(() if chosen or one.like else circle_told(one.about, vis, form.desk.state)),
            *wider_told((*one.re, *one.about, *one.repeats), vis, form.whose, form.desk.state),
        ),
        page=request.path,
        given={**form.given, **more, **one.given},
    )


def _told_of(request: Seated, one: Prepared) -> None:
    if BESIDE in one.given:
        messages.warning(
            request,
            gettext(
                "Somebody of your delegation changed or tabled it while you wrote. Nothing is lost: both are "
                "kept, and here is yours."
            ),
        )
    else:
        messages.success(request, gettext("Kept for the delegation. Nothing has been recorded yet."))
