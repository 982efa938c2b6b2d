"""Answering: a position on a provision, or a whole reply as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from travaux.record.act import GivesAnswer
from travaux.web.acts.acting import acting, filled_in, kept, not_for
from travaux.web.acts.replying import answered
from travaux.web.around.faults import not_in_draft
from travaux.web.forms.answer import CHANGES, NEEDS, POSITIONS, USES, AnswerForm
from travaux.web.forms.exact import audience_like, some_restricted
from travaux.web.shows.spot import spot

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.web.acts.preparing import Wanted
    from travaux.web.seat import Seated
    from travaux.web.shows.spot import Spot


@acting
def answer(request: Seated, address: str) -> HttpResponse:
    """Ask which provision is answered, and how; then for the words."""
    seat = request.seat
    desk = seat.room.desk(seat.known)
    before = filled_in(request)
    asked = {**before, **request.GET.dict(), **request.POST.dict()}
    frame = spot(seat, desk, address, asked.get("draft"))
    at = _named(frame, asked.get("on", ""))
    if at is None:
        return not_in_draft(request, frame.draft.number)
    position = asked.get("position", "")
    if position not in USES or "choose" in request.GET:
        return _choose(request, frame, at)
    return _say(request, desk, at, position)


def _named(frame: Spot, on: str) -> Spot | None:
    """Find what is answered: the article, where nothing else is named; None: it is not in the draft."""
    return frame.named(on) if on else frame


def _choose(request: Seated, frame: Spot, at: Spot) -> HttpResponse:
    """Ask what is answered, and with which position."""
    return render(
        request,
        "web/answer_choose.html",
        {
            "frame": frame.article,
            "at": at,
            "positions": POSITIONS,
            "not_for": not_for(request.seat, GivesAnswer),
        },
    )


def _say(request: Seated, desk: Desk, at: Spot, position: str) -> HttpResponse:
    """Ask for what the position needs, and keep it."""
    seat, before = request.seat, filled_in(request)
    data = request.POST if request.method == "POST" else None
    speaks = "party" in USES[position] and some_restricted(seat, at.draft)
    initial = {**({} if speaks else audience_like([at.draft.tabled], seat)), **before}
    form = AnswerForm(seat, desk, at, position, data, initial)
    if speaks:
        form.offer_circle(gettext("Whoever may read what it is about"))
    if data is not None and form.is_valid():
        more = {"on": at.address, "position": position, "draft": str(at.draft.number)}
        if (done := kept(request, form, lambda: _wanted(form, desk, at), more)) is not None:
            return done
    called = next((label, meaning) for name, label, meaning in POSITIONS if name == position)
    against = at.words if position in CHANGES | {"accepts except", "moves"} else ""
    shown = {
        "form": form,
        "at": at,
        "position": position,
        "called": called,
        "marks_against": against,
        "words_optional": "words" in USES[position] and NEEDS.get(position) != "words",
    }
    return render(
        request, "web/answer.html", {**shown, "not_for": not_for(seat, GivesAnswer)}, status=_status(form)
    )


def _status(form: AnswerForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _wanted(form: AnswerForm, desk: Desk, at: Spot) -> Wanted:
    return answered(
        form.said(),
        form.party,
        desk,
        at.draft,
        principals=form.principals_given,
        capacity=form.cleaned_data["capacity"],
    )
