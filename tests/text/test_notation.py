"""Bracket notation: what is written is read, and what is read is written as it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.notation import DEEPEST, Reader, balanced, parse, show, spans
from travaux.text.wording import Alternative, Bracket, Choice, PartyCode, Wording, words

ARD, BOR, CEL = (PartyCode(code) for code in ("ARD", "BOR", "CEL"))


def alternative(*parts: str | Choice, **said: object) -> Alternative:
    return Alternative(words=words(*parts), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("no brackets at all", words("no brackets at all")),
        ("", Wording()),
        ("[may]", words(Choice(alternatives=(alternative("may"),)))),
        ("[shall][should]", words(Choice(alternatives=(alternative("shall"), alternative("should"))))),
        ("[shall / should]", words(Choice(alternatives=(alternative("shall"), alternative("should"))))),
        (
            "[shall] [should]",
            words(
                Choice(alternatives=(alternative("shall"),)),
                " ",
                Choice(alternatives=(alternative("should"),)),
            ),
        ),
        (
            "[shall] or [shall][should]",
            words(
                Choice(alternatives=(alternative("shall"),)),
                " or ",
                Choice(alternatives=(alternative("shall"), alternative("should"))),
            ),
        ),
        ("[commitments/targets]", words(Choice(alternatives=(alternative("commitments/targets"),)))),
        ("[应 / 可]", words(Choice(alternatives=(alternative("应"), alternative("可"))))),
        ("[يجب / ينبغي]", words(Choice(alternatives=(alternative("يجب"), alternative("ينبغي"))))),
        ("[ARD: x]", words(Choice(alternatives=(alternative("x", sponsors=(ARD,)),)))),
        (
            "[ARD/BOR propose; CEL opposes: x]",
            words(Choice(alternatives=(alternative("x", sponsors=(ARD, BOR), opponents=(CEL,)),))),
        ),
        (
            "[base; CEL accepts except: x]",
            words(Choice(tabled=False, alternatives=(alternative("x", base=True, excepting=(CEL,)),))),
        ),
        (
            "[ARD, BOR accept except x]",
            words(Choice(alternatives=(alternative("x", excepting=(ARD, BOR)),))),
        ),
        ("[ARD and BOR support x]", words(Choice(alternatives=(alternative("x", supporters=(ARD, BOR)),)))),
        (
            "[ARD; BOR supports ARD; CEL supports BOR: x]",
            words(Choice(alternatives=(alternative("x", sponsors=(ARD,), supporters=(BOR, CEL)),))),
        ),
        ("[BOR supports ARD: x]", words(Choice(alternatives=(alternative("x", supporters=(BOR,)),)))),
        ("[ARD deletes; BOR supports ARD: x]", words(Choice(alternatives=(alternative("x"),)))),
        (
            "[base, ARD: x / BOR: no text]",
            words(
                Choice(
                    tabled=False,
                    alternatives=(alternative("x", base=True, sponsors=(ARD,)), alternative(sponsors=(BOR,))),
                )
            ),
        ),
        (
            "[ARD only: x / BOR only: y]",
            words(
                Choice(
                    tabled=False,
                    alternatives=(alternative("x", sponsors=(ARD,)), alternative("y", sponsors=(BOR,))),
                )
            ),
        ),
        (
            "[a [b / c] d]",
            words(
                Choice(
                    alternatives=(
                        alternative("a ", Choice(alternatives=(alternative("b"), alternative("c"))), " d"),
                    )
                )
            ),
        ),
        ("a] b [c", words("a", Bracket(mark="]"), " b ", Bracket(mark="["), "c")),
        ("see note[^1] and [^2]", words("see note[^1] and [^2]")),
        (r"literal \[ and \]", words("literal [ and ]")),
        ("[Parties: all]", words(Choice(alternatives=(alternative("Parties: all"),)))),
    ],
)
def test_notation_is_read_and_written_back(printed: str, expected: Wording) -> None:
    assert parse(printed) == expected
    assert show(parse(printed)) == printed


@pytest.mark.parametrize(
    ("wording", "printed"),
    [
        (words("a [b] / c"), r"a \[b\] / c"),
        (words(Choice(alternatives=(alternative("a / b"), alternative("/")))), r"[a \/ b / \/]"),
        (words(Choice(alternatives=(alternative("no text"), alternative()))), r"[no\ text / no text]"),
        (words(Choice(alternatives=(alternative("ARD: x"),))), r"[ARD\: x]"),
        (words("a\\[b"), r"a\\\[b"),
    ],
)
def test_what_would_be_misread_is_escaped(wording: Wording, printed: str) -> None:
    assert show(wording) == printed
    assert parse(printed) == wording


def test_a_footnote_numeral_is_no_part_of_a_known_party_s_code() -> None:
    (choice,) = Reader([ARD, BOR]).parse("[ARD26/BOR propose: x]").parts

    assert isinstance(choice, Choice)
    assert choice.alternatives[0].sponsors == (ARD, BOR)
    assert show(words(choice)) == "[ARD26/BOR propose: x]"


def test_only_the_parties_of_a_text_make_an_attribution() -> None:
    (choice,) = Reader([ARD]).parse("[NOTE: x / ARD: y]").parts

    assert isinstance(choice, Choice)
    assert [one.sponsors for one in choice.alternatives] == [(), (ARD,)]
    assert [one.words for one in choice.alternatives] == [words("NOTE: x"), words("y")]


def test_spans_say_where_the_words_of_each_alternative_stand() -> None:
    text = "a [ARD: b / [c]] d"

    found = [(text[start:end], [text[a:b] for a, b in inside]) for start, end, inside in spans(text)]

    assert found == [("[ARD: b / [c]]", ["b", "[c]"]), ("[c]", ["c"])]


def test_brackets_without_end_are_kept_as_marks() -> None:
    wording = parse("[" * 5_000 + "x" + "]" * 5_000)

    assert len(list(wording.choices())) == DEEPEST
    assert show(wording).replace("\\", "") == "[" * 5_000 + "x" + "]" * 5_000


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a [b] c", True),
        ("a [b", False),
        ("b] c", False),
        ("a / b", False),
        ("[a / b]", True),
        (r"\[a", True),
    ],
)
def test_balanced(text: str, whole: bool) -> None:  # noqa: FBT001  the second half of a row
    assert balanced(text) is whole


SOUP = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            " / ",
            "/",
            "][",
            "ARD",
            ": ",
            "base",
            " only",
            "; ",
            "BOR supports",
            "no text",
            " ",
            "слово",
            "词",
            "كلمة",
            "[^1]",
            "\n",
        ]
    ),
    max_size=24,
).map("".join)


class TestRoundTrip:
    """read(render(x)) == x, and what is read prints back to the same characters."""

    @given(SOUP)
    def test_any_characters_are_written_back(self, soup: str) -> None:
        assert show(parse(soup)) == soup

    @given(SOUP)
    def test_what_was_read_is_read_again_from_its_plain_form(self, soup: str) -> None:
        wording = parse(soup)

        assert parse(show(wording)) == wording
