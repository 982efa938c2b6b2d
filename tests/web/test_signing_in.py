"""Signing in: by password, code, passkey or another provider; one person's passkey is nobody else's."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from tests.web.authenticator import Passkey
from tests.web.coming import NEW, PASSWORD, came, link, offered
from travaux.web.accounts.adapter import OfThoseInvited
from travaux.web.accounts.issuers import BadIssuers, Issuer, issuers_in
from travaux.web.accounts.models import Person, Seat
from travaux.web.accounts.post import BadPost, Post, post_office
from travaux.web.room import Room

pytestmark = pytest.mark.usefixtures("room")
MINISTRY = {
    "name": "ministry",
    "title": "Ministry of Ardane",
    "issuer": "https://login.example.org/realms/ministry",
    "client": "travaux",
    "secret": "of this server",
}
LOGIN = "/accounts/2fa/webauthn/login/"


def with_passkey(browser: Client) -> Passkey:
    """Add a passkey to whoever is signed in."""
    one, answer = added(browser, {"passwordless": "on"})
    assert answer.status_code == 302, answer.content.decode()
    return one


def added(browser: Client, given: dict[str, str]) -> tuple[Passkey, Any]:
    """Try to add a key, and give it with what is answered."""
    page = browser.get("/accounts/2fa/webauthn/add/", secure=True).content.decode()
    asked = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page)
    assert asked is not None
    one = Passkey()
    credential = one.made(json.loads(html.unescape(asked[1]))["creation_options"])
    answer = browser.post(
        "/accounts/2fa/webauthn/add/",
        {"name": "Laptop", "credential": credential, **given},
        secure=True,
    )
    return one, answer


def signs_in(passkey: Passkey, *, as_user: str | None = None) -> Client:
    """Sign in with a passkey, or try to."""
    browser = Client(headers={"x-requested-with": "XMLHttpRequest"})
    options = browser.get(LOGIN, secure=True).json()["request_options"]
    browser.post(LOGIN, {"credential": passkey.signed(options, as_user=as_user)}, secure=True)
    return browser


def who(browser: Client) -> str | None:
    """Say who is signed in."""
    number = browser.session.get("_auth_user_id")
    return None if number is None else Person.objects.get(pk=number).email


class TestPasskeys:
    def test_a_page_that_asks_for_one_has_where_to_say_that_it_failed(self) -> None:
        failed = "No passkey was made or used: it was cancelled"
        for browser, address in ((came(), "/accounts/2fa/webauthn/add/"), (Client(), "/accounts/login/")):
            page = browser.get(address, secure=True).content.decode()
            assert [page.count(one) for one in ('id="passkey-said" role="alert"', failed)] == [1, 1]
            assert page.index("mfa/js/webauthn.js") < page.index("web/passkey.js")
            assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []

    def test_the_pages_of_an_account_are_named_as_the_links_to_them(self) -> None:
        browser = came()
        page = browser.get("/accounts/2fa/", secure=True).content.decode()
        assert re.findall(r"<h1>\s*(.*?)\s*</h1>", page) == ["How you sign in"]
        adding = browser.get("/accounts/2fa/webauthn/add/", secure=True).content.decode()
        assert 'value="Passkey 1"' in adding
        assert "It asks for your finger, your face or its PIN then." in adding
        french = browser.get(
            "/accounts/2fa/", secure=True, headers={"accept-language": "fr"}
        ).content.decode()
        assert re.findall(r"<h1>\s*(.*?)\s*</h1>", french) == ["Mode de connexion"]
        old = ("Two-Factor", "Master key", "passwordless operation")
        assert [one for one in old if one in page + adding] == []

    def test_a_passkey_signs_its_holder_in(self) -> None:
        passkey = with_passkey(came())
        assert who(signs_in(passkey)) == "r.noor@example.org"

    def test_one_persons_passkey_signs_nobody_else_in(self) -> None:
        hers = with_passkey(came())
        his = with_passkey(came("BOR", "b.orr@example.org"))
        assert hers.user != his.user
        assert who(signs_in(hers, as_user=his.user)) is None
        assert who(signs_in(his, as_user=hers.user)) is None
        assert who(signs_in(his)) == "b.orr@example.org"

    def test_a_passkey_that_was_never_added_signs_nobody_in(self) -> None:
        hers = with_passkey(came())
        assert who(signs_in(Passkey(user=hers.user))) is None
        assert who(signs_in(Passkey(user=hers.user, name=hers.name))) is None

    def test_one_that_was_removed_signs_in_no_more(self) -> None:
        passkey = with_passkey(came())
        Authenticator.objects.all().delete()
        assert who(signs_in(passkey)) is None

    def test_an_answer_to_another_challenge_is_none(self) -> None:
        passkey = with_passkey(came())
        browser = Client(headers={"x-requested-with": "XMLHttpRequest"})
        old = browser.get(LOGIN, secure=True).json()["request_options"]
        browser.get(LOGIN, secure=True)
        browser.post(LOGIN, {"credential": passkey.signed(old)}, secure=True)
        assert who(browser) is None

    def test_whoever_has_no_password_adds_no_key_that_cannot_let_in_by_itself(self) -> None:
        with_password, without = came(), Client()
        without.post(link(offered(email="t.adeyemi@example.org")), NEW | {"way": "passkey"})
        _, refused = added(without, {})
        assert "Your account has no password" in refused.content.decode()
        assert not Authenticator.objects.exists()
        assert added(with_password, {})[1].status_code == 302


class TestWrongPasswords:
    HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"

    def tries(self, password: str, at: str, email: str = "r.noor@example.org") -> str | None:
        browser = Client(REMOTE_ADDR=at)
        browser.post("/accounts/login/", {"login": email, "password": password})
        return who(browser)

    def test_those_of_a_stranger_keep_no_owner_out(self) -> None:
        came()
        for at in (self.ELSEWHERE, "198.51.100.10", "2001:db8::1"):
            for number in range(7):
                assert self.tries(f"wrong-{number}", at) is None
        assert self.tries(PASSWORD, self.ELSEWHERE) is None, (
            "and whoever guesses is kept out where she is not"
        )
        assert self.tries(PASSWORD, self.HERE) == "r.noor@example.org"

    def test_five_from_one_address_are_all_for_a_while(self) -> None:
        came()
        for number in range(5):
            assert self.tries(f"wrong-{number}", self.HERE) is None
        assert self.tries(PASSWORD, self.HERE) is None

    def test_ten_a_minute_from_one_address_are_all_whomever_they_are_for(self) -> None:
        came()
        came("BOR", "b.orr@example.org")
        for number in range(10):
            assert self.tries("wrong", self.HERE, f"nobody-{number}@example.org") is None
        assert self.tries(PASSWORD, self.HERE, "b.orr@example.org") is None
        assert self.tries(PASSWORD, self.ELSEWHERE, "b.orr@example.org") == "b.orr@example.org"

    def test_what_is_counted_for_an_address_in_ipv6_is_its_network(self) -> None:
        came()
        for number in range(5):
            assert self.tries(f"wrong-{number}", f"2001:db8::{number}") is None
        assert self.tries(PASSWORD, "2001:db8::9") is None

    def test_an_owner_who_signs_in_has_as_many_tries_left_as_before(self) -> None:
        came()
        for _ in range(7):
            assert self.tries(PASSWORD, self.HERE) == "r.noor@example.org"


class TestCodes:
    def enrolled(self) -> str:
        """Give somebody a code generator; give its secret."""
        browser = came()
        page = browser.get("/accounts/2fa/totp/activate/").content.decode()
        found = re.search(r"secret=([A-Z2-7]+)|value=\"([A-Z2-7]{32})\"", html.unescape(page))
        assert found is not None
        secret = found[1] or found[2]
        browser.post("/accounts/2fa/totp/activate/", {"code": "000000"})
        assert not Authenticator.objects.exists()
        browser.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
        assert Authenticator.objects.filter(type="totp").exists()
        cache.clear()  # a code is good once: that it was used is kept for its half minute, and here forgotten
        return secret

    def asked(self) -> Client:
        """Give the password, after which a code is asked for."""
        browser = Client()
        answer = browser.post("/accounts/login/", {"login": "r.noor@example.org", "password": PASSWORD})
        assert (answer["Location"], who(browser)) == ("/accounts/2fa/authenticate/", None)
        return browser

    def given(self, code: str) -> str | None:
        """Give a code after the password, and say who is signed in then."""
        browser = self.asked()
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        return who(browser)

    def test_whoever_has_a_code_generator_gives_a_code_after_the_password(self) -> None:
        secret = self.enrolled()
        assert self.given("000000") is None
        assert self.given(code(secret)) == "r.noor@example.org"
        assert self.given(code(secret)) is None, "and each code once"

    def test_a_recovery_code_lets_in_once(self) -> None:
        self.enrolled()
        codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
        first, second, *_ = codes
        assert self.given(first) == "r.noor@example.org"
        assert self.given(first) is None
        assert self.given(second) == "r.noor@example.org"
        assert len(RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()) == 8

    def test_nothing_is_open_between_the_password_and_the_code(self) -> None:
        self.enrolled()
        browser = self.asked()
        answers = [browser.get(one).status_code for one in ("/keys/", "/people/", "/today/")]
        assert answers == [302, 302, 302]


def code(secret: str) -> str:
    (counter, *_) = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


class TestSessions:
    def test_they_are_listed_and_all_others_can_be_ended(self) -> None:
        browser, other = came(), Client()
        other.post("/accounts/login/", {"login": "r.noor@example.org", "password": PASSWORD})
        assert who(other) == "r.noor@example.org"
        browser.get("/keys/"), other.get("/keys/")
        assert UserSession.objects.count() == 2
        assert browser.get("/accounts/sessions/").status_code == 200
        browser.post("/accounts/sessions/")
        assert (who(browser), other.get("/keys/").status_code) == ("r.noor@example.org", 302)

    def test_every_page_about_ones_account_is_in_our_frame_and_under_our_policy(self) -> None:
        browser = came()
        for address in (
            *("/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/", "/accounts/logout/"),
            *("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"),
        ):
            answer = browser.get(address)
            page = answer.content.decode()
            assert (answer.status_code, page.count("<h1"), page.count('id="main"')) == (200, 1, 1), address
            assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page), address
            assert not re.search(r"\s(style|on\w+)=", page), address
        for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
            page = Client().get(address).content.decode()
            assert page.count("<h1") == 1, address


class TestOtherProviders:
    def login(self, email: str, *, verified: bool = True) -> SocialLogin:
        """Give what a provider says of somebody."""
        return SocialLogin(
            account=SocialAccount(provider="ministry", uid=f"uid of {email}", extra_data={"id_token": {}}),
            email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
        )

    def asked(self, user: Any = None) -> Any:  # noqa: ANN401  a request
        request = RequestFactory().get("/")
        request.user = user or AnonymousUser()
        request.session = Client().session
        return request

    def matched(self, login: SocialLogin, user: Any = None) -> str | None:  # noqa: ANN401  as above
        ours = {"openid_connect": {"APPS": [Issuer(**MINISTRY).app]}}
        with override_settings(SOCIALACCOUNT_PROVIDERS=ours):
            try:
                OfThoseInvited().pre_social_login(self.asked(user), login)
            except ImmediateHttpResponse as refused:
                return None if refused.response.status_code == 403 else "?"
        return str(login.user.email)

    def test_an_account_of_the_same_verified_address_is_matched(self) -> None:
        came()
        assert self.matched(self.login("R.Noor@example.org")) == "r.noor@example.org"

    def test_whoever_was_invited_gets_the_account_and_the_seat(self) -> None:
        offered(email="t.adeyemi@example.org", capacity="delegate")
        assert self.matched(self.login("t.adeyemi@example.org")) == "t.adeyemi@example.org"
        (seat,) = Seat.objects.all()
        assert (seat.party, seat.capacity, seat.person.has_usable_password()) == ("ARD", "delegate", False)

    def test_nobody_else_is_let_in(self) -> None:
        came()
        before = set(Person.objects.values_list("email", flat=True))
        assert self.matched(self.login("stranger@example.org")) is None
        assert self.matched(self.login("r.noor@example.org", verified=False)) is None
        assert (
            self.matched(
                SocialLogin(
                    account=SocialAccount(provider="x", uid="y", extra_data={"id_token": {}}),
                    email_addresses=[],
                )
            )
            is None
        )
        assert set(Person.objects.values_list("email", flat=True)) == before

    def test_nobody_ties_the_account_of_another_to_ones_own(self) -> None:
        came()
        came("BOR", "b.orr@example.org")
        other = Person.objects.get(email="b.orr@example.org")
        assert self.matched(self.login("r.noor@example.org"), other) is None
        assert not SocialAccount.objects.exists()


class TestIssuers:
    def file(self, folder: Path, holds: object) -> str:
        path = folder / "issuers.json"
        path.write_text(json.dumps(holds), encoding="utf-8")
        return str(path)

    def test_those_in_the_file_and_no_others(self, tmp_path: Path) -> None:
        (one,) = issuers_in(self.file(tmp_path, [MINISTRY]))
        assert one == Issuer(**MINISTRY)
        assert one.origin == "https://login.example.org"
        assert one.app["settings"]["openid_configuration_overrides"] == {"issuer": MINISTRY["issuer"]}
        assert issuers_in("") == ()

    @pytest.mark.parametrize(
        ("holds", "said"),
        [
            ({"ministry": {}}, "holds no list"),
            ([{"name": "ministry"}], "issuer 1 lacks"),
            ([MINISTRY | {"issuer": "http://login.example.org"}], "is no address that is reached by HTTPS"),
            ([MINISTRY | {"secret": ""}], 'has nothing, or no text, as "secret"'),
        ],
    )
    def test_a_file_that_cannot_be_used(self, tmp_path: Path, holds: object, said: str) -> None:
        with pytest.raises(BadIssuers, match=said):
            issuers_in(self.file(tmp_path, holds))

    def test_how_e_mail_is_sent(self) -> None:
        assert post_office("") == Post()
        assert post_office("smtp://us%40er:pa%2Fss@mail.example.org/?from=t@example.org") == Post(
            backend="smtp",
            host="mail.example.org",
            port=587,
            user="us@er",
            password="pa/ss",  # noqa: S106  nobody's
            starts_tls=True,
            sender="t@example.org",
        )
        for bad in ("mail.example.org", "smtp://mail.example.org/", "https://x/?from=a@b"):
            with pytest.raises(BadPost):
                post_office(bad)


def test_a_session_from_before_does_not_last(room: Room) -> None:
    assert room.state.size
    browser = came()
    person = Person.objects.get()
    person.signed_out += 1
    person.save()
    assert browser.get("/keys/").status_code == 302


def test_a_session_is_shown_where_it_was_used_last(room: Room) -> None:
    del room
    browser = came()
    for agent in ("Laptop", "Laptop", "Telephone", "Laptop"):
        browser.get("/", headers={"user-agent": agent})
    written = [one.user_agent for one in UserSession.objects.all()]
    assert written == ["Laptop"]


def test_a_session_is_not_written_down_at_every_request(room: Room) -> None:
    del room
    browser = came()
    browser.get("/")
    (before,) = UserSession.objects.all()
    browser.get("/docket/")
    (after,) = UserSession.objects.all()
    assert after.last_seen_at == before.last_seen_at
