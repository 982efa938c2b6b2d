import pytest

from tests.record.views.meridian import ARD, BOR, KES, Meridian, meridian, second_reading
from travaux.compare.comparison import Added, Moved
from travaux.compile.fate import Superseded, Withdrawn
from travaux.record import act
from travaux.record.library import Library, NotHere
from travaux.record.views.coverage import Told, coverage, divided
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.fates import fates
from travaux.record.views.history import Done, History, PassedOver, Said, Version, history
from travaux.record.views.places import Places
from travaux.render.history import history_told
from travaux.render.telling import Teller
from travaux.render.told import words_of


def opened(m: Meridian) -> tuple[Disclosed, Library]:
    known = disclosed(m.writer.negotiation, everything)
    kept = m.writer.documents
    return known, Library(lambda h: kept[h].data if h in kept else None, known.order)


def told(found: History) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for one in found.events:
        match one:
            case Version(addresses=addresses):
                rows.append(("version", addresses))
            case Said(entered=entered):
                rows.append(("said", entered.author))
            case PassedOver(answers=answers):
                rows.append(("passed over", tuple(it.author for it in answers)))
            case Done(entered=entered):
                rows.append((entered.entry.type, entered.author))
    return rows


def test_a_provision_is_followed_through_moves_with_all_that_was_said_and_done() -> None:
    m = meridian()
    second_reading(m)
    found = history(*opened(m), "art_3")
    assert told(found) == [
        ("version", ("art_1__para_2",)),
        ("passed over", (ARD,)),
        ("question.ask", ARD),
        ("question.answer", BOR),
        ("collective.view", ARD),
        ("promise.make", KES),
        ("promise.extend", KES),
        ("promise.report", ARD),
        ("provision.agree", KES),
        ("meeting.convene", "CHR"),
        ("hold.enter", BOR),
        ("version", ("art_3",)),
        ("said", BOR),
        ("passed over", (KES,)),
        ("hold.enter", ARD),
    ]
    versions = [one for one in found.events if isinstance(one, Version)]
    assert [type(one) for one in versions[1].changes] == [Added, Moved]
    assert [one.eid for one in versions[1].provisions] == ["art_3", "art_3__para_1"]


def test_the_history_is_the_same_from_whichever_draft_it_is_asked_in() -> None:
    m = meridian()
    second_reading(m)
    known, library = opened(m)
    first = known.drafts[m.draft.leaf]
    assert told(history(known, library, "art_3__para_1")) == told(
        history(known, library, "art_1__para_2", draft=first)
    )


def test_what_became_of_an_answer_is_told_at_it() -> None:
    m = meridian()
    doc = m.ard.entry.docs
    m.writer.answers("ARD", m.draft, "art_1", docs=doc)
    back = m.writer.answers("ARD", m.draft, "art_1__para_1", docs=doc)
    m.writer.withdraws("ARD", back)
    known, library = opened(m)
    found = history(known, library, "art_1__para_1")
    became = [one.became for one in found.events if isinstance(one, Said) and one.entered.author == ARD]
    assert became == [
        Superseded(by=f"entry {back.index - 1}"),
        Superseded(by=f"entry {back.index}"),
        Withdrawn(),
    ]


def test_an_answer_that_cannot_be_read_is_in_the_history_of_what_it_may_be_about() -> None:
    """Nothing lost: what cannot be read stays, marked unread."""
    m = meridian()
    m.writer.answers("KES", m.draft)
    m.writer.does("BOR", act.GivesAnswer(covers=("art_3",)), m.draft)
    known, library = opened(m)

    def unread(address: str) -> list[str]:
        events = history(known, library, address).events
        return [one.entered.author for one in events if isinstance(one, Said) and one.unread]

    assert unread("art_2") == [KES]
    assert unread("art_3") == [KES, BOR]


