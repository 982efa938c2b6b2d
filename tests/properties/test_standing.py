"""What stands of a redraft stands word for word, on generated drafts, redrafts and sheets."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, WORDS, drafts, redrafts, sheets
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Accepts, Withdraws
from travaux.compile.base import Base, base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.standing import Given, StandingReply, Stands, Superseded, standing

ARD = CODES[0]
Words = list[tuple[str, str]]


@st.composite
def redrafted(draw: st.DrawFn) -> tuple[Base, Reply]:
    draft = draw(st.sampled_from(sorted(WORDS)).flatmap(drafts))
    reply = Reply(party=ARD, text=draw(redrafts(draft)))
    base = base_of(draft)
    assume(isinstance(hear(reply, base), Hearing))
    return base, reply


@st.composite
def supplemented(draw: st.DrawFn) -> tuple[Base, Reply, Reply]:
    base, reply = draw(redrafted())
    return base, reply, draw(sheets(base.draft, ARD))


def words(stands: StandingReply | Reply, base: Base) -> Words:
    reply = stands.reply if isinstance(stands, StandingReply) else stands
    assert reply is not None
    hearing = hear(reply, base)
    assert isinstance(hearing, Hearing)
    return [(item.label, item.words) for item in hearing.version.items]


class TestOneReplyStands:
    """A whole redraft followed by a sheet: what is not answered anew stands word for word."""

    @given(redrafted())
    def test_an_empty_sheet_changes_no_word(self, drawn: tuple[Base, Reply]) -> None:
        base, reply = drawn
        sheet = Reply(party=ARD, source="empty")
        assert words(
            standing([Given(reply=reply), Given(reply=sheet, by_provision=True)], base), base
        ) == words(reply, base)

    @given(supplemented())
    def test_what_the_sheet_does_not_touch_reads_as_in_the_redraft(
        self, drawn: tuple[Base, Reply, Reply]
    ) -> None:
        base, reply, sheet = drawn
        series = standing([Given(reply=reply), Given(reply=sheet, by_provision=True)], base)
        hearing = hear(reply, base)
        assert isinstance(hearing, Hearing)
        assert series.reply is not None
        both = hear(series.reply, base)
        assert isinstance(both, Hearing)
        later = frozenset(range(len(both.heard) - len(sheet.answers), len(both.heard)))
        own = [(item.label, item.words) for item in hearing.version.items]
        for item in both.version.items:
            if later.isdisjoint(item.said) and item.base is None:
                assert (item.label, item.words) in own
            elif later.isdisjoint(item.said) and item.base is not None:
                draft = base.items[item.base]
                assert (item.label, item.words) in [*own, (draft.label, draft.words)]

    @given(redrafted())
    def test_every_provision_taken_back_gives_the_draft(self, drawn: tuple[Base, Reply]) -> None:
        base, reply = drawn
        hearing = hear(reply, base)
        assert isinstance(hearing, Hearing)
        everything = Reply(
            party=ARD,
            answers=(
                Answer(provision="", position=Withdraws()),
                *(Answer(provision=one.eid, position=Withdraws()) for one in base.draft.provisions),
            ),
        )
        series = standing([Given(reply=reply), Given(reply=everything, by_provision=True)], base)
        assert words(series, base) == [(item.label, item.words) for item in base.items]

    @given(supplemented())
    def test_every_answer_has_one_fate_and_the_later_reply_stands(
        self, drawn: tuple[Base, Reply, Reply]
    ) -> None:
        base, reply, sheet = drawn
        hearing = hear(reply, base)
        assert isinstance(hearing, Hearing)
        series = standing([Given(reply=reply), Given(reply=sheet, by_provision=True)], base)
        assert [(one.act, one.answer) for one in series.answers] == [
            *((0, one.answer) for one in hearing.heard),
            *((1, answer) for answer in sheet.answers),
        ]
        assert all(one.became == Stands() for one in series.answers if one.act == 1)
        assert all(one.became in {Stands(), Superseded(1)} for one in series.answers)

    @given(supplemented())
    def test_a_whole_reply_after_all_is_the_reply(self, drawn: tuple[Base, Reply, Reply]) -> None:
        base, reply, sheet = drawn
        acts = [Given(reply=sheet), Given(reply=reply)]
        assert standing(acts, base).reply == reply
        acts = [Given(reply=reply), Given(reply=sheet)]
        assert standing(acts, base).reply == sheet

    @given(redrafted())
    def test_accepting_the_whole_after_a_redraft_changes_nothing_in_its_words(
        self, drawn: tuple[Base, Reply]
    ) -> None:
        base, reply = drawn
        accepts = Reply(party=ARD, answers=(Answer(provision="", position=Accepts()),))
        series = standing([Given(reply=reply), Given(reply=accepts, by_provision=True)], base)
        assert words(series, base) == words(reply, base)
