"""What is typed into a page, taken to the character; and the forms from which acts are prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from travaux.cli.circles import audience
from travaux.record.act import Role
from travaux.record.circle import circle
from travaux.record.entry import MEMBERS, LeafHash, Reference
from travaux.record.views.restricted import restricted
from travaux.render.tongue import comma
from travaux.render.wordml import UNWRITABLE
from travaux.text.wording import PartyCode
from travaux.web.around.carrying import CARRIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from travaux.cli.desk import Desk
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft
    from travaux.web.seat import Seat

BREAKS: Final = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that begin a new line for some programs and not for others."""


FURTHER: Final = ("principals", "capacity", "vis", "to")
"""Fields that stand together at the end of a form."""


def typed(value: str) -> str:
    """Give what was typed: a browser sends every line feed in a field as CR LF, and only that is undone."""
    return value.replace("\r\n", "\n")


class Exact(forms.CharField):
    """Words as they were typed: nothing is trimmed, straightened or normalised."""

    def __init__(self, *, rows: int = 0, theirs: bool = False, **given: Any) -> None:  # noqa: ANN401  as Django's
        """Ask for words: in a field of so many *rows*; *theirs* look like words of the text."""
        if rows:
            shown = {"rows": str(rows), "dir": "auto", **({"class": "theirs"} if theirs else {})}
            given.setdefault("widget", forms.Textarea(attrs=shown))
        else:
            given.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
        super().__init__(strip=False, **given)

    def to_python(self, value: Any) -> str:  # noqa: ANN401  as Django's
        return typed(super().to_python(value) or "")

    def validate(self, value: Any) -> None:  # noqa: ANN401  as Django's
        super().validate(value)
        if self.required and not value.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        if any(one in value for one in BREAKS):
            raise ValidationError(
                gettext(
                    "There is a character in it that begins a new line and is no line feed. Type the line "
                    "break anew."
                )
            )
        if (found := UNWRITABLE.search(value)) is not None:
            raise ValidationError(
                gettext("There is a character in it that no Word document can hold: %(name)s. Take it out.")
                % {"name": f"U+{ord(found[0]):04X}"}
            )


