"""A draft is put on the table: read first, with all that was found in it, then shown as it would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.reading import Read, findings_to_tell, read_bytes
from travaux.cli.refusal import Refused
from travaux.cli.tabling import faults_of, followed, told_beforehand
from travaux.record.act import DraftStatus, Role, TablesDraft
from travaux.record.entry import Reference
from travaux.web.acts.acting import acting
from travaux.web.acts.conduct import draft_chosen, drafts, only
from travaux.web.forms.asking import Asked, asking
from travaux.web.forms.exact import Exact
from travaux.web.forms.fields import FilesField, brought_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.cli.brought import Brought
    from travaux.text.finding import Finding
    from travaux.web.seat import Seated

STATUSES: Final = {
    DraftStatus.ZERO_DRAFT: gettext_lazy("Zero draft"),
    DraftStatus.DRAFT: gettext_lazy("Draft"),
    DraftStatus.COMPILATION: gettext_lazy("Compilation"),
    DraftStatus.CHAIRS_TEXT: gettext_lazy("Chair's text"),
    DraftStatus.NON_PAPER: gettext_lazy("Non-paper"),
    DraftStatus.ASSEMBLED_TEXT: gettext_lazy("Assembled text"),
    DraftStatus.PARTYS_TEXT: gettext_lazy("Party's text"),
    DraftStatus.FINAL_TEXT: gettext_lazy("Final text"),
}


class TableForm(Asked):
    title = Exact(
        label=gettext_lazy("Its title"), help_text=gettext_lazy("Such as Chair's text of 12 March.")
    )
    documents = FilesField(
        label=gettext_lazy("The text"),
        required=False,
        help_text=gettext_lazy("Word, HTML, Markdown or plain text: one file for each language it is in."),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=list(STATUSES.items()), initial=DraftStatus.DRAFT
    )
    follows = forms.ChoiceField(label=gettext_lazy("It follows"), required=False)
    taken_over = forms.BooleanField(
        label=gettext_lazy("Its brackets come from a negotiation that was not recorded here"), required=False
    )
    basis = forms.BooleanField(
        label=gettext_lazy("Answers are asked to this text"), required=False, initial=True
    )
    understanding = Exact(
        label=gettext_lazy("On which understanding it is tabled"),
        required=False,
        help_text=gettext_lazy("Such as without prejudice to the positions of any party."),
    )

    def arrange(self) -> None:
        del self.fields["words"]
        self.choose("follows", [("", _("no draft: it stands beside")), *drafts(self.seat)])
        if not self.seat.leads:
            others = (one for one in STATUSES if one is not DraftStatus.CHAIRS_TEXT)
            self.choose("status", [(one.value, str(STATUSES[one])) for one in others])
        if self.seat.role is Role.OBSERVER or (self.seat.role is Role.PARTY and self.seat.known.led):
            del self.fields["basis"]
        self.read: list[Read] = []

    def act(self) -> TablesDraft:
        given = self.cleaned_data
        return TablesDraft(
            title=given["title"],
            status=DraftStatus(given["status"]),
            taken_over=given["taken_over"],
            basis=bool(given.get("basis")),
            understanding=given["understanding"],
        )

    def concerns(self) -> tuple[Reference, ...]:
        number = self.cleaned_data["follows"]
        if not number:
            return followed(self.desk, None, beside=True)
        return (Reference(leaf=draft_chosen(self.seat, number).tabled.leaf),)

    def brought(self, before: Sequence[Brought]) -> tuple[Brought, ...]:
        """Read the files that were brought; each is taken as it came. Raises Refused."""
        files = brought_in(self.cleaned_data["documents"]) or tuple(before)
        if not files:
            raise Refused(_("There is no text in it. Choose the file of the draft."))
        parties = tuple(self.seat.known.members)
        taken_over = self.cleaned_data["taken_over"]
        self.read = [read_bytes(one.data, one.name, parties, taken_over=taken_over) for one in files]
        for one in self.read:
            if one.reading is not None and one.reading.reply is not None:
                raise Refused(
                    _("%(name)s was read as an answer. Expected a draft; an answer is given on its own page.")
                    % {"name": one.brought.name}
                )
        return tuple(one.brought for one in self.read)

    def notices(self) -> tuple[Finding | str, ...]:
        faults = faults_of(self.read, self.desk, self.concerns())
        those = (each for one in self.read for each in findings_to_tell(one, draft=True))
        told = told_beforehand(self.read, self.desk, self.concerns(), self.act())
        return (*faults, *those, *told)

    def errors_found(self) -> int:
        faults = faults_of(self.read, self.desk, self.concerns())
        return len(faults) + sum(len(one.errors) for one in self.read)


@acting
def table(request: Seated) -> HttpResponse:
    """Put a draft on the table."""
    only(request.seat, TablesDraft)
    latest = request.seat.known.latest_draft()
    initial = {"follows": "" if latest is None else str(latest.number)}
    return asking(request, TableForm, initial=initial, shown={"title": _("Table a draft")})
