"""Invitations, accounts and seats: who comes in, by what, and how a seat ends."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.coming import NEW, PASSWORD, came, link, offered
from travaux.web.accounts.ending import end_seat
from travaux.web.accounts.invitation import HasAccount, Offer, account_for, invite, standing
from travaux.web.accounts.models import HeldKey, Invitation, Person, Seat
from travaux.web.room import Room
from travaux.web.seat import Capacity

Sitting = Callable[..., Client]


@pytest.mark.usefixtures("room")
class TestInvitation:
    def test_the_link_makes_the_account_and_the_seat(self) -> None:
        browser = Client()
        address = link(offered())
        page = browser.get(address).content.decode()
        assert "You are invited to sit for ARD" in page
        answer = browser.post(address, NEW)
        assert answer["Location"] == "/keys/"
        (seat,) = Seat.objects.all()
        assert (seat.person.email, seat.party, seat.capacity) == ("r.noor@example.org", "ARD", "head")
        assert seat.person.check_password(PASSWORD)
        assert "Keys of ARD" in browser.get("/keys/").content.decode()

    def test_it_works_once(self) -> None:
        address = link(offered())
        Client().post(address, NEW)
        assert Client().get(address).status_code == 404
        assert Client().post(address, NEW | {"name": "Somebody else"}).status_code == 404
        assert [one.name for one in Person.objects.all()] == ["Rana Noor"]

    def test_one_that_was_withdrawn_or_whose_time_has_passed_leads_nowhere(self) -> None:
        withdrawn, late = offered(), offered(email="l.ost@example.org")
        Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn=timezone.now())
        Invitation.objects.filter(pk=late.pk).update(expires=timezone.now() - timedelta(seconds=1))
        late.refresh_from_db()
        assert [Client().get(link(one)).status_code for one in (withdrawn, late)] == [404, 404]
        assert [Client().post(link(one), NEW).status_code for one in (withdrawn, late)] == [404, 404]
        assert not Person.objects.exists()

    def test_inviting_again_takes_the_place_of_the_link_before(self) -> None:
        first = offered()
        second = offered()
        assert [Client().get(link(one)).status_code for one in (first, second)] == [404, 200]

    def test_a_link_that_was_changed_leads_nowhere(self) -> None:
        address = link(offered())
        for broken in (
            address.replace("invitation/", "invitation/x"),
            "/invitation/a:b:c/",
            address[:-2] + "/",
        ):
            assert Client().get(broken).status_code == 404, broken

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"again": "something else"}, "The two are not the same"),
            ({"password": "", "again": ""}, "Give a password, or choose to use a passkey"),
            ({"password": "12345678", "again": "12345678"}, "This password is"),
            ({"name": ""}, "This field is required"),
        ],
    )
    def test_no_account_is_made_of_what_cannot_be_taken(self, changed: dict[str, str], said: str) -> None:
        answer = Client().post(link(offered()), NEW | changed)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Person.objects.exists()

    def test_whoever_has_an_account_signs_in_and_takes_a_further_seat(self) -> None:
        browser = came()
        address = link(offered("BOR"))
        assert "Sign in to it; then you take the seat" in Client().get(address).content.decode()
        Client().post(address, NEW | {"password": "another-way-in-81", "again": "another-way-in-81"})
        assert Person.objects.get().check_password(PASSWORD)
        assert browser.post(address).status_code == 302
        assert [one.party for one in Seat.objects.order_by("since")] == ["ARD", "BOR"]

    def test_nobody_takes_the_seat_of_somebody_else(self) -> None:
        browser = came()
        address = link(offered(email="t.adeyemi@example.org"))
        assert "You are signed in as r.noor@example.org" in browser.get(address).content.decode()
        browser.post(address, NEW)
        assert Seat.objects.count() == 1

    def test_without_a_password_one_goes_on_to_a_passkey_and_can_come_back_for_a_password(self) -> None:
        browser = Client()
        answer = browser.post(link(offered()), {"name": "Rana Noor", "way": "passkey"})
        assert answer["Location"] == "/accounts/2fa/webauthn/add/"
        assert browser.get("/accounts/2fa/webauthn/add/").status_code == 200
        assert not Person.objects.get().has_usable_password()
        assert Client().post(link(offered()), NEW).status_code == 302
        assert Person.objects.get().check_password(PASSWORD)
        assert Seat.objects.filter(ended=None).count() == 1

    def test_nobody_signs_up(self) -> None:
        page = Client().get("/accounts/signup/")
        assert "Accounts are made by invitation" in page.content.decode()
        Client().post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD})
        assert not Person.objects.exists()

    def test_ones_address_is_not_changed(self) -> None:
        assert came().get("/accounts/email/").status_code == 404


BEGUN = {"name": "Rana Noor", "way": "passkey"}
"""What makes an account without a password, whose passkey is still to come."""
THEIRS = NEW | {"name": "Somebody else"}


def begun(party: str = "ARD", *, operator: bool = False) -> Client:
    """Somebody who made the account of an invitation, and not yet a passkey."""
    browser = Client()
    one = invite(
        Offer(email="r.noor@example.org", party=party, capacity="head" if party else "", operator=operator),
        None,
        timezone.now(),
    )
    assert browser.post(link(one), BEGUN).status_code == 302
    return browser


@pytest.mark.usefixtures("room")
class TestAnAccountThatWasBegun:
    """Whoever invites for one party makes nothing of an account that is somebody's for another."""

    def untouched(self, other: Invitation) -> None:
        """Assert that nobody comes into the account by *other*, and that it says no more than it should."""
        where, browser = link(other), Client()
        before = Person.objects.values_list("name", "password", "is_staff").get()
        pages = [browser.get(where), browser.post(where, THEIRS, follow=True), browser.post(where, BEGUN)]
        assert [one.status_code for one in pages] == [200, 200, 200]
        for page in pages:
            assert "There is an account with this address" in page.content.decode()
            assert 'name="password"' not in page.content.decode()
        assert "_auth_user_id" not in browser.session
        assert Person.objects.values_list("name", "password", "is_staff").get() == before
        assert not Seat.objects.filter(ended=None).exclude(party="ARD").exists()

    def test_another_delegation_does_not_take_it_over(self) -> None:
        mine = begun()
        self.untouched(offered("BOR"))
        assert mine.get("/keys/").status_code == 200, "its holder goes on, and makes the passkey"

    def test_nor_that_of_whoever_runs_the_server(self) -> None:
        begun("", operator=True)
        self.untouched(offered("BOR"))

    def test_nor_is_it_the_servers_to_take(self) -> None:
        begun()
        self.untouched(invite(Offer(email="r.noor@example.org", operator=True), None, timezone.now()))

    def test_nor_while_it_has_a_key_of_the_delegation_whose_seat_ended(self) -> None:
        begun()
        HeldKey.objects.create(person=Person.objects.get(), party="ARD", line="ssh-ed25519 AAAA", sealed="x")
        end_seat(Seat.objects.get(), timezone.now())
        self.untouched(offered("BOR"))

    def test_its_page_is_that_of_any_account(self) -> None:
        begun()
        came("ARD", "t.adeyemi@example.org")
        pages = [
            Client().get(link(offered("BOR", email))).content.decode().replace(email, "")
            for email in ("r.noor@example.org", "t.adeyemi@example.org")
        ]
        first, second = (re.sub(r'/invitation/[^"]*|nonce="[^"]*"|value="[^"]*"', "", one) for one in pages)
        assert first == second

    def test_two_invitations_and_the_wrong_one_opened_first(self) -> None:
        true, other = offered("ARD"), offered("BOR")
        assert Client().post(link(other), BEGUN).status_code == 302
        assert "There is an account" in Client().get(link(true)).content.decode()
        Client().post(link(true), NEW)
        assert [one.party for one in Seat.objects.all()] == ["BOR"]
        assert not Person.objects.get().has_usable_password()

    def test_of_one_delegation_it_is_made_anew_and_the_session_before_ends(self) -> None:
        first = begun()
        assert Client().post(link(offered()), THEIRS).status_code == 302
        assert Person.objects.get().name == "Somebody else"
        assert first.get("/keys/").status_code == 302

    def test_of_whoever_runs_the_server_too(self) -> None:
        begun("", operator=True)
        again = invite(Offer(email="r.noor@example.org", operator=True), None, timezone.now())
        assert Client().post(link(again), NEW).status_code == 302
        assert Person.objects.get().check_password(PASSWORD)

    def test_one_whose_seat_has_ended_is_anybodys_to_make(self) -> None:
        begun()
        end_seat(Seat.objects.get(), timezone.now())
        assert Client().post(link(offered("BOR")), NEW).status_code == 302
        assert [one.party for one in Seat.objects.filter(ended=None)] == ["BOR"]

    def test_two_links_opened_before_either_is_used_make_one_account(self) -> None:
        """What the page found is asked again where the account is made."""
        one, other = offered("ARD"), offered("BOR")
        person = account_for(one, name="Rana Noor", password=PASSWORD, now=timezone.now())
        for password in (None, "another-way-in-81"):
            with pytest.raises(HasAccount):
                account_for(other, name="Somebody else", password=password, now=timezone.now())
        person.refresh_from_db()
        assert (person.name, person.check_password(PASSWORD)) == ("Rana Noor", True)
        assert standing(timezone.now()).get() == other

    def test_signed_in_its_holder_takes_a_further_seat(self) -> None:
        mine = begun()
        assert mine.post(link(offered("BOR"))).status_code == 302
        assert {one.party for one in Seat.objects.filter(ended=None)} == {"ARD", "BOR"}


