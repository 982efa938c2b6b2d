"""The consolidated text, the positions and drafts compared, in the browser."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.test import Client

from tests.web.looking import looked, page_of
from travaux.answers.position import HoldKind
from travaux.compile.project import project
from travaux.record.act import EntersHold
from travaux.record.entry import Reference
from travaux.render.readback import read_back
from travaux.text.instrument import Text
from travaux.text.language import folded
from travaux.text.notation import plain_characters
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]


def spoken(text: Text) -> list[str]:
    return [folded(plain_characters(one.words)) for one in text.provisions if one.words]


@contextmanager
def nothing_compiled(room: Room) -> Iterator[None]:
    """Keep the thread that compiles busy meanwhile."""
    done = threading.Event()
    room._worker.submit(done.wait)  # noqa: SLF001  what is busy is the very thread that compiles
    try:
        yield
    finally:
        done.set()


@pytest.mark.parametrize("whose", [None, "ARD", "BOR", "CEL", "VEL"])
def test_every_partys_words_come_out_of_the_page_again(
    room: Room, sitting: Sitting, whose: str | None
) -> None:
    """Invariant: projecting a compilation on a party gives that party's text; on the base, the base."""
    page = read_back(looked(sitting("ARD"), "/text/1/").content)
    known = room.known(PartyCode("ARD"))
    draft = next(iter(known.drafts.values()))
    text = room.compiled(PartyCode("ARD"), known, draft, wait=60).found.compilation.text
    party = None if whose is None else PartyCode(whose)
    assert spoken(project(page, party)) == spoken(project(text, party))


def test_one_partys_text_is_shown_alone_with_what_was_proved(sitting: Sitting) -> None:
    browser = sitting("ARD")
    page = page_of(browser, "/text/1/?whose=BOR")
    assert "The text as BOR would have it" in page
    assert "It is exact: character for character what BOR submitted" in page
    assert "Each Party should notify the other Parties, through the Secretariat," in page
    assert "at least sixty days" not in page
    draft = page_of(browser, "/text/1/?whose=draft")
    assert "the draft that was tabled has the identity 902d-b608-3564, and so has this" in draft
    assert "Each Party shall notify the other Parties of any military activity" in draft