def test_those_in_whose_name_an_answer_stands_are_told_at_it() -> None:
    m = meridian()
    both = m.writer.answers("ARD", m.draft, "art_1__para_1", docs=m.ard.entry.docs, principals=("ARD", "KES"))
    known, library = opened(m)
    found = history(known, library, "art_1__para_1")
    (one,) = [it for it in found.events if isinstance(it, Said) and it.entered == both]
    assert one.principals == (ARD, KES)
    told_lines = history_told(found, Teller(known=known), at="2026-04-28T10:00:00Z")
    words = [it for part in told_lines.sections for row in part.lines for it in words_of(row)]
    assert [it for it in words if it.endswith(", in the name of ARD, KES answers:")] != []


def test_a_redraft_that_leaves_a_provision_alone_repeats_it() -> None:
    m = meridian()
    draft = second_reading(m)
    known, library = opened(m)
    (one,) = [
        it for it in history(known, library, "art_2").events if isinstance(it, PassedOver) and it.repeated
    ]
    assert (one.draft.tabled, [it.author for it in one.repeated], one.answers) == (draft, [BOR], ())


def test_a_provision_that_is_not_there_is_said_with_what_would_do() -> None:
    with pytest.raises(NotHere, match='Draft 1 has no provision at "art_9"'):
        history(*opened(meridian()), "art_9")


def test_coverage_says_what_is_answered_and_what_is_passed_over() -> None:
    m = meridian()
    draft = second_reading(m)
    known, library = opened(m)
    (ard,) = coverage(known, m.ard.leaf, library)
    assert (ard.told, ard.answered, ard.passed_over) == (
        Told.DOCUMENT,
        ("art_1__para_1", "art_3"),
        ("art_1__para_2", "art_2"),
    )
    redraft = next(one for one in known.answers.values() if one.draft == draft.leaf and one.party == BOR)
    (bor,) = coverage(known, redraft.entered.leaf, library)
    assert (bor.redraft, bor.answered, bor.passed_over) == (True, ("art_3__para_1",), ())


def test_a_paper_answers_what_its_entry_names() -> None:
    m = meridian()
    from tests.record.writing import at  # noqa: PLC0415

    paper = m.writer.sends("KES", "On disputes", *at(m.draft, "art_3"))
    (one,) = coverage(*opened(m)[:1], paper.leaf, opened(m)[1])
    assert (one.told, one.answered, one.passed_over) == (Told.ENTRY, ("art_3",), ("art_1", "art_2"))
    other = m.writer.sends("KES", "On all of it", m.draft)
    (two,) = coverage(*opened(m)[:1], other.leaf, opened(m)[1])
    assert (two.told, two.answered, two.passed_over, two.whole) == (Told.NOT, (), (), True)


def test_a_draft_is_divided_without_remainder_and_without_overlap() -> None:
    """Each provision is in one of the lists, or stands in one that is."""
    m = meridian()
    text = opened(m)[1].text(opened(m)[0].drafts[m.draft.leaf])
    places = Places(text)
    eids = [one.eid for one in text.provisions if one.kind != "title"]
    for named in (["art_1__para_2"], ["art_1", "art_3"], [], eids):
        answered, silent = divided(text, named)
        covered = [[at for at in (*answered, *silent) if at in places.above(eid)] for eid in eids]
        assert all(len(one) <= 1 for one in covered)
        partly = [eid for eid, one in zip(eids, covered, strict=True) if not one]
        assert all(any(one.startswith(f"{eid}__") for one in named) for eid in partly)


def test_everything_submitted_has_one_fate_and_the_counts_add_up() -> None:
    m = meridian()
    second_reading(m)
    first, second = fates(*opened(m))
    assert [(one.party, len(one.submitted)) for one in first.tallies] == [(BOR, 2), (ARD, 2), (KES, 2)]
    assert [(one.party, len(one.submitted)) for one in second.tallies] == [(BOR, 1), (ARD, 1), (KES, 1)]
    assert sum(len(one.submitted) for one in first.tallies) == len(first.submitted)


def test_a_draft_that_is_not_here_has_its_answers_listed_without_fates() -> None:
    m = meridian()
    m.writer.documents.clear()
    (one,) = fates(*opened(m))
    assert one.submitted == ()
    assert [given.party for given in one.answers] == [ARD, BOR]
    assert one.unread == (
        "Draft 1 (entry 11) cannot be read: first.md (entry 11) is not here. "
        "Expected a document with the text; fetch it, or ask whoever tabled it."
    )
