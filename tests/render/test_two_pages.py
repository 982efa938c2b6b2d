from dataclasses import replace

from travaux.render.told import Line, line, words_of
from travaux.render.two_pages import Group, Piece, counted_since, fitting, left_out, shared, squeezed


def pieces(*numbers: int) -> tuple[Piece, ...]:
    return tuple(Piece(lines=(line(f"entry {one} tells"),), entries=(one,)) for one in numbers)


def headed(name: str, *numbers: int, after: int = 0) -> Group:
    return Group(
        pieces=pieces(*numbers),
        left=counted_since,
        head=line(name),
        name=f"{name} ({len(numbers)})",
        counted_first=True,
        after=after,
    )


def words(lines: tuple[Line, ...]) -> list[str]:
    return [each for one in lines for each in words_of(one)]


def test_all_that_has_room_is_shown() -> None:
    assert words(fitting([headed("Article 1", 4), headed("Article 2", 5)], 4)) == [
        "Article 1",
        "entry 4 tells",
        "Article 2",
        "entry 5 tells",
    ]


def test_each_group_has_its_heading_and_one_piece_before_another_has_two() -> None:
    groups = [headed("Article 1", 4, 5, 6, 7, 8, 9), headed("Article 2", 10, 11, 12), headed("Article 3", 13)]
    assert words(fitting(groups, 9)) == [
        "Article 1",
        "6 entries since, 2 of them shown here; not shown: entries 6–9",
        "entry 4 tells",
        "entry 5 tells",
        "Article 2",
        "3 entries since, 1 of them shown here; not shown: entries 11–12",
        "entry 10 tells",
        "Article 3",
        "entry 13 tells",
    ]


def test_what_comes_after_has_the_room_that_is_left_but_its_heading_in_any_case() -> None:
    groups = [headed("Article 1", 4, 5, 6, 7), headed("Article 1, before", 1, 2, 3, after=1)]
    assert words(fitting(groups, 7)) == [
        "Article 1",
        "entry 4 tells",
        "entry 5 tells",
        "entry 6 tells",
        "entry 7 tells",
        "Article 1, before",
        "3 entries since, 0 of them shown here; not shown: entries 1–3",
    ]


def test_a_group_whose_heading_has_no_room_is_named_with_its_count() -> None:
    groups = [headed(f"Article {one}", *range(10 * one, 10 * one + 3)) for one in range(1, 6)]
    assert words(fitting(groups, 4)) == [
        "Article 1",
        "3 entries since, 1 of them shown here; not shown: entries 11–12",
        "entry 10 tells",
        "nothing is shown here of Article 2 (3); Article 3 (3); Article 4 (3); Article 5 (3)",
    ]


def test_where_not_all_headings_have_room_those_of_the_first_turn_stand() -> None:
    earlier = [headed(f"Article {one}, before", one, one + 10, one + 20, after=1) for one in (1, 2, 3)]
    assert words(fitting([headed("Article 1", 40, 41, 42), *earlier], 6)) == [
        "Article 1",
        "entry 40 tells",
        "entry 41 tells",
        "entry 42 tells",
        "nothing is shown here of Article 1, before (3); Article 2, before (3); Article 3, before (3)",
    ]


def test_those_of_one_draft_are_named_in_one_line() -> None:
    those = [
        replace(headed(f"Article {one}", one), of=f"draft {one // 3}", after=9 - one // 3)
        for one in (6, 4, 3)
    ]
    assert squeezed(those) == 3
    assert words(fitting(those, 3)) == [
        "Article 6",
        "entry 6 tells",
        "of draft 1, nothing is shown here of Article 4 (1); Article 3 (1)",
    ]


def test_names_that_have_no_room_are_counted() -> None:
    groups = [headed(f"Article {one} of the first draft", one) for one in range(1, 41)]
    assert words(fitting(groups, 1)) == ["nothing is shown here of Article 1 of the first draft (1); 39 more"]


def test_what_stands_under_no_heading_is_told_by_one_figure() -> None:
    group = Group(pieces=pieces(*range(0, 60, 2)), left=left_out)
    assert words(fitting([group], 3)) == [
        "entry 0 tells",
        "entry 2 tells",
        "not shown here: 28 entries between 4 and 58; the log lists them",
    ]


def test_what_needs_less_than_its_share_leaves_the_rest_to_the_others() -> None:
    assert shared([2, 50, 50], (1, 1, 2), 32) == [2, 10, 20]
    assert shared([], (), 32) == []