class ActForm(forms.Form):
    """A form from which an act is prepared: it knows for whom, and what its author had before them."""

    vis = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), required=False, initial="all", widget=forms.Select
    )
    to = forms.MultipleChoiceField(
        label=gettext_lazy("Members named"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only where “members named below” is chosen."),
    )
    size = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    """How much of the record its author had before them when the page was opened."""
    prepared = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask whoever sits on *seat*, of what lies on *desk*."""
        shown = {"size": seat.known.size, **(initial or {})}
        super().__init__(data, files, initial=shown, label_suffix="")  # type: ignore[arg-type]  # QueryDict is one
        self.seat, self.desk = seat, desk
        self.choose("vis", [*audiences(desk), *as_defined(str(shown.get("vis") or ""), desk)])
        self.choose("to", members(desk, but=seat.party))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:  # noqa: ANN401  as Django's
        """Give what stands in a field: as it was filled in, where the page is given in another language."""
        if self.carried is None:
            return super().get_initial_for_field(field, field_name)
        if isinstance(field, forms.MultipleChoiceField):
            return self.carried.getlist(field_name)
        if isinstance(field, forms.BooleanField):
            return field_name in self.carried
        return self.carried.get(field_name, "")

    @property
    def carried(self) -> QueryDict | None:
        """Give what was filled in when the page was asked for in another language."""
        found = self.initial.get(CARRIED)
        return found if isinstance(found, QueryDict) else None

    @property
    def unsaved(self) -> bool:
        """Whether something stands in it that is nowhere else than on this page."""
        return self.is_bound or self.carried is not None

    def choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer these choices in a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("vis") == "to" and not found.get("to"):
            self.add_error("to", gettext("Tick the members that may read it, or choose who may above."))
        return found

    @property
    def main(self) -> list[forms.BoundField]:
        """List what is asked of everybody."""
        return [one for one in self.visible_fields() if one.name not in FURTHER]

    @property
    def further(self) -> list[forms.BoundField]:
        """List what few have to change: in whose name it is, and for whom."""
        return [self[name] for name in FURTHER if name in self.fields]

    @property
    def says_in_whose_name(self) -> bool:
        """Whether it can be in another name than that of the seat alone."""
        return any(one.name in {"principals", "on_behalf"} for one in self.further)

    @property
    def further_open(self) -> bool:
        """Whether something of that was changed, or is wrong."""
        offered = any(one == "" for one, _ in getattr(self.fields["vis"], "choices", ()))
        return offered or any(one.errors or one.value() not in ([], "", None, "all") for one in self.further)

    @property
    def party(self) -> PartyCode:
        """Give whose act it will be."""
        if self.seat.party is None:
            raise ValueError("The public prepares nothing.")
        return self.seat.party

    @property
    def whose(self) -> PartyCode:
        """Give the party whose act it will be, whoever signs."""
        return self.party

    def audience_on(self, about: Iterable[Reference]) -> str:
        """Give for whom it is, as an entry names it; nobody chosen, the circle of what it is about."""
        vis = self.cleaned_data["vis"]
        if not vis:
            return circle(about, self.whose, self.desk.state)
        return audience(self.desk, f"to:{','.join(self.cleaned_data['to'])}" if vis == "to" else vis)

    def offer_circle(self, label: str) -> None:
        """Offer that it is for whoever may read what it is about, which is chosen unless another is."""
        field = self.fields["vis"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", label), *audiences(self.desk)]
            self.initial.setdefault("vis", "")

    @property
    def given(self) -> dict[str, Any]:
        """Give what was filled in, to be shown again as it was."""
        left_out = {"size", "prepared", "version"}
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name in left_out or isinstance(field, forms.FileField):
                continue
            value = self[name].value()
            found[name] = typed(value) if isinstance(value, str) else value
        return found


def audiences(desk: Desk) -> list[tuple[str, str]]:
    """List the audiences that an entry can have."""
    return [
        ("all", gettext("All members")),
        ("public", gettext("Everybody, the public too")),
        ("party", gettext("Only we, and the keeper of the record")),
        *(
            (f"group:{name}", f"{one.title} ({comma().join(one.members)})")
            for name, one in desk.state.groups.items()
        ),
        ("to", gettext("Members named below")),
    ]


def as_defined(vis: str, desk: Desk) -> list[tuple[str, str]]:
    """Offer a group as an earlier entry defined it, where *vis* names that by its hash."""
    group = desk.state.definitions.get(LeafHash(vis.removeprefix("group:")))
    return [] if group is None else [(vis, f"{group.title} ({comma().join(group.members)})")]


def audience_like(about: Iterable[Entered], seat: Seat) -> dict[str, Any]:
    """Propose for an act on *about* the circle of those who may read that."""
    known = seat.known
    vis = circle((Reference(leaf=one.leaf) for one in about), seat.party, known)
    kind, _, rest = vis.partition(":")
    if kind == "to":
        return {"vis": "to", "to": [code for code in rest.split(",") if code != seat.party]}
    if kind == "group":
        group = known.definitions[LeafHash(rest)]
        latest = known.groups[group.name].defined.leaf == rest
        return {"vis": f"group:{group.name}" if latest else vis}
    return {} if vis == MEMBERS else {"vis": vis}


def some_restricted(seat: Seat, draft: Draft) -> bool:
    """Whether others have answered *draft* for some readers alone: an answer may speak of what they say."""
    others = (one.entered for one in seat.known.answers.values() if one.draft == draft.tabled.leaf)
    return bool(restricted([one for one in others if one.author != seat.party]))


def members(desk: Desk, *, but: PartyCode | None = None, role: Role | None = None) -> list[tuple[str, str]]:
    """List those who are members now, by code and name."""
    return [
        (code, f"{one.name} ({code})" if one.name else code)
        for code, one in desk.state.members.items()
        if one.until is None and code != but and role in {None, one.role}
    ]
