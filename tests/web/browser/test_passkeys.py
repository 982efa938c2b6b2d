"""A passkey in a browser: made, used and removed, with an authenticator that Chromium plays."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import CDPSession, expect

from tests.web.browser.delegate import Delegate
from tests.web.coming import PASSWORD, link, offered
from travaux.web.accounts.ending import reset
from travaux.web.accounts.models import Person

Somebody = Callable[..., Delegate]
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True)
class Holder:
    """Somebody at a browser that has an authenticator."""

    at: Delegate
    protocol: CDPSession
    device: str
    complaints: list[str]
    """What the browser says of its own: nothing may be against our policy, and nothing may fail quietly."""

    @property
    def credentials(self) -> list[dict[str, Any]]:
        found = self.protocol.send("WebAuthn.getCredentials", {"authenticatorId": self.device})
        credentials: list[dict[str, Any]] = found["credentials"]
        return credentials

    def takes_over(self, credential: dict[str, Any]) -> None:
        """Have a credential as the only one of this browser."""
        self.protocol.send("WebAuthn.clearCredentials", {"authenticatorId": self.device})
        given = {"authenticatorId": self.device, "credential": credential}
        self.protocol.send("WebAuthn.addCredential", given)

    def comes_without_password(self, party: str) -> None:
        """Take up an invitation, and make a passkey instead of a password."""
        self.at.open(link(offered(party, self.at.email)))
        self.at.field("Your name, as others of the delegation see it").fill(f"Head of {party}")
        self.at.press("Make it without, and go on to a passkey")
        self.at.page.get_by_label("Name").fill("Laptop")
        expect(self.at.page.get_by_label("It lets me in by itself, without a password")).to_be_checked()
        self.at.page.wait_for_load_state()  # what answers the button is a script
        self.at.press("Add")
        expect(self.at.page).to_have_url(re.compile("/accounts/2fa/recovery-codes/$"))

    def adds_one(self) -> None:
        self.at.page.goto("/accounts/2fa/webauthn/add/")
        self.at.page.get_by_label("Name").fill("Telephone")
        self.at.page.wait_for_load_state()  # what answers the button is a script
        self.at.press("Add")
        expect(self.at.page).not_to_have_url(re.compile("/add/$"))

    def signs_out(self) -> None:
        self.at.page.goto("/accounts/logout/")
        self.at.press("Sign out")

    def removes_it(self) -> None:
        self.at.page.goto("/accounts/2fa/webauthn/")
        self.at.turn_to("Remove")
        self.at.press("Remove")
        self.at.sees("No passkeys have been added")

    def is_refused(self) -> None:
        self.signs_in()
        expect(self.at.page.get_by_text("This code or key was not accepted")).to_be_visible()
        assert not self.is_in()

    def signs_in(self) -> None:
        self.at.page.goto("/accounts/login/?next=/people/")
        self.at.press("Sign in with a passkey")

    def is_in(self) -> bool:
        """Whether it is let in: the page of people is for those who have signed in."""
        self.at.page.goto("/people/")
        return urlsplit(self.at.page.url).path == "/people/"


@pytest.fixture
def holder(address: str, somebody: Somebody) -> Iterator[Callable[[str], Holder]]:
    """Give somebody whose browser has an authenticator; the site has a name, as passkeys need."""
    made: list[Holder] = []

    def at(email: str) -> Holder:
        one = somebody(address.replace("127.0.0.1", "localhost"), email)
        protocol = one.page.context.new_cdp_session(one.page)
        protocol.send("WebAuthn.enable")
        added = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
        complaints: list[str] = []
        one.page.on("console", lambda said: complaints.append(said.text))
        one.page.on("pageerror", lambda said: complaints.append(str(said)))
        made.append(Holder(one, protocol, added["authenticatorId"], complaints))
        return made[-1]

    yield at
    for one in made:
        one.protocol.detach()


def test_a_passkey_lets_its_holder_in_and_nobody_else_until_it_is_removed(
    holder: Callable[[str], Holder],
) -> None:
    noor = holder("r.noor@example.org")
    noor.comes_without_password("ARD")
    assert not Person.objects.get().has_usable_password()
    noor.signs_out()
    assert not noor.is_in()
    noor.signs_in()
    noor.at.sees("Head of ARD")

    orr = holder("b.orr@example.org")
    orr.comes_without_password("BOR")
    orr.signs_out()
    (hers,), (his,) = noor.credentials, orr.credentials
    orr.takes_over({**his, "userHandle": hers["userHandle"]})
    orr.is_refused()
    orr.takes_over(his)
    orr.signs_in()
    orr.at.sees("Head of BOR")
    orr.at.never_sees("Head of ARD")

    noor.removes_it()
    noor.signs_out()
    noor.is_refused()
    assert noor.complaints == orr.complaints == []


def test_one_from_before_a_reset_lets_nobody_in_and_nobody_else_keeps_its_holder_from_another(
    holder: Callable[[str], Holder],
) -> None:
    noor = holder("r.noor@example.org")
    noor.comes_without_password("ARD")
    EmailAddress.objects.create(
        user=Person.objects.get(), email=noor.at.email, verified=False
    )  # was asked for
    noor.removes_it()
    noor.adds_one()
    noor.signs_out()
    noor.signs_in()
    noor.at.sees("Head of ARD")
    reset(Person.objects.get(), PASSWORD, timezone.now())
    assert not noor.is_in()
    noor.signs_in()
    expect(noor.at.page.get_by_text("This passkey is from before the password was set anew")).to_be_visible()
    assert not noor.is_in()


CANCELLED = (
    "No passkey was made or used: it was cancelled, or there is none here that fits, or it took too long. "
    "Nothing was changed; you can try again."
)


def test_one_that_is_cancelled_says_so_where_it_was_asked_for_and_the_next_is_made(
    holder: Callable[[str], Holder],
) -> None:
    noor = holder("r.noor@example.org")
    noor.comes_without_password("ARD")
    said = noor.at.page.locator("#passkey-said")
    noor.protocol.send(
        "WebAuthn.setUserVerified", {"authenticatorId": noor.device, "isUserVerified": False}
    )  # as whoever closes the window that asks for a finger
    noor.at.page.goto("/accounts/2fa/webauthn/add/")
    noor.at.page.get_by_label("Name").fill("Telephone")
    noor.at.press("Add")
    expect(said).to_have_text(CANCELLED)
    expect(noor.at.page).to_have_url(re.compile("/accounts/2fa/webauthn/add/$"))
    assert len(noor.credentials) == 1
    noor.signs_out()
    noor.signs_in()
    expect(said).to_have_text(CANCELLED)
    assert not noor.is_in()
    noor.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": noor.device, "isUserVerified": True})
    noor.signs_in()
    noor.at.sees("Head of ARD")
    assert noor.complaints == []
