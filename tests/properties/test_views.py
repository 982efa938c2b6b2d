"""What is shown of a compilation, on generated negotiations. Each class quotes the rule it tests."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, Negotiation, negotiations
from tests.properties.test_invariants import renamed_reply
from tests.slowly import few
from travaux.compile.compiling import compiled
from travaux.compile.convergence import convergence
from travaux.compile.matrix import NoAnswer, Spoke, matrix
from travaux.compile.project import project
from travaux.compile.trace import Reworded
from travaux.compile.traceability import traceability
from travaux.render.profile import Profile, attributed_again, profiled
from travaux.render.table import workbook
from travaux.text.notation import parse, plain_characters, show
from travaux.text.printed import printed
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.compile.trace import Step
    from travaux.text.provision import Provision

SILENT = PartyCode("ZED")


class TestSilence:
    """Silence is not a position. No answer is shown as no answer."""

    @given(negotiations())
    def test_whoever_did_not_reply_has_no_answer_on_every_row_and_nobody_else_has(
        self, negotiation: Negotiation
    ) -> None:
        order = (*CODES, SILENT)
        found = matrix(compiled(negotiation.draft, negotiation.replies, order=order))

        replied = {reply.party for reply in negotiation.replies}
        for row in found.rows:
            silent = [code for code, cell in zip(order, row.cells, strict=True) if isinstance(cell, NoAnswer)]
            assert silent == [code for code in order if code not in replied]
            assert list(row.tally.silent) == silent

    @given(negotiations())
    def test_a_cell_holds_answers_of_its_party_alone_and_every_answer_stands_somewhere(
        self, negotiation: Negotiation
    ) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies, order=CODES)
        found = matrix(compilation)

        shown: set[str] = set()
        for row in found.rows:
            for party, cell in zip(found.parties, row.cells, strict=True):
                if isinstance(cell, Spoke):
                    assert {stance.party for stance in cell.stances} == {party}
                    shown |= {stance.reference for stance in cell.stances}
        assert shown == {stance.reference for stance in compilation.stances}


class TestSymmetry:
    """Symmetry. Shuffle the order of arrival: the output is the same."""

    @given(negotiations(), st.integers(0, 9))
    def test_order_of_arrival_changes_no_view(self, negotiation: Negotiation, seed: int) -> None:
        shuffled = list(negotiation.replies)
        Random(seed).shuffle(shuffled)  # noqa: S311  an order, not a secret
        one = compiled(negotiation.draft, negotiation.replies, order=CODES)
        other = compiled(negotiation.draft, shuffled, order=CODES)

        assert matrix(one) == matrix(other)
        assert traceability(one) == traceability(other)
        assert convergence(one.text) == convergence(other.text)


class TestTraceability:
    """For each consolidated provision: who contributed, from where, what was done, why."""

    @given(negotiations())
    def test_every_name_in_a_provisions_marks_is_in_its_trace(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies, order=CODES)
        traced = {trace.address: trace for trace in traceability(compilation)}

        for provision in compilation.text.provisions:
            marked = proposing(provision)
            steps = traced[provision.eid].steps if provision.eid in traced else ()
            where = compilation.draft if provision.standing.base else compilation.text
            above = [compilation.text.at(one.eid) for one in where.path(provision.eid)[:-1]]
            assert marked - acting(steps) - carried_along(above) == set()

    @given(negotiations())
    def test_old_words_stand_in_the_draft_and_new_words_in_the_text_of_their_sponsors(
        self, negotiation: Negotiation
    ) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies, order=CODES)
        base = {one.eid: show(one.words) for one in project(compilation.text, None).provisions}
        own = {
            party: {one.eid: show(one.words) for one in project(compilation.text, party).provisions}
            for party in compilation.parties
        }

        for trace in traceability(compilation):
            for step in trace.steps:
                match step.deed:
                    case Reworded(old=old, new=new) if trace.address in base:
                        assert old in base[trace.address]
                        for one in (*step.sponsors, *step.supporters):
                            assert squeezed(new) in squeezed(own[one.party][trace.address])
                    case _:
                        pass


class TestProfiles:
    """Attribution left out of a rendering is provable; no party's code stays in an unattributed one."""

    @given(negotiations())
    def test_the_side_table_gives_every_name_back(self, negotiation: Negotiation) -> None:
        text = compiled(negotiation.draft, negotiation.replies, order=CODES).text
        shown = profiled(text, Profile.SIDE_TABLE, CODES)

        assert attributed_again(shown) == text
        assert printed(attributed_again(shown)) == printed(text)
        references = [note.reference for note in shown.notes]
        assert len(set(references)) == len(references)

    @given(negotiations())
    def test_no_code_stays_in_an_unattributed_text(self, negotiation: Negotiation) -> None:
        canaries = {code: PartyCode(f"QZX{code}") for code in CODES}
        replies = [renamed_reply(reply, canaries) for reply in negotiation.replies]
        compilation = compiled(negotiation.draft, replies, order=tuple(canaries.values()))
        bare = profiled(compilation.text, Profile.UNATTRIBUTED, compilation.order).text

        assert "QZX" not in repr(bare)
        assert "QZX" not in printed(bare)

    @given(negotiations())
    def test_the_draft_is_the_same_in_every_profile(self, negotiation: Negotiation) -> None:
        text = compiled(negotiation.draft, negotiation.replies, order=CODES).text
        draft = [show(one.words) for one in project(text, None).provisions]

        for profile in Profile:
            shown = profiled(text, profile, CODES).text
            assert [show(one.words) for one in project(shown, None).provisions] == draft

    @given(negotiations())
    def test_the_bracket_notation_reads_each_profile_back(self, negotiation: Negotiation) -> None:
        text = compiled(negotiation.draft, negotiation.replies, order=CODES).text

        for profile in (Profile.SIDE_TABLE, Profile.UNATTRIBUTED):
            shown = profiled(text, profile, CODES)
            for provision in shown.text.provisions:
                back = parse(show(provision.words), shown.codes)
                assert plain_characters(back) == plain_characters(provision.words)


