"""Every verb that records: what it writes, in whose name, on what."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.recorder import ANSWER, DRAFT, DRAFT_AT, Recorder, environment
from travaux.record.act import TYPES

ZONE = "--zone Europe/Zurich"


def addresses(entry: dict[str, Any]) -> list[str | None]:
    found = entry["re"]
    return [one.get("article") for one in found]


def test_a_draft_is_tabled_after_the_one_before_or_beside_it(tides: Recorder) -> None:
    first = tides.entries()[DRAFT_AT]["leaf"]
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --status "chair\'s text" --as CHR')
    assert tides.last()["re"] == [{"leaf": first}]
    assert tides.last()["body"] == {"title": "Second draft", "status": "chair's text"}
    tides.does('table second.md --title "A non-paper" --status non-paper --beside --not-a-basis --as ARD')
    assert (tides.last()["re"], tides.last()["actor"]) == ([], "ARD")
    rows = [tides.does(f"show {at}") for at in (tides.size() - 2, tides.size() - 1)]
    assert ["no answers are asked to this text" in " ".join(one.split()) for one in rows] == [False, True]
    assert ["for answers answers are asked to this text" in " ".join(one.split()) for one in rows] == [
        True,
        False,
    ]
    docs = tides.last()["docs"]
    assert [(one["name"], one["lang"], one["media"]) for one in docs] == [
        ("second.md", "en", "text/markdown")
    ]


def test_an_answer_is_not_tabled_and_a_draft_is_not_an_answer(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    said = tides.run('table ARD.md --title "Draft"')
    assert (said.code, "was read as an answer" in said.err) == (2, True)
    tides.file("letter.md", "Dear colleagues,\n\nWe shall answer later.\n")
    said = tides.run("answer letter.md --as ARD")
    assert said.code == 6
    assert "is no redraft either" in " ".join(said.err.split())
    assert tides.size() == DRAFT_AT + 1


def test_a_reply_is_recorded_as_it_came(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    entry = tides.last()
    assert (entry["actor"], entry["type"], addresses(entry)) == ("ARD", "answer.give", [None])
    tides.does("show 9 --documents out")
    assert (tides.folder / "out/9-1-ARD.md").read_text() == ANSWER


def test_what_an_answer_takes_the_place_of_is_said_in_its_words(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position amends --replace forty --with twenty --reason So. --as ARD')
    at = tides.size() - 1
    for given, told in (
        (
            '--position amends --replace forty --with ten --reason "So."',
            f"It takes the place of this, said in entry {at}: Article 2: amends: “forty” → “twenty”",
        ),
        ("--position asks --question Why?", ""),
        ('--position adds --words "Lakes too." --reason "So."', ""),
    ):
        said = tides.run(f'answer "Article 2" {given} --as ARD --dry-run')
        assert said.code == 0
        lines = [one for one in said.out.splitlines() if one.startswith("It takes the place of")]
        assert lines == ([told] if told else [])


def test_what_a_party_signed_is_undone_by_nobody_who_writes_for_it(tides: Recorder) -> None:
    """The article is named, and it is the answer to its paragraph whose place would be taken."""
    tides.does('answer "Article 1(2)" --position deletes --reason r --as ARD')
    at = tides.size() - 1
    said = tides.run('answer "Article 1" --position accepts --from ARD')
    assert (said.code, tides.size()) == (6, at + 1)
    assert f"ARD signed entry {at} itself, so only ARD undoes it." in " ".join(said.err.split())
    tides.does('answer "Article 1(2)" --position asks --question Why? --as ARD')
    tides.does('answer "Article 2" --position accepts --from ARD')


def test_an_answer_to_an_earlier_draft_takes_the_place_of_none_to_a_later_unless_that_is_said(
    tides: Recorder,
) -> None:
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    tides.file("ARD.md", ANSWER)
    tides.does('answer "Article 2" --position accepts --as ARD')
    valid = tides.size() - 1
    said = tides.run("answer ARD.md --as ARD --anyway")
    assert said.code != 0
    told = " ".join(said.err.split())
    assert f"it would take the place of what ARD said in entry {valid}." in told
    assert "ARD.md was written for draft 1, and ARD has answered draft 2 since." in told
    assert tides.size() == valid + 1
    assert f"--draft {DRAFT_AT};" in told
    assert told.endswith(f"with --draft {valid - 1} --anyway.")
    assert tides.run(f"answer ARD.md --as ARD --draft {valid - 1} --anyway").code == 0
    assert tides.size() == valid + 2


def test_a_reply_of_another_party_is_not_recorded(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    said = tides.run("answer ARD.md --as BOR")
    assert said.code == 6
    assert "says it is the answer of ARD" in " ".join(said.err.split())


def test_a_reply_to_another_draft_is_not_recorded_unless_it_is_to_be(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER.replace("First draft", "First draft, 0000-0000-0000"))
    said = tides.run("answer ARD.md --as ARD")
    assert (said.code, "0000-0000-0000" in said.err) == (6, True)
    assert tides.run("answer ARD.md --as ARD --anyway").code == 0


def test_what_came_on_paper_is_written_down_and_not_shown_as_signed(tides: Recorder) -> None:
    tides.file("CEL.md", ANSWER.replace("Ardane (ARD)", "Celandria (CEL)"))
    said = tides.does("answer CEL.md --from CEL")
    assert "by           CEL; written down and signed by SEC, not signed by CEL" in said
    assert (tides.last()["actor"], tides.last()["on_behalf"]) == ("SEC", "CEL")
    assert "CEL by SEC" in tides.does("log --last 1")


def test_a_position_is_written_down_as_an_answer_sheet(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position amends --replace forty --with "twenty" --reason "So." --as ARD')
    assert addresses(tides.last()) == ["art_2"]
    tides.does("show 9 --documents out")
    assert (tides.folder / "out/9-1-ARD.md").read_text() == (
        "# Answer of Ardane (ARD)\n\nIn answer to: First draft, f24c-b57a-0462\n\n## Article 2\n\n"
        "Position: amends\n\nReplace: forty\n\nWith: twenty\n\nReason: So.\n"
    )


def test_words_of_several_lines_are_kept_to_the_character(tides: Recorder) -> None:
    words = "First line\n  second line "
    tides.does(["answer", "art_2", "--position", "amends", "--words", words, "--reason", "r", "--as", "ARD"])
    tides.does("show 9 --documents out")
    assert "Words:\n\n> First line\n>   second line \n" in (tides.folder / "out/9-1-ARD.md").read_text()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('answer "Article 9" --position accepts', '"Article 9" is not in "First draft"'),
        ("answer --position accepts", "nothing says on what"),
        ('answer "Article 2" --position accepts --replace a', '--replace does not go with "accepts"'),
        ('answer "Article 2" --reason x', "--reason goes with --position"),
        ("answer a.md b.md", "2 things were given: a.md, b.md"),
        ('answer "Article 2" "art_2" --position accepts', "Article 2 is named twice"),
        ('answer "Article 2" --position amends --replace fifty --with x --reason y', "fifty"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(tides: Recorder, line: str, said: str) -> None:
    found = tides.run(f"{line} --as ARD")
    assert found.code in {2, 6}
    assert said in found.err
    assert tides.size() == DRAFT_AT + 1


def test_that_there_was_an_answer_can_be_recorded_without_it(tides: Recorder) -> None:
    tides.does('answer --for CEL --principals CEL,BOR --capacity "as a group" --covers "Article 1(1)"')
    assert tides.last()["body"] == {
        "principals": ["CEL", "BOR"],
        "covers": ["art_1__para_1"],
        "capacity": "as a group",
    }


def test_nobody_answers_for_others_alone(tides: Recorder) -> None:
    """What a clerk writes down is written as it came; what a party signs is in its own name too."""
    size = tides.size()
    said = tides.run('answer "Article 2" --position accepts --principals CEL --as BOR')
    assert said.code != 0
    assert "BOR would answer in the name of CEL, and not in its own." in " ".join(said.err.split())
    assert tides.size() == size
    tides.does("answer --for CEL --principals BOR")
    assert tides.last()["body"] == {"principals": ["BOR"]}


def test_papers_are_sent_and_received(tides: Recorder) -> None:
    tides.file("note.pdf", b"%PDF-1.4 not read")
    tides.does(
        'send note.pdf --kind "note verbale" --to ARD,BOR --reference "No. 1" --subject Notice --sealing '
        "sealed "
        '--status "no status" --dated 2026-03-01 --re 8'
    )
    entry = tides.last()
    assert entry["body"] == {
        "kind": "note verbale",
        "to": ["ARD", "BOR"],
        "reference": "No. 1",
        "subject": "Notice",
        "sealing": "sealed",
        "status": "no status",
        "sent": "2026-03-01",
    }
    docs = entry["docs"]
    assert (docs[0]["media"], docs[0]["text"]) == ("application/pdf", "")
    tides.does('receive 9 --as ARD --on 2026-03-02 --channel "by hand"')
    assert tides.last()["re"] == [{"leaf": tides.entries()[9]["leaf"], "doc": docs[0]["h"]}]


def test_a_receipt_names_which_of_several_documents(tides: Recorder) -> None:
    tides.file("a.pdf", b"%PDF a")
    tides.file("b.pdf", b"%PDF b")
    tides.does("send a.pdf b.pdf --kind letter")
    said = tides.run("receive 9 --as ARD")
    assert (said.code, "a.pdf" in said.err, "b.pdf" in said.err) == (2, True, True)
    tides.does("receive 9 --as ARD --document b.pdf")


def test_questions_are_asked_and_answered_alone_and_together(tides: Recorder) -> None:
    tides.does(f'ask "Who pays?" --to BOR,CEL --on "Article 3" --due "2026-03-20 18:00" {ZONE} --as ARD')
    assert tides.last()["body"] == {
        "to": ["BOR", "CEL"],
        "words": "Who pays?",
        "due": {"local": "2026-03-20T18:00", "zone": "Europe/Zurich", "utc": "2026-03-20T17:00:00Z"},
    }
    assert addresses(tides.last()) == ["art_3"]
    tides.does('reply 9 "Everybody." --principals BOR,CEL --as BOR')
    tides.does('collective refuse 10 "Each for itself." --as ARD')
    assert tides.last()["body"] == {"accepts": False, "words": "Each for itself."}
    tides.does("collective accept 10 --as ARD")
    assert tides.last()["body"] == {"accepts": True}


def test_promises_are_made_extended_and_reported(tides: Recorder) -> None:
    tides.does(f'promise make "A paper" --to ARD --due 2026-03-19 {ZONE} --as BOR')
    tides.does(f'promise extend 9 --due "2026-03-25 12:00" {ZONE} --words Later --as BOR')
    tides.does("send --kind letter --to ARD --as BOR")
    tides.does("promise report 9 --met --by 11 --as ARD")
    assert tides.last()["body"] == {"met": True}
    tides.does('promise report 9 --not-met --words "It was blank." --as ARD')
    assert tides.last()["body"] == {"met": False, "words": "It was blank."}
    assert "A paper" in tides.does("owed")


def test_a_deadline_needs_a_zone_that_there_is(tides: Recorder) -> None:
    assert "without the zone" in tides.run('promise make "x" --due 2026-03-19').err
    assert "Did you mean" in tides.run('promise make "x" --due 2026-03-19 --zone Europe/Zürich').err
    never = tides.run(f'promise make "x" --due "2026-03-29 02:30" {ZONE}').err
    assert "is never there, for the clocks are set forward over it" in never
    assert "2026-03-29 00:30 UTC or 2026-03-29 01:30 UTC, when they show 01:30 and 03:30" in never
    twice = tides.run(f'promise make "x" --due "2026-10-25 02:30" {ZONE}').err
    assert "is there twice, for the clocks are set back" in twice
    assert "2026-10-25 00:30 UTC or 2026-10-25 01:30 UTC" in twice
    assert tides.size() == DRAFT_AT + 1


def test_holds_are_entered_maintained_and_lifted(tides: Recorder) -> None:
    tides.does('hold enter "Article 3" --kind scrutiny --words "In the capital." --as BOR')
    assert tides.last()["body"] == {"kind": "scrutiny", "words": "In the capital."}
    tides.does("hold maintain 9 --as BOR")
    assert "3" in tides.does("status")
    tides.does("hold lift 9 --as BOR")
    assert tides.types(9) == [
        "hold.enter",
        "hold.maintain",
        "hold.lift",
    ]
    said = tides.run("hold lift 9 --as ARD")
    assert said.code == 6


def test_proposals_are_joined_left_withdrawn_and_merged(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does('answer "Article 2" --position amends --replace forty --with twenty --reason y --as BOR')
    tides.does('sponsor join 9 "Article 2" --for CEL')
    tides.does('sponsor leave 9 "Article 2" --for CEL')
    tides.does(
        'merge propose 9 10 --at "Article 2" --wording "Each Party shall give notice in good time." --as CHR'
    )
    assert addresses(tides.last()) == ["art_2", "art_2"]
    tides.does("merge answer 13 --consents --as ARD")
    tides.does('merge answer 13 --refuses --words "No." --as BOR')
    tides.does('withdraw 9 "Article 2" --words "Not pursued." --as ARD')
    assert addresses(tides.last()) == ["art_2"]
    tides.does("withdraw 10 --as BOR")
    assert addresses(tides.last()) == [None]
    said = tides.run('sponsor join 8 "Article 2" --as BOR')
    assert "is no answer to a draft" in said.err


def test_positions_are_validated_or_objected_to(tides: Recorder) -> None:
    tides.does("validate --rightly --as ARD")
    assert tides.last()["body"] == {"rightly": True, "size": 9}
    tides.does('validate "Article 2" --wrongly "Not so." --size 5 --as BOR')
    assert tides.last()["body"] == {"rightly": False, "words": "Not so.", "size": 5}


def test_an_own_entry_is_corrected_and_both_stay(tides: Recorder) -> None:
    tides.does('promise make "13 papers" --as BOR')
    tides.does('correct 9 "For 13 read 12." --as BOR')
    assert tides.last()["body"] == {"words": "For 13 read 12."}
    assert tides.run('correct 9 "No." --as ARD').code == 6


def test_provisions_are_agreed_closed_reopened(tides: Recorder) -> None:
    tides.does('agree "Article 1" --as CHR')
    tides.does('close "Article 2" --words "For now." --as CHR')
    tides.does('reopen "Article 2" --as CHR')
    tides.does('agree "Article 3" --as ARD')
    assert tides.types(9) == [*("provision.agree", "provision.close", "provision.reopen", "provision.agree")]
    assert tides.run('close "Article 2" --as ARD').code == 6


def test_meetings_silence_and_packages(tides: Recorder) -> None:
    tides.does(
        f'meet --place "Port Halvar" --forum Plenary --begins "2026-03-24 10:00" {ZONE} --at-table ARD,BOR '
        '--on "Article 1" --as CHR'
    )
    tides.does(f'silence open --ends "2026-04-03 12:00" {ZONE} --means "The text is adopted." --as CHR')
    tides.does('silence break 10 --words "We object." --as ARD')
    assert tides.run("silence elapse 10 --as CHR").code == 6
    tides.does('silence open --ends "2026-03-02 09:30" --zone UTC --means "It is closed." --as CHR')
    early = tides.run("silence elapse 12 --as CHR")
    assert early.code == 6
    assert "the silence procedure of entry 12 runs until 2026-03-02T09:30 UTC" in early.err
    tides.machine.at += timedelta(hours=2)
    tides.does("silence elapse 12 --as CHR")
    tides.does('package tie "Article 1" "Article 3" "One only with the other." --as BOR')
    at = tides.size() - 1
    assert addresses(tides.last()) == ["art_1", "art_3"]
    tides.does(f"package untie {at} --as BOR")


def test_a_text_is_adopted_authenticated_and_rectified(tides: Recorder) -> None:
    tides.does('adopt --how "by consensus"')
    tides.does('authenticate --how "by initialling"')
    tides.does('rectify "Article 2" --defective forty --corrected fourteen')
    assert tides.types(9) == [*("text.adopt", "text.authenticate", "error.rectify")]


def test_every_act_can_be_recorded_as_json(tides: Recorder) -> None:
    listed = [line.partition(":")[0] for line in tides.does("record --list").splitlines()]
    assert listed == list(TYPES)
    tides.does(["record", "promise.make", "--body", '{"words": "A reply", "to": ["ARD"]}', "--re", "8:art_2"])
    assert (tides.last()["type"], addresses(tides.last())) == ("promise.make", ["art_2"])
    tides.does("record tick")
    assert tides.last()["body"] == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["record", "promise.break"], "is no type of act"),
        (["record", "promise.make", "--body", "{"], "--body:"),
        (["record", "promise.make", "--body", '{"words": 1}'], "--body:"),
        (["record", "promise.make", "--body", '{"word": "x"}'], '"word" is not a field'),
        (["record", "promise.make", "--body", '{"words": 1.5}'], "--body:"),
        (["record", "promise.make", "--body", "[" * 5000], "--body:"),
        (["record", "promise.make", "--body", '{"words": "x", "words": "y"}'], "--body:"),
    ],
)
def test_json_that_is_no_act_is_refused(tides: Recorder, arguments: list[str], said: str) -> None:
    found = tides.run(arguments)
    assert (found.code, said in found.err) == (2, True), found.err
    assert tides.size() == DRAFT_AT + 1


def test_a_dry_run_records_nothing(tides: Recorder) -> None:
    before = (tides.folder / "tides.travaux").read_bytes()
    said = tides.does('promise make "x" --as ARD --dry-run')
    assert said.endswith("Nothing was recorded: --dry-run.\n")
    assert (tides.folder / "tides.travaux").read_bytes() == before


def test_a_program_reads_what_was_recorded(tides: Recorder) -> None:
    said = tides.run('promise make "x" --as ARD --json').json
    assert (said["recorded"], said["index"], said["leaf"]) == (True, 9, tides.entries()[-1]["leaf"])
    assert isinstance(tides.run('promise make "x" --dry-run --json').json, dict)


@pytest.mark.parametrize(
    ("handle", "said"),
    [
        ("99", "There is no entry 99 here: there are 9, from 0 to 8."),
        ("x", "names no entry"),
        ("-1", "names no entry"),
        ("abcdef0", "names no entry"),
        ("0123456789", "No entry has a hash that begins 0123456789"),
    ],
)
def test_an_entry_that_is_not_there_is_not_guessed(tides: Recorder, handle: str, said: str) -> None:
    assert said in tides.run(["withdraw", handle]).err


def test_an_entry_is_named_by_number_or_by_hash(tides: Recorder) -> None:
    leaf = str(tides.entries()[DRAFT_AT]["leaf"])
    for handle in ("8", "#8", "entry 8", leaf, leaf[:8], leaf[:12].upper()):
        assert leaf in tides.does(["show", handle])


def test_an_act_done_earlier_says_so(tides: Recorder) -> None:
    tides.does('promise make "x" --for CEL --done-at "2026-03-01 10:00 Europe/Zurich"')
    assert tides.last()["at"] == "2026-03-01T09:00:00Z"
    assert "is no instant" in tides.run('promise make "x" --done-at yesterday').err


def test_what_is_recorded_is_recorded_though_nobody_listens(tides: Recorder) -> None:
    command = [sys.executable, "-u", "-m", "travaux", "promise", "make", "x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.wait(timeout=60) == 0
    assert tides.types(9) == ["promise.make"]
