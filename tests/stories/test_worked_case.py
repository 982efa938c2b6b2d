"""The worked case of docs/cases is a record; its page is what the record says; it takes no side."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.stories.worked_case import DATA, PAGE, UNCONFIRMED, Case, told
from tests.stories.worked_page import (
    coverage_of,
    docket_at,
    end_of,
    entries,
    facts,
    history_of,
    known_at,
    sentences,
    sources,
    status_at,
    unconfirmed,
    uses,
)
from travaux.record.admission import audit
from travaux.record.entry import read
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, verify
from travaux.record.views.docket import AnswerToQuestion, Covered, Outstanding, docket

BLOCK = re.compile(
    r"(?<=^<!-- )(?P<what>[a-z].*?)(?P<end> -->\n)(?P<body>.*?)(?=^<!-- / -->$)", re.DOTALL | re.MULTILINE
)
TABLES: dict[str, Callable[[Case], str]] = {
    "facts": facts,
    "sentences": sentences,
    "uses": uses,
    "entries": entries,
    "unconfirmed": unconfirmed,
    "sources": sources,
}
DAYS = ("2022-01-26", "2022-02-10", "2022-02-28")

# Words by which an account takes a side without saying so.
LOADED = frozenset(
    (
        "aggression",
        "aggressive",
        "alleged",
        "allegedly",
        "admits",
        "blames",
        "blatant",
        "claims",
        "clearly",
        "concession",
        "demands",
        "denies",
        "finally",
        "hostile",
        "ignored",
        "illegal",
        "insists",
        "legitimate",
        "merely",
        "mere",
        "obviously",
        "provocation",
        "provoked",
        "refuses",
        "rejects",
        "so-called",
        "stubborn",
        "threat",
        "threatens",
        "ultimatum",
        "unfortunately",
        "unjustified",
        "unprovoked",
    )
)


@pytest.fixture(scope="module")
def case() -> Case:
    return told(DATA.read_text(encoding="utf-8"))


def written(case: Case, what: str) -> str:
    """Write a block of the page anew."""
    kind, *about = what.split()
    if kind in TABLES:
        return TABLES[kind](case)
    views: dict[str, Callable[..., str]] = {
        "status": status_at,
        "docket": docket_at,
        "coverage": coverage_of,
        "history": history_of,
    }
    return f"```text\n{views[kind](case, *about)}\n```"


def test_the_page_says_what_the_record_says(case: Case, request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    played = BLOCK.sub(lambda block: f"{block['what']}{block['end']}{written(case, block['what'])}\n", page)
    if request.config.getoption("--golden"):
        PAGE.write_text(played, encoding="utf-8")
    assert played == PAGE.read_text(encoding="utf-8")


def test_the_page_has_every_block() -> None:
    found = {block["what"].split()[0] for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    assert found == {*TABLES, "status", "docket", "coverage", "history"}


def test_each_leaf_is_signed_by_the_keeper_and_by_nobody_else(case: Case) -> None:
    keeper = case.writer.key("ARCHIVE").public
    for data in case.writer.leaves:
        leaf = Leaf.from_bytes(data)
        assert [verify(one, leaf.entry, ENTRY) for one in leaf.signatures] == [keeper]
        assert read(leaf.entry).actor == "ARCHIVE"


def test_the_record_is_in_order(case: Case) -> None:
    """Talks that nobody leads: whoever tables a draft asks for answers to it, and says how."""
    assert audit(case.writer.leaves, case.writer.origin) == ()


def test_no_act_of_a_party_is_shown_as_signed_by_it(case: Case) -> None:
    own = [one.name for one in case.rows if one.entered.signed]
    assert own == ["leak", "reading-usa", "reading-nato"]
    assert {one.entered.author for one in case.rows} == {"RUS", "USA", "NATO", "EU", "ARCHIVE"}


def test_every_statement_names_its_sources(case: Case) -> None:
    assert all(one.sources for one in case.rows)
    assert all(one.sources for one in case.facts)
    assert all(one.sources for one in case.uses)
    named = {
        *(name for row in case.rows for name in (*row.sources, *row.checked)),
        *(name for fact in case.facts for name in (*fact.sources, *fact.checked)),
        *(name for use in case.uses for name in use.sources),
    }
    assert named == set(case.sources)


def test_what_is_unconfirmed_is_marked_where_it_is_shown(case: Case) -> None:
    for one in case.rows:
        shown = f"{one.entered.entry.act}{one.description}"
        assert (UNCONFIRMED in shown) == bool(one.unconfirmed), one.name


def test_no_paper_is_reproduced(case: Case) -> None:
    described = {one.name: one.description for one in case.rows if one.description}
    assert set(described) == {"draft-1", "draft-2", "reading-usa", "reading-nato"}
    for text in described.values():
        assert text.lstrip("# ").startswith("A description by this record.")
        assert "not reproduced here" in text


def test_no_minister_has_answered_and_two_collective_replies_came(case: Case) -> None:
    """One reply stays one reply: never expanded into national answers, never ignored."""
    owed = docket(known_at(case, "2022-02-28"), at=end_of("2022-02-28")).owed
    asked = [one for one in owed if isinstance(one.matter, AnswerToQuestion)]
    covered = [one.outcome for one in asked if isinstance(one.outcome, Covered)]
    assert len(asked) == 37
    assert [one.by for one in asked if isinstance(one.outcome, Outstanding)] == ["CHE"]
    assert len(covered) == 36
    assert {reply.reply.author for one in covered for reply in one.by} == {"EU", "NATO"}
    assert all(view.author == "RUS" for one in covered for reply in one.by for view in reply.views)


@pytest.mark.parametrize("day", DAYS)
def test_each_promise_is_shown_as_each_side_reports_it(case: Case, day: str) -> None:
    promised = {"2022-01-26": ["USA"], "2022-02-10": ["USA"], "2022-02-28": ["USA", "RUS"]}
    known = known_at(case, day)
    assert [one.entered.author for one in known.promises.values()] == promised[day]
    assert all(len(one.reports) == 1 for one in known.promises.values())


# --- what a record with two drafts and a contested reply asks of the views


def on_the_last_day(case: Case) -> tuple[str, str]:
    return status_at(case, DAYS[-1], width=10_000), docket_at(case, DAYS[-1], width=10_000)


def test_both_drafts_are_on_the_table(case: Case) -> None:
    """More than one text can be on the table: the reply of either side to either draft stands."""
    status, _ = on_the_last_day(case)
    undecided = status.partition("4. Which")[2].partition("\nentry ")[0]
    assert "USA (recorded" in undecided
    assert "NATO (recorded" in undecided


def test_a_round_on_a_question_is_on_no_draft(case: Case) -> None:
    assert "before any draft" not in on_the_last_day(case)[0]


def test_the_docket_says_who_was_asked_and_not_who_owes(case: Case) -> None:
    _, told_ = on_the_last_day(case)
    assert "USA was asked by RUS" in told_
    assert re.search(r"\bow(?:e|es|ed)\b", told_.partition("\nOpen\n")[2]) is None


def test_a_reply_to_the_whole_draft_is_in_the_history_of_each_article(case: Case) -> None:
    """Nothing lost: what cannot be read stays, marked unread."""
    assert "entry 47:" in article_4(case, day=DAYS[0])


def test_the_docket_fits_on_two_pages(case: Case) -> None:
    assert len(docket_at(case, DAYS[-1]).splitlines()) <= 120


def test_both_views_of_a_collective_reply_stand_in_the_docket(case: Case) -> None:
    """Symmetry: the asker does not accept it; its author contests the rule, and says why in its reply."""
    _, told_ = on_the_last_day(case)
    assert "does not accept it as such" in told_
    assert "on a unanimous decision of the 27" in told_


def test_a_promise_is_told_apart_from_what_it_was_met_with(case: Case) -> None:
    assert "the promise of entry 46; " not in article_4(case, day=DAYS[0])


def test_papers_are_called_by_their_article(case: Case) -> None:
    assert "a other" not in article_4(case, day=DAYS[-1])


def test_what_was_written_down_for_a_party_is_not_called_its_own_words(case: Case) -> None:
    assert "in its own words" not in on_the_last_day(case)[1]


# --- it takes no side


def exchanged(text: str) -> str:
    """Put each side in the other's place, by code and by name."""
    pairs = (("RUS", "USA"), ("Russian Federation", "United States of America"))
    to = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    return re.sub("|".join(rf"\b{one}\b" for one in to), lambda found: to[found[0]], text)


