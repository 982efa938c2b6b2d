"""Signing keys: made or brought, enrolled, replaced, revoked; and what is signed elsewhere."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.record import openssh
from tests.web.coming import PASSWORD, came
from travaux.answers.position import HoldKind
from travaux.cli.parcel import Parcel, parcel_in
from travaux.record.act import EnrolsKey, EntersHold, Fingerprint, RevokesKey, RotatesKey
from travaux.record.entry import Reference
from travaux.record.signature import ENTRY, PrivateKey, armoured
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import HeldKey, Person, Prepared
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]
WORDS = "four words in a row"
OWN = PrivateKey.from_seed(bytes(range(32)))


def makes_key(browser: Client, words: str = WORDS) -> HeldKey:
    answer = browser.post("/keys/make/", {"passphrase": words, "again": words})
    assert answer.status_code == 302, answer.content.decode()
    return HeldKey.objects.latest("pk")


def prepares(room: Room, party: str, email: str, words: str = "Being examined in the capital.") -> Prepared:
    """Prepare a hold of a party."""
    draft = room.state.latest_draft()
    assert draft is not None
    wanted = Wanted(
        act=EntersHold(kind=HoldKind.SCRUTINY, words=words),
        re=(Reference(leaf=draft.tabled.leaf, article="art_4"),),
    )
    seat = Seat(room=room, party=PartyCode(party))
    return keep(wanted, seat, Person.objects.get(email=email), size=room.state.size)


def confirmed(browser: Client, address: str, **fields: str) -> Prepared:
    """Fill in a page about keys, and give what it prepared."""
    answer = browser.post(address, fields)
    assert answer.status_code == 302, answer.content.decode()
    return Prepared.objects.get(pk=int(answer["Location"].split("/")[2]))


def tables(browser: Client, one: Prepared, passphrase: str = "") -> int:
    """Sign and table it, and give its place in the record."""
    answer = browser.post(f"/prepared/{one.pk}/", {"passphrase": passphrase})
    assert answer.status_code == 302, answer.content.decode()
    return int(answer["Location"].split("/")[2])


def without_key_here(room: Room, party: str) -> None:
    """Take the party's key out of the server's folder, and revoke it: it is as if it had never come."""
    keeper = came("SEC", "keeper@example.org")
    (key,) = [one for one in room.state.keys.values() if one.party == party and one.use == "entry"]
    tables(keeper, confirmed(keeper, f"/keys/revoke/{key.fingerprint}/"))
    for path in (room.keyring.path(party), room.keyring.path(f"{party}.pub")):
        path.unlink()


@pytest.fixture
def cal(room: Room) -> Client:
    """A head of a party whose key is not on this server, and not in the record."""
    without_key_here(room, "CEL")
    return came("CEL", "c.ferro@example.org")


class TestMakingAKey:
    def test_the_whole_way_from_the_invitation_to_what_is_tabled(self, room: Room, cal: Client) -> None:
        held = makes_key(cal)
        assert "Waits to be enrolled" in cal.get("/keys/").content.decode()
        hold = prepares(room, "CEL", "c.ferro@example.org")
        refused = cal.post(f"/prepared/{hold.pk}/", {"passphrase": WORDS}, follow=True).content.decode()
        assert "Your key for CEL is not enrolled in the record yet" in refused

        keeper = Client()
        keeper.post("/accounts/login/", {"login": "keeper@example.org", "password": PASSWORD})
        page = keeper.get("/keys/").content.decode()
        assert held.fingerprint in page
        place = tables(keeper, confirmed(keeper, f"/keys/{held.pk}/enrol/"))
        assert room.state.entries[place].act == EnrolsKey(
            party=PartyCode("CEL"), line=held.line, holder="Rana Noor"
        )

        wrong = cal.post(f"/prepared/{hold.pk}/", {"passphrase": "five words in a row"}, follow=True)
        assert wrong.redirect_chain == [(f"/prepared/{hold.pk}/", 302)]
        assert "The passphrase does not open your signing key" in wrong.content.decode()
        size = room.state.size
        place = tables(cal, hold, WORDS)
        entered = room.state.entries[place]
        assert (entered.author, entered.entry.key, room.state.size) == ("CEL", held.fingerprint, size + 1)

    def test_the_passphrase_is_kept_nowhere(self, cal: Client, tmp_path: Path) -> None:
        held = makes_key(cal)
        assert WORDS not in str(list(HeldKey.objects.values()))
        sealed = cal.get(f"/keys/{held.pk}/sealed")
        assert sealed["Content-Disposition"] == 'attachment; filename="CEL"'
        file = tmp_path / "CEL"
        file.write_bytes(sealed.content)
        file.chmod(0o600)
        told = openssh.run("ssh-keygen", "-y", "-P", WORDS, "-f", "CEL", cwd=tmp_path).decode()
        assert told == f"{held.line}\n"
        assert cal.get(f"/keys/{held.pk}/public").content.decode() == f"{held.line} CEL\n"

    @pytest.mark.parametrize(
        ("words", "again", "said"),
        [
            ("too short", "too short", "It is too short"),
            (WORDS, "four words in a line", "The two are not the same"),
            (PASSWORD, PASSWORD, "That is the password of your account"),
        ],
    )
    def test_no_key_under_a_passphrase_that_protects_nothing(
        self, room: Room, words: str, again: str, said: str
    ) -> None:
        assert room.state.size
        browser = came()
        answer = browser.post("/keys/make/", {"passphrase": words, "again": again})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert not HeldKey.objects.exists()

    def test_nobody_takes_away_the_key_of_another(self, room: Room) -> None:
        assert room.state.size
        held = makes_key(came())
        other = came(email="t.adeyemi@example.org")
        assert [other.get(f"/keys/{held.pk}/{half}").status_code for half in ("sealed", "public")] == [
            404,
            404,
        ]

    def test_who_signed_in_long_ago_shows_who_it_is_first_and_its_passphrase_is_not_kept(
        self, sitting: Sitting
    ) -> None:
        browser = sitting("ARD")
        answer = browser.post("/keys/make/", {"passphrase": WORDS, "again": WORDS})
        assert answer["Location"] == "/keys/make/"
        assert WORDS not in str(dict(browser.session.items()))
        assert not HeldKey.objects.exists()


class TestEnrolling:
    def test_the_first_key_is_for_the_keeper_and_further_ones_are_for_the_party(
        self, room: Room, cal: Client
    ) -> None:
        first = makes_key(cal)
        assert cal.get(f"/keys/{first.pk}/enrol/").status_code == 404
        keeper = came("SEC", "keeper@example.org")
        tables(keeper, confirmed(keeper, f"/keys/{first.pk}/enrol/"))
        second = makes_key(came("CEL", "d.second@example.org"))
        assert keeper.get(f"/keys/{second.pk}/enrol/").status_code == 404
        assert second.fingerprint not in keeper.get("/keys/").content.decode()
        tables(cal, confirmed(cal, f"/keys/{second.pk}/enrol/"), WORDS)
        counting = {
            one.fingerprint for one in room.state.keys.values() if one.party == "CEL" and not one.until
        }
        assert counting == {first.fingerprint, second.fingerprint}

    def test_a_third_party_enrols_nothing_and_sees_nothing(self, cal: Client) -> None:
        held = makes_key(cal)
        other = came("BOR", "b.orr@example.org")
        assert other.post(f"/keys/{held.pk}/enrol/").status_code == 404
        assert held.fingerprint not in other.get("/keys/").content.decode()

    def test_a_key_whose_holder_has_no_seat_any_more_does_not_wait(self, cal: Client) -> None:
        held = makes_key(cal)
        person = Person.objects.get(email="c.ferro@example.org")
        person.seats.update(ended=person.date_joined)
        keeper = came("SEC", "keeper@example.org")
        assert held.fingerprint not in keeper.get("/keys/").content.decode()

    def test_a_key_in_the_place_of_another(self, room: Room, cal: Client) -> None:
        old = makes_key(cal)
        keeper = came("SEC", "keeper@example.org")
        tables(keeper, confirmed(keeper, f"/keys/{old.pk}/enrol/"))
        new = makes_key(cal, "other words in a row")
        place = tables(cal, confirmed(cal, f"/keys/{new.pk}/rotate/"), WORDS)
        assert room.state.entries[place].act == RotatesKey(old=Fingerprint(old.fingerprint), line=new.line)
        assert tables(cal, prepares(room, "CEL", "c.ferro@example.org"), "other words in a row") == place + 1

    def test_a_key_is_revoked_by_its_party_and_signs_no_more(self, room: Room, cal: Client) -> None:
        held = makes_key(cal)
        keeper = came("SEC", "keeper@example.org")
        tables(keeper, confirmed(keeper, f"/keys/{held.pk}/enrol/"))
        address = f"/keys/revoke/{held.fingerprint}/"
        assert came("BOR", "b.orr@example.org").post(address).status_code == 404
        place = tables(cal, confirmed(cal, address, words="Lost on a journey."), WORDS)
        assert room.state.entries[place].act == RevokesKey(
            key=Fingerprint(held.fingerprint), words="Lost on a journey."
        )
        hold = prepares(room, "CEL", "c.ferro@example.org")
        answer = cal.post(f"/prepared/{hold.pk}/", {"passphrase": WORDS})
        assert answer["Location"] == f"/prepared/{hold.pk}/"


class TestSigningElsewhere:
    @pytest.fixture
    def hold(self, room: Room, cal: Client) -> Prepared:
        """A hold, prepared by a head whose key is kept elsewhere and counts."""
        cal.post("/keys/bring/", {"line": f"{OWN.public.line} c.ferro@her-own-machine"})
        keeper = came("SEC", "keeper@example.org")
        tables(keeper, confirmed(keeper, f"/keys/{HeldKey.objects.get().pk}/enrol/"))
        return prepares(room, "CEL", "c.ferro@example.org")

    def handed(self, browser: Client, one: Prepared, name: str) -> bytes:
        browser.post(f"/prepared/{one.pk}/elsewhere/", {"key": OWN.public.fingerprint})
        page = browser.get(f"/prepared/{one.pk}/elsewhere/").content.decode()
        found = re.search(rf'href="([^"]+{re.escape(name)})"', page)
        assert found is not None, page
        return browser.get(found[1]).content

    def back(self, browser: Client, one: Prepared, data: bytes) -> str:
        file = SimpleUploadedFile("entry.json.sig", data)
        answer: str = browser.post(f"/prepared/{one.pk}/elsewhere/", {"signed": file})["Location"]
        return answer

    def test_the_signature_comes_back_and_what_was_signed_is_recorded(
        self, room: Room, cal: Client, hold: Prepared
    ) -> None:
        line = self.handed(cal, hold, "entry.json")
        assert json.loads(line)["body"]["words"] == "Being examined in the capital."
        to = self.back(cal, hold, armoured(OWN.sign(line, ENTRY)).encode())
        place = room.state.size - 1
        assert to == f"/record/{place}/"
        assert room.state.entries[place].entry.key == OWN.public.fingerprint
        assert not Prepared.objects.exists()

    def test_or_the_signed_parcel(self, room: Room, cal: Client, hold: Prepared) -> None:
        parcel = parcel_in(self.handed(cal, hold, "parcel.entry.zip"), "parcel")
        signed = Parcel(
            line=parcel.line, signatures=(OWN.sign(parcel.line, ENTRY),), documents=parcel.documents
        )
        assert self.back(cal, hold, signed.to_bytes()) == f"/record/{room.state.size - 1}/"

    def test_what_was_not_handed_out_is_not_taken(self, room: Room, cal: Client, hold: Prepared) -> None:
        line = self.handed(cal, hold, "entry.json")
        other = line.replace(b"Being examined in the capital.", b"Being examined by the capital.")
        size = room.state.size
        for data, said in (
            (armoured(OWN.sign(other, ENTRY)).encode(), "The signature is over something else"),
            (armoured(PrivateKey.from_seed(bytes(32)).sign(line, ENTRY)).encode(), "signature"),
            (Parcel(line=other, signatures=(OWN.sign(other, ENTRY),)).to_bytes(), "holds another entry"),
            (b"nothing", "This is no signature"),
        ):
            page = self.back(cal, hold, data)
            assert page == f"/prepared/{hold.pk}/elsewhere/"
            assert said in cal.get(page).content.decode()
        assert room.state.size == size

    def test_only_who_tables_hands_out(self, cal: Client, hold: Prepared) -> None:
        assert cal.get(f"/prepared/{hold.pk}/elsewhere/").status_code == 200
        delegate = came("CEL", "young@example.org", "delegate")
        other = came("BOR", "b.orr@example.org")
        assert [it.get(f"/prepared/{hold.pk}/elsewhere/").status_code for it in (delegate, other)] == [
            404,
            404,
        ]

    def test_a_line_that_is_no_public_key_is_not_taken(self, cal: Client) -> None:
        for line in ("ssh-rsa AAAA", "", OWN.to_openssh().decode()):
            assert cal.post("/keys/bring/", {"line": line}).status_code == 422, line
        assert not HeldKey.objects.exists()
