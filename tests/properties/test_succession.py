"""Invariant 7, on generated negotiations whose next draft is any party's own text, or another draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import event, given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, Negotiation, built, drafts, negotiations, redrafts, sheets
from tests.slowly import few
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Opposes, Position, Supports
from travaux.compile.base import base_of
from travaux.compile.compiling import compiled
from travaux.compile.contribution import contributions
from travaux.compile.hearing import Hearing, hear
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.compile.proposals import Proposals
from travaux.compile.proposed import proposed
from travaux.compile.succession import retabled, succession
from travaux.text.kind import Kind
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from travaux.compile.heard import Heard
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@st.composite
def successions(draw: st.DrawFn) -> tuple[Negotiation, Text]:
    negotiation = draw(negotiations())
    new = draw(st.one_of(redrafts(negotiation.draft), drafts(negotiation.draft.language)))
    return negotiation, new


def heard(negotiation: Negotiation) -> list[Hearing]:
    base = base_of(negotiation.draft)
    return [one for reply in negotiation.replies if isinstance(one := hear(reply, base), Hearing)]


def alone(answer: Answer, draft: Text) -> Heard:
    """Hear an answer as all that its party says of a draft."""
    hearing = hear(Reply(party=CODES[0], answers=(answer,)), base_of(draft))
    assert isinstance(hearing, Hearing)
    (one,) = hearing.heard
    return one


class TestTheBaseMoves:
    """Words are never rewritten when the base moves.

    A new draft makes an answer unchanged, moved, in need of confirmation, or void; only its party's own word
    re-tables it.
    """

    @given(successions())
    def test_every_answer_has_one_outcome(self, drawn: tuple[Negotiation, Text]) -> None:
        negotiation, new = drawn
        found = succession(negotiation.draft, new, negotiation.replies)
        assert [(one.reference, one.answer) for one in found.outcomes] == [
            (f"{hearing.party}/{number}", one.answer)
            for hearing in heard(negotiation)
            for number, one in enumerate(hearing.heard, start=1)
        ]
        for one in found.outcomes:
            assert isinstance(one.outcome, Unchanged | Relocated | NeedsConfirmation | Void)

    @given(successions())
    def test_a_reply_and_its_hearing_have_the_same_outcomes(self, drawn: tuple[Negotiation, Text]) -> None:
        negotiation, new = drawn
        assert (
            succession(negotiation.draft, new, negotiation.replies).outcomes
            == succession(negotiation.draft, new, heard(negotiation)).outcomes
        )

    @given(successions())
    def test_what_is_tabled_again_says_the_same_of_the_same_words(
        self, drawn: tuple[Negotiation, Text]
    ) -> None:
        negotiation, new = drawn
        found = succession(negotiation.draft, new, negotiation.replies)
        for one in found.outcomes:
            if one.place is None or not isinstance(one.outcome, Unchanged | Relocated):
                continue
            again = retabled(one, found)
            assert again.reason == one.answer.reason
            assert type(again.position) is type(one.answer.position)
            before, after = alone(one.answer, negotiation.draft), alone(again, new)
            if before.fault is not None or before.provision is None:
                continue  # beside others of its reply it was followed; by itself it says nothing
            if isinstance(position := one.answer.position, Supports) or (
                isinstance(position, Opposes) and position.proposal_of is not None
            ):
                continue  # it speaks of what another proposes, whatever else changed there: see below
            assert (after.fault, after.provision is None) == (None, False)
            old, now = negotiation.draft.provisions[before.provision], new.provisions[after.provision or 0]
            assert show(old.words).split() == show(now.words).split()

    @given(negotiations())
    def test_a_draft_tabled_again_as_it_is_changes_no_answer(self, negotiation: Negotiation) -> None:
        found = succession(negotiation.draft, negotiation.draft, negotiation.replies)
        for one in found.outcomes:
            match one.outcome:
                case Unchanged():
                    assert retabled(one, found) == one.answer
                case NeedsConfirmation(because=why):
                    # TAKEN_UP: what a party proposes can be what the draft has already, and be opposed.
                    # NOT_THERE: what a redraft numbers through can be joined, and is not given again.
                    # The three before it: not every place, or number, that it shows can be given by itself.
                    known = {
                        "NOT_UNDERSTOOD",
                        "PROPOSAL",
                        "PLACE",
                        "TAKEN_UP",
                        "STANDS_ELSEWHERE",
                        "OTHER_WORDS",
                        "OWN_NUMBER",
                        "NOT_THERE",
                    }
                    assert why.name in known
                case Void(reason=why):
                    assert why.name in {"NO_PROPOSAL", "INCORPORATED", "WITHDRAWN"}
                case Relocated():
                    raise AssertionError(one)

    @given(successions())
    def test_nothing_said_of_the_earlier_draft_is_in_a_compilation_of_the_new_one(
        self, drawn: tuple[Negotiation, Text]
    ) -> None:
        negotiation, new = drawn
        found = succession(negotiation.draft, new, negotiation.replies)
        compilation = compiled(found.text, ())
        assert (compilation.stances, compilation.operations) == ((), ())
        assert [show(one.words) for one in compilation.text.provisions] == [
            show(one.words) for one in new.provisions
        ]

    @given(successions())
    def test_the_order_of_replies_is_no_matter(self, drawn: tuple[Negotiation, Text]) -> None:
        negotiation, new = drawn
        one = succession(negotiation.draft, new, negotiation.replies)
        other = succession(negotiation.draft, new, negotiation.replies[::-1])
        assert sorted(one.outcomes, key=lambda each: each.reference) == sorted(
            other.outcomes, key=lambda each: each.reference
        )


@given(successions())
def test_identities_are_unique_and_lead_to_one_provision(drawn: tuple[Negotiation, Text]) -> None:
    """Of what is the same provision the identity is the same; no two provisions have one."""
    negotiation, new = drawn
    found = succession(negotiation.draft, new, ())
    wids = [one.wid for one in found.text.provisions]
    assert len(set(wids)) == len(wids)
    assert not set(wids) & {one.eid for one in found.text.provisions}
    for at, one in enumerate(found.text.provisions):
        assert found.text.index(one.eid) == found.text.index(one.wid) == at


@given(successions())
@few(50)
def test_a_text_with_lasting_identities_compiles_as_the_same_text(drawn: tuple[Negotiation, Text]) -> None:
    """The identity of a provision is never taken for the address of another."""
    negotiation, new = drawn
    text = succession(negotiation.draft, new, ()).text
    plain, lasting = compiled(new, ()), compiled(text, ())
    assert [
        replace(one, wid=two.wid)
        for one, two in zip(plain.text.provisions, lasting.text.provisions, strict=True)
    ] == list(lasting.text.provisions)


@st.composite
def answered_successions(draw: st.DrawFn) -> tuple[Negotiation, Text, tuple[Reply, ...]]:
    negotiation, new = draw(successions())
    return negotiation, new, tuple(draw(sheets(new, party)) for party in CODES[:3])


@given(answered_successions())
@few(50)
def test_answers_to_a_text_with_lasting_identities_are_compiled_as_to_the_same_text(
    drawn: tuple[Negotiation, Text, tuple[Reply, ...]],
) -> None:
    """The identity of a provision is never taken for the address of another."""
    negotiation, new, replies = drawn
    text = succession(negotiation.draft, new, ()).text
    plain, lasting = compiled(new, replies), compiled(text, replies)
    assert [show(one.words) for one in plain.text.provisions] == [
        show(one.words) for one in lasting.text.provisions
    ]
    assert [unit.fate for unit in plain.units] == [unit.fate for unit in lasting.units]


@st.composite
def redrafted_again(draw: st.DrawFn) -> tuple[Text, Text]:
    language = draw(st.sampled_from(("en", "fr")))
    draft = draw(drafts(language))
    return draft, draw(redrafts(draft))


@given(redrafted_again())
@few(200)
def test_what_a_redraft_amounts_to_is_given_again_as_it_stood_or_is_told(drawn: tuple[Text, Text]) -> None:
    """Where the draft is the same and all can be given again, the party's text is the same, word for word."""
    draft, own = drawn
    base = base_of(draft)
    before = hear(Reply(party=CODES[0], text=own), base)
    if not isinstance(before, Hearing):
        return  # too little of the draft is in it
    found = succession(draft, draft, [before])
    if not all(isinstance(one.outcome, Unchanged) for one in found.outcomes):
        return
    after = hear(Reply(party=CODES[0], answers=tuple(retabled(one, found) for one in found.outcomes)), base)
    assert isinstance(after, Hearing)
    assert [(one.kind, one.depth, one.words.split()) for one in after.version.items] == [
        (one.kind, one.depth, one.words.split()) for one in before.version.items
    ]


