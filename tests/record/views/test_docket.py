from datetime import timedelta

import pytest

from tests.record.views.meridian import ARD, BOR, BORELAND, FIRST, KES, MARCH_20, MARCH_27, SEC, meridian
from tests.record.writing import Writer
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.consolidation import consolidation
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import (
    AnswerToDraft,
    AnswerToQuestion,
    Came,
    CameInPart,
    Covered,
    Docket,
    Outstanding,
    Owed,
    Reported,
    ShownWrongly,
    TakenBack,
    WhatWasPromised,
    docket,
)
from travaux.record.views.positions import positions
from travaux.record.views.questions import questions
from travaux.render.docket import docket_told
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller

AT = "2026-03-28T10:00:00Z"


def docket_of(w: Writer, at: str = AT) -> Docket:
    return docket(disclosed(w.negotiation, everything), at=at)


def rows(found: Docket) -> list[tuple[str, tuple[str, ...], type, type, bool]]:
    return [(one.by, one.to, type(one.matter), type(one.outcome), one.settled) for one in found.owed]


def test_who_owes_whom_what_in_protocol_order() -> None:
    assert rows(docket_of(meridian().writer)) == [
        (BOR, (SEC,), AnswerToDraft, CameInPart, False),
        (BOR, (ARD,), AnswerToQuestion, Covered, False),
        (ARD, (SEC,), AnswerToDraft, Came, True),
        (KES, (SEC,), AnswerToDraft, Outstanding, False),
        (KES, (ARD,), AnswerToQuestion, Covered, False),
        (KES, (ARD,), WhatWasPromised, Reported, False),
        (SEC, (KES,), ShownWrongly, Outstanding, False),
    ]


def test_an_extended_promise_is_overdue_from_its_last_time_and_keeps_the_first() -> None:
    promise = docket_of(meridian().writer).owed[-2]
    assert promise.due == MARCH_27
    assert [one.due for one in promise.set] == [MARCH_20, MARCH_27]
    assert promise.overdue == timedelta(hours=11)


def test_a_collective_reply_covers_and_is_not_called_overdue() -> None:
    """A bloc reply is neither a national answer nor nothing; whether it is one, each side says itself."""
    asked = docket_of(meridian().writer).owed[1]
    assert isinstance(asked.outcome, Covered)
    (reply,) = asked.outcome.by
    assert (reply.reply.author, reply.principals) == (BOR, (BOR, KES))
    assert [one.author for one in reply.views] == [ARD]
    assert asked.past == timedelta(days=7, hours=17)
    assert asked.overdue is None


def test_a_collective_reply_that_the_asker_accepts_settles_it() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    question = w.asks("ARD", "Who?", to=("KES",))
    reply = w.replies("BOR", question, "We all.", ("BOR", "KES"))
    w.does("ARD", act.ViewsCollectiveReply(accepts=False), reply)
    w.does("ARD", act.ViewsCollectiveReply(accepts=True), reply)
    assert rows(docket_of(w)) == [(KES, (ARD,), AnswerToQuestion, Covered, True)]


