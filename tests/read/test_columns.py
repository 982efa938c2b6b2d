from collections import Counter

import pytest

from tests.corpora import corpora
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Adds, Amends, Deletes, NewProvision
from travaux.read.columns import is_columns, read_columns
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.wording import words

HEAD = "Proposal for a regulation\n{place}\n\n    Text proposed by the Commission          Amendment\n\n"
SOURCE = (
    "TEXTS ADOPTED\n\nAmendment 1\n\n"
    + HEAD.format(place="Recital 2")
    + "(2) Ships report to a              (2) Ships and air-\n"
    + "port.                              craft report to a\n"
    + "                                   port.\n"
    + "\fAmendment 2\n\n"
    + HEAD.format(place="Recital 2 a (new)")
    + "                                       (2a) Buoys report\n"
    + "                                       as well.\n\n"
    + "Amendment 3\n\n"
    + HEAD.format(place="Article 3 – paragraph 1")
    + "1. Nets are marked.                deleted\n"
)


def reply(data: bytes) -> Reply:
    found = read_columns(data, name="ep").reply
    assert found is not None
    return found


def test_amendments_become_typed_answers() -> None:
    answers = reply(SOURCE.encode()).answers
    added = NewProvision(kind=Kind.RECITAL, label="(2a)", words=words("Buoys report as well."))
    assert [(one.provision, one.position, one.quoted) for one in answers] == [
        (
            "Recital 2",
            Amends(words=words("Ships and air-craft report to a port.")),
            "(2) Ships report to a port.",
        ),
        ("Recital 2", Adds(provisions=(added,)), ""),
        ("Article 3 – paragraph 1", Deletes(), "1. Nets are marked."),
    ]
    assert [one.place.line for one in answers] == [3, 13, 23]


def test_what_was_left_out_is_said() -> None:
    assert [one.code for one in read_columns(SOURCE.encode()).findings] == [
        "layout-line-ends",
        "cover-left-out",
    ]


def test_an_amendment_without_a_right_column_is_kept_unread() -> None:
    source = "Amendment 1\n\n" + HEAD.format(place="Recital 2") + "\n"
    found = reply(source.encode())
    assert found.answers == ()
    assert [(one.finding.code, one.words.split("\n")[:2]) for one in found.unread] == [
        ("amendment-unread", ["Amendment 1", "Recital 2"])
    ]


def test_other_text_is_not_taken_for_columns() -> None:
    assert is_columns(SOURCE)
    assert not is_columns("Amendment 1\n\nArticle 1 is replaced.\n")


class TestParliament:
    """The 120 amendments of June 2023: each an answer, and no character of either column lost."""

    @pytest.fixture
    def data(self) -> bytes:
        return (corpora() / "amendments/ep_ai_act_amendments_001-120.txt").read_bytes()

    def test_each_is_an_answer_of_its_kind(self, data: bytes) -> None:
        found = reply(data)
        assert Counter(type(one.position) for one in found.answers) == {Amends: 59, Adds: 55, Deletes: 6}
        assert found.unread == ()
        assert (found.party, len({one.place.excerpt for one in found.answers})) == ("EP", 120)

    def test_the_first_and_the_last(self, data: bytes) -> None:
        first, *_, last = reply(data).answers
        opinion = words("Having regard to the opinion of the European Central Bank,")
        added = NewProvision(kind=Kind.RECITAL, label="", words=opinion)
        assert (first.provision, first.position) == ("Citation 4", Adds(provisions=(added,)))
        assert last.provision == "Recital 73"
        assert isinstance(last.position, Amends)
        said = show(last.position.words)
        assert (said[:37], said[-42:]) == (
            "In order to promote and protect innov",
            "understanding and compliance with provisions.."[-43:-1],
        )

    def test_every_character_of_both_columns_is_in_an_answer(self, data: bytes) -> None:
        """Conservation: every unit of every submission has exactly one fate."""
        text = data.decode().replace("\f", "")
        bodies = [part.split("Amendment\n", 1)[1] for part in _parts(text)]
        for answer, body in zip(reply(data).answers, bodies, strict=True):
            assert sorted(_solid(_all(answer))) == sorted(_solid(body))


def _parts(text: str) -> list[str]:
    lines = text.split("\n")
    heads = [
        at for at, line in enumerate(lines) if line.startswith("Amendment ") and line[10:].strip().isdecimal()
    ]
    return ["\n".join(lines[at:end]) for at, end in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _solid(text: str) -> str:
    return "".join(text.split())


def _all(answer: Answer) -> str:
    """Both columns of an amendment; the number that the right one repeats counts again."""
    match answer.position:
        case Amends(words=said, label=None):
            number = answer.quoted[: answer.quoted.index(")") + 1]
            return answer.quoted + number + show(said)
        case Adds(provisions=(one,)):
            return answer.quoted + one.label + show(one.words)
        case _:
            return answer.quoted + "deleted"
