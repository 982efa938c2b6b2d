"""What the core says, in the language of whoever it is told to."""

import pickle
import re
import threading
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from travaux.render import element as h
from travaux.render.place import place
from travaux.render.record_page import said as written
from travaux.render.record_page import section
from travaux.render.times import day, moment
from travaux.render.told import Line, Section, Theirs, line
from travaux.render.tongue import (
    ENGLISH,
    LANGUAGES,
    English,
    apart,
    colon,
    entry_named,
    said,
    said_again,
    say,
    say_count,
    semicolon,
    speaking,
    tongue,
)
from travaux.text.phrase import phrase, phrase_count

OTHERS = [one for one in LANGUAGES if one != ENGLISH]


def test_it_speaks_english_unless_another_is_asked_for() -> None:
    with speaking("fr"):
        assert tongue() == "fr"
        with speaking("tlh"):
            assert tongue() == "en"
    assert tongue() == "en"
    assert day(date(2026, 3, 20)) == "20 March 2026"


def test_somebodys_own_words_stay_apart_wherever_they_stand() -> None:
    assert said("{who} said {words} of {party}", who="ARD", words=Theirs("{party}"), party="BOR") == (
        "ARD said ",
        Theirs("{party}"),
        " of BOR",
    )
    assert said("{about}{words}", about=("entry 4, ", Theirs("a"), "; "), words=()) == (
        "entry 4, ",
        Theirs("a"),
        "; ",
    )


def test_what_was_said_further_in_is_said_again_in_the_language_of_its_reader() -> None:
    found = phrase_count(
        "{party}'s redraft amounts to {count} position, without reasons.",
        "{party}'s redraft amounts to {count} positions, without reasons.",
        2,
        party="ARD",
    )

    assert (found, said_again(found)) == ("ARD's redraft amounts to 2 positions, without reasons.", found)
    with speaking("fr"):
        assert said_again(found) == "La nouvelle rédaction d’ARD représente 2 positions, sans motifs."
        assert not isinstance(said_again(found), English)


def test_a_fact_that_was_said_further_in_is_said_again_too() -> None:
    hint = phrase("Reasons can be given in an answer sheet.")
    with speaking("fr"):
        assert said_again(phrase("{one}; {two}", one=hint, two="ARD")) == f"{said_again(hint)}; ARD"


def test_a_phrase_stays_one_in_another_process() -> None:
    one = pickle.loads(pickle.dumps(phrase("by {party}", party="ARD")))  # noqa: S301  made on the line itself

    assert (one, one.message, one.facts) == ("by ARD", ("by {party}",), {"party": "ARD"})


def test_what_does_not_know_what_it_was_made_of_stays_english_and_says_so() -> None:
    with speaking("fr"):
        assert isinstance(said_again("Reasons can be given."), English)


def test_counts_have_their_thousands_parted() -> None:
    assert say_count("{count} entry", "{count} entries", 1) == "1 entry"
    assert say_count("{count} entry", "{count} entries", 12_000) == "12,000 entries"


def test_a_message_without_translation_is_english_and_says_so() -> None:
    with speaking("ar"):
        found = line(say("no such message of ours"))
        assert isinstance(found.said[0], English)
        assert h.written(written(found)) == '<span lang="en" dir="ltr">no such message of ours</span>'
        told = h.written(section(Section(title=said_again("Found"), lines=(Line(said=("x",)),))))
    assert '<h2><span lang="en" dir="ltr">Found</span></h2>' in told
    assert h.written(written(line(say("no such message of ours")))) == "no such message of ours"


@pytest.mark.parametrize("language", OTHERS)
def test_an_entry_is_found_by_its_name_in_every_language(language: str) -> None:
    with speaking(language):
        named = say("entry {number}", number=14)
        found = entry_named().search(f"ARD, {named}")
    assert found is not None
    assert [one for one in found.groups() if one] == ["14"]


@pytest.mark.parametrize("language", OTHERS)
def test_figures_of_a_time_are_the_same_in_every_language(language: str) -> None:
    with speaking(language):
        told = moment("2026-03-12T17:40:00Z")
    assert re.findall(r"\d+", told) in (["12", "2026", "17", "40"], ["2026", "3", "12", "17", "40"])
    assert "UTC" in told


def test_a_time_and_its_zone_are_one_run_among_words_from_right_to_left() -> None:
    """Without that the zone is drawn before the time in one place and behind it in another."""
    with speaking("ar"):
        told = moment("2026-03-12T16:48:00Z", ZoneInfo("Europe/Zurich"))
    assert told == (
        "12 آذار/مارس 2026، \N{LEFT-TO-RIGHT ISOLATE}17:48 Europe/Zurich\N{POP DIRECTIONAL ISOLATE} "
        "(\N{LEFT-TO-RIGHT ISOLATE}16:48 UTC\N{POP DIRECTIONAL ISOLATE})"
    )


def test_the_first_of_a_month_is_written_as_the_language_does() -> None:
    first, second = date(2026, 12, 1), date(2026, 12, 2)
    with speaking("fr"):
        assert [day(first), day(second)] == ["1er décembre 2026", "2 décembre 2026"]
    with speaking("es"):
        assert day(first) == "1 de diciembre de 2026"


def test_what_is_said_of_a_name_stands_behind_the_colon_of_the_language() -> None:
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = f"A{colon()}b"
    assert found == {
        **dict.fromkeys(("en", "es", "ru", "ar"), "A: b"),
        "fr": "A\N{NO-BREAK SPACE}: b",
        "zh-hans": "A：b",
    }


@pytest.mark.parametrize("language", OTHERS)
def test_the_number_of_a_provision_is_in_its_name(language: str) -> None:
    with speaking(language):
        assert re.findall(r"\d+", place("Article 4, paragraph 2")) in (["4", "2"], ["2", "4"])
        assert place("new paragraph after paragraph 2") == "new paragraph after paragraph 2"


def test_another_thread_speaks_english() -> None:
    """What is made for everybody is made in a thread of its own, and is nobody's language."""
    heard: list[str] = []
    with speaking("fr"):
        worker = threading.Thread(target=lambda: heard.append(tongue()))
        worker.start()
        worker.join()
    assert heard == ["en"]


def test_among_words_from_right_to_left_what_runs_the_other_way_keeps_its_order() -> None:
    """A code, a comma and a number would else be one run, and the number be read before the code."""
    told = line("ARD، 2 آذار 2026، 17:40 UTC: ", Theirs("Why?"))
    with speaking("ar"):
        assert h.written(written(told)) == (
            '<bdi>ARD</bdi>، 2 آذار 2026، 17:40 <bdi>UTC</bdi>: <q class="w" dir="auto">Why?</q>'
        )
        assert h.written(written(line("\u206611:00 Europe/Athens\u2069 (\u206609:00 UTC\u2069)"))) == (
            "<bdi>11:00 Europe/Athens</bdi> (<bdi>09:00 UTC</bdi>)"
        )
        assert apart("قيد BOR.") == ["قيد ", "BOR", "."]
        assert apart("نص “Why not?” [a.md]") == ["نص ", "“Why not?”", " [", "a.md", "]"]
    assert apart("ARD, 2 March 2026") == ["ARD, 2 March 2026"]


def test_what_parts_a_list_is_written_as_the_language_does() -> None:
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = semicolon()
    assert found == {
        "en": "; ",
        "es": "; ",
        "ru": "; ",
        "fr": "\u00a0; ",
        "ar": "؛ ",
        "zh-hans": "；",
    }
