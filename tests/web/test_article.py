"""The page of one article: its words, every position, silence, what depends on it, its history."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.looking import looked, page_of, words_of, words_shown
from tests.web.recorded import author
from travaux.answers.position import HoldKind
from travaux.answers.undertaking import Due
from travaux.cli.recording import Proposed
from travaux.record.act import AsksQuestion, EntersHold, OpensSilence, Withdraws
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]
BLUFF = "Between the two of us: the figure is a bluff."


def missing(page: str, *wanted: str) -> list[str]:
    return [one for one in wanted if one not in page]


def whispered(room: Room, browser: Client) -> None:
    """Have a hold recorded that is for ARD and BOR alone."""
    draft = room.state.latest_draft()
    assert draft is not None
    seat = Seat(room=room, party=PartyCode("ARD"))
    wanted = Wanted(
        act=EntersHold(kind=HoldKind.SUBSTANTIVE, words=BLUFF),
        re=(Reference(leaf=draft.tabled.leaf, article="art_4"),),
        vis="to:BOR",
    )
    one = keep(wanted, seat, Person.objects.get(email__startswith="ard"), size=room.state.size)
    assert browser.post(f"/prepared/{one.pk}/").status_code == 302


def test_everybodys_words_and_positions_stand_on_the_page(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_4/?draft=1")
    assert (
        missing(
            page,
            "Article 4 Notification of military activities",
            "4 of 7 parties have spoken of it",
            "no answer from AUR",
            "wording 2 of 2, proposed by BOR: should",
            "New, proposed by ARD VEL",
            "reason: “Numbers that are not given by formation cannot be compared with the annual exchange.”",
            "one reply for BOR KES TAL",
            "by its own redraft, without reasons",
            "entry 23, 10 March 2026",
        )
        == []
    )


def test_silence_is_a_row_that_says_since_when_and_what_was_promised(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_4/?at=45")
    assert (
        missing(
            page,
            "AUR no answer",
            "due 12 March 2026, 18:00 Europe/Athens (16:00 UTC); overdue by 7 days 17 hours",
            "no answer has come",
            "AUR promised SEC: “The answer of Aurinia to the third draft”",
            "no national answer; named in the reply of BOR",
            "no national reply; covered by the collective reply of BOR",
            "whoever asked has not said whether it accepts it as such",
        )
        == []
    )


def test_the_wordings_of_a_provision_stand_side_by_side_in_full(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_2/?draft=1")
    assert (
        missing(
            page,
            "the draft (b) laying mines, or exercising the laying of mines, outside its own internal waters;",
            "ARD (b) laying mines outside its own internal waters;",
            "VEL (b) laying mines, or exercising the laying of mines, outside its own internal waters and "
            "territorial sea;",
        )
        == []
    )


def test_what_depends_on_an_article_is_told_with_it(sitting: Sitting) -> None:
    browser = sitting("ARD")
    page = words_shown(browser, "/article/art_6/?draft=1")
    assert missing(page, "Tied in a package", "Article 6; Article 10 of draft 1, tied by BOR") == []
    page = words_shown(browser, "/article/art_8/?draft=1")
    assert (
        missing(
            page,
            "Which of your forces would be counted under Article 8, paragraph 1?",
            "KES promised ARD: “The number of naval infantry of Kesten”",
            "Said not to be shown rightly",
        )
        == []
    )
    page = words_shown(browser, "/article/art_4/?draft=1")
    assert missing(page, "Proposed to be merged", "consent: CEL", "have not said: ARD") == []


def test_what_the_chair_recorded_as_agreed_is_marked_where_it_stands(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "✓ agreed ad referendum" in words_shown(browser, "/article/art_2/?draft=1")
    assert "✓" not in words_shown(browser, "/article/art_2/?at=40")


def test_a_provision_leads_to_the_page_of_its_article(sitting: Sitting) -> None:
    answer = looked(sitting("ARD"), "/article/art_4__para_1/?draft=1")
    assert (answer.status_code, answer["Location"]) == (302, "/article/art_4/?draft=1#art_4__para_1")


def test_the_title_has_what_is_said_of_the_whole_text(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/title/?draft=1")
    assert missing(page, "Positions on the text as a whole", "◐ holds (general)") == []


def test_a_past_moment_is_shown_as_it_was_and_says_so(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_4/?at=24")
    assert "As of the first 24 entries of the record, not as it is now." in page
    assert "proposed by BOR" not in page
    assert "Answer this article" not in page


def test_what_is_for_others_alone_is_nowhere_on_the_page(room: Room, sitting: Sitting) -> None:
    ardane = sitting("ARD")
    whispered(room, ardane)
    assert BLUFF in words_shown(sitting("BOR"), "/article/art_4/")
    for other in (sitting("VEL"), sitting(None)):
        for address in ("/article/art_4/", "/article/art_4/history/", "/text/", "/matrix/"):
            answer = looked(other, address)
            assert BLUFF not in words_of(answer.content.decode())
    assert "1 hold" not in words_shown(sitting("CEL"), "/article/art_4/")


def test_what_is_not_in_the_text_is_not_there(sitting: Sitting) -> None:
    browser = sitting("ARD")
    for address in (
        "/article/art_99/",
        "/article/art_4/?draft=7",
        "/article/art_4/?draft=x",
        "/article/art_99/history/",
    ):
        assert looked(browser, address).status_code == 404, address


def test_the_history_of_an_article_goes_through_the_drafts(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_8/history/?draft=1")
    assert (
        missing(
            page,
            "History of Article 8 of draft 1",
            "The figures are being examined in the capital.",
            "Article 8 as it stands",
        )
        == []
    )


def test_acting_is_one_step_from_reading(sitting: Sitting) -> None:
    browser = sitting("ARD")
    page = page_of(browser, "/article/art_4/?draft=1")
    assert [
        act for act in ("answer", "join", "ask", "hold") if f'"/article/art_4/{act}/?draft=1"' not in page
    ] == []
    assert "Answer it at Article 12, after which it would stand" in page_of(
        browser, "/article/art_13~2/?draft=1"
    )
    assert "Answer this article" not in page_of(sitting(None), "/article/art_4/")


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("ARD", ["answer", "join", "ask", "hold"]),
        ("CHR", ["ask"]),
        ("OBS", []),
        ("AUD", []),
        (None, []),
    ],
)
def test_offered_is_what_the_reader_may_do(
    browser: Callable[[str | None], Client], who: str | None, offered: list[str]
) -> None:
    page = browser(who).get("/article/art_2/").content.decode()
    assert re.findall(r'href="/article/art_2/(answer|join|ask|hold)/"', page) == offered


def test_a_silence_is_broken_from_the_article_that_it_concerns(room: Room, sitting: Sitting) -> None:
    draft = room.state.latest_draft()
    assert draft is not None
    ends = Due(local="2031-05-06T18:00", zone="UTC", utc="2031-05-06T18:00:00Z")
    concerned = Reference(leaf=draft.tabled.leaf, article="art_4")
    opened = Proposed(act=OpensSilence(ends=ends, means="It is agreed."), re=(concerned,))
    place = room.record(opened, author(room, "CHR")).index
    step = f'<a class="button" href="/silence/{place}/break/">Break the silence of entry {place}</a>'
    browser = sitting("CEL")
    assert (step in page_of(browser, "/article/art_4/"), step in page_of(browser, "/article/art_6/")) == (
        True,
        False,
    )
    assert step not in page_of(sitting("CHR"), "/article/art_4/")
    assert step not in page_of(Client(), "/")


def test_an_observer_is_offered_no_promise_on_the_docket(browser: Callable[[str | None], Client]) -> None:
    pages = {who: browser(who).get("/docket/").content.decode() for who in ("ARD", "OBS")}
    assert {who: 'href="/promise/"' in page for who, page in pages.items()} == {"ARD": True, "OBS": False}


def test_who_says_nothing_and_has_words_in_the_draft_has_that_told(sitting: Sitting) -> None:
    """Silence is never consent, and hides nobody's words: CEL and VEL have some in the draft here."""
    page = page_of(sitting("ARD"), "/article/art_8/?draft=1")
    rows = [words_of(row) for row in re.findall(r'<tr class="sil">.*?</tr>', page, re.DOTALL)]
    told = {row.split()[0]: "the draft has words here in its name" in row for row in rows}
    assert told == {"AUR": False, "CEL": True, "KES": False}


