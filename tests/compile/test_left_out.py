"""What a redraft leaves out is deleted, and what stands in it with it: told once, and given again so."""

from __future__ import annotations

from tests.properties.negotiations import built
from travaux.answers.answer import Reply
from travaux.answers.position import Deletes
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.outcome import Because, NeedsConfirmation, Outcome, Unchanged
from travaux.compile.succession import succession
from travaux.text.kind import Kind
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

Row = tuple[Kind, int, str, str]

ONE = (Kind.ARTICLE, 0, "Article 1", "Seat")
SEAT = (Kind.PARAGRAPH, 1, "1.", "The Council sits at Tarn Bridge.")
TIMES = (Kind.PARAGRAPH, 1, "2.", "It meets twice a year, and whenever one of the Parties calls it.")
TWO = (Kind.ARTICLE, 0, "Article 2", "Fish")
FISH = (Kind.PARAGRAPH, 1, "1.", "The fish belong to the Party on whose shore they are landed.")
EELS = (Kind.PARAGRAPH, 1, "2.", "Eels below the length of forty centimetres are put back alive.")
SALE = (Kind.PARAGRAPH, 1, "3.", "What is sold is weighed in the presence of a warden.")
STAYS = [ONE, SEAT, TIMES]
DRAFT = [*STAYS, TWO, FISH, EELS]


def redrafted(*rows: Row) -> Hearing:
    found = hear(
        Reply(party=PartyCode("ARD"), text=built(list(rows), "en")), base_of(built(list(DRAFT), "en"))
    )
    assert isinstance(found, Hearing)
    return found


def deleted(hearing: Hearing) -> list[tuple[str, tuple[int, ...]]]:
    assert all(isinstance(one.answer.position, Deletes) for one in hearing.heard)
    return [(one.answer.provision, one.removed) for one in hearing.heard]


def outcomes(hearing: Hearing, *rows: Row) -> list[Outcome]:
    found = succession(built(list(DRAFT), "en"), built(list(rows), "en"), [hearing])
    return [one.outcome for one in found.outcomes]


def test_an_article_is_deleted_once_with_all_that_stands_in_it() -> None:
    assert deleted(redrafted(*STAYS)) == [("art_2", (3, 4, 5))]


def test_what_is_left_out_of_an_article_that_stays_is_deleted_by_itself() -> None:
    assert deleted(redrafted(*STAYS, TWO, FISH)) == [("art_2__para_2", (5,))]


def test_it_is_the_same_deletion_where_the_new_draft_has_the_same_article() -> None:
    assert outcomes(redrafted(*STAYS), *DRAFT) == [Unchanged(provision=Address("art_2"))]


def test_it_has_to_be_confirmed_where_more_stands_in_the_article() -> None:
    (found,) = outcomes(redrafted(*STAYS), *DRAFT, SALE)
    assert isinstance(found, NeedsConfirmation)
    assert found.because is Because.ENLARGED


def test_it_has_to_be_confirmed_where_only_something_of_the_article_is_gone() -> None:
    (found,) = outcomes(redrafted(*STAYS), *DRAFT[:-1])
    assert isinstance(found, NeedsConfirmation)
    assert found.because is Because.PARTLY_GONE
