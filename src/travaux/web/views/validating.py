"""Whether a party finds its position rightly shown: what is shown, side by side with its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.refusal import Refused
from travaux.record.act import ValidatesPosition
from travaux.record.entry import Reference
from travaux.render.gone import gone_of
from travaux.render.place import place
from travaux.render.redacted import unread_words
from travaux.render.tongue import semicolon
from travaux.text.provision_name import cite_address
from travaux.web.acts.acting import acting, changing
from travaux.web.acts.conduct import names, only
from travaux.web.acts.preparing import about
from travaux.web.forms.asking import Asked, asking
from travaux.web.forms.exact import Exact
from travaux.web.reads.reading import Reading, told_where_not_there
from travaux.web.shows.shown import boxes
from travaux.web.shows.shown import shown as shown_of
from travaux.web.shows.spot import draft_meant

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.negotiation import Draft
    from travaux.record.views.redacted import UnreadAnswer
    from travaux.text.instrument import Text
    from travaux.web.seat import Seated


class ValidateForm(Asked):
    rightly = forms.ChoiceField(
        label=gettext_lazy("Is your position shown rightly?"),
        choices=[("yes", gettext_lazy("Yes, as it stands here")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    provisions = forms.MultipleChoiceField(
        label=gettext_lazy("Where; nothing ticked is the whole text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    elsewhere = Exact(
        label=gettext_lazy("At other provisions"),
        required=False,
        help_text=gettext_lazy(
            "Where something of yours is missing. Such as Article 4; Article 8, paragraph 1."
        ),
    )

    def arrange(self) -> None:
        choices = self.initial.pop("choices", [])
        self.choose("provisions", choices)
        if not choices:
            # Nothing of the party's is shown anywhere: there is nothing to tick.
            self.fields["provisions"].widget = forms.MultipleHiddenInput()
        self.fields["words"].label = _("If not: what is shown wrongly")

    def act(self) -> Act:
        rightly, words = self.cleaned_data["rightly"] == "yes", self.cleaned_data["words"]
        if not rightly and not words.strip():
            raise Refused(
                _("It is not said what is wrong. Say it in your words, so that it can be put right.")
            )
        return ValidatesPosition(rightly=rightly, words=words, size=self.read)

    @property
    def read(self) -> int:
        """Give how much of the record the text was drawn from that was read: no more than there is."""
        given: int | None = self.cleaned_data["size"]
        size = self.seat.known.size
        return size if given is None else min(given, size)

    def concerns(self) -> tuple[Reference, ...]:
        draft = self.seat.known.drafts[self.about[0].leaf]
        named = names(self.cleaned_data["elsewhere"])
        there = self.desk.concerning(draft, named) if named else ()
        ticked = (Reference(leaf=draft.tabled.leaf, article=one) for one in self.cleaned_data["provisions"])
        return tuple(dict.fromkeys((*ticked, *there))) or (Reference(leaf=draft.tabled.leaf),)


@acting
@told_where_not_there
def validate(request: Seated) -> HttpResponse:
    """Show a party its position as it is shown, and take its word on that."""
    only(request.seat, ValidatesPosition)
    seat = request.seat
    draft = _draft(request)
    if seat.party is None or draft is None:
        raise Http404
    reading = Reading(seat=seat, known=seat.known, draft=draft, named=bool(request.GET.get("draft")))
    rows = shown_of(reading.laid.setting, seat.party)
    found = reading.compiled.found
    text = found.compilation.draft
    redacted = tuple(_redacted(one, text) for one in found.unread if one.party == seat.party)
    return asking(
        request,
        ValidateForm,
        about=[draft.tabled],
        template="web/validate.html",
        initial={"size": reading.compiled.size, "choices": list(boxes(rows, text).items())},
        shown={
            "title": _("Your position, as it is shown"),
            "rows": rows,
            "redacted": redacted,
            "gone": gone_of(found.submitted, seat.party, reading.teller, reading.desk.library),
            "draft": draft,
            "drafts": tuple(seat.known.drafts.values()),
            "size": reading.compiled.size,
        },
    )


def _redacted(one: UnreadAnswer, text: Text) -> str:
    """Tell of an answer whose words cannot be read, and on what its entry says it was."""
    where = semicolon().join(place(cite_address(each, text)) for each in one.provisions)
    return f"{where or _('The text as a whole')}: {unread_words(one)}"


def _draft(request: Seated) -> Draft | None:
    """Find the draft that is named, else that of what is being changed, else the one on the table."""
    if number := request.GET.get("draft", ""):
        return draft_meant(request.seat, number)
    known, before = request.seat.known, changing(request)
    return (None if before is None else about(before, known)) or known.latest_draft()
