"""One wording is proposed for several; each whose proposal it is says whether it consents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.refusal import Refused
from travaux.record.act import AnswersMerger, GivesAnswer, ProposesMerger
from travaux.record.entry import Reference
from travaux.web.acting import acting
from travaux.web.asking import Asked, asking, entry_at
from travaux.web.citing import called
from travaux.web.conduct import only
from travaux.web.exact import Exact

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.web.seat import Seated


class MergeForm(Asked):
    provision = Exact(
        label=gettext_lazy("At which provision of the draft on the table"),
        help_text=gettext_lazy("Such as Article 8, paragraph 1."),
    )
    proposals = forms.MultipleChoiceField(
        label=gettext_lazy("Which proposals would be one"), widget=forms.CheckboxSelectMultiple
    )
    wording = Exact(
        label=gettext_lazy("The one wording"),
        rows=4,
        theirs=True,
        help_text=gettext_lazy("In bracket notation, as it would stand in the text."),
    )

    def arrange(self) -> None:
        found = [
            (str(one.entered.index), called(one.entered))
            for one in self.seat.known.answers.values()
            if one.stands and isinstance(one.entered.act, GivesAnswer)
        ]
        self.choose("proposals", found)

    def act(self) -> Act:
        return ProposesMerger(wording=self.cleaned_data["wording"], words=self.cleaned_data["words"])

    def concerns(self) -> tuple[Reference, ...]:
        chosen = self.cleaned_data["proposals"]
        if len(chosen) < 2:  # noqa: PLR2004  one wording is for several
            raise Refused(_("One wording is proposed for two proposals or more. Tick them."))
        found = []
        for one in chosen:
            entry = self.desk.entry(one)
            draft = self.desk.state.drafts[self.desk.state.answers[entry.leaf].draft]
            address = self.desk.address(draft, self.cleaned_data["provision"].strip())
            found.append(Reference(leaf=entry.leaf, article=address))
        return tuple(found)


@acting
def merge(request: Seated) -> HttpResponse:
    """Propose one wording for several proposals."""
    only(request.seat, ProposesMerger)
    initial = {"provision": request.GET.get("at", "")}
    return asking(request, MergeForm, initial=initial, shown={"title": _("Propose one wording for several")})


class ConsentForm(Asked):
    consents = forms.ChoiceField(
        label=gettext_lazy("Your proposal would stand in this wording, with the others"),
        choices=[("yes", gettext_lazy("We consent")), ("no", gettext_lazy("We do not consent"))],
        widget=forms.RadioSelect,
    )

    def act(self) -> Act:
        return AnswersMerger(
            consents=self.cleaned_data["consents"] == "yes", words=self.cleaned_data["words"]
        )


@acting
def consent(request: Seated, place: int) -> HttpResponse:
    """Say whether one's proposal may be merged with others."""
    only(request.seat, AnswersMerger)
    merger = entry_at(request.seat, place, ProposesMerger)
    return asking(
        request, ConsentForm, about=[merger], shown={"title": _("One wording for several: your word")}
    )
