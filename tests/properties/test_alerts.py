"""Alerts on generated drafts and redrafts: they show words as they stand, and none where nothing changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import WORDS, drafts, redrafts
from travaux.compare.alert import alerts
from travaux.compare.comparison import Kept, compare
from travaux.text.instrument import Text
from travaux.text.notation import show


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Text, Text]:
    old = draw(st.sampled_from(sorted(WORDS)).flatmap(drafts))
    return old, draw(redrafts(old))


class TestExactWords:
    """Comparison works on keys and reports on the original."""

    @given(pairs())
    def test_the_words_of_an_alert_stand_in_the_provisions_it_names(self, pair: tuple[Text, Text]) -> None:
        old, new = pair
        for one in alerts(compare(old, new)):
            assert one.old_words in show(one.old.words)
            assert one.new_words in show(one.new.words)
            shown = show((one.new if one.new_words else one.old).words)
            assert (one.new_words or one.old_words) in shown
            assert one.old in old.provisions
            assert one.new in new.provisions

    @given(pairs())
    def test_what_is_kept_has_no_alert(self, pair: tuple[Text, Text]) -> None:
        old, new = pair
        comparison = compare(old, new)
        kept = {change.new.eid for change in comparison.changes if isinstance(change, Kept)}
        assert kept.isdisjoint(one.new.eid for one in alerts(comparison))
        assert alerts(compare(old, old)) == ()
