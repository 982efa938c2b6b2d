"""Invitations by e-mail: what is sent, to whom, and what is said where nothing could be."""

import html
import re
import threading
import time
from collections.abc import Iterator, Mapping
from socket import socket
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.test.utils import override_settings

from tests.web.coming import NEW, came, link, offered
from tests.web.mailbox import Mailbox
from travaux.cli.machine import stamp
from travaux.render.times import moment
from travaux.web.accounts.models import Invitation, Person, Seat
from travaux.web.accounts.post import post_office
from travaux.web.accounts.posting import MOST, post_later, posted, posted_or_told

pytestmark = pytest.mark.usefixtures("room")
ADEYEMI = {"email": "t.adeyemi@example.org", "party": "ARD", "capacity": "delegate"}


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """The mail server that this one is told of. TLS is for the network, and there is none in between."""
    with Mailbox() as box:
        post = post_office(f"smtp://127.0.0.1:{box.port}/?from=talks@example.org")
        with override_settings(
            MAILS=True,
            EMAIL_BACKEND=f"django.core.mail.backends.{post.backend}.EmailBackend",
            EMAIL_HOST=post.host,
            EMAIL_PORT=post.port,
            EMAIL_USE_TLS=False,
            DEFAULT_FROM_EMAIL=post.sender,
        ):
            yield box


def invites(browser: Client, **given: str) -> str:
    answer = browser.post("/people/invite/", ADEYEMI | given)
    assert answer.status_code in {200, 422}, answer.status_code
    return html.unescape(answer.content.decode())


def shown(page: str) -> str:
    found = re.search(r'value="http://testserver(/invitation/[^"]+)"', page)
    assert found is not None, page
    return found[1]


def test_the_link_comes_by_mail_and_lets_in(mailbox: Mailbox) -> None:
    page = invites(came())
    assert "The link was sent to t.adeyemi@example.org." in page
    ((sender, receivers, message),) = mailbox.came
    assert (sender, receivers) == ("talks@example.org", ("t.adeyemi@example.org",))
    headers = {name: str(message[name]) for name in ("From", "To", "Subject")}
    assert headers == {"From": "talks@example.org", "To": "t.adeyemi@example.org", "Subject": "Your seat"}
    words = message.get_content()
    assert words.startswith("Rana Noor invites you to sit for ARD in “")
    until = moment(
        stamp(Invitation.objects.get(email="t.adeyemi@example.org").expires), ZoneInfo("Europe/Athens")
    )
    assert f"it works once, until {until}:" in words
    assert re.fullmatch(r".+ Europe/Athens \(.*\d\d:\d\d UTC\)", until)
    found = re.search(r"http://testserver(/invitation/\S+)", words)
    assert found is not None
    assert found[1] == shown(page)
    assert Client().post(found[1], NEW | {"name": "Tunde Adeyemi"}).status_code == 302
    assert Seat.objects.get(person__email="t.adeyemi@example.org").capacity == "delegate"


@pytest.mark.parametrize("receiver", ["x@example.org\r\nBcc: y@example.org", "x@example.org, y@example.org"])
def test_an_address_is_one_address(mailbox: Mailbox, receiver: str) -> None:
    assert "alert" in invites(came(), email=receiver)
    assert (mailbox.came, Invitation.objects.filter(taken=None).count()) == ([], 0)


@pytest.mark.parametrize(
    "name", ["Noor\r\nBcc: y@example.org", "Noor\n\nOpen http://elsewhere.example.org", "Noor\u202egro"]
)
def test_a_name_is_one_line_in_one_direction(mailbox: Mailbox, name: str) -> None:
    answer = Client().post(link(offered()), NEW | {"name": name})
    assert answer.status_code == 422
    assert "A name is letters on one line" in answer.content.decode()
    assert not Person.objects.exists()
    browser = came()
    Person.objects.update(name=name)  # as from before that was asked
    invites(browser)
    ((_, receivers, message),) = mailbox.came
    first, *_ = message.get_content().splitlines()
    assert (receivers, message["Bcc"]) == (("t.adeyemi@example.org",), None)
    assert first.startswith("Noor")
    assert " invites you to sit for ARD" in first
    assert "\u202e" not in first


