"""The bench asks what it is told to ask, end to end on a few small documents; its figures are not tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import marks
from bench.measure.case import Case, NotInstalled, TookTooLong, alone
from bench.measure.stages import Stages
from bench.negotiation import SIZES, Negotiation
from bench.parts.report import Report, Target
from bench.specimen import prose
from travaux.read.docx import read_docx

ROOT = Path(__file__).parents[2]


def asked(*parts: str) -> list[str]:
    options = [word for part in parts for word in ("--part", part)]
    told = subprocess.run(
        [sys.executable, "-m", "bench.compile", "--size", "small", "--parties", "2", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert [line for line in told.stderr.splitlines() if "is not there" in line] == []
    return told.stdout.splitlines()


def first_cells(lines: list[str]) -> list[str]:
    return [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]


def test_the_targets_of_the_parts_asked_for_stand_first() -> None:
    lines = asked("compile", "incremental")
    assert first_cells(lines) == [
        "target",
        "full compile, one process × merely unzipping and parsing",
        "the same on two processes × the floor on two, by the wall",
        "peak memory × a process that holds one parsed document",
        "core × naively cutting everything into tokens",
        "proof of all after reading the file back × the same",
        "texts not exact in the file read back",
        "one more answer × parsing that document",
        "one answer withdrawn × the same",
        "one answer corrected × the same",
        *("stage", "read", "align", "hear", "operations", "arrange", "prove", "fates"),
        *("the rest of compiling", "draw in brackets", "write", "read back and prove", "**all**"),
        *("what changes", "one more answer, to 1 others", "it is corrected", "it is withdrawn"),
        "all compiled anew, with the others in the cache that the command keeps",
    ]
    assert "| texts not exact in the file read back | at most 0 | 0 | met |  |" in lines


TARGETS = (
    Target(key="time", says="times the floor", most=1.5, missed="reading"),
    Target(key="right", says="found", least=0.97),
    Target(key="bad", says="not exact", most=0, digits=0),
)


def test_a_missed_target_has_its_reason_and_one_not_measured_no_row() -> None:
    report = Report(TARGETS)
    report.say("Measured.")
    report.reached("time", 1.51)
    report.reached("right", 0.97)
    assert report.lines() == [
        "| target | aim | this run |  | why missed |",
        "|---|--:|--:|---|---|",
        "| times the floor | at most 1.5 | 1.51 | **missed** | reading |",
        "| found | at least 0.97 | 0.97 | met |  |",
        "",
        "1 of the 2 measured here are met.",
        "",
        "Measured.",
        "",
    ]


def test_a_part_that_fails_is_named() -> None:
    report = Report(TARGETS)
    report.faults["peers"] = "Failed: it fell over"
    assert report.lines() == ["Not measured: peers (Failed: it fell over).", ""]


class TestStages:
    def test_time_within_another_stage_counts_once(self) -> None:
        clocks = (("bench.specimen.prose.prose", "cut"), ("bench.specimen.prose.spaced", "print"))
        original = prose.spaced
        with Stages(clocks) as stages:
            assert prose.prose(["Each Party", "shall", "."]).text == "Each Party shall."
        assert set(stages.seconds) == {"cut", "print"}
        assert prose.spaced is original

    def test_a_function_that_is_gone_is_named_with_its_stage(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with Stages([("bench.specimen.prose.rhymed", "rhyme")]) as stages:
            pass
        assert stages.seconds == {}
        assert capsys.readouterr().err == (
            'bench: bench.specimen.prose.rhymed is not there, so that "rhyme" lacks its time. Expected a '
            "function of the program: name the one that does its work now in bench/measure/ours.py.\n"
        )


class TestAlone:
    CASE = Case(size="small", seed=0, parties=2, folder="")

    def test_what_takes_too_long_is_killed(self) -> None:
        with pytest.raises(TookTooLong, match=r"^naive.measured did not end within 0 s and was killed$"):
            alone("naive.measured", self.CASE, limit=0)

    def test_what_is_not_installed_says_so(self) -> None:
        with pytest.raises(NotInstalled, match=r"^rhyming.measured needs what is not installed: "):
            alone("rhyming.measured", self.CASE)


class TestMarks:
    """Rejecting a party's tracked changes gives the draft, accepting them its text."""

    @pytest.mark.parametrize("seed", [0, 1, 2])
    def test_both_views(self, seed: int) -> None:
        negotiation = Negotiation(SIZES["small"], seed)
        redraft = next(negotiation.redrafts())
        document = negotiation.document_of(redraft)
        assert redraft.tracked
        draft = tuple(tuple(unit.prose.text.split()) for unit in negotiation.draft)
        own = tuple(tuple(one.words.split()) for one in redraft.text)
        assert marks.paragraphs(document, marks.nobody) == draft
        assert marks.paragraphs(document, marks.everybody) == own
        assert marks.paragraphs(document, redraft.party.__eq__) == own


def test_the_draft_with_typed_numbers_reads_as_the_other_one() -> None:
    negotiation = Negotiation(SIZES["small"])
    one, other = (read_docx(negotiation.document(typed=typed)).text for typed in (False, True))
    assert one is not None
    assert other is not None
    assert [(it.label, it.words) for it in one.provisions] == [
        (it.label, it.words) for it in other.provisions
    ]


def test_a_correction_keeps_what_its_party_had_and_does_more() -> None:
    negotiation = Negotiation(SIZES["small"])
    *_, last = negotiation.redrafts(3)
    corrected = negotiation.corrected(3)
    assert (corrected.party, corrected.tracked) == (last.party, last.tracked)
    assert set(last.removed) <= set(corrected.removed)
    assert dict(corrected.reworded) == dict(corrected.reworded) | dict(last.reworded)
    assert corrected.text != last.text
