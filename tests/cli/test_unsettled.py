"""Who calls provisions settled is told first what stands on them; it may do so all the same."""

from __future__ import annotations

from tests.cli.recorder import DRAFT, Recorder


def told(recorder: Recorder, line: str) -> list[str]:
    said = recorder.run(line)
    assert said.code == 0, said.err
    return said.err.splitlines()


def test_a_hold_that_was_not_lifted_is_said_before_it_is_signed(tides: Recorder) -> None:
    tides.does('hold enter "Article 1" --kind scrutiny --as ARD')
    held = "ARD has a hold (scrutiny) on Article 1, entry 9, that was not lifted."
    assert told(tides, 'agree "Article 1" --as CHR --dry-run') == [held]
    assert told(tides, 'close "Article 1" --as CHR --dry-run') == [held]
    assert told(tides, 'agree "Article 2" --as CHR --dry-run') == []


def test_a_party_that_agrees_is_told_of_its_own_alone(tides: Recorder) -> None:
    tides.does('hold enter "Article 1" --kind scrutiny --as ARD')
    assert told(tides, 'agree "Article 1" --as BOR --dry-run') == []
    assert len(told(tides, 'agree "Article 1" --as ARD --dry-run')) == 1


def test_a_hold_on_the_whole_text_is_on_each_provision(tides: Recorder) -> None:
    tides.does("hold enter --kind general --as BOR")
    assert told(tides, 'agree "Article 3" --as CHR --dry-run') == [
        "BOR has a hold (general) on the whole text, entry 9, that was not lifted."
    ]


def test_what_waits_for_its_partys_word_since_the_last_draft_is_said(tides: Recorder) -> None:
    """Words are not carried over by machine: what was not given again is neither there nor gone."""
    tides.does('answer "Article 2" --position deletes --as ARD')
    tides.does('answer "Article 3" --position accepts --as BOR')
    second = tides.file("second.md", DRAFT.replace("First draft", "Second draft"))
    tides.does(f'table {second} --title "Second draft"')
    (waits,) = told(tides, 'agree "Article 2" "Article 3" --as CHR --dry-run')
    assert waits == (
        "ARD said “deletes” of Article 2 on draft 1 (ARD/9.1, unchanged), and has not spoken of it "
        "since this draft was tabled: it waits for the word of its party."
    )
    tides.does('answer "Article 2" --position accepts --as ARD')
    assert told(tides, 'agree "Article 2" --as CHR --dry-run') == []


def test_a_word_on_another_paragraph_is_none_on_what_waits(tides: Recorder) -> None:
    """Article 1 is about to be settled, of which a party has since answered the second paragraph alone."""
    tides.does('answer "Article 1, paragraph 1" --position deletes --as ARD')
    second = tides.file("second.md", DRAFT.replace("First draft", "Second draft"))
    tides.does(f'table {second} --title "Second draft"')
    waits = (
        "ARD said “deletes” of Article 1, paragraph 1 on draft 1 (ARD/9.1, unchanged), and has not spoken "
        "of it since this draft was tabled: it waits for the word of its party."
    )
    assert told(tides, 'agree "Article 1" --as CHR --dry-run') == [waits]
    tides.does('answer "Article 1, paragraph 2" --position accepts --as ARD')
    assert told(tides, 'agree "Article 1" --as CHR --dry-run') == [waits]
    assert told(tides, 'agree "Article 1, paragraph 2" --as CHR --dry-run') == []
    tides.does('answer "Article 1" --position accepts --as ARD')
    assert told(tides, 'agree "Article 1" --as CHR --dry-run') == []


def test_what_leaves_it_open_which_words_are_agreed_is_said(tides: Recorder) -> None:
    """An entry that settles a provision names it and no words."""
    tides.does('answer "Article 2" --position amends --replace forty --with thirty --reason "Long." --as ARD')
    meant = "Which words of Article 2 are meant is not said: ARD (entry 9) would have it otherwise."
    without = "The entry names the place alone: say which in the words that go with it."
    assert told(tides, 'agree "Article 2" --as CHR --dry-run') == [f"{meant} {without}"]
    assert told(tides, 'close "Article 2" --as CHR --dry-run') == [f"{meant} {without}"]
    assert told(tides, 'agree "Article 2" --as BOR --dry-run') == [f"{meant} {without}"]
    assert told(tides, 'agree "Article 2" --words "As the draft has it." --as CHR --dry-run') == [
        f"{meant} The words that go with the entry are all that can say it."
    ]
    assert told(tides, 'agree "Article 3" --as CHR --dry-run') == []


def test_what_is_settled_already_is_said_before_it_is_said_again(tides: Recorder) -> None:
    tides.does('agree "Article 2" --as CHR')
    agreed = "Article 2 is recorded as agreed ad referendum already."
    assert told(tides, 'agree "Article 2" "Article 3" --as CHR --dry-run') == [agreed]
    assert told(tides, 'agree "Article 2" --as BOR --dry-run') == [], "that it agrees is another thing"
    tides.does('close "Article 2" --as CHR')
    closed = "Article 2 is recorded as provisionally closed already."
    assert told(tides, 'agree "Article 2" --as CHR --dry-run') == [closed]
    assert told(tides, 'close "Article 2" --as CHR --dry-run') == [closed]


def test_what_was_never_settled_cannot_be_opened_again_without_a_word(tides: Recorder) -> None:
    tides.does('agree "Article 2" --as BOR')
    never = "is not recorded as agreed or closed: it is open, and this would say that it is open again."
    assert told(tides, 'reopen "Article 2" "Article 3" --as CHR --dry-run') == [
        f"Article 2 {never} That sets aside who said that it agrees to it: BOR (entry 9).",
        f"Article 3 {never}",
    ]
    tides.does('agree "Article 2" --as CHR')
    assert told(tides, 'reopen "Article 2" --as CHR --dry-run') == []
    tides.does('close "Article 1, paragraph 1" --as CHR')
    assert told(tides, 'reopen "Article 1" --as CHR --dry-run') == []
    assert told(tides, 'reopen "Article 1, paragraph 2" --as CHR --dry-run') == [
        f"Article 1, paragraph 2 {never}"
    ]
    tides.does('reopen "Article 2" --as CHR')
    assert len(told(tides, 'reopen "Article 2" --as CHR --dry-run')) == 1


def test_what_a_text_has_open_is_said_before_it_is_adopted(tides: Recorder) -> None:
    """It is told, and no bar: a hold, other words beside the draft's, a silence procedure that runs."""
    assert told(tides, 'adopt --how "by consensus" --as CHR --dry-run') == []
    tides.does('hold enter "Article 1" --kind scrutiny --as ARD')
    tides.does('answer "Article 2" --position amends --replace forty --with thirty --reason "Long." --as ARD')
    tides.does('silence open --ends "2026-04-03 12:00" --zone UTC --means "It is adopted." --as CHR')
    found = [
        "ARD has a hold (scrutiny) on Article 1, entry 9, that was not lifted.",
        (
            "Which words of the whole text are meant is not said: ARD (entry 10) would have it otherwise. "
            "The entry names the place alone: say which in the words that go with it."
        ),
        (
            "The silence procedure of entry 11 was neither broken nor noted as ended: as the record stands, "
            "nothing has followed from it."
        ),
    ]
    assert told(tides, 'adopt --how "by consensus" --as CHR --dry-run') == found
    assert told(tides, 'authenticate --how "by signature" --as CHR --dry-run') == found
