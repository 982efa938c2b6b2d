"""The line of an entry: what is written is read back, and nothing that is not exactly so is read."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SameAsGolden
from tests.record.entries import entries
from tests.record.soak import SOAK
from tests.record.things import Things
from tests.record.writing import Writer
from travaux.record.act import NAMES, TYPES, Act
from travaux.record.canonical import canonical
from travaux.record.concerns import CONCERNS, WITHDRAWABLE
from travaux.record.entry import BadEntry, Entry, body_written, read, read_any, read_plain, written
from travaux.record.may import RIGHTS


@given(entries)
@settings(max_examples=5_000 if SOAK else 100)
def test_what_is_written_is_read_back(entry: Entry) -> None:
    line = written(entry)

    assert read(line) == entry
    assert written(read(line)) == line
    assert b"\n" not in line


@given(entries)
@settings(max_examples=5_000 if SOAK else 100)
def test_a_body_is_written_as_it_is_signed(entry: Entry) -> None:
    """Keys in order, no white space, no escape that is not needed: as in the line of the entry."""
    body = body_written(entry.act)

    assert body.encode() == canonical(json.loads(body))
    assert f'"body":{body},"docs":' in written(entry).decode()


@given(entries, st.data())
@settings(max_examples=5_000 if SOAK else 100)
def test_other_bytes_are_another_entry_or_none(entry: Entry, data: st.DataObject) -> None:
    """No two lines say the same: a changed byte changes what is said, or nothing is said at all."""
    line = bytearray(written(entry))
    line[data.draw(st.integers(0, len(line) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        other = read(bytes(line))
    except BadEntry:
        return
    assert other != entry


def read_both(line: bytes) -> Entry | None:
    """The entry in *line*; None if there is none. What is read at a glance is what every field says."""
    plain = read_plain(line)
    try:
        found = read_any(line)
    except BadEntry:
        assert plain is None
        return None
    assert plain in (None, found)
    return found


@given(entries, st.data())
@settings(max_examples=5_000 if SOAK else 200)
def test_at_a_glance_nothing_else_is_read(entry: Entry, data: st.DataObject) -> None:
    """A field is read alike, or not at all, when bytes of its line are changed, left out or put in."""
    line = written(entry)
    assert read_both(line) == entry
    start = data.draw(st.integers(0, len(line)))
    stop = data.draw(st.sampled_from((start, start + 1, start + 2, len(line))))
    new = data.draw(st.binary(max_size=2) | st.sampled_from([*PUT_IN, line[start : stop + 9]]))
    read_both(line[:start] + new + line[stop:])


PUT_IN = [
    b'"',
    b"\\",
    b"\\u0041",
    b"\x7f",
    "é".encode(),
    b"\xed\xa0\x80",
    b",",
    b"{}",
    b"[]",
    b"0",
    b"1" * 16,
    b" ",
    b"\n",
]


@pytest.mark.parametrize("name", TYPES)
def test_every_kind_of_entry_is_read_at_a_glance(name: str) -> None:
    entry = Things("BOR").entry(name)

    assert read_plain(written(entry)) == entry


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", 'the "ARD"'),
        ("neg", "a\\b"),
        ("vis", 'to:"ARD"'),
        ("seen", {"size": 2**53 - 1, "root": "0" * 64}),
        ("docs", [{"h": "0" * 64, "media": "text/plain", "lang": "en", "text": "", "name": "a\tb.txt"}]),
        ("re", [{"leaf": "0" * 64, "article": 'art_"1"'}]),
    ],
)
def test_what_is_spelt_otherwise_is_read_all_the_same(field: str, value: object) -> None:
    changed: Any = {**simple(), field: value}
    line = canonical(changed)

    assert read_plain(line) is None
    assert json.loads(written(read(line))) == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"body":{', b'"body":{"docs":[],'),
        (b'"body":{', b'"body":{},"docs":[],"key":"","body":{'),
        (b'"body":{', b'"body":{ '),
        (b'"kind":"note', b'"kind":"\\u006eote'),
        (b'"subject":"On depth"', b'"subject":""'),
        (b'"subject":"On depth"', b'"subject":"On depth","subject":"On depth"'),
        (b'"subject":"On depth"', b'"subject":"\\ud800"'),
        (b'"subject":"On depth"', b'"subject":"On depth","thinness":1'),
        (b'"at":"2026-03-0', b'"at":"2026-13-0'),
        (b'"type":"note.send"', b'"type":"note.burn"'),
        (b'"v":1', b'"v":2'),
        (b'"size":', b'"size":0'),
        (b'"re":[', b'"re":[,'),
        (b'"docs":[', b'"docs":[,'),
        (b'"vis":"', b'"vis":"x'),
    ],
)
def test_what_is_no_entry_is_none_at_a_glance(old: bytes, new: bytes) -> None:
    line = canonical(simple())
    assert old in line

    assert read_both(line.replace(old, new)) is None


def test_a_body_too_deep_is_refused_at_a_glance_as_elsewhere() -> None:
    deep: Any = "words"
    for _ in range(140):
        deep = [deep]
    line = json.dumps({**simple(), "body": {"kind": deep}}, sort_keys=True, separators=(",", ":")).encode()

    assert read_both(line) is None


def simple() -> dict[str, Any]:
    w = Writer()
    value: dict[str, Any] = json.loads(written(w.sends("BOR", "On depth").entry))
    return value


FAULTS: list[tuple[str, Any, str]] = [
    ("v", 2, "The entry has version 2; this program reads version 1. Use a newer one."),
    ("v", True, "The entry has version True; this program reads version 1. Use a newer one."),
    (
        "nonce",
        "AB" * 16,
        """"nonce" is 'ABABABABABABABABABABABABABABABAB'; expected the form [0-9a-f]{32}.""",
    ),
    ("prev", "", """"prev" is ''; expected the form [0-9a-f]{64}."""),
    ("actor", "", """"actor" is ''; a string that is not empty was expected."""),
    ("seen", {"size": -1, "root": "0" * 64}, '"size" in seen is -1; a whole number from 0 was expected.'),
    ("seen", {"size": True, "root": "0" * 64}, '"size" in seen is True; a whole number from 0 was expected.'),
    ("seen", [], '"seen" is []; an object with size and root was expected.'),
    ("seen", {"size": 1}, '"root" is missing in seen.'),
    ("re", [{}], '"leaf" is missing in re.'),
    ("re", [{"leaf": "0" * 64, "page": "1"}], '"page" in re is not known.'),
    (
        "re",
        [{"leaf": "0" * 64, "article": ""}],
        """"article" is ''; a string that is not empty was expected.""",
    ),
    ("re", ["x"], """"re" is ['x']; a list of objects was expected."""),
    ("docs", {}, '"docs" is {}; a list of objects was expected.'),
    ("type", "note.burn", "note.burn"),
    ("vis", "to:", "to:"),
    ("vis", "to:A,", "to:A,"),
    ("vis", "group:ab", "group:ab"),
    ("vis", "sealed:A", "sealed:A"),
    ("at", "2026-03-12", "2026-03-12"),
    ("at", "2026-02-30T17:40:00Z", "which is no time; expected such as 2026-03-12T17:40:00Z."),
    ("at", "2026-03-12T24:01:00Z", "which is no time; expected such as 2026-03-12T17:40:00Z."),
    ("at", "٢٠٢٦-03-12T17:40:00Z", "٢٠٢٦-03-12T17:40:00Z"),
    ("key", "MD5:abc", "MD5:abc"),
    ("neg", "two words", "two words"),
    ("body", {"kind": "smoke signal"}, "The body of this note.send is not what it should be"),
    ("body", {"kind": "letter", "mood": "good"}, '"mood" is not a field'),
    ("body", {}, '"kind" is missing'),
    ("body", {"kind": "letter", "to": "ARD"}, "where an array was expected"),
    ("body", {"kind": "letter", "subject": ""}, "leave out what is at its default"),
    ("on_behalf", "", """"on_behalf" is ''; a string that is not empty was expected."""),
    ("mood", "good", '"mood" in the entry is not known.'),
]


@pytest.mark.parametrize(("field", "value", "message"), FAULTS)
def test_what_does_not_fit_is_named(field: str, value: object, message: str) -> None:
    cheated: Any = {**simple(), field: value}
    line = canonical(cheated)

    with pytest.raises(BadEntry) as caught:
        read(line)

    assert message in str(caught.value)


@pytest.mark.parametrize("field", [name for name in simple() if name != "v"])
def test_every_field_is_needed(field: str) -> None:
    value = simple()
    del value[field]

    with pytest.raises(BadEntry, match=f'"{field}" is missing in the entry.'):
        read(canonical(value))


@pytest.mark.parametrize(
    "line",
    [b"", b"null", b"[]", b"{", b'{"v":1}', b"\xff", b'{"v":1,"v":1}', b'{"v": 1}', b'{"v":1.0}'],
)
def test_what_is_no_entry_at_all(line: bytes) -> None:
    with pytest.raises(BadEntry):
        read(line)


def test_every_act_has_its_name_its_concerns_and_its_rights() -> None:
    kinds = set(get_args(Act))

    assert set(TYPES.values()) == set(NAMES) == set(CONCERNS) == set(RIGHTS) == kinds
    assert set(WITHDRAWABLE) < kinds
    assert CONCERNS[TYPES["withdraw"]].kinds == WITHDRAWABLE


def test_a_name_never_gets_another_meaning(same_as_golden: SameAsGolden) -> None:
    """What was signed once is read for ever: one line of each type, as this version writes it."""
    things = Things("BOR")
    lines = [written(things.entry(name)) for name in TYPES]

    same_as_golden("entries.txt", b"".join(line + b"\n" for line in lines).decode())
    assert [read(line).type for line in lines] == list(TYPES)
