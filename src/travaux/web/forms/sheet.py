"""What is asked of whoever answers a whole draft by a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from travaux.record.act import Role
from travaux.text.wording import PartyCode
from travaux.web.forms.exact import ActForm, Exact, members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.cli.desk import Desk
    from travaux.web.seat import Seat


class ReplyForm(ActForm):
    """A reply to a draft, as a file."""

    reply = forms.FileField(
        label=gettext_lazy("Your reply"),
        help_text=gettext_lazy(
            "The draft as you would have it, in Word (with tracked changes or without), HTML, Markdown or "
            "plain text; or an answer sheet, or a table in a workbook. A PDF is kept as it came, and its "
            "words are not read."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file that is your reply."),
            "empty": gettext_lazy("The file is empty. Choose the one that holds your reply."),
        },
    )
    principals = forms.MultipleChoiceField(
        label=gettext_lazy("In the name of several?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Tick all in whose name it is given, yourselves among them. None ticked: as the reply "
            "says itself."
        ),
    )
    capacity = Exact(label=gettext_lazy("In which capacity, if that should be said"), required=False)

    def __init__(
        self,
        seat: Seat,
        desk: Desk,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        *,
        too_large: bool = False,
    ) -> None:
        """Ask for the file; where one is there already, another is not needed."""
        super().__init__(seat, desk, data, files, initial)
        self.too_large = too_large
        self.choose("principals", members(desk, role=Role.PARTY))
        if self["prepared"].value():
            self.fields["reply"].required = False

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.too_large:
            self.errors.pop("reply", None)
            self.add_error(
                "reply",
                gettext(
                    "The file is larger than %(most)s megabytes, and no more is taken. Send what answers the "
                    "draft alone, without pictures."
                )
                % {"most": settings.LARGEST_UPLOAD // settings.MEGABYTE},
            )
        return found

    @property
    def principals_given(self) -> tuple[PartyCode, ...]:
        return tuple(PartyCode(one) for one in self.cleaned_data["principals"])
