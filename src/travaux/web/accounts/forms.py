"""What people fill in about themselves and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.record.signature import BadKey, PublicKey
from travaux.render.columns import harmless
from travaux.web.accounts.models import Person
from travaux.web.seat import Capacity
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from travaux.web.accounts.models import Invitation
    from travaux.web.seat import Seat


SHORTEST: Final = 12
"""Characters of a passphrase."""


class Invites(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address of whoever is invited"), max_length=254)
    party = forms.ChoiceField(label=gettext_lazy("To sit for"))
    capacity = forms.ChoiceField(
        label=gettext_lazy("What they may do"),
        widget=forms.RadioSelect,
        initial=Capacity.DELEGATE.value,
        choices=[
            (Capacity.DELEGATE.value, gettext_lazy("Delegate: reads, and prepares what is to be tabled")),
            (Capacity.HEAD.value, gettext_lazy("Head of delegation: tables as well, and invites others")),
        ],
    )

    def __init__(self, seat: Seat, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(**kwargs)
        members = seat.known.members
        self.fields["party"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            (code, f"{members[code].name} ({code})") for code in seat.invites_to if code in members
        ]


class MakesAccount(forms.Form):
    """Makes the account of whoever was invited: with a password, or without one for a passkey."""

    name = forms.CharField(
        label=gettext_lazy("Your name, as others of the delegation see it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("A password"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Twelve characters or more. Leave it empty if you use a passkey."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The password again"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(**kwargs)
        self.invitation = invitation

    def clean_name(self) -> str:
        """Refuse what would be more than a line of an e-mail, or turn the words beside it around."""
        given: str = self.cleaned_data["name"]
        if harmless(given) != given:
            raise ValidationError(_("A name is letters on one line, without controls. Write it again."))
        return given

    @property
    def by_passkey(self) -> bool:
        return self.data.get("way") == "passkey"

    def clean(self) -> None:
        if self.by_passkey:
            return
        password = self.cleaned_data.get("password", "")
        if not password:
            self.add_error("password", _("Give a password, or choose to use a passkey."))
            return
        if password != self.cleaned_data.get("again"):
            self.add_error("again", _("The two are not the same. Give the password twice."))
        try:
            validate_password(
                password, Person(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
            )
        except ValidationError as fault:
            self.add_error("password", fault)


class MakesKey(forms.Form):
    passphrase = forms.CharField(
        label=gettext_lazy("A passphrase for the key"),
        strip=False,
        max_length=1000,
        help_text=gettext_lazy(
            "Twelve characters or more: four or five words that nobody would put together. It is kept "
            "nowhere; whoever forgets it makes another key."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The passphrase again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, holder: Person, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(**kwargs)
        self.holder = holder

    def clean(self) -> None:
        given = self.cleaned_data.get("passphrase", "")
        if given and len(given) < SHORTEST:
            self.add_error("passphrase", _("It is too short. Give twelve characters or more."))
        if given and given != self.cleaned_data.get("again"):
            self.add_error("again", _("The two are not the same. Give the passphrase twice."))
        if given and self.holder.check_password(given):
            self.add_error(
                "passphrase",
                _("That is the password of your account, which this server sees. Give another."),
            )


class BringsKey(forms.Form):
    line = forms.CharField(
        label=gettext_lazy("The public half of your key"),
        max_length=1000,
        help_text=gettext_lazy(
            "One line that begins ssh-ed25519, or sk-… for a security key: what stands in the file that "
            "ends in .pub."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def clean_line(self) -> str:
        try:
            return PublicKey.of(self.cleaned_data["line"].strip()).line
        except BadKey as fault:
            raise ValidationError(
                _("This is no public key that is accepted: %(why)s.") % {"why": why(fault)}
            ) from fault
