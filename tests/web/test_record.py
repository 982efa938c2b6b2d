"""The record as a page, and what proves it."""

import re
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.web.recorded import author, published, sent_between, sent_to_all
from travaux.cli.bundling import bundle_for
from travaux.cli.keyring import LOG
from travaux.cli.recording import Proposed
from travaux.record.act import Redacts
from travaux.record.bundle import unpacked
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import LogKey, opened
from travaux.record.entry import Reference
from travaux.record.proof import proof_read, proven
from travaux.record.tree import Hash, leaf_hash, root, split
from travaux.text.wording import PartyCode
from travaux.web import work
from travaux.web.accounts.models import Person
from travaux.web.api.access import made_for
from travaux.web.reads import proving
from travaux.web.room import Room
from travaux.web.seat import Capacity

Sitting = Callable[..., Client]
ENTRY = re.compile(r'<li value="(\d+)"')
CANARY = "Kanarienvogel"


def listed(page: bytes) -> list[int]:
    return [int(one) for one in ENTRY.findall(page.decode())]


class TestTheList:
    def test_it_has_the_latest_first_and_all_that_may_be_read(self, sitting: Sitting) -> None:
        assert listed(sitting("ARD").get("/record/").content) == list(range(48, -1, -1))

    def test_what_is_for_another_is_not_in_it_nor_counted(self, room: Room, sitting: Sitting) -> None:
        sent_between(room, "ARD", "CEL", CANARY)
        page = sitting("BOR").get("/record/").content
        assert listed(page) == list(range(48, -1, -1))
        assert "49 entries." in page.decode()
        assert CANARY not in page.decode()
        assert listed(sitting("CEL").get("/record/").content)[0] == 49

    def test_it_narrows_down_by_party_act_provision_and_words(self, sitting: Sitting) -> None:
        browser = sitting("ARD")
        assert listed(browser.get("/record/?by=CEL&act=hold.lift").content) == [39]
        assert listed(browser.get("/record/?article=art_7&act=sponsors.join").content) == [36]
        assert listed(browser.get("/record/?words=LIMITED+IN+TIME").content) == [42]

    def test_it_goes_on_from_a_place(self, sitting: Sitting) -> None:
        assert listed(sitting("ARD").get("/record/?before=3").content) == [2, 1, 0]

    def test_what_was_searched_for_is_shown_as_text(self, sitting: Sitting) -> None:
        page = sitting("ARD").get("/record/", {"words": '"><script>alert(1)</script>'}).content.decode()
        assert "<script>alert" not in page


