"""People who come by invitation."""

from django.test import Client
from django.utils import timezone

from travaux.web.accounts.invitation import Offer, invite, token_of
from travaux.web.accounts.models import Invitation, Person

PASSWORD = "kettle-orbit-salmon-27"  # noqa: S105  nobody's but these tests'
NEW = {"name": "Rana Noor", "password": PASSWORD, "again": PASSWORD, "way": "password"}


def offered(party: str = "ARD", email: str = "r.noor@example.org", capacity: str = "head") -> Invitation:
    return invite(Offer(email=email, party=party, capacity=capacity), None, timezone.now())


def link(one: Invitation) -> str:
    return f"/invitation/{token_of(one)}/"


def came(party: str = "ARD", email: str = "r.noor@example.org", capacity: str = "head") -> Client:
    """Somebody who took up an invitation: by making the account, or signed in to it."""
    browser = Client()
    if Person.objects.filter(email=email).exists():
        browser.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert browser.post(link(offered(party, email, capacity)), NEW).status_code == 302
    return browser
