import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import provision, text
from tests.compare.redrafts import TONGUES, Author, printed
from travaux.compare.comparison import (
    Added,
    Kept,
    LanguageMismatch,
    Merged,
    Moved,
    Removed,
    Reworded,
    Segment,
    Split,
    compare,
    new_words,
    old_words,
    segments,
)
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.provision import Provision, Standing


def paragraph(label: str, words: str, *, standing: Standing | None = None) -> Provision:
    return provision(Kind.PARAGRAPH, label, words, eid=f"para_{label}", standing=standing or Standing())


RIVERS = paragraph("1.", "Each Party shall protect its rivers from waste.")
FLOODS = paragraph("2.", "Floods are reported to the Secretariat in thirty days.")
BOOKS = paragraph("3.", "The Secretariat keeps a register. It is open to every Party.")


def same(said: str, respaced: str | None = None) -> Segment:
    return Segment(kind="same", text=said, respaced=respaced)


def deleted(said: str) -> Segment:
    return Segment(kind="deleted", text=said)


def inserted(said: str) -> Segment:
    return Segment(kind="inserted", text=said)


def test_every_kind_of_change_is_told_apart() -> None:
    should = paragraph("1.", "Each Party should protect its rivers from waste.")
    renumbered = paragraph("4.", "Floods are reported to the Secretariat in thirty days.")
    fresh = paragraph("2.", "Lakes are open to fishing all year round.")
    found = compare(text(RIVERS, BOOKS, FLOODS), text(should, fresh, renumbered))
    assert found.changes == (
        Reworded(
            old=RIVERS,
            new=should,
            segments=(
                *(same("Each Party "), deleted("shall"), inserted("should")),
                same(" protect its rivers from waste."),
            ),
        ),
        Removed(old=BOOKS),
        Added(new=fresh),
        Kept(old=FLOODS, new=renumbered),
    )
    assert found.changes[3].is_renumbered
    kinds = ("kept", "reworded", "moved", "split", "merged", "added", "removed")
    assert found.figures == dict(zip(kinds, (1, 1, 0, 0, 0, 1, 1), strict=True))


def test_a_moved_provision_carries_both_addresses_and_its_rewording() -> None:
    elsewhere = paragraph("9.", "Each Party should protect its rivers from waste.")
    (*_, moved) = compare(text(RIVERS, FLOODS, BOOKS), text(FLOODS, BOOKS, elsewhere)).changes
    assert moved == Moved(
        old=RIVERS,
        new=elsewhere,
        segments=(
            *(same("Each Party "), deleted("shall"), inserted("should")),
            same(" protect its rivers from waste."),
        ),
    )
    assert moved.is_reworded
    assert (moved.old.eid, moved.new.eid) == ("para_1.", "para_9.")


def test_split_and_merged() -> None:
    one = paragraph("3.", "The Secretariat keeps a register.")
    other = paragraph("4.", "It is open to every Party.")
    assert compare(text(BOOKS), text(one, other)).changes == (Split(old=BOOKS, new=(one, other)),)
    assert compare(text(one, other), text(BOOKS)).changes == (Merged(old=(one, other), new=BOOKS),)


def test_white_space_alone_is_no_rewording_but_is_told() -> None:
    spaced = paragraph("1.", "Each Party  shall protect its\u00a0rivers from waste.")
    (kept,) = compare(text(RIVERS), text(spaced)).changes
    assert kept == Kept(old=RIVERS, new=spaced)
    assert kept.is_respaced


def test_brackets_around_a_whole_provision_are_told() -> None:
    tabled = paragraph("1.", show(RIVERS.words), standing=Standing(tabled=True))
    (kept,) = compare(text(RIVERS), text(tabled)).changes
    assert kept == Kept(old=RIVERS, new=tabled)
    assert kept.is_restated


SEGMENTS = {
    "en": (
        ("Parties shall notify.", "Parties shall not notify."),
        (same("Parties shall"), inserted(" not"), same(" notify.")),
    ),
    "fr": (
        ("Les Parties notifient.", "Les Parties informent."),
        (same("Les Parties "), deleted("notifient"), inserted("informent"), same(".")),
    ),
    "ru": (
        ("Стороны  уведомляют.", "Стороны уведомляют и."),
        (same("Стороны  уведомляют", "Стороны уведомляют"), inserted(" и"), same(".")),
    ),
    "ar": (
        ("لحماية البيئة والصحة.", "لحماية البيئة."),
        (same("لحماية البيئة"), deleted(" والصحة"), same(".")),
    ),
    "zh": (
        ("缔约国应通知。", "缔约国应立即通知。"),
        (same("缔约国应"), inserted("立即"), same("通知。")),
    ),
    "brackets": (
        ("notify [the] Board", "notify [a] Board"),
        (same("notify ["), deleted("the"), inserted("a"), same("] Board")),
    ),
}


@pytest.mark.parametrize("language", SEGMENTS)
def test_segments_are_the_exact_characters_of_either_side(language: str) -> None:
    (old, new), expected = SEGMENTS[language]
    assert segments(old, new) == expected


SAID = st.text(st.sampled_from("ab , .\n\u00a0应الи[/]"), max_size=20)


@given(SAID, SAID)
def test_segments_join_to_either_wording(old: str, new: str) -> None:
    """Joined, the same and deleted segments are the old wording, the same and inserted ones the new."""
    found = segments(old, new)
    assert old_words(found) == old
    assert new_words(found) == new


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_text_compared_with_itself_is_kept(tongue: str) -> None:
    """compare(x, x) is all Kept."""
    draft = printed(Author(7, TONGUES[tongue]).draft(20), TONGUES[tongue])
    assert compare(draft, draft).changes == tuple(Kept(old=one, new=one) for one in draft.provisions)


@pytest.mark.parametrize(("old", "new"), [("en", "fr"), ("ar", "zh"), ("ru-RU", "es")])
def test_texts_in_different_languages_are_not_compared(old: str, new: str) -> None:
    with pytest.raises(LanguageMismatch, match=f'The old text is in "{old}", the new one in "{new}"'):
        compare(text(RIVERS, language=old), text(RIVERS, language=new))


@pytest.mark.parametrize(("old", "new"), [("en", "en-GB"), ("und", "fr"), ("zh-Hans", "zh"), ("ar", "und")])
def test_texts_in_one_language_or_an_unknown_one_are_compared(old: str, new: str) -> None:
    found = compare(text(RIVERS, language=old), text(RIVERS, language=new))
    assert found.changes == (Kept(old=RIVERS, new=RIVERS),)
