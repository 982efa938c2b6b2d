"""A party's position as the text shows it: whatever the text says of the party stands in a row."""

import re
from html import unescape

from tests.record.test_taken_over import Room, amends
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    Adds,
    Deletes,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Supports,
)
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.render import element as h
from travaux.render.brief import brief
from travaux.render.profile import Profile
from travaux.render.setting import Setting
from travaux.render.told import words_of
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode, words
from travaux.web.shows.shown import boxes, shown

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")

DRAFT = """\
# Treaty

## Article 1 – Hours

1. The locks are worked by day.

2. Closures are published.

## Article 2 – Fees

The fee is two marks.
"""


def told(*answers: tuple[PartyCode, str, Position]) -> dict[str, str]:
    """What is shown of Ardane, by provision, as one hears it."""
    found = compilation(*answers)
    rows = shown(Setting(compilation=found, profile=Profile.ATTRIBUTED), ARD)
    return {one.name: heard(one.text) for one in rows}


def compilation(*answers: tuple[PartyCode, str, Position]) -> Compilation:
    draft = read_plain(DRAFT.encode()).text
    assert draft is not None
    replies = [
        Reply(
            party=party,
            answers=tuple(
                Answer(provision=where, position=what, reason="Ours.")
                for who, where, what in answers
                if who == party
            ),
            source=f"{party}.md",
        )
        for party in dict.fromkeys(who for who, *_ in answers)
    ]
    return compiled(draft, replies)


def heard(text: h.Element | None) -> str:
    written = str(text or "")
    assert ' id="' not in written, "the same provision may stand in several rows"
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", written))).strip()


def test_a_deletion_of_a_whole_provision_stands_with_its_words() -> None:
    assert told((ARD, "Article 1, paragraph 1", Deletes())) == {
        "Article 1, paragraph 1": "1. The locks are worked by day. ARD deletes this"
    }


def test_support_of_anothers_deletion_stands_there() -> None:
    rows = told(
        (BOR, "Article 1, paragraph 1", Deletes()), (ARD, "Article 1, paragraph 1", Supports(party=BOR))
    )
    assert rows == {
        "Article 1, paragraph 1": "1. The locks are worked by day. BOR deletes this · ARD supports"
    }


def test_who_only_supports_a_deletion_is_no_deleter_in_the_brief() -> None:
    deletes = (BOR, "Article 1, paragraph 1", Deletes())
    found = compilation(deletes, (ARD, "Article 1, paragraph 1", Supports(party=BOR)))
    assert "**Article 1, paragraph 1**: deleted (BOR; joined by ARD)" in brief(found).decode()
    found = compilation(deletes, (ARD, "Article 1, paragraph 1", Deletes()))
    assert "**Article 1, paragraph 1**: deleted (ARD BOR)" in brief(found).decode()


def test_opposition_to_a_whole_provision_stands_there() -> None:
    assert told((ARD, "Article 1, paragraph 1", Opposes())) == {
        "Article 1, paragraph 1": "1. The locks are worked by day. ARD opposes this and offers no other words"
    }


def test_opposition_to_anothers_deletion_stands_there() -> None:
    rows = told(
        (BOR, "Article 1, paragraph 1", Deletes()),
        (ARD, "Article 1, paragraph 1", Opposes(proposal_of=BOR)),
    )
    assert rows == {
        "Article 1, paragraph 1": "1. The locks are worked by day. BOR deletes this "
        "ARD opposes what BOR proposes here"
    }


def test_an_article_deleted_as_a_whole_stands_with_all_that_is_deleted_by_it() -> None:
    assert told((ARD, "Article 1", Deletes())) == {
        "Article 1": "Article 1 Hours ARD deletes this 1. The locks are worked by day. "
        "2. Closures are published."
    }


def test_what_is_moved_stands_where_it_was_and_where_it_comes() -> None:
    rows = told((ARD, "Article 1, paragraph 1", Moves(after="Article 1, paragraph 2")))
    assert "ARD moves this to after Article 1, paragraph 2" in rows["Article 1, paragraph 1"]
    assert any("Moved here from Article 1, paragraph 1 by ARD" in one for one in rows.values())


