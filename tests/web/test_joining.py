"""Short acts from pages: a wording joined and left, holds, questions, taking back and correcting."""

import re
from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from tests.web.looking import words_shown
from travaux.answers.position import HoldKind
from travaux.answers.undertaking import Due
from travaux.record.act import (
    AsksQuestion,
    Corrects,
    EntersHold,
    JoinsSponsors,
    LeavesSponsors,
    LiftsHold,
    MaintainsHold,
    Withdraws,
)
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]

WHERE = "art_4__para_1"


def tabled(browser: Client, address: str, fields: Mapping[str, object]) -> int:
    """Prepare an act on a page, table it, and give the place of the entry."""
    answer = browser.post(address, fields)
    assert answer.status_code == 302, answer.content.decode()
    assert browser.get(answer["Location"]).status_code == 200
    done = browser.post(answer["Location"], {"anyway": "on"})
    assert done.status_code == 302, browser.get(answer["Location"]).content.decode()
    return int(done["Location"].split("/")[2])


def proposed(browser: Client, words: str) -> int:
    fields = {"on": WHERE, "position": "amends", "words": words, "reason": "So."}
    return tabled(browser, f"/article/{WHERE}/answer/", fields)


def fields_of(page: str, button: str) -> dict[str, object]:
    """Give the hidden fields of the form with this button."""
    (form,) = (one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in one)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_a_wording_is_joined_by_one_press_and_left_again(room: Room, sitting: Sitting) -> None:
    place = proposed(sitting("ARD"), "Each Party tells the others of what it does.")
    leaf = room.state.entries[place].leaf
    browser = sitting("VEL")
    page = browser.get("/article/art_4/join/").content.decode()
    assert "tells the others of what it does" in page
    fields = fields_of(page, "Join this wording of ARD")
    shown = browser.get(browser.post("/article/art_4/join/", fields)["Location"]).content.decode()
    assert "These words" in shown
    assert "of what it does" in shown
    joined = tabled(browser, "/article/art_4/join/", fields)
    assert room.state.entries[joined].act == JoinsSponsors()
    assert room.state.entries[joined].entry.re == (Reference(leaf=leaf, article=WHERE),)
    assert [by.author for _, by in room.state.answers[leaf].sponsors] == ["VEL"]
    page = browser.get("/article/art_4/join/").content.decode()
    left = tabled(browser, "/article/art_4/join/", fields_of(page, "Leave this wording of ARD"))
    assert room.state.entries[left].act == LeavesSponsors()
    assert room.state.answers[leaf].sponsors == ()


def test_what_is_added_beside_other_words_is_joined_by_itself(sitting: Sitting) -> None:
    author, browser = sitting("ARD"), sitting("VEL")
    words = proposed(author, "Each Party tells the others of what it does.")
    fields = {"on": WHERE, "position": "adds", "words": "1 bis. It does so at once.", "reason": "So."}
    adds = tabled(author, f"/article/{WHERE}/answer/", fields)
    page = browser.get(f"/article/{WHERE}/join/").content.decode()
    offered = re.findall(
        r'name="answer" value="(\d+)"><input type="hidden" name="provision" value="([^"]*)"', page
    )
    assert offered == [(str(words), WHERE), (str(adds), f"{WHERE}bis")]
    joined = {"answer": adds, "provision": f"{WHERE}bis"}
    shown = browser.get(browser.post(f"/article/{WHERE}/join/", joined)["Location"]).content.decode()
    assert "It does so at once" in shown
    assert "of what it does" not in shown
    tabled(browser, f"/article/{WHERE}/join/", joined)
    assert "Leave this wording of ARD" in browser.get(f"/article/{WHERE}/join/").content.decode()
    text = browser.get("/download/consolidated.md").content.decode()
    assert "[ARD; VEL supports: 1 bis. It does so at once.]" in text
    assert text.count("VEL supports") == 1


def test_ones_own_proposal_is_not_offered_to_be_joined(sitting: Sitting) -> None:
    browser = sitting("ARD")
    proposed(browser, "Each Party tells the others of what it does.")
    assert "Nobody else proposes anything here" in browser.get("/article/art_4/join/").content.decode()


def test_a_proposal_that_stands_no_longer_is_not_joined(sitting: Sitting) -> None:
    author, browser = sitting("ARD"), sitting("VEL")
    place = proposed(author, "Each Party tells the others of what it does.")
    fields = fields_of(browser.get("/article/art_4/join/").content.decode(), "Join this wording of ARD")
    tabled(author, f"/record/{place}/withdraw/", {})
    page = browser.post("/article/art_4/join/", fields)
    assert page.status_code == 422
    assert "stands no longer" in page.content.decode()


def test_whoever_takes_an_answer_back_is_shown_its_words_before_and_as_it_would_be_recorded(
    sitting: Sitting,
) -> None:
    browser = sitting("ARD")
    place = proposed(browser, "Each Party tells the others of what it does.")
    page = words_shown(browser, f"/record/{place}/withdraw/")
    assert "What it says" in page
    assert "tells the others of what it does" in page
    assert "reasonSo." in page.replace(" ", "")
    would = browser.post(f"/record/{place}/withdraw/", {"at": [WHERE]})["Location"]
    page = words_shown(browser, would)
    assert "What is taken back" in page
    assert "tells the others of what it does" in page


