"""What is asked, answered and promised; and whether a reply for several is taken as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.groups_named import groups_told, members_meant
from travaux.cli.refusal import Refused
from travaux.record.act import (
    AnswersQuestion,
    AsksQuestion,
    ExtendsPromise,
    MakesPromise,
    ReportsPromise,
    ViewsCollectiveReply,
)
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import only
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.citing import cited, citing_field
from travaux.web.forms.fields import DueFields, FilesField, members_field

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.seat import Seated


class AnswerForm(Asked):
    first = ("words",)
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        self.fields["words"].label = _("What do you answer?")
        self.fields["principals"] = members_field(
            self.seat,
            _("In the name of several"),
            all_of_them=True,
            groups=True,
            help_text=_(
                "Tick all in whose name it is given, yourself among them; nobody, where it is yours alone. "
                "It stays one answer."
            ),
        )

    def act(self) -> Act:
        words, files = self.cleaned_data["words"], self.cleaned_data["documents"]
        if not words.strip() and not files:
            raise Refused(_("There is no answer in it. Give its words, or a document."))
        principals = members_meant(self.cleaned_data["principals"], self.seat.known)
        return AnswersQuestion(words=words, principals=principals)

    def notices(self) -> tuple[str, ...]:
        """Say as whom a group is recorded."""
        return tuple(groups_told(self.cleaned_data["principals"], self.seat.known))


@acting
def answer(request: Seated, place: int) -> HttpResponse:
    """Answer a question."""
    only(request.seat, AnswersQuestion)
    question = entry_at(request.seat, place, AsksQuestion)
    return asking(request, AnswerForm, about=[question], shown={"title": _("Answer a question")})


class PromiseForm(Asked, DueFields):
    first = ("words", "whom", "day", "clock", "zone", "on")
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        self.fields["words"].label = _("What you promise")
        self.fields["words"].required = True
        self.fields["whom"] = members_field(self.seat, _("To whom; nobody ticked is to all"))
        self.fields["on"] = citing_field(self.seat, _("It was asked for in"))

    def act(self) -> Act:
        to = tuple(PartyCode(one) for one in self.cleaned_data["whom"])
        return MakesPromise(words=self.cleaned_data["words"], to=to, due=self.due())

    def concerns(self) -> tuple[Reference, ...]:
        return cited(self.cleaned_data["on"], self.seat)


@acting
def promise(request: Seated) -> HttpResponse:
    """Promise something."""
    only(request.seat, MakesPromise)
    on = request.GET.get("on", "")
    about = [one for one in request.seat.known.entries if str(one.index) == on]
    initial = {"on": on, "whom": [str(one.author) for one in about if one.author != request.seat.party]}
    return asking(request, PromiseForm, initial=initial, shown={"title": _("Promise something")})


class ExtendForm(Asked, DueFields):
    def arrange(self) -> None:
        self.fields["words"].label = _("Why")
        self.fields["day"].required = True

    def act(self) -> Act:
        due = self.due()
        if due is None:
            raise Refused(_("A promise is extended to a day. Give it."))
        return ExtendsPromise(due=due, words=self.cleaned_data["words"])


@acting
def extend(request: Seated, place: int) -> HttpResponse:
    """Extend one's own promise."""
    only(request.seat, ExtendsPromise)
    made = entry_at(request.seat, place, MakesPromise)
    if made.author != request.seat.party and not request.seat.writes_down(ExtendsPromise):
        raise Http404
    return asking(request, ExtendForm, about=[made], shown={"title": _("Extend a promise")})


class ReportForm(Asked):
    met = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[("yes", gettext_lazy("It was met")), ("no", gettext_lazy("It was not met"))],
        widget=forms.RadioSelect,
    )

    def arrange(self) -> None:
        self.fields["by"] = citing_field(self.seat, _("With what it was met"))

    def act(self) -> Act:
        return ReportsPromise(met=self.cleaned_data["met"] == "yes", words=self.cleaned_data["words"])

    def concerns(self) -> tuple[Reference, ...]:
        return (*super().concerns(), *cited(self.cleaned_data["by"], self.seat))


@acting
def report(request: Seated, place: int) -> HttpResponse:
    """Say whether a promise was met."""
    only(request.seat, ReportsPromise)
    made = entry_at(request.seat, place, MakesPromise)
    return asking(request, ReportForm, about=[made], shown={"title": _("Say whether a promise was met")})


class CollectiveForm(Asked):
    accepts = forms.ChoiceField(
        label=gettext_lazy("Do you take it as an answer of each of those in whose name it was given?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )

    def act(self) -> Act:
        return ViewsCollectiveReply(
            accepts=self.cleaned_data["accepts"] == "yes", words=self.cleaned_data["words"]
        )


@acting
def collective(request: Seated, place: int) -> HttpResponse:
    """Say whether a reply in the name of several is taken as an answer."""
    only(request.seat, ViewsCollectiveReply)
    reply = entry_at(request.seat, place)
    if not getattr(reply.act, "principals", ()):
        raise Http404
    return asking(
        request, CollectiveForm, about=[reply], shown={"title": _("A reply in the name of several")}
    )
