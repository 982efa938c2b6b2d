"""The landing page, and what is prepared and tabled."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from tests.web.looking import page_of
from tests.web.recorded import author
from travaux.answers.position import HoldKind
from travaux.cli.brought import Brought
from travaux.cli.recording import Proposed
from travaux.record.act import EntersHold, TablesDraft
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person, Prepared
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]


def test_the_four_questions_are_answered_to_a_delegation(sitting: Sitting) -> None:
    page = page_of(sitting("ARD"), "/")
    assert [
        title
        for title in (
            "1. What is agreed now",
            "2. Who may speak to it",
            "3. When a change may be proposed",
            "4. Which proposals are undecided",
        )
        if title not in page
    ] == []


def test_what_is_prepared_is_recorded_once_however_often_it_is_sent(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    draft = room.state.latest_draft()
    assert draft is not None
    seat = Seat(room=room, party=PartyCode("ARD"))
    wanted = Wanted(
        act=EntersHold(kind=HoldKind.SCRUTINY, words="Being examined in the capital."),
        re=(Reference(leaf=draft.tabled.leaf, article="art_4"),),
    )
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    shown = browser.get(f"/prepared/{one.pk}/")
    assert "Being examined in the capital." in shown.content.decode()
    assert room.state.size == 49
    answer = browser.post(f"/prepared/{one.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/record/49/")
    assert room.state.size == 50
    assert room.state.entries[49].act == wanted.act
    assert not Prepared.objects.exists()
    for sent in (browser.get, browser.post):
        again = sent(f"/prepared/{one.pk}/")
        assert (again.status_code, again["Location"]) == (302, "/record/49/")
    assert "Recorded as entry 49." in page_of(browser, "/record/49/")
    assert room.state.size == 50
    bor = sitting("BOR")
    assert [bor.get(f"/prepared/{at}/").status_code for at in (one.pk, one.pk + 1)] == [404, 404]


def test_what_was_thrown_away_is_said_to_be_to_those_who_had_it(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    seat = Seat(room=room, party=PartyCode("ARD"))
    wanted = Wanted(act=EntersHold(kind=HoldKind.SCRUTINY))
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    browser.post(f"/prepared/{one.pk}/discard/")
    gone = browser.get(f"/prepared/{one.pk}/")
    assert gone.status_code == 410
    assert "Your delegation prepared it and threw it away. Nothing was recorded." in gone.content.decode()
    assert sitting("BOR").get(f"/prepared/{one.pk}/").status_code == 404
    assert sitting(None).get(f"/prepared/{one.pk}/").status_code == 302


def test_who_has_no_seat_is_told_so_first_and_nothing_that_it_may_not_know(sitting: Sitting) -> None:
    ard = sitting("ARD")
    assert "so you are shown only" not in page_of(ard, "/")
    Person.objects.get().seats.update(ended=timezone.now())
    page = page_of(ard, "/")
    first = page.index("You sit for no party here, so you are shown only what is public.")
    assert first < page.index("1. What is agreed now")
    assert "Whoever heads your delegation, or keeps the record, can invite you." in page
    assert "No draft that this reader may read is on the table." in page
    assert [one for one in ("No draft is on the table", "No rules of a round have") if one in page] == []
    assert "You are not signed in, so you are shown only what is public." in page_of(Client(), "/")


def test_what_another_delegation_prepared_is_not_there(room: Room, sitting: Sitting) -> None:
    sitting("ARD")
    seat = Seat(room=room, party=PartyCode("ARD"))
    wanted = Wanted(act=EntersHold(kind=HoldKind.SCRUTINY))
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    assert sitting("BOR").get(f"/prepared/{one.pk}/").status_code == 404


def test_a_past_page_leads_as_its_own_reader_knows_the_drafts(room: Room, sitting: Sitting) -> None:
    """What is not for a reader is on no page: a draft for another moves no link, whoever read first."""
    ard, bor = sitting("ARD"), sitting("BOR")
    draft = room.state.latest_draft()
    assert draft is not None
    hold = EntersHold(kind=HoldKind.SCRUTINY, words="Being examined in the capital.")
    place = Reference(leaf=draft.tabled.leaf, article="art_4")
    size = room.record(Proposed(act=hold, re=(place,)), author(room, "BOR")).index + 1
    before = bor.get(f"/?at={size}").content.decode()
    doc = Brought(
        data=b"# Text\n\n## Article 1\n\nWords.\n", name="draft.md", media="text/markdown", lang="en"
    )
    table = Proposed(
        act=TablesDraft(title="For one alone"), re=(Reference(leaf=draft.tabled.leaf),), brought=(doc,)
    )
    room.record(table, author(room, "SEC", vis="to:ARD"))
    theirs = ard.get(f"/?at={size}").content.decode()
    after = bor.get(f"/?at={size}").content.decode()
    found = [f"art_4/?draft={draft.number}" in one for one in (before, theirs, after)]
    assert found == [False, True, False]