@pytest.mark.usefixtures("room")
class TestInviting:
    def invites(self, browser: Client, party: str, email: str = "t.adeyemi@example.org") -> str | None:
        """Invite somebody, and give the link that is shown."""
        answer = browser.post("/people/invite/", {"email": email, "party": party, "capacity": "delegate"})
        shown = re.search(r'value="http://testserver(/invitation/[^"]+)"', answer.content.decode())
        return None if shown is None else shown[1]

    def test_a_head_invites_for_its_own_delegation_and_no_other(self) -> None:
        browser = came()
        address = self.invites(browser, "ARD")
        assert address is not None
        assert self.invites(browser, "BOR", "spy@example.org") is None
        assert not Invitation.objects.filter(party="BOR").exists()
        assert Client().post(address, NEW).status_code == 302
        assert Seat.objects.get(person__email="t.adeyemi@example.org").capacity == "delegate"

    def test_the_link_is_on_no_page_afterwards(self) -> None:
        browser = came()
        address = self.invites(browser, "ARD")
        assert address is not None
        page = browser.get("/people/").content.decode()
        assert "t.adeyemi@example.org" in page
        assert address not in page

    def test_the_keeper_invites_for_any_member(self) -> None:
        browser = came("SEC", "keeper@example.org")
        assert self.invites(browser, "BOR") is not None
        assert self.invites(browser, "NOBODY", "n@example.org") is None

    def test_a_delegate_invites_nobody(self) -> None:
        browser = came(capacity="delegate")
        assert browser.get("/people/invite/").status_code == 404
        assert self.invites(browser, "ARD") is None
        assert Invitation.objects.filter(taken=None).count() == 0

    def test_who_signed_in_long_ago_shows_who_it_is_first(self, sitting: Sitting) -> None:
        browser = sitting("ARD")
        assert browser.get("/people/invite/").status_code == 403  # neither password nor passkey to show it by
        person = Person.objects.get()
        person.set_password(PASSWORD)
        person.save()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        answer = browser.get("/people/invite/")
        assert answer["Location"] == "/accounts/reauthenticate/?next=%2Fpeople%2Finvite%2F"
        answer = browser.post(answer["Location"], {"password": "wrong"})
        assert self.invites(browser, "ARD") is None
        browser.post("/accounts/reauthenticate/?next=/people/invite/", {"password": PASSWORD})
        assert self.invites(browser, "ARD") is not None

    def test_an_invitation_is_withdrawn_by_who_may_invite_for_it(self) -> None:
        browser = came()
        mine, theirs = offered(email="one@example.org"), offered("BOR", email="two@example.org")
        answers = [
            browser.post(f"/people/invitation/{one.pk}/withdraw/").status_code for one in (mine, theirs)
        ]
        assert answers == [302, 404]
        assert [Client().get(link(one)).status_code for one in (mine, theirs)] == [404, 200]


