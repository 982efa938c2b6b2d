from tests.record.views.meridian import ARD, BOR, FIRST, KES, MARCH_20, meridian
from tests.record.writing import Writer, at
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import Role
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.agreed import State
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.outside import closed_by
from travaux.record.views.questions import questions
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller

BEFORE, AFTER = "2026-03-10T12:00:00Z", "2026-03-21T12:00:00Z"


def all_of(w: Writer) -> Disclosed:
    return disclosed(w.negotiation, everything)


def test_agreed_is_what_the_chair_recorded_and_never_without_its_package() -> None:
    """An item tied to another is never shown as agreed alone."""
    m = meridian()
    found = questions(all_of(m.writer), at=BEFORE).agreed
    assert [(one.provision, one.state) for one in found.settled] == [("art_2", State.AGREED)]
    assert [one.package.provisions for one in found.settled[0].tied] == [("art_2", "art_3")]
    assert [(one.provision, [it.author for it in one.said]) for one in found.said] == [
        ("art_1__para_2", [KES])
    ]


def test_what_all_parties_say_they_agree_to_is_not_recorded_as_agreed() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC")
    w.agrees("ARD", draft, "art_1")
    w.agrees("BOR", draft, "art_1")
    found = questions(all_of(w), at=BEFORE)
    assert found.agreed.settled == ()
    assert [one.undecided for one in found.proposals.drafts] == [()]


def test_reopening_inside_an_agreed_article_is_said_at_the_article() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    draft = w.tables("SEC")
    w.agrees("SEC", draft, "art_1")
    opened = w.reopens("SEC", draft, "art_1__para_2")
    held = w.holds("ARD", draft, "art_1__para_1")
    found = questions(all_of(w), at=BEFORE)
    (settled,) = found.agreed.settled
    assert settled.reopened == (("art_1__para_2", opened),)
    assert [one.entered for one in settled.holds] == [held]
    assert [(one.provision, one.by) for one in found.occasions.reopened] == [("art_1__para_2", opened)]
    assert [(one.provision, one.state) for on in found.proposals.drafts for one in on.undecided] == [
        ("art_1__para_1", State.AGREED)
    ]


def test_an_agreement_is_not_carried_over_to_the_draft_that_follows() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    first = w.tables("SEC")
    w.agrees("SEC", first, "art_1")
    w.tables("SEC", "Second draft", follows=first)
    found = questions(all_of(w), at=BEFORE).agreed
    assert found.settled == ()
    assert [(one.draft.number, one.provision) for one in found.before] == [(1, "art_1")]


