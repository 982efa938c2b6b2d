"""How accounts come to be, by invitation and never by signing up; and how their holders sign in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from requests import RequestException, Response, Session

from travaux.web.accounts.invitation import HasAccount, NoInvitation, account_for, standing, take
from travaux.web.accounts.models import Person, address
from travaux.web.accounts.public import public

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin


PATIENCE: Final = 5
"""Seconds that a provider has to answer."""


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's own name
        """Nobody signs up: `travaux.web.accounts.invitation` makes the account of whoever was invited."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give the link under which the server is known: not at the port that whoever asks for it names."""
        return public(self.request, super().get_reset_password_from_key_url(key))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Count wrong passwords for an account by where they come from: a stranger's keep no owner out.

        The name is allauth's own, as is the count; see ACCOUNT_RATE_LIMITS.
        """
        given: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{given}:{get_ip(request)}"

    def is_reauthentication_required(self, *, app: str, **_: object) -> bool:  # noqa: ARG002  as above
        """Whether it is longer ago than a while that whoever acts has shown who it is."""
        if settings.ALONE:
            return False
        shown = get_authentication_records(context.request, context.request.user)
        return not shown or time.time() - shown[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class FurtherSteps(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """Codes and keys: one sentence for both, which allauth refuses alike."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code or key was not accepted: it is not one of this account, or was used already. Try "
            "again, or sign in another way."
        )
    }

    def generate_authenticator_name(
        self,
        user: Person,
        type: Authenticator.Type,  # noqa: A002  allauth's own
    ) -> str:
        """Propose a name for a passkey: by how many there are."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}


class OfThoseInvited(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002  as above
        sociallogin: SocialLogin,  # noqa: ARG002  as above
    ) -> bool:
        """Nobody signs up by another provider either."""
        return False

    def get_requests_session(self) -> Session:
        return _Asking()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match who signs in by a provider to an account, or an invitation, of the same verified address.

        Raises PermissionDenied where the provider's token is not there, or is another's than what it says
        beside it: only the token names this server and its issuer.
        """
        if not _by_its_token(sociallogin.account.extra_data):
            raise PermissionDenied
        if sociallogin.is_existing:
            return
        person = _invited(sociallogin)
        if person is None or (request.user.is_authenticated and request.user != person):
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        sociallogin.connect(request, person)


class _Asking(Session):
    """What asks a provider. One that does not answer, or not as one does, is said to be away."""

    def request(  # type: ignore[override]  # by their names, as allauth and requests give them
        self,
        method: str,
        url: str,
        **given: Any,  # noqa: ANN401  as above
    ) -> Response:
        given.setdefault("timeout", PATIENCE)
        try:
            answer = super().request(method, url, **given)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or method == "GET":
                answer.raise_for_status()
                answer.json()
        except RequestException as fault:
            away = render(context.request, "account/provider_away.html", status=HTTPStatus.BAD_GATEWAY)
            raise ImmediateHttpResponse(away) from fault
        return answer


def _by_its_token(said: Mapping[str, Mapping[str, object]]) -> bool:
    token, beside = said.get("id_token"), said.get("userinfo")
    return token is not None and (beside is None or beside.get("sub") == token.get("sub"))


def _invited(login: SocialLogin) -> Person | None:
    """Find whose address the provider vouches for; who was only invited gets the account and the seats."""
    verified = {address(one.email) for one in login.email_addresses if one.verified}
    if len(verified) != 1:
        return None
    (email,) = verified
    now = timezone.now()
    person = Person.objects.filter(email=email).first()
    for one in standing(now).filter(email=email):
        with suppress(NoInvitation, HasAccount):  # taken up meanwhile: signing in once more leads in
            if person is None:
                person = account_for(one, name="", password=None, now=now)
            else:
                take(one, person, now)
    return person
