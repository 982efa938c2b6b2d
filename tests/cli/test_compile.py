"""The command line on real files: what it writes, what it prints, how it ends."""

from __future__ import annotations

import gc
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import travaux
from travaux.cli.main import main

DEMO = Path(travaux.__file__).parent / "demo_negotiation"
DRAFT = str(DEMO / "agreement.en.md")
SHEETS = [f"ARD={DEMO / 'answers' / 'ARD.md'}", f"BOR={DEMO / 'answers' / 'BOR.md'}"]
REDRAFT = f"CEL={DEMO / 'answers' / 'CEL.redraft.md'}"
OTHER = f"VEL={DEMO / 'answers' / 'VEL.tracked.md'}"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_every_output_of_one_run_is_written_and_proved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outputs = [tmp_path / f"text{ending}" for ending in (".md", ".txt", ".html", ".docx", ".json", ".xlsx")]
    wanted = [part for output in outputs for part in ("-o", str(output))]

    code, out, err = run(
        capsys, "compile", DRAFT, *SHEETS, REDRAFT, OTHER, "--order", "ARD,AUR,BOR,CEL", *wanted
    )

    assert (code, err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in outputs)
    assert "No answer: AUR. No answer is not a position." in out


def test_what_is_done_after_a_compile_is_collected_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whoever calls the command from a program that lives on keeps its collector."""
    files = run(capsys, "compile", DRAFT, *SHEETS, REDRAFT, OTHER, "-o", tmp_path / "all.md")
    refused = run(capsys, "compile", DRAFT, "-o", tmp_path / "all.nothing")
    assert (files[0], refused[0], gc.isenabled()) == (0, 2, True)


@pytest.mark.parametrize("profile", ["attributed", "unattributed", "side-table"])
def test_every_profile_is_proved_in_every_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, profile: str
) -> None:
    wanted = [
        part for end in (".md", ".html", ".docx", ".json") for part in ("-o", str(tmp_path / f"text{end}"))
    ]

    code, _, err = run(
        capsys, "compile", DRAFT, *SHEETS, REDRAFT, OTHER, "--profile", profile, "--quiet", *wanted
    )

    assert code == 0
    assert ("carries every name, whatever the profile" in err) == (profile != "attributed")
    assert len(list(tmp_path.iterdir())) == len(wanted) // 2


def test_the_draft_and_a_redraft_come_out_of_the_json_to_the_letter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    carrier = tmp_path / "text.json"
    run(capsys, "compile", DRAFT, *SHEETS, REDRAFT, "--quiet", "-o", carrier)

    _, draft, _ = run(capsys, "project", carrier, "--base")
    _, redraft, _ = run(capsys, "project", carrier, "CEL")

    assert draft == Path(DRAFT).read_text("utf-8")
    assert redraft == (DEMO / "answers" / "CEL.redraft.md").read_text("utf-8")


def test_a_partys_text_has_no_front_matter_and_the_draft_keeps_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft, redraft, sheet = tmp_path / "draft.md", tmp_path / "redraft.md", tmp_path / "sheet.md"
    body = "# Convention\n\n### Article 1: List\n\n1. A list is kept.\n"
    draft.write_text(f"---\ndraft: Third draft\n---\n\n{body}")
    redraft.write_text(f"{body}\n2. No building stands there.\n\n3. A stone marks the spring.\n")
    sheet.write_text(
        "# Answer of UK (GBR)\n\n## Article 1, paragraph 1\n\nPosition: adds\n\n"
        "Words:\n\n> 2. A stone marks the spring.\n\nReason: r.\n"
    )
    carrier, marked = tmp_path / "text.json", tmp_path / "text.md"

    code, _, err = run(
        capsys, "compile", draft, f"RRR={redraft}", f"GBR={sheet}", "--quiet", "-o", carrier, "-o", marked
    )
    own = {party: run(capsys, "project", carrier, party)[1] for party in ("--base", "RRR", "GBR")}

    assert (code, err) == (0, "")
    assert "GBR, RRR: 2. A stone" in marked.read_text()
    assert own == {
        "--base": draft.read_text(),
        "RRR": redraft.read_text(),
        "GBR": f"{body}\n2. A stone marks the spring.\n",
    }


def test_no_reason_is_asked_for_an_answer_that_is_not_understood(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft, sheet, carrier = tmp_path / "draft.md", tmp_path / "sheet.md", tmp_path / "text.json"
    draft.write_text("# Convention\n\n### Article 1: List\n\n1. A list is kept.\n")
    sheet.write_text(
        "# Answer of Ardenia (ARD)\n\n## Article 9\n\nPosition: deletes\n\n"
        "## Article 1, paragraph 1\n\nPosition: deletes\n"
    )

    run(capsys, "compile", draft, f"ARD={sheet}", "--quiet", "-o", carrier)

    found = [(one["code"], one["place"]["line"]) for one in json.loads(carrier.read_text())["findings"]]
    assert sorted(found) == [("no-reason", 7), ("unknown-provision", 3)]


def test_json_on_standard_output_has_provisions_fates_and_findings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "compile", DRAFT, *SHEETS, REDRAFT, OTHER, "--json")

    data = json.loads(out)
    assert code == 0
    assert {"provisions", "fates", "findings"} <= data.keys()
    assert len(data["fates"]) == len({one["reference"] for one in data["fates"]})


def test_the_order_of_the_arguments_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, one, _ = run(capsys, "compile", DRAFT, *SHEETS, REDRAFT, "--json")
    _, other, _ = run(capsys, "compile", DRAFT, REDRAFT, *reversed(SHEETS), "--json")

    assert one == other


def test_no_reason_is_asked_for_an_answer_that_is_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A finding on positions is of what is in the text."""
    sheet, carrier = tmp_path / "sheet.md", tmp_path / "text.json"
    sheet.write_text("# Answer of Ardenia (ARD)\n\n## Article 1\n\nPosition: deletes\n")

    run(capsys, "compile", DRAFT, f"VEL={sheet}", "--quiet", "-o", carrier)

    made = json.loads(carrier.read_text())
    assert [one["source"] for one in made["left_out"]] == ["sheet.md"]
    assert "no-reason" not in [one["code"] for one in made["findings"]]


