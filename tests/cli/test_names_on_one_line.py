"""No name or title ends its line or turns the direction of what stands after it."""

import pytest

from tests.cli.recorder import Recorder
from travaux.answers.party import Party
from travaux.cli import exit_codes
from travaux.read.front import front_of
from travaux.text.instrument import Text
from travaux.text.wording import PartyCode


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Xenia\nparties: EVIL", "a control character (U+000A)"),
        ("Xenia\tbis", "a control character (U+0009)"),
        ("Xenia\u202egnorw", "right-to-left override (U+202E)"),
        ("Xenia\u2028second", "line separator (U+2028)"),
    ],
)
def test_a_name_that_would_change_the_lines_around_it_is_not_recorded(
    tides: Recorder, name: str, found: str
) -> None:
    size = tides.size()
    for line in (
        ["party", "add", f"XEN={name}"],
        ["party", "group", f"NORTH={name}", "ARD", "BOR"],
        ["table", "draft.md", "--title", name],
    ):
        said = tides.run(line)
        assert said.code == exit_codes.NOT_RECORDED, line
        assert f"has a character in it that no name has: {found}." in " ".join(said.err.split())
    assert tides.size() == size


def test_a_record_is_not_opened_under_such_a_title(desk: Recorder) -> None:
    said = desk.run(["open", "x.travaux", "--title", "Agreement\nII", "--parties", "ARD=Ardane"])
    assert said.code == exit_codes.NOT_RECORDED
    assert not (desk.folder / "x.travaux").exists()


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "جمهورية", "मध्‍य", "O’Brien \u200fא"])
def test_names_in_any_script_are(tides: Recorder, name: str) -> None:
    tides.does(["party", "add", f"XEN={name}"])


def test_old_names_stay_on_their_line_in_a_front_matter() -> None:
    named = Party(code=PartyCode("XEN"), name="Xenia\nparties: EVIL\u202e")
    assert front_of(Text(title="On\nTides"), (named,)) == (
        "---\ntitle: On Tides\nlanguage: und\nparties: XEN (Xenia parties: EVILU+202E)\n---\n\n"
    )
