"""A text taken over gives each party it names the same words by either way, on generated texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from tests.properties.negotiations import Negotiation, negotiations
from tests.properties.strategies import texts
from travaux.answers.shown import SHOWN
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.compile.taken_over import taken_over
from travaux.text.notation import show
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    from travaux.text.instrument import Text


def lines(text: Text) -> list[tuple[str, str]]:
    return [(one.label, show(one.words)) for one in text.provisions]


def same_by_either_way(text: Text) -> None:
    """The compilation of base and replies is projected on each party as the bracketed text gives it."""
    found = taken_over(text)
    compilation = compiled(found.base, found.replies)
    assert lines(project(compilation.text, None)) == lines(found.base)
    left_out = {one.party for one in compilation.left_out}
    for party in found.parties:
        if party not in left_out:
            assert lines(project(compilation.text, party)) == lines(found.of(party))
    assert {reply.source for reply in found.replies} <= {SHOWN}
    assert {reply.party for reply in found.replies} == set(found.parties)


@given(texts())
def test_any_bracketed_text(text: Text) -> None:
    same_by_either_way(text)


@given(negotiations())
def test_a_consolidated_text_tabled(negotiation: Negotiation) -> None:
    same_by_either_way(tabled(compiled(negotiation.draft, negotiation.replies).text))


@given(negotiations())
def test_a_consolidated_text_as_compiled_gives_each_party_its_text(negotiation: Negotiation) -> None:
    compilation = compiled(negotiation.draft, negotiation.replies)
    found = taken_over(compilation.text)
    assert lines(found.base) == lines(negotiation.draft)
    for party in found.parties:
        assert lines(found.of(party)) == lines(project(compilation.text, party))
