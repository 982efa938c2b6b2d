"""Who said what of which provision: read off a small negotiation, cell by cell."""

from dataclasses import replace

import pytest

from tests.properties.negotiations import built
from tests.render.negotiation import ARD, AUR, BOR, CEL, KES, TAL, THA, VEL, negotiation, replies
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    Adds,
    Amends,
    Asks,
    Deletes,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Supports,
    Withdraws,
)
from travaux.compile.compilation import Compilation, LeftOut
from travaux.compile.compiling import compiled
from travaux.compile.matrix import (
    WHOLE,
    Cell,
    NamedIn,
    NoAnswer,
    ReplyLeftOut,
    Spoke,
    Tally,
    Unspoken,
    matrix,
)
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import Address
from travaux.text.wording import PartyCode, words


def row(compilation: Compilation, address: str) -> dict[PartyCode, str]:
    """A row as references of answers and names of the other cells."""
    found = matrix(compilation)
    cells = next(one for one in found.rows if one.address == address).cells
    return {party: shown(cell) for party, cell in zip(found.parties, cells, strict=True)}


def shown(cell: Cell) -> str:
    match cell:
        case Spoke(stances=stances):
            return " ".join(stance.reference for stance in stances)
        case NamedIn(parties=parties):
            return f"named in {' '.join(parties)}"
        case _:
            return type(cell).__name__


def small(language: str = "en") -> Text:
    labels = {"en": "Article 1", "fr": "Article premier", "ru": "Статья 1", "ar": "المادة 1", "zh": "第一条"}
    return built(
        [
            (Kind.ARTICLE, 0, labels[language], "…"),
            (Kind.PARAGRAPH, 1, "1.", "One thing."),
            (Kind.PARAGRAPH, 1, "2.", "Another thing."),
        ],
        language,
    )


def reply(*answers: tuple[str, Position], party: PartyCode = ARD) -> Reply:
    return Reply(
        party=party,
        answers=tuple(Answer(provision=where, position=what, reason="Because.") for where, what in answers),
        source="x.md",
    )


def test_a_row_says_for_every_party_what_it_did() -> None:
    assert row(negotiation(), "art_4__para_1") == {
        ARD: "ARD/3",
        AUR: "NoAnswer",
        BOR: "BOR/1",
        CEL: "Unspoken",
        KES: "named in BOR",
        TAL: "named in BOR",
        THA: "THA/1",
        VEL: "VEL/1",
    }


def test_the_tally_of_a_row_lists_who_is_counted() -> None:
    found = matrix(negotiation()).row("art_4__para_1")
    assert found is not None
    assert found.tally == Tally(
        spoke=(ARD, BOR, THA, VEL), unspoken=(CEL,), named=(KES, TAL), silent=(AUR,), left_out=()
    )


def test_an_answer_on_an_article_stands_on_its_row_and_not_on_those_of_its_paragraphs() -> None:
    compilation = negotiation()
    assert row(compilation, "art_5")[ARD] == "ARD/6"
    assert row(compilation, "art_5__para_1")[ARD] == "Unspoken"


@pytest.mark.parametrize("position", [Supports(party=BOR), Opposes(proposal_of=BOR)])
def test_who_amends_an_article_of_one_paragraph_and_who_speaks_of_that_stand_on_one_row(
    position: Position,
) -> None:
    draft = built([(Kind.ARTICLE, 0, "Article 1", "…"), (Kind.PARAGRAPH, 1, "", "One thing.")], "en")
    theirs = reply(("Article 1", Amends(words=words("Another thing."))), party=BOR)
    found = compiled(draft, [reply(("Article 1", position)), theirs])
    assert row(found, "art_1") == {ARD: "Unspoken", BOR: "Unspoken"}
    assert row(found, "art_1__para_1") == {ARD: "ARD/1", BOR: "BOR/1"}


