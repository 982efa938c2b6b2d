"""The demo's round as a record: it reads like what a secretary would write, the same each time it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SameAsGolden
from travaux.cli.demo import AFTER
from travaux.cli.demo_record import RECORD, NotTold, tell
from travaux.cli.main import main
from travaux.record.act import TYPES
from travaux.store.sqlite import SqliteStore

FOURTH = "2026-03-24T12:00Z"
"""After the fourth draft was tabled."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("log", ["log"]),
        ("status", ["status", "--at", AFTER]),
        ("status-fourth", ["status", "--at", FOURTH]),
        ("owed", ["owed", "--at", AFTER]),
        ("matrix", ["matrix", "--at", AFTER]),
        ("history", ["history", "Article 8", "--at", FOURTH]),
        ("since", ["since", "AUR", "--at", FOURTH]),
        ("standing", ["standing", "--at", FOURTH]),
        ("coverage", ["coverage", "28"]),
        ("verify", ["verify"]),
        ("public", ["status", "--as", "public", "--at", AFTER]),
    ],
)
def test_it_reads_as_it_did(
    demo: Path, capsys: pytest.CaptureFixture[str], same_as_golden: SameAsGolden, name: str, line: list[str]
) -> None:
    code = main([*line, "--record", str(demo / RECORD)])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    same_as_golden(f"demo-{name}.txt", said.out.replace(str(demo / RECORD), RECORD))


def test_it_is_the_same_record_each_time(demo: Path, tmp_path: Path) -> None:
    """Its keys, its dice and its times are those of the story."""
    assert main(["demo", str(tmp_path)]) == 0
    with SqliteStore.reading(demo / RECORD) as one, SqliteStore.reading(tmp_path / RECORD) as other:
        assert one.head() == other.head()


def test_a_demo_that_is_there_is_left_as_it_is(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (demo / RECORD).read_bytes()
    capsys.readouterr()
    assert main(["demo", str(demo)]) == 0
    assert "was left as it is" in capsys.readouterr().out
    assert (demo / RECORD).read_bytes() == before


def test_its_bundle_verifies(demo: Path, tmp_path: Path) -> None:
    bundle = str(tmp_path / "made.zip")
    assert main(["export", "--for", "BOR", "-o", bundle, "--record", str(demo / RECORD)]) == 0
    assert main(["verify", bundle]) == 0


def test_most_acts_are_met_in_it(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["log", "--json", "--record", str(demo / RECORD)]) == 0
    said = capsys.readouterr().out
    met = {kind for kind in TYPES if f'"type": "{kind}"' in said}
    assert set(TYPES) - met == {
        *("correct", "error.rectify", "group.define", "hold.maintain", "key.revoke", "key.rotate"),
        *("member.remove", "package.untie", "provision.close", "provision.reopen", "redact"),
        *("silence.break", "silence.elapse", "silence.open", "sponsors.leave", "text.adopt"),
        *("text.authenticate", "tick", "withdraw"),
    }


@pytest.mark.parametrize(
    ("script", "said"),
    [("no time", "expected a time"), ('2026-03-02 08:00  open x.db --title "T"', "Expected NAME.travaux")],
)
def test_a_story_that_cannot_be_told_says_where(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(NotTold, match=said):
        tell(script, tmp_path)
