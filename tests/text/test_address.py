import pytest

from travaux.text.address import Stand, addresses, is_within, read_step
from travaux.text.kind import Kind
from travaux.text.number import read_label


def stand(kind: Kind, depth: int, label: str = "") -> Stand:
    read = read_label(label)
    return Stand(kind=kind, depth=depth, number=read.number if read else None)


def test_an_address_is_that_of_the_provision_above_with_prefix_and_number() -> None:
    assert addresses(
        [
            stand(Kind.TITLE, 0),
            stand(Kind.PREAMBLE, 0),
            stand(Kind.RECITAL, 1),
            stand(Kind.RECITAL, 1),
            stand(Kind.CHAPTER, 0, "Глава II"),
            stand(Kind.ARTICLE, 1, "Статья 4 bis"),
            stand(Kind.PARAGRAPH, 2, "1."),
            stand(Kind.POINT, 3, "(a)"),
            stand(Kind.CLOSING, 3),
            stand(Kind.ARTICLE, 1, "第五条"),
            stand(Kind.PARAGRAPH, 2, "١."),
        ]
    ) == (
        "title",
        "preamble",
        "preamble__rec_1",
        "preamble__rec_2",
        "chp_ii",
        "art_4bis",
        "art_4bis__para_1",
        "art_4bis__para_1__point_a",
        "art_4bis__para_1__wrapup_1",
        "art_5",
        "art_5__para_1",
    )


def test_articles_numbered_through_start_from_the_root_unless_they_occur_twice_or_in_an_annex() -> None:
    assert addresses(
        [
            stand(Kind.PART, 0, "Part I"),
            stand(Kind.ARTICLE, 1, "Article 1"),
            stand(Kind.ARTICLE, 1, "Article 2"),
            stand(Kind.PART, 0, "Part II"),
            stand(Kind.ARTICLE, 1, "Article 1"),
            stand(Kind.ANNEX, 0, "Annex I"),
            stand(Kind.ARTICLE, 1, "Article 2"),
        ]
    ) == ("part_i", "part_i__art_1", "art_2", "part_ii", "part_ii__art_1", "annex_i", "annex_i__art_2")


def test_what_is_taken_gets_a_tilde_and_the_numbered_keep_their_number() -> None:
    assert addresses(
        [
            stand(Kind.ARTICLE, 0, "Article 1"),
            stand(Kind.PARAGRAPH, 1),
            stand(Kind.PARAGRAPH, 1, "1."),
            stand(Kind.PARAGRAPH, 1, "1."),
        ]
    ) == ("art_1", "art_1__para_1~2", "art_1__para_1", "art_1__para_1~3")


@pytest.mark.parametrize(
    ("address", "whole", "within"),
    [
        ("art_1", "art_1", True),
        ("art_1__para_2", "art_1", True),
        ("art_1__para_2__point_a", "art_1__para_2", True),
        ("art_11", "art_1", False),
        ("art_1", "art_1__para_2", False),
    ],
)
def test_an_address_is_within_another_by_whole_parts(address: str, whole: str, within: bool) -> None:  # noqa: FBT001  a row of the table
    assert is_within(address, whole) is within


@pytest.mark.parametrize(
    ("part", "step"),
    [
        ("para_2", (Kind.PARAGRAPH, "2")),
        ("art_5bis", (Kind.ARTICLE, "5bis")),
        ("preamble", (Kind.PREAMBLE, "")),
        ("title_ii", (Kind.DIVISION, "ii")),
        ("para_2~2", None),
        ("page_2", None),
        ("", None),
    ],
)
def test_a_part_of_an_address_is_read(part: str, step: tuple[Kind, str] | None) -> None:
    assert read_step(part) == step