def test_who_supports_the_deletion_of_an_article_of_one_paragraph_stands_at_the_article() -> None:
    draft = built([(Kind.ARTICLE, 0, "Article 1", "…"), (Kind.PARAGRAPH, 1, "", "One thing.")], "en")
    theirs = reply(("Article 1", Deletes()), party=BOR)
    found = compiled(draft, [reply(("Article 1", Supports(party=BOR))), theirs])
    assert row(found, "art_1") == {ARD: "ARD/1", BOR: "BOR/1"}
    assert row(found, "art_1__para_1") == {ARD: "Unspoken", BOR: "Unspoken"}


def test_what_is_added_has_a_row_and_the_answer_that_adds_stands_there_alone() -> None:
    compilation = negotiation()
    found = matrix(compilation).row("art_4__para_4bis")
    assert found is not None
    assert (found.citation, found.proposed) == ("Article 4, paragraph 4 bis", True)
    assert row(compilation, "art_4__para_4bis")[ARD] == "ARD/5"
    assert row(compilation, "art_4__para_4")[ARD] == "Unspoken"


def test_who_opposes_a_proposal_stands_at_the_proposal_and_not_at_the_draft_s_words_before_it() -> None:
    compilation = negotiation()
    assert row(compilation, "art_4__para_4bis")[BOR] == "BOR/3"
    assert row(compilation, "art_4__para_4")[BOR] == "Unspoken"


@pytest.mark.parametrize(
    ("named", "there"),
    [
        ("Article 1(1)", ["art_1__para_1"]),
        ("Article 1(1 bis)", ["art_1__para_1bis"]),
        ("Article 1", ["art_1", "art_1__para_1bis"]),
    ],
)
def test_who_opposes_new_words_or_a_new_provision_of_one_party_stands_where_it_names(
    named: str, there: list[str]
) -> None:
    new = Adds(provisions=(NewProvision(kind=Kind.PARAGRAPH, label="1 bis.", words=words("More.")),))
    proposing = [
        Reply(
            party=party,
            answers=(
                Answer(provision="Article 1(1)", position=Amends(words=words("Other words."))),
                Answer(provision="Article 1(1)", position=new),
            ),
        )
        for party in (ARD, CEL)
    ]
    opposing = Answer(provision=named, position=Opposes(proposal_of=ARD))
    compilation = compiled(small(), [*proposing, Reply(party=BOR, answers=(opposing,))])
    addresses = [one.address for one in matrix(compilation).rows]
    assert [at for at in addresses if row(compilation, at).get(BOR) == "BOR/1"] == there


def test_a_move_stands_at_both_its_ends() -> None:
    compilation = negotiation()
    assert row(compilation, "art_4__para_4")[VEL] == "VEL/3"
    assert row(compilation, "art_2__para_3")[VEL] == "VEL/3"


def test_a_merger_stands_at_each_provision_it_merges() -> None:
    merging = reply(("Article 1(1)", Merges(others=(Address("Article 1(2)"),), words=words("Both things."))))
    compilation = compiled(small(), [merging])
    assert row(compilation, "art_1__para_1") == {ARD: "ARD/1"}
    assert row(compilation, "art_1__para_2") == {ARD: "ARD/1"}


def test_who_supports_an_addition_alone_stands_where_it_does() -> None:
    """It says nothing of the provision that both name as the place; of a move or other words it would."""
    new = Adds(provisions=(NewProvision(kind="paragraph", label="1 bis.", words=words("They meet.")),))
    supports = reply(("Article 1(1)", Supports(party=ARD)), party=BOR)
    adding = compiled(small(), [reply(("Article 1(1)", new)), supports])
    assert row(adding, "art_1__para_1") == {ARD: "Unspoken", BOR: "Unspoken"}
    assert row(adding, "art_1__para_1bis") == {ARD: "ARD/1", BOR: "BOR/1"}
    moving = compiled(small(), [reply(("Article 1(1)", Moves(after="Article 1(2)"))), supports])
    assert row(moving, "art_1__para_1") == {ARD: "ARD/1", BOR: "BOR/1"}


def test_what_is_said_of_the_whole_has_the_first_row() -> None:
    compilation = compiled(small(), [reply(("", Asks(question="When does it enter into force?")))])
    first = matrix(compilation).rows[0]
    assert (first.address, first.citation) == ("", WHOLE)
    assert row(compilation, "") == {ARD: "ARD/1"}


