"""What the record says, now, at any past moment, and to whom."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.cli.recorder import ANSWER, DRAFT, DRAFT_AT, Recorder

ASKING = (
    "status",
    "owed",
    "matrix",
    'history "Article 2"',
    "since BOR",
    "fates",
    "log",
    "show 8",
    "coverage 9",
)


def answered(tides: Recorder) -> Recorder:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does('answer "Article 3" --position deletes --reason "Too dear." --as BOR')
    return tides


@pytest.mark.parametrize("verb", ASKING)
def test_each_answers_in_words_and_in_json(tides: Recorder, verb: str) -> None:
    answered(tides)
    assert tides.does(verb).strip()
    assert json.loads(tides.does(f"{verb} --json"))


@pytest.mark.parametrize("ending", [".html", ".md", ".txt"])
def test_a_page_can_be_printed(tides: Recorder, ending: str) -> None:
    tides.does(["ask", "Is it <b>so</b>?", "--to", "BOR", "--as", "ARD"])
    for verb in ("status", "owed", "since BOR", "matrix", 'history "Article 2"', "fates"):
        assert tides.does(f"{verb} -o page{ending}") == ""
        page = (tides.folder / f"page{ending}").read_text()
        assert page.strip()
        assert "<b>so</b>" not in page or ending == ".txt"
    assert "cannot be written as" in tides.run("status -o page.docx").err
    tides.does("matrix -o matrix.xlsx")
    assert zipfile.is_zipfile(tides.folder / "matrix.xlsx")


@pytest.mark.parametrize("verb", [one for one in ASKING if one not in {"show 8", "coverage 9"}])
def test_what_came_later_is_in_no_answer_about_earlier(tides: Recorder, verb: str) -> None:
    """Asked at a size, the record says what it said when it had that size."""
    then = tides.does(f"{verb} --at 9")
    answered(tides)
    tides.does('agree "Article 1" --as CHR')
    assert tides.does(f"{verb} --at 9") == then


def test_a_moment_is_a_size_or_an_instant(tides: Recorder) -> None:
    answered(tides)
    at_size = tides.does("log --at 5")
    assert len(at_size.splitlines()) == 5
    last = tides.entries()[4]["received_at"]
    assert tides.does(["log", "--at", last]) == at_size
    assert "the record has 11 entries" in tides.run("log --at 12").err
    assert "the record has 11 entries" in tides.run("log --at 0").err
    assert "was opened later" in tides.run("log --at 2001-01-01T00:00Z").err
    assert "is no instant" in tides.run("log --at soon").err
    day = tides.run("log --at 2026-03-02").err
    assert '"2026-03-02 UTC" or "2026-03-02 Europe/Zurich" is the end of that day there' in day
    assert "does not say in whose time it is" in tides.run("log --at 2026-03-02T10:44").err
    assert tides.does('log --at "2026-03-02 UTC"') == tides.does("log")


def test_time_is_judged_at_the_moment_asked_of(tides: Recorder) -> None:
    tides.does("promise make Reply --to ARD --due 2026-03-10 --zone UTC --as BOR")
    assert (
        "overdue"
        not in tides.does("owed --at 2026-03-10T23:00Z").partition("Settled")[0].partition("is.\n")[2]
    )
    assert "overdue by 2 days" in tides.does("owed --at 2026-03-13T00:00Z")


def test_a_reader_sees_what_is_for_it_and_no_more(tides: Recorder) -> None:
    canary = "canary-4711"
    tides.does(["ask", canary, "--to", "BOR", "--audience", "to:ARD,BOR", "--as", "ARD"])
    for verb in ("status", "owed", "log", "since BOR", 'history "Article 2"', "fates", "matrix"):
        for reader in ("CEL", "public"):
            said = tides.run(f"{verb} --as {reader}")
            assert canary not in said.out + said.err, (verb, reader)
    assert canary in tides.does("log --as BOR")
    assert canary in tides.does("log")
    said = tides.run("show 9 --as CEL")
    assert (said.code, canary in said.err) == (2, False)


def test_a_reader_who_is_no_member_is_refused(tides: Recorder) -> None:
    assert "XXX is not a member" in tides.run("status --as XXX").err


def test_the_text_is_compiled_from_the_record(tides: Recorder) -> None:
    answered(tides)
    said = tides.does("compile -o text.md -o text.html -o text.xlsx")
    assert "2 replies · 3 parties" in said
    text = (tides.folder / "text.md").read_text()
    assert "[base: forty / ARD: thirty]" in text
    assert zipfile.is_zipfile(io.BytesIO((tides.folder / "text.xlsx").read_bytes()))
    assert "0 replies" in tides.does("compile --at 9")


def test_files_and_record_are_not_mixed(tides: Recorder) -> None:
    for line in ("compile draft.md --at 9", "compile draft.md --record tides.travaux"):
        assert tides.run(line).code == 2
    assert "is not needed" in tides.run("compile --order ARD,BOR").err


def test_a_new_draft_tells_what_it_makes_of_the_answers(tides: Recorder) -> None:
    answered(tides)
    new = (
        DRAFT.replace("First draft", "Second draft")
        .replace("## Article 3", "## Article 4")
        .replace("## Article 2", "## Article 3")
        .replace(
            "## Article 3 – Notice", "## Article 2 – Fees\n\nThere are no fees.\n\n## Article 3 – Notice"
        )
    )
    tides.file("second.md", new)
    said = tides.does('table second.md --title "Second draft" --as CHR')
    assert "What it makes of what was said on “First draft”: 2 answers = 2 moved." in said
    assert "ARD/9.1, Article 2, amends: moved, now Article 3" in tides.does("standing")
    assert "BOR" not in tides.does("standing ARD")
    assert "No answer: ARD, BOR, CEL" in tides.does("compile")
    said = tides.does("retable --as ARD")
    assert "## Article 3" in said
    assert "[base: forty / ARD: thirty]" in written(tides, "compile -o again.md --quiet", "again.md")


def written(tides: Recorder, line: str, name: str) -> str:
    tides.does(line)
    return (tides.folder / name).read_text()


def test_an_answer_whose_words_changed_waits_for_its_party(tides: Recorder) -> None:
    answered(tides)
    tides.file(
        "second.md", DRAFT.replace("First", "Second").replace("forty days before", "fifty days before")
    )
    tides.does('table second.md --title "Second draft" --as CHR')
    assert "in need of confirmation" in tides.does("standing ARD")
    said = tides.run("retable ARD/9.1 --as ARD")
    assert (said.code, "cannot be tabled again as it is" in said.err) == (2, True)
    assert "None of the answers of ARD" in tides.run("retable --as ARD").err


def adds(tides: Recorder) -> str:
    """Have BOR add an article, and ARD support it; give the line by which BOR gave it."""
    tides.file(
        "bor.md",
        "# Answer of BOR\n\nIn answer to: First draft\n\n## Article 3\n\nPosition: adds\n\nWords:\n\n"
        "> Article 3 bis\n>\n> There shall be a secretariat.\n\nReason: Needed.\n",
    )
    tides.does("answer bor.md --as BOR")
    tides.file("ard.md", ANSWER + "\n## Article 3 bis\n\nPosition: supports BOR\n")
    tides.does("answer ard.md --as ARD")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    return "retable BOR/9.1 --as BOR"


def test_nobody_joins_again_what_is_not_proposed_on_the_new_draft(tides: Recorder) -> None:
    """Support stays with the words it was given on: on another draft they have to be there first."""
    again = adds(tides)
    waits = "what it speaks of has not been proposed as it was on the new draft"
    assert waits in " ".join(tides.does("standing ARD").split())
    said = tides.run("retable ARD/10.2 --as ARD")
    assert (said.code, waits in " ".join(said.err.split())) == (2, True)
    tides.does(again)
    assert waits not in " ".join(tides.does("standing ARD").split())
    other = (tides.folder / "bor.md").read_text().replace("secretariat", "council")
    tides.file("other.md", other.replace("First draft", "Second draft"))
    tides.does("answer other.md --as BOR")
    assert waits in " ".join(tides.does("standing ARD").split())


def test_an_answer_on_what_a_party_would_add_is_given_again_like_any_other(tides: Recorder) -> None:
    """The entry names where that would stand in the new draft."""
    tides.does(adds(tides))
    tides.does("retable ARD/10.2 --as ARD")
    assert [one["article"] for one in tides.last()["re"]] == ["art_3bis"]


def test_who_gives_again_all_that_can_be_given_has_answered_in_whole(tides: Recorder) -> None:
    """What was said of a provision that is gone is nothing that its party still owes."""
    tides.file("ard.md", ANSWER + "\n## Article 3\n\nPosition: accepts\n")
    tides.does("answer ard.md --as ARD")
    tides.file("second.md", DRAFT.replace("First", "Second").split("## Article 3")[0])
    tides.does('table second.md --title "Second draft" --as CHR')
    assert "void" in tides.does("standing ARD")
    tides.does("retable --as ARD")
    assert [one.get("article") for one in tides.last()["re"]] == [None]


def test_a_name_that_is_none_is_told_with_how_names_are_made_and_which_are_near(tides: Recorder) -> None:
    """Entry 9 is of ARD; 10 and 11 are of BOR, who takes the first of them back."""
    answered(tides)
    tides.does('answer "Article 1" --position accepts --as BOR')
    tides.does("withdraw 10 --as BOR")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    expected = "Expected the party, the entry and the place in what it says, such as BOR/11.1."
    rest = "Near it: BOR/11.1. `travaux standing BOR` tells of each."
    for name, why in {
        "BOR/1": f"does not say by which entry it was given. {expected} {rest}",
        "BOR/11.2": f"is no answer of BOR that stood on the draft before. {expected} {rest}",
        "bor 11.1": f"is no answer of BOR that stood on the draft before. {expected} {rest}",
        "BOR/10.1": f"cannot be given again: it was withdrawn. {rest}",
        "ARD/9.1": "is a name for an answer of ARD, and what is given again here is given for BOR. " + rest,
    }.items():
        said = tides.run(["retable", name, "--as", "BOR"])
        assert (said.code, said.err.strip()) == (2, f'travaux retable: "{name}" {why}')
    assert "## Article 1" in tides.does("retable BOR/11.1 --as BOR")


def test_without_a_draft_before_there_is_nothing_to_stand(tides: Recorder) -> None:
    assert "follows no draft" in tides.run("standing").err


def test_a_draft_nobody_can_read_is_told(tides: Recorder) -> None:
    tides.file("scan.pdf", b"%PDF-1.7\n\x00\xff a picture")
    said = tides.run('table scan.pdf --title "Scan" --beside --as CHR')
    assert said.code == 6
    tides.does_anyway('table scan.pdf --title "Scan" --beside --anyway --as CHR')
    said = tides.run("matrix --draft 9")
    assert (said.code, "cannot be read" in said.err) == (4, True)
    assert "Scan" in tides.does("status")


def test_entries_are_listed_by_whom_of_what_kind_and_how_many(tides: Recorder) -> None:
    answered(tides)
    assert [line.split()[3] for line in tides.does("log --by BOR").splitlines()] == ["BOR"]
    assert len(tides.does("log --type key").splitlines()) == 3
    assert len(tides.does("log --type draft.table").splitlines()) == 1
    assert tides.does("log --last 0") == ""
    assert tides.entries()[DRAFT_AT]["leaf"][:12] in tides.does("log --hashes --type draft")


def test_documents_are_written_out_under_names_that_are_only_names(tides: Recorder) -> None:
    tides.file("a b.md", b"note")
    tides.does('send "a b.md" --kind letter')
    assert tides.does("show 9 --documents out").strip() == "out/9-1-a_b.md"
    said = tides.run("show 9 --documents out")
    assert (said.code, "is there already" in said.err) == (4, True)


def test_what_is_new_for_a_party_begins_after_its_own_last_act_and_with_what_was_written_in_its_name(
    tides: Recorder,
) -> None:
    """What the secretariat records in a party's name is no act by which the party has looked."""
    tides.file("BOR.md", ANSWER.replace("Ardane (ARD)", "Borland (BOR)"))
    tides.does("answer BOR.md --from BOR --as SEC")
    said = tides.does("since BOR")
    assert said.startswith("What changed for BOR since the record had 0 entries")
    assert said.split("\n\n")[1].startswith("Written down in its name, not signed by it\n")