def test_whoever_is_covered_has_a_row_of_its_own_even_where_that_is_accepted() -> None:
    """A reply on behalf of several is one row with its principals; these have their own rows that say so."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    draft = w.tables("SEC", docs=[w.document(FIRST, name="first.md")])
    w.declares("SEC", Rules(name="one", asked=(ARD, BOR, KES)), draft)
    reply = w.answers("BOR", draft, principals=("BOR", "KES"), docs=[w.document(BORELAND)])
    w.does("SEC", act.ViewsCollectiveReply(accepts=True), reply)
    known = disclosed(w.negotiation, everything)
    library = Library(lambda h: w.documents[h].data, known.order)
    found = positions(consolidation(known, library), docket(known, at=AT), known)
    assert [(one.party, [it.reply for it in one.covered]) for one in found.silent] == [
        (ARD, []),
        (KES, [reply]),
    ]
    assert found.matrix.parties == (ARD, BOR, KES)


def test_a_reply_in_the_name_of_a_group_covers_its_members_as_it_was_then() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES", "TAL"))
    w.groups("UNI", "BOR", "KES")
    question = w.asks("ARD", "Who?", to=("BOR", "KES", "TAL"))
    w.replies("BOR", question, "We all.", ("UNI",))
    w.groups("UNI", "BOR", "TAL")
    assert [(one.by, type(one.outcome)) for one in docket_of(w).owed] == [
        (BOR, Covered),
        (KES, Covered),
        ("TAL", Outstanding),
    ]


def test_both_sides_of_a_promise_stand_side_by_side() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    promise = w.promises("BOR", "A map.", to=("ARD",), due=MARCH_20)
    kept = w.reports("BOR", promise, met=True)
    assert rows(docket_of(w)) == [(BOR, (ARD,), WhatWasPromised, Reported, True)]
    broken = w.reports("ARD", promise, met=False)
    (owed,) = docket_of(w).owed
    assert isinstance(owed.outcome, Reported)
    assert (owed.outcome.met, owed.outcome.not_met) == ((kept,), (broken,))
    assert (owed.settled, owed.overdue) == (False, None)


def test_a_paper_that_names_a_question_is_not_made_an_answer_to_it() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    question = w.asks("ARD", "Who?", to=("BOR",), due=MARCH_20)
    paper = w.sends("BOR", "On tolls", question)
    (owed,) = docket_of(w).owed
    assert (owed.outcome, owed.papers) == (Outstanding(), (paper,))
    assert owed.overdue == timedelta(days=7, hours=17)


def test_what_came_late_says_by_how_much() -> None:
    w = Writer(begins="2026-03-20T16:50:00.000Z")
    w.opens("SEC", parties=("ARD",))
    draft = w.tables("SEC")
    w.declares("SEC", Rules(name="one", asked=(ARD,), due=MARCH_20), draft)
    w.passes(days=1)
    answer = w.answers("ARD", draft)
    (owed,) = docket_of(w).owed
    assert owed.outcome == Came(by=(answer,), late=timedelta(hours=23, minutes=55))


def test_a_withdrawn_answer_is_outstanding_again_and_says_what_was_given() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    draft = w.tables("SEC")
    w.declares("SEC", Rules(name="one", asked=(ARD,)), draft)
    answer = w.answers("ARD", draft)
    w.withdraws("ARD", answer)
    assert docket_of(w).owed[0].outcome == Outstanding(before=(answer,))


def test_a_question_taken_back_is_settled() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    question = w.asks("ARD", "Who?", to=("BOR",), due=MARCH_20)
    back = w.withdraws("ARD", question)
    assert docket_of(w).owed[0].outcome == TakenBack(by=back)


def test_what_is_owed_to_a_party_has_what_was_promised_to_all() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    w.promises("BOR", "A map.")
    found = docket_of(w)
    assert found.to(ARD) == found.owed
    assert found.to(BOR) == ()
    assert found.by(BOR) == found.owed


def test_what_was_due_before_it_was_asked_is_not_overdue() -> None:
    """Views say "due before it was asked", not overdue."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC")
    w.passes(days=60)
    w.declares("SEC", Rules(name="one", asked=(ARD,), due=MARCH_20), draft)
    (owed,) = docket_of(w).owed
    assert owed.due_before_asked
    assert owed.overdue is None
    assert not owed.settled
    known = disclosed(w.negotiation, everything)
    told = " ".join(" ".join(told_lines(docket_told(docket_of(w), Teller(known=known)))).split())
    assert "(17:00 UTC); due before it was asked" in told
    assert "overdue by" not in told