@pytest.mark.usefixtures("room")
class TestEndingASeat:
    def test_whoever_sat_there_is_signed_out_at_once(self) -> None:
        head = came()
        delegate = came(email="t.adeyemi@example.org", capacity="delegate")
        assert delegate.get("/keys/").status_code == 200
        seat = Seat.objects.get(person__email="t.adeyemi@example.org")
        assert "T" in head.get(f"/people/seat/{seat.pk}/end/").content.decode()
        assert head.post(f"/people/seat/{seat.pk}/end/")["Location"] == "/people/"
        assert delegate.get("/keys/")["Location"] == "/accounts/login/?next=/keys/"
        delegate.post("/accounts/login/", {"login": "t.adeyemi@example.org", "password": PASSWORD})
        assert delegate.get("/keys/").status_code == 404

    def test_a_delegate_and_another_party_end_no_seat(self, sitting: Sitting) -> None:
        came()
        (seat,) = Seat.objects.all()
        delegate = came(email="t.adeyemi@example.org", capacity="delegate")
        other = came("BOR", "b@example.org")
        answers = [browser.post(f"/people/seat/{seat.pk}/end/").status_code for browser in (delegate, other)]
        assert answers == [404, 404]
        assert sitting(None).post(f"/people/seat/{seat.pk}/end/").status_code == 302
        seat.refresh_from_db()
        assert seat.ended is None

    def test_a_member_that_left_has_no_seat(self, room: Room) -> None:
        assert "ZZZ" not in room.state.members
        browser = came()
        Seat.objects.update(party="ZZZ")
        assert browser.get("/keys/").status_code == 404


