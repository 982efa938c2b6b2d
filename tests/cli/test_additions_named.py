"""What a party adds is named by the name that is printed, wherever one supports, opposes, holds or asks."""

from __future__ import annotations

import pytest

from tests.cli.recorder import Recorder

WRITTEN = """\
# Answer of {party}

In answer to: First draft

## {at}

Position: adds

Words:

> 1 bis. {words}

Reason: Needed.
"""
ON = "# Answer of {party}\n\nIn answer to: First draft\n\n## {at}\n\nPosition: {position}\n"
TIDES = "It applies to tides."
STRAITS = "It applies to the straits."


@pytest.fixture
def added(tides: Recorder) -> Recorder:
    """A record in which ARD, by entry 9, adds a paragraph 1 bis to Article 1."""
    answered(tides, "ARD", WRITTEN, at="Article 1, paragraph 1", words=TIDES)
    return tides


def answered(recorder: Recorder, party: str, sheet: str, **fields: str) -> str:
    name = recorder.file(f"{party.lower()}.md", sheet.format(party=party, **fields))
    return recorder.does(f"answer {name} --for {party}")


def refused(recorder: Recorder, line: str) -> str:
    said = recorder.run(line)
    assert said.code != 0
    return " ".join(said.err.split())


def row(recorder: Recorder, name: str) -> str:
    """Give what the matrix says in the row of a provision that is proposed."""
    told = recorder.does("matrix")
    return " ".join(told.partition(f"+ {name}\n")[2].partition("\n  +")[0].partition("\n  1 ")[0].split())


@pytest.mark.parametrize("name", ["Article 1(1 bis)", "1(1 bis)", "Article 1, paragraph 1 bis", "1 bis"])
@pytest.mark.parametrize(
    ("position", "told"),
    [
        ("supports ARD", "BOR: supports ARD"),
        ("opposes ARD\n\nReason: No.", "BOR: opposes ARD's proposal Reason: “No.”"),
        ("asks\n\nQuestion: Which?", "BOR: asks: “Which?”"),
        ("holds\n\nKind: scrutiny", "BOR: holds (scrutiny)"),
    ],
)
def test_a_sheet_names_what_is_added(added: Recorder, name: str, position: str, told: str) -> None:
    answered(added, "BOR", ON, at=name, position=position)
    assert told in row(added, "Article 1, paragraph 1 bis")


def test_support_goes_to_the_article_it_names_and_to_no_other(added: Recorder) -> None:
    """Article 2's 1 bis is not Article 1's, though ARD adds both."""
    sheet = WRITTEN + "\n## Article 2\n\nPosition: adds\n\nWords:\n\n> 1 bis. In writing.\n\nReason: Clear.\n"
    answered(added, "ARD", sheet, at="Article 1, paragraph 1", words=TIDES)
    answered(added, "BOR", ON, at="Article 2(1 bis)", position="supports ARD")
    assert "BOR" not in row(added, "Article 1, paragraph 1 bis")
    assert "BOR: supports ARD" in row(added, "Article 2, paragraph 1 bis")


def test_a_name_that_can_be_two_of_a_party_is_not_guessed(added: Recorder) -> None:
    sheet = WRITTEN + "\n## Article 2\n\nPosition: adds\n\nWords:\n\n> 1 bis. In writing.\n\nReason: Clear.\n"
    answered(added, "ARD", sheet, at="Article 1, paragraph 1", words=TIDES)
    name = added.file("bor.md", ON.format(party="BOR", at="1 bis", position="supports ARD"))
    assert "[ambiguous-provision]" in refused(added, f"answer {name} --for BOR")
    added.does_anyway(f"answer {name} --for BOR --anyway")
    told = " ".join(added.run("compile").out.split())
    assert (
        'ARD adds 2 provisions that "1 bis" can name: "Article 1, paragraph 1 bis"; '
        '"Article 2, paragraph 1 bis".' in told
    )


