"""What is agreed, adopted and authenticated stands where the words stand, as the status has it."""

from collections.abc import Callable

from django.test import Client

from tests.web.looking import words_shown
from tests.web.recorded import author
from travaux.cli.recording import Proposed
from travaux.record.act import Act, AdoptsText, AgreesAdReferendum, AuthenticatesText
from travaux.record.entry import Reference
from travaux.web.room import Room

Sitting = Callable[..., Client]


def does(room: Room, who: str, act: Act, article: str = "", *, vis: str = "all") -> int:
    """Record an act on the draft on the table, and give its place."""
    draft = room.state.latest_draft()
    assert draft is not None
    proposed = Proposed(act=act, re=(Reference(leaf=draft.tabled.leaf, article=article),))
    return room.record(proposed, author(room, who, vis=vis)).index


def test_adoption_and_authentication_stand_on_the_article_and_on_the_text(
    room: Room, sitting: Sitting
) -> None:
    adopted = does(room, "CHR", AdoptsText(how="by consensus"))
    authentic = does(room, "CHR", AuthenticatesText(how="by initialling"))
    browser = sitting("ARD")
    for page in ("/", "/article/art_4/", "/text/", "/text/?profile=unattributed", "/text/?whose=draft"):
        told = words_shown(browser, page)
        assert "the text was adopted, “by consensus”; recorded by CHR, " in told, page
        assert f"entry {adopted}" in told
        assert "the text was authenticated, “by initialling”; recorded by CHR" in told
        assert f"entry {authentic}" in told


def test_what_a_party_says_it_agrees_to_stands_at_the_article_and_on_no_other(
    room: Room, sitting: Sitting
) -> None:
    place = does(room, "BOR", AgreesAdReferendum(), "art_4")
    browser = sitting("ARD")
    for page in ("/", "/article/art_4/", "/text/"):
        told = words_shown(browser, page)
        assert "Parties have said that they agree, and nobody has recorded these as agreed:" in told
        assert f"entry {place}" in told, page
        assert "Article 4: BOR, " in told, page
    for page in ("/article/art_5/", "/text/?profile=unattributed"):
        assert "Parties have said that they agree" not in words_shown(browser, page)


def test_what_is_said_to_some_is_on_no_page_of_others(room: Room, sitting: Sitting) -> None:
    does(room, "BOR", AgreesAdReferendum(), "art_4", vis="to:ARD")
    readers = {who: sitting(who) for who in ("ARD", "CEL", None)}
    for page in ("/article/art_4/", "/text/"):
        seen = {
            who: "Parties have said that they agree" in words_shown(browser, page)
            for who, browser in readers.items()
        }
        assert seen == {"ARD": True, "CEL": False, None: False}


def test_what_was_recorded_as_agreed_stands_at_the_article_with_its_entry(sitting: Sitting) -> None:
    page = words_shown(sitting("ARD"), "/article/art_2/?draft=1")
    assert "✓Article 2, paragraph 1 is agreed ad referendumrecorded by CHR, 19 March 2026" in page


def test_who_is_about_to_agree_or_to_reopen_is_told_what_is_not_said(sitting: Sitting) -> None:
    browser = sitting("CHR")
    fields = {"draft": "1", "provisions": "Article 4, paragraph 1", "words": "", "vis": "all"}
    for state, told in (
        ("agree", "Which words of Article 4, paragraph 1 are meant is not said"),
        ("reopen", "Article 4, paragraph 1 is not recorded as agreed or closed"),
    ):
        answer = browser.post("/secretariat/settle/", {**fields, "state": state}, follow=True)
        assert told in answer.content.decode(), state
