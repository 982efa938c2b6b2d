"""Bad input at the door: always a sentence, never a traceback, and the other answers still compile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_compile import DRAFT, REDRAFT, SHEETS, run
from tests.corpora import corpora
from tests.docx_builder import docx

HOSTILE = sorted(
    str(path.relative_to(folder))
    for folder in [Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "hostile"]
    if folder.is_dir()
    for path in folder.rglob("*")
    if path.is_file()
)


def bomb() -> bytes:
    """Pack 200 MB of one letter in about 200 kB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b"a" * 1_000_000)
    return packed.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    packed = io.BytesIO(docx("Article 1\nWords."))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr(name, content)
    return packed.getvalue()


REFUSED = {
    "a NUL": (b"Article 1\nThe \x00 Parties.", "NUL"),
    "invalid UTF-8": (b"Article 1\nThe Parties \xff\xfe shall.", "UTF-8"),
    "a bomb": (bomb(), "MB"),
    "a truncated package": (docx("Article 1\nWords.")[:-200], "cut off"),
    "macros": (with_part("word/vbaProject.bin", b"x"), "macro"),
    "no package": (b"PK\x03\x04 nothing", "ZIP"),
    "an encrypted package": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
}


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, word: str
) -> None:
    file = tmp_path / "answer.docx"
    file.write_bytes(data)

    code, out, err = run(capsys, "read", file)

    assert (code, out) == (4, "")
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=REFUSED)
def test_the_other_answers_still_compile(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, word: str
) -> None:
    file = tmp_path / "answer.docx"
    file.write_bytes(data)
    output = tmp_path / "text.json"

    code, _, err = run(capsys, "compile", DRAFT, *SHEETS, REDRAFT, f"VEL={file}", "--quiet", "-o", output)

    assert code == 3
    assert err.startswith("travaux compile: VEL is left out.")
    assert word in err
    assert output.exists()


CONCEALED = {
    "a bidirectional override": "Article 1\n\nThe Parties shall \u202enot pay.\n",
    "a zero-width space": "Article 1\n\nThe Par\u200bties shall pay.\n",
    "letters of two scripts in a word": "Article 1\n\nThe P\u0430rties shall pay.\n",
}


@pytest.mark.parametrize("text", CONCEALED.values(), ids=CONCEALED)
def test_what_a_reader_cannot_see_is_reported_and_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(text, "utf-8")

    _, shown, _ = run(capsys, "read", draft)
    run(capsys, "compile", draft, "--quiet", "-o", tmp_path / "text.json")
    _, base, _ = run(capsys, "project", tmp_path / "text.json", "--base")

    assert "warning" in shown
    assert base == text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    file = corpora() / "hostile" / name

    code, out, err = run(capsys, "read", file)
    compiled, _, said = run(capsys, "compile", DRAFT, f"VEL={file}", "--quiet", "-o", tmp_path / "text.json")

    assert code in {0, 3, 4}
    assert bool(out) != bool(err)
    assert compiled in {0, 3}
    assert "Traceback" not in err + said
    assert (tmp_path / "text.json").exists()


def test_brackets_without_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    draft, other = tmp_path / "draft.md", tmp_path / "other.md"
    draft.write_text(f"Article 1\n\n{'[' * 3_000}Words{']' * 3_000} stay.\n")
    other.write_text(f"Article 1\n\n{'[' * 3_000}Words{']' * 3_000} go.\n")
    outputs = [
        part for end in (".json", ".md", ".html", ".docx") for part in ("-o", str(tmp_path / f"t{end}"))
    ]

    code, _, err = run(capsys, "compile", draft, f"ARD={other}", "--quiet", *outputs)
    _, base, _ = run(capsys, "project", tmp_path / "t.json", "--base")
    _, own, _ = run(capsys, "project", tmp_path / "t.json", "ARD")

    assert (code, err) == (0, "")
    assert base == draft.read_text()
    assert own.replace("\\", "") == other.read_text()


def test_an_empty_file_is_not_a_draft(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")

    code, out, err = run(capsys, "compile", tmp_path / "empty.md", *SHEETS)

    assert (code, out) == (4, "")
    assert "has no words in it" in err


def test_a_pdf_is_said_to_be_one_wherever_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no text in a wrong encoding: the same words as where it is brought to a record."""
    given = tmp_path / "FRA.pdf"
    given.write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n%%EOF\n")
    said = "FRA.pdf cannot be read. It is a PDF, whose words are not read. Ask for the Word file it was made"
    read = run(capsys, "read", given)
    compiled = run(capsys, "compile", DRAFT, f"ARD={given}")
    assert (read[0], compiled[0]) == (4, 3)
    assert said in " ".join(read[2].split())
    assert said in " ".join((compiled[1] + compiled[2]).split())
    assert "UTF-8" not in read[2] + compiled[1] + compiled[2]
