"""Signing in by an OpenID issuer: what it vouches for lets in whoever was invited, and nobody else."""

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.test.utils import override_settings

from tests.web.coming import came, offered
from tests.web.issuer import Issuer
from travaux.web.accounts.issuers import Issuer as Told
from travaux.web.accounts.models import Person, Seat

pytestmark = pytest.mark.usefixtures("room")
LOGIN = "/accounts/oidc/ministry/login/"
NOOR = {"sub": "4711", "email": "R.Noor@example.org", "email_verified": True, "name": "Rana Noor"}


@pytest.fixture
def ministry() -> Iterator[Issuer]:
    with Issuer(person=NOOR) as issuer:
        ours = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [Told(**issuer.settings).app]}}
        with override_settings(SOCIALACCOUNT_PROVIDERS=ours):
            yield issuer


def sent_back(browser: Client) -> str:
    """Go to the issuer, and give the address to which it sends back."""
    there = urlsplit(browser.post(LOGIN)["Location"])
    connection = http.client.HTTPConnection(str(there.hostname), there.port or 80, timeout=10)
    connection.request("GET", f"{there.path}?{there.query}")
    found = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return f"{found.path}?{found.query}"


def comes(browser: Client | None = None) -> tuple[Client, Any]:
    """Come in by the issuer; give the browser, and what is answered at the end."""
    browser = browser or Client()
    return browser, browser.get(sent_back(browser))


def who(browser: Client) -> str | None:
    number = browser.session.get("_auth_user_id")
    return None if number is None else Person.objects.get(pk=number).email


class TestWhoIsLetIn:
    def test_whoever_was_invited_has_the_seat_and_comes_again_without(self, ministry: Issuer) -> None:
        offered(email="r.noor@example.org")
        browser, answer = comes()
        assert (answer.status_code, who(browser)) == (302, "r.noor@example.org")
        (seat,) = Seat.objects.all()
        assert (seat.person.email, seat.party, seat.person.has_usable_password()) == (
            "r.noor@example.org",
            "ARD",
            False,
        )
        ministry.person = NOOR | {"email": "rana@elsewhere.example.org"}
        again, _ = comes()
        assert who(again) == "r.noor@example.org", "by the issuer's own number, whatever the address is now"
        assert (Person.objects.count(), SocialAccount.objects.count()) == (1, 1)

    def test_whoever_has_an_account_of_that_address_comes_into_it(self, ministry: Issuer) -> None:
        assert ministry.address
        came()
        assert who(comes()[0]) == "r.noor@example.org"

    @pytest.mark.parametrize(
        "person",
        [
            NOOR | {"sub": "12", "email": "stranger@example.org"},
            NOOR | {"email_verified": False},
            NOOR | {"email_verified": "false"},
            {"sub": "4711", "email": "R.Noor@example.org"},
            {"sub": "4711", "name": "R.Noor@example.org"},
        ],
    )
    def test_nobody_else_and_not_by_an_address_that_is_not_vouched_for(
        self, ministry: Issuer, person: dict[str, object]
    ) -> None:
        came()
        offered("BOR")
        ministry.person = person
        browser, answer = comes()
        assert (answer.status_code, who(browser)) == (403, None)
        assert "Accounts are made by invitation" in answer.content.decode()
        assert (Person.objects.count(), Seat.objects.count(), SocialAccount.objects.count()) == (1, 1, 0)


class TestWhatIsRefused:
    """What the issuer's token does not say of this server, now, is said of nobody here."""

    def refused(self, browser: Client, answer: Any) -> None:  # noqa: ANN401  Django's own
        assert (answer.status_code, who(browser)) == (401, None)
        assert not SocialAccount.objects.exists()

    @pytest.mark.parametrize(
        "token",
        [
            {"iss": "http://127.0.0.1:1"},
            {"iss": None},
            {"aud": "another server"},
            {"aud": None},
            {"exp": 1},
            {"sub": "somebody else"},
        ],
        ids=str,
    )
    def test_a_token_of_another_for_another_or_out_of_time(
        self, ministry: Issuer, token: dict[str, object]
    ) -> None:
        came()
        ministry.token = token
        self.refused(*comes())

    def test_what_is_said_beside_the_token_of_somebody_else(self, ministry: Issuer) -> None:
        came()
        ministry.more = {"sub": "somebody else"}
        self.refused(*comes())

    def test_words_without_a_token(self, ministry: Issuer) -> None:
        came()
        ministry.without_token = True
        self.refused(*comes())

    def test_a_code_that_was_given_to_another_browser(self, ministry: Issuer) -> None:
        """What binds the answer to who asked is the state, and the proof of the key of the code."""
        assert ministry.address
        came()
        theirs, mine = Client(), Client()
        back = sent_back(theirs)
        self.refused(mine, mine.get(back))
        code = back.partition("code=")[2].partition("&")[0]
        state = sent_back(mine).partition("state=")[2]
        self.refused(mine, mine.get(f"{LOGIN}callback/?code={code}&state={state}"))

    def test_a_code_twice(self, ministry: Issuer) -> None:
        assert ministry.address
        came()
        browser = Client()
        back = sent_back(browser)
        assert browser.get(back).status_code == 302
        assert Client().get(back).status_code == 401

    def test_a_code_that_the_issuer_does_not_know(self, ministry: Issuer) -> None:
        browser = Client()
        back = sent_back(browser)
        ministry.given.clear()
        self.refused(browser, browser.get(back))


class TestAnIssuerThatIsAway:
    @staticmethod
    def said_at(asked: Any) -> None:  # noqa: ANN401  Django's own
        assert asked.status_code == 502
        assert "The provider by which you sign in does not answer" in asked.content.decode()

    def test_it_says_that_it_cannot_answer(self, ministry: Issuer) -> None:
        browser = Client()
        back = sent_back(browser)
        ministry.away = True
        self.said_at(browser.get(back))
        self.said_at(browser.post(LOGIN))

    def test_nobody_is_there(self, ministry: Issuer) -> None:
        ministry.__exit__()
        self.said_at(Client().post(LOGIN))
