"""Which insertions at one place stand together, and in which order: the rule of tricky-cases.md."""

from travaux.compile.slots import laid_together
from travaux.compile.version import Item
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode

OBSERVERS = "Each Party may send two observers to every exercise of the other Parties."
MORE_OBSERVERS = "Each Party may send four observers to every exercise of the other Parties."
COSTS = "The costs of an inspection are borne by the Party that asked for it."
HOTLINE = "A telephone line shall be kept open day and night."


def rows(**series: list[str]) -> list[dict[str, str]]:
    laid = laid_together(
        [
            (
                PartyCode(code),
                [Item(base=None, kind=Kind.PARAGRAPH, depth=1, label="", words=words) for words in own],
            )
            for code, own in series.items()
        ]
    )
    return [{code: item.words for code, item in row.items.items()} for row in laid]


def test_the_first_partys_insertions_come_first_and_the_others_follow_in_protocol_order() -> None:
    assert rows(ARD=[OBSERVERS], BOR=[COSTS], CEL=[HOTLINE]) == [
        {"ARD": OBSERVERS},
        {"BOR": COSTS},
        {"CEL": HOTLINE},
    ]


def test_the_same_words_share_a_place_and_so_do_near_ones() -> None:
    assert rows(ARD=[OBSERVERS, COSTS], BOR=[MORE_OBSERVERS], CEL=[COSTS]) == [
        {"ARD": OBSERVERS, "BOR": MORE_OBSERVERS},
        {"ARD": COSTS, "CEL": COSTS},
    ]


def test_each_partys_own_order_is_kept() -> None:
    assert rows(ARD=[OBSERVERS, COSTS], BOR=[HOTLINE, COSTS, OBSERVERS]) == [
        {"ARD": OBSERVERS},
        {"BOR": HOTLINE},
        {"ARD": COSTS, "BOR": COSTS},
        {"BOR": OBSERVERS},
    ]


def test_the_same_words_share_a_place_also_where_another_wording_came_first() -> None:
    assert rows(ARD=[OBSERVERS], BOR=[MORE_OBSERVERS], CEL=[MORE_OBSERVERS, COSTS]) == [
        {"ARD": OBSERVERS, "BOR": MORE_OBSERVERS, "CEL": MORE_OBSERVERS},
        {"CEL": COSTS},
    ]


def test_what_earlier_parties_have_keeps_its_order_also_where_none_of_them_wants_it() -> None:
    assert rows(ARD=[COSTS], BOR=[OBSERVERS], CEL=[OBSERVERS, COSTS]) == [
        {"ARD": COSTS},
        {"BOR": OBSERVERS, "CEL": OBSERVERS},
        {"CEL": COSTS},
    ]
    assert rows(CEL=[OBSERVERS, COSTS], ARD=[COSTS], BOR=[OBSERVERS]) == [
        {"CEL": OBSERVERS, "BOR": OBSERVERS},
        {"CEL": COSTS, "ARD": COSTS},
    ]
