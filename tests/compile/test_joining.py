"""Who joins a deletion, a move or a merger of others is said to support it, and whom."""

from __future__ import annotations

import json

import pytest

from tests.compile.restraint import DRAFT, PARAGRAPH_1, laid, said
from travaux.answers.answer import Reply
from travaux.answers.position import Deletes, Merges, Moves, Opposes, Supports
from travaux.compile.carrier import from_json, to_json
from travaux.compile.compiling import compiled
from travaux.compile.consolidate import consolidated
from travaux.compile.operation import Backers, Delete
from travaux.compile.project import project
from travaux.compile.taken_over import Role, taken_over
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.provision import WId
from travaux.text.tabled import tabled
from travaux.text.wording import PartyCode

ARD, BOR, CEL, KES, VEL = (PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES", "VEL"))
FIRST, SECOND = "Article 1, paragraph 1", "Article 1, paragraph 2"
RESTRAINT = "1. Each Party shall exercise restraint."


def deletes(party: PartyCode) -> Reply:
    return said(party, (FIRST, Deletes()))


def supports(party: PartyCode, *others: PartyCode, at: str = FIRST) -> Reply:
    return said(party, *((at, Supports(party=other)) for other in others))


@pytest.mark.parametrize(
    ("replies", "head"),
    [
        ([deletes(BOR), deletes(KES)], "base; BOR, KES delete"),
        ([deletes(BOR), supports(KES, BOR)], "base; BOR deletes; KES supports BOR"),
        ([deletes(KES), supports(BOR, KES)], "base; KES deletes; BOR supports KES"),
        (
            [deletes(BOR), supports(ARD, BOR), supports(KES, ARD)],
            "base; BOR deletes; ARD supports BOR; KES supports ARD",
        ),
        (
            [deletes(BOR), deletes(VEL), supports(ARD, VEL), supports(CEL, BOR, VEL), supports(KES, BOR)],
            "base; BOR, VEL delete; ARD, CEL support VEL; CEL, KES support BOR",
        ),
        (
            [deletes(BOR), said(KES, (FIRST, Deletes()), (FIRST, Supports(party=BOR)))],
            "base; BOR, KES delete",
        ),
        (
            [deletes(BOR), supports(KES, BOR), said(VEL, (FIRST, Opposes(proposal_of=BOR)))],
            "base; BOR deletes; KES supports BOR; VEL opposes BOR",
        ),
        (
            [deletes(BOR), supports(KES, BOR), said(VEL, (FIRST, Opposes(proposal_of=KES)))],
            "base; BOR deletes; KES supports BOR; VEL opposes KES",
        ),
        (
            [said(BOR, (FIRST, Moves(after="Article 2"))), supports(KES, BOR), deletes(VEL)],
            "base; VEL deletes; BOR moves after art_2__para_1; KES supports BOR",
        ),
    ],
)
def test_a_bracket_says_who_does_it_and_who_supports_whom(replies: list[Reply], head: str) -> None:
    assert laid(*replies)[1] == f"[{head}: {RESTRAINT}]"


def test_what_is_moved_stands_in_its_new_place_as_others_support_it() -> None:
    moves = said(BOR, (FIRST, Moves(after="Article 2")))
    assert laid(moves, supports(ARD, BOR), supports(KES, ARD))[-1] == (
        f"[BOR; ARD, KES support; BOR moves from art_1__para_1: {RESTRAINT}]"
    )


def test_both_ends_of_a_merger_say_who_supports_it() -> None:
    merges = said(BOR, (FIRST, Merges(others=(SECOND,), words=parse("Restraint limits nothing."))))
    found = laid(merges, supports(KES, BOR, at=SECOND))
    assert found[1].startswith("[base; BOR merges with art_1__para_2; KES supports BOR: 1. ")
    assert found[2].startswith("[base; BOR merges into art_1__para_1; KES supports BOR: 2. ")


def test_who_supports_a_deletion_has_no_such_provision() -> None:
    text = compiled(DRAFT, [deletes(BOR), supports(ARD, BOR), supports(KES, ARD)]).text
    for party in (BOR, ARD, KES):
        assert project(text, party).index(PARAGRAPH_1) is None
    assert project(text, VEL).index(PARAGRAPH_1) == 1


def test_who_stands_alone_with_what_it_joined_is_said_to_do_it() -> None:
    one = Delete(provision=WId("art_1__para_1"), backers=Backers(supporters=(KES,), whom=((KES, BOR),)))
    assert characters(consolidated(DRAFT, [one]).provisions[1]) == f"[base; KES deletes: {RESTRAINT}]"


def test_a_compilation_that_does_not_say_whom_is_read_as_before() -> None:
    compilation = compiled(DRAFT, [deletes(BOR), supports(ARD, BOR)])
    file = json.loads(to_json(compilation))
    (deletion,) = file["operations"]
    del deletion["backers"]["whom"]
    (own,) = (one for one in file["provisions"] if one["eid"] == "art_1__para_1")
    own["standing"] = {"deleted_by": ["ARD", "BOR"]}
    text = from_json(json.dumps(file).encode()).text
    assert characters(text.provisions[1]) == f"[base; ARD, BOR delete: {RESTRAINT}]"


def test_a_text_put_on_the_table_and_taken_over_shows_who_supported() -> None:
    text = tabled(compiled(DRAFT, [deletes(BOR), supports(KES, BOR)]).text)
    assert characters(text.provisions[1]) == f"[BOR deletes; KES supports BOR: {RESTRAINT}]"
    taken = taken_over(text)
    assert [(one.party, one.role) for one in taken.shown] == [(KES, Role.SUPPORTS), (BOR, Role.DELETES)]
    assert [taken.of(party).index(PARAGRAPH_1) for party in (BOR, KES, VEL)] == [None, None, 1]
