"""The API: the same to a program as a page is to its reader."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests.web.coming import PASSWORD, came
from tests.web.looking import looked
from tests.web.recorded import published, sent_between
from travaux.cli.keyring import private_in
from travaux.cli.parcel import parcel_of
from travaux.cli.sheet import sheet_to_fill
from travaux.compile.carrier import provisions_of
from travaux.record.checkpoint import LogKey
from travaux.record.negotiation import Draft
from travaux.record.proof import proof_read, proven
from travaux.record.signature import ENTRY, armoured
from travaux.record.tree import leaf_hash
from travaux.store.store import Document
from travaux.text.wording import PartyCode
from travaux.web.accounts.ending import end_seat
from travaux.web.accounts.models import AccessKey, Person, Seat
from travaux.web.api.access import made_for
from travaux.web.room import Room
from travaux.web.seat import Capacity

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Sitting = Callable[..., Client]
CANARY = "Kanarienvogel"
READING = (
    *("negotiation", "questions", "drafts", "docket", "since?size=20", "notes", "entries", "entries/12"),
    *("checkpoint", "drafts/1/text", "drafts/1/compilation", "drafts/1/matrix", "drafts/1/articles/art_4"),
    "drafts/1/articles/art_4/history",
)


@pytest.fixture
def keyed(room: Room, sitting: Sitting) -> Callable[..., Client]:
    """Give a program with an access key of somebody who sits for a party."""
    assert room.state.size

    def program(party: str, capacity: Capacity = Capacity.HEAD) -> Client:
        sitting(party, capacity)
        person = Person.objects.get(email=f"{party}-{capacity}@example.org".lower())
        _, key = made_for(person, PartyCode(party), "a test")
        return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {key}"})

    return program


def composed(program: Client, wanted: dict[str, object]) -> dict[str, object]:
    answer = program.post("/api/entries/compose", json.dumps(wanted), content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: dict[str, object] = answer.json()
    return found


def signed(room: Room, party: str, made: dict[str, object]) -> dict[str, object]:
    """Sign the line, as the party does on its own machine."""
    key = private_in(room.keyring.path(PartyCode(party)))
    blob = key.sign(str(made["line"]).encode(), ENTRY)
    return {"line": made["line"], "signatures": [armoured(blob)], "documents": made["documents"]}


def letter(room: Room, **more: object) -> dict[str, object]:
    assert room.state.size
    return {
        "type": "note.send",
        "body": {"kind": "letter", "subject": "On Article 4"},
        "documents": [{"name": "letter.txt", "data": base64.b64encode(b"Sirs,\n").decode(), "lang": "en"}],
        **more,
    }


def reply(sheet: str, draft: Draft, **more: object) -> dict[str, object]:
    paper = {"name": "answer.md", "data": base64.b64encode(sheet.encode()).decode()}
    return {
        "type": "answer.give",
        "body": {},
        "re": [{"leaf": draft.tabled.leaf}],
        "documents": [paper],
        **more,
    }


def sent(program: Client, made: dict[str, object], **more: object) -> Answer:
    return program.post("/api/entries", json.dumps({**made, **more}), content_type="application/json")


def parcelled(program: Client, room: Room, made: dict[str, object], **more: str) -> Answer:
    """Send it as the file that the command line writes."""
    line = str(made["line"]).encode()
    signature = private_in(room.keyring.path(PartyCode("VEL"))).sign(line, ENTRY)
    kept = [
        Document(data=base64.b64decode(one["data"]), salt=bytes.fromhex(one["salt"]))
        for one in cast("list[dict[str, str]]", made["documents"])
    ]
    data = parcel_of(line, (signature,), kept).to_bytes()
    return program.post("/api/parcels", {"parcel": SimpleUploadedFile("a.entry.zip", data), **more})


@pytest.mark.parametrize("path", READING)
def test_what_is_asked_is_answered(path: str, keyed: Callable[..., Client]) -> None:
    assert keyed("ARD").get(f"/api/{path}").status_code == 200


def test_one_entry_comes_with_what_proves_it(room: Room, keyed: Callable[..., Client]) -> None:
    found = keyed("ARD").get("/api/entries/12").json()
    data = base64.b64decode(found["data"])
    assert leaf_hash(data).hex() == found["leaf"] == room.state.entries[12].leaf
    log = LogKey.of(room.state.log)
    assert proven(leaf_hash(data), proof_read(found["proof"].encode()), log).size == 49
    assert [one["holds"] for one in found["signatures"]] == [True]


def test_a_compilation_is_that_of_the_format(keyed: Callable[..., Client]) -> None:
    data = keyed("ARD").get("/api/drafts/1/compilation").content
    assert len(list(provisions_of(data))) > 20


class TestWhatIsForOthers:
    """What a reader may not read is in no list, in no count, and its address gives 404."""

    def test_is_nowhere(self, room: Room, keyed: Callable[..., Client]) -> None:
        place = sent_between(room, "ARD", "CEL", CANARY)
        published(room)
        other = keyed("BOR")
        for path in (*READING, f"entries?words={CANARY[:4]}", "entries?by=ARD"):
            assert CANARY not in other.get(f"/api/{path}").content.decode(), path
        hidden = other.get(f"/api/entries/{place}")
        nothing = other.get("/api/entries/4711")
        assert (hidden.status_code, hidden.content) == (nothing.status_code, nothing.content)
        assert other.get("/api/entries").json()["found"] == 49
        assert keyed("CEL").get(f"/api/entries/{place}").json()["said"].count(CANARY) == 1

    def test_cannot_be_named_in_what_is_recorded(self, room: Room, keyed: Callable[..., Client]) -> None:
        place = sent_between(room, "ARD", "CEL", CANARY)
        hidden, nothing = room.state.entries[place].leaf, "0" * 63 + "1"
        said = []
        for leaf in (hidden, nothing):
            wanted = {"type": "note.receive", "body": {}, "re": [{"leaf": leaf}]}
            answer = keyed("BOR" if leaf == hidden else "VEL").post(
                "/api/entries/compose", json.dumps(wanted), content_type="application/json"
            )
            said.append((answer.status_code, answer.json()["said"].replace(leaf, "LEAF")))
        assert said == [(422, "there is no entry LEAF that you may read.")] * 2


class TestAccess:
    def test_a_key_is_kept_as_its_digest_alone(self, keyed: Callable[..., Client]) -> None:
        keyed("ARD")
        (one,) = AccessKey.objects.all()
        assert len(one.digest) == 64

    def test_a_key_that_was_revoked_opens_nothing(self, keyed: Callable[..., Client]) -> None:
        program = keyed("ARD")
        AccessKey.objects.update(ended="2026-03-25T00:00:00Z")
        assert program.get("/api/negotiation").status_code == 401

    def test_a_key_ends_with_its_holders_seat(self, keyed: Callable[..., Client]) -> None:
        program = keyed("ARD")
        Seat.objects.update(ended="2026-03-25T00:00:00Z")
        assert program.get("/api/negotiation").status_code == 401

    def test_a_key_that_is_none_is_not_the_public(self, room: Room) -> None:
        assert room.state.size
        for given in ("Bearer travaux_none", "Basic QTpC", "Bearer"):
            assert Client(headers={"Authorization": given}).get("/api/negotiation").status_code == 401

    def test_without_a_key_the_public_reads_what_is_public(self, room: Room) -> None:
        assert room.state.size
        found = Client().get("/api/negotiation").json()
        assert (found["reader"], found["entries"]) == (None, 0)

    def test_a_session_records_nothing_without_its_token(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("ARD")
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = browser.cookies
        answer = strict.post(
            "/api/entries/compose", json.dumps(letter(room)), content_type="application/json"
        )
        assert answer.status_code == 403


class TestRecording:
    def test_what_is_composed_and_signed_is_recorded_once(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        program = keyed("ARD")
        made = signed(room, "ARD", composed(program, letter(room)))
        first, again = (
            program.post("/api/entries", json.dumps(made), content_type="application/json") for _ in range(2)
        )
        assert (first.status_code, again.status_code) == (201, 200)
        assert (first.json()["index"], again.json()["index"]) == (49, 49)
        assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
        (doc,) = room.state.entries[49].entry.docs
        assert program.get(f"/api/documents/{doc.h}").content == b"Sirs,\n"

    def test_the_same_nonce_with_other_bytes_conflicts(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        program = keyed("ARD")
        made = composed(program, letter(room))
        sent = signed(room, "ARD", made)
        other = json.loads(str(made["line"]))
        other["at"] = "2026-03-25T11:00:00Z"
        line = json.dumps(other, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        changed = signed(room, "ARD", {**made, "line": line})
        program.post("/api/entries", json.dumps(sent), content_type="application/json")
        answer = program.post("/api/entries", json.dumps(changed), content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (409, "nonce-taken")

    def test_what_is_refused_says_why_and_leaves_nothing(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        program = keyed("ARD")
        made = signed(room, "BOR", composed(program, letter(room)))
        before = room.store.document_names()
        answer = program.post("/api/entries", json.dumps(made), content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (422, "bad-signature")
        assert room.store.document_names() == before
        assert room.state.size == 49

    def test_nobody_answers_for_others_alone(self, room: Room, keyed: Callable[..., Client]) -> None:
        """Neither is the line composed, nor one recorded that its party has signed all the same."""
        program = keyed("ARD")
        draft = room.state.latest_draft()
        assert draft is not None
        wanted: dict[str, object] = {
            "type": "answer.give",
            "body": {"principals": ["ARD", "BOR"]},
            "re": [{"leaf": draft.tabled.leaf, "article": "art_4"}],
        }
        alone = {**wanted, "body": {"principals": ["BOR"]}}
        refused = program.post("/api/entries/compose", json.dumps(alone), content_type="application/json")
        made = composed(program, wanted)
        made["line"] = str(made["line"]).replace('["ARD","BOR"]', '["BOR"]')
        sent = signed(room, "ARD", made)
        answer = program.post("/api/entries", json.dumps(sent), content_type="application/json")
        for one in (refused, answer):
            assert (one.status_code, one.json()["code"]) == (422, "not-allowed")
            assert "ARD would answer in the name of BOR, and not in its own." in one.content.decode()
        assert room.state.size == 49

    @pytest.mark.parametrize(
        ("number", "article", "found"),
        [
            (2, "art_99", "art_99, which is not in draft 2, and nobody proposes to add it: it could not be"),
            (2, "art_4", ""),
            (1, "art_9__para_1bis", ""),
            (1, "art_9__para_1ter", "art_9__para_1ter, which is not in draft 1, and nobody"),
            (2, "art_9__para_1bis", "art_9__para_1bis, which is not in draft 2, and nobody"),
        ],
    )
    def test_a_question_is_about_what_is_there_or_would_be_added(
        self, room: Room, keyed: Callable[..., Client], number: int, article: str, found: str
    ) -> None:
        """Neither is it composed, nor recorded where its party has signed it all the same."""
        program = keyed("ARD")
        draft = next(one for one in room.state.drafts.values() if one.number == number)
        wanted: dict[str, object] = {
            "type": "question.ask",
            "body": {"to": ["BOR"], "words": "Which?"},
            "re": [{"leaf": draft.tabled.leaf, "article": "art_4"}],
        }
        there = {**wanted, "re": [{"leaf": draft.tabled.leaf, "article": article}]}
        asked = program.post("/api/entries/compose", json.dumps(there), content_type="application/json")
        made = composed(program, wanted)
        made["line"] = str(made["line"]).replace('"article":"art_4"', f'"article":"{article}"')
        answer = sent(program, signed(room, "ARD", made))
        for one, done in ((asked, 200), (answer, 201)):
            assert one.status_code == (422 if found else done), one.content
            assert found in one.content.decode()

    def test_a_short_answer_to_the_draft_in_whole_undoes_the_others_only_where_that_is_said(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        """A program is asked what the page and the command line ask; to what it names, it is taken."""
        program, (third, _) = keyed("VEL"), room.state.drafts.values()
        desk = room.desk(room.known(PartyCode("VEL")))
        short = sheet_to_fill(desk, third, PartyCode("VEL")) + "\n## Article 5\n\nPosition: accepts\n"
        whole = reply(short, third)
        refused = program.post("/api/entries/compose", json.dumps(whole), content_type="application/json")
        assert (refused.status_code, refused.json()["code"]) == (409, "replaces")
        assert (
            "answer.md is the answer of VEL to the draft in whole, and says nothing of"
            in refused.json()["said"]
        )
        narrowed = {**whole, "re": [{"leaf": third.tabled.leaf, "article": "art_5"}]}
        assert sent(program, signed(room, "VEL", composed(program, narrowed))).status_code == 201

    def test_an_answer_to_an_earlier_draft_takes_the_place_of_a_newer_one_only_where_that_is_said(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        """It is refused when it is composed, when it is sent, and as a parcel; and goes to its own draft."""
        program, fill = keyed("VEL"), "\n## Article 4, paragraph 1\n\nPosition: accepts\n"
        third, fourth = room.state.drafts.values()
        old, new = (
            sheet_to_fill(room.desk(room.known(PartyCode("VEL"))), one, PartyCode("VEL")) + fill
            for one in (third, fourth)
        )
        stands = sent(program, signed(room, "VEL", composed(program, reply(new, fourth)))).json()["index"]
        refused = program.post(
            "/api/entries/compose", json.dumps(reply(old, fourth)), content_type="application/json"
        )
        made = composed(program, reply(old, fourth, replaces=True))
        answers = [refused, sent(program, signed(room, "VEL", made)), parcelled(program, room, made)]
        for one in answers:
            assert (one.status_code, one.json()["code"]) == (409, "replaces")
            assert one.json()["said"] == (
                f"answer.md was written for draft 1, and VEL has answered draft 2 since, in entry {stands}: "
                "recorded on draft 2, it would take the place of that. Nothing was recorded. Give it to the "
                f"draft it was written for, whose leaf is {third.tabled.leaf}; or say with "
                '"replaces": true that it is to take the place of those answers.'
            )
        assert room.state.answers[room.state.entries[stands].leaf].is_last
        on_its_own = composed(program, reply(old, third, replaces=True))
        assert sent(program, signed(room, "VEL", on_its_own), replaces=True).status_code == 201
        made = composed(program, reply(old, fourth, replaces=True))
        assert parcelled(program, room, made, replaces="true").status_code == 201
        assert not room.state.answers[room.state.entries[stands].leaf].is_last
        assert sent(program, signed(room, "VEL", made)).status_code == 200, "once more, it is the same"

    def test_a_sheet_of_another_party_is_not_composed(self, room: Room, keyed: Callable[..., Client]) -> None:
        draft = list(room.state.drafts.values())[-1]
        sheet = sheet_to_fill(room.desk(room.known(PartyCode("BOR"))), draft, PartyCode("BOR"))
        sheet += "\n## Article 4, paragraph 1\n\nPosition: accepts\n"
        answer = keyed("VEL").post(
            "/api/entries/compose", json.dumps(reply(sheet, draft)), content_type="application/json"
        )
        assert answer.status_code == 422
        assert "It is recorded in nobody else’s name." in answer.json()["said"]

    def test_a_document_that_was_not_signed_for_is_not_taken(
        self, room: Room, keyed: Callable[..., Client]
    ) -> None:
        program = keyed("ARD")
        made = signed(room, "ARD", composed(program, letter(room)))
        made["documents"] = [{"data": base64.b64encode(b"Madam,\n").decode(), "salt": "0" * 64}]
        answer = program.post("/api/entries", json.dumps(made), content_type="application/json")
        assert answer.status_code == 422
        assert "letter.txt is missing" in answer.json()["said"]

    def test_nobody_sends_for_another_party(self, room: Room, keyed: Callable[..., Client]) -> None:
        made = signed(room, "ARD", composed(keyed("ARD"), letter(room)))
        answer = keyed("BOR").post("/api/entries", json.dumps(made), content_type="application/json")
        assert answer.status_code == 403
        assert room.state.size == 49
        kept = keyed("SEC").post("/api/entries", json.dumps(made), content_type="application/json")
        assert kept.status_code == 201

    def test_a_delegate_prepares_and_does_not_table(self, room: Room, keyed: Callable[..., Client]) -> None:
        program = keyed("ARD", Capacity.DELEGATE)
        made = signed(room, "ARD", composed(program, letter(room)))
        answer = program.post("/api/entries", json.dumps(made), content_type="application/json")
        assert answer.status_code == 403


def test_the_description_describes_every_operation(room: Room) -> None:
    assert room.state.size
    found = Client().get("/api/openapi.json").json()
    Draft202012Validator.check_schema(found["components"]["schemas"]["Full"])
    operations = [(path, verb) for path, verbs in found["paths"].items() for verb in verbs]
    assert len(operations) == 19
    assert [one for one in operations if not found["paths"][one[0]][one[1]].get("security")] == []


def test_entries_bear_their_place_in_the_whole_record_and_the_description_says_what_that_tells(
    room: Room,
) -> None:
    program = Client()
    listed = [one["place"] for one in program.get("/api/entries").json()["entries"]]
    known = room.known(None)
    assert listed == [one.index for one in reversed(known.entries)][:100]
    assert len(known.entries) < room.state.size
    said = program.get("/api/openapi.json").json()["info"]["description"]
    assert "where numbers are missing, there are entries for others" in said


class TestTheKeysPage:
    def test_a_key_is_shown_once_and_works_until_it_is_revoked(self, room: Room) -> None:
        assert room.state.size
        browser = came("ARD")
        page = browser.post("/keys/access/", {"name": "the ministry's archive"}).content.decode()
        key = page.partition('<pre dir="ltr">')[2].partition("</pre>")[0]
        assert key.startswith("travaux_")
        assert key not in browser.get("/keys/access/").content.decode()
        program = Client(headers={"Authorization": f"Bearer {key}"})
        assert program.get("/api/negotiation").json()["reader"] == "ARD"
        browser.post(f"/keys/access/{AccessKey.objects.get().pk}/revoke/")
        assert program.get("/api/negotiation").status_code == 401

    def test_whoever_sits_for_no_party_is_told_that_none_is_made(self, room: Room) -> None:
        assert room.state.size
        browser = came("ARD")
        end_seat(Seat.objects.get(), timezone.now())
        browser.post("/accounts/login/", {"login": "r.noor@example.org", "password": PASSWORD})
        page = browser.get("/keys/access/").content.decode()
        assert "From this seat none can be made." in page
        assert "None may read" not in page

    def test_nobody_revokes_the_key_of_another(self, sitting: Sitting) -> None:
        came("ARD").post("/keys/access/", {"name": "archive"})
        number = AccessKey.objects.get().pk
        assert sitting("BOR").post(f"/keys/access/{number}/revoke/").status_code == 404
        assert AccessKey.objects.get().ended is None


class TestInTheReadersLanguage:
    """Sentences are in the language that is asked for; codes are the same in each."""

    SHEET = "# Answer of Ardane (ARD)\n\n## Article 4, paragraph 1\n- Position: amends\n"

    def composed(self, program: Client, sheet: str, draft: Draft, language: str) -> Answer:
        return program.post(
            "/api/entries/compose",
            json.dumps(reply(sheet, draft)),
            content_type="application/json",
            headers={"Accept-Language": language},
        )

    def test_what_was_found_in_a_document(self, room: Room, keyed: Callable[..., Client]) -> None:
        draft = room.state.latest_draft()
        assert draft is not None
        program = keyed("ARD")
        found = {
            language: self.composed(program, self.SHEET, draft, language).json()["findings"]
            for language in ("en", "fr", "de")
        }
        assert [each[0].split(",")[0] for each in found.values()] == ["Error", "Erreur", "Error"]
        assert all("[words-missing]" in each[0] for each in found.values())

    def test_why_an_answer_is_refused(self, room: Room, keyed: Callable[..., Client]) -> None:
        draft = room.state.latest_draft()
        assert draft is not None
        answer = self.composed(keyed("BOR"), self.SHEET, draft, "fr")
        assert (answer.status_code, answer.json()["code"]) == (422, "not-done")
        assert answer.json()["said"].startswith("Erreur")
        assert answer.headers["Content-Language"] == "fr"


def test_a_consolidated_text_is_nobodys_answer(
    room: Room, keyed: Callable[..., Client], sitting: Sitting
) -> None:
    """As on the page."""
    draft = next(iter(room.state.drafts.values()))
    everybodys = looked(sitting("BOR"), f"/download/consolidated.md?draft={draft.number}")
    assert everybodys.status_code == 200
    answer = keyed("VEL").post(
        "/api/entries/compose",
        json.dumps(reply(everybodys.content.decode(), draft)),
        content_type="application/json",
    )
    assert answer.status_code == 422, answer.content
    assert "says that it is a consolidated text" in answer.json()["said"]


@pytest.mark.parametrize("path", ["entries", "entries/compose"])
def test_a_form_where_json_is_expected_is_a_fault(path: str, keyed: Callable[..., Client]) -> None:
    answer = keyed("ARD").post(f"/api/{path}", {"a": "b"})
    assert (answer.status_code, answer.json()["code"]) == (422, "form")
    assert answer.json()["said"] == "A form was sent; expected JSON, as application/json."
