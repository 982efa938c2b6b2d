"""Who supports two rival additions stands with both, wherever it stands and whichever it names first."""

from itertools import permutations

import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Adds, NewProvision, Supports
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")
WHERE = "Article 4(1)"
APART = ("Locks are green.", "A lamp is lit at each end of the quay.")
NEAR = ("Locks are green at night and red by day.", "Locks are blue at night and red by day.")


def draft() -> Text:
    text = read_plain(
        b"## Article 4: Notice\n\n1. Each Party shall announce a closure.\n\n2. They meet.\n"
    ).text
    assert text is not None
    return text


def adding(party: PartyCode, words: str) -> Reply:
    new = NewProvision(kind="paragraph", label="1 bis.", words=parse(words))
    return Reply(party=party, answers=(Answer(provision=WHERE, position=Adds(provisions=(new,))),))


@pytest.mark.parametrize("order", list(permutations((ARD, BOR, CEL))))
@pytest.mark.parametrize("named", [(ARD, BOR), (BOR, ARD)])
@pytest.mark.parametrize("rivals", [APART, NEAR])
def test_the_supporter_is_named_at_both(
    rivals: tuple[str, str], named: tuple[PartyCode, PartyCode], order: tuple[PartyCode, ...]
) -> None:
    both = tuple(Answer(provision=WHERE, position=Supports(party=one)) for one in named)
    replies = (adding(ARD, rivals[0]), adding(BOR, rivals[1]), Reply(party=CEL, answers=both))
    compilation = compiled(draft(), replies, order=order)
    new = [one for one in compilation.text.provisions if not one.standing.base]
    assert {characters(one) for one in new} == {
        f"[ARD; CEL supports: 1 bis. {rivals[0]}]",
        f"[BOR; CEL supports: 1 bis. {rivals[1]}]",
    }
    assert len(new) == len(rivals)
    own = [characters(one) for one in project(compilation.text, CEL).provisions]
    assert sorted(own[2:-1]) == sorted(f"1 bis. {one}" for one in rivals)
