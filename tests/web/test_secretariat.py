"""What the chair and the secretariat do, each an entry that was shown before; and who has no part in it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.looking import words_shown
from travaux.answers.round import Capacity, Decides, MayBracket, Rules, SilenceMeans
from travaux.answers.undertaking import Due
from travaux.cli.machine import Machine
from travaux.record.act import (
    AddsMember,
    AdoptsText,
    AgreesAdReferendum,
    AnswersMerger,
    ClosesProvisionally,
    ConvenesMeeting,
    DeclaresRules,
    DefinesGroup,
    DraftStatus,
    NoteKind,
    NotesSilenceElapsed,
    OpensSilence,
    ProposesMerger,
    RectifiesError,
    Redacts,
    RemovesMember,
    ReopensProvision,
    Role,
    SendsNote,
    TablesDraft,
    ValidatesPosition,
)
from travaux.record.entry import Entered
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.acts.preparing import act_of, said_of
from travaux.web.room import Room

Sitting = Callable[..., Client]
Fields = Mapping[str, object]

DRAFT = """# Agreement on Restraint

## Article 1

The Parties shall show restraint.

## Article 2

1. Each Party shall report once a year.

2. Reports are public.
"""


def prepares(browser: Client, address: str, fields: Fields) -> Prepared:
    """Fill in a page, and give what it prepared."""
    answer = browser.post(address, {"vis": "all", **fields})
    assert answer.status_code == 302, answer.content.decode()
    return Prepared.objects.get(pk=int(answer["Location"].split("/")[2]))


def tables(browser: Client, room: Room, one: Prepared, *, anyway: bool = False) -> Entered:
    """Look at it as it would be recorded, and table it."""
    shown = browser.get(f"/prepared/{one.pk}/")
    assert shown.status_code == 200, shown.content.decode()
    answer = browser.post(f"/prepared/{one.pk}/", {"anyway": "on"} if anyway else {})
    assert answer.status_code == 302, answer.content.decode()
    return room.state.entries[int(answer["Location"].split("/")[2])]


def done(browser: Client, room: Room, address: str, fields: Fields) -> Entered:
    return tables(browser, room, prepares(browser, address, fields))


def refused(browser: Client, address: str, fields: Fields) -> str:
    answer = browser.post(address, {"vis": "all", **fields})
    assert answer.status_code == 422, answer.status_code
    assert not Prepared.objects.exists()
    return answer.content.decode()


def latest(room: Room) -> str:
    draft = room.state.latest_draft()
    assert draft is not None
    return str(draft.number)


class TestWhoHasAPart:
    CONDUCT = (
        *("/secretariat/rules/", "/secretariat/adopt/", "/secretariat/rectify/"),
        *("/secretariat/silence/", "/secretariat/silence/open/", "/secretariat/members/"),
        *("/secretariat/members/group/",),
    )
    KEEPER = ("/secretariat/members/add/", "/secretariat/members/remove/")
    TAKING_PART = (
        "/secretariat/",
        "/secretariat/settle/",
        "/secretariat/merge/",
        "/secretariat/meeting/",
        "/secretariat/table/",
    )

    @pytest.mark.parametrize("address", [*CONDUCT, *KEEPER, *TAKING_PART])
    def test_each_page_is_there_for_those_whose_task_it_is(self, sitting: Sitting, address: str) -> None:
        answers = {who: sitting(who).get(address).status_code for who in ("SEC", "CHR", "ARD", None)}
        leads = 404 if address in self.KEEPER else 200
        takes_part = 200 if address in self.TAKING_PART else 404
        assert answers == {"SEC": 200, "CHR": leads, "ARD": takes_part, None: 302}

    @pytest.mark.parametrize("who", ["SEC", "CHR", "ARD"])
    def test_each_way_that_is_offered_leads_somewhere(self, sitting: Sitting, who: str) -> None:
        browser = sitting(who)
        page = browser.get("/secretariat/").content.decode().partition("<main")[2]
        ways = re.findall(r'href="(/[^"#]*)"', page)
        assert "/secretariat/table/" in ways
        assert ("/answer/" in ways) == (who == "ARD")
        assert {way: browser.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)

    def test_a_party_settles_nothing_for_all(self, sitting: Sitting) -> None:
        page = sitting("ARD").get("/secretariat/settle/").content.decode()
        assert ('value="agree"' in page, 'value="close"' in page) == (True, False)


class TestTabling:
    def fields(self, room: Room, text: str = DRAFT, **more: object) -> Fields:
        return {
            "title": "Chair's text of 2 April",
            "status": "chair's text",
            "basis": "on",
            "follows": latest(room),
            "documents": SimpleUploadedFile("draft.md", text.encode()),
            **more,
        }

    def test_a_draft_is_read_shown_and_tabled(self, room: Room, sitting: Sitting) -> None:
        browser, before = sitting("CHR"), next(iter(room.state.drafts.values()))
        fields = self.fields(room, understanding="Without prejudice.", follows="1")
        one = prepares(browser, "/secretariat/table/", fields)
        assert any("What it makes of what was said" in said for said in said_of(one))
        shown = browser.get(f"/prepared/{one.pk}/").content.decode()
        assert "Each Party shall report once a year." in shown
        assert "answers are asked to this text" in shown
        entered = tables(browser, room, one)
        assert entered.act == TablesDraft(
            title="Chair's text of 2 April",
            status=DraftStatus.CHAIRS_TEXT,
            understanding="Without prejudice.",
        )
        assert [one.leaf for one in entered.entry.re] == [before.tabled.leaf]
        (doc,) = entered.entry.docs
        assert room.document(doc.h) == DRAFT.encode()

    def test_what_is_no_draft_is_said_before_and_recorded_only_on_a_word(
        self, room: Room, sitting: Sitting
    ) -> None:
        browser = sitting("CHR")
        one = prepares(browser, "/secretariat/table/", self.fields(room, "Nothing that is an article.\n"))
        assert one.errors
        size = room.state.size
        answer = browser.post(f"/prepared/{one.pk}/")
        assert (answer["Location"], room.state.size) == (f"/prepared/{one.pk}/", size)
        tables(browser, room, one, anyway=True)
        assert room.state.size == size + 1

    def test_a_party_is_not_offered_to_call_its_text_a_chair_s_text(
        self, room: Room, sitting: Sitting
    ) -> None:
        page = sitting("ARD").get("/secretariat/table/").content.decode()
        assert ("Party&#x27;s text" in page, "Chair&#x27;s text</option>" in page) == (True, False)
        refused(sitting("BOR"), "/secretariat/table/", self.fields(room))

    def test_a_title_that_is_not_the_file_s_own_is_said_before(self, room: Room, sitting: Sitting) -> None:
        browser, text = sitting("CHR"), f"---\ndraft: Sixth draft\n---\n\n{DRAFT}"
        one = prepares(browser, "/secretariat/table/", self.fields(room, text, title="Fifth draft"))
        assert said_of(one)[0].startswith(
            "draft.md calls itself “Sixth draft”, and is tabled as “Fifth draft”."
        )
        one = prepares(browser, "/secretariat/table/", self.fields(room, text, title="Sixth draft"))
        assert not any("calls itself" in said for said in said_of(one))

    def test_changed_it_keeps_its_file(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        one = prepares(browser, "/secretariat/table/", self.fields(room))
        page = browser.get(f"/secretariat/table/?prepared={one.pk}").content.decode()
        assert "Chair&#x27;s text of 2 April" in page
        fields = dict(self.fields(room, title="Chair's text of 3 April"))
        del fields["documents"]
        again = prepares(
            browser,
            f"/secretariat/table/?prepared={one.pk}",
            {**fields, "prepared": one.pk, "version": one.version},
        )
        assert again.pk == one.pk
        assert bytes(again.documents.get().data) == DRAFT.encode()

    def test_there_is_no_draft_without_a_text(self, room: Room, sitting: Sitting) -> None:
        fields = {**self.fields(room), "documents": ""}
        assert "There is no text in it" in refused(sitting("CHR"), "/secretariat/table/", fields)

    def test_a_party_tables_its_own_text_beside_and_asks_no_answers_to_it(
        self, room: Room, sitting: Sitting
    ) -> None:
        browser = sitting("ARD")
        fields = self.fields(room, follows="", status="party's text")
        entered = done(browser, room, "/secretariat/table/", fields)
        assert isinstance(entered.act, TablesDraft)
        assert (entered.act.basis, entered.entry.re) == (False, ())

    def test_for_some_members_it_is_nowhere_on_the_pages_of_another(
        self, room: Room, sitting: Sitting
    ) -> None:
        fields = self.fields(
            room, title="Only between us", vis="to", to=["BOR"], follows="", status="non-paper"
        )
        done(sitting("ARD"), room, "/secretariat/table/", fields)
        for page in ("/secretariat/settle/", "/secretariat/rules/", "/record/"):
            client = sitting("CHR") if page == "/secretariat/settle/" else Client()
            assert "Only between us" not in client.get(page).content.decode()
        assert "Only between us" in sitting("BOR").get("/secretariat/settle/").content.decode()


class TestRules:
    def test_a_deadline_in_another_zone_moves_no_other_time(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        fields = {"name": "last", "draft": latest(room), "day": "2031-11-28", "clock": "09:00"}
        fields |= {"zone": "America/New_York", "decides": "consensus", "asked": "BOR"}

        entered = done(browser, room, "/secretariat/rules/", fields)

        words = words_shown(browser, f"/record/{entered.index}/")
        assert "28 November 2031, 09:00 America/New_York (14:00 UTC)" in words
        assert " Europe/Athens (" in words
        assert 'value="Europe/Athens"' in browser.get("/secretariat/rules/").content.decode()

    def test_all_of_them_as_they_were_declared(self, room: Room, sitting: Sitting) -> None:
        fields = {
            "name": "third reading",
            "draft": latest(room),
            "asked": ["BOR", "ARD"],
            "day": "2031-03-20",
            "clock": "18:00",
            "zone": "Europe/Zurich",
            "silence": "nothing",
            "answers_in": "national or group",
            "brackets": "any party",
            "decides": "consensus",
            "late": "Marked late.",
            "late_is_out": "on",
            "words": "As agreed in plenary.",
        }
        assert done(sitting("CHR"), room, "/secretariat/rules/", fields).act == DeclaresRules(
            rules=Rules(
                name="third reading",
                asked=(PartyCode("BOR"), PartyCode("ARD")),
                due=Due(local="2031-03-20T18:00", zone="Europe/Zurich", utc="2031-03-20T17:00:00Z"),
                silence=SilenceMeans.NOTHING,
                capacity=Capacity.EITHER,
                brackets=MayBracket.ANY_PARTY,
                decides=Decides.CONSENSUS,
                late="Marked late.",
                late_is_out=True,
                words="As agreed in plenary.",
            )
        )

    def test_the_page_begins_with_the_round_and_is_on_the_latest_draft(
        self, room: Room, sitting: Sitting
    ) -> None:
        page = sitting("CHR").get("/secretariat/rules/").content.decode()
        asked = re.findall(r'name="(name|draft|day|answers_in|vis)"', page)
        assert list(dict.fromkeys(asked)) == ["name", "draft", "day", "answers_in", "vis"]
        assert f'<option value="{latest(room)}" selected>' in page

    def test_what_is_not_declared_has_no_default(self, room: Room, sitting: Sitting) -> None:
        fields = {"name": "third reading", "draft": "", "asked": ["ARD"]}
        entered = done(sitting("CHR"), room, "/secretariat/rules/", fields)
        assert entered.act == DeclaresRules(rules=Rules(name="third reading", asked=(PartyCode("ARD"),)))
        assert entered.entry.re == ()

    def test_a_time_without_its_zone_is_no_time(self, sitting: Sitting) -> None:
        fields = {"name": "third reading", "draft": "", "asked": ["ARD"], "day": "2031-03-20", "zone": ""}
        assert "It is not said in whose time" in refused(sitting("CHR"), "/secretariat/rules/", fields)


class TestWhereProvisionsStand:
    def test_several_at_once_agreed_closed_and_open_again(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        fields = {"draft": latest(room), "provisions": "Article 1; Article 2", "words": "In plenary."}
        for state, kind in (
            ("agree", AgreesAdReferendum),
            ("close", ClosesProvisionally),
            ("reopen", ReopensProvision),
        ):
            entered = done(browser, room, "/secretariat/settle/", {**fields, "state": state})
            assert entered.act == kind(words="In plenary.")
            assert [one.article for one in entered.entry.re] == ["art_1", "art_2"]

    @pytest.mark.parametrize("named", ["المادة 1؛ المادة 2", "第 1 条；第 2 条"])
    def test_they_are_named_as_other_languages_name_them(
        self, room: Room, sitting: Sitting, named: str
    ) -> None:
        fields = {"draft": latest(room), "provisions": named, "state": "agree"}
        entered = done(sitting("CHR"), room, "/secretariat/settle/", fields)
        assert [one.article for one in entered.entry.re] == ["art_1", "art_2"]

    @pytest.mark.parametrize("page", ["settle", "adopt", "rectify", "rules", "meeting", "silence/open"])
    def test_a_page_is_on_the_draft_that_its_address_names(self, sitting: Sitting, page: str) -> None:
        browser = sitting("CHR")
        shown = browser.get(f"/secretariat/{page}/?draft=1").content.decode()
        assert re.findall(r'<option value="(\d+)" selected>', shown) == ["1"]
        assert browser.get(f"/secretariat/{page}/?draft=77").status_code == 404

    def test_a_provision_that_is_not_there_is_said(self, room: Room, sitting: Sitting) -> None:
        fields = {"draft": latest(room), "provisions": "Article 99", "state": "agree"}
        assert "Article 99" in refused(sitting("CHR"), "/secretariat/settle/", fields)

    def test_a_party_that_says_what_is_for_the_chair_is_not_heard(self, room: Room, sitting: Sitting) -> None:
        fields = {"draft": latest(room), "provisions": "Article 1", "state": "close"}
        assert "close is not one of the available choices" in refused(
            sitting("ARD"), "/secretariat/settle/", fields
        )

    def test_adopted_and_rectified(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        fields = {"draft": latest(room), "done": "adopt", "how": "by consensus"}
        assert done(browser, room, "/secretariat/adopt/", fields).act == AdoptsText(how="by consensus")
        fields = {
            "draft": latest(room),
            "provisions": "Article 1",
            "defective": "called up",
            "corrected": "recalled",
        }
        assert done(browser, room, "/secretariat/rectify/", fields).act == RectifiesError(
            defective="called up", corrected="recalled"
        )
        page = words_shown(browser, "/article/art_1/")
        assert "“called up” reads “recalled” from the beginning" in page
        assert "including reservists while recalled;" in page
        assert "An error was rectified" not in words_shown(browser, "/article/art_2/")
        first = words_shown(browser, "/").partition("1. What is agreed now")[2]
        short, _, agreed = first.partition("1. What is agreed now")
        assert short.startswith(" the text is adopted")
        told = [
            agreed.index(words)
            for words in ("On the table:", "the text was adopted", "An error was rectified")
        ]
        assert told == sorted(told), "what became of the text stands with the text"
        assert "has been recorded as agreed or provisionally closed" not in agreed
        in_place = "What was rectified stands in the place of the words that the draft had."
        assert in_place in words_shown(browser, f"/text/{latest(room)}/")
        browser.post("/language/", {"language": "fr", "next": "/"})
        in_french = "Ce qui a été rectifié figure à la place des mots que le projet avait."
        assert in_french in words_shown(browser, f"/text/{latest(room)}/")


class TestMerging:
    def there(self, browser: Client) -> list[tuple[str, str]]:
        """List what is proposed at Article 4, paragraph 1, of the first draft, and by whom."""
        page = browser.get("/secretariat/merge/?draft=1&provision=Article 4, paragraph 1").content.decode()
        return re.findall(r'name="proposals" value="([^"]+)"[^>]*>\s*([A-Z]+) ·', page)

    def test_each_proposal_that_can_be_ticked_has_a_name_of_its_own(self, sitting: Sitting) -> None:
        page = sitting("CHR").get("/secretariat/merge/?draft=1&provision=Article 4").content.decode()
        named = re.findall(r'name="proposals"[^>]*>\s*([^<]+?)\s*</label>', page)
        headed = re.findall(r'<article class="saying"><h3>([^<]+)</h3>', page)
        assert named == headed
        assert [one for one in named if one.startswith("ARD")] == [
            "ARD · Article 4, paragraph 1: amends",
            "ARD · Article 4, paragraph 2, point (c): amends",
            "ARD · Article 4, paragraph 4: adds",
        ]

    def test_proposed_by_the_chair_and_answered_by_those_concerned(
        self, room: Room, sitting: Sitting
    ) -> None:
        browser = sitting("CHR")
        (first, who), *_, (second, other) = self.there(browser)
        fields = {
            "draft": "1",
            "provision": "art_4__para_1",
            "proposals": [first, second],
            "wording": "one wording",
        }
        merger = done(browser, room, "/secretariat/merge/", fields)
        assert merger.act == ProposesMerger(wording="one wording")
        places = [f"{room.state.places[one.leaf]}:{one.article}" for one in merger.entry.re]
        assert places == [first, second]
        page, concerned = f"/merger/{merger.index}/", sitting(who)
        shown = concerned.get(page).content.decode()
        titles = re.findall(r"<h3>(?:([A-Z]+) · )?([^<:]+)", shown)
        at = "Article 4, paragraph 1"
        assert titles == [(who, at), (other, at), ("", "The one wording")], "whose words would be one"
        article = concerned.get("/article/art_4/?draft=1").content.decode()
        assert f'href="{page}">Consent or not to the merger of entry {merger.index}</a>' in article
        answer = done(concerned, room, page, {"consents": "no", "words": "Not in this form."})
        assert answer.act == AnswersMerger(consents=False, words="Not in this form.")

    def test_whoever_signs_has_the_words_before_them(self, room: Room, sitting: Sitting) -> None:
        """1, 3: nobody consents to the number of an entry."""
        browser = sitting("CHR")
        (first, who), *_, (second, _) = self.there(browser)
        fields = {
            "draft": "1",
            "provision": "art_4__para_1",
            "proposals": [first, second],
            "wording": "one wording",
        }
        merger = done(browser, room, "/secretariat/merge/", fields)
        concerned = sitting(who)
        one = prepares(concerned, f"/merger/{merger.index}/", {"consents": "yes"})
        page = concerned.get(f"/prepared/{one.pk}/").content.decode()
        part = page.partition("<h2>What it concerns</h2>")[2].partition("</section>")[0]
        assert f'href="/record/{merger.index}/"' in part
        assert 'as <q class="w" dir="auto">one wording</q>' in part

    def test_the_article_leads_to_the_merger_and_to_each_consent(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        (first, who), *_, (second, other) = self.there(browser)
        fields = {
            "draft": "1",
            "provision": "art_4__para_1",
            "proposals": [first, second],
            "wording": "one wording",
        }
        merger = done(browser, room, "/secretariat/merge/", fields)
        for party in (who, other):
            done(sitting(party), room, f"/merger/{merger.index}/", {"consents": "yes", "words": ""})
        page = browser.get("/article/art_4/?draft=1").content.decode()
        assert page.count("The merged wording:") == 2
        assert page.count("Consent to it:") == 2
        told = words_shown(browser, "/article/art_4/?draft=1")
        assert (
            told.count(f"merged with consent: the wording of entry {merger.index}; consenting: {who}, ") == 2
        )
        assert "its own words before that: " in told

    def test_a_page_to_join_has_the_words_that_joining_joins(self, room: Room, sitting: Sitting) -> None:
        """Whoever joins an answer joins its own words, and consents to no merger by that."""
        browser = sitting("CHR")
        (first, who), *_, (second, other) = self.there(browser)
        fields = {
            "draft": "1",
            "provision": "art_4__para_1",
            "proposals": [first, second],
            "wording": "one wording",
        }
        address = "/article/art_4/join/?draft=1"
        joiner = next(one for one in ("VEL", "TAL", "KES", "CEL") if one not in {who, other})
        reader = sitting(joiner)
        before = reader.get(address).content.decode().partition("<main")[2]
        merger = done(browser, room, "/secretariat/merge/", fields)
        for party in (who, other):
            done(sitting(party), room, f"/merger/{merger.index}/", {"consents": "yes", "words": ""})
        after = reader.get(address).content.decode().partition("<main")[2]
        assert "one wording" not in after
        for party in (who, other):
            assert after.count(f"Join this wording of {party}") == before.count(
                f"Join this wording of {party}"
            )

    def test_whoever_has_no_part_in_a_merger_is_not_asked(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("CHR")
        (first, who), *_, (second, other) = self.there(browser)
        fields = {
            "draft": "1",
            "provision": "art_4__para_1",
            "proposals": [first, second],
            "wording": "one wording",
        }
        merger = done(browser, room, "/secretariat/merge/", fields)
        page, entry = f"/merger/{merger.index}/", f"/record/{merger.index}/"
        speaking = {party for party in ("VEL", "TAL", "KES") if party not in {who, other}}
        readers = {party: sitting(party) for party in (who, other, *speaking)}
        asked = {
            party: (it.get(page).status_code, f'href="{page}"' in it.get(entry).content.decode())
            for party, it in readers.items()
        }
        assert asked == {who: (200, True), other: (200, True), **dict.fromkeys(speaking, (404, False))}
        assert sitting("SEC").get(page).status_code == 200, "it writes down what a party says"

    def test_one_proposal_is_not_merged(self, sitting: Sitting) -> None:
        browser = sitting("CHR")
        ((first, _), *_rest) = self.there(browser)
        fields = {"draft": "1", "provision": "art_4__para_1", "proposals": [first], "wording": "one wording"}
        assert "two proposals or more" in refused(browser, "/secretariat/merge/", fields)

    def test_a_bracket_without_its_mate_is_said_before(self, sitting: Sitting) -> None:
        browser = sitting("CHR")
        (first, _), *_, (second, _) = self.there(browser)
        fields = {"draft": "1", "provision": "art_4__para_1", "proposals": [first, second]}
        one = prepares(browser, "/secretariat/merge/", {**fields, "wording": "[one wording"})
        assert ["never closes" in said for said in one.said] == [True]
        one = prepares(browser, "/secretariat/merge/", {**fields, "wording": "[one] wording"})
        assert one.said == []

    def test_the_provision_is_asked_for_first(self, sitting: Sitting) -> None:
        browser = sitting("CHR")
        assert "At which provision" in browser.get("/secretariat/merge/").content.decode()
        answer = browser.get("/secretariat/merge/?draft=1&provision=Article 99")
        assert (answer.status_code, "Article 99" in answer.content.decode()) == (422, True)
        assert browser.get("/secretariat/merge/?draft=9&provision=Article 1").status_code == 404


class Later(Machine):
    """A machine on which the time set has ended."""

    def now(self) -> datetime:
        return datetime(2031, 1, 21, 8, tzinfo=UTC)


class TestConvening:
    def test_a_meeting(self, room: Room, sitting: Sitting) -> None:
        fields = {
            "place": "Room 4",
            "forum": "plenary",
            "day": "2031-04-02",
            "clock": "10:00",
            "zone": "UTC",
            "at_table": ["ARD", "BOR"],
            "draft": latest(room),
            "provisions": "Article 1",
        }
        entered = done(sitting("CHR"), room, "/secretariat/meeting/", fields)
        assert entered.act == ConvenesMeeting(
            place="Room 4",
            forum="plenary",
            begins=Due(local="2031-04-02T10:00", zone="UTC", utc="2031-04-02T10:00:00Z"),
            at_table=(PartyCode("ARD"), PartyCode("BOR")),
        )

    def test_what_is_on_the_agenda_stands_in_a_draft(self, room: Room, sitting: Sitting) -> None:
        assert room.state.drafts
        fields = {"place": "Room 4", "forum": "plenary", "day": "2031-04-02", "zone": "UTC"}
        page = refused(
            sitting("CHR"), "/secretariat/meeting/", {**fields, "draft": "", "provisions": "Article 1"}
        )
        assert "It is not said which draft is meant. Choose it." in page

    def test_a_meeting_that_began_already_is_said_before(self, sitting: Sitting) -> None:
        fields = {"place": "Room 4", "forum": "plenary", "day": "2026-01-20", "zone": "UTC"}
        one = prepares(sitting("CHR"), "/secretariat/meeting/", fields)
        assert one.said[0].startswith("The time set, 2026-01-20 UTC (2026-01-21T00:00:00Z), has passed")

    def test_nobody_notes_that_silence_was_not_broken_before_its_time_has_ended(
        self, room: Room, sitting: Sitting
    ) -> None:
        """Silence is never consent: least of all while there is time to speak."""
        browser = sitting("CHR")
        fields = {"draft": latest(room), "means": "It is adopted.", "day": "2031-01-20", "zone": "UTC"}
        opened = done(browser, room, "/secretariat/silence/open/", fields)
        page = refused(browser, f"/secretariat/silence/{opened.index}/elapsed/", {"words": ""})
        assert f"the silence procedure of entry {opened.index} runs until 2031-01-20 UTC" in page

    def test_a_silence_procedure_and_its_end(
        self, room: Room, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = sitting("CHR")
        fields = {
            "draft": latest(room),
            "provisions": "Article 1",
            "day": "2031-01-20",
            "zone": "UTC",
            "means": "The article is provisionally closed.",
        }
        opened = done(browser, room, "/secretariat/silence/open/", fields)
        assert isinstance(opened.act, OpensSilence)
        monkeypatch.setattr(room, "machine", Later())
        address = f"/secretariat/silence/{opened.index}/elapsed/"
        assert address in browser.get("/secretariat/silence/").content.decode()
        assert done(browser, room, address, {"words": ""}).act == NotesSilenceElapsed()
        assert address not in browser.get("/secretariat/silence/").content.decode()


class TestMembers:
    def test_one_comes_is_in_a_group_and_leaves(self, room: Room, sitting: Sitting) -> None:
        browser = sitting("SEC")
        fields: Fields = {"code": "ISL", "name": "Isles of the South", "role": "observer"}
        assert done(browser, room, "/secretariat/members/add/", fields).act == AddsMember(
            party=PartyCode("ISL"), name="Isles of the South", role=Role.OBSERVER
        )
        fields = {"code": "SEA", "title": "Seafaring members", "listed": ["ISL", "ARD"]}
        entered = done(browser, room, "/secretariat/members/group/", fields)
        assert isinstance(entered.act, DefinesGroup)
        assert set(entered.act.members) == {"ISL", "ARD"}
        page = browser.get("/secretariat/members/").content.decode()
        assert "/people/invite/?party=ISL" in page
        fields = {"party_": "ISL", "words": "At its own wish."}
        assert done(browser, room, "/secretariat/members/remove/", fields).act == RemovesMember(
            party=PartyCode("ISL"), words="At its own wish."
        )
        assert sitting("ISL").get("/keys/").status_code == 404

    def test_a_paper_to_a_group_is_to_those_in_it(self, room: Room, sitting: Sitting) -> None:
        group: Fields = {"code": "GRP", "title": "Group of Two", "listed": ["BOR", "KES"]}
        done(sitting("SEC"), room, "/secretariat/members/group/", group)
        browser = sitting("ARD")
        paper: Fields = {"kind": "note verbale", "subject": "On costs", "sealing": "unsigned"}

        one = prepares(browser, "/notes/send/", {**paper, "whom": ["GRP"]})

        assert said_of(one) == ["GRP is a group. It is recorded as those who are in it now: BOR, KES."]
        assert tables(browser, room, one, anyway=True).act == SendsNote(
            kind=NoteKind.VERBALE, to=(PartyCode("BOR"), PartyCode("KES")), subject="On costs"
        )

    def test_a_code_that_cannot_be_one(self, sitting: Sitting) -> None:
        fields = {"code": "4 you", "name": "Nobody", "role": "party"}
        assert "cannot be a party" in refused(sitting("SEC"), "/secretariat/members/add/", fields)


class TestRedacting:
    def test_the_keeper_and_the_author_may_and_it_is_said_what_is_lost(
        self, room: Room, sitting: Sitting
    ) -> None:
        given = next(
            one
            for one in room.state.answers.values()
            if one.is_last and one.entered.entry.docs and not one.shown
        )
        address = f"/record/{given.entered.index}/redact/"
        other = next(code for code in ("ARD", "BOR") if code != given.entered.author)
        assert sitting(other).get(address).status_code == 404
        (doc,) = given.entered.entry.docs
        browser = sitting("SEC")
        one = prepares(browser, address, {"document": doc.h, "grounds": "Names of persons."})
        assert any("This is a standing answer" in said for said in said_of(one))
        assert room.document(doc.h) is not None
        assert tables(browser, room, one, anyway=True).act == Redacts(grounds="Names of persons.")
        assert room.document(doc.h) is None

    def test_a_party_whose_answer_was_redacted_is_not_silent(self, room: Room, sitting: Sitting) -> None:
        """Silence is not a position, and a redaction is no silence."""
        where = "art_1"
        fields = {"on": where, "position": "deletes", "reason": "It names somebody."}
        party = sitting("ARD")
        done(party, room, f"/article/{where}/answer/", fields)
        given = list(room.state.answers.values())[-1]
        assert (given.party, given.provisions) == ("ARD", (where,))
        (doc,) = given.entered.entry.docs
        browser = sitting("SEC")
        address = f"/record/{given.entered.index}/redact/"
        one = prepares(browser, address, {"document": doc.h, "grounds": "Names of persons."})
        tables(browser, room, one, anyway=True)
        told = f"its answer (entry {given.entered.index}) was redacted by SEC (entry {room.state.size - 1})"
        page = browser.get(f"/article/{given.provisions[0]}/", follow=True).content.decode()
        matrix = browser.get("/matrix/").content.decode()
        assert (told in page, matrix.count(told)) == (True, len(given.provisions))
        looked_over = party.get("/validate/").content.decode()
        assert re.findall(r'<p class="redacted">(.*?)</p>', looked_over) == [f"Article 1: {told}"]


def test_a_word_on_what_is_shown_stays_on_its_draft_when_it_is_changed(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    old = next(one for one in room.state.drafts.values() if one.number == 1)
    assert latest(room) != "1"
    one = prepares(browser, "/validate/?draft=1", {"rightly": "no", "words": "A word is missing."})
    page = browser.get(f"{one.page}?prepared={one.pk}").content.decode()
    assert "Draft 1, compiled from" in page
    fields = {"rightly": "no", "words": "Two words are missing.", "prepared": one.pk, "version": one.version}
    again = prepares(browser, f"{one.page}?prepared={one.pk}", fields)
    entered = tables(browser, room, again)
    assert [it.leaf for it in entered.entry.re] == [old.tabled.leaf]


def test_what_was_read_of_a_position_is_no_more_than_there_is(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    said = [
        act_of(prepares(browser, "/validate/", {"rightly": "yes", "words": "So it is.", "size": size}))
        for size in ("", "40", "999999")
    ]
    size = room.state.size
    assert said == [
        ValidatesPosition(rightly=True, words="So it is.", size=read) for read in (size, 40, size)
    ]


def test_what_stands_on_a_provision_is_shown_before_it_is_called_agreed(room: Room, sitting: Sitting) -> None:
    """It is a warning, and no bar."""
    done(
        sitting("ARD"),
        room,
        "/article/art_1/hold/",
        {"what": "enter", "kind": "scrutiny", "words": "Not yet."},
    )
    held = room.state.size - 1
    fields = {"draft": latest(room), "provisions": "Article 1", "state": "agree"}
    browser = sitting("CHR")
    one = prepares(browser, "/secretariat/settle/", fields)
    assert f"ARD has a hold (scrutiny) on Article 1, entry {held}, that was not lifted." in said_of(one)
    assert isinstance(tables(browser, room, one).act, AgreesAdReferendum)


def test_what_stands_against_it_is_said_in_the_language_of_whoever_asks(room: Room, sitting: Sitting) -> None:
    done(sitting("ARD"), room, "/article/art_1/hold/", {"what": "enter", "kind": "scrutiny", "words": ""})
    held = room.state.size - 1
    browser = sitting("CHR")
    browser.post("/language/", {"language": "fr", "next": "/"})
    fields = {"draft": latest(room), "provisions": "Article 1", "state": "agree"}
    said = " ".join(said_of(prepares(browser, "/secretariat/settle/", fields)))
    assert (
        f"ARD a une mise en suspens (examen) qui n’a pas été levée\u00a0: article 1, inscription {held}."
        in said
    )


@pytest.mark.parametrize(
    ("silence", "day", "said"),
    [
        ("adoption", "2026-01-20", ["From silence the adoption of the text follows, and the time to speak"]),
        ("adoption", "", ["From silence the adoption of the text follows, and no time is set"]),
        ("adoption", "2031-01-20", []),
        ("nothing", "2026-01-20", []),
        ("", "2026-01-20", []),
    ],
)
def test_a_silence_that_nobody_had_the_time_to_break_is_said_before(
    sitting: Sitting, silence: str, day: str, said: list[str]
) -> None:
    """Silence is not a position: where a rule makes something follow from it, one has to be asked in time."""
    fields = {"name": "third reading", "draft": "", "asked": ["ARD"], "silence": silence}
    zone = {"day": day, "zone": "UTC"} if day else {}
    browser = sitting("CHR")
    one = prepares(browser, "/secretariat/rules/", {**fields, **zone})
    found = [it for it in said_of(one) if it.startswith("From silence")]
    assert [it[: len(begins)] for it, begins in zip(found, said, strict=True)] == said
    shown = browser.get(f"/prepared/{one.pk}/").content.decode()
    assert all(begins in shown for begins in said)


def test_a_silence_procedure_that_has_ended_is_said_before(room: Room, sitting: Sitting) -> None:
    fields = {"draft": latest(room), "means": "It is adopted.", "day": "2026-01-20", "zone": "UTC"}
    one = prepares(sitting("CHR"), "/secretariat/silence/open/", fields)
    assert said_of(one)[-1].startswith("From silence what the procedure says follows, and the time to speak")