def test_a_wording_on_an_earlier_draft_is_joined_there(room: Room, sitting: Sitting) -> None:
    """The proposal stands on its own draft, whichever is on the table."""
    first = next(iter(room.state.drafts.values()))
    browser = sitting("VEL")
    for number in range(1, 9):
        address = f"/article/art_{number}/join/?draft={first.number}"
        page = browser.get(address)
        if page.status_code == 200 and "Join this wording of" in page.content.decode():
            break
    text = page.content.decode()
    form = next(one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if "Join this" in one)
    (action,) = re.findall(r'action="([^"]*)"', form)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert fields["draft"] == str(first.number)
    assert "It is not the one on the table." in text
    assert browser.post(action, fields).status_code == 302


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("hold", {"what": "enter", "kind": "scrutiny"}),
        ("ask", {"asked": ["ARD"], "words": "Which ones?"}),
    ],
)
def test_what_is_said_on_the_page_of_an_earlier_draft_is_said_of_that_draft(
    room: Room, sitting: Sitting, act: str, fields: dict[str, object]
) -> None:
    """It is named on the page; also after it was changed, for the addresses of two drafts are alike."""
    first = next(iter(room.state.drafts.values()))
    browser = sitting("CEL")
    page = f"/article/{WHERE}/{act}/"
    text = browser.get(page, {"draft": first.number}).content.decode()
    assert "This is draft 1, “Third draft”. It is not the one on the table." in text
    assert '<input type="hidden" name="draft" value="1">' in text
    address = browser.post(page, {**fields, "draft": "1"})["Location"]
    one = Prepared.objects.get()
    again = browser.get(page, {"prepared": one.pk}).content.decode()
    assert '<input type="hidden" name="draft" value="1">' in again
    place = int(browser.post(address, {"anyway": "on"})["Location"].split("/")[2])
    assert room.state.entries[place].entry.re == (Reference(leaf=first.tabled.leaf, article=WHERE),)


def test_a_hold_is_entered_maintained_and_lifted(room: Room, sitting: Sitting) -> None:
    browser = sitting("CEL")
    where = f"/article/{WHERE}/hold/"
    entered = tabled(browser, where, {"what": "enter", "kind": "scrutiny", "words": "In the capital.  "})
    act = room.state.entries[entered].act
    assert act == EntersHold(kind=HoldKind.SCRUTINY, words="In the capital.  ")
    assert f'value="{entered}"' in browser.get(where).content.decode()
    kept = tabled(browser, where, {"what": "maintain", "held": entered, "words": "Still."})
    lifted = tabled(browser, where, {"what": "lift", "held": entered})
    concerns = (Reference(leaf=room.state.entries[entered].leaf),)
    assert [(room.state.entries[one].act, room.state.entries[one].entry.re) for one in (kept, lifted)] == [
        (MaintainsHold(words="Still."), concerns),
        (LiftsHold(), concerns),
    ]
    assert browser.post(where, {"what": "lift", "held": entered}).status_code == 422


def test_a_hold_of_another_party_is_not_lifted(sitting: Sitting) -> None:
    entered = tabled(sitting("CEL"), f"/article/{WHERE}/hold/", {"what": "enter", "kind": "general"})
    other = sitting("VEL").post(f"/article/{WHERE}/hold/", {"what": "lift", "held": entered})
    assert other.status_code == 422
    assert not Prepared.objects.exists()


def test_a_question_is_put_with_a_time_and_its_zone(room: Room, sitting: Sitting) -> None:
    browser = sitting("VEL")
    where = f"/article/{WHERE}/ask/"
    fields = {"asked": ["ARD", "BOR"], "words": "Which vessels?", "when": "2026-04-01 12:00"}
    assert browser.post(where, {**fields, "zone": "Europe/Atlantis"}).status_code == 422
    place = tabled(browser, where, {**fields, "zone": "Europe/Athens", "as_what": "national"})
    assert room.state.entries[place].act == AsksQuestion(
        to=(PartyCode("ARD"), PartyCode("BOR")),
        words="Which vessels?",
        due=Due(local="2026-04-01T12:00", zone="Europe/Athens", utc="2026-04-01T09:00:00Z"),
        capacity="national",
    )


def test_a_question_is_put_to_somebody_else(sitting: Sitting) -> None:
    page = sitting("VEL").post(f"/article/{WHERE}/ask/", {"asked": ["VEL"], "words": "Which?"})
    assert page.status_code == 422


@pytest.mark.parametrize(
    ("asked", "more"),
    [("BOR", {"vis": "party"}), ("BOR", {"vis": "to", "to": ["ARD"]})],
)
def test_a_question_is_put_to_who_may_read_it(
    room: Room, sitting: Sitting, asked: str, more: dict[str, object]
) -> None:
    assert room.state.size
    page = sitting("VEL").post(f"/article/{WHERE}/ask/", {"asked": [asked], "words": "Which?", **more})
    assert page.status_code == 422
    assert f"{asked} is not among those who may read it: it could never be answered." in page.content.decode()
    assert not Prepared.objects.exists()


