"""A text that takes one reply at a time is the text that takes them all at once."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import Negotiation, negotiations
from travaux.answers.answer import Reply
from travaux.compile.base import Base, base_of
from travaux.compile.carrier import to_json
from travaux.compile.compilation import LeftOut
from travaux.compile.compiling import compiled
from travaux.compile.hearing import Hearing, hear
from travaux.compile.rolling import rolling


def heard(negotiation: Negotiation, base: Base) -> tuple[Hearing, ...]:
    """Hear what can be heard of a negotiation."""
    found = [hear(reply, base) for reply in negotiation.replies]
    return tuple(one for one in found if not isinstance(one, LeftOut))


class TestOneTruth:
    """One truth. Delete every derived table, fold again: the same pages."""

    @given(negotiations(), st.randoms(use_true_random=False))
    def test_one_reply_after_the_other_in_any_order(self, negotiation: Negotiation, dice: Random) -> None:
        base = base_of(negotiation.draft)
        hearings = list(heard(negotiation, base))
        at_once = rolling(base, hearings)

        dice.shuffle(hearings)
        text = rolling(base)
        for hearing in hearings:
            text = text.taking(hearing)

        assert to_json(text.compilation()) == to_json(at_once.compilation())

    @given(negotiations())
    def test_a_reply_withdrawn_leaves_no_trace(self, negotiation: Negotiation) -> None:
        base = base_of(negotiation.draft)
        hearings = heard(negotiation, base)
        everybody = rolling(base, hearings)

        for hearing in hearings:
            others = [one for one in hearings if one is not hearing]
            never = rolling(base, others)
            assert to_json(everybody.without(hearing.party).compilation()) == to_json(never.compilation())

    @given(negotiations())
    def test_a_reply_corrected_takes_the_place_of_the_first(self, negotiation: Negotiation) -> None:
        base = base_of(negotiation.draft)
        unchanged = [
            one
            for reply in negotiation.replies
            if not isinstance(
                one := hear(Reply(party=reply.party, text=base.draft, source=reply.source), base), LeftOut
            )
        ]
        corrected = heard(negotiation, base)
        spoken = {one.party for one in corrected}
        first = rolling(base, [one for one in unchanged if one.party in spoken])

        assert to_json(first.taking(*corrected).compilation()) == to_json(
            rolling(base, corrected).compilation()
        )

    @given(negotiations())
    def test_it_is_what_compiling_gives(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        base = base_of(negotiation.draft)
        rolled = rolling(base, heard(negotiation, base)).compilation(left_out=compilation.left_out)
        assert to_json(rolled) == to_json(compilation)
