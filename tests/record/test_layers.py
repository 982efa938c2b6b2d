"""Mappings and sequences in layers are what plain ones would be, and nobody sees them change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.record.layers import Appended, Growing, Layers, Rows

batches = st.lists(st.lists(st.tuples(st.integers(0, 99), st.integers()), max_size=60), max_size=12)


@given(batches)
def test_a_mapping_in_layers_is_a_dict(added: list[list[tuple[int, int]]]) -> None:
    kept: list[tuple[object, dict[int, int]]] = []
    now, plain = Growing[int, int]({}).kept(), dict[int, int]()
    for batch in added:
        growing = Growing(now)
        for key, value in batch:
            growing[key] = value
            plain[key] = value
        now = growing.kept()
        kept.append((now, dict(plain)))
        assert list(now) == list(plain)
        assert (len(now), [now.get(key) for key in range(100)]) == (
            len(plain),
            [plain.get(key) for key in range(100)],
        )

    assert [one for one, _ in kept] == [then for _, then in kept]


@given(st.lists(st.lists(st.integers(), max_size=60), max_size=12))
def test_a_sequence_in_layers_is_a_tuple(added: list[list[int]]) -> None:
    kept: list[tuple[object, tuple[int, ...]]] = []
    now, plain = Appended[int](()).kept(), tuple[int, ...]()
    for batch in added:
        growing = Appended(now)
        for one in batch:
            growing.append(one)
        now, plain = growing.kept(), (*plain, *batch)
        kept.append((now, plain))
        assert (len(now), list(now), now[-3:], now[1:9:2]) == (
            len(plain),
            list(plain),
            plain[-3:],
            plain[1:9:2],
        )
        assert [now[at] for at in range(-len(now), len(now))] == [*plain, *plain]

    assert [one for one, _ in kept] == [then for _, then in kept]


def test_two_go_on_from_one_and_neither_sees_the_other() -> None:
    start = Layers({"a": 1}, {"b": 2})
    left, right = Growing(start), Growing(start)
    left["a"], right["c"] = 10, 30

    assert (dict(start), dict(left.kept()), dict(right.kept())) == (
        {"a": 1, "b": 2},
        {"a": 10, "b": 2},
        {"a": 1, "b": 2, "c": 30},
    )


def test_rows_are_compared_by_what_they_are() -> None:
    rows = Rows((1, 2), (3,))

    assert rows == (1, 2, 3)
    assert rows == (1, 2, 3)
    assert rows != [1, 2, 3]
    assert (hash(rows), repr(rows)) == (hash((1, 2, 3)), "(1, 2, 3)")
