"""A bracketed text taken over in the middle of a negotiation: its base, and what it shows of each party."""

from __future__ import annotations

import pytest

from tests.builders import provision, text
from travaux.answers.position import Adds, Amends, Deletes, Opposes
from travaux.answers.shown import SHOWN
from travaux.compile.compiling import compiled
from travaux.compile.matrix import Spoke, matrix
from travaux.compile.project import project
from travaux.compile.taken_over import Role, TakenOver, taken_over
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.wording import PartyCode

ARD, BOR, CEL, KES = (PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES"))


def one(words: str) -> TakenOver:
    return taken_over(text(provision(Kind.PARAGRAPH, "1.", words, eid="para_1"), language="en"))


def says(found: Text) -> str:
    return " | ".join(show(each.words) for each in found.provisions)


WORDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "one in nobody's name": (
        "Parties [shall / ARD: should] meet.",
        "Parties shall meet.",
        {"ARD": "Parties should meet."},
    ),
    "all in somebody's name": (
        "Parties [ARD: shall / BOR; CEL supports: should] meet.",
        "Parties  meet.",
        {"ARD": "Parties shall meet.", "BOR": "Parties should meet.", "CEL": "Parties should meet."},
    ),
    "several in nobody's name": (
        "in [two / ten / ARD: six] days",
        "in [two / ten] days",
        {"ARD": "in six days"},
    ),
    "nobody is named": ("in [two][ten] days", "in [two][ten] days", {}),
    "an opponent": (
        "[BOR opposes: Parties may meet.] They shall.",
        "Parties may meet. They shall.",
        {"BOR": "Parties may meet. They shall."},
    ),
    "who deletes": (
        "Parties [BOR deletes: shall] meet.",
        "Parties shall meet.",
        {"BOR": "Parties  meet."},
    ),
    "no text": (
        "Parties meet[ARD: , where appropriate, / no text].",
        "Parties meet.",
        {"ARD": "Parties meet, where appropriate,."},
    ),
    "within an alternative": (
        "in [two / ARD, BOR: [ARD: ten / BOR: six] and more] days",
        "in two days",
        {"ARD": "in ten and more days", "BOR": "in six and more days"},
    ),
    "Chinese": ("各方[应 / ARD: 可]开会。", "各方应开会。", {"ARD": "各方可开会。"}),
    "Arabic": (
        "[يجب / ARD: ينبغي] على الأطراف",
        "يجب على الأطراف",
        {"ARD": "ينبغي على الأطراف"},
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_base_and_each_party_s_words(name: str) -> None:
    written, base, own = WORDS[name]
    found = one(written)
    assert says(found.base) == base
    assert {party: says(found.of(PartyCode(party))) for party in own} == own
    assert found.parties == tuple(sorted(own))
    compilation = compiled(found.base, found.replies)
    assert {party: says(project(compilation.text, PartyCode(party))) for party in own} == own


TABLED = read_plain(
    """\
# Agreement on Locks

## Article 1 – Hours

1. The locks [ARD; BOR supports: shall / CEL: should] be worked by day.

[KES opposes: 2. Closures are published.]

[ARD, CEL: 3. A lock that is closed shows two red lights.]

[4. The Parties meet.]
""".encode(),
).text


def test_what_is_shown_of_each_party() -> None:
    assert TABLED is not None
    found = taken_over(TABLED)
    assert [(each.party, each.role, each.provision, each.words, each.whole) for each in found.shown] == [
        (ARD, Role.PROPOSES, "art_1__para_1", "shall", False),
        (BOR, Role.SUPPORTS, "art_1__para_1", "shall", False),
        (CEL, Role.PROPOSES, "art_1__para_1", "should", False),
        (KES, Role.OPPOSES, "art_1__para_2", "Closures are published.", True),
        (ARD, Role.PROPOSES, "art_1__para_3", "A lock that is closed shows two red lights.", True),
        (CEL, Role.PROPOSES, "art_1__para_3", "A lock that is closed shows two red lights.", True),
    ]


def test_it_fills_the_matrix_and_says_that_the_text_shows_it() -> None:
    assert TABLED is not None
    found = taken_over(TABLED)
    compilation = compiled(found.base, found.replies, order=(ARD, BOR, CEL, KES, PartyCode("VEL")))
    assert {voice.source for voice in compilation.voices} == {SHOWN}
    assert {stance.answer.place.source for stance in compilation.stances} == {SHOWN}
    rows = {
        row.address: [
            [type(stance.answer.position) for stance in cell.stances] if isinstance(cell, Spoke) else None
            for cell in row.cells
        ]
        for row in matrix(compilation).rows
        if row.shows
    }
    assert {row.tally.spoke for row in matrix(compilation).rows} == {()}
    assert rows == {
        "art_1__para_1": [[Amends], [Amends], [Amends], None, None],
        "art_1__para_2": [None, None, None, [Opposes], None],
        "art_1__para_3": [[Adds], None, [Adds], None, None],
    }


def test_brackets_in_nobody_s_name_stay_in_the_base() -> None:
    assert TABLED is not None
    found = taken_over(TABLED)
    assert [each.standing.tabled for each in found.base.provisions][-1]
    assert found.base.draft == "Base of the text taken over"


def test_a_provision_some_would_strike_is_struck_for_them() -> None:
    read = read_plain(b"## Article 1\n\n1. Parties meet.\n\n[BOR deletes: 2. They dine.]\n").text
    assert read is not None
    found = taken_over(read)
    assert [type(each.position) for reply in found.replies for each in reply.answers] == [Deletes]
    assert says(found.of(BOR)) == " | Parties meet."


def test_who_opposes_that_a_provision_is_struck_opposes_that_and_not_the_provision() -> None:
    read = read_plain(
        b"## Article 1\n\n1. Parties meet.\n\n[BOR deletes; ARD opposes BOR: 2. They dine.]\n"
    ).text
    assert read is not None
    found = taken_over(read)
    assert [(reply.party, [each.position for each in reply.answers]) for reply in found.replies] == [
        (ARD, [Opposes(proposal_of=BOR)]),
        (BOR, [Deletes()]),
    ]


def test_who_merges_a_provision_into_another_has_it_no_more_by_itself() -> None:
    merged = (
        "1. [Parties meet. / BOR: Parties meet and dine.]\n\n[BOR merges into art_1__para_1: 2. They dine.]\n"
    )
    read = read_plain(f"## Article 1\n\n{merged}".encode()).text
    assert read is not None
    found = taken_over(read)
    assert [(one.role, one.provision) for one in found.shown] == [
        (Role.PROPOSES, "art_1__para_1"),
        (Role.MERGES, "art_1__para_2"),
    ]
    assert says(found.of(BOR)) == " | Parties meet and dine."


def test_what_stands_in_a_provision_tabled_in_a_name_is_of_that_name() -> None:
    articles = "## Article 1\n\nParties meet.\n\n## Article 2\n\n[ARD: 1. They may:]\n\n    (a) dine;\n"
    read = read_plain(articles.encode()).text
    assert read is not None
    found = taken_over(read)
    assert says(found.base) == " | Parties meet. | "
    assert says(found.of(ARD)) == " | Parties meet. |  | They may: | dine;"
