"""A passkey that somebody adds to their account, and what it opens: by itself, or as a second step."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AddsPasskey(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Adds a key: one that lets in by itself, unless its holder has a password and says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  allauth's own
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name")
        alone = self.fields["passwordless"]
        alone.label = gettext_lazy("It lets me in by itself, without a password")
        alone.help_text = gettext_lazy("It asks for your finger, your face or its PIN then.")
        alone.initial = True

    def clean_passwordless(self) -> bool:
        """Refuse a second step where there is no first one: nobody could sign in with it."""
        given: bool = self.cleaned_data["passwordless"]
        if not given and not self.user.has_usable_password():
            raise ValidationError(
                _("Your account has no password, so this key has to let you in by itself. Tick this box.")
            )
        return given


class RenamesPasskey(EditWebAuthnForm):  # type: ignore[misc]  # as above
    """Gives a key another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  allauth's own
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name")


class SignsInByPasskey(LoginWebAuthnForm):  # type: ignore[misc]  # as above
    """Lets in by a passkey alone, unless it is older than the password that was last set by a link."""

    def clean_credential(self) -> Authenticator:
        found: Authenticator = super().clean_credential()
        reset = found.user.reset
        if reset is not None and found.created_at <= reset:
            raise ValidationError(
                _(
                    "This passkey is from before the password was set anew, so it lets nobody in by itself. "
                    "Sign in with the password; the passkey is the second step then. If it is yours, "
                    "remove it under “How you sign in” and add it again."
                )
            )
        return found