def how_it_was_set(*declared: Rules) -> list[str]:
    """What KES reads of the times set for its answer, after these declarations on one draft."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    draft = w.tables("SEC")
    for rules in declared:
        w.declares("SEC", rules, draft)
    told = "\n".join(told_lines(docket_told(docket_of(w), Teller(known=w.negotiation)), width=200))
    lines = [line.strip() for line in told.splitlines()]
    return [
        line.split(" by SEC")[0]
        for line in lines
        if "set" in line.replace(":", "").split() and "ended" not in line
    ]


def rules(name: str, due: Due | None = None) -> Rules:
    return Rules(name=name, asked=(KES,), due=due)


DAY_20 = "20 March 2026, 18:00 Europe/Zurich (17:00 UTC)"
DAY_27 = "27 March 2026, until the day ends in Europe/Zurich (27 March 2026, 23:00 UTC)"
SET = {
    "the same round": (
        (rules("first", MARCH_20), rules("first", MARCH_27)),
        ["set anew once:", f"first set to {DAY_20}", f"set anew to {DAY_27}"],
    ),
    "no time at first": (
        (rules("first"), rules("first", MARCH_20)),
        ["how it was set:", "no time set", f"first set to {DAY_20}"],
    ),
    "no time at first, and then twice": (
        (rules("first"), rules("first", MARCH_20), rules("first", MARCH_27)),
        ["set anew once:", "no time set", f"first set to {DAY_20}", f"set anew to {DAY_27}"],
    ),
    "a time, and then none": (
        (rules("first", MARCH_20), rules("first")),
        ["no time was set", "set anew once:", f"first set to {DAY_20}", "set anew to no time"],
    ),
    "another round": (
        (rules("first", MARCH_20), rules("second", MARCH_27)),
        [
            "how it was set:",
            f"first set for the round “first” to {DAY_20}",
            f"first set for the round “second” to {DAY_27}",
        ],
    ),
    "another round with the same time": (
        (rules("first", MARCH_20), rules("", MARCH_20)),
        [
            "how it was set:",
            f"first set for the round “first” to {DAY_20}",
            f"first set for a round without a name to {DAY_20}",
        ],
    ),
    "the same time again": ((rules("first", MARCH_20), rules("first", MARCH_20)), []),
}


@pytest.mark.parametrize("name", SET)
def test_a_time_is_set_anew_only_where_one_was_set_for_the_same_round(name: str) -> None:
    declared, expected = SET[name]
    assert how_it_was_set(*declared) == expected


def test_rules_declared_before_for_another_round_are_named_as_its_own() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    draft = w.tables("SEC")
    for one in (rules("first"), rules("second"), rules("second", MARCH_20)):
        w.declares("SEC", one, draft)
    known = disclosed(w.negotiation, everything)
    told = told_lines(status(questions(known, at=AT), Teller(known=known)), width=200)
    assert [line.split(", 2 March")[0].strip() for line in told if "Declared before" in line] == [
        "Declared before, and no longer: for the round “first”, by SEC",
        "Declared before, and no longer: SEC",
    ]


def asked_of_one(*articles: str, text: str = FIRST) -> Writer:
    """ARD is asked to answer the first draft, and does so article by article."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"))
    draft = w.tables("SEC", docs=[w.document(text, name="first.md")])
    w.declares("SEC", Rules(name="one", asked=(ARD,), due=MARCH_20), draft)
    for article in articles:
        w.answers("ARD", draft, article)
    return w


def in_part(w: Writer, at: str = AT) -> Owed:
    known = disclosed(w.negotiation, everything)
    library = Library(lambda h: w.documents[h].data, known.order)
    (owed,) = docket(known, at=at, texts=library.texts(known)).owed
    return owed


def test_an_answer_to_some_provisions_has_not_come_in_whole() -> None:
    """Silence is not a position: what an answer does not name has no answer, and stays owed."""
    owed = in_part(asked_of_one("art_1__para_1"))
    assert isinstance(owed.outcome, CameInPart)
    assert [one.provisions for one in owed.outcome.by] == [("art_1__para_1",)]
    assert owed.outcome.rest == ("art_1__para_2", "art_2", "art_3")
    assert (owed.settled, owed.outstanding, owed.overdue) == (False, False, None)


def test_answers_to_all_that_is_in_a_draft_are_the_answer_to_it() -> None:
    w = asked_of_one("art_1", "art_2")
    assert isinstance(in_part(w).outcome, CameInPart)
    w.answers("ARD", next(iter(w.negotiation.drafts.values())).tabled, "art_3")
    owed = in_part(w)
    assert (type(owed.outcome), owed.settled) == (Came, True)


def test_without_the_text_of_a_draft_its_parts_are_never_taken_for_all_of_it() -> None:
    (owed,) = docket_of(asked_of_one("art_1", "art_2", "art_3")).owed
    assert isinstance(owed.outcome, CameInPart)
    assert (owed.outcome.rest, owed.settled) == ((), False)


def test_an_answer_in_whole_after_one_in_part_settles_it() -> None:
    w = asked_of_one("art_2")
    w.answers("ARD", next(iter(w.negotiation.drafts.values())).tabled)
    assert (type(in_part(w).outcome), in_part(w).settled) == (Came, True)


def test_a_part_that_was_withdrawn_is_no_answer() -> None:
    w = asked_of_one("art_2", "art_3")
    first, second = w.negotiation.answers.values()
    w.withdraws("ARD", first.entered)
    outcome = in_part(w).outcome
    assert isinstance(outcome, CameInPart)
    assert outcome.rest == ("art_1", "art_2")
    w.withdraws("ARD", second.entered, "art_3")
    assert in_part(w).outcome == Outstanding(before=(first.entered, second.entered))


