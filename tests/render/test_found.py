"""What was found in a document is told in the language that is spoken, with its place and what to do."""

import pickle

import pytest

from travaux.render.found import found, why
from travaux.render.place import place
from travaux.render.tongue import LANGUAGES, said_again, speaking
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import cited, each_of, entry_named, listed, phrase

FOUND = Finding(
    code="no-reason",
    message=phrase('The position on "{provision}" is given without a reason.', provision="Article 4"),
    severity=Severity.NOTE,
    place=Place(source="BOR.md", line=3),
    hint=phrase('Add a line "Reason: …", if the party wishes to give one.'),
)


def test_a_finding_is_told_as_a_sentence_with_its_place() -> None:
    assert found(FOUND) == (
        'Note, BOR.md, line 3: The position on "Article 4" is given without a reason. '
        'Add a line "Reason: …", if the party wishes to give one. [no-reason]'
    )
    with speaking("fr"):
        assert found(FOUND) == (
            "Note, BOR.md, ligne 3\xa0: La position sur «\xa0Article 4\xa0» est donnée sans motif. "
            "Ajoutez une ligne «\xa0Reason: …\xa0», si la partie souhaite donner un motif. [no-reason]"
        )


def test_a_finding_without_a_place_begins_with_how_grave_it_is() -> None:
    one = Finding(code="a-b", message=phrase("It can consent to the merger."))
    assert found(one) == "Warning: It can consent to the merger. [a-b]"
    assert why(one) == "It can consent to the merger."


def test_what_is_listed_is_parted_as_the_language_does() -> None:
    those = listed([entry_named(3), "ARD"], "; ")
    assert those == "entry 3; ARD"
    with speaking("fr"):
        assert said_again(those) == "inscription 3\xa0; ARD"
        assert said_again(each_of(["ARD", "BOR", "CEL"])) == "ARD et BOR et CEL"
    with speaking("zh-hans"):
        assert said_again(those) == "条目 3；ARD"


def test_the_name_of_a_provision_is_said_and_any_other_name_stays() -> None:
    named = cited("Article 4, paragraph 2")
    told = phrase("{provision} cannot follow {other}, which is part of it.", provision=named, other="x")
    with speaking("es"):
        assert said_again(told) == f"{place(named)} no puede seguir a x, que forma parte de ella."
        assert place(named) != named
        assert said_again(cited("what ARD adds")) == "what ARD adds"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_of_phrases_goes_to_another_process_whole(language: str) -> None:
    one = phrase("{sentence} {more}", sentence=listed([cited("Article 4"), "ARD"]), more=FOUND.hint)
    other = pickle.loads(pickle.dumps(one))  # noqa: S301  made on the line above
    with speaking(language):
        assert said_again(other) == said_again(one)