def test_two_proposals_under_one_number_have_their_parties_in_their_names(added: Recorder) -> None:
    """What is ambiguous is refused, and it is said how one is named; each is printed by that name."""
    answered(added, "BOR", WRITTEN, at="Article 1, paragraph 1", words="No lake is meant by this at all.")
    sheet = ON.format(party="CEL", at="Article 1(1 bis)", position="asks\n\nQuestion: Which?")
    said = refused(added, f"answer {added.file('cel.md', sheet)} --for CEL")
    assert "ARD and BOR each propose to add it." in said
    assert 'Say whose is meant, with the party in brackets: "Article 1, paragraph 1 bis (ARD)".' in said
    named = "Article 1, paragraph 1 bis (BOR)"
    answered(added, "CEL", ON, at=named, position="asks\n\nQuestion: Which?")
    assert "CEL" not in row(added, "Article 1, paragraph 1 bis (ARD)")
    assert "CEL: asks: “Which?”" in row(added, named)


def test_what_has_no_number_is_named_as_it_is_printed(tides: Recorder) -> None:
    sheet = WRITTEN.replace("1 bis. ", "")
    answered(tides, "ARD", sheet, at="Article 1, paragraph 1", words=STRAITS)
    name = "Article 1, new paragraph after paragraph 1"
    answered(tides, "BOR", ON, at=name, position="asks\n\nQuestion: Which?")
    assert "BOR: asks: “Which?”" in row(tides, name)


@pytest.mark.parametrize("position", ["accepts", "opposes\n\nReason: No.", "deletes\n\nReason: No."])
def test_what_is_said_of_no_provision_of_the_draft_is_refused_with_the_way_out(
    added: Recorder, position: str
) -> None:
    sheet = ON.format(party="BOR", at="Article 1(1 bis)", position=position)
    said = refused(added, f"answer {added.file('bor.md', sheet)} --for BOR")
    assert '"Article 1(1 bis)" is not in the draft; ARD would add it.' in said
    assert 'To join it write "supports ARD", against it "opposes ARD"' in said


def test_what_nobody_adds_is_refused_as_before(added: Recorder) -> None:
    sheet = ON.format(party="BOR", at="Article 1(1 ter)", position="asks\n\nQuestion: Which?")
    said = refused(added, f"answer {added.file('bor.md', sheet)} --for BOR")
    assert '"Article 1(1 ter)" is not in the draft, which has 3 articles' in said


def test_status_and_history_say_it_at_its_place_and_not_of_the_whole_text(added: Recorder) -> None:
    answered(added, "BOR", ON, at="Article 1(1 bis)", position="supports ARD")
    status = " ".join(added.does("status").split())
    assert "Article 1, paragraph 1 bis: 2 answers" in status
    assert "The whole text" not in status
    history = added.does('history "Article 1"')
    assert "Article 1(1 bis): supports ARD" in history
    assert "passed over" not in history


ISLANDS = """\
# Answer of ARD

In answer to: First draft

## Article 2

Position: adds

Words:

> Article 2 bis. Islands
>
> Islands belong to their sea.

Reason: Needed.
"""


@pytest.fixture
def islands(tides: Recorder) -> Recorder:
    """A record in which ARD, by entry 9, adds an article, and others speak of it."""
    answered(tides, "ARD", ISLANDS)
    answered(tides, "BOR", ON, at="Article 2 bis", position="opposes ARD\n\nReason: No.")
    answered(tides, "CEL", ON, at="Article 2 bis", position="holds")
    return tides


def test_what_is_said_of_an_added_article_stands_there_and_not_on_the_whole_text(islands: Recorder) -> None:
    status = islands.does("status").partition("4. Which proposals are undecided")[2]
    assert [one.strip() for one in status.splitlines() if one.strip()[:1] in {"○", "◐"}] == [
        "◐ Article 2 bis: 3 answers, contested",
    ]


