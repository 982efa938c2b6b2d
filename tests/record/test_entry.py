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
from travaux.record.act import CONCERNS, NAMES, TYPES, WITHDRAWABLE, Act
from travaux.record.canonical import canonical
from travaux.record.entry import BadEntry, Entry, read, written
from travaux.record.may import RIGHTS


@given(entries)
@settings(max_examples=5_000 if SOAK else 100)
def test_what_is_written_is_read_back(entry: Entry) -> None:
    line = written(entry)

    assert read(line) == entry
    assert written(read(line)) == line
    assert b"\n" not in line


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
