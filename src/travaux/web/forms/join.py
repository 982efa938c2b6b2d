"""What is asked of whoever joins a proposal, holds, asks, takes back or corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy

from travaux.answers.position import HoldKind
from travaux.cli.asking import zone_of
from travaux.cli.deadline import due
from travaux.cli.reading import brought
from travaux.cli.refusal import Refused
from travaux.render import element as h
from travaux.render.place import place
from travaux.render.record_page import in_order
from travaux.web.acts.proposals import PATIENCE, added_by_others
from travaux.web.forms.exact import ActForm, Exact, members
from travaux.web.shows.spot import excerpt
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

    from travaux.answers.undertaking import Due
    from travaux.cli.brought import Brought
    from travaux.cli.desk import Desk
    from travaux.web.seat import Seat
    from travaux.web.shows.spot import Spot

HOLD_KINDS: Final = (
    (HoldKind.SCRUTINY, gettext_lazy("scrutiny: we have not finished examining it")),
    (HoldKind.PARLIAMENTARY, gettext_lazy("parliamentary: our parliament speaks first")),
    (
        HoldKind.LINGUISTIC,
        gettext_lazy("linguistic: we wait for our language version, or have doubts about it"),
    ),
    (HoldKind.SUBSTANTIVE, gettext_lazy("substantive: we have difficulties with the substance")),
    (HoldKind.GENERAL, gettext_lazy("general")),
)


def offer_additions(form: ActForm, seat: Seat, at: Spot) -> None:
    """Let *form* say whether it is on the provision or on what another would add there, if anybody would."""
    found = seat.room.compiled(seat.party, seat.known, at.draft, wait=PATIENCE).found
    added = added_by_others(found, at, seat.party)
    if added:
        beside = [(one.name, _with_words(place(one.name), excerpt(one.words))) for one in added]
        form.choose("beside", [("", _with_words(at.cited, at.excerpt)), *beside])
        form.fields["beside"].initial = ""
    else:
        del form.fields["beside"]


def _with_words(name: str, words: h.Element) -> SafeString:
    """Write a choice: what it is called, and how its words begin."""
    return mark_safe(h.written(h.span[in_order(name), words]))  # noqa: S308  escaped when each element was closed


class JoinForm(ActForm):
    """A proposal that is joined, or left."""

    answer = forms.IntegerField(widget=forms.HiddenInput)
    provision = forms.CharField(widget=forms.HiddenInput)
    leaves = forms.BooleanField(widget=forms.HiddenInput, required=False)
    words = Exact(label=gettext_lazy("In your own words, if you wish"), required=False, rows=3)


class HoldForm(ActForm):
    """A hold that is entered, maintained or lifted."""

    what = forms.ChoiceField(
        choices=[(one, one) for one in ("enter", "maintain", "lift")],
        widget=forms.HiddenInput,
        initial="enter",
    )
    held = forms.IntegerField(widget=forms.HiddenInput, required=False)
    beside = forms.ChoiceField(label=gettext_lazy("On what"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Why you hold"), choices=HOLD_KINDS, widget=forms.RadioSelect, required=False
    )
    words = Exact(label=gettext_lazy("In your own words, if you wish"), required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("what") == "enter" and not found.get("kind"):
            self.add_error("kind", gettext("Choose why you hold."))
        return found


class AskForm(ActForm):
    """A question about a provision."""

    beside = forms.ChoiceField(label=gettext_lazy("On what"), required=False, widget=forms.RadioSelect)
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick whom you ask.")},
    )
    words = Exact(
        label=gettext_lazy("Your question"),
        rows=4,
        error_messages={"required": gettext_lazy("Give the question.")},
    )
    when = forms.CharField(
        label=gettext_lazy("By when, if a time is asked for"),
        required=False,
        help_text=gettext_lazy("Such as 2026-03-20 18:00; or 2026-03-20, a day until it ends."),
    )
    zone = forms.CharField(
        label=gettext_lazy("Whose time that is"),
        required=False,
        help_text=gettext_lazy("A zone such as Europe/Zurich, America/New_York or UTC."),
    )
    as_what = Exact(
        label=gettext_lazy("In which capacity an answer is asked for, if that should be said"),
        required=False,
    )

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        zone = zone_of(seat.known)
        super().__init__(seat, desk, data, initial={"zone": getattr(zone, "key", "UTC"), **(initial or {})})
        self.choose("asked", members(desk, but=seat.party))

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        try:
            found["due"] = self._due(found)
        except Refused as fault:
            self.add_error("when", why(fault))
        return found

    def _due(self, found: Mapping[str, Any]) -> Due | None:
        return due(found["when"], found.get("zone")) if found.get("when") else None


class Several(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, each no larger than is taken."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  as Django's
        super().__init__(widget=Several(), **given)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401  as Django's
        one = super().clean
        those = data if isinstance(data, list | tuple) else [data]
        found = [one(each, initial) for each in those if each is not None or self.required]
        return [each for each in found if each]


class UndoForm(ActForm):
    """An entry of one's own that is taken back or corrected, in whole or at some provisions."""

    at = forms.MultipleChoiceField(
        label=gettext_lazy("Only at these provisions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all of it."),
    )
    words = Exact(label=gettext_lazy("In your own words, if you wish"), required=False, rows=3)

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        places: Sequence[tuple[str, str]],
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(seat, desk, data, files, initial)
        self.choose("at", list(places))
        if not places:
            del self.fields["at"]


class CorrectForm(UndoForm):
    """What is wrong in an entry of one's own, and what it should say."""

    words = Exact(
        label=gettext_lazy("What is wrong, and what it should say"),
        rows=5,
        error_messages={"required": gettext_lazy("Say what is wrong and what it should say.")},
    )
    documents = Files(label=gettext_lazy("Corrected documents, if any"), required=False)

    @property
    def brought(self) -> tuple[Brought, ...]:
        return tuple(brought(one.read(), one.name) for one in self.cleaned_data["documents"])