def test_what_is_merged_into_another_stands_at_both() -> None:
    merges = Merges(others=("Article 1, paragraph 2",), words=words("The locks are worked by day, or not."))
    rows = told((ARD, "Article 1, paragraph 1", merges))
    assert "ARD merges Article 1, paragraph 2 into this" in rows["Article 1, paragraph 1"]
    assert "ARD merges this into Article 1, paragraph 1" in rows["Article 1, paragraph 2"]


def test_what_is_added_stands_with_all_of_its_paragraphs() -> None:
    new = (NewProvision(kind=Kind.PARAGRAPH, label="2 bis.", words=words("Fees are paid on demand.")),)
    rows = told((ARD, "Article 1, paragraph 2", Adds(provisions=new)))
    assert list(rows.values()) == ["2 bis. New, proposed by ARD [ Fees are paid on demand. ]"]


def test_what_became_of_an_added_article_names_it_and_not_what_stands_in_it() -> None:
    new = (
        NewProvision(kind=Kind.ARTICLE, label="Article 1 bis", words=words("Haste")),
        NewProvision(kind=Kind.PARAGRAPH, label="", words=words("The Parties make haste."), depth=1),
    )
    found = compilation((ARD, "Article 1", Adds(provisions=new)))
    rows = shown(Setting(compilation=found, profile=Profile.ATTRIBUTED), ARD)
    assert [one.fates for one in rows] == [("in the text: Article 1 bis",)]


def test_support_of_a_party_at_an_article_shows_the_paragraph_in_which_it_supports_it() -> None:
    rows = told(
        (BOR, "Article 1, paragraph 2", Deletes()),
        (ARD, "Article 1", Supports(party=BOR)),
    )
    assert "2. Closures are published. BOR deletes this · ARD supports" in rows["Article 1"]


def test_where_nothing_is_said_of_a_party_there_is_no_row() -> None:
    assert told((BOR, "Article 1, paragraph 2", Deletes()), (ARD, "Article 2", Accepts())).keys() == {
        "Article 2"
    }


def test_a_box_has_the_name_of_what_is_recorded_and_says_where_the_words_stand() -> None:
    """Added behind an article, moved, merged: the answer was given where the draft has something."""
    new = (NewProvision(kind=Kind.PARAGRAPH, label="2 bis.", words=words("Fees are paid on demand.")),)
    found = compilation(
        (ARD, "Article 1, paragraph 2", Adds(provisions=new)), (ARD, "Article 1, paragraph 1", Deletes())
    )
    rows = shown(Setting(compilation=found, profile=Profile.ATTRIBUTED), ARD)
    assert boxes(rows, found.draft) == {
        "art_1__para_1": "Article 1, paragraph 1",
        "art_1__para_2": "Article 1, paragraph 2 (shown at Article 1, paragraph 2 bis)",
    }


def test_one_box_says_all_places_where_words_given_there_are_shown() -> None:
    new = (NewProvision(kind=Kind.PARAGRAPH, label="2 bis.", words=words("Fees are paid on demand.")),)
    found = compilation(
        (ARD, "Article 1, paragraph 2", Accepts()), (ARD, "Article 1, paragraph 2", Adds(provisions=new))
    )
    rows = shown(Setting(compilation=found, profile=Profile.ATTRIBUTED), ARD)
    assert boxes(rows, found.draft) == {
        "art_1__para_2": "Article 1, paragraph 2 "
        "(shown at Article 1, paragraph 2; Article 1, paragraph 2 bis)"
    }


def test_what_a_text_taken_over_shows_is_not_given_as_its_partys_own_words() -> None:
    room = Room()
    setting = Setting(compilation=room.done().compilation, profile=Profile.ATTRIBUTED)
    row = shown(setting, BOR)[0]
    assert (row.said, [one for told in row.taken for one in words_of(told)]) == (
        (),
        [
            (
                "as shown in the text taken over, not the party's own answer: "
                "amends: “The locks should be worked by day.”"
            )
        ],
    )


def test_what_a_party_answers_itself_is_its_own_again() -> None:
    room = Room()
    room.answers("BOR", "# Answer of Bordavia (BOR)\n\n" + amends("Article 1, paragraph 1", "By day alone."))
    setting = Setting(compilation=room.done().compilation, profile=Profile.ATTRIBUTED)
    row = shown(setting, BOR)[0]
    assert ([one for told in row.said for one in words_of(told)], row.taken) == (
        ["amends: “By day alone.”", "Reason: “R.”"],
        (),
    )