def test_two_drafts_of_which_none_follows_the_other_are_both_on_the_table() -> None:
    """More than one text can be on the table, and what stands on either is told."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    one, two = w.tables("SEC", "A treaty"), w.tables("SEC", "An agreement")
    w.answers("ARD", one, "art_1")
    w.answers("BOR", two, "art_2")
    w.agrees("SEC", one, "art_3")
    found = questions(all_of(w), at=BEFORE)
    assert [draft.number for draft in found.agreed.on_table] == [1, 2]
    assert [(it.draft.number, it.provision) for it in found.agreed.settled] == [(1, "art_3")]
    assert [
        (on.draft.number, [(it.provision, [given.party for given in it.given]) for it in on.undecided])
        for on in found.proposals.drafts
    ] == [(1, [("art_1", ["ARD"])]), (2, [("art_2", ["BOR"])])]


def test_a_rule_nobody_declared_is_none_and_a_contested_one_says_by_whom() -> None:
    m = meridian()
    found = questions(all_of(m.writer), at=BEFORE).speakers
    (round_,) = found.rounds
    assert {one.name: one.said for one in round_.rules} == {
        "silence": "nothing",
        "capacity": "national",
        "brackets": None,
        "decides": None,
        "due": "2026-03-20T18:00",
        "late": None,
    }
    assert [one.entered.author for one in round_.rules[1].contests] == [BOR]
    assert [(role, [one.code for one in members]) for role, members in found.members] == [
        (Role.PARTY, ["BOR", "ARD", "KES"]),
        (Role.OBSERVER, ["OBS"]),
        (Role.CHAIR, ["CHR"]),
        (Role.SECRETARIAT, ["SEC"]),
    ]


def test_a_time_is_over_only_after_its_instant() -> None:
    known = all_of(meridian().writer)
    assert [one.past for one in questions(known, at=MARCH_20.utc).occasions.times] == [None]
    (after,) = questions(known, at=AFTER).occasions.times
    assert str(after.past) == "19:00:00"


def test_a_meeting_that_has_begun_is_not_ahead() -> None:
    known = all_of(meridian().writer)
    assert len(questions(known, at="2026-04-02T08:00:00Z").speakers.meetings) == 1
    assert questions(known, at="2026-04-02T08:00:01Z").speakers.meetings == ()


def test_what_a_reader_may_not_read_is_in_no_answer() -> None:
    """Nothing leaks through counts: the views start from the entries the reader may read."""
    m = meridian()
    hidden = m.writer.does("ARD", act.Withdraws(), *at(m.ard), vis="party")
    more = m.writer.answers("ARD", m.draft, "art_3", vis="party")

    def seen_by(one: Entered) -> bool:
        return one.entry.vis != "party"

    before = disclosed(m.writer.negotiation, everything, size=hidden.index)
    after = disclosed(m.writer.negotiation, seen_by)
    assert after.size == more.index + 1
    shown = questions(after, at=BEFORE)
    known = questions(before, at=BEFORE)
    assert (shown.agreed, shown.speakers, shown.occasions, shown.proposals) == (
        known.agreed,
        known.speakers,
        known.occasions,
        known.proposals,
    )


def test_what_was_redacted_is_shown_to_nobody() -> None:
    m = meridian()
    m.writer.redacts("SEC", m.question)
    known = all_of(m.writer)
    assert known.at(m.question.leaf) is None
    assert known.questions == {}
    assert known.size == m.writer.negotiation.size


def test_the_past_is_answered_as_it_was() -> None:
    m = meridian()
    n = m.writer.negotiation
    then = disclosed(n, everything, size=m.draft.index + 1)
    found = questions(then, at=BEFORE)
    assert found.speakers.rounds == ()
    assert [one.undecided for one in found.proposals.drafts] == [()]
    assert found.size == m.draft.index + 1


def test_with_the_documents_a_proposal_stands_where_it_speaks() -> None:
    """An answer to the whole draft is told at each provision that it speaks of, and nowhere else."""
    m = meridian()
    known = all_of(m.writer)
    kept = m.writer.documents
    library = Library(lambda h: kept[h].data if h in kept else None, known.order)
    (on,) = questions(known, at=BEFORE, library=library).proposals.drafts
    assert [
        (it.provision, [(one.party, len(one.answers)) for one in it.given], it.contested)
        for it in on.undecided
    ] == [
        ("art_1", [], False),
        ("art_1__para_1", [("BOR", 1), ("ARD", 1)], True),
        ("art_1__para_2", [], False),
        ("art_3", [("ARD", 1)], False),
    ]


def test_what_names_a_provision_the_draft_has_not_is_no_position_on_the_whole_text() -> None:
    """Said of "Article 12", which the draft has not: not understood, never a position on the whole text."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC", docs=[w.document(FIRST, name="first.md")])
    sheet = "In answer to: First draft\n\n## Article 12\n\nPosition: deletes\n\nReason: Too dear.\n"
    given = w.answers("ARD", draft, docs=[w.document(sheet, name="ard.md")])
    known = all_of(w)
    kept = w.documents
    library = Library(lambda h: kept[h].data if h in kept else None, known.order)
    found = questions(known, at=BEFORE, library=library)
    (on,) = found.proposals.drafts
    assert on.undecided == ()
    assert [(one.entered, [it.answer.provision for it in one.aside]) for one in on.aside] == [
        (given, ["Article 12"])
    ]
    told = " ".join(" ".join(told_lines(status(found, Teller(known=known)))).split())
    assert "said of “Article 12”, which the draft has not" in told
    assert "The whole text" not in told


def test_where_a_document_cannot_be_read_it_is_not_said_that_no_answer_speaks_of_a_provision() -> None:
    """No answer that can be read here speaks of it."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC", docs=[w.document(FIRST, name="first.md")])
    w.answers("ARD", draft, docs=[w.document("Gone.", name="ard.md")])
    w.does("ARD", act.ValidatesPosition(rightly=False), *at(draft, "art_1"))
    kept = {h: one for h, one in w.documents.items() if one.data != b"Gone."}
    known = all_of(w)
    library = Library(lambda h: kept[h].data if h in kept else None, known.order)
    told = told_lines(status(questions(known, at=BEFORE, library=library), Teller(known=known)))
    assert "  ○ Article 1: no answer that can be read here speaks of it" in told


def test_an_answer_that_is_out_of_time_and_a_party_not_asked_are_listed() -> None:
    """ARD: answered after the time, out by the rule of entry N. KES is a party and was not asked."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC")
    rules = Rules(name="first", asked=(ARD,), due=MARCH_20, late_is_out=True)
    declared = w.declares("SEC", rules, draft)
    w.adds("KES")
    w.passes(days=30)
    late = w.answers("ARD", draft, "art_1")
    known = all_of(w)
    found = questions(known, at=w.now)
    (on,) = found.proposals.drafts
    assert [(one.given.entered, one.rule) for one in on.out] == [(late, declared)]
    assert on.not_asked == (KES,)
    assert closed_by(known, on.draft, at=w.now) == declared
    assert closed_by(known, on.draft, at=BEFORE) is None
    told = " ".join(" ".join(told_lines(status(found, Teller(known=known)))).split())
    assert f"ARD: answered after the time, out by the rule of entry {declared.index}" in told
    assert "KES became a party after the rules were declared and was not asked" in told
