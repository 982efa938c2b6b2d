"""Words put in the place of the draft's are read as all words are: a backslash takes a meaning away."""

from __future__ import annotations

import pytest

from tests.compile.restraint import DRAFT, said
from travaux.answers.position import AmendsWords, Edit
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.text.wording import PartyCode

FEN = PartyCode("FEN")


@pytest.mark.parametrize(
    ("new", "own"),
    [
        (r"restraint and/or \/ care", "restraint and/or / care."),
        (r"restraint \ care", "restraint  care."),
        (r"no\ text restraint", "no text restraint."),
        (r"a\:b", "a:b."),
        ("restraint\\", "restraint\\."),
        (r"\[sic\] \\ x", r"[sic] \ x."),
        (r"C:\new", r"C:\new."),
    ],
)
def test_a_backslash_stops_no_compilation(new: str, own: str) -> None:
    """Every party's own text is proved when it is compiled."""
    edit = AmendsWords(edits=(Edit(old="restraint", new=new),))
    compilation = compiled(DRAFT, (said("FEN", ("Article 1(1)", edit)),))
    theirs = project(compilation.text, FEN).provisions[1].words
    assert theirs.parts == (f"Each Party shall exercise {own}",)
