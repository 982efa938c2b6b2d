"""A record lives in one place: what `travaux doctor` tells of other files of it in the same folder."""

from __future__ import annotations

import shutil

from tests.cli.recorder import Recorder


def copied(tides: Recorder, name: str, *, headed: bool) -> None:
    shutil.copy(tides.folder / "tides.travaux", tides.folder / f"{name}.travaux")
    shutil.copytree(tides.folder / "tides.keys", tides.folder / f"{name}.keys")
    if headed:
        shutil.copy(tides.folder / "tides.travaux.head", tides.folder / f"{name}.travaux.head")


def told(tides: Recorder) -> tuple[int, list[tuple[bool, str]]]:
    said = tides.run("doctor --record tides.travaux --json")
    rows = [one for one in said.json["findings"] if one["what"] == "copies"]
    return said.code, [(one["good"], one["said"]) for one in rows]


def test_a_copy_and_another_record_are_no_fault(tides: Recorder) -> None:
    copied(tides, "copy", headed=False)
    tides.does('open other.travaux --title "Other" --name tides')
    (tides.folder / "damaged.travaux").write_bytes(b"no record")
    tides.does('promise make "x" --as ARD --record tides.travaux')
    copy = "copy.travaux is a copy of this record, with 9 entries, and tides.travaux has 10."
    assert told(tides) == (0, [(True, f"{copy} It takes no entries.")])


def test_a_second_file_that_takes_entries_is_told_before_and_after_it_has(tides: Recorder) -> None:
    """Whoever copies the head file with the record has two records under one name, and one key for both."""
    copied(tides, "twin", headed=True)
    said = (
        "twin.travaux is this record too, with 9 entries, and tides.travaux has 9, and twin.travaux.head "
        "lets it take entries: a record lives in one place. Find out which it is, and keep the other as a "
        "copy, without its .head."
    )
    assert told(tides) == (5, [(False, said)])
    for name in ("tides", "twin"):
        tides.does(f'promise make "{name}" --as ARD --record {name}.travaux')
    said = (
        "twin.travaux is this record up to entry 8, and from entry 9 on it has others: both took entries. "
        "Keep both heads, show them to the parties, and let no more be recorded until they know which goes "
        "on."
    )
    assert told(tides) == (5, [(False, said)])