def test_who_adds_an_article_is_told_since_then_who_opposes_and_holds_it(islands: Recorder) -> None:
    told = " ".join(islands.does("since ARD --from 10").split())
    assert told.partition("counted again below. ")[2] == (
        "Article 2 bis of draft 1 "
        "BOR (recorded by SEC, not signed by BOR), 2 March 2026, 09:08 UTC, entry 10 answers: "
        "opposes ARD's proposal Reason: “No.” "
        "In its provisions Its provisions are those that it has answered, holds, has asked about, joined at "
        "or tied, and what became of them in later drafts. "
        "Article 2 bis of draft 1 "
        "CEL (recorded by SEC, not signed by CEL), 2 March 2026, 09:09 UTC, entry 11 answers: "
        "holds (general)"
    )


def test_who_opposes_an_added_article_is_told_when_its_words_are_others(islands: Recorder) -> None:
    answered(islands, "ARD", ISLANDS.replace("their sea", "their State"))
    told = " ".join(islands.does("since BOR --from 11").split())
    assert "Article 2 bis of draft 1 CEL" in told
    assert "entry 12 answers: Article 2: adds: “Article 2 bis Islands Islands belong to their State.”" in told


def test_coverage_tells_what_a_reply_says_of_what_others_would_add(islands: Recorder) -> None:
    told = [one.strip() for one in islands.does("coverage 11").splitlines()]
    assert told[-3:] == [
        "answers: nothing",
        "passes over in silence 4: recital 1; Article 1; Article 2; Article 3",
        "speaks of what others would add: Article 2 bis",
    ]


def test_an_added_article_that_is_opposed_is_one_row_of_the_matrix(islands: Recorder) -> None:
    told = islands.does("matrix")
    assert [one.strip() for one in told.splitlines() if one.startswith("  + ")] == ["+ Article 2 bis"]


def test_what_another_adds_is_answered_by_its_name_alone(islands: Recorder) -> None:
    """What its party says of other provisions stands, as where it answers one provision of the draft."""
    islands.does('answer "Article 1, paragraph 1" --position accepts --for CEL')
    sheet = islands.file("cel.md", ON.format(party="CEL", at="Article 2 bis", position="supports ARD"))
    assert 'add --only "Article 2 bis"' in refused(islands, f"answer {sheet} --for CEL")
    islands.does(f'answer {sheet} --only "Article 2 bis" --for CEL')
    assert (
        row(islands, "Article 2 bis").partition(" Reason")[0]
        == ("ARD: adds: “Article 2 bis Islands Islands belong to their sea.” Reason: “Needed.”").partition(
            " Reason"
        )[0]
    )
    islands.does('answer "Article 2 bis" --position opposes --party ARD --reason Never. --for CEL')
    told = islands.does("matrix")
    assert "CEL: supports ARD" not in told
    assert "CEL: accepts" in told
    history = " ".join(islands.does('history "Article 2 bis"').split())
    assert "entry 13 answers; since superseded by entry 14: Article 2 bis: supports ARD" in history
    assert "entry 14 answers: Article 2 bis: opposes ARD's proposal Reason: “Never.”" in history


