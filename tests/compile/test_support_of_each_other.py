"""Who supports what another adds beside a provision has its own words too, though that one supports it."""

import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Adds, Amends, NewProvision, Position, Supports
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

AAA, BBB, CCC = PartyCode("AAA"), PartyCode("BBB"), PartyCode("CCC")
WHERE = "Article 4(1)"
FIRST, SECOND = "1. Each Party shall announce a closure.", "2. They meet."
BIS, TER, QUATER = "1 bis. Locks are green.", "1 ter. A lamp is lit.", "1 quater. A bell is rung."


def draft() -> Text:
    text = read_plain(f"## Article 4: Notice\n\n{FIRST}\n\n{SECOND}\n".encode()).text
    assert text is not None
    return text


def adds(printed: str) -> Position:
    label, _, words = printed.partition(". ")
    return Adds(provisions=(NewProvision(kind="paragraph", label=f"{label}.", words=parse(words)),))


def reply(party: PartyCode, *positions: Position, at: str = WHERE) -> Reply:
    """Give a reply: what is proposed is for the first paragraph, what is supported is supported *at*."""
    return Reply(
        party=party,
        answers=tuple(
            Answer(provision=at if isinstance(each, Supports) else WHERE, position=each) for each in positions
        ),
    )


def supports(party: PartyCode) -> Position:
    return Supports(party=party)


def compiling(*replies: Reply) -> Compilation:
    return compiled(draft(), replies, order=tuple(each.party for each in replies))


def own(compilation: Compilation, party: PartyCode) -> list[str]:
    return [characters(each) for each in project(compilation.text, party).provisions[1:]]


def codes(compilation: Compilation) -> list[str]:
    return [each.code for each in compilation.findings]


@pytest.mark.parametrize("at", [WHERE, "Article 4", ""])
def test_two_that_add_and_support_each_other_have_both(at: str) -> None:
    compilation = compiling(
        reply(AAA, adds(BIS), supports(BBB), at=at), reply(BBB, adds(TER), supports(AAA), at=at)
    )
    assert codes(compilation) == []
    assert [characters(each) for each in compilation.text.provisions[1:]] == [
        FIRST,
        f"[AAA; BBB supports: {BIS}]",
        f"[BBB; AAA supports: {TER}]",
        SECOND,
    ]
    for party in (AAA, BBB):
        assert own(compilation, party) == [FIRST, BIS, TER, SECOND]


def test_one_that_amends_and_one_that_adds_support_each_other() -> None:
    amends = Amends(words=parse("Nobody announces."))
    for others in ((), (reply(CCC, supports(AAA)),)):
        compilation = compiling(
            reply(AAA, amends, supports(BBB)), reply(BBB, adds(TER), supports(AAA)), *others
        )
        assert codes(compilation) == []
        assert own(compilation, AAA) == ["1. Nobody announces.", TER, SECOND]
        assert own(compilation, BBB) == ["1. Nobody announces.", TER, SECOND]


def test_three_in_a_ring_have_what_each_one_names() -> None:
    compilation = compiling(
        reply(AAA, adds(BIS), supports(BBB)),
        reply(BBB, adds(TER), supports(CCC)),
        reply(CCC, adds(QUATER), supports(AAA)),
    )
    assert codes(compilation) == []
    assert own(compilation, AAA) == [FIRST, BIS, TER, SECOND]
    assert own(compilation, BBB) == [FIRST, TER, QUATER, SECOND]
    assert own(compilation, CCC) == [FIRST, BIS, QUATER, SECOND]


def test_support_of_one_who_supports_an_addition_is_of_its_own_words() -> None:
    compilation = compiling(
        reply(AAA, supports(BBB)),
        reply(BBB, Amends(words=parse("Nobody announces.")), supports(CCC)),
        reply(CCC, adds(QUATER)),
    )
    assert codes(compilation) == []
    assert own(compilation, AAA) == ["1. Nobody announces.", SECOND]
    assert own(compilation, BBB) == ["1. Nobody announces.", QUATER, SECOND]


def test_what_both_add_word_for_word_is_there_once() -> None:
    compilation = compiling(reply(AAA, adds(BIS), supports(BBB)), reply(BBB, adds(BIS), supports(AAA)))
    assert codes(compilation) == []
    assert [characters(each) for each in compilation.text.provisions[1:]] == [
        FIRST,
        f"[AAA, BBB: {BIS}]",
        SECOND,
    ]
    for party in (AAA, BBB):
        assert own(compilation, party) == [FIRST, BIS, SECOND]


@pytest.mark.parametrize("words", [(), (Amends(words=parse("Nobody.")), Amends(words=parse("All.")))])
def test_support_of_words_in_a_circle_is_found(words: tuple[Position, ...]) -> None:
    compilation = compiling(reply(AAA, *words[:1], supports(BBB)), reply(BBB, *words[1:], supports(AAA)))
    assert codes(compilation) == ["supports-in-a-circle", "supports-in-a-circle"]
    told = "that leads back to where it began, and whose words are meant is not said"
    assert compilation.findings[0].message == (
        f"AAA supports BBB supports AAA: {told if words else 'nobody in the circle offers words of its own'}."
    )
    assert own(compilation, AAA) == ["1. Nobody." if words else FIRST, SECOND]
    assert own(compilation, BBB) == ["1. All." if words else FIRST, SECOND]