def test_what_changed_under_a_hold_on_the_whole_text_is_listed_by_provision(tides: Recorder) -> None:
    """The list of changed provisions, without the line that gives the draft's name."""
    tides.does("hold enter --kind general --as BOR")
    new = DRAFT.replace("First draft", "Second draft").replace("forty days", "fifty days")
    tides.file("second.md", new)
    tides.does('table second.md --title "Second draft" --as CHR')
    said = [one.strip() for one in tides.does("standing BOR").splitlines()]
    assert [one for one in said if one.endswith(": changed")] == ["Article 2, paragraph 1: changed"]
    assert not any("it read" in one for one in said)


def test_provisions_that_a_new_draft_joins_are_quoted_each_by_itself(tides: Recorder) -> None:
    """Exact words: a quotation of two provisions run together is of a text that stood nowhere."""
    tides.does('answer "Article 1" --position holds --kind general --as BOR')
    first, second = "This Agreement applies to the Meridian Sea.", "It does not apply to rivers."
    new = DRAFT.replace("First draft", "Second draft")
    new = new.replace(f"1. {first}\n\n2. {second}", f"1. {first} {second}")
    tides.file("second.md", new)
    tides.does('table second.md --title "Second draft" --as CHR')
    said = [one.strip() for one in tides.does("standing BOR").splitlines()]
    assert [one for one in said if "it read" in one] == [
        f"Article 1, paragraph 1: it read “{first}”",
        f"Article 1, paragraph 2: it read “{second}”",
        f"it reads “{first} {second}”",
    ]


def test_answers_of_which_some_are_given_again_are_no_answer_to_all_of_the_draft(tides: Recorder) -> None:
    """What a party has not said again is owed still: no debt is met by what was not said."""
    sheet = ANSWER + "\n## Article 3\n\nPosition: accepts\n"
    tides.file("ard.md", sheet)
    tides.does("answer ard.md --as ARD")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    tides.does("rules declare Second --asked ARD,BOR --as CHR")
    tides.does("retable ARD/9.2 --as ARD")
    assert [one.get("article") for one in tides.last()["re"]] == ["art_3"]
    owed = " ".join(tides.does("owed ARD").split())
    assert "came in part from ARD" in owed
    assert "no answer of its own to 3: recital 1; Article 1; Article 2" in owed


def test_who_gives_all_of_an_answer_in_whole_again_answers_in_whole(tides: Recorder) -> None:
    tides.file("ard.md", ANSWER + "\n## Article 3\n\nPosition: accepts\n")
    tides.does("answer ard.md --as ARD")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    tides.does("retable --as ARD")
    assert [one.get("article") for one in tides.last()["re"]] == [None]