def test_what_is_to_be_put_right_is_told_in_whole_sentences(sitting: Sitting) -> None:
    page = sitting("VEL").post(f"/article/{WHERE}/ask/", {}).content.decode()
    summary = page.partition('<div class="summary"')[2].partition("</div>")[0]
    assert re.findall(r'<a href="[^"]+">([^<]+)</a>', summary) == [
        "Who is asked? Tick whom you ask.",
        "Your question: Give the question.",
    ]


def test_an_entry_of_ones_own_is_taken_back_in_whole_or_at_a_provision(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    place = proposed(browser, "Each Party tells the others of what it does.")
    leaf = room.state.entries[place].leaf
    page = browser.get(f"/record/{place}/withdraw/").content.decode()
    assert 'value="art_4__para_1"' in page
    taken = tabled(browser, f"/record/{place}/withdraw/", {"at": [WHERE], "words": "Not now."})
    assert room.state.entries[taken].act == Withdraws(words="Not now.")
    assert room.state.entries[taken].entry.re == (Reference(leaf=leaf, article=WHERE),)
    assert not room.state.answers[leaf].is_last


def test_an_entry_is_corrected_and_both_stay(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    place = proposed(browser, "Each Party tells the others of what it does.")
    where = f"/record/{place}/correct/"
    assert browser.post(where, {"words": ""}).status_code == 422
    corrected = tabled(browser, where, {"words": "For “tells” read “informs”. "})
    assert room.state.entries[corrected].act == Corrects(words="For “tells” read “informs”. ")
    assert room.state.entries[corrected].entry.re == (Reference(leaf=room.state.entries[place].leaf),)


def test_a_correction_stands_beside_the_position_that_it_corrects(sitting: Sitting) -> None:
    browser = sitting("ARD")
    place = proposed(browser, "Each Party tells the others.")
    told = "For “tells” read “informs”."
    entry = tabled(browser, f"/record/{place}/correct/", {"words": told})
    page = words_shown(sitting("BOR"), "/article/art_4/")
    assert re.search(rf"entry {place}, [^“]*Corrected: “{told}” entry {entry}, \d", page)


def test_who_joined_words_is_shown_with_them_where_their_author_has_other_words_since(
    sitting: Sitting,
) -> None:
    author, joiner = sitting("ARD"), sitting("VEL")
    first = proposed(author, "Each Party tells the others.")
    page = joiner.get(f"/article/{WHERE}/join/").content.decode()
    tabled(joiner, f"/article/{WHERE}/join/", fields_of(page, "Join this wording of ARD"))
    later = proposed(author, "Each Party tells all others at once.")
    assert later > first
    told = (
        f"said of what ARD proposed then: amends: “Each Party tells the others.” "
        f"ARD has changed that since (entry {later}); this says nothing of its new words"
    )
    for reader in (joiner, author, sitting("BOR")):
        page = words_shown(reader, "/article/art_4/")
        assert re.findall(r"said of what.*?new words", page) == [told]


def test_nobody_undoes_what_another_party_did(sitting: Sitting) -> None:
    place = proposed(sitting("ARD"), "Each Party tells the others of what it does.")
    other = sitting("BOR")
    assert other.get(f"/record/{place}/withdraw/").status_code == 404
    assert other.get(f"/record/{place}/correct/").status_code == 404
    assert sitting("SEC").get("/record/0/withdraw/").status_code == 404


def test_what_was_filled_in_comes_back_to_be_changed(sitting: Sitting) -> None:
    browser = sitting("VEL")
    fields = {"asked": ["ARD"], "words": " Which “vessels”?\r\nAll? ", "vis": "to", "to": ["ARD", "SEC"]}
    browser.post(f"/article/{WHERE}/ask/", fields)
    one = Prepared.objects.get()
    page = browser.get(one.page, {"prepared": one.pk}).content.decode()
    assert "\n Which “vessels”?\nAll? </textarea>" in page
    assert '<option value="to" selected>' in page
    assert re.findall(r'name="to" value="(\w+)"[^>]* checked', page) == ["SEC", "ARD"]
    assert sitting("ARD").get(one.page, {"prepared": one.pk}).status_code == 404


def test_a_wording_to_join_is_offered_where_another_proposes_one(sitting: Sitting) -> None:
    """Neither where nobody proposes anything, nor of one's own."""
    author, other = sitting("ARD"), sitting("VEL")
    where = "/article/art_4/"

    def offered() -> tuple[bool, bool]:
        author_page, other_page = (one.get(where).content.decode() for one in (author, other))
        return f'href="{where}join/"' in author_page, f'href="{where}join/"' in other_page

    assert offered() == (False, False)
    proposed(author, "Each Party tells the others of what it does.")
    assert offered() == (False, True)