def test_what_cannot_be_read_is_left_out_and_the_rest_compiles(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    output = tmp_path / "text.md"

    code, out, _ = run(capsys, "compile", DRAFT, *SHEETS, f"VEL={broken}", "KES=nothing.md", "-o", output)

    assert code == 3
    assert output.exists()
    assert "VEL" in out
    assert "nothing.md is not there." in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["compile", DRAFT, "ARD"], 2, 'travaux compile: "ARD" is not PARTY=FILE.'),
        (["compile", DRAFT, "base=x.md"], 2, 'travaux compile: "base" cannot be a party\'s code.'),
        (
            ["compile", DRAFT, "-o", "text.pdf"],
            2,
            'travaux compile: "text.pdf" has an ending that names no format.',
        ),
        (["compile", DRAFT, "--order", "ARD,ARD"], 2, "travaux compile: --order names ARD twice."),
        (["compile", "nothing.md"], 4, "travaux: nothing.md is not there."),
        (["compile", str(DEMO)], 4, f"travaux: {DEMO} is a folder."),
        (["compile", str(DEMO / "answers" / "ARD.md")], 4, "was read as an answer (sheet). Expected a draft"),
        (["project", DRAFT, "ARD"], 4, f"travaux: {DRAFT}: This is not JSON"),
        (["read", "nothing.md"], 4, "travaux: nothing.md is not there."),
        (["compare", DRAFT, "nothing.md"], 4, "travaux: nothing.md is not there."),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_why(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    found, out, err = run(capsys, *arguments)

    assert (found, out) == (code, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_whoever_has_no_text_of_its_own_is_told_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    carrier = tmp_path / "text.json"
    run(capsys, "compile", DRAFT, *SHEETS, "--order", "ARD,AUR", "--quiet", "-o", carrier)

    said = {party: run(capsys, "project", carrier, party)[2] for party in ("KES", "AUR", "ZZZ", "ard")}

    assert said == {
        "KES": "travaux project: KES has given no answer of its own; it is named in BOR's reply, "
        "which stays one reply. Take the text of BOR.\n",
        "AUR": "travaux project: AUR has not answered, and no answer is not a text. "
        "Those who have: ARD, BOR.\n",
        "ZZZ": "travaux project: ZZZ is not a party to this compilation. "
        "Those who have answered: ARD, BOR.\n",
        "ard": "travaux project: ard is not a party to this compilation. "
        "Those who have answered: ARD, BOR. Did you mean ARD?\n",
    }


def test_nothing_is_half_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kept = tmp_path / "text.md"
    kept.write_text("as it was")

    code, _, err = run(
        capsys, "compile", DRAFT, *SHEETS, "-o", kept, "-o", tmp_path / "no folder" / "text.json"
    )

    assert code == 4
    assert "Nothing was written." in err
    assert kept.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["text.md"]


def test_a_folder_in_the_way_leaves_everything_as_it_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "text.html").mkdir()
    kept = tmp_path / "text.md"
    kept.write_text("as it was")

    code, _, err = run(capsys, "compile", DRAFT, *SHEETS, "-o", kept, "-o", tmp_path / "text.html")

    assert code == 4
    assert err == (
        f"travaux: {tmp_path / 'text.html'} is a folder and cannot be written as a file. "
        "Nothing was written. Give another name.\n"
    )
    assert kept.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["text.html", "text.md"]


def test_an_unattributed_page_names_nobody(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    outputs = [part for end in (".md", ".html", ".docx") for part in ("-o", str(tmp_path / f"text{end}"))]
    draft = tmp_path / "draft.md"
    draft.write_text("# Agreement\n\n## Article 1\n\nThe Parties shall meet.\n")
    sheet = tmp_path / "sheet.md"
    sheet.write_text("# Answer of Zzyzx (ZYX)\n\n## Article 1\nPosition: deletes\nReason: Because.\n")

    code, _, _ = run(
        capsys, "compile", draft, f"ZYX={sheet}", "--profile", "unattributed", "--quiet", *outputs
    )

    pages = [path.read_bytes() for path in sorted(tmp_path.iterdir()) if path.name.startswith("text")]
    words = [zipped_words(page) if page.startswith(b"PK") else page for page in pages]
    assert (code, len(words)) == (0, 3)
    assert [b"ZYX" in page or b"Zzyzx" in page for page in words] == [False, False, False]


def zipped_words(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())


def test_an_answer_to_another_draft_is_refused_with_both_identities(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.write_text(
        (DEMO / "agreement.en.md").read_text("utf-8").replace("forty days", "fifty days"), "utf-8"
    )
    sheet = tmp_path / "ARD.md"
    shutil.copy(DEMO / "answers" / "ARD.md", sheet)
    identity = run(capsys, "compile", DRAFT, "--json")[1].split('"identity":"')[1][:14]
    sheet.write_text(sheet.read_text("utf-8").replace("Third draft", f"Third draft, {identity}", 1), "utf-8")

    code, out, _ = run(capsys, "compile", other, f"ARD={sheet}")
    there = run(capsys, "compile", other, "--json")[1].split('"identity":"')[1][:14]

    assert code == 3
    assert identity in out
    assert there in out
    assert identity != there


def test_compare_names_what_changed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "compare", DRAFT, DEMO / "answers" / "CEL.redraft.md")
    written, _, _ = run(
        capsys, "compare", DRAFT, DEMO / "answers" / "CEL.redraft.md", "-o", tmp_path / "x.html"
    )

    assert (code, written) == (0, 0)
    assert "Search and rescue" in out
    assert (tmp_path / "x.html").read_bytes().startswith(b"<!doctype html>")


def test_help_fits_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--help"],
        *([verb, "--help"] for verb in ("read", "compare", "compile", "project", "demo")),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        assert len(capsys.readouterr().out.splitlines()) <= 48


def test_a_bracket_around_a_number_stays_where_it_stood(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft, other = tmp_path / "draft.md", tmp_path / "other.md"
    draft.write_text(
        "# Agreement\n\n## [Article 3bis] *(forests)*\n\n1. Old words.\n\n"
        "[2. Others [stay.\n\n3. To here]] too.\n"
    )
    other.write_text(draft.read_text().replace("forests", "seas").replace("Others", "Some"))

    code, _, err = run(capsys, "compile", draft, f"ARD={other}", "--quiet", "-o", tmp_path / "text.json")
    _, base, _ = run(capsys, "project", tmp_path / "text.json", "--base")
    _, own, _ = run(capsys, "project", tmp_path / "text.json", "ARD")

    assert (code, err) == (0, "")
    assert base == draft.read_text()
    assert own == other.read_text()


def test_a_brief_says_what_is_at_issue(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    carrier = tmp_path / "text.json"
    run(capsys, "compile", DRAFT, *SHEETS, "--quiet", "-o", carrier)

    code, out, err = run(capsys, "brief", carrier)

    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith(": what is at issue")
    assert run(capsys, "brief", carrier, "-o", tmp_path / "brief.md") == (0, "", "")
    assert (tmp_path / "brief.md").read_text("utf-8") == out
    assert "ARD" in out
    assert "ARD" not in run(capsys, "brief", carrier, "--profile", "unattributed")[1]


def test_a_brief_of_what_is_no_compilation_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", "utf-8")

    code, out, err = run(capsys, "brief", other)

    assert (code, out) == (4, "")
    assert err.startswith(f"travaux: {other}: This JSON says its format is None.")


def test_a_brief_is_written_as_nothing_but_markdown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "brief.html"

    code, out, err = run(capsys, "brief", tmp_path / "text.json", "-o", page)

    assert (code, out) == (2, "")
    assert err == f'travaux brief: {page}: a brief cannot be written as ".html". Expected .md or .txt.\n'
    assert not page.exists()


def test_the_package_runs_as_the_command() -> None:
    run_as = [sys.executable, "-m", "travaux", "project"]
    ended = subprocess.run(run_as, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage: travaux project")
