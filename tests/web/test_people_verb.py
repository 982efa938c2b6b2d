"""`travaux people`: the first link is printed where the record is served."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.web.coming import NEW, PASSWORD, came
from travaux.cli import exit_codes
from travaux.cli.main import main
from travaux.web.accounts.models import AccessKey, Person, Seat
from travaux.web.room import Room

Says = Callable[..., str]


@pytest.fixture
def says(room: Room, capsys: pytest.CaptureFixture[str]) -> Iterator[Says]:
    """Run the verb beside the room that is served, and give what it prints."""

    def run(*given: str, ends: int = exit_codes.DONE) -> str:
        capsys.readouterr()
        assert main(["people", *given, "--record", str(room.path)]) == ends
        found = capsys.readouterr()
        return found.out + found.err

    before = dict(os.environ)
    yield run
    os.environ.clear()
    os.environ.update(before)


def test_the_first_link_makes_the_first_account(says: Says) -> None:
    said = says("invite", "Keeper@Example.org", "--party", "SEC", "--at", "https://talks.example.org")
    found = re.match(r"https://talks\.example\.org(/invitation/\S+/)\n", said)
    assert found is not None, said
    assert "It works once" in said
    assert Client().post(found[1], NEW).status_code == 302
    assert [(one.person.email, one.party, one.capacity) for one in Seat.objects.all()] == [
        ("keeper@example.org", "SEC", "head")
    ]
    today = datetime.now(UTC).date().isoformat()
    assert says("list").split() == ["SEC", "head", "keeper@example.org", "Rana", "Noor", today]


def test_an_operator_has_no_seat(says: Says) -> None:
    address = says("invite", "ops@example.org", "--operator").split()[0].removeprefix("http://127.0.0.1:8000")
    Client().post(address, NEW)
    assert (Person.objects.get().is_staff, Seat.objects.count()) == (True, 0)


def test_a_seat_ends(says: Says) -> None:
    address = (
        says("invite", "k@example.org", "--party", "SEC").split()[0].removeprefix("http://127.0.0.1:8000")
    )
    browser = Client()
    browser.post(address, NEW)
    assert says("end", "k@example.org") == "k@example.org sits for SEC no more, and is signed out.\n"
    assert browser.get("/keys/").status_code == 302
    assert says("list").startswith("Nobody has a seat yet")


def test_what_it_does_not_do(says: Says) -> None:
    assert "is not a member of this negotiation" in says("invite", "x@example.org", "--party", "ZZZ", ends=2)
    assert "To sit for whom?" in says("invite", "x@example.org", ends=2)
    assert "is no e-mail address" in says("invite", "nobody", "--party", "SEC", ends=2)
    assert "has no such seat" in says("end", "nobody@example.org", ends=2)


@pytest.mark.parametrize(
    "at",
    [
        *("javascript:x", "javascript://talks.example/", "talks.example", "//talks.example/", "ftp://h/"),
        *("https://", "https:///x", "https://u:p@talks.example/", "https://talks.example/more"),
        *("https://talks.example/?x", "https://talks.example/#x", "https://talks.example:x/", "https://a b/"),
        *("https://[talks/", "https://talks.example\n/", ""),
    ],
)
def test_a_link_leads_to_the_server_and_nowhere_else(says: Says, at: str) -> None:
    said = says("invite", "x@example.org", "--party", "SEC", f"--at={at}", ends=2)
    assert "is no address under which people reach this server" in said
    assert "u:p" not in said


@pytest.mark.parametrize(
    "at", ["http://127.0.0.1:8000", "https://talks.example/", "https://[2001:db8::1]:8443"]
)
def test_such_addresses_are_taken(says: Says, at: str) -> None:
    said = says("invite", "x@example.org", "--party", "SEC", "--at", at)
    assert said.startswith(f"{at.rstrip('/')}/invitation/")


def test_a_closed_account_is_opened_by_nothing_and_made_anew_by_an_invitation(says: Says) -> None:
    browser = came()
    person = Person.objects.get()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "of somebody else"})
    AccessKey.objects.create(person=person, party="ARD", name="A program", digest="d")
    closed, next_step = says("close", "R.Noor@example.org").splitlines()
    assert closed.startswith("Nothing opens the account of r.noor@example.org any more")
    assert next_step.endswith(": travaux people invite r.noor@example.org --party ARD")
    assert browser.get("/keys/").status_code == 302
    assert not Authenticator.objects.exists()
    assert AccessKey.objects.get().ended is not None
    kept_out = Client()
    kept_out.post("/accounts/login/", {"login": "r.noor@example.org", "password": PASSWORD})
    assert kept_out.get("/keys/").status_code == 302
    assert Seat.objects.filter(ended=None).count() == 1
    address = says("invite", "r.noor@example.org", "--party", "ARD").split()[0]
    anew = Client()
    anew.post(address.removeprefix("http://127.0.0.1:8000"), NEW)
    assert anew.get("/keys/").status_code == 200
    assert [(one.person, one.party) for one in Seat.objects.filter(ended=None)] == [(person, "ARD")]


def test_what_is_said_of_an_account_that_no_invitation_makes_anew_or_that_is_none(says: Says) -> None:
    came()
    came("BOR")
    assert "It has seats or keys for ARD, BOR, so that" in says("close", "r.noor@example.org")
    assert "nobody@example.org has no account." in says("close", "nobody@example.org", ends=2)
