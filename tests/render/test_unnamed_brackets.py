"""What a bracket says of nobody is said in the language of the page."""

import pytest

from tests.render.negotiation import negotiation
from travaux.render import element as h
from travaux.render.choice import Words
from travaux.render.profile import UNNAMED, Profile
from travaux.render.setting import Setting
from travaux.render.tongue import speaking
from travaux.text.wording import Alternative, Choice, Wording


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "[proposed: two / opposed: no text]"),
        ("fr", "[proposé: two / opposition: pas de texte]"),
        ("zh-hans", "[提议: two / 不赞成: 无文字]"),
    ],
)
def test_a_bracket_without_names(language: str, shown: str) -> None:
    choice = Choice(
        tabled=True,
        alternatives=(
            Alternative(words=Wording(("two",)), sponsors=(UNNAMED,)),
            Alternative(words=Wording(), opponents=(UNNAMED,)),
        ),
    )
    with speaking(language):
        words = Words(Setting(compilation=negotiation(), profile=Profile.UNATTRIBUTED))
        found = h.written(words.line(Wording((choice,))))
    assert "".join(one.partition(">")[2] for one in f">{found}".split("<")) == shown
