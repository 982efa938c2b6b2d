"""The demo negotiation reads without findings, and its five languages have one structure."""

from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from travaux.answers.answer import Reply
from travaux.answers.position import HoldKind, Holds, Position
from travaux.read.plain import read_plain
from travaux.read.reading import Reading
from travaux.read.sheet import read_sheet
from travaux.text.kind import Kind
from travaux.text.resolve import resolve
from travaux.text.wording import Choice, PartyCode

FOLDER = files("travaux").joinpath("demo_negotiation")
LANGUAGES = ("en", "fr", "ru", "ar", "zh")


def draft(language: str) -> Reading:
    name = f"agreement.{language}.md"
    return read_plain(FOLDER.joinpath(name).read_bytes(), name=name)


def structure(reading: Reading) -> list[tuple[Kind, int]]:
    assert reading.text is not None
    return [(provision.kind, provision.depth) for provision in reading.text.provisions]


def orders(reading: Reading) -> list[tuple[tuple[int, str], ...] | None]:
    assert reading.text is not None
    return [provision.number.order if provision.number else None for provision in reading.text.provisions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_version_reads_without_a_finding(language: str) -> None:
    reading = draft(language)
    assert reading.text is not None
    assert reading.findings == ()
    assert reading.text.language == language
    assert [party.code for party in reading.parties] == ["ARD", "AUR", "BOR", "CEL", "KES", "TAL", "VEL"]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_version_has_the_structure_of_the_english_one(language: str) -> None:
    assert structure(draft(language)) == structure(draft("en"))
    assert orders(draft(language)) == orders(draft("en"))


def test_the_english_version_has_the_provisions_it_shows() -> None:
    assert Counter(kind for kind, _ in structure(draft("en"))) == {
        Kind.TITLE: 1,
        Kind.PREAMBLE: 1,
        Kind.RECITAL: 8,
        Kind.FORMULA: 1,
        Kind.ARTICLE: 15,
        Kind.PARAGRAPH: 43,
        Kind.POINT: 10,
        Kind.SUBPOINT: 2,
        Kind.INDENT: 3,
        Kind.CLOSING: 1,
        Kind.ANNEX: 1,
        Kind.TABLE: 6,
        Kind.FOOTNOTE: 1,
        Kind.BLOCK: 3,
    }


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Article 1", "Article 15"),
        ("fr", "Article premier", "Article 15"),
        ("ru", "Статья 1", "Статья 15"),
        ("ar", "المادة ١", "المادة ١٥"),
        ("zh", "第一条", "第十五条"),
    ],
)
def test_articles_are_numbered_as_the_language_prints_them(language: str, first: str, last: str) -> None:
    text = draft(language).text
    assert text is not None
    labels = [provision.label for provision in text.provisions if provision.kind is Kind.ARTICLE]
    assert (labels[0], labels[-1], len(labels)) == (first, last, 15)


def offers(choice: Choice) -> list[tuple[tuple[PartyCode, ...], tuple[PartyCode, ...], bool]]:
    """Say of each alternative who proposes it, who supports it, and whether it has words."""
    return [(one.sponsors, one.supporters, bool(one.words)) for one in choice.alternatives]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ceilings_hold_the_brackets_of_the_round_before(language: str) -> None:
    text = draft(language).text
    assert text is not None
    held = {
        provision.eid: [offers(choice) for choice in provision.words.choices()]
        for provision in text.provisions
        if not provision.words.settled
    }
    assert held == {
        "art_8__para_1": [
            [(("ARD", "CEL"), (), True), (("BOR",), (), True)],
            [((), (), True), ((), (), True)],
            [(("VEL",), (), True), ((), (), False)],
        ],
        "art_8__para_2": [
            [(("ARD",), ("CEL",), True), ((), (), False)],
            [((), (), True), (("CEL",), (), True)],
        ],
    }


@pytest.mark.parametrize(("name", "provisions"), [("CEL.redraft.md", 98), ("VEL.tracked.md", 96)])
def test_a_redraft_reads_without_a_finding(name: str, provisions: int) -> None:
    reading = read_plain(FOLDER.joinpath("answers", name).read_bytes(), name=name)
    assert reading.text is not None
    assert reading.findings == ()
    assert len(reading.text.provisions) == provisions


def sheet(folder: str, name: str) -> Reply:
    reading = read_sheet(FOLDER.joinpath(folder, name).read_bytes(), name=name)
    assert [finding.code for finding in reading.findings if finding.code != "no-reason"] == []
    assert reading.reply is not None
    assert reading.reply.unread == ()
    return reading.reply


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "principals"), [("ARD.md", ()), ("BOR.md", ("BOR", "KES", "TAL"))])
def test_a_sheet_names_provisions_of_its_draft(language: str, name: str, principals: tuple[str, ...]) -> None:
    text = draft(language).text
    assert text is not None
    reply = sheet("answers" if language == "en" else f"answers.{language}", name)
    assert (reply.party, reply.principals) == (name[:3], principals)
    assert reply.in_answer_to == text.draft
    on_provisions = [answer.provision for answer in reply.answers if answer.provision]
    assert [len(resolve(provision, text)) for provision in on_provisions] == [1] * len(on_provisions)


def test_every_position_is_taken_in_the_english_sheets() -> None:
    positions = [
        answer.position for name in ("ARD.md", "BOR.md") for answer in sheet("answers", name).answers
    ]
    assert {type(position) for position in positions} == set(get_args(Position))
    assert {position.kind for position in positions if isinstance(position, Holds)} == set(HoldKind)
