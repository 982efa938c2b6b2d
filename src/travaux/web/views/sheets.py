"""Answering a whole draft: a reply is sent as a file, or a sheet is taken along to fill in elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from travaux.answers.party import Party
from travaux.cli.brought import Brought
from travaux.cli.reading import read_bytes
from travaux.cli.sheet import sheet_to_fill
from travaux.record.act import GivesAnswer
from travaux.render.answer_table import answer_table
from travaux.render.docx import text_document
from travaux.web.acts.acting import acting, brought_before, filled_in, kept, not_for
from travaux.web.acts.replying import replied
from travaux.web.around.uploads import was_too_large
from travaux.web.forms.exact import audience_like, some_restricted
from travaux.web.forms.sheet import ReplyForm
from travaux.web.shows.spot import draft_meant
from travaux.web.views.proof import file

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft
    from travaux.web.acts.preparing import Wanted
    from travaux.web.seat import Seated

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@acting
def answer_whole(request: Seated) -> HttpResponse:
    """Take a reply to a draft as a file, and show what was found in it."""
    seat = request.seat
    desk = seat.room.desk(seat.known)
    before = filled_in(request)
    number = request.POST.get("draft") or request.GET.get("draft") or before.get("draft")
    draft = draft_meant(seat, number)
    sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if sent else (None, None)
    may_speak = some_restricted(seat, draft)
    initial = {**({} if may_speak else audience_like([draft.tabled], seat)), **before}
    form = ReplyForm(seat, desk, data, files, initial, too_large=was_too_large(request))
    if may_speak:
        form.offer_circle(gettext("Whoever may read what it is about"))
    if form.is_bound and form.is_valid():
        more = {"draft": str(draft.number)}
        if (done := kept(request, form, lambda: _wanted(request, form, desk, draft), more)) is not None:
            return done
    shown = {"form": form, "draft": draft, "not_for": not_for(seat, GivesAnswer), "before": before}
    return render(request, "web/answer_whole.html", shown, status=422 if form.errors else 200)


def _wanted(request: Seated, form: ReplyForm, desk: Desk, draft: Draft) -> Wanted:
    sent = form.cleaned_data["reply"]
    if sent is None:
        (before,) = brought_before(request, form)
    else:
        before = Brought(data=sent.read(), name=sent.name, media="")
    return replied(
        read_bytes(before.data, before.name, desk.named_in(draft)),
        form.party,
        desk,
        draft,
        actor=request.seat.party,
        principals=form.principals_given,
        capacity=form.cleaned_data["capacity"],
    )


@login_required
@require_safe
def sheet(request: Seated) -> HttpResponse:
    """Give what is needed to answer elsewhere: an empty sheet, or the draft as a Word document."""
    seat = request.seat
    if seat.party is None:
        raise Http404
    desk = seat.room.desk(seat.known)
    draft = draft_meant(seat, request.GET.get("draft"))
    text = desk.text(draft)
    if text is None:
        raise Http404
    match request.GET.get("format"):
        case "docx":
            return file(text_document(text), f"draft-{draft.number}.docx", WORD)
        case "xlsx":
            member = seat.known.members.get(seat.party)
            party = Party(code=seat.party, name="" if member is None else member.name)
            return file(answer_table(text, party), f"answer-{seat.party}.xlsx", EXCEL)
        case _:
            made = sheet_to_fill(desk, draft, seat.party)
            return file(made.encode(), f"answer-{seat.party}.md", "text/markdown; charset=utf-8")
