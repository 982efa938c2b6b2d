"""The pages by which a delegation gets through the day, for each audience, and the acts they lead to."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from tests.web.looking import looked
from travaux.answers.undertaking import Due
from travaux.cli.asking import zone_of
from travaux.cli.keyring import private_in
from travaux.cli.machine import stamp
from travaux.cli.recording import Author, Proposed
from travaux.record.act import (
    AcknowledgesReceipt,
    Act,
    AnswersQuestion,
    AsksQuestion,
    BreaksSilence,
    ContestsRules,
    ExtendsPromise,
    MakesPromise,
    NoteKind,
    OpensSilence,
    ReportsPromise,
    Sealing,
    SendsNote,
    TiesPackage,
    UntiesPackage,
    ValidatesPosition,
    ViewsCollectiveReply,
)
from travaux.record.entry import Entered, Reference
from travaux.render.times import moment
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Looked, Person, Prepared
from travaux.web.room import Room
from travaux.web.seat import Capacity

Sitting = Callable[..., Client]

CANARY = "Quetzal-7319"
"""Words that stand in one restricted entry and nowhere else."""


PASSING = re.compile(
    r"travaux:\d{4}-[-\d:T.+]+|As of [^.]*\.|\d+ days? \d+ hours?"
    r"|has \d+ entries\.( \d+ of them are for this reader[^.]*\.)?"
)
"""When a page was drawn, how long ago things were, and the size of the record, which all may know."""


def timeless(said: str) -> str:
    """Leave out of a page what changes by itself."""
    return PASSING.sub("", said)


def entered(room: Room, act: Act, *, by: str, vis: str = "all", re_: tuple[Reference, ...] = ()) -> Entered:
    """Have *by* record it, with the key that the demo keeps for it."""
    party = PartyCode(by)
    who = Author(
        actor=party,
        signer=private_in(room.keyring.path(party)),
        vis=vis,
        at=stamp(room.machine.now()),
    )
    place = room.record(Proposed(act=act, re=re_), who).index
    return room.state.entries[place]


def shown(browser: Client, address: str, status: int = 200) -> str:
    """Give what a page says, without its marks."""
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()
    unfolded = answer.content.decode().replace(
        "\r\n ", ""
    )  # a calendar folds its lines in the middle of words
    quoted = re.sub(r"<q[^>]*>(.*?)</q>", r"“\1”", unfolded, flags=re.DOTALL)
    quoted = re.sub(r"</?(?:h\d|p|li|ul|section|t[dh])\b[^>]*>", " ", quoted)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", quoted)).split())


def tabled(room: Room, browser: Client, page: str, fields: Mapping[str, object]) -> Entered:
    """Fill in a page, look at what would be recorded, table it, and give the entry."""
    asked = browser.post(page, fields)
    assert asked.status_code == 302, asked.content.decode()
    assert browser.get(asked["Location"]).status_code == 200
    done = browser.post(asked["Location"], {"anyway": "on"})
    assert done.status_code == 302, browser.get(asked["Location"]).content.decode()
    return room.state.entries[int(done["Location"].split("/")[2])]


def compiled(room: Room, party: str, number: int) -> None:
    """Wait until the text is compiled that the party is about to be shown."""
    known = room.known(PartyCode(party))
    draft = next(one for one in known.drafts.values() if one.number == number)
    room.compiled(PartyCode(party), known, draft, wait=120)


def leaf(room: Room, place: int) -> Reference:
    return Reference(leaf=room.state.entries[place].leaf)


# --- for whom


def test_a_paper_for_one_party_is_on_no_page_of_another(room: Room, sitting: Sitting) -> None:
    ard, bor, cel, public = (sitting(one) for one in ("ARD", "BOR", "CEL", None))
    pages = ["/", "/today/", "/docket/", "/notes/", "/feed.atom", "/docket/calendar.ics"]
    before = {page: shown(cel, page) for page in pages}
    seen_by_all = [page for page in pages if page != "/today/"]
    public_before = {page: shown(public, page) for page in seen_by_all}
    due = Due(local="2031-05-06T18:00", zone="Europe/Athens", utc="2031-05-06T15:00:00Z")
    entered(
        room,
        SendsNote(kind=NoteKind.NON_PAPER, to=(PartyCode("BOR"),), subject=CANARY),
        by="ARD",
        vis="to:BOR",
    )
    question = AsksQuestion(to=(PartyCode("BOR"),), words=f"{CANARY}?", due=due)
    entered(room, question, by="ARD", vis="to:BOR")
    assert [page for page in pages if CANARY not in shown(bor, page)] == ["/"]
    assert "20310506T180000" in shown(bor, "/docket/calendar.ics")
    assert CANARY in shown(ard, "/notes/")

    for page in pages:
        assert CANARY not in shown(cel, page)
        assert timeless(shown(cel, page)) == timeless(before[page])
    for page in seen_by_all:
        assert timeless(shown(public, page)) == timeless(public_before[page])
    assert [cel.get(f"/notes/{place}/receive/").status_code for place in (49, 50)] == [404, 404]
    assert cel.get("/question/50/").status_code == 404
    assert bor.get("/question/50/").status_code == 200


def test_the_public_has_no_page_of_a_delegation(sitting: Sitting) -> None:
    public = sitting(None)
    closed = ["/today/", "/notes/send/", "/promise/", "/validate/", "/question/22/", "/package/"]
    assert [public.get(page).status_code for page in closed] == [302] * len(closed)
    assert "Third draft" not in shown(public, "/")


def test_an_answer_to_a_restricted_question_is_proposed_for_no_more_eyes(
    room: Room, sitting: Sitting
) -> None:
    entered(room, AsksQuestion(to=(PartyCode("BOR"),), words="Why?"), by="ARD", vis="to:BOR")
    page = sitting("BOR").get("/question/49/").content.decode()
    assert re.findall(r'<option value="([^"]+)" selected', page) == ["to"]
    assert re.findall(r'name="to" value="(\w+)"[^>]* checked', page) == ["ARD"]


# --- what is read


def test_the_landing_page_tells_any_past_moment(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "tabled by SEC, 3 March 2026, 09:30 Europe/Athens (07:30 UTC), entry 15" in shown(
        browser, "/?at=40"
    )
    assert "entry 47" not in shown(browser, "/?at=40")
    assert "The record has 41 entries" in shown(browser, "/?at=2026-03-19 12:00")
    assert "The record has 41 entries" in shown(browser, "/?at=2026-03-19T10:00Z")
    assert "Give a number from 1 to 49" in shown(browser, "/?at=50", 400)
    assert "is no instant" in shown(browser, "/?at=yesterday", 400)
    assert "There was nothing for you" in shown(browser, "/?at=2020-01-01T00:00Z", 400)


def test_what_waits_stands_before_the_four_answers(room: Room, sitting: Sitting) -> None:
    page = shown(sitting("ARD"), "/")
    assert (
        "What waits for ARD 1 owed 1 overdue 0 prepared, not tabled 5 new from others since the record had "
        "44 entries" in page
    )
    assert "What waits" not in shown(sitting(None), "/")
    assert room.state.size == 49


def test_entries_and_articles_that_are_named_are_ways_to_them(sitting: Sitting) -> None:
    page = sitting("ARD").get("/").content.decode()
    assert '<a href="/record/47/">entry 47</a>' in page


def test_opening_today_is_not_reading_it(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "since the last act of your delegation, when the record had 44 entries" in shown(
        browser, "/today/"
    )
    assert "since the last act of your delegation, when the record had 44 entries" in shown(
        browser, "/today/"
    )
    last = moment(room.state.entries[43].received_at, zone_of(room.known(PartyCode("ARD"))))
    assert f"when the record had 44 entries. {last}" in shown(browser, "/today/")
    assert browser.post("/today/read/", {"size": "49"}).status_code == 302
    said = moment(stamp(Looked.objects.get().at), zone_of(room.known(PartyCode("ARD"))))
    assert f"had read the record, at 49 entries. {said}" in shown(browser, "/today/")
    assert "since you said that you had read the record, at 49 entries" in shown(browser, "/today/")
    assert "Nothing was recorded since." in shown(browser, "/today/")
    question = AsksQuestion(to=(PartyCode("ARD"),), words="Which line of contact?")
    entered(room, question, by="BOR")
    assert "Which line of contact?" in shown(browser, "/today/")
    assert "1 new from others" in shown(browser, "/")
    browser.post("/today/read/", {"size": "5000"})
    assert Looked.objects.get().size == 50


def test_today_can_begin_elsewhere(sitting: Sitting) -> None:
    browser = sitting("CEL")
    page = shown(browser, "/today/?since=20")
    assert "since the record had 20 entries, as you asked" in page
    assert "VEL, 18 March 2026, 17:00 Europe/Athens (15:00 UTC), entry 36: joins the proposal" in page
    assert "is no instant" in shown(browser, "/today/?since=noon", 400)


def test_a_deadline_is_told_in_the_readers_own_zone_too(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "Where you are:" not in shown(browser, "/today/")
    browser.post("/today/zone/", {"zone": "America/Lima"})
    page = shown(browser, "/today/")
    assert "due 2 April 2026, 18:00 Europe/Athens (15:00 UTC)" in page
    assert "Where you are: 2 April 2026, 10:00 America/Lima" in page
    browser.post("/today/zone/", {"zone": "Europe/Helsinki"})
    assert "Where you are:" not in shown(browser, "/today/")
    browser.post("/today/zone/", {"zone": "Lima"})
    assert "“Lima” is no zone" in shown(browser, "/today/")
    assert Person.objects.get().zone == "Europe/Helsinki"


def test_of_much_that_is_settled_the_docket_says_how_much_until_it_is_asked_for(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sitting("ARD")
    all_of_it = shown(browser, "/docket/")
    monkeypatch.setattr("travaux.web.views.docket.SETTLED", 1)
    page = shown(browser, "/docket/?party=")
    (count,) = re.findall(r"(\d+) are settled: show them", page)
    assert int(count) > 1
    assert "What is settled" not in page
    assert "What is settled" in all_of_it
    assert "What is settled" in shown(browser, "/docket/?party=&settled=1")


def test_the_docket_is_filtered_by_party(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "11 open, 8 of them overdue." in shown(browser, "/docket/")
    page = shown(browser, "/docket/?party=AUR")
    assert "What AUR owes and is owed" in page
    assert "AUR promised SEC: “The answer of Aurinia to the third draft”" in page
    assert "set anew once" in page
    assert "BOR, KES, TAL" not in page.partition("Settled")[0].replace("CEL, KES, TAL, VEL", "")


def test_the_calendar_names_each_thing_once_for_good(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")

    def events() -> dict[str, tuple[str, date | datetime, int]]:
        found = Calendar.from_ical(browser.get("/docket/calendar.ics").content)
        return {
            str(one["UID"]): (str(one["SUMMARY"]), one.decoded("DTSTART"), int(str(one["SEQUENCE"])))
            for one in found.walk("VEVENT")
        }

    first = events()
    plenary = f"{room.state.entries[34].leaf}@meridian"
    assert first[plenary][0] == "Plenary, third reading"
    assert first[plenary][1].isoformat() == "2026-03-19T10:00:00+02:00"
    promised = f"{room.state.entries[32].leaf}@meridian"
    assert first[promised] == (
        "Promised by AUR to SEC: The answer of Aurinia to the third draft",
        date(2026, 3, 20),  # as it was set, "2026-03-20": the instant where it ends is on the 21st there
        1,
    )
    made = MakesPromise(
        words="A table of distances",
        to=(PartyCode("BOR"),),
        due=Due(local="2027-01-10T12:00", zone="Asia/Kolkata", utc="2027-01-10T06:30:00Z"),
    )
    promise = entered(room, made, by="ARD")
    later = Due(local="2027-01-20T12:00", zone="Asia/Kolkata", utc="2027-01-20T06:30:00Z")
    entered(room, ExtendsPromise(due=later), by="ARD", re_=(Reference(leaf=promise.leaf),))
    after = events()
    assert {name: one for name, one in after.items() if name in first} == first
    assert after[f"{promise.leaf}@meridian"][1:] == (datetime(2027, 1, 20, 6, 30, tzinfo=UTC), 1)
    assert b"BEGIN:VTIMEZONE" in browser.get("/docket/calendar.ics").content


def test_the_feed_gives_the_latest_first_under_lasting_names(room: Room, sitting: Sitting) -> None:
    feed = sitting("ARD").get("/feed.atom").content.decode()
    names = re.findall(r"<id>(urn:x-travaux:meridian:[0-9a-f]+)</id>", feed)
    assert names[0] == f"urn:x-travaux:meridian:{room.state.entries[48].leaf}"
    assert len(names) == 49
    assert "<entry>" not in sitting(None).get("/feed.atom").content.decode()


def test_papers_say_who_acknowledged_which_document(sitting: Sitting) -> None:
    page = shown(sitting("BOR"), "/notes/")
    received = page.partition("Received")[2].partition("Between others")[0]
    assert "note verbale “No. 14/2026” (sealed)" in received
    assert "entry 19: acknowledges receipt of entry 17" in received
    assert "aurinia-letter.md" in page.partition("Between others")[2]


# --- what is done


def test_a_paper_is_sent_with_its_document_in_answer_to_one(room: Room, sitting: Sitting) -> None:
    words = "Ardane presents its compliments — and “stands”.\r\n".encode()
    found = tabled(
        room,
        sitting("ARD"),
        "/notes/send/",
        {
            "kind": "note verbale",
            "reference": "No. 7  bis",
            "subject": "On entry 17",
            "sealing": "sealed",
            "whom": ["SEC", "BOR"],
            "answers": "17",
            "provisions": "Article 4; Article 8, paragraph 1",
            "documents": SimpleUploadedFile("note.txt", words),
            "vis": "to",
            "to": ["SEC", "BOR"],
        },
    )
    assert found.act == SendsNote(
        kind=NoteKind.VERBALE,
        to=(PartyCode("SEC"), PartyCode("BOR")),
        reference="No. 7  bis",
        subject="On entry 17",
        sealing=Sealing.SEALED,
    )
    assert found.entry.vis == "to:SEC,BOR"
    draft = room.state.entries[47].leaf
    assert found.entry.re == (
        leaf(room, 17),
        Reference(leaf=draft, article="art_4"),
        Reference(leaf=draft, article="art_8__para_1"),
    )
    (document,) = found.entry.docs
    assert (document.name, room.document(document.h)) == ("note.txt", words)


def test_a_paper_to_whoever_cannot_read_it_says_so_before_it_is_tabled(sitting: Sitting) -> None:
    browser = sitting("ARD")
    fields = {
        "kind": "letter",
        "subject": "X",
        "sealing": "unsigned",
        "whom": ["BOR"],
        "vis": "to",
        "to": ["CEL"],
    }
    browser.post("/notes/send/", fields)
    assert Prepared.objects.get().said == ["It is to BOR, who cannot read it: tick them for whom it is."]


def test_what_was_prepared_is_changed_with_its_document(sitting: Sitting) -> None:
    browser = sitting("ARD")
    fields = {"kind": "letter", "subject": "First", "sealing": "unsigned", "whom": ["BOR"]}
    browser.post("/notes/send/", {**fields, "documents": SimpleUploadedFile("a.txt", b"exactly\r\n this ")})
    one = Prepared.objects.get()
    page = browser.get(f"/notes/send/?prepared={one.pk}").content.decode()
    assert 'value="First"' in page
    assert "a.txt" in page
    again = {**fields, "subject": "Second", "prepared": str(one.pk), "version": str(one.version)}
    browser.post(f"/notes/send/?prepared={one.pk}", again)
    changed = Prepared.objects.get()
    assert '"Second"' in changed.body
    assert [(doc.name, bytes(doc.data)) for doc in changed.documents.all()] == [
        ("a.txt", b"exactly\r\n this ")
    ]
    assert sitting("BOR").get(f"/notes/send/?prepared={one.pk}").status_code == 404


def test_receipt_is_of_exactly_one_document(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    draft = room.state.entries[15].entry
    wanting = browser.post("/notes/15/receive/", {})
    assert (wanting.status_code, Prepared.objects.count()) == (422, 0)
    russian = next(one for one in draft.docs if one.lang == "ru")
    found = tabled(
        room, browser, "/notes/15/receive/", {"document": russian.h, "on": "2026-03-05", "channel": "by hand"}
    )
    assert found.act == AcknowledgesReceipt(on="2026-03-05", channel="by hand")
    assert found.entry.re == (Reference(leaf=room.state.entries[15].leaf, doc=russian.h),)
    assert browser.get("/notes/22/receive/").status_code == 404
    assert browser.post("/notes/15/receive/", {"document": russian.h, "on": "soon"}).status_code == 422


def test_a_question_is_answered_in_the_name_of_several_as_one(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    assert browser.post("/question/22/", {"words": " "}).status_code == 422
    found = tabled(
        room, browser, "/question/22/", {"words": " Both, as it were. ", "principals": ["BOR", "TAL"]}
    )
    assert found.act == AnswersQuestion(
        words=" Both, as it were. ", principals=(PartyCode("BOR"), PartyCode("TAL"))
    )
    assert found.entry.re == (leaf(room, 22),)
    assert browser.get("/question/17/").status_code == 404
    viewed = tabled(
        room, sitting("ARD"), f"/reply/{found.index}/", {"accepts": "no", "words": "Each was asked."}
    )
    assert viewed.act == ViewsCollectiveReply(accepts=False, words="Each was asked.")


def test_a_promise_is_made_extended_and_reported_on(room: Room, sitting: Sitting) -> None:
    ard, bor = sitting("ARD"), sitting("BOR")
    fields = {"words": "A table", "whom": ["BOR"], "on": "22", "day": "2031-03-20", "clock": "18:00"}
    made = tabled(room, ard, "/promise/", {**fields, "zone": "Europe/Athens"})
    assert made.act == MakesPromise(
        words="A table",
        to=(PartyCode("BOR"),),
        due=Due(local="2031-03-20T18:00", zone="Europe/Athens", utc="2031-03-20T16:00:00Z"),
    )
    more = {"day": "2031-03-25", "zone": "Europe/Athens", "words": "It is translated."}
    extended = tabled(room, ard, f"/promise/{made.index}/extend/", more)
    assert extended.act == ExtendsPromise(
        due=Due(local="2031-03-25", zone="Europe/Athens", utc="2031-03-25T22:00:00Z"),
        words="It is translated.",
    )
    assert bor.post(f"/promise/{made.index}/extend/", more).status_code == 404
    report = tabled(room, bor, f"/promise/{made.index}/report/", {"met": "no", "words": "Nothing came."})
    assert report.act == ReportsPromise(met=False, words="Nothing came.")


def test_times_that_the_clocks_skip_or_show_twice_are_said_not_guessed(sitting: Sitting) -> None:
    browser = sitting("ARD")
    fields = {"words": "A table", "zone": "Europe/Athens", "clock": "03:30"}
    skipped = browser.post("/promise/", {**fields, "day": "2031-03-30"})
    twice = browser.post("/promise/", {**fields, "day": "2031-10-26"})
    assert (skipped.status_code, twice.status_code) == (422, 422)
    assert "is never there, for the clocks are set forward over it" in skipped.content.decode()
    assert "is there twice, for the clocks are set back" in twice.content.decode()
    assert "Give the day." in browser.post("/promise/", {"words": "x", "clock": "03:30"}).content.decode()
    whose = browser.post("/promise/", {"words": "x", "day": "2031-03-30"}).content.decode()
    assert "It is not said in whose time." in whose
    assert not Prepared.objects.exists()


def test_a_time_that_has_passed_is_said_before_it_is_tabled(sitting: Sitting) -> None:
    fields = {"words": "A table", "day": "2020-03-30", "zone": "UTC"}
    sitting("ARD").post("/promise/", fields)
    (said,) = Prepared.objects.get().said
    assert said.startswith("The time set, 2020-03-30 UTC")


def test_the_secretariat_writes_down_what_a_party_promised(room: Room, sitting: Sitting) -> None:
    found = tabled(room, sitting("SEC"), "/promise/", {"words": "An answer", "on_behalf": "AUR"})
    assert (found.entry.actor, found.author) == ("SEC", "AUR")
    page = sitting("ARD").get("/promise/").content.decode()
    assert "on_behalf" not in page


def test_a_party_says_of_its_position_as_it_is_shown_that_it_is_not_rightly_shown(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("VEL")
    compiled(room, "VEL", 1)
    page = shown(browser, "/validate/?draft=1")
    assert "Draft 1, compiled from the first 49 entries of the record." in page
    assert "amends: “laying mines, or exercising the laying of mines, outside its own internal waters" in page
    wordless = browser.post("/validate/?draft=1", {"rightly": "no", "size": "49"})
    assert wordless.status_code == 422
    found = tabled(
        room,
        browser,
        "/validate/?draft=1",
        {
            "rightly": "no",
            "words": "It is of all forces.",
            "elsewhere": "Article 8, paragraph 1",
            "size": "49",
        },
    )
    assert found.act == ValidatesPosition(rightly=False, words="It is of all forces.", size=49)
    assert found.entry.re == (Reference(leaf=room.state.entries[15].leaf, article="art_8__para_1"),)
    compiled(room, "VEL", 2)
    without = shown(browser, "/validate/")
    assert "Nothing of yours stands on this draft" in without
    assert "Where; nothing ticked is the whole text" not in without


def test_a_principal_sees_what_was_answered_in_its_name(room: Room, sitting: Sitting) -> None:
    compiled(room, "KES", 1)
    page = shown(sitting("KES"), "/validate/?draft=1")
    assert "in the reply of BOR, given in your name" in page


def test_a_rule_is_contested_and_a_package_tied_and_untied(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    contest = tabled(room, browser, "/rules/48/contest/", {"rule": "due", "words": "Too short."})
    assert contest.act == ContestsRules(rule="due", words="Too short.")
    alone = browser.post("/package/", {"provisions": "Article 6", "words": "Only with Article 10."})
    assert alone.status_code == 422
    tied = tabled(
        room, browser, "/package/", {"provisions": "Article 6; Article 10", "words": "Both or neither."}
    )
    assert tied.act == TiesPackage(words="Both or neither.")
    assert [one.article for one in tied.entry.re] == ["art_6", "art_10"]
    assert f"Untie the package of entry {tied.index}" in shown(browser, "/")
    untied = tabled(room, browser, f"/package/{tied.index}/untie/", {})
    assert untied.act == UntiesPackage()


def test_a_silence_is_broken(room: Room, sitting: Sitting) -> None:
    ends = Due(local="2031-05-06T18:00", zone="UTC", utc="2031-05-06T18:00:00Z")
    opened = entered(room, OpensSilence(ends=ends, means="It is agreed."), by="CHR", re_=(leaf(room, 47),))
    browser = sitting("CEL")
    assert f"Break the silence of entry {opened.index}" in shown(browser, "/")
    found = tabled(room, browser, f"/silence/{opened.index}/break/", {"words": "Article 4 is open."})
    assert found.act == BreaksSilence(words="Article 4 is open.")


def test_a_delegate_prepares_and_the_head_finds_it_waiting(room: Room, sitting: Sitting) -> None:
    delegate, head = sitting("ARD", Capacity.DELEGATE), sitting("ARD")
    answer = delegate.post("/promise/", {"words": "A table"})
    assert delegate.post(answer["Location"])["Location"] == answer["Location"]
    assert room.state.size == 49
    assert "Prepared, not yet tabled a promise · ard-delegate@example.org" in shown(head, "/today/")
    assert "1 prepared, not tabled" in shown(head, "/")
    assert "a promise · ard" not in shown(sitting("BOR"), "/today/")


def test_what_can_be_done_of_an_entry_is_one_step_from_reading_it(sitting: Sitting) -> None:
    def steps(party: str | None, place: int) -> list[str]:
        page = sitting(party).get(f"/record/{place}/").content.decode()
        return re.findall(r'<p class="steps">(.*?)</p>', page)[:1] and re.findall(
            r'href="([^"]+)"', re.findall(r'<p class="steps">(.*?)</p>', page)[0]
        )

    assert steps("BOR", 22) == ["/question/22/"]
    assert steps("VEL", 22) == []
    assert steps("CEL", 17) == ["/notes/17/receive/", "/notes/send/?re=17"]
    assert steps("ARD", 25) == ["/reply/25/"]
    assert steps(None, 22) == []


def test_what_became_of_ones_words_is_told_with_places_as_one_cites_them(sitting: Sitting) -> None:
    page = looked(sitting("BOR"), "/validate/?draft=1").content.decode()
    fates = re.findall(r'<p class="fate">(.*?)</p>', page)
    assert "in the text: Article 4, paragraph 1" in fates
    assert [one for one in fates if re.search(r"\bart_\d", one)] == []
