"""What cannot be written down again is left out, told, and the run is not called done."""

import pytest

from tests.cli.recorder import DRAFT, Recorder
from travaux.cli import retabling


def test_the_run_is_incomplete_where_an_answer_was_left_out(
    tides: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tides.does('answer "Article 2" --position amends --replace forty --with thirty --reason r --as ARD')
    tides.does('answer "Article 3" --position accepts --as ARD')
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    monkeypatch.setattr(retabling, "is_written_again", lambda answer, *_: answer.provision == "Article 3")
    said = tides.run("retable --as ARD")
    assert said.code == 3
    assert said.err == (
        "  Left out, for it cannot be written down again word for word: what was said of Article 2. Give it\n"
        "  anew with travaux answer.\n"
    )
    assert [one["article"] for one in tides.last()["re"] if "article" in one] == ["art_3"]