class TestAnEntry:
    def test_while_no_head_has_it_nothing_is_said_of_who_has_signed_one(
        self, room: Room, sitting: Sitting
    ) -> None:
        """Where the key of the record is away, what is recorded waits for its head."""
        browser, nobody = sitting("ARD"), "Nobody but the keeper has signed a head"
        room.keyring.path(LOG).unlink()
        sent = sent_to_all(room, "ARD", "A letter")
        page = browser.get(f"/record/{sent}/").content.decode()
        assert (nobody in page, "The head that has this entry is not signed yet" in page) == (False, True)
        page = browser.get(f"/record/{sent - 1}/").content.decode()
        assert (nobody in page, "The head that has this entry is not signed yet" in page) == (True, False)

    def test_it_says_what_it_concerns_and_what_concerns_it(self, sitting: Sitting) -> None:
        page = sitting("ARD").get("/record/29/").content.decode()
        assert "What concerns it" in page
        assert '<a class="place" href="/record/39/">' in page

    def test_it_has_its_leaf_hash_and_its_signature_verified(self, room: Room, sitting: Sitting) -> None:
        page = sitting("ARD").get("/record/39/").content.decode()
        assert room.state.entries[39].leaf in page
        assert "It holds: CEL, key SHA256:" in page
        assert "BEGIN SSH SIGNATURE" in page

    def test_every_entry_of_the_demo_has_its_page(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("ARD")
        found = {place: browser.get(f"/record/{place}/").status_code for place in range(room.state.size)}
        assert set(found.values()) == {200}

    def test_its_parts_are_not_there_for_another(self, room: Room, sitting: Sitting) -> None:
        place = sent_between(room, "ARD", "CEL", CANARY)
        other = sitting("BOR")
        for path in ("", "proof", "leaf"):
            answer = other.get(f"/record/{place}/{path}")
            assert (path, answer.status_code, CANARY in answer.content.decode()) == (path, 404, False)

    def test_a_document_is_given_as_a_file_to_those_who_may_read_its_entry(
        self, room: Room, sitting: Sitting
    ) -> None:
        (doc,) = room.state.entries[47].entry.docs
        answer = sitting("ARD").get(f"/document/{doc.h}/")
        assert answer["Content-Disposition"].startswith('attachment; filename="agreement.4.en.md"')
        assert "sandbox" in answer["Content-Security-Policy"]
        assert sitting(None).get(f"/document/{doc.h}/").status_code == 404


class TestTheProof:
    def test_the_proof_proves_the_leaf_under_the_head(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("ARD")
        data = browser.get("/record/12/proof").content
        leaf = browser.get("/record/12/leaf").content
        checkpoint = proven(leaf_hash(leaf), proof_read(data), LogKey.of(room.state.log))
        assert checkpoint.size == 49

    def test_what_the_page_checks_itself_gives_the_root(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("ARD")
        head = opened(browser.get("/record/head").content, LogKey.of(room.state.log))
        hashes = split(browser.get("/record/check/hashes").content)
        assert root(hashes) == head.root
        given = browser.get("/record/check/leaves").json()
        assert [place for place, _ in given["leaves"]] == list(range(49))

    def test_leaves_for_another_are_not_given_to_be_checked(self, room: Room, sitting: Sitting) -> None:
        place = sent_between(room, "ARD", "CEL", CANARY)
        published(room)
        given = sitting("BOR").get("/record/check/leaves").json()
        assert place not in [one for one, _ in given["leaves"]]
        hashes = split(sitting("BOR", "delegate").get("/record/check/hashes").content)
        assert hashes[place] == Hash(bytes.fromhex(room.state.entries[place].leaf))

    def test_the_check_says_what_it_found(self, sitting: Sitting) -> None:
        page = sitting("ARD").get("/record/check/").content.decode()
        assert "The 49 entries that you may see, of 49, are as they were recorded." in page
        assert "✕" not in page.partition('<section id="here"')[0]

    def test_the_check_shows_a_member_only_what_is_for_it(self, room: Room, sitting: Sitting) -> None:
        sent_between(room, "ARD", "CEL", CANARY)
        published(room)
        page = sitting("BOR").get("/record/check/").content.decode()
        assert "The 49 entries that you may see, of 50, are as they were recorded." in page
        assert CANARY not in page


class TestTheBundle:
    def test_a_member_takes_a_numbered_copy_that_verifies(self, room: Room, sitting: Sitting) -> None:
        sent_between(room, "ARD", "CEL", CANARY)
        published(room)
        answer = sitting("BOR").post("/record/bundle/")
        assert answer["Content-Disposition"] == (
            f'attachment; filename="{room.state.origin}-000000000050-BOR.travaux.zip"'
        )
        files = unpacked(answer.content)
        assert verify_bundle(files, log=LogKey.of(room.state.log)).faults == []
        assert files["COPY.txt"].startswith(b"Copy 1, for BOR,")
        assert b"not-shown 000000000049 000000000049" in files["disclosure"]
        assert CANARY.encode() not in answer.content

    def test_each_copy_has_a_number_of_its_own(self, sitting: Sitting) -> None:
        first, second = sitting("BOR"), sitting("ARD")
        copies = [unpacked(one.post("/record/bundle/").content)["COPY.txt"] for one in (first, second)]
        assert [copy.split(b",")[0] for copy in copies] == [b"Copy 1", b"Copy 2"]

    def test_the_list_of_copies_is_for_the_keeper(self, room: Room, sitting: Sitting) -> None:
        sitting("BOR").post("/record/bundle/")
        assert room.state.keeper == PartyCode("SEC")
        assert "Copies that were handed out" in sitting("SEC").get("/record/bundle/").content.decode()
        assert "Copies that were handed out" not in sitting("ARD").get("/record/bundle/").content.decode()

    def test_who_makes_one_for_others_is_said(self, sitting: Sitting) -> None:
        said = "For others the keeper of the record makes it."
        assert said in sitting("ARD").get("/record/bundle/").content.decode()
        page = sitting("SEC").get("/record/bundle/").content.decode()
        assert said not in page
        assert '<a href="/record/bundle/for/">Make a bundle for others</a>' in page

    def test_the_public_takes_what_is_public(self, room: Room, sitting: Sitting) -> None:
        files = unpacked(sitting(None).post("/record/bundle/").content)
        assert verify_bundle(files, log=LogKey.of(room.state.log)).faults == []
        assert [name for name in files if name.startswith("entries/")] == []

    def test_without_the_keepers_key_a_member_signs_for_its_own(self, room: Room, sitting: Sitting) -> None:
        room.keyring.path(PartyCode("SEC")).unlink()
        files = unpacked(sitting("BOR").post("/record/bundle/").content)
        verdict = verify_bundle(files, log=LogKey.of(room.state.log))
        assert [line for line in verdict.holds if line.startswith("BOR made this bundle")] != []
        answer = sitting(None).post("/record/bundle/", follow=True)
        assert answer.redirect_chain == [("/record/bundle/", 302)]
        assert "nobody signs for a bundle" in answer.content.decode()


class TestTheBundleForOthers:
    def test_the_keeper_makes_a_members_copy_with_a_number_and_what_that_member_may_see(
        self, room: Room, sitting: Sitting
    ) -> None:
        sent_between(room, "ARD", "CEL", CANARY)
        published(room)
        keeper = sitting("SEC")
        answers = {code: keeper.post("/record/bundle/for/", {"audience": code}) for code in ("BOR", "CEL")}
        assert [answer["Content-Disposition"] for answer in answers.values()] == [
            f'attachment; filename="{room.state.origin}-000000000050-{code}.travaux.zip"' for code in answers
        ]
        bundles = {code: unpacked(answer.content) for code, answer in answers.items()}
        assert [files["COPY.txt"].split(b", of")[0] for files in bundles.values()] == [
            b"Copy 1, for BOR",
            b"Copy 2, for CEL",
        ]
        log = LogKey.of(room.state.log)
        assert [verify_bundle(files, log=log).faults for files in bundles.values()] == [[], []]
        assert [b"not-shown 000000000049" in files["disclosure"] for files in bundles.values()] == [
            True,
            False,
        ]
        page = keeper.get("/record/bundle/for/").content.decode()
        assert re.findall(r'<th scope="row">(\d)</th><td>(\w+)</td><td>(\w+)', page) == [
            ("1", "BOR", "SEC"),
            ("2", "CEL", "SEC"),
        ]

    def test_what_is_for_all_and_what_is_public_has_no_number(self, room: Room, sitting: Sitting) -> None:
        keeper = sitting("SEC")
        answers = {one: keeper.post("/record/bundle/for/", {"audience": one}) for one in ("all", "public")}
        bundles = {one: unpacked(answer.content) for one, answer in answers.items()}
        log = LogKey.of(room.state.log)
        assert [verify_bundle(files, log=log).faults for files in bundles.values()] == [[], []]
        assert ["COPY.txt" in files for files in bundles.values()] == [False, False]
        assert [any(name.startswith("entries/") for name in files) for files in bundles.values()] == [
            True,
            False,
        ]

    def test_it_is_there_for_the_head_of_the_keeper_alone(self, sitting: Sitting) -> None:
        seats = [sitting("SEC", Capacity.DELEGATE), sitting("ARD"), sitting("CHR")]
        assert [one.get("/record/bundle/for/").status_code for one in seats] == [404, 404, 404]

    def test_one_for_nobody_is_asked_for_again(self, sitting: Sitting) -> None:
        keeper = sitting("SEC")
        for audience in ("", "XXX"):
            page = keeper.post("/record/bundle/for/", {"audience": audience}).content.decode()
            assert "There is something to put right" in page

    def test_without_the_keepers_key_here_it_is_signed_with_a_passphrase_or_not_made(
        self, room: Room, sitting: Sitting
    ) -> None:
        room.keyring.path(PartyCode("SEC")).unlink()
        keeper = sitting("SEC")
        answer = keeper.post("/record/bundle/for/", {"audience": "BOR", "passphrase": "wrong"}, follow=True)
        assert answer.redirect_chain == [("/record/bundle/for/?for=BOR", 302)]
        assert "You have no key that signs for SEC." in answer.content.decode()
        assert '<option value="BOR" selected>' in answer.content.decode()


class TestTheBundleAndRedactions:
    """What was made before a redaction is not handed out after it."""

    WHERE = pytest.mark.parametrize(
        ("party", "where", "asked"),
        [
            ("BOR", "/record/bundle/", {}),
            ("SEC", "/record/bundle/for/", {"audience": "BOR"}),
        ],
    )

    @staticmethod
    def paper(room: Room) -> Reference:
        paper = room.state.entries[31]
        return Reference(leaf=paper.leaf, doc=paper.entry.docs[0].h)

    @staticmethod
    def redact(room: Room, paper: Reference) -> None:
        act = Redacts(grounds="It names a person.")
        room.record(Proposed(act=act, re=(paper,)), author(room, "SEC"))

    @WHERE
    def test_one_that_waits_to_be_taken_is_let_go(
        self,
        monkeypatch: pytest.MonkeyPatch,
        room: Room,
        sitting: Sitting,
        party: str,
        where: str,
        asked: dict[str, str],
    ) -> None:
        paper = self.paper(room)
        words = room.document(paper.doc)
        made, taken = Event(), Event()

        def slowly(*of: Any) -> bytes:  # noqa: ANN401  what it takes, as it takes it
            data = bundle_for(*of)
            made.set()
            taken.wait(60)
            return data

        browser = sitting(party)
        with monkeypatch.context() as patch:
            patch.setattr(proving, "bundle_for", slowly)
            patch.setattr(work.Doing, "within", lambda _: None)
            assert browser.post(where, asked).status_code == 302
            assert made.wait(60)
        self.redact(room, paper)
        published(room)
        taken.set()
        page = browser.get(where, {"for": asked["audience"]} if asked else {}).content.decode()
        files = unpacked(browser.post(where, asked).content)
        assert "Take it: it is ready" not in page
        assert "It is being made" not in page
        assert [name for name, data in files.items() if data == words] == []
        assert verify_bundle(files, log=LogKey.of(room.state.log)).faults == []

    @WHERE
    def test_one_that_is_made_meanwhile_is_made_again(
        self,
        monkeypatch: pytest.MonkeyPatch,
        room: Room,
        sitting: Sitting,
        party: str,
        where: str,
        asked: dict[str, str],
    ) -> None:
        paper = self.paper(room)
        words = room.document(paper.doc)
        sizes: list[int] = []

        def meanwhile(*of: Any) -> bytes:  # noqa: ANN401  what it takes, as it takes it
            data = bundle_for(*of)
            if not sizes:
                self.redact(room, paper)
            sizes.append(len(data))
            return data

        monkeypatch.setattr(proving, "bundle_for", meanwhile)
        files = unpacked(sitting(party).post(where, asked).content)
        assert len(sizes) == 2
        assert [name for name, data in files.items() if data == words] == []

    def test_a_program_is_given_none_either(
        self, monkeypatch: pytest.MonkeyPatch, room: Room, sitting: Sitting
    ) -> None:
        paper = self.paper(room)
        words = room.document(paper.doc)
        sitting("BOR")
        _, key = made_for(Person.objects.get(), PartyCode("BOR"), "a test")

        def meanwhile(*of: Any) -> bytes:  # noqa: ANN401  what it takes, as it takes it
            data = bundle_for(*of)
            if not room.state.redactions:
                self.redact(room, paper)
            return data

        monkeypatch.setattr(proving, "bundle_for", meanwhile)
        program = Client(headers={"Authorization": f"Bearer {key}"})
        files = unpacked(program.post("/api/bundle").content)
        assert [name for name, data in files.items() if data == words] == []

    @WHERE
    def test_one_begun_before_another_entry_says_so(
        self,
        monkeypatch: pytest.MonkeyPatch,
        room: Room,
        sitting: Sitting,
        party: str,
        where: str,
        asked: dict[str, str],
    ) -> None:
        browser = sitting(party)
        with monkeypatch.context() as patch:
            patch.setattr(work.Doing, "within", lambda one: one.result.result() and None)
            assert browser.post(where, asked).status_code == 302
        query = {"for": asked["audience"]} if asked else {}
        said = "As of the first 49 entries of the record, not as it is now."
        before = browser.get(where, query).content.decode()
        sent_to_all(room, "ARD", "Later")
        published(room)
        after = browser.get(where, query).content.decode()
        assert ["Take it: it is ready" in page for page in (before, after)] == [True, True]
        assert [said in page for page in (before, after)] == [False, True]
        answer = browser.post(where, asked)
        assert answer["Content-Disposition"] == (
            f'attachment; filename="{room.state.origin}-000000000049-BOR.travaux.zip"'
        )


def test_the_words_of_an_entry_stand_apart_from_ours(sitting: Sitting) -> None:
    """Two voices, never confused: what somebody said is set as such, and the rest is not."""
    page = sitting("BOR").get("/record/45/").content.decode()
    assert '<dd dir="auto" class="w">The two proposals change different words.</dd>' in page
    assert re.search(r'<dd dir="auto" class="w">Each Party shall notify', page)
    assert '<dd dir="auto">all members</dd>' in page


def test_the_author_of_an_entry_is_called_so_in_each_language(sitting: Sitting) -> None:
    browser = sitting("BOR")
    for language, called in (("ar", "صاحبه"), ("zh-hans", "作出者"), ("fr", "par"), ("ru", "кем")):
        browser.post("/language/", {"language": language, "next": "/"})
        assert f"<dt>{called}</dt>" in browser.get("/record/45/").content.decode()


def test_what_a_party_says_stands_in_its_own_voice_in_every_list(sitting: Sitting) -> None:
    browser = sitting("ARD")
    listed_ = browser.get("/record/?act=question.ask").content.decode()
    asked = listed_.partition('<span class="said">')[2].partition("</li>")[0]
    assert '<q class="w" dir="auto">' in asked
    place = listed(listed_.encode())[0]
    of = next(one for one in range(49) if f'href="/record/{place}/"' in _concern(browser, one))
    assert '<q class="w" dir="auto">' in _concern(browser, of)


def _concern(browser: Client, place: int) -> str:
    return browser.get(f"/record/{place}/").content.decode().partition('<ul class="log">')[2]


def test_times_are_the_conferences_and_the_readers_own(sitting: Sitting) -> None:
    browser = sitting("ARD")
    browser.post("/today/zone/", {"zone": "America/Lima"})
    for page in ("/record/", "/record/39/"):
        found = browser.get(page).content.decode()
        assert " Europe/Athens (" in found
        assert '<span class="own">Where you are: ' in found
    rows = browser.get("/record/39/").content.decode().partition("<h2>")[0]
    assert re.search(r"\d Europe/Athens \(.*\d UTC\)</dd></div>\s*</dl>", rows)


def test_each_language_is_offered_in_its_own_name(sitting: Sitting) -> None:
    browser = sitting("ARD")
    browser.post("/language/", {"language": "es", "next": "/"})
    page = browser.get("/record/").content.decode()
    offered = re.findall(r'<option value="[a-z-]+" lang="[a-z-]+"(?: selected)?>([^<]+)<', page)
    assert offered == ["العربية", "中文", "English", "français", "русский", "español"]


def test_alone_conduct_leads_to_no_people(sitting: Sitting) -> None:
    browser = sitting("SEC")
    assert 'href="/people/"' in browser.get("/secretariat/").content.decode()
    with override_settings(ALONE=True):
        assert 'href="/people/"' not in browser.get("/secretariat/").content.decode()
