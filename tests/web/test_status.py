"""The landing page, and what is prepared and tabled."""

from collections.abc import Callable

from django.test import Client

from travaux.answers.position import HoldKind
from travaux.record.act import EntersHold
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person, Prepared
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]


def test_the_four_questions_are_answered_to_a_delegation(sitting: Sitting) -> None:
    page = sitting("ARD").get("/").content.decode()
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
    assert browser.post(f"/prepared/{one.pk}/").status_code == 404


def test_what_another_delegation_prepared_is_not_there(room: Room, sitting: Sitting) -> None:
    sitting("ARD")
    seat = Seat(room=room, party=PartyCode("ARD"))
    wanted = Wanted(act=EntersHold(kind=HoldKind.SCRUTINY))
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    assert sitting("BOR").get(f"/prepared/{one.pk}/").status_code == 404