LANGUAGES = (
    ("en", "Article 1"),
    ("fr", "Article premier"),
    ("ru", "Article 1"),
    ("ar", "Article 1"),
    ("zh", "Article 1"),
)


def test_every_provision_has_a_row_in_any_language() -> None:
    for language, article in LANGUAGES:
        found = matrix(compiled(small(language), [reply(("art_1__para_2", Accepts()))], order=(AUR,)))
        assert [(one.address, one.citation, shown(one.cells[1])) for one in found.rows] == [
            ("art_1", article, "Unspoken"),
            ("art_1__para_1", f"{article}, paragraph 1", "Unspoken"),
            ("art_1__para_2", f"{article}, paragraph 2", "ARD/1"),
        ]


def test_cover_lines_have_no_row_unless_somebody_speaks_of_them() -> None:
    draft = built(
        [(Kind.BLOCK, 0, "", "Distributed on paper."), (Kind.ARTICLE, 0, "Article 1", "Aims")], "en"
    )
    assert [one.address for one in matrix(compiled(draft, [])).rows] == ["art_1"]
    spoken = compiled(draft, [reply(("block_1", Asks(question="Why on paper?")))])
    assert [one.address for one in matrix(spoken).rows] == ["block_1", "art_1"]


def test_what_was_taken_back_stands_in_its_cell_and_says_so() -> None:
    compilation = compiled(small(), [reply(("Article 1(1)", Accepts()), ("Article 1(1)", Withdraws()))])
    found = matrix(compilation).row("art_1__para_1")
    assert found is not None
    assert [cell.withdrawn for cell in found.cells if isinstance(cell, Spoke)] == [("ARD/1",)]


def test_what_was_not_understood_stands_where_it_names_a_provision_and_says_so() -> None:
    quoting = reply(
        ("Article 1(1)", Adds(provisions=(NewProvision(kind="paragraph", label="3.", words=words("x")),)))
    )
    twice = Reply(
        party=ARD, answers=(*quoting.answers, *reply(("Article 9", Accepts())).answers), source="x.md"
    )
    compilation = compiled(small(), [twice])
    first = matrix(compilation).rows[0]
    assert first.address == ""
    assert [cell.aside for cell in first.cells if isinstance(cell, Spoke)] == [("ARD/2",)]


def test_a_reply_that_was_left_out_is_not_shown_as_no_answer() -> None:
    fault = LeftOut(party="THA", source="tha.pdf", finding=Finding(code="unreadable", message="A picture."))
    others = [one for one in replies() if one.party != THA]
    compilation = compiled(negotiation().draft, others, order=(AUR, THA), left_out=[fault])
    found = matrix(compilation).row("art_1")
    assert found is not None
    assert (found.cells[0], found.cells[1]) == (NoAnswer(), ReplyLeftOut())
    assert found.tally.left_out == (THA,)


def test_a_party_with_a_reply_of_its_own_is_not_shown_as_named_in_anothers() -> None:
    own = reply(("art_1", Accepts()), party=KES)
    compilation = compiled(negotiation().draft, [*replies(), own])
    assert row(compilation, "art_1")[KES] == "KES/1"
    assert row(compilation, "art_2")[KES] == Unspoken.__name__


def test_a_party_with_a_reply_of_its_own_is_shown_through_the_collective_reply_that_names_it() -> None:
    """Whoever speaks in the name of a party is named where the party's own reply has no position."""
    ours = replace(reply(("art_1__para_1", Deletes())), principals=(ARD, BOR))
    own = reply(("art_1__para_2", Deletes()), party=BOR)
    found = matrix(compiled(small(), [ours, own]))
    assert [
        (one.address, [cell.through for cell in one.cells if isinstance(cell, Unspoken)])
        for one in found.rows
    ] == [("art_1", [(), ()]), ("art_1__para_1", [(ARD,)]), ("art_1__para_2", [()])]
    assert [
        (one.address, said.reference)
        for one in found.rows
        for cell in one.cells
        if isinstance(cell, Unspoken)
        for said in cell.said
    ] == [("art_1__para_1", "ARD/1")]