@few(10)  # a workbook takes a tenth of a second
@given(negotiations())
def test_the_same_compilation_gives_the_same_workbook(negotiation: Negotiation) -> None:
    one = workbook(compiled(negotiation.draft, negotiation.replies, order=CODES))
    other = workbook(compiled(negotiation.draft, negotiation.replies[::-1], order=CODES))
    assert one == other


def squeezed(words: str) -> str:
    return "".join(words.split())


def proposing(provision: Provision) -> set[PartyCode]:
    """Whoever proposes or opposes something at a provision, by its marks; acceptance is no mark."""
    standing = provision.standing
    found = {*standing.sponsors, *standing.supporters, *standing.opponents, *standing.deleted_by}
    found |= {code for move in standing.ends for code in move.parties}
    found |= {code for one in standing.stances for code in one.parties}
    found |= {code for one in provision.renumberings for code in one.parties}
    for choice in provision.words.choices():
        if not choice.tabled:
            for one in choice.alternatives:
                found |= {*one.opponents, *one.excepting}
                found |= set() if one.base else {*one.sponsors, *one.supporters}
    return found


def carried_along(path: list[Provision | None]) -> set[PartyCode]:
    """Whoever deletes or moves a provision above, and so this one with it, or opposes that."""
    found: set[PartyCode] = set()
    for above in path:
        if above is None:
            continue
        found |= {*above.standing.deleted_by, *above.standing.opponents}
        found |= {code for move in above.standing.ends for code in move.parties}
        found |= {code for one in above.standing.joining for code in one.parties}
    return found


def acting(steps: tuple[Step, ...]) -> set[PartyCode]:
    return {one.party for step in steps for one in (*step.sponsors, *step.supporters, *step.opponents)}
