"""How accounts come to be: by invitation, never by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's own name
        """Nobody signs up: `travaux.web.accounts.invitation` makes the account of whoever was invited."""
        return False
