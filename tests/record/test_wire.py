from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.wire import BadWire, Reader, mpint, string


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_strings_come_back_in_order(strings: list[bytes]) -> None:
    reader = Reader(b"".join(map(string, strings)))
    assert [reader.string() for _ in strings] == strings
    reader.end()


@given(st.integers(min_value=1, max_value=2**300))
def test_a_number_has_one_spelling(number: int) -> None:
    reader = Reader(mpint(number))
    assert reader.mpint() == number
    reader.end()


# The examples of RFC 4251, section 5.
MPINTS = [
    (0x9A378F9B2E332A7, "00000008 09a378f9b2e332a7"),
    (0x80, "00000002 0080"),
    (0x7F, "00000001 7f"),
    (1, "00000001 01"),
]


@pytest.mark.parametrize(("number", "spelt"), MPINTS)
def test_numbers_are_spelt_as_the_standard_spells_them(number: int, spelt: str) -> None:
    assert mpint(number) == bytes.fromhex(spelt)
    assert Reader(bytes.fromhex(spelt)).mpint() == number


def test_a_string_stands_behind_its_length() -> None:
    assert string(b"ssh") == b"\x00\x00\x00\x03ssh"
    assert string(b"") == b"\x00\x00\x00\x00"


FAULTS: list[tuple[str, Callable[[Reader], object], str]] = [
    ("0000", Reader.number, "2 bytes at byte 0; expected 4"),
    ("00000002 61", Reader.string, "1 bytes at byte 4; expected 2"),
    ("ffffffff", Reader.string, "0 bytes at byte 4; expected 4294967295"),
    ("00", Reader.end, "1 bytes too many from byte 0"),
    ("00000000", Reader.mpint, "a number is spelt ; expected above 0, in its fewest bytes"),
    ("00000001 00", Reader.mpint, "a number is spelt 00; expected above 0, in its fewest bytes"),
    ("00000001 ff", Reader.mpint, "a number is spelt ff; expected above 0, in its fewest bytes"),
    ("00000002 0001", Reader.mpint, "a number is spelt 0001; expected above 0, in its fewest bytes"),
    (
        "00000009 ffffffffffffffff00",
        Reader.mpint,
        "a number is spelt ffffffffffffffff; expected above 0, in its fewest bytes",
    ),
]


@pytest.mark.parametrize(("spelt", "read", "why"), FAULTS)
def test_what_does_not_reach_is_refused(spelt: str, read: Callable[[Reader], object], why: str) -> None:
    """Every method raises BadWire where the bytes do not reach."""
    with pytest.raises(BadWire) as refused:
        read(Reader(bytes.fromhex(spelt)))
    assert str(refused.value) == why


def test_what_is_left_is_counted_from_where_reading_stopped() -> None:
    reader = Reader(b"\x00\x00\x00\x01abc")
    assert reader.string() == b"a"
    with pytest.raises(BadWire) as refused:
        reader.end()
    assert str(refused.value) == "2 bytes too many from byte 5"
