"""What a party said of a provision gives way to its later merger of that into another, at both ends."""

import pytest

from tests.record.room import Room, amends, fates

ONE, TWO = "Article 1, paragraph 1", "Article 1, paragraph 2"
ACCEPTS = "In answer to: First draft\n\n## {}\n\nPosition: accepts\n"
SUPPORTS = "In answer to: First draft\n\n## {}\n\nPosition: supports KES\n"
ASKS = "In answer to: First draft\n\n## {}\n\nPosition: asks\n\nQuestion: Who?\n"
MERGES = (
    f"In answer to: First draft\n\n## {ONE}\n\nPosition: merges\n\nWith: {TWO}\n\nWords:\n\n"
    "> Open to all, at equal tolls.\n\nReason: Ours.\n"
)


def outcomes(room: Room) -> list[tuple[int, str, str]]:
    """Entry, provision and fate of all that BOR said, by entry."""
    return sorted(one for one in fates(room.done()) if one[0] > 8)


@pytest.mark.parametrize("sheet", [ACCEPTS.format(TWO), SUPPORTS.format(TWO), amends((TWO, "No tolls."))])
def test_what_was_said_of_the_provision_merged_away_is_superseded(sheet: str) -> None:
    room = Room()
    room.answers("KES", amends((TWO, "Low tolls.")))
    room.answers("BOR", sheet, "art_1__para_2")
    room.answers("BOR", MERGES, "art_1__para_1")
    assert outcomes(room) == [(9, TWO, "Superseded"), (10, ONE, "InText")]


@pytest.mark.parametrize(
    ("sheet", "at"),
    [
        (ACCEPTS.format("Article 1"), "art_1"),
        (ACCEPTS.format("Article 2"), "art_2"),
        (ASKS.format(TWO), "art_1__para_2"),
    ],
)
def test_what_was_said_of_more_or_of_another_or_asked_stands(sheet: str, at: str) -> None:
    room = Room()
    room.answers("BOR", sheet, at)
    room.answers("BOR", MERGES, "art_1__para_1")
    assert [fate for _, _, fate in fates(room.done())] == ["Recorded", "InText"]


def test_what_is_said_since_of_the_provision_merged_away_takes_the_place_of_the_merger() -> None:
    room = Room()
    room.answers("BOR", MERGES, "art_1__para_1")
    room.answers("BOR", ACCEPTS.format(TWO), "art_1__para_2")
    assert [fate for _, _, fate in fates(room.done())] == ["Superseded", "Recorded"]
