"""A provision has one name, as its draft prints it, wherever it is named."""

from __future__ import annotations

import pytest

from tests.cli.recorder import DRAFT, Recorder
from travaux.text.provision_name import cite_address

ANNEXED = DRAFT.replace("First", "Second") + (
    "\n## Annex – Signals\n\n1. By day:\n\n(a) two cones;\n\n(b) a flag.\n\n2. By night two lights.\n"
)
POINT = "Annex, paragraph 1, point (b)"


@pytest.fixture
def annexed(tides: Recorder) -> Recorder:
    """A second draft with an annex, of which there is one."""
    tides.does(f'table {tides.file("second.md", ANNEXED)} --title "Second draft"')
    return tides


def test_log_show_history_status_and_matrix_name_a_point_alike(annexed: Recorder) -> None:
    """A provision is named as the draft prints it, everywhere alike."""
    shown = annexed.does(f'hold enter "{POINT}" --kind scrutiny --as ARD')
    told = [
        shown,
        annexed.does("log --last 1"),
        annexed.does("show 10"),
        annexed.does(f'history "{POINT}"'),
        annexed.does("matrix"),
        annexed.does("status"),
    ]
    assert [POINT in " ".join(one.split()) for one in told] == [True] * 6
    assert not any("Annex 1" in one or "point b" in one for one in told)


def test_a_part_of_an_answer_is_named_as_the_draft_prints_it(annexed: Recorder) -> None:
    answer = f"# Answer of Ardane (ARD)\n\nIn answer to: Second draft\n\n## {POINT}\n\nPosition: deletes\n"
    answer += "\nReason: Ours.\n"
    annexed.does(f"answer {annexed.file('ard.md', answer)} --as ARD")
    annexed.does(f'sponsor join 10 "{POINT}" --as BOR')
    assert f"{POINT} in entry 10" in " ".join(annexed.does("log --last 1").split())


def test_what_a_party_adds_gives_no_other_name_to_what_the_draft_has(annexed: Recorder) -> None:
    """The annex stays "Annex" though a second one is proposed; the article keeps its name too."""
    answer = (
        "# Answer of Ardane (ARD)\n\nIn answer to: Second draft\n\n## Annex\n\nPosition: adds\n\nWords:\n\n"
        "> Annex II\n>\n> Ports.\n\nReason: Needed.\n\n"
        f"## {POINT}\n\nPosition: amends\n\nReplace: a flag\n\nWith: two flags\n\nReason: Seen.\n"
    )
    annexed.does(f"answer {annexed.file('ard.md', answer)} --as ARD")
    matrix = annexed.does("matrix")
    assert POINT in matrix
    assert "Annex 1" not in matrix


def test_an_ambiguous_name_is_refused_with_the_names_of_all_it_can_mean(annexed: Recorder) -> None:
    twice = ANNEXED.replace("Second", "Third").replace("2. By night", "1. By night")
    annexed.does_anyway(f'table {annexed.file("third.md", twice)} --title "Third draft"')
    said = " ".join(annexed.run('hold enter "Annex, paragraph 1" --kind scrutiny --as ARD').err.split())
    assert (
        "Annex, paragraph 1 (annex_1__para_1); Annex, paragraph 1 (annex_1__para_1~2). "
        "Say which, by the address in brackets." in said
    )


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("art_4__para_2", "Article 4, paragraph 2"),
        ("art_4__para_2bis", "Article 4, paragraph 2 bis"),
        ("art_4__para_2bis~2", "Article 4, paragraph 2 bis"),
        ("annex_1__para_1__point_b", "Annex 1, paragraph 1, point (b)"),
        ("preamble__rec_2", "Preamble, recital 2"),
        ("what is this", "what is this"),
        ("art_4__what is this", "art_4__what is this"),
    ],
)
def test_an_address_alone_is_written_as_a_person_would(address: str, named: str) -> None:
    assert cite_address(address) == named