def test_a_later_word_on_a_proposal_takes_the_place_of_the_earlier(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position amends --replace own --with no --reason r --for ARD')
    tides.does('answer "Article 3" --position opposes --party ARD --reason r --for BOR')
    tides.does('answer "Article 3" --position supports --party ARD --reason r --for BOR')
    assert "BOR: opposes" not in tides.does("matrix")
    tides.does('answer "Article 3" --position opposes --party ARD --reason r --for BOR')
    assert "BOR: supports" not in tides.does("matrix")


def test_the_command_line_holds_joins_and_asks_about_what_is_added(added: Recorder) -> None:
    added.does('hold enter "Article 1(1 bis)" --kind scrutiny --as BOR')
    added.does('sponsor join 9 "Article 1, paragraph 1 bis" --as BOR')
    added.does('ask "Which?" --to ARD --on "1(1 bis)" --as BOR')
    log = " ".join(added.does("log --last 3").split())
    assert "Enters a hold (scrutiny) on Article 1, paragraph 1 bis of draft 1" in log
    assert "Joins the proposal at Article 1, paragraph 1 bis in entry 9" in log
    assert "Asks ARD on Article 1, paragraph 1 bis in entry 9" in log
    found = row(added, "Article 1, paragraph 1 bis")
    assert "BOR: supports ARD" in found
    assert "BOR: holds (scrutiny)" in found


@pytest.mark.parametrize(
    "line", ['hold enter "{at}" --kind scrutiny --as CEL', 'ask "Which?" --to ARD --on "{at}" --as CEL']
)
def test_the_command_line_refuses_what_is_ambiguous(added: Recorder, line: str) -> None:
    answered(added, "BOR", WRITTEN, at="Article 1, paragraph 1", words="No lake is meant by this at all.")
    said = refused(added, line.format(at="Article 1(1 bis)").replace("CEL", "CHR"))
    assert "there are 2 proposals to add it: ARD (entry 9), BOR (entry 10)." in said
    assert 'with the party in brackets: "Article 1, paragraph 1 bis (ARD)"' in said


def test_a_question_says_whose_proposal_it_is_about(added: Recorder) -> None:
    answered(added, "BOR", WRITTEN, at="Article 1, paragraph 1", words="No lake is meant by this at all.")
    added.does('ask "Which?" --to BOR --on "Article 1(1 bis) (BOR)" --as CHR')
    assert "on Article 1, paragraph 1 bis in entry 10" in " ".join(added.does("log --last 1").split())


def test_nobody_learns_from_a_refusal_what_is_not_for_them(tides: Recorder) -> None:
    """A proposal for one party alone gives no other party a name for it."""
    sheet = WRITTEN.format(party="ARD", at="Article 1, paragraph 1", words=TIDES)
    tides.does(f"answer {tides.file('ard.md', sheet)} --as ARD --audience to:CEL")
    assert '"Article 1(1 bis)" is not in "First draft".' in refused(
        tides, 'hold enter "Article 1(1 bis)" --kind scrutiny --as BOR'
    )


BESIDE = """

## Article 1, paragraph 1

Position: amends

Replace: Meridian Sea

With: Meridian Sea and its straits

Reason: Clear.
"""


@pytest.fixture
def both(tides: Recorder) -> Recorder:
    """A record in which ARD, by entry 9, rewords paragraph 1 of Article 1 and adds a paragraph 1 bis."""
    answered(tides, "ARD", WRITTEN + BESIDE, at="Article 1, paragraph 1", words=TIDES)
    return tides


@pytest.mark.parametrize(
    ("at", "words", "addition"),
    [
        ("Article 1, paragraph 1", "ARD; BOR supports", "ARD"),
        ("Article 1(1 bis)", "ARD", "ARD; BOR supports"),
        ("Article 1", "ARD; BOR supports", "ARD; BOR supports"),
    ],
)
@pytest.mark.parametrize("by", ["sheet", "sponsor"])
def test_who_joins_the_words_of_a_provision_joins_nothing_that_is_added_beside_it(
    both: Recorder, by: str, at: str, words: str, addition: str
) -> None:
    """What another answer of the same party adds has a name of its own: who names one means one."""
    if by == "sheet":
        answered(both, "BOR", ON, at=at, position="supports ARD")
    else:
        both.does(f'sponsor join 9 "{at}" --as BOR')
    both.does("compile -o all.md --quiet")
    text = (both.folder / "all.md").read_text()
    assert text.partition("### Article 1: Scope\n\n")[2].partition("\n\n2. ")[0] == (
        f"1. This Agreement applies to the Meridian Sea[base: no text / {words}:  and its straits].\n\n"
        f"[{addition}: 1 bis. {TIDES}]"
    )


@pytest.mark.parametrize(
    ("at", "words", "addition"),
    [
        ("Article 1, paragraph 1", "ARD; BOR opposes", "ARD"),
        ("Article 1(1 bis)", "ARD", "ARD; BOR opposes"),
        ("Article 1", "ARD; BOR opposes", "ARD; BOR opposes"),
    ],
)
def test_who_opposes_one_of_two_proposals_opposes_nothing_beside_it(
    both: Recorder, at: str, words: str, addition: str
) -> None:
    """Nobody is shown as opposing what it has not named, in the text or in the matrix."""
    answered(both, "BOR", ON, at=at, position="opposes ARD\n\nReason: No.")
    both.does("compile -o all.md --quiet")
    expected = (
        f"1. This Agreement applies to the Meridian Sea[base: no text / {words}:  and its straits].\n\n"
        f"[{addition}: 1 bis. {TIDES}]"
    )
    text = (both.folder / "all.md").read_text()
    assert text.partition("### Article 1: Scope\n\n")[2].partition("\n\n2. ")[0] == expected
    assert ("BOR: opposes ARD" in row(both, "Article 1, paragraph 1 bis")) is ("BOR" in addition)


def test_what_was_added_with_a_position_beside_other_words_is_joined_by_itself(tides: Recorder) -> None:
    tides.does(
        'answer "Article 1, paragraph 1" --position amends --replace Sea --with Ocean --reason r --as ARD'
    )
    adds = f'--position adds --words "1 bis. {TIDES}" --reason r'
    tides.does(f'answer "Article 1, paragraph 1" {adds} --as ARD')
    tides.does(f'sponsor join {tides.size() - 1} "Article 1(1 bis)" --as BOR')
    tides.does("compile -o all.md --quiet")
    text = (tides.folder / "all.md").read_text()
    assert "BOR" not in text.partition("### Article 1: Scope\n\n")[2].partition("\n")[0]
    assert f"[ARD; BOR supports: 1 bis. {TIDES}]" in text
    assert "BOR: supports ARD" in row(tides, "Article 1, paragraph 1 bis")


@pytest.mark.parametrize("position", ["supports", "opposes"])
@pytest.mark.parametrize(
    ("at", "named"),
    [
        ("Article 3", ["no costs]."]),
        ("Article 3 bis", ["Article 3 bis: Lakes]", "No lake is meant.]"]),
    ],
)
def test_an_article_that_is_added_is_no_part_of_the_article_before_it(
    tides: Recorder, position: str, at: str, named: list[str]
) -> None:
    """With all that stands in it: neither its heading nor its paragraphs are meant by the other's name."""
    given = 'answer "Article 3" --reason r --as ARD --position'
    tides.does(f"{given} amends --replace own --with no")
    tides.does(f'{given} adds --words "Article 3 bis Lakes\n\nNo lake is meant."')
    answered(tides, "BOR", ON, at=at, position=f"{position} ARD\n\nReason: r.")
    tides.does("compile -o all.md --quiet")
    text = (tides.folder / "all.md").read_text().partition("### Article 3: Costs")[2]
    said = [line.partition(f"BOR {position}: ")[2] for line in text.splitlines() if "BOR" in line]
    assert said == named


def test_an_article_that_is_added_beside_other_words_is_joined_by_itself(tides: Recorder) -> None:
    given = 'answer "Article 3" --reason r --as ARD --position'
    tides.does(f"{given} amends --replace own --with no")
    tides.does(f'{given} adds --words "Article 3 bis Lakes\n\nNo lake is meant."')
    tides.does(f'sponsor join {tides.size() - 1} "Article 3 bis" --as BOR')
    tides.does("compile -o all.md --quiet")
    text = (tides.folder / "all.md").read_text()
    assert "[base: own costs / ARD: no costs]" in text
    assert "[ARD; BOR supports: Article 3 bis: Lakes]" in text


def test_who_opposes_one_of_two_additions_opposes_no_other(tides: Recorder) -> None:
    words = f"{TIDES}\n>\n> 1 ter. It applies to lakes."
    answered(tides, "ARD", WRITTEN, at="Article 1, paragraph 1", words=words)
    answered(tides, "BOR", ON, at="Article 1(1 ter)", position="opposes ARD\n\nReason: No.")
    tides.does("compile -o all.md --quiet")
    text = (tides.folder / "all.md").read_text()
    assert f"[ARD: 1 bis. {TIDES}]" in text
    assert "[ARD; BOR opposes: 1 ter. It applies to lakes.]" in text


def test_nobody_joins_what_contradicts_words_of_its_own(both: Recorder) -> None:
    """It is said before anything is recorded: a join that cannot be followed would change nothing."""
    own = "Position: amends\n\nReplace: Meridian Sea\n\nWith: inner sea\n\nReason: Smaller.\n"
    sheet = f"# Answer of BOR\n\nIn answer to: First draft\n\n## Article 1, paragraph 1\n\n{own}"
    both.does(f"answer {both.file('bor.md', sheet)} --for BOR")
    size = both.size()
    assert (
        "BOR itself proposes other words or another place for something in Article 1, paragraph 1, and "
        "cannot have what ARD proposes there as well. To yield to it, answer “supports ARD” on Article 1"
    ) in refused(both, 'sponsor join 9 "Article 1, paragraph 1" --as BOR')
    assert both.size() == size
    both.does('sponsor join 9 "Article 1(1 bis)" --as BOR')


@pytest.fixture
def rivals(tides: Recorder) -> Recorder:
    """ARD, with --position in entry 9, and BOR, by a sheet in entry 10, each add a paragraph 1 bis."""
    words = f'--words "1 bis. {TIDES}"'
    tides.does(f'answer "Article 1, paragraph 1" --position adds {words} --reason Needed --as ARD')
    answered(tides, "BOR", WRITTEN, at="Article 1, paragraph 1", words="No lake is meant by this at all.")
    return tides


def test_a_question_on_what_was_added_with_a_position_names_where_that_was_given(rivals: Recorder) -> None:
    rivals.does('ask "Which?" --to ARD --on "Article 1(1 bis) (ARD)" --as BOR')
    rivals.does('sponsor join 9 "Article 1, paragraph 1 bis" --for CEL')
    log = " ".join(rivals.does("log --last 2").split())
    assert "Asks ARD on Article 1, paragraph 1 in entry 9" in log
    assert "CEL: supports ARD" in row(rivals, "Article 1, paragraph 1 bis (ARD)")
    assert "CEL" not in row(rivals, "Article 1, paragraph 1 bis (BOR)")


def test_a_hold_is_on_the_one_of_two_additions_that_its_name_says(rivals: Recorder) -> None:
    rivals.does('hold enter "Article 1(1 bis) (BOR)" --kind scrutiny --as ARD')
    assert "ARD: holds (scrutiny)" in row(rivals, "Article 1, paragraph 1 bis (BOR)")
    assert "holds" not in row(rivals, "Article 1, paragraph 1 bis (ARD)")
    log = " ".join(rivals.does("log --last 1").split())
    assert "Enters a hold (scrutiny) on Article 1, paragraph 1 bis (BOR) of draft 1" in log
    assert "Article 1, paragraph 1 bis (BOR)" in rivals.does("status")
    assert "Enters a hold" not in rivals.does('history "Article 1(1 bis) (ARD)"')
    assert "enters a hold" in rivals.does('history "Article 1(1 bis) (BOR)"')
    rivals.does("hold lift 11 --as ARD")
    assert "holds" not in row(rivals, "Article 1, paragraph 1 bis (BOR)")


@pytest.mark.parametrize("name", ["Article 1(1 bis)", "Article 1, paragraph 1 bis", "art_1__para_1bis"])
def test_history_tells_of_what_is_added_and_of_all_that_was_said_of_it(rivals: Recorder, name: str) -> None:
    rivals.does('ask "Which tides?" --to ARD --on "Article 1(1 bis) (ARD)" --as CHR')
    answered(rivals, "CEL", ON, at="Article 1, paragraph 1 bis (BOR)", position="supports BOR")
    rivals.does('answer "Article 2" --position deletes --reason No --for CEL')
    told = " ".join(rivals.does(f'history "{name}"').split())
    assert "History of Article 1, paragraph 1 bis" in told
    assert "It is not in this draft." in told
    for said in (TIDES, "No lake is meant", "“Which tides?”", "supports BOR"):
        assert said in told
    assert "deletes" not in told


def test_history_of_one_of_two_under_a_number_tells_of_that_alone_and_of_what_was_taken_back(
    rivals: Recorder,
) -> None:
    rivals.does("withdraw 9 --as ARD")
    told = " ".join(rivals.does('history "Article 1(1 bis) (ARD)"').split())
    assert TIDES in told
    assert "No lake" not in told
    assert "since withdrawn" in told


def test_history_of_what_nobody_adds_is_refused_as_before(rivals: Recorder) -> None:
    assert '"Article 1(1 ter)" is not in "First draft".' in refused(rivals, 'history "Article 1(1 ter)"')


def test_what_is_added_under_a_number_of_the_draft_is_not_taken_for_what_the_draft_has(
    tides: Recorder,
) -> None:
    """With a party behind it, "Article 2" is what ARD would add, and not Article 2 of the draft."""
    article = "> Article 2 Tides\n>\n> 1. It applies to tides."
    sheet = WRITTEN.replace("> 1 bis. {words}", article)
    answered(tides, "ARD", sheet, at="Article 1", words="")
    told = " ".join(tides.does('history "Article 2 (ARD)"').split())
    assert "History of Article 2 of draft 1" in told
    assert "It is not in this draft." in told
    assert "It is Article 2" in " ".join(tides.does('history "Article 2"').split())
    said = refused(tides, 'hold enter "Article 2 (ARD)" --kind scrutiny --as BOR')
    assert "has a number that the draft gives to a provision of its own" in said
    tides.does('ask "Which?" --to ARD --on "Article 2 (ARD)" --as BOR')
    assert "Asks ARD on Article 2 in entry 9" in " ".join(tides.does("log --last 1").split())


def test_who_joins_names_the_answer_that_proposes_it(tides: Recorder) -> None:
    """Neither what its party proposes in another answer, nor a provision on which it proposes nothing."""
    given = "--position amends --reason r --as ARD"
    tides.does(f'answer "Article 1" {given} --replace "Meridian Sea" --with "inner sea"')
    tides.does(f'answer "Article 3" {given} --replace own --with no')
    size = tides.size()
    spoken = "names {} in entry {}, which speaks to {}; name one of these."
    said = refused(tides, 'sponsor join 10 "Article 1" --as BOR')
    assert spoken.format("art_1", 10, "art_3") in said
    said = refused(tides, 'sponsor join 10 "Article 2" --as BOR')
    assert spoken.format("art_2", 10, "art_3") in said
    assert "entry 9" in refused(tides, 'sponsor join 9 "Article 3" --as BOR')
    assert tides.size() == size


def test_two_that_add_beside_and_support_each_other_have_both(tides: Recorder) -> None:
    """Nothing is in a circle where each has words of its own, neither in the place of the other's."""
    both = WRITTEN.replace("1 bis.", "{label}") + "\n## {at}\n\nPosition: supports {other}\n"
    at = "Article 1, paragraph 1"
    answered(tides, "ARD", WRITTEN, at=at, words=TIDES)
    answered(tides, "BOR", both, at=at, label="1 ter.", words=STRAITS, other="ARD")
    answered(tides, "ARD", both, at=at, label="1 bis.", words=TIDES, other="BOR")
    told = tides.run("compile")
    assert "circle" not in told.out + told.err
    assert "BOR: supports ARD" in row(tides, "Article 1, paragraph 1 bis")
    assert "ARD: supports BOR" in row(tides, "Article 1, paragraph 1 ter")


@pytest.mark.parametrize("position", ["accepts", "holds\n\nKind: scrutiny"])
def test_what_a_party_adds_is_not_the_drafts_own_of_that_number(added: Recorder, position: str) -> None:
    name = added.file("bor.md", ON.format(party="BOR", at="Article 1 (ARD)", position=position))
    told = added.run(f"answer {name} --for BOR")
    assert (
        '"Article 1 (ARD)" is read as what ARD adds under that number, not as "Article 1" of the draft.'
        in " ".join((told.out + told.err).split())
    )


def test_who_asked_of_an_addition_did_so_also_when_it_is_withdrawn(islands: Recorder) -> None:
    islands.does("withdraw 9 --for ARD")
    assert "not understood" not in islands.does("fates")
    matrix = [one.strip() for one in islands.does("matrix").splitlines()]
    at = matrix.index("Article 2 bis (withdrawn)")
    assert next(one for one in matrix[at:] if one.startswith("BOR: ")) == "BOR: opposes ARD's proposal"
    at = matrix.index("CEL: holds (general)", at)
    assert matrix[at + 1 : at + 3] == [
        "said of what ARD proposed then: adds: “Article 2 bis Islands Islands belong to their sea.”",
        "ARD no longer proposes that (entry 12)",
    ]
    status = islands.does("status").partition("4. Which proposals are undecided")[2]
    assert [one.strip() for one in status.splitlines() if one.strip()[:1] in {"○", "◐"}] == [
        "◐ Article 2 bis: 2 answers"
    ]


def test_what_is_said_of_an_addition_is_withdrawn_by_its_name(islands: Recorder) -> None:
    islands.does('withdraw 11 "Article 2 bis" --for CEL')
    told = islands.does("matrix")
    assert ("BOR: opposes" in told, "CEL: holds" in told) == (True, False)


def test_what_is_added_beside_an_article_is_not_told_of_its_paragraphs(tides: Recorder) -> None:
    tides.does('answer "Article 1, paragraph 1" --position accepts --for CEL')
    answered(
        tides,
        "ARD",
        ISLANDS.replace("Article 2 bis", "Article 1 bis").replace("## Article 2", "## Article 1"),
    )
    answered(tides, "BOR", ON, at="Article 1 bis", position="opposes ARD\n\nReason: No.")
    history = tides.does('history "Article 1, paragraph 1"')
    assert "bis" not in history
    assert "passed over in 2 answers to the draft in whole: ARD, BOR" in history
    assert "bis" in tides.does('history "Article 1"')
    since = tides.does("since CEL --from 10")
    assert "Article 1 bis" not in since
    assert "Other entries: entries 10–11" in since


def test_two_additions_of_one_number_stand_apart_in_status(rivals: Recorder) -> None:
    answered(rivals, "CEL", ON, at="Article 1(1 bis) (ARD)", position="asks\n\nQuestion: Why?")
    rivals.does('hold enter "Article 1(1 bis) (BOR)" --kind scrutiny --for CEL')
    status = rivals.does("status").partition("4. Which proposals are undecided")[2]
    rows = [one.strip() for one in status.splitlines() if "1 bis (" in one and one.strip()[:1] in {"○", "◐"}]
    assert rows == [
        "○ Article 1, paragraph 1 bis (ARD): 2 answers, contested",
        "◐ Article 1, paragraph 1 bis (BOR): 1 answer, contested",
    ]


def test_the_brief_tells_what_is_said_of_an_addition_at_its_name(islands: Recorder) -> None:
    islands.does("compile -o all.json --quiet")
    brief = islands.run("brief all.json").out
    assert "- **Article 2 bis**: CEL holds (general)" in brief
