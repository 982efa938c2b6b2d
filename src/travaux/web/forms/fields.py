"""What several forms ask in the same way: of whom, by when, with which documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

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
from travaux.web.forms.exact import members

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due
    from travaux.web.seat import Seat

    Upload: TypeAlias = UploadedFile[Any]


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


def members_field(
    seat: Seat, label: str, *, all_of_them: bool = False, groups: bool = False, help_text: str = ""
) -> forms.MultipleChoiceField:
    """Ask which members; *all_of_them*: that of the seat too; *groups*: groups as well."""
    desk = seat.room.desk(seat.known)
    choices = members(desk, but=None if all_of_them else seat.party)
    if groups:
        choices += [(one.name, f"{one.title} ({one.name})") for one in seat.known.groups.values()]
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=help_text,
    )


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


def zones(seat: Seat) -> list[str]:
    """List the zones that are likely meant: the conference's, and UTC."""
    conference = zone_of(seat.known)
    return list(dict.fromkeys(one for one in (str(conference or ""), "UTC") if one))