def covered(case: Case) -> str:
    return coverage_of(case, "reply-usa", "reading-usa", "reply-nato", "reading-nato", width=10_000)


def article_4(case: Case, *, day: str) -> str:
    return history_of(case, "draft-1", "art_4", day, width=10_000)


VIEWS: dict[str, Callable[[Case], str]] = {
    **TABLES,
    "coverage": covered,
    **{f"history {day}": partial(article_4, day=day) for day in DAYS},
    **{f"status {day}": partial(status_at, day=day, width=10_000) for day in DAYS},
    **{f"docket {day}": partial(docket_at, day=day, width=10_000) for day in DAYS},
}


@pytest.fixture(scope="module")
def other() -> Case:
    """The same account with the sides in each other's place."""
    data = DATA.read_text(encoding="utf-8")
    assert exchanged(exchanged(data)) == data != exchanged(data)
    return told(exchanged(data))


@pytest.mark.parametrize("name", VIEWS)
def test_exchange_the_sides_and_only_the_names_change(case: Case, other: Case, name: str) -> None:
    """Symmetry: rename the parties, and the output is the same but for the names."""
    assert exchanged(VIEWS[name](other)) == VIEWS[name](case)


def test_both_sides_have_like_room(case: Case) -> None:
    for one in case.facts:
        assert abs(len(one.tabled.split()) - len(one.asked.split())) <= 4, one.about


def test_both_sides_are_quoted_and_paraphrased_alike(case: Case) -> None:
    for kind in ("quotes", "paraphrases"):
        tabling = [one for one in case.uses if one.kind == kind and one.by == ("RUS",)]
        asked = [one for one in case.uses if one.kind == kind and one.by and "RUS" not in one.by]
        assert len(tabling) == len(asked) == 1


@pytest.mark.parametrize("file", [DATA, PAGE], ids=["data", "page"])
def test_the_account_has_no_word_that_takes_a_side(file: Path) -> None:
    account = re.sub(r"(?m)^[\w-]+ = \{ who = .*$|^- \*\*.*$", "", file.read_text(encoding="utf-8"))
    assert [word for word in re.findall(r"[\w-]+", account.lower()) if word in LOADED] == []


def test_the_days_are_in_order(case: Case) -> None:
    days = [date.fromisoformat(one.entered.received_at[:10]) for one in case.rows]
    assert days == sorted(days)