def in_turn(w: Writer) -> list[tuple[int, str, bool]]:
    """What ARD owes on each draft, with what became of it and whether it is settled."""
    known = disclosed(w.negotiation, everything)
    library = Library(lambda h: w.documents[h].data, known.order)
    return [
        (one.matter.draft.number, type(one.outcome).__name__, one.settled)
        for one in docket(known, at=AT, texts=library.texts(known)).by(ARD)
        if isinstance(one.matter, AnswerToDraft)
    ]


def test_the_rest_of_an_answer_is_owed_on_the_draft_that_followed_once_it_is_asked_for_there() -> None:
    """Tabling a draft asks nobody and answers nothing: the rest is told as never answered."""
    w = asked_of_one("art_2")
    draft = next(iter(w.negotiation.drafts.values())).tabled
    second = w.tables("SEC", follows=draft, docs=[w.document(FIRST, name="second.md")])
    owed = in_part(w)
    assert isinstance(owed.outcome, CameInPart)
    assert (owed.outcome.followed, owed.settled, owed.overdue) == (second, True, None)
    w.declares("SEC", Rules(name="few", asked=(BOR,)), second)
    assert in_turn(w) == [(1, "CameInPart", True)]
    w.declares("SEC", Rules(name="all", asked=(ARD, BOR)), second)
    assert in_turn(w) == [(1, "CameInPart", True), (2, "Outstanding", False)]


def test_nothing_is_waited_for_on_a_draft_that_another_has_followed() -> None:
    """It is told as never answered: another's act answers nothing."""
    w = asked_of_one()
    draft = next(iter(w.negotiation.drafts.values())).tabled
    second = w.tables("SEC", follows=draft, docs=[w.document(FIRST, name="second.md")])
    w.answers("BOR", second, "art_1")
    assert in_turn(w) == [(1, "Followed", True)]
    third = w.tables("SEC", follows=second, docs=[w.document(FIRST, name="third.md")])
    w.declares("SEC", Rules(name="third", asked=(ARD,)), third)
    assert in_turn(w) == [(1, "Followed", True), (3, "Outstanding", False)]
    # The rules declared last say who is asked: ARD is not any more.
    w.declares("SEC", Rules(name="third", asked=(BOR,)), third)
    assert in_turn(w) == [(1, "Followed", True)]


def test_a_collective_reply_beside_an_answer_in_part_is_told_with_it() -> None:
    w = asked_of_one("art_2")
    draft = next(iter(w.negotiation.drafts.values())).tabled
    reply = w.answers("BOR", draft, principals=("ARD", "BOR"))
    outcome = in_part(w).outcome
    assert isinstance(outcome, CameInPart)
    assert [one.reply for one in outcome.covered] == [reply]
    w.does("SEC", act.ViewsCollectiveReply(accepts=True), reply)
    assert in_part(w).settled


def test_what_came_in_part_is_told_with_what_it_answers_and_what_it_does_not() -> None:
    w = asked_of_one("art_1__para_1", "art_3")
    known = disclosed(w.negotiation, everything)
    library = Library(lambda h: w.documents[h].data, known.order)
    texts = library.texts(known)
    told = told_lines(docket_told(docket(known, at=AT, texts=texts), Teller(known=known, texts=texts)))
    before = told.index("Settled") - 4
    assert told[before : before + 3] == [
        "    came in part from ARD, 2 March 2026, 09:07 UTC, entry 7: Article 1, paragraph 1",
        "    came in part from ARD, 2 March 2026, 09:08 UTC, entry 8: Article 3",
        "    no answer of its own to 2: Article 1, paragraph 2; Article 2",
    ]


def test_of_much_that_was_not_answered_the_first_is_named() -> None:
    """Whoever answers one article of sixty leaves the rest open; it is told in one line."""
    text = "# Treaty\n\n" + "\n\n".join(f"## Article {n}\n\nWords of {n}." for n in range(1, 13)) + "\n"
    w = asked_of_one("art_2", text=text)
    known = disclosed(w.negotiation, everything)
    texts = Library(lambda h: w.documents[h].data, known.order).texts(known)
    told = told_lines(
        docket_told(docket(known, at=AT, texts=texts), Teller(known=known, texts=texts)), width=200
    )
    (rest,) = (line.strip() for line in told if "no answer of its own" in line)
    named = "Article 1; Article 3; Article 4; Article 5; Article 6"
    assert rest == f"no answer of its own to 11: {named}; and all others not named as answered"
