"""A party in brackets behind a number names what that party adds, and not the draft's own of that number."""

import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Accepts, Adds, Amends, Asks, NewProvision, Opposes, Position, Supports
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.hanging import hanging
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.read.sheet import read_sheet
from travaux.text.instrument import Text
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

BOR, CEL = PartyCode("BOR"), PartyCode("CEL")
DRAFTS = ["Article 12", "They meet.", "Article 13", "They part."]
NEW = ["Article 13", "A lamp is lit."]
NAME = "Article 13 (CEL)"
READ = f'"{NAME}" is read as what CEL adds under that number, not as "Article 13" of the draft.'


def draft() -> Text:
    text = read_plain(b"Article 12\n\nThey meet.\n\nArticle 13\n\nThey part.\n").text
    assert text is not None
    return text


def compiling(said: Position, theirs: Position, at: str) -> Compilation:
    replies = (
        Reply(party=CEL, answers=(Answer(provision=at, position=theirs),)),
        Reply(party=BOR, answers=(Answer(provision=NAME, position=said),)),
    )
    return compiled(draft(), replies, order=(CEL, BOR))


def adds() -> Position:
    return Adds(
        provisions=(
            NewProvision(kind="article", label="Article 13", words=parse("")),
            NewProvision(kind="paragraph", label="", words=parse("A lamp is lit."), depth=1),
        )
    )


def own(compilation: Compilation, party: PartyCode) -> list[str]:
    return [characters(each) for each in project(compilation.text, party).provisions]


def found(compilation: Compilation) -> list[tuple[str, str]]:
    return [(each.code, str(each.message)) for each in compilation.findings]


def test_support_is_of_what_the_party_adds_under_the_number() -> None:
    compilation = compiling(Supports(party=CEL), adds(), "Article 12")
    assert found(compilation) == []
    assert own(compilation, CEL) == [*DRAFTS[:2], *NEW, *DRAFTS[2:]]
    assert own(compilation, BOR) == [*DRAFTS[:2], *NEW, *DRAFTS[2:]]


def test_a_question_is_on_what_the_party_adds_under_the_number() -> None:
    compilation = compiling(Asks(question="Which?"), adds(), "Article 12")
    assert found(compilation) == []
    assert [each.provision for each in compilation.stances if each.party == BOR] == [None]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Accepts(), "unknown-provision"),
        (Asks(question="Which?"), "unknown-provision"),
        (Amends(words=parse("They stay.")), "unknown-provision"),
        (Supports(party=CEL), "supports-nothing"),
        (Opposes(proposal_of=CEL), "opposes-nothing"),
    ],
)
def test_where_it_adds_nothing_it_is_said_what_was_read(said: Position, code: str) -> None:
    compilation = compiling(said, Amends(words=parse("They part at dusk.")), "Article 13(1)")
    assert found(compilation) == [
        (
            code,
            READ,
        )
    ]
    assert own(compilation, CEL) == [*DRAFTS[:3], "They part at dusk."]
    assert own(compilation, BOR) == DRAFTS


def test_what_the_party_adds_is_not_merged_as_the_drafts_own() -> None:
    sheet = f"## Article 12\n\nPosition: merges\nWith: {NAME}\nWords: They meet and part.\n"
    reply = read_sheet(f"# Answer of Bordavia (BOR)\n\n{sheet}".encode(), name="BOR.md").reply
    assert reply is not None
    compilation = compiled(draft(), [reply], order=(BOR,))
    assert found(compilation) == [
        ("unknown-provision", f'"{NAME}", to be merged with Article 12, is not one of the draft.')
    ]
    assert own(compilation, BOR) == DRAFTS


def test_a_condition_on_what_the_party_adds_does_not_hang_on_the_drafts_own() -> None:
    for named, hangs in ((NAME, []), ("Article 13", ["art_13"])):
        sheet = f"## Article 12\n\nPosition: accepts\nIf: {named} stays\n"
        reply = read_sheet(f"# Answer of Bordavia (BOR)\n\n{sheet}".encode(), name="BOR.md").reply
        assert reply is not None
        assert list(hanging(compiled(draft(), [reply], order=(BOR,)))) == hangs
