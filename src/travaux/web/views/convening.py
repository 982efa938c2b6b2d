"""Meetings are convened; silence procedures are opened, and their end is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused
from travaux.record.act import ConvenesMeeting, NotesSilenceElapsed, OpensSilence
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import concerned, drafts, only, provisions_field
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.exact import Exact
from travaux.web.forms.fields import DueFields, FilesField, members_field
from travaux.web.views.secretariat import OnDraft

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Reference
    from travaux.web.seat import Seated


class MeetingForm(Asked, DueFields):
    place = Exact(label=gettext_lazy("Where"))
    forum = Exact(
        label=gettext_lazy("In which forum"),
        help_text=gettext_lazy("Such as plenary, or contact group on Part II."),
    )
    draft = forms.ChoiceField(label=gettext_lazy("On which draft"), required=False)
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        self.fields["day"].required = True
        self.fields["day"].label = _("On which day")
        self.fields["clock"].label = _("At what time")
        self.fields["at_table"] = members_field(
            self.seat, _("Who may speak"), all_of_them=True, help_text=_("Those at the table.")
        )
        self.fields["provisions"] = provisions_field(required=False)
        self.fields["provisions"].label = _("What is on the agenda")
        self.choose("draft", drafts(self.seat))
        self.order_fields(["place", "forum", "day", "clock", "zone", "at_table", "draft", "provisions"])

    def act(self) -> Act:
        begins = self.due()
        if begins is None:
            raise Refused(_("A meeting begins on a day. Give it."))
        return ConvenesMeeting(
            place=self.cleaned_data["place"],
            forum=self.cleaned_data["forum"],
            begins=begins,
            at_table=tuple(PartyCode(one) for one in self.cleaned_data["at_table"]),
            words=self.cleaned_data["words"],
        )

    def concerns(self) -> tuple[Reference, ...]:
        given = self.cleaned_data
        if not given["provisions"].strip():
            return ()
        return concerned(self.seat, given["draft"], given["provisions"])


@acting
def meeting(request: Seated) -> HttpResponse:
    """Convene a meeting."""
    only(request.seat, ConvenesMeeting)
    return asking(request, MeetingForm, shown={"title": _("Convene a meeting")})


class OpenForm(OnDraft, DueFields):
    means = Exact(
        label=gettext_lazy("What follows if it is not broken"),
        rows=3,
        help_text=gettext_lazy("In your words; they stand in the record, and nothing else follows."),
    )

    def arrange(self) -> None:
        super().arrange()
        del self.fields["words"]
        self.fields["day"].required = True
        self.fields["day"].label = _("It ends on")
        self.fields["provisions"] = provisions_field(required=False)
        self.fields["provisions"].label = _("Which provisions; none is the draft in whole")
        self.order_fields(["draft", "provisions", "means", "day", "clock", "zone"])

    def act(self) -> Act:
        ends = self.due()
        if ends is None:
            raise Refused(_("A silence procedure ends on a day. Give it."))
        return OpensSilence(ends=ends, means=self.cleaned_data["means"])


@acting
def silence(request: Seated) -> HttpResponse:
    """List the procedures that run, or have run out, with what can be done about each."""
    only(request.seat, OpensSilence)
    now = stamp(request.seat.room.machine.now())
    running = [
        (one.entered, isinstance(one.entered.act, OpensSilence) and one.entered.act.ends.utc <= now)
        for one in request.seat.known.silences.values()
        if not one.broken and one.elapsed is None and one.withdrawn is None
    ]
    return render(request, "web/silence.html", {"running": running})


@acting
def open_silence(request: Seated) -> HttpResponse:
    """Open a silence procedure."""
    only(request.seat, OpensSilence)
    return asking(request, OpenForm, shown={"title": _("Open a silence procedure")})


class ElapsedForm(Asked):
    def act(self) -> Act:
        return NotesSilenceElapsed(words=self.cleaned_data["words"])


@acting
def elapsed(request: Seated, place: int) -> HttpResponse:
    """Note that the time of a silence procedure ended without its being broken."""
    only(request.seat, NotesSilenceElapsed)
    opened = entry_at(request.seat, place, OpensSilence)
    return asking(request, ElapsedForm, about=[opened], shown={"title": _("The silence was not broken")})
