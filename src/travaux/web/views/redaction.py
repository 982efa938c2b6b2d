"""A document, or an entry, is to be shown to nobody any more; its hash stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.keeping import lost_with
from travaux.record.act import Redacts
from travaux.record.audience import documents
from travaux.record.entry import Reference
from travaux.web.acts.acting import acting
from travaux.web.forms.asking import Asked, asking, entry_at
from travaux.web.forms.exact import Exact

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Document
    from travaux.web.seat import Seated


class RedactForm(Asked):
    document = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    grounds = Exact(label=gettext_lazy("On which grounds"), rows=3)
    gone_by = forms.DateField(
        label=gettext_lazy("The day after which no copy should exist"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def arrange(self) -> None:
        del self.fields["words"]
        self.fields.pop("on_behalf", None)
        docs = documents(self.about[0], self.seat.known)
        self.choose(
            "document", [*((one.h, one.name or one.media) for one in docs), ("", _("the entry in whole"))]
        )

    @property
    def chosen(self) -> Document | None:
        docs = self.about[0].entry.docs
        return next((one for one in docs if one.h == self.cleaned_data["document"]), None)

    def act(self) -> Act:
        day = self.cleaned_data["gone_by"]
        return Redacts(grounds=self.cleaned_data["grounds"], gone_by="" if day is None else day.isoformat())

    def concerns(self) -> tuple[Reference, ...]:
        return (Reference(leaf=self.about[0].leaf, doc=self.cleaned_data["document"]),)

    def notices(self) -> tuple[str, ...]:
        said = lost_with(self.desk, self.about[0], self.chosen)
        return (said, _("That cannot be taken back.")) if said else ()

    def errors_found(self) -> int:
        return len(self.notices())


@acting
def redact(request: Seated, place: int) -> HttpResponse:
    """Have a document or an entry shown to nobody any more: its author, or the keeper of the record."""
    entry = entry_at(request.seat, place)
    if not request.seat.redacts(entry):
        raise Http404
    docs = documents(entry, request.seat.known)
    initial = {"document": docs[0].h} if docs else {}
    return asking(request, RedactForm, about=[entry], initial=initial, shown={"title": _("Redact")})
