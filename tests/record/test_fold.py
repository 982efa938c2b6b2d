"""What the entries come to: each test writes a short record and reads one thing out of its state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.negotiating import negotiated
from tests.record.writing import Writer, at, due, reference
from tests.slowly import few
from travaux.answers.position import HoldKind
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import KeyUse, Role
from travaux.record.concerns import WITHDRAWABLE
from travaux.record.entry import Entered, Reference
from travaux.record.fold import NOTHING, entered, fold, moment
from travaux.record.negotiation import Negotiation, Standing
from travaux.text.wording import PartyCode

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")


@pytest.fixture
def w() -> Writer:
    writer = Writer()
    writer.opens("SEC", parties=("ARD", "BOR", "CEL"), observers=("OBS",))
    return writer


def standing(n: Negotiation) -> list[int]:
    return [one.entered.index for one in n.answers.values() if one.is_last]


class TestFolding:
    def test_leaves_are_read_into_the_entries_that_were_written(self, w: Writer) -> None:
        w.answers("BOR", w.tables("SEC"), "art_4")

        assert tuple(entered(w.leaves)) == tuple(w.entered)
        assert tuple(entered(w.leaves[5:], 5)) == tuple(w.entered[5:])
        assert w.negotiation.size == len(w.leaves)
        assert [w.negotiation.places[one.leaf] for one in w.entered] == list(range(len(w.leaves)))

    def test_in_many_goes_it_is_the_same_as_in_one(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.answers("BOR", draft, "art_4", "art_5")
        w.answers("BOR", draft, "art_5")
        w.withdraws("BOR", w.answers("BOR", draft))
        w.answers("BOR", draft, "art_4")

        state = NOTHING
        for one in w.entered:
            state = fold((one,), state)

        assert state == fold(w.entered)

    def test_what_it_starts_from_stays_as_it_was(self, w: Writer) -> None:
        draft = w.tables("SEC")
        before = fold(w.entered)
        size, members = before.size, dict(before.members)

        w.answers("BOR", draft)
        after = fold(w.entered[-1:], before)

        assert (before.size, dict(before.members), dict(before.answers)) == (size, members, {})
        assert len(after.answers) == 1

    def test_a_moment_is_a_size_or_an_instant(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.passes(days=1)
        w.answers("BOR", draft)

        assert moment(w.entered, size=draft.index + 1) == fold(w.entered[:-1])
        assert moment(w.entered, at=draft.received_at) == fold(w.entered[:-1])
        assert moment(w.entered, at="2027-01-01T00:00:00Z") == fold(w.entered)

    def test_entries_that_name_what_is_not_there_are_folded_all_the_same(self, w: Writer) -> None:
        draft = w.tables("SEC")
        answer = w.answers("BOR", draft, "art_4")
        w.joins("ARD", answer, "art_4")
        w.lifts("ARD", w.holds("ARD", draft))
        w.extends("ARD", w.promises("ARD", "A text."), due("2026-04-01T00:00:00Z"))

        every_second = [one for one in w.entered if one.index % 2]

        assert fold(every_second).entries == tuple(every_second)

    @given(st.integers(0, 2**60), st.sets(st.integers(0, 60)))
    @few(40)
    def test_any_part_of_a_record_is_folded(self, seed: int, left_out: set[int]) -> None:
        """Whatever a reader may not read, what it may read is folded, and nothing else is in it."""
        w, state = negotiated(seed)
        part = [one for one in w.entered if one.index not in left_out]

        folded = fold(part)

        assert tuple(folded.entries) == tuple(part)
        assert folded.answers.keys() == {leaf for leaf in state.answers if leaf in folded.leaves}
        assert fold(part[9:], fold(part[:9])) == folded


class TestMembersAndKeys:
    def test_a_member_is_one_from_place_to_place(self, w: Writer) -> None:
        added = w.adds("DEL")
        removed = w.removes("DEL")

        member = w.negotiation.members[PartyCode("DEL")]

        assert (member.since, member.until) == (added.index, removed.index + 1)

    def test_a_key_signs_after_its_enrolment_and_up_to_its_revocation(self, w: Writer) -> None:
        enrolled = w.entered[2]
        revoked = w.revokes("ARD")

        (key,) = [one for one in w.negotiation.keys.values() if one.party == ARD]

        assert (key.since, key.until, key.use) == (enrolled.index + 1, revoked.index + 1, KeyUse.ENTRY)

    def test_a_rotated_key_ends_where_the_new_one_begins(self, w: Writer) -> None:
        rotated = w.rotates("ARD")

        old, new = [one for one in w.negotiation.keys.values() if one.party == ARD]

        assert (old.until, new.since, new.until) == (rotated.index + 1, rotated.index + 1, None)

    def test_the_keys_of_a_removed_member_end_with_it(self, w: Writer) -> None:
        removed = w.removes("ARD")

        assert {one.party: one.until for one in w.negotiation.keys.values()} == {
            "SEC": None,
            "ARD": removed.index + 1,
            "BOR": None,
            "CEL": None,
            "OBS": None,
        }

    def test_and_those_that_had_ended_ended_then(self, w: Writer) -> None:
        rotated, removed = w.rotates("ARD"), w.removes("ARD")

        assert [one.until for one in w.negotiation.keys.values() if one.party == ARD] == [
            rotated.index + 1,
            removed.index + 1,
        ]

    def test_a_group_is_defined_anew_and_the_old_definition_stays(self, w: Writer) -> None:
        first = w.groups("COAST", "ARD", "BOR")
        second = w.groups("COAST", "ARD", "CEL")

        n = w.negotiation

        assert n.groups[PartyCode("COAST")].members == (ARD, CEL)
        assert [n.definitions[one.leaf].members for one in (first, second)] == [(ARD, BOR), (ARD, CEL)]

    def test_the_keeper_opens_and_is_of_the_secretariat(self, w: Writer) -> None:
        n = w.negotiation

        assert (n.keeper, n.members[PartyCode("SEC")].role) == ("SEC", Role.SECRETARIAT)
        assert (n.origin, n.title) == ("meridian-2026", "Treaty on the Meridian Canal")


class TestAnswers:
    def test_an_answer_in_whole_takes_the_place_of_all_before(self, w: Writer) -> None:
        draft = w.tables("SEC")
        first = w.answers("BOR", draft, "art_4")
        second = w.answers("BOR", draft, "art_5")
        whole = w.answers("BOR", draft)

        n = w.negotiation

        assert [n.answers[one.leaf].superseded for one in (first, second, whole)] == [whole, whole, None]
        assert standing(n) == [whole.index]

    def test_an_answer_by_provision_takes_its_place_there_only(self, w: Writer) -> None:
        draft = w.tables("SEC")
        whole = w.answers("BOR", draft)
        part = w.answers("BOR", draft, "art_4")

        given = w.negotiation.answers[whole.leaf]

        assert given.superseded_at == (("art_4", part),)
        assert [given.is_last_at(one) for one in ("art_4", "art_5")] == [False, True]

    def test_an_answer_all_of_whose_provisions_are_answered_anew_stands_no_more(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.answers("BOR", draft, "art_4", "art_5")
        w.answers("BOR", draft, "art_4")
        assert len(standing(w.negotiation)) == 2

        w.answers("BOR", draft, "art_5")

        assert len(standing(w.negotiation)) == 2
        assert not next(iter(w.negotiation.answers.values())).is_last

    def test_on_another_draft_or_by_another_party_it_stands(self, w: Writer) -> None:
        draft = w.tables("SEC")
        mine, theirs = w.answers("BOR", draft), w.answers("ARD", draft)
        again = w.answers("BOR", w.tables("SEC", "Second draft", follows=draft))

        assert standing(w.negotiation) == [mine.index, theirs.index, again.index]

    def test_a_reply_in_the_name_of_several_takes_the_place_of_its_author_s_words_only(
        self, w: Writer
    ) -> None:
        draft = w.tables("SEC")
        theirs, mine = w.answers("ARD", draft), w.answers("BOR", draft)
        together = w.answers("BOR", draft, principals=("ARD", "BOR"))

        n = w.negotiation

        assert standing(n) == [theirs.index, together.index]
        assert n.answers[mine.leaf].superseded == together
        assert n.answers[together.leaf].principals == (ARD, BOR)

    def test_what_a_clerk_writes_down_is_the_party_s(self, w: Writer) -> None:
        draft = w.tables("SEC")
        first = w.answers("SEC", draft, on_behalf="BOR")
        second = w.answers("BOR", draft)

        n = w.negotiation

        assert n.answers[first.leaf].party == BOR
        assert (first.signed, n.answers[first.leaf].superseded) == (False, second)

    def test_a_withdrawal_revives_nothing(self, w: Writer) -> None:
        draft = w.tables("SEC")
        first = w.answers("BOR", draft)
        second = w.answers("BOR", draft)
        gone = w.withdraws("BOR", second)

        n = w.negotiation

        assert standing(n) == []
        assert (n.answers[first.leaf].superseded, n.answers[second.leaf].withdrawn) == (second, gone)

    def test_a_part_is_withdrawn(self, w: Writer) -> None:
        draft = w.tables("SEC")
        answer = w.answers("BOR", draft, "art_4", "art_5")
        gone = w.withdraws("BOR", answer, "art_4")

        given = w.negotiation.answers[answer.leaf]

        assert given.withdrawn_at == (("art_4", gone),)
        assert (given.is_last, given.is_last_at("art_4"), given.is_last_at("art_5")) == (True, False, True)

    def test_sponsors_join_once_and_leave(self, w: Writer) -> None:
        answer = w.answers("BOR", w.tables("SEC"), "art_4", "art_5")
        joined = w.joins("ARD", answer, "art_4")
        w.joins("ARD", answer, "art_4")
        other = w.joins("CEL", answer, "art_4")
        assert w.negotiation.answers[answer.leaf].sponsors == (("art_4", joined), ("art_4", other))

        w.leaves_sponsors("ARD", answer, "art_4")

        assert w.negotiation.answers[answer.leaf].sponsors == (("art_4", other),)

    def test_joining_is_withdrawn_too(self, w: Writer) -> None:
        answer = w.answers("BOR", w.tables("SEC"), "art_4")
        w.withdraws("ARD", w.joins("ARD", answer, "art_4"))

        assert w.negotiation.answers[answer.leaf].sponsors == ()


class TestLate:
    """Late answers are decided on when they were received; what falls on the time is in time."""

    @pytest.mark.parametrize(
        ("received_at", "late"),
        [
            ("2026-03-20T16:59:59.999Z", False),
            ("2026-03-20T17:00:00.000Z", False),
            ("2026-03-20T17:00:00.001Z", True),
            ("2026-03-21T09:00:00.000Z", True),
        ],
    )
    def test_the_time_itself_is_in_time(self, w: Writer, received_at: str, late: bool) -> None:  # noqa: FBT001
        draft = w.tables("SEC")
        declared = w.declares("SEC", Rules(name="first", due=due("2026-03-20T17:00:00Z")), draft)
        w.now = received_at
        answer = w.answers("BOR", draft)

        given = w.negotiation.answers[answer.leaf]

        assert given.late_for == (declared.leaf if late else None)
        assert (given.is_last, given.out_of_time) == (True, False)

    def test_late_is_out_only_where_that_was_declared(self, w: Writer) -> None:
        draft = w.tables("SEC")
        rules = Rules(name="first", due=due("2026-03-20T17:00:00Z"), late_is_out=True)
        w.declares("SEC", rules, draft)
        in_time = w.answers("BOR", draft)
        w.now = "2026-03-21T09:00:00.000Z"
        late = w.answers("BOR", draft)

        n = w.negotiation

        assert standing(n) == [in_time.index]
        assert (n.answers[late.leaf].out_of_time, n.answers[in_time.leaf].superseded) == (True, None)

    def test_the_round_that_was_declared_last_on_the_draft_counts(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.declares("SEC", Rules(name="first", due=due("2026-03-03T00:00:00Z")), draft)
        w.declares("SEC", Rules(name="first, again", due=due("2026-04-03T00:00:00Z")), draft)
        w.passes(days=10)

        answer = w.answers("BOR", draft)

        assert w.negotiation.answers[answer.leaf].late_for is None

    def test_rules_on_no_draft_are_for_every_draft_without_its_own(self, w: Writer) -> None:
        declared = w.declares("SEC", Rules(name="all rounds", due=due("2026-03-03T00:00:00Z")))
        first, second = w.tables("SEC"), w.tables("SEC", "Second draft")
        w.declares("SEC", Rules(name="second"), second)
        w.passes(days=10)
        late, untimed = w.answers("BOR", first), w.answers("BOR", second)

        n = w.negotiation

        assert [n.answers[one.leaf].late_for for one in (late, untimed)] == [declared.leaf, None]

    def test_in_talks_that_nobody_leads_a_party_s_rules_bind_its_own_drafts(self) -> None:
        w = Writer()
        w.opens("SEC", parties=("ARD", "BOR"), led=False)
        mine, theirs = w.tables("ARD", "Our draft"), w.tables("BOR", "Their draft")
        declared = w.declares("ARD", Rules(name="all", due=due("2026-03-03T00:00:00Z"), late_is_out=True))
        w.passes(days=10)
        to_mine, to_theirs = w.answers("BOR", mine), w.answers("ARD", theirs)

        n = w.negotiation

        assert [n.answers[one.leaf].late_for for one in (to_mine, to_theirs)] == [declared.leaf, None]
        assert [n.answers[one.leaf].is_last for one in (to_mine, to_theirs)] == [False, True]


class TestHoldsQuestionsPromises:
    def test_a_hold_is_maintained_and_lifted(self, w: Writer) -> None:
        hold = w.holds("BOR", w.tables("SEC"), "art_4", kind=HoldKind.PARLIAMENTARY)
        kept = w.does("BOR", act.MaintainsHold(), hold)
        assert w.negotiation.holds[hold.leaf].stands

        lifted = w.lifts("BOR", hold)

        found = w.negotiation.holds[hold.leaf]
        assert (found.maintained, found.lifted, found.stands) == ((kept,), lifted, False)

    def test_a_hold_is_withdrawn_in_part_and_then_in_all_its_parts(self, w: Writer) -> None:
        hold = w.holds("BOR", w.tables("SEC"), "art_4", "art_5")
        w.withdraws("BOR", hold, "art_4")
        assert w.negotiation.holds[hold.leaf].stands

        w.withdraws("BOR", hold, "art_5")

        assert not w.negotiation.holds[hold.leaf].stands

    def test_answers_to_a_question_stand_side_by_side(self, w: Writer) -> None:
        question = w.asks("ARD", "Which depth?", to=("BOR", "CEL"))
        one = w.replies("BOR", question, "Twelve metres.")
        both = w.replies("CEL", question, "Twelve metres.", principals=("BOR", "CEL"))
        assert w.negotiation.questions[question.leaf].answers == (one, both)

        w.withdraws("BOR", one)

        assert w.negotiation.questions[question.leaf].answers == (both,)

    def test_a_promise_is_extended_and_reported_on_by_both_sides(self, w: Writer) -> None:
        promise = w.promises("ARD", "A text on depth.", to=("BOR",), due=due("2026-03-20T17:00:00Z"))
        later = due("2026-03-27T17:00:00Z")
        extended = w.extends("ARD", promise, later)
        met, not_met = w.reports("ARD", promise, met=True), w.reports("BOR", promise, met=False)

        found = w.negotiation.promises[promise.leaf]

        assert (found.due, found.extended, found.reports) == (later, (extended,), (met, not_met))


class TestPapers:
    def test_a_paper_knows_its_replies_and_receipts(self, w: Writer) -> None:
        paper = w.sends("ARD", "On depth")
        receipt = w.receives("BOR", paper)
        reply = w.sends("BOR", "Re: on depth", paper)

        n = w.negotiation

        assert n.notes[paper.leaf].replies == (reply.leaf,)
        assert n.receipts == {paper.leaf: (receipt,)}

    def test_contests_stand_beside_the_rule(self, w: Writer) -> None:
        declared = w.declares("SEC", Rules(name="first"))
        contest = w.does("BOR", act.ContestsRules(rule="silence", words="We do not agree."), declared)

        (found,) = w.negotiation.rounds[declared.leaf].contests

        assert (found.rule, found.words, found.entered) == ("silence", "We do not agree.", contest)

    def test_the_latest_draft_is_the_last_basis_not_withdrawn(self, w: Writer) -> None:
        first = w.tables("SEC")
        w.tables("BOR", "Our text", basis=False)
        second = w.tables("SEC", "Second draft", follows=first)
        latest = w.negotiation.latest_draft()
        assert latest is not None
        assert (latest.tabled, latest.number, latest.follows) == (second, 3, first.leaf)

        w.withdraws("SEC", second)

        latest = w.negotiation.latest_draft()
        assert latest is not None
        assert latest.tabled == first


def test_what_is_said_beside_the_text_is_kept_in_order(w: Writer) -> None:
    draft, note = w.tables("SEC"), w.sends("BOR", "On depth")
    validated = [w.does("BOR", act.ValidatesPosition(rightly=one), draft) for one in (False, True)]
    meeting = act.ConvenesMeeting(
        place="Geneva", forum="plenary", begins=due("2026-03-20T17:00:00Z"), at_table=(BOR,)
    )
    met = [w.does("SEC", meeting), w.does("SEC", meeting)]
    corrected = [w.corrects("BOR", note), w.corrects("BOR", note)]
    viewed = w.does("ARD", act.ViewsCollectiveReply(accepts=False), note)
    redacted = w.redacts("BOR", note)

    n = w.negotiation

    assert [tuple(one) for one in (n.validations, n.meetings, n.corrections, n.redactions)] == [
        tuple(validated),
        tuple(met),
        tuple(corrected),
        (redacted,),
    ]
    assert (n.views, n.redacted) == ({note.leaf: (viewed,)}, {note.leaf: (redacted,)})


class TestProvisions:
    def test_agreed_is_what_the_chair_says_and_agreeing_what_parties_say(self, w: Writer) -> None:
        draft = w.tables("SEC")
        mine, theirs = w.agrees("ARD", draft, "art_4"), w.agrees("BOR", draft, "art_4")
        everybody = w.agrees("CEL", draft, "art_4")
        assert w.negotiation.standings[draft.leaf, "art_4"] == Standing(agreeing=(mine, theirs, everybody))

        chair = w.agrees("SEC", draft, "art_4")

        assert w.negotiation.standings[draft.leaf, "art_4"].agreed == (chair,)

    def test_reopened_it_is_agreed_no_more(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.agrees("SEC", draft, "art_4")
        closed = w.closes("SEC", draft, "art_4")
        assert w.negotiation.standings[draft.leaf, "art_4"].is_closed

        reopened = w.reopens("SEC", draft, "art_4")

        found = w.negotiation.standings[draft.leaf, "art_4"]
        assert found == Standing(closed=(closed,), reopened=(reopened,))
        assert not found.is_closed

    def test_a_party_takes_its_agreement_back_at_one_provision(self, w: Writer) -> None:
        draft = w.tables("SEC")
        agreed = w.agrees("BOR", draft, "art_4", "art_5")
        w.withdraws("BOR", agreed, "art_4")

        n = w.negotiation

        assert [n.standings[draft.leaf, one].agreeing for one in ("art_4", "art_5")] == [(), (agreed,)]

    def test_silence_is_opened_broken_and_elapsed(self, w: Writer) -> None:
        draft = w.tables("SEC")
        opened = w.does(
            "SEC", act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="It is adopted."), *at(draft)
        )
        broken = w.does("BOR", act.BreaksSilence(), opened)
        assert w.negotiation.silences[opened.leaf].broken == (broken,)

        w.withdraws("BOR", broken)
        elapsed = w.does("SEC", act.NotesSilenceElapsed(), opened)

        found = w.negotiation.silences[opened.leaf]
        assert (found.broken, found.elapsed) == ((), elapsed)

    def test_packages_and_mergers(self, w: Writer) -> None:
        draft = w.tables("SEC")
        one, two = w.answers("ARD", draft, "art_4"), w.answers("BOR", draft, "art_4")
        package = w.does("ARD", act.TiesPackage(words="4 only if 5."), *at(draft, "art_4", "art_5"))
        merger = w.does(
            "SEC", act.ProposesMerger(wording="twelve metres"), *at(one, "art_4"), *at(two, "art_4")
        )
        consent = w.does("ARD", act.AnswersMerger(consents=True), merger)
        untied = w.does("ARD", act.UntiesPackage(), package)

        n = w.negotiation

        assert n.packages[package.leaf].untied == untied
        assert n.mergers[merger.leaf].answers == (consent,)
        assert n.mergers[merger.leaf].proposals == (
            Reference(leaf=one.leaf, article="art_4"),
            Reference(leaf=two.leaf, article="art_4"),
        )

    def test_a_text_is_adopted_authenticated_and_rectified(self, w: Writer) -> None:
        draft = w.tables("SEC")
        adopted = w.does("SEC", act.AdoptsText(how="by consensus"), draft)
        authentic = w.does("SEC", act.AuthenticatesText(how="by initialling"), draft)
        rectified = w.does(
            "SEC", act.RectifiesError(defective="metre", corrected="metres"), *at(draft, "art_4")
        )

        found = w.negotiation.drafts[draft.leaf]

        assert (found.adopted, found.authenticated, found.rectified) == (adopted, authentic, (rectified,))


def test_what_has_ended_ended_then(w: Writer) -> None:
    """A record that should not have been admitted is folded too: what came first stays."""
    draft = w.tables("SEC")
    hold = w.holds("BOR", draft)
    package = w.does("BOR", act.TiesPackage(words="4 if 5."), *at(draft, "art_4", "art_5"))
    silence = w.does("SEC", act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="Adopted."), draft)
    note = w.sends("BOR", "On depth")

    def twice() -> list[Entered]:
        return [
            w.lifts("BOR", hold),
            w.does("BOR", act.UntiesPackage(), package),
            w.does("SEC", act.NotesSilenceElapsed(), silence),
            w.does("SEC", act.AdoptsText(how="by consensus"), draft),
            w.does("SEC", act.AuthenticatesText(how="by initialling"), draft),
            w.withdraws("BOR", note),
        ]

    first, _ = twice(), twice()

    n = w.negotiation
    found = n.drafts[draft.leaf]
    assert [
        n.holds[hold.leaf].lifted,
        n.packages[package.leaf].untied,
        n.silences[silence.leaf].elapsed,
        found.adopted,
        found.authenticated,
        n.withdrawn[note.leaf],
    ] == first


def withdrawable(w: Writer) -> list[Entered]:
    """Write one of each act that can be withdrawn, by BOR where a party does it."""
    draft = w.tables("SEC")
    theirs = w.answers("ARD", draft, "art_4")
    mine = w.answers("BOR", draft, "art_4")
    declared = w.declares("SEC", Rules(name="first"), draft)
    paper = w.sends("ARD", "On depth")
    question = w.asks("ARD", "Which depth?", to=("BOR",))
    promise = w.promises("ARD", "A text.", to=("BOR",))
    silence = w.does("SEC", act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="Adopted."), draft)
    merger = w.does("SEC", act.ProposesMerger(wording="x"), *at(theirs, "art_4"), *at(mine, "art_4"))
    return [
        mine,
        silence,
        merger,
        w.does("BOR", act.ContestsRules(rule="silence", words="No."), declared),
        w.tables("BOR", "Our text", basis=False),
        w.sends("BOR", "On width"),
        w.receives("BOR", paper),
        w.does("ARD", act.ViewsCollectiveReply(accepts=False), mine),
        w.joins("BOR", theirs, "art_4"),
        w.holds("BOR", draft, "art_4"),
        w.does("BOR", act.ValidatesPosition(rightly=True), draft),
        w.asks("BOR", "Which width?", to=("ARD",)),
        w.replies("BOR", question, "Twelve."),
        w.promises("BOR", "Another text."),
        w.does("BOR", act.ReportsPromise(met=False), reference(promise)),
        w.does(
            "SEC",
            act.ConvenesMeeting(
                place="Geneva", forum="plenary", begins=due("2026-03-20T17:00:00Z"), at_table=(BOR,)
            ),
        ),
        w.agrees("BOR", draft, "art_4"),
        w.does("BOR", act.BreaksSilence(), silence),
        w.does("BOR", act.TiesPackage(words="4 if 5."), *at(draft, "art_4", "art_5")),
        w.does("BOR", act.AnswersMerger(consents=True), merger),
    ]


def test_every_kind_that_can_be_withdrawn_is(w: Writer) -> None:
    targets = withdrawable(w)
    assert {type(one.act) for one in targets} == set(WITHDRAWABLE)

    gone = {one.leaf: w.withdraws(one.author, one) for one in targets}

    n = w.negotiation
    assert n.withdrawn == gone
    assert standing(n) == [w.entered[targets[0].index - 1].index]
    assert [one for one in n.holds.values() if one.stands] == []
    assert [one for one in n.rounds.values() if one.contests] == []
    assert [one for one in (*n.receipts.values(), *n.views.values()) if one] == []
    assert (n.meetings, n.validations) == ((), ())
    assert [one for one in n.questions.values() if one.answers] == []
    assert [one for one in n.promises.values() if one.reports] == []
    assert [one for one in n.silences.values() if one.broken or one.withdrawn is None] == []
    assert [one for one in n.mergers.values() if one.answers or one.withdrawn is None] == []
    assert [one for one in n.packages.values() if one.untied is None] == []
    assert [one for one in n.standings.values() if one.agreeing] == []
    assert [one.sponsors for one in n.answers.values() if one.sponsors] == []
