"""What stands of a redraft stands word for word, whatever its party has said since; on generated texts."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, WORDS, drafts, redrafts, sheets
from travaux.answers.answer import Reply
from travaux.compile.base import Base, base_of
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing, hear
from travaux.compile.supplemented import adds_instead, replaced_by
from travaux.record.overlay import Overlaid, overlaid

ARD = CODES[0]


@st.composite
def redrafted(draw: st.DrawFn) -> tuple[Base, Reply, Hearing]:
    draft = draw(st.sampled_from(sorted(WORDS)).flatmap(drafts))
    reply = Reply(party=ARD, text=draw(redrafts(draft)))
    base = base_of(draft)
    hearing = hear(reply, base)
    assume(isinstance(hearing, Hearing))
    assert isinstance(hearing, Hearing)
    return base, reply, hearing


@st.composite
def supplemented(draw: st.DrawFn) -> tuple[Base, Reply, Hearing, tuple[Heard, ...]]:
    base, reply, hearing = draw(redrafted())
    sheet = hear(draw(sheets(base.draft, ARD)), base)
    assume(isinstance(sheet, Hearing))
    assert isinstance(sheet, Hearing)
    return base, reply, hearing, sheet.heard


def words(hearing: Hearing) -> list[tuple[str, str]]:
    return [(item.label, item.words) for item in hearing.version.items]


def kept_of(hearing: Hearing, since: tuple[Heard, ...], base: Base) -> list[Heard]:
    """List what stands of a redraft: what is not answered, or added, in another way since."""
    places = {at for one in since for at in replaced_by(one, base.draft)}
    return [
        one
        for one in hearing.heard
        if one.provision not in places and not any(adds_instead(later, one) for later in since)
    ]


def laid(reply: Reply, hearing: Hearing, since: tuple[Heard, ...], base: Base) -> Overlaid:
    """Lay *since* over a redraft, as the record does: a later answer replaces what was said there."""
    kept = kept_of(hearing, since, base)
    gone = [one for one in hearing.heard if one not in kept]
    found = overlaid(reply, kept=kept, gone=gone, since=since, base=base)
    assert isinstance(found, Overlaid)
    return found


class TestWordForWord:
    """The projection on a party gives its own text, word for word (invariant 2): also where it said more."""

    @given(redrafted())
    def test_nothing_said_since_changes_no_word(self, drawn: tuple[Base, Reply, Hearing]) -> None:
        base, reply, hearing = drawn
        assert words(laid(reply, hearing, (), base).hearing) == words(hearing)

    @given(supplemented())
    def test_what_was_not_answered_again_reads_as_in_the_redraft(
        self, drawn: tuple[Base, Reply, Hearing, tuple[Heard, ...]]
    ) -> None:
        base, reply, hearing, since = drawn
        found = laid(reply, hearing, since, base)
        both = found.hearing
        own = words(hearing)
        later = frozenset(range(len(found.own), len(both.heard)))
        for item in both.version.items:
            if not later.isdisjoint(item.said):
                continue
            there = [] if item.base is None else [(base.items[item.base].label, base.items[item.base].words)]
            assert (item.label, item.words) in [*own, *there]

    @given(supplemented())
    def test_all_that_was_said_since_is_heard_once_and_last(
        self, drawn: tuple[Base, Reply, Hearing, tuple[Heard, ...]]
    ) -> None:
        base, reply, hearing, since = drawn
        found = laid(reply, hearing, since, base)
        assert [one.answer for one in found.hearing.heard[len(found.own) :]] == [one.answer for one in since]

    @given(redrafted())
    def test_nothing_of_it_is_said_where_all_is_taken_back(self, drawn: tuple[Base, Reply, Hearing]) -> None:
        base, reply, hearing = drawn
        found = overlaid(reply, kept=(), gone=hearing.heard, since=(), base=base)
        assert isinstance(found, Overlaid)
        assert [one for one in found.hearing.heard if one.provision is not None] == []


class TestKnownAgain:
    """A unit keeps its name: each change that stands of a redraft is one of those that it amounted to."""

    @given(redrafted())
    def test_each_change_is_itself_where_nothing_was_said_since(
        self, drawn: tuple[Base, Reply, Hearing]
    ) -> None:
        base, reply, hearing = drawn
        assert laid(reply, hearing, (), base).own == tuple(range(len(hearing.heard)))

    @given(supplemented())
    def test_what_reads_as_before_at_its_provision_is_what_it_was(
        self, drawn: tuple[Base, Reply, Hearing, tuple[Heard, ...]]
    ) -> None:
        base, reply, hearing, since = drawn
        kept = kept_of(hearing, since, base)
        found = laid(reply, hearing, since, base)
        assert {*found.own} == {*range(len(kept))}
        assert len(found.own) == len(kept)
        for at, one in zip(found.own, found.hearing.heard, strict=False):
            alike = [
                number
                for number, other in enumerate(kept)
                if (one.answer.provision, one.answer.position)
                == (other.answer.provision, other.answer.position)
            ]
            assert at in alike or not alike