Spoken = tuple["Text", "Text", tuple[Reply, ...], bool]
"""A draft, the next, replies to the first that speak of each other's proposals; whether one is lost since."""


@st.composite
def speaking(draw: st.DrawFn) -> Spoken:
    draft = draw(drafts("en"))
    new = draw(st.one_of(st.just(draft), redrafts(draft)))
    if draw(st.booleans()):
        rows = [(one.kind, one.depth, one.label, show(one.words)) for one in new.provisions]
        new = built([(Kind.ARTICLE, 0, "Article 1", "Lakes"), *map(numbered_on, rows)], "en")
    replies = [
        Reply(party=party, text=draw(redrafts(draft)))
        if draw(st.integers(0, 3)) == 0
        else draw(sheets(draft, party))
        for party in CODES[:3]
    ]
    for at in (1, 2):
        if replies[at].text is None:
            there = st.sampled_from([*(one.eid for one in draft.provisions), ""])
            said = draw(st.lists(st.tuples(there, st.sampled_from(CODES[:at]), st.booleans()), max_size=4))
            spoken = (Answer(provision=where, position=_on(of, joins=joins)) for where, of, joins in said)
            replies[at] = replace(replies[at], answers=(*replies[at].answers[:1], *spoken))
    return draft, new, tuple(replies), draw(st.booleans())


