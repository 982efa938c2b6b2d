"""Answers come in by themselves, on several processes or out of a cache: what is heard is the same."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import travaux
from travaux.answers.party import party_code
from travaux.cli.cache import cache_in
from travaux.cli.intake import Given, Intake, Received
from travaux.cli.main import main
from travaux.cli.texts import draft_of, opened, understood
from travaux.compile.base import Base, base_of
from travaux.compile.compilation import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.read.known import Known
    from travaux.read.reading import Reading

DEMO = Path(travaux.__file__).parent / "demo_negotiation"
DRAFT = str(DEMO / "agreement.en.md")
ANSWERS = tuple(
    Given(party=party_code(name.split(".")[0]), name=str(DEMO / "answers" / name))
    for name in ("ARD.md", "BOR.md", "CEL.redraft.md", "VEL.tracked.md")
)
PARTIES = tuple(one.party for one in ANSWERS)


@pytest.fixture(scope="module")
def base() -> Base:
    return base_of(draft_of(opened(DRAFT, parties=PARTIES), DRAFT))


def test_several_processes_hear_what_one_hears(base: Base, tmp_path: Path) -> None:
    torn = tmp_path / "torn.docx"
    torn.write_bytes(b"PK\x03\x04 torn")
    given = [*ANSWERS, Given(party=party_code("TAL"), name=str(torn))]
    intake = Intake(base=base, parties=PARTIES)

    alone = list(intake.received(given, processes=1))

    assert list(intake.received(given, processes=2)) == alone
    assert [isinstance(one.heard, LeftOut) for one in alone] == [False, False, False, False, True]


def test_the_cache_gives_what_was_heard(base: Base, tmp_path: Path) -> None:
    intake = Intake(base=base, parties=PARTIES, cache=cache_in(str(tmp_path), base.draft))
    first = list(intake.received(ANSWERS))

    again = list(intake.received(ANSWERS))

    assert again == first
    assert len(list(tmp_path.iterdir())) == len(ANSWERS)


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"minutes": null}', b"\x00\xff", b"1" * 5000])
def test_a_damaged_cache_is_made_anew(base: Base, tmp_path: Path, damage: bytes) -> None:
    intake = Intake(base=base, parties=PARTIES, cache=cache_in(str(tmp_path), base.draft))
    first = list(intake.received(ANSWERS))
    for file in tmp_path.iterdir():
        file.write_bytes(damage)

    assert list(intake.received(ANSWERS)) == first
    assert list(intake.received(ANSWERS)) == first
    assert damage not in [file.read_bytes() for file in tmp_path.iterdir()]


def test_an_answer_saved_again_while_it_is_heard_is_not_kept_under_its_new_words(
    base: Base, tmp_path: Path
) -> None:
    sheet = tmp_path / "ARD.md"
    accepts = "# Answer of Ardenia (ARD)\n\n## Article 1\n\nPosition: accepts\n"
    sheet.write_text(accepts, "utf-8")
    given = Given(party=party_code("ARD"), name=str(sheet))
    intake = Intake(base=base, parties=PARTIES, cache=cache_in(str(tmp_path / "cache"), base.draft))

    first = intake.received([given])
    assert titles([next(first)]) == ["Accepts"]
    sheet.write_text(accepts.replace("accepts", "deletes"), "utf-8")
    assert list(first) == []

    assert titles(intake.received([given])) == ["Deletes"]


def test_if_a_process_is_killed_this_one_goes_on_alone(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def killed(
        data: bytes, name: str, *, parties: tuple[str, ...] = (), known: Known | None = None
    ) -> Reading:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return understood(data, name, parties=parties, known=known)

    intake = Intake(base=base, parties=PARTIES)
    alone = list(intake.received(ANSWERS, processes=1))
    monkeypatch.setattr("travaux.cli.intake.understood", killed)

    assert list(intake.received(ANSWERS, processes=2)) == alone


def test_a_name_that_is_no_characters_is_shown_as_far_as_it_is(base: Base, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/n_\xff.md")
    Path(name).write_text("# Answer of Ardenia (ARD)\n\n## Article 1\n\nPosition: accepts\n", "utf-8")

    received = Intake(base=base, parties=PARTIES).one(Given(party=party_code("ARD"), name=name))

    assert not isinstance(received.heard, LeftOut)
    assert received.heard.reply.source == "n_\ufffd.md"


def test_an_answer_that_changed_is_heard_anew(base: Base, tmp_path: Path) -> None:
    sheet = tmp_path / "ARD.md"
    sheet.write_text("# Answer of Ardenia (ARD)\n\n## Article 1\n\nPosition: accepts\n", "utf-8")
    given = [Given(party=party_code("ARD"), name=str(sheet))]
    intake = Intake(base=base, parties=PARTIES, cache=cache_in(str(tmp_path / "cache"), base.draft))
    assert titles(intake.received(given)) == ["Accepts"]

    sheet.write_text("# Answer of Ardenia (ARD)\n\n## Article 1\n\nPosition: deletes\n", "utf-8")

    assert titles(intake.received(given)) == ["Deletes"]


def titles(received: Iterable[Received]) -> list[str]:
    return [
        type(one.answer.position).__name__
        for each in received
        if not isinstance(each.heard, LeftOut)
        for one in each.heard.heard
    ]


def test_a_compile_with_a_cache_writes_what_one_without_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [f"{one.party}={one.name}" for one in ANSWERS]
    main(["compile", DRAFT, *answers, "--quiet", "-o", str(tmp_path / "without.json")])
    for name in ("first", "second"):
        main(
            [
                "compile",
                DRAFT,
                *answers,
                "--quiet",
                "--cache",
                str(tmp_path / "cache"),
                "-o",
                str(tmp_path / f"{name}.json"),
            ]
        )

    plain = (tmp_path / "without.json").read_bytes()
    assert [(tmp_path / f"{name}.json").read_bytes() for name in ("first", "second")] == [plain, plain]
    assert capsys.readouterr().err == ""
