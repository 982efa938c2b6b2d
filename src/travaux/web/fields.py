"""What several forms ask in the same way: for whom, from whom, by when, with which documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.asking import zone_of
from travaux.cli.brought import Brought
from travaux.cli.deadline import due as due_of
from travaux.cli.reading import brought
from travaux.cli.refusal import Refused
from travaux.record.act import Role
from travaux.record.entry import MEMBERS, OWN, PUBLIC

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.views.disclosed import Disclosed
    from travaux.web.seat import Seat

    Upload: TypeAlias = UploadedFile[Any]

NAMED: Final = "to"
"""The audience of those that are ticked."""


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Documents, as they come; none, one or several."""

    widget = Files

    def clean(self, data: object, initial: object = None) -> list[Upload]:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several if one]


def brought_in(files: Sequence[Upload]) -> tuple[Brought, ...]:
    """Take what was uploaded, byte for byte. Raises Refused."""
    for one in files:
        if (one.size or 0) > settings.LARGEST_UPLOAD:
            raise Refused(
                _("%(name)s has %(size)d MB; at most %(most)d are taken. Split it, or bring it otherwise.")
                % {
                    "name": one.name,
                    "size": (one.size or 0) // settings.MEGABYTE,
                    "most": settings.LARGEST_UPLOAD // settings.MEGABYTE,
                }
            )
    return tuple(brought(one.read(), one.name or "") for one in files)


def members(known: Disclosed, *, but: str | None = None) -> list[tuple[str, str]]:
    """List those that an act can be done to, as choices: members that are there, then groups."""
    here = [one for one in known.members.values() if one.until is None and one.code != but]
    found = [(str(one.code), f"{one.code} ({one.name})" if one.name else str(one.code)) for one in here]
    return found + [(str(one.name), f"{one.name} ({one.title})") for one in known.groups.values()]


def members_field(
    seat: Seat,
    label: str,
    *,
    all_of_them: bool = False,
    groups: bool = False,
    initial: Sequence[str] = (),
    help_text: str = "",
) -> forms.MultipleChoiceField:
    """Ask which members; *all_of_them*: that of the seat too."""
    choices = members(seat.known, but=None if all_of_them else seat.party)
    return forms.MultipleChoiceField(
        label=label,
        choices=[one for one in choices if groups or one[0] in seat.known.members],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=list(initial),
        help_text=help_text,
    )


def audience_choices(seat: Seat) -> list[tuple[str, str]]:
    """List for whom an entry can be."""
    groups = [
        (f"group:{one.defined.leaf}", _("the group %(name)s") % {"name": one.name})
        for one in seat.known.groups.values()
    ]
    return [
        (MEMBERS, _("all members; not observers, not the public")),
        (PUBLIC, _("everybody, the public among them")),
        *groups,
        (NAMED, _("only those ticked below, and the keeper of the record")),
        (OWN, _("only %(party)s and the keeper of the record") % {"party": seat.party}),
    ]


def audience_like(about: Sequence[Entered], seat: Seat) -> tuple[str, list[str]]:
    """Propose for an act on *about* no wider audience than that has: its choice, and who is ticked."""
    for one in about:
        vis = one.entry.vis
        if vis.startswith("to:") or vis == OWN:
            codes = vis.removeprefix("to:").split(",") if vis != OWN else []
            named = dict.fromkeys((*codes, str(one.author)))
            return NAMED, [code for code in named if code != seat.party]
        if vis.startswith("group:"):
            return vis, []
    return MEMBERS, []


def clerk(seat: Seat) -> bool:
    """Whether the seat may write down acts of others."""
    return seat.role is Role.SECRETARIAT


class DueFields(forms.Form):
    """A day, a time of day or none, and in whose time; the instant is worked out once, here."""

    day = forms.DateField(
        label=gettext_lazy("By which day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    clock = forms.TimeField(
        label=gettext_lazy("At what time; without one, until the day ends"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.CharField(label=gettext_lazy("In whose time"), required=False, max_length=64)

    def due(self) -> Due | None:
        """Give the time that was set. Raises Refused, where the clocks show it never or twice."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day is None:
            if clock is not None:
                raise Refused(_("A time of day was given without its day. Give the day."))
            return None
        when = f"{day.isoformat()} {clock:%H:%M}" if clock is not None else day.isoformat()
        zone = self.cleaned_data.get("zone", "").strip()
        if not zone:
            raise Refused(_("It is not said in whose time. Give a zone such as Europe/Zurich, or UTC."))
        return due_of(when, zone)


def zones(seat: Seat, own: str) -> list[str]:
    """List the zones that are likely meant: the conference's, the reader's own, UTC."""
    conference = zone_of(seat.known)
    return list(dict.fromkeys(one for one in (str(conference or ""), own, "UTC") if one))