def test_a_server_that_does_not_take_it_leaves_the_link_shown_and_that_is_said(mailbox: Mailbox) -> None:
    browser = came()
    mailbox.refuses = True
    refused = invites(browser)
    with override_settings(EMAIL_PORT=1):
        away = invites(browser)
    for page in (refused, away):
        assert "The mail server did not take it" in page
        assert "Nothing was sent: give the link to them yourself" in page
    assert mailbox.came == []
    assert [Client().get(shown(page)).status_code for page in (refused, away)] == [404, 200]


def test_where_no_mail_is_sent_nothing_is_said_of_a_server() -> None:
    page = invites(came())
    assert "The mail server" not in page
    assert "Nothing was sent: give the link to them yourself" in page


def test_whoever_forgot_the_password_is_sent_a_link_for_another(mailbox: Mailbox) -> None:
    came()
    browser = Client()
    for email in ("r.noor@example.org", "nobody@example.org"):
        answer = browser.post("/accounts/password/reset/", {"email": email})
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/reset/done/")
    posted()
    ((_, receivers, message),) = mailbox.came
    assert receivers == ("r.noor@example.org",)
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", message.get_content())
    assert found is not None
    page = browser.get(found[1], follow=True)
    assert page.status_code == 200
    where = page.redirect_chain[-1][0]
    new = dict.fromkeys(("password1", "password2"), "orbit-kettle-72-salmon")
    assert browser.post(where, new).status_code == 302
    again = Client()
    again.post("/accounts/login/", {"login": "r.noor@example.org", "password": "orbit-kettle-72-salmon"})
    assert again.get("/keys/").status_code == 200
    assert Client().get(found[1], follow=True).content.decode().count("password1") == 0


def test_where_no_mail_is_sent_nobody_is_told_to_wait_for_one() -> None:
    came()
    browser = Client()
    for answer in (
        browser.get("/accounts/password/reset/"),
        browser.get("/accounts/password/reset/done/"),
        browser.post("/accounts/password/reset/", {"email": "r.noor@example.org"}),
        browser.post("/accounts/password/reset/", {"email": "nobody@example.org"}),
    ):
        page = answer.content.decode()
        assert (answer.status_code, page.count("This server sends no e-mail")) == (200, 1)
        assert "ask whoever runs this server to close the account" in page
        assert 'type="email"' not in page


