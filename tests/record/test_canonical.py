# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

import json
from enum import IntEnum, StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.canonical import DEEPEST, SAFE, NotCanonical, Plain, canonical, parsed

KEYS = st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=8)
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
LAYOUTS = [
    COMPACT,
    COMPACT | {"indent": 1},
    COMPACT | {"separators": (", ", ":")},
    COMPACT | {"ensure_ascii": True},
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=1 - SAFE, max_value=SAFE - 1)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value: Plain) -> None:
    """On this domain the standard library's encoder gives the bytes that RFC 8785 asks for."""
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_a_value_comes_back_from_its_bytes(value: Plain) -> None:
    assert parsed(canonical(value)) == value


@given(VALUES)
def test_an_entry_stands_on_one_line(value: Plain) -> None:
    """RFC 8785 JSON on the restricted domain; contains no LF."""
    assert b"\n" not in canonical(value)


@given(VALUES, st.sampled_from(LAYOUTS))
def test_any_other_spelling_of_a_value_is_refused(value: Plain, layout: dict[str, Any]) -> None:
    """`parsed` gives the value whose canonical bytes are exactly the data."""
    data = json.dumps(value, **layout).encode()
    if data == canonical(value):
        assert parsed(data) == value
    else:
        with pytest.raises(NotCanonical):
            parsed(data)


@given(
    st.binary(max_size=60) | st.text(alphabet='{}[]":,\\u0d8e-+.truefalsnNaI \n', max_size=40).map(str.encode)
)
def test_only_canonical_bytes_are_read(data: bytes) -> None:
    """Raises NotCanonical, and nothing else."""
    try:
        value = parsed(data)
    except NotCanonical:
        return
    assert canonical(value) == data


@given(
    st.recursive(
        st.none() | st.floats() | st.integers() | st.text(alphabet=st.characters()) | st.binary(),
        lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner),
        max_leaves=10,
    )
)
def test_a_value_has_canonical_bytes_or_is_refused(value: Plain) -> None:
    """Raises NotCanonical, and nothing else."""
    try:
        data = canonical(value)
    except NotCanonical:
        return
    assert parsed(data) == value


