"""Another password for whoever forgot theirs: asked for, and set by the link that was sent."""

from __future__ import annotations

import time
from functools import partial
from typing import Any, Final

from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from allauth.core import context
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from travaux.web.accounts.ending import reset
from travaux.web.accounts.posting import post_later

GONE: Final = 0.05
"""Seconds after which the answer has gone: a letter that is written meanwhile would slow it down."""


class AsksForAnother(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asks for a link. Whether the address has an account is only looked up after the answer."""

    def clean_email(self) -> str:
        if not settings.MAILS:
            raise ValidationError(_("This server sends no e-mail"))
        given: str = self.cleaned_data["email"]
        return given

    def save(self, request: HttpRequest, **_given: Any) -> str:  # noqa: ANN401  allauth's own
        email: str = self.cleaned_data["email"]
        post_later(partial(_sent, request, email, get_language()), "another password")
        return email


def _sent(request: HttpRequest, email: str, language: str | None) -> None:
    """Send the link where the address has an account, in the language in which it was asked for."""
    time.sleep(GONE)
    with context.request_context(request), override(language):
        form = ResetPasswordForm({"email": email})
        if form.is_valid():
            form.save(request)


class SetsAnother(ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    """Sets another password."""

    def save(self) -> None:
        if context.request.user.is_authenticated:  # as the same person: its session ends with the others
            logout(context.request)
        reset(self.user, self.cleaned_data["password1"], timezone.now())