def test_the_history_of_what_a_party_adds_is_led_to_by_its_address_and_by_its_name(sitting: Sitting) -> None:
    browser = sitting("ARD")
    for name in ("art_9__para_1bis", "Article 9, paragraph 1 bis"):
        page = words_shown(browser, f"/article/{name}/history/?draft=1")
        assert "History of Article 9, paragraph 1 bis" in page
        assert "They shall use the signals described in paragraph 4 of the Annex." in page


def test_the_page_of_what_is_proposed_leads_to_its_history(sitting: Sitting) -> None:
    """What is moved there is the provision of the draft that it was."""
    browser = sitting("ARD")
    assert 'href="/article/art_13~2/history/?draft=1"' in page_of(browser, "/article/art_13~2/?draft=1")
    added = words_shown(browser, "/article/art_13~2/history/?draft=1")
    moved = words_shown(browser, "/article/art_11__para_2bis/history/?draft=1")
    assert missing(added, "History of Article 13", "It is not in this draft.", "CEL") == []
    assert "History of Article 10, paragraph 4" in moved


def test_an_addition_is_led_to_from_the_article_before_it(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert '<p class="facts">Proposed to stand after it: <a href="/article/art_13~2/?draft=1">' in page_of(
        browser, "/article/art_12/?draft=1"
    )
    assert "Proposed to stand after it" not in page_of(browser, "/article/art_13~2/?draft=1")


@pytest.mark.parametrize(
    ("named", "page"),
    [
        ("art_13@CEL", "/article/art_13~2/?draft=1"),
        ("art_4__para_4bis@VEL", "/article/art_4/?draft=1#art_4__para_4bis"),
    ],
)
def test_an_addition_is_found_by_whose_it_is(sitting: Sitting, named: str, page: str) -> None:
    """So the four questions lead to it, where several would add something under one number."""
    browser = sitting("ARD")
    assert f"/article/{named}/" in page_of(browser, "/?at=31")
    answer = browser.get(f"/article/{named}/?draft=1")
    assert (answer.status_code, answer["Location"]) == (302, page)


def test_what_nobody_adds_any_more_is_told_by_whose_it_was(room: Room, sitting: Sitting) -> None:
    entry = room.state.entries[27].leaf
    room.record(Proposed(act=Withdraws(), re=(Reference(leaf=entry),)), author(room, "CEL"))
    answer = sitting("ARD").get("/article/art_13@CEL/?draft=1")
    assert answer.status_code == 404
    assert "/record/27/" in answer.content.decode()


def test_the_contents_count_what_was_asked_by_an_entry_of_its_own(room: Room, sitting: Sitting) -> None:
    """Asked in an answer, or by itself: both are questions on the article, as both holds are holds."""
    (draft,) = (one for one in room.state.drafts.values() if one.number == 1)
    browser = sitting("ARD")

    def told() -> str:
        (entry,) = re.findall(
            r"<li\b(?:(?!</li>).)*aria-current.*?</li>", page_of(browser, "/article/art_8/?draft=1")
        )
        return words_of(entry)

    before = told()
    ask = AsksQuestion(to=(PartyCode("BOR"),), words="Which?")
    where = Reference(leaf=draft.tabled.leaf, article="art_8__para_1")
    room.record(Proposed(act=ask, re=(where,)), author(room, "ARD"))
    assert (before, told()) == (
        "○Article 8 Ceilings2 open · 2 holds · 1 question",
        "○Article 8 Ceilings2 open · 2 holds · 2 questions",
    )