def test_who_gave_no_answer_has_no_text(sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert [looked(browser, f"/text/1/?whose={one}").status_code for one in ("AUR", "KES", "XYZ")] == [
        404
    ] * 3


def test_without_names_no_party_is_named_in_the_text(sitting: Sitting) -> None:
    page = page_of(sitting(None), "/text/")
    assert "No draft is on the table" in page or "data-eid" in page
    body = page_of(sitting("ARD"), "/text/1/?profile=unattributed").partition('<header class="mast">')[2]
    assert "The Parties to this Agreement" in body
    assert [code for code in ("ARD", "BOR", "CEL", "VEL") if code in body.partition("<footer")[0]] == []
    assert sitting("BOR").get("/text/1/?profile=nonsense").status_code == 404


def test_each_part_of_the_text_leads_to_its_own_page(sitting: Sitting) -> None:
    page = page_of(sitting("ARD"), "/text/1/")
    assert 'href="/article/art_4/?draft=1"' in page
    assert 'href="#art_4"' in page


def test_a_text_that_is_still_compiled_is_said_to_be(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    with nothing_compiled(room):
        answer = browser.get("/text/1/")
    assert (answer.status_code, answer["Retry-After"]) == (202, "3")
    assert b'<meta http-equiv="refresh" content="3">' in answer.content


def test_an_older_text_says_of_how_many_entries_it_is(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    assert "the newer ones are being read" not in page_of(browser, "/text/")
    draft = room.state.latest_draft()
    assert draft is not None
    wanted = Wanted(
        act=EntersHold(kind=HoldKind.SCRUTINY), re=(Reference(leaf=draft.tabled.leaf, article="art_4"),)
    )
    seat = Seat(room=room, party=PartyCode("ARD"))
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    browser.post(f"/prepared/{one.pk}/")
    with nothing_compiled(room):
        page = page_of(browser, "/text/")
    assert "drawn from 49 entries. The record has 50; the newer ones are being read." in page


def test_the_positions_name_the_silent_and_lead_to_the_articles(sitting: Sitting) -> None:
    page = page_of(sitting("ARD"), "/matrix/?draft=1")
    assert 'href="/article/art_4/?draft=1#art_4__para_1"' in page
    assert "AUR was asked by CHR to answer draft 1" in page
    assert "no national reply; covered by the collective reply of BOR" in page
    assert 'href="/download/matrix.xlsx?draft=1"' in page


def test_two_drafts_are_compared_and_what_that_makes_of_the_answers(sitting: Sitting) -> None:
    browser = sitting("ARD")
    page = page_of(browser, "/compare/")
    assert "88 as they were · 4 reworded · 3 moved · 1 removed" in page
    assert "moved from Article 9, paragraph 1" in page
    assert "makes of the answers to the draft before it" in page
    assert "ARD: 16 answers" in page
    assert "makes of the answers" not in page_of(browser, "/compare/?old=2&new=1")
    assert "Choose two different drafts." in page_of(browser, "/compare/?old=1&new=1")
    assert browser.get("/compare/?old=9&new=1").status_code == 404


MOMENTS = (
    *("/", "/docket/", "/notes/", "/text/", "/text/1/", "/matrix/", "/compare/", "/article/art_4/"),
    *("/article/art_4/history/", "/download/consolidated.md"),
)
"""Every page that is asked for as of a moment."""


@pytest.mark.parametrize("address", MOMENTS)
def test_each_page_of_a_moment_says_which_moments_there_are(sitting: Sitting, address: str) -> None:
    browser = sitting("ARD")
    for given, said in (
        ("0", "Give a number from 1 to 49, or a time."),
        ("1000000", "Give a number from 1 to 49, or a time."),
        ("yesterday", "is no instant"),
        ("2020-01-01T00:00Z", "Give a later moment."),
    ):
        answer = looked(browser, f"{address}?at={given}")
        assert (answer.status_code, said in answer.content.decode()) == (400, True), (address, given)
    assert looked(browser, f"{address}?at=2026-03-25T00:00Z").status_code == 200


def test_before_the_first_draft_there_is_nothing_to_read_and_the_page_says_so(sitting: Sitting) -> None:
    browser = sitting("ARD")
    for address in ("/text/?at=9", "/matrix/?at=9", "/compare/?at=9", "/article/art_4/?at=9"):
        assert "No draft is on the table" in page_of(browser, address)


@pytest.mark.parametrize(
    "address", ["/article/art_4/", "/article/art_4/history/", "/text/", "/matrix/", "/validate/", "/answer/"]
)
def test_a_draft_is_named_by_its_number_or_by_its_entry(room: Room, sitting: Sitting, address: str) -> None:
    """A link of ours has its number; the command line has the entry by which it was tabled."""
    (first, *_) = room.state.drafts.values()
    assert str(first.tabled.index) not in {str(one.number) for one in room.state.drafts.values()}
    browser = sitting("ARD")
    by_number, by_entry = (
        looked(browser, f"{address}?draft={given}") for given in (first.number, first.tabled.index)
    )
    assert (by_number.status_code, by_entry.status_code) == (200, 200)
    said = (words_of(one.content.decode()) for one in (by_number, by_entry))
    assert len(set(said)) == 1
    links = re.findall(r"[?;]draft=(\d+)", by_entry.content.decode().partition("<main")[2])
    assert set(links) <= {str(one.number) for one in room.state.drafts.values()}
    assert browser.get(f"{address}?draft=4711").status_code == 404
    assert browser.get(f"{address}?draft=first").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/text/2/?at=20",
        "/article/art_4/?draft=2&at=20",
        "/compare/?old=1&new=2&at=20",
        "/matrix/?draft=2&at=20",
    ],
)
def test_what_was_tabled_later_was_not_there_at_that_moment_and_the_page_says_so(
    room: Room, sitting: Sitting, address: str
) -> None:
    (_, second) = room.state.drafts.values()
    answer = sitting("ARD").get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f"Draft 2 was tabled later than that, by entry {second.tabled.index}." in page
    assert "As it is now" in page


def words_of(page: str) -> str:
    """Give what a page shows, without what its form has in hidden fields."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0]).split())
