"""Drawing the consolidated text from an earlier drawing, on generated negotiations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, Negotiation, negotiations
from travaux.compile.compiling import compiled
from travaux.compile.consolidate import by_place, drawn

if TYPE_CHECKING:
    from travaux.compile.compilation import Compilation
    from travaux.compile.consolidate import Drawing


def of(compilation: Compilation) -> Drawing:
    return drawn(compilation.draft, by_place(compilation.operations), compilation.order)


class TestOneTruth:
    """One truth. Delete everything derived, draw again: the same text."""

    @given(negotiations(), st.data())
    def test_a_text_drawn_from_an_earlier_one_is_the_one_drawn_afresh(
        self, negotiation: Negotiation, data: st.DataObject
    ) -> None:
        order = data.draw(st.permutations(CODES))
        earlier, later = (
            compiled(
                negotiation.draft,
                [reply for reply in negotiation.replies if reply.party in heard],
                order=[code for code in order if code in heard],
            )
            for heard in (
                data.draw(st.sets(st.sampled_from(CODES))),
                data.draw(st.sets(st.sampled_from(CODES))),
            )
        )

        before = of(earlier)
        again = drawn(negotiation.draft, by_place(later.operations), later.order, before)

        assert again.text == of(later).text == later.text

    @given(negotiations())
    def test_what_did_not_change_is_not_drawn_again(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)
        before = of(compilation)
        operations = by_place(compilation.operations)
        for place in list(operations)[:1]:
            del operations[place]

        again = drawn(negotiation.draft, operations, compilation.order, before)

        assert again.text == drawn(negotiation.draft, operations, compilation.order).text
        very = [one is other for one, other in zip(before.places, again.places, strict=True)]
        same = [
            (one.basis.operations, one.basis.moved, one.basis.against)
            == (other.basis.operations, other.basis.moved, other.basis.against)
            for one, other in zip(before.places, again.places, strict=True)
        ]
        assert very == same