def test_a_mail_server_that_does_not_answer_says_of_no_address_whether_it_has_an_account(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    came()
    with socket() as silent, override_settings(EMAIL_TIMEOUT=2):
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with override_settings(EMAIL_PORT=silent.getsockname()[1]):
            answers = []
            for email in ("r.noor@example.org", "nobody@example.org"):
                before = time.monotonic()
                answer = Client().post("/accounts/password/reset/", {"email": email}, follow=True)
                assert time.monotonic() - before < 2
                answers.append((answer.redirect_chain, page_of(answer.content.decode())))
            posted()
    assert answers[0] == answers[1]
    assert "If there is an account with this address" in answers[0][1]
    assert mailbox.came == []
    assert warned(caplog) == ["a letter was not taken by the mail server: SMTPServerDisconnected"]


def warned(log: pytest.LogCaptureFixture) -> list[str]:
    assert "r.noor" not in log.text
    return [one.getMessage() for one in log.records if one.levelname == "WARNING"]


def page_of(page: str) -> str:
    """Give a page without what is different each time: the proof that a form is of its session."""
    return re.sub(r'(value|nonce)="[^"]{16,}"', "", page)


def test_whoever_is_invited_is_given_the_link_where_a_mail_server_does_not_answer(mailbox: Mailbox) -> None:
    browser = came()
    with socket() as silent, override_settings(EMAIL_TIMEOUT=0.2):
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with override_settings(EMAIL_PORT=silent.getsockname()[1]):
            page = invites(browser)
    assert "The mail server did not take it" in page
    assert Client().get(shown(page)).status_code == 200
    assert mailbox.came == []


def test_more_letters_than_can_wait_are_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    going = threading.Event()
    post_later(lambda: assert_set(going), "a test")
    for _ in range(MOST + 2):
        post_later(lambda: None, "a test")
    going.set()
    posted()
    assert {*warned(caplog)} == {"a letter was not sent: 200 wait already"}


def test_letters_that_wait_when_the_server_ends_are_sent_or_counted_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    going = threading.Event()
    post_later(lambda: assert_set(going), "another password")
    post_later(lambda: None, "another password")
    posted_or_told(0.1)
    assert warned(caplog) == [
        "letters for another password that were not sent before the server ended: 2",
    ]
    going.set()
    caplog.clear()
    posted_or_told(20)
    assert warned(caplog) == []


@pytest.mark.parametrize(
    ("served", "host", "link"),
    [
        ({}, "testserver:6666", "http://testserver/"),
        ({"HTTPS": True}, "testserver:6666", "https://testserver/"),
        ({"HTTPS": True, "AT": "https://talks.example:8443/"}, "testserver", "https://talks.example:8443/"),
    ],
)
def test_a_link_for_another_password_leads_to_the_address_of_the_server(
    mailbox: Mailbox, served: Mapping[str, Any], host: str, link: str
) -> None:
    came()
    with override_settings(**served):
        Client().post("/accounts/password/reset/", {"email": "r.noor@example.org"}, headers={"Host": host})
        posted()
    ((_, _, message),) = mailbox.came
    assert re.findall(r"(https?://[^/]+/)accounts/password/reset/key/", message.get_content()) == [link]


@pytest.mark.parametrize(
    ("served", "host", "link"),
    [
        ({}, "testserver:6666", "http://testserver/"),
        ({"HTTPS": True}, "testserver:6666", "https://testserver/"),
        ({"HTTPS": True, "AT": "https://talks.example:8443/"}, "testserver", "https://talks.example:8443/"),
    ],
)
def test_an_invitation_leads_to_the_address_of_the_server_and_not_to_what_its_sender_named(
    mailbox: Mailbox, served: Mapping[str, Any], host: str, link: str
) -> None:
    browser = came()
    with override_settings(**served):
        page = browser.post("/people/invite/", ADEYEMI, headers={"Host": host}).content.decode()
    ((_, _, message),) = mailbox.came
    for where in (html.unescape(page), message.get_content()):
        assert re.findall(r"(https?://[^/]+/)invitation/", where) == [link]


def test_who_invites_by_another_name_than_those_told_is_refused(mailbox: Mailbox) -> None:
    answer = came().post("/people/invite/", ADEYEMI, headers={"Host": "elsewhere.example"})
    assert (answer.status_code, mailbox.came) == (400, [])


def assert_set(going: threading.Event) -> None:
    assert going.wait(20)


def unknown(email: str) -> None:
    raise KeyError(email)


def test_a_letter_that_cannot_be_written_keeps_no_other_back(caplog: pytest.LogCaptureFixture) -> None:
    sent = []
    post_later(lambda: unknown("r.noor@example.org"), "a test")
    post_later(lambda: sent.append("the next"), "a test")
    posted()
    assert sent == ["the next"]
    assert warned(caplog) == ["a letter was not sent: KeyError"]


def test_whoever_asks_in_the_name_of_another_keeps_nobody_from_a_passkey(mailbox: Mailbox) -> None:
    browser = came()
    Client().post("/accounts/password/reset/", {"email": "r.noor@example.org"})
    posted()
    assert len(mailbox.came) == 1
    assert EmailAddress.objects.filter(verified=False).count() == 1
    pages = ("/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/")
    assert [browser.get(one).status_code for one in pages] == [200, 200]