@pytest.mark.usefixtures("room")
class TestRunningTheServer:
    def operator(self) -> Client:
        one = invite(Offer(email="ops@example.org", operator=True), None, timezone.now())
        browser = Client()
        browser.post(link(one), NEW)
        return browser

    def test_it_sees_the_accounts_and_no_text(self, sitting: Sitting) -> None:
        came()
        browser = self.operator()
        page = browser.get("/people/").content.decode()
        assert "r.noor@example.org" in page
        assert browser.get("/record/").content.decode().count("<li value") == sitting(None).get(
            "/record/"
        ).content.decode().count("<li value")
        assert browser.get("/keys/").status_code == 404
        assert browser.get("/people/invite/").status_code == 404

    def test_it_ends_a_seat(self) -> None:
        browser = self.operator()
        delegate = came()
        seat = Seat.objects.get()
        assert browser.post(f"/people/seat/{seat.pk}/end/").status_code == 302
        assert delegate.get("/keys/").status_code == 302


def test_what_is_another_delegations_is_on_nobodys_page(sitting: Sitting) -> None:
    came("BOR", "b.orr@example.org")
    offered("BOR", "to.come@example.org")
    page = sitting("ARD").get("/people/").content.decode()
    assert ("b.orr@example.org" in page, "to.come@example.org" in page) == (False, False)
    page = sitting("SEC").get("/people/").content.decode()
    assert ("b.orr@example.org" in page, "to.come@example.org" in page) == (True, True)
    assert sitting("ARD", Capacity.DELEGATE).get("/people/").status_code == 200
    assert sitting(None).get("/people/").status_code == 302


def test_whoever_pressed_twice_is_told_to_sign_in(room: Room) -> None:
    """The second answer is the one that a browser shows: the account is there all the same."""
    assert room.state.size
    where = link(offered())
    assert Client().post(where, NEW).status_code == 302
    again = Client().post(where, NEW)
    assert (again.status_code, Person.objects.count()) == (404, 1)
    assert '<a class="button first" href="/accounts/login/">Sign in</a>' in again.content.decode()