WRITTEN: list[tuple[Plain, str]] = [
    (None, "null"),
    (True, "true"),
    (False, "false"),
    (0, "0"),
    (9007199254740991, "9007199254740991"),
    (-9007199254740991, "-9007199254740991"),
    ("", '""'),
    ("\x00\x1f\x7f", '"\\u0000\\u001f\x7f"'),
    ('\b\t\n\f\r"\\/', '"\\b\\t\\n\\f\\r\\"\\\\/"'),
    ("é العربية 中文 \u2028 \U0001f310", '"é العربية 中文 \u2028 \U0001f310"'),
    ([], "[]"),
    ({}, "{}"),
    ([1, [None], "x"], '[1,[null],"x"]'),
    ({"b": 1, "a": 2, "B": 3, "aa": 4, "": 5}, '{"":5,"B":3,"a":2,"aa":4,"b":1}'),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_values_are_written_like_this(value: Plain, text: str) -> None:
    """Keys in order, no white space, UTF-8, no escape that is not needed."""
    assert canonical(value) == text.encode()
    assert parsed(text.encode()) == value


class Colour(StrEnum):
    RED = "red"


class Count(IntEnum):
    TWO = 2


def test_codes_and_counts_are_the_strings_and_integers_they_are() -> None:
    assert canonical({"a": Colour.RED, "b": Count.TWO}) == b'{"a":"red","b":2}'


LARGE = "is too large; expected less than 2**53, or a string"
KINDS = "is none of null, true, false, integer, string, list, object"
REFUSED_VALUES: list[tuple[Any, str]] = [
    (SAFE, f"0x20000000000000 {LARGE}"),
    (-SAFE, f"-0x20000000000000 {LARGE}"),
    ([10**5000], f"{hex(10**5000)[:40]} {LARGE}"),
    (1.0, f"1.0 {KINDS}"),
    ((1,), f"(1,) {KINDS}"),
    (b"x", f"b'x' {KINDS}"),
    ([{"a": {1}}], f"{{1}} {KINDS}"),
    ({"é": 1}, "'é' is a key; expected keys in ASCII"),
    ({"k" * 60 + "é": 1}, f"'{'k' * 39} is a key; expected keys in ASCII"),
    ({1: 1}, "0x1 is a key; expected keys in ASCII"),
    ({None: 1}, "None is a key; expected keys in ASCII"),
    ("\ud800", "a string holds half a surrogate pair; expected whole characters"),
    (["a", {"b": "\udfff"}], "a string holds half a surrogate pair; expected whole characters"),
]


@pytest.mark.parametrize(("value", "why"), REFUSED_VALUES)
def test_values_outside_the_domain_are_refused(value: Plain, why: str) -> None:
    """Keys in ASCII, integers that every reader holds exactly, no fractions, no half characters."""
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert str(refused.value) == why


REFUSED_BYTES = [
    (b"", "character 0 does not fit: Expecting value; expected JSON"),
    (b"{", "character 1 does not fit: Expecting property name enclosed in double quotes; expected JSON"),
    (b"1 1", "character 2 does not fit: Extra data; expected JSON"),
    (b"\xef\xbb\xbf1", "character 0 does not fit: Expecting value; expected JSON"),
    (b'"\xff"', "byte 1 is not UTF-8; expected JSON in UTF-8"),
    (b'"\xed\xa0\x80"', "byte 1 is not UTF-8; expected JSON in UTF-8"),
    (b'"\\ud800"', "a string holds half a surrogate pair; expected whole characters"),
    (b'{"a":1,"b":2,"a":1}', "the key 'a' stands twice in an object; expected it once"),
    (b'[{"' + b"k" * 50 + b'":1,"' + b"k" * 50 + b'":2}]', f"the key '{'k' * 40}' stands twice in an object; expected it once"),
    (b"1.0", "1.0 is no integer; expected integers, or a string"),
    (b"1e3", "1e3 is no integer; expected integers, or a string"),
    (b"0." + b"3" * 60, f"0.{'3' * 38} is no integer; expected integers, or a string"),
    (b"NaN", "NaN is no integer; expected integers, or a string"),
    (b"-Infinity", "-Infinity is no integer; expected integers, or a string"),
    (b"9007199254740992", f"9007199254740992 {LARGE}"),
    (b"-9007199254740992", f"-9007199254740992 {LARGE}"),
    (b"90071992547409910", f"90071992547409910 {LARGE}"),
    (b"-90071992547409910", f"-90071992547409910 {LARGE}"),
    (b"1" * 5000, f"{'1' * 40} {LARGE}"),
    (b"-0", "at byte 0 the text reads b'-0'; canonical is b'0'"),
    (b" 1", "at byte 0 the text reads b' 1'; canonical is b'1'"),
    (b"1 ", "at byte 1 the text reads b' '; canonical is b''"),
    (b'{"b":1,"a":2}', "at byte 2 the text reads b'b\":1,\"a\":2}'; canonical is b'a\":2,\"b\":1}'"),
    (b'["' + b"x" * 30 + b'\\u0041abcdefghijklmnopqrstuvwxyz"]', "at byte 32 the text reads b'\\\\u0041abcdefghijklmn'; canonical is b'Aabcdefghijklmnopqrs'"),
    (b'"\\/"', "at byte 1 the text reads b'\\\\/\"'; canonical is b'/\"'"),
    (b'"\\u00E9"', "at byte 1 the text reads b'\\\\u00E9\"'; canonical is b'\\xc3\\xa9\"'"),
    ('{"é":1}'.encode(), "'é' is a key; expected keys in ASCII"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "why"), REFUSED_BYTES)
def test_bytes_that_are_not_canonical_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        parsed(data)
    assert str(refused.value) == why


DEEP = "lists and objects stand more than 128 deep within one another; expected fewer"


def nested(depth: int, value: Plain) -> Plain:
    for at in range(depth - 1):
        value = {"a": value} if at % 2 else [value]
    return value


def test_depth_has_a_limit() -> None:
    """Deeper is refused before it can exhaust a reader's stack."""
    assert DEEPEST == 128
    inmosts: tuple[Plain, ...] = ([], {})
    for inmost in inmosts:
        assert parsed(canonical(nested(128, inmost))) == nested(128, inmost)
        for value in (nested(129, inmost), [nested(128, inmost)], {"a": nested(128, inmost)}):
            with pytest.raises(NotCanonical) as refused:
                canonical(value)
            assert str(refused.value) == DEEP
    for data in (
        b"[" + b"[]," * 200 + b"0]",
        b'"' + b"[{" * 200 + b'"',
        '["é",'.encode() + b"[" * 127 + b"]" * 128,
    ):
        assert canonical(parsed(data)) == data
    for data in (
        '["é",'.encode() + b"[" * 128 + b"]" * 129,
        b'[[],{},"[{",' + b"[" * 128 + b"]" * 129,
        b'{"a":' * 128 + b"[]" + b"}" * 128,
        b'{"a":' * 128 + b"{}" + b"}" * 128,
    ):
        with pytest.raises(NotCanonical) as refused:
            parsed(data)
        assert str(refused.value) == DEEP
    for data in (b"[" * 129 + b"]" * 129, b"[" * 100_000, b'{"a":' * 100_000):
        with pytest.raises(NotCanonical) as refused:
            parsed(data)
        assert str(refused.value) == DEEP
