"""Who asks that a provision stay is named also where others would delete or move it as a whole."""

from __future__ import annotations

from tests.compile.restraint import DRAFT, said
from travaux.answers.position import Accepts, Deletes, Moves, Position
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile


def body(*replies: tuple[str, Position], profile: Profile = Profile.ATTRIBUTED) -> list[str]:
    """Give what the bracket text says from Article 1(2) on; each party answers that paragraph."""
    compilation = compiled(DRAFT, tuple(said(code, ("Article 1(2)", position)) for code, position in replies))
    return consolidated_text(compilation, profile).decode().split("restraint.\n\n")[1].split("\n")[:2]


def test_a_note_names_who_accepts_what_others_would_delete_or_move() -> None:
    assert body(("ARD", Deletes()), ("BOR", Accepts()), ("CEL", Accepts())) == [
        "<!-- note: accepted by BOR, CEL -->",
        "[base; ARD deletes: 2. Nothing in this Agreement limits self-defence.]",
    ]
    assert body(("ARD", Moves(after="Article 2")), ("BOR", Accepts())) == [
        "<!-- note: accepted by BOR -->",
        "[base; ARD moves after art_2__para_1: 2. Nothing in this Agreement limits self-defence.]",
    ]


def test_there_is_none_where_nobody_would_take_it_away_or_nobody_is_named() -> None:
    assert body(("BOR", Accepts())) == ["2. Nothing in this Agreement limits self-defence.", ""]
    unattributed = body(("ARD", Deletes()), ("BOR", Accepts()), profile=Profile.UNATTRIBUTED)
    assert unattributed[0].startswith("[")


def test_the_note_is_no_part_of_the_text() -> None:
    compilation = compiled(
        DRAFT, (said("ARD", ("Article 1(2)", Deletes())), said("BOR", ("Article 1(2)", Accepts())))
    )
    text = read_plain(consolidated_text(compilation)).text
    assert text is not None
    assert [(one.words, one.standing) for one in text.provisions] == [
        (one.words, one.standing) for one in compilation.text.provisions
    ]