def numbered_on(row: tuple[Kind, int, str, str]) -> tuple[Kind, int, str, str]:
    kind, depth, label, words = row
    bare = label.removeprefix("Article ")
    return kind, depth, f"Article {int(bare) + 1}" if bare != label and bare.isdigit() else label, words


def _on(author: PartyCode, *, joins: bool) -> Position:
    return Supports(party=author) if joins else Opposes(proposal_of=author)


def object_of(one: Heard, party: PartyCode, hearings: list[Hearing]) -> list[tuple[object, ...]]:
    """What an answer on another's proposal joins or opposes, as it reads, and beside which words."""
    base, proposals = hearings[0].base, Proposals(hearings, hearings[0].base)
    spoken = proposals.spoken_of(one, party)
    assert spoken is not None
    theirs, numbers = spoken.theirs, spoken.numbers
    if isinstance(one.answer.position, Opposes):
        own = contributions(proposals.hearings, base, {})[theirs.party]
        theirs = replace(theirs, version=own.version, heard=own.heard)
    while isinstance(one.answer.position, Supports) and len(numbers) == 1:
        spoken = proposals.spoken_of(theirs.heard[numbers[0]], theirs.party)
        if spoken is None:
            break
        theirs, numbers = spoken.theirs, spoken.numbers
    found = proposed(one, theirs)
    assert found.does
    return sorted(map(_read(base.draft), found.does), key=repr)


def _read(draft: Text) -> Callable[[object], tuple[object, ...]]:
    """Tell what is proposed by words alone; the number where it is not the draft's."""

    def words(at: int | None) -> str | None:
        return None if at is None else show(draft.provisions[at].words)

    def read(one: object) -> tuple[object, ...]:
        if not isinstance(one, tuple):
            assert isinstance(one, int)
            return ("gone", words(one))
        kind, _, label, said, base, anchor, _ = one
        own = base is not None and draft.provisions[base].label == label
        # What became of the draft's own provision is the draft's: a title may be a paragraph in the next.
        return None if base is not None else kind, None if own else label, said, words(base), words(anchor)

    return read


@given(speaking())
@few(200)
def test_what_is_said_again_of_a_proposal_is_said_of_the_same_proposal(drawn: Spoken) -> None:
    """Every party gives again what it can, one perhaps not all of it: nobody joins or opposes other words."""
    draft, new, replies, loses = drawn
    before = heard(Negotiation(draft=draft, replies=replies))
    first = succession(draft, new, before)
    said = {
        hearing.party: [
            retabled(one, first)
            for one in first.of(hearing.party)
            if isinstance(one.outcome, Unchanged | Relocated)
        ]
        for hearing in before
    }
    if loses:
        said = {party: those[1:] if party == CODES[0] else those for party, those in said.items()}
    again = [Reply(party=party, answers=tuple(those)) for party, those in said.items()]
    there = heard(Negotiation(draft=new, replies=tuple(again)))
    found = succession(draft, new, before, there)
    for hearing in before:
        for one, then in zip(found.of(hearing.party), hearing.heard, strict=True):
            match one.answer.position:
                case Supports() | Opposes(proposal_of=str()) if isinstance(
                    one.outcome, Unchanged | Relocated
                ):
                    now = alone(retabled(one, found), new)
                    assert object_of(now, one.party, there) == object_of(then, one.party, before)
                    event("same")
                case _:
                    pass
