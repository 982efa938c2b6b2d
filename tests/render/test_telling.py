"""What is told of a record, in words."""

from travaux.render.telling import counted


def test_a_number_stands_with_its_noun() -> None:
    assert [counted(1, "reply", "replies"), counted(2, "reply", "replies"), counted(1200, "wording")] == [
        "1 reply",
        "2 replies",
        "1,200 wordings",
    ]
