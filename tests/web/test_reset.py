"""A password set by a link: nothing from before opens the account by itself, and nothing is taken away."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.test.utils import override_settings

from tests.web.coming import PASSWORD, came
from tests.web.mailbox import Mailbox
from tests.web.test_signing_in import signs_in, who, with_passkey
from travaux.web.accounts.models import AccessKey, Person
from travaux.web.accounts.posting import posted

pytestmark = pytest.mark.usefixtures("room")
NOOR = "r.noor@example.org"
OTHER = "orbit-kettle-72-salmon"


@pytest.fixture(autouse=True)
def mailbox() -> Iterator[Mailbox]:
    with (
        Mailbox() as box,
        override_settings(
            MAILS=True,
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=box.port,
            EMAIL_USE_TLS=False,
        ),
    ):
        yield box


def resets(browser: Client, box: Mailbox) -> str:
    """Ask for a link and set another password by it; give the page on which it is set."""
    browser.post("/accounts/password/reset/", {"email": NOOR})
    posted()
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", box.came[-1][2].get_content())
    assert found is not None
    page = browser.get(found[1], follow=True)
    answer = browser.post(page.redirect_chain[-1][0], {"password1": OTHER, "password2": OTHER})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/reset/key/done/")
    return page.content.decode()


def after_password() -> tuple[Client, str]:
    """Give the new password; give the browser, and where it is sent."""
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": NOOR, "password": OTHER})
    return browser, answer["Location"]


def test_sessions_and_access_keys_end_and_a_passkey_from_before_lets_nobody_in(mailbox: Mailbox) -> None:
    squatter = came()
    passkey = with_passkey(squatter)
    AccessKey.objects.create(person=Person.objects.get(), party="ARD", name="A program", digest="d")
    assert who(signs_in(passkey)) == NOOR
    page = resets(Client(), mailbox)
    assert "A passkey from before lets nobody in by itself any more" in page
    assert squatter.get("/keys/").status_code == 302
    assert UserSession.objects.count() == 0
    assert AccessKey.objects.get().ended is not None
    refused = signs_in(passkey)
    assert who(refused) is None
    assert (
        "This passkey is from before the password was set anew"
        in refused.get("/accounts/login/").content.decode()
    )
    assert Authenticator.objects.filter(type="webauthn").count() == 1, "and it is not taken away"


def test_the_old_password_opens_nothing_and_the_new_one_does(mailbox: Mailbox) -> None:
    came()
    resets(Client(), mailbox)
    old = Client()
    old.post("/accounts/login/", {"login": NOOR, "password": PASSWORD})
    assert who(old) is None
    browser, _ = after_password()
    assert who(browser) == NOOR


def test_a_second_step_is_still_asked_for_and_the_page_says_who_helps(mailbox: Mailbox) -> None:
    with_passkey(came())
    resets(Client(), mailbox)
    browser, to = after_password()
    assert (to, who(browser)) == ("/accounts/2fa/authenticate/", None)
    assert "ask whoever runs this server to close the account" in browser.get(to).content.decode()


def test_a_passkey_that_is_added_afterwards_lets_its_holder_in(mailbox: Mailbox) -> None:
    came()
    resets(Client(), mailbox)
    browser, _ = after_password()
    assert who(signs_in(with_passkey(browser))) == NOOR


def test_whoever_is_signed_in_resets_too_and_is_signed_out(mailbox: Mailbox) -> None:
    browser = came()
    resets(browser, mailbox)
    assert who(browser) is None
    assert browser.get("/keys/").status_code == 302


@pytest.mark.parametrize(
    ("language", "passkey"),
    [
        ("ar", "مفتاح"),
        ("zh-hans", "通行密钥"),
        ("en", "passkey"),
        ("fr", "clé d’identification"),
        ("ru", "ключ входа"),
        ("es", "llave de acceso"),
    ],
)
def test_a_passkey_has_one_name_on_the_pages_of_an_account(language: str, passkey: str) -> None:
    browser = came()
    with_passkey(browser)
    browser.cookies["django_language"] = language
    for address in (
        *("/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"),
        *(
            f"/accounts/2fa/webauthn/keys/{Authenticator.objects.get(type='webauthn').pk}/{one}/"
            for one in VERBS
        ),
        "/accounts/2fa/webauthn/reauthenticate/",
    ):
        answer = browser.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200, address
        assert passkey in page.lower(), address
        assert not re.search(OTHER_NAMES, page), (address, re.search(OTHER_NAMES, page))


VERBS = ("remove", "edit")
OTHER_NAMES = re.compile(
    "security key|clés? de sécurité|clés? secrète|claves? de seguridad|ключ[а-я]* (безопасности|доступа)"
    "|安全密钥|مفت?ا?ت?ي?ح الأمان|مفتاح أمان",
    re.IGNORECASE,
)
