"""What the chair and the secretariat do: where provisions stand, what is adopted, what is rectified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.unsettled import unsettled
from travaux.record.act import (
    AdoptsText,
    AgreesAdReferendum,
    AuthenticatesText,
    ClosesProvisionally,
    RectifiesError,
    ReopensProvision,
)
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import concerned, drafts, only, own_steps, provisions_field, tasks
from travaux.web.forms.asking import Asked, asking
from travaux.web.forms.exact import Exact
from travaux.web.forms.fields import FilesField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.act import Act
    from travaux.record.entry import Reference
    from travaux.web.seat import Seated

STATES: Final[Mapping[str, type[AgreesAdReferendum | ClosesProvisionally | ReopensProvision]]] = {
    "agree": AgreesAdReferendum,
    "close": ClosesProvisionally,
    "reopen": ReopensProvision,
}
SAID: Final = {
    "agree": gettext_lazy("Agreed ad referendum"),
    "close": gettext_lazy("Closed provisionally"),
    "reopen": gettext_lazy("Open again"),
}


@acting
def secretariat(request: Seated) -> HttpResponse:
    """List what whoever sits here may put before all; who leads, what it does for all."""
    found = list(tasks(request.seat))
    if not found:
        raise Http404
    return render(request, "web/secretariat.html", {"tasks": found, "steps": list(own_steps(request.seat))})


class OnDraft(Asked):
    """An act on a draft, or on provisions of it."""

    draft = forms.ChoiceField(label=gettext_lazy("Which draft"))

    def arrange(self) -> None:
        self.choose("draft", drafts(self.seat))

    def concerns(self) -> tuple[Reference, ...]:
        return concerned(self.seat, self.cleaned_data["draft"], self.cleaned_data.get("provisions", ""))


class SettleForm(OnDraft):
    state = forms.ChoiceField(label=gettext_lazy("They are"), widget=forms.RadioSelect)

    def arrange(self) -> None:
        super().arrange()
        self.fields["provisions"] = provisions_field()
        mine = [name for name, act in STATES.items() if self.seat.has_right(act)]
        self.choose("state", [(name, str(SAID[name])) for name in mine])
        if len(mine) == 1:
            self.fields["state"].initial = mine[0]

    def act(self) -> Act:
        return STATES[self.cleaned_data["state"]](words=self.cleaned_data["words"])

    def notices(self) -> tuple[str, ...]:
        return tuple(unsettled(self.act(), self.concerns(), self.on_behalf or self.party, self.desk))


@acting
def settle(request: Seated) -> HttpResponse:
    """Say that provisions are agreed ad referendum, closed, or open again; by a party: that it agrees so."""
    only(request.seat, AgreesAdReferendum)
    initial = {"provisions": request.GET.get("at", "")}
    return asking(request, SettleForm, initial=initial, shown={"title": _("Say where provisions stand")})


class AdoptForm(OnDraft):
    done = forms.ChoiceField(
        label=gettext_lazy("The text is"),
        choices=[("adopt", gettext_lazy("Adopted")), ("authenticate", gettext_lazy("Authenticated"))],
        widget=forms.RadioSelect,
    )
    how = Exact(
        label=gettext_lazy("How"),
        help_text=gettext_lazy(
            "By what procedure it was adopted, or by what act it is authentic: “by consensus”."
        ),
    )
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def act(self) -> Act:
        kind = AdoptsText if self.cleaned_data["done"] == "adopt" else AuthenticatesText
        return kind(how=self.cleaned_data["how"], words=self.cleaned_data["words"])

    def notices(self) -> tuple[str, ...]:
        return tuple(unsettled(self.act(), self.concerns(), self.on_behalf or self.party, self.desk))


@acting
def adopt(request: Seated) -> HttpResponse:
    """Record that the text is adopted, or authenticated."""
    only(request.seat, AdoptsText)
    return asking(request, AdoptForm, shown={"title": _("Adopt or authenticate the text")})


class RectifyForm(OnDraft):
    defective = Exact(label=gettext_lazy("The words as they stand"), rows=3, theirs=True)
    corrected = Exact(label=gettext_lazy("The words in their place"), rows=3, theirs=True)
    documents = FilesField(label=gettext_lazy("Documents"), required=False)

    def arrange(self) -> None:
        super().arrange()
        self.fields["provisions"] = provisions_field()
        self.order_fields(["draft", "provisions", "defective", "corrected", "documents"])

    def act(self) -> Act:
        given = self.cleaned_data
        return RectifiesError(
            defective=given["defective"], corrected=given["corrected"], words=given["words"]
        )


@acting
def rectify(request: Seated) -> HttpResponse:
    """Record a procès-verbal of rectification."""
    only(request.seat, RectifiesError)
    initial = {"provisions": request.GET.get("at", "")}
    return asking(request, RectifyForm, initial=initial, shown={"title": _("Rectify an error")})
