"""An answer in the names of several: they stand beside it wherever it is told, as its party says."""

import html
import re
import zipfile

import pytest

from tests.cli.recorder import Recorder

TOLD = "BOR answers in its name too (entry 10)"


@pytest.fixture
def joint(tides: Recorder) -> Recorder:
    """BOR answers one article for itself and CEL (entry 10), another for itself; CEL answers that one."""
    tides.does("key new CEL --enrol")
    tides.does('answer "Article 2" --position accepts --principals BOR,CEL --as BOR')
    tides.does('answer "Article 3" --position deletes --reason Own. --as BOR')
    tides.does('answer "Article 3" --position accepts --as CEL')
    return tides


def test_the_matrix_names_them_at_that_answer_and_at_no_other(joint: Recorder) -> None:
    said = joint.does("matrix")
    assert "BOR, in the name of BOR, CEL: accepts" in said
    assert said.count("in the name of") == 1


def test_the_record_of_a_row_names_them(joint: Recorder) -> None:
    rows = joint.run("matrix --json").json["matrix"]["rows"]
    cells = {row["address"]: row["cells"] for row in rows}
    assert cells["art_2"]["BOR"]["stances"][0]["principals"] == ["BOR", "CEL"]
    assert cells["art_2"]["CEL"] == {"is": "unspoken", "through": ["BOR"], "in_its_name": ["BOR/10.1"]}
    assert cells["art_3"]["BOR"]["stances"][0]["principals"] == []
    assert cells["art_3"]["CEL"]["is"] == "spoke"


@pytest.mark.parametrize("ending", [".html", ".docx", ".xlsx", ".md"])
def test_what_is_compiled_names_them(joint: Recorder, ending: str) -> None:
    joint.does_anyway(f"compile -o made{ending}")
    file = joint.folder / f"made{ending}"
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as package:
            text = "\n".join(package.read(name).decode() for name in package.namelist())
    else:
        text = file.read_text()
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    names = {
        ".html": "accepts , in the name of BOR, CEL",
        ".docx": "accepts, in the name of BOR, CEL",
        ".xlsx": "(in the name of BOR, CEL)",
        ".md": "answer BOR/10.1: on behalf of BOR, CEL",
    }
    assert names[ending] in words
    assert TOLD in words or ending == ".md"
    assert "BOR/11.1 in the name of" not in words


def test_the_summary_of_a_compile_names_them(joint: Recorder) -> None:
    assert "BOR/10.1 in the name of BOR, CEL" in " ".join(joint.run("compile -o made.md").out.split())
