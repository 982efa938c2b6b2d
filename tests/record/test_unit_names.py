"""A unit is named after the entry that says it and its place there, and keeps that name."""

from tests.record.room import ONE, THREE, TWO, Room, amends
from tests.record.test_taken_over import Room as RoomTakenOver
from tests.record.test_taken_over import amends as amends_there
from tests.record.views.meridian import FIRST
from tests.record.writing import at
from travaux.compile.compiling import compiled
from travaux.compile.succession import succession
from travaux.read.format import read
from travaux.record import act
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything

ONE_AT, TWO_AT = "art_1__para_1", "art_1__para_2"


def names(found: Consolidation) -> dict[str, tuple[int, str, str]]:
    """By name: the entry of each unit, the provision as named and what became of it."""
    told = {
        one.unit.reference: (one.entered.index, one.unit.provision, type(one.unit.fate).__name__)
        for one in found.submitted
    }
    assert len(told) == len(found.submitted)
    assert {unit.reference for unit in found.compilation.units} == set(told)
    assert {stance.reference for stance in found.compilation.stances} <= set(told)
    return told


def test_withdrawing_an_earlier_entry_leaves_the_names_of_the_others() -> None:
    room = Room()
    first = room.answers("ARD", amends((TWO, "Tolls shall be low.")), "art_1__para_2")
    later = room.answers("ARD", amends((ONE, "First."), (THREE, "Third.")), "art_1__para_1", "art_2")
    n, m = first.index, later.index
    assert names(room.done()) == {
        f"ARD/{n}.1": (n, TWO, "InText"),
        f"ARD/{m}.1": (m, ONE, "InText"),
        f"ARD/{m}.2": (m, THREE, "InText"),
    }
    room.w.withdraws("ARD", first)
    assert names(room.done()) == {
        f"ARD/{n}.1": (n, TWO, "Withdrawn"),
        f"ARD/{m}.1": (m, ONE, "InText"),
        f"ARD/{m}.2": (m, THREE, "InText"),
    }
    room.w.withdraws("ARD", later, "art_1__para_1")
    assert names(room.done())[f"ARD/{m}.2"] == (m, THREE, "InText")
    assert [one.reference for one in room.done().compilation.stances] == [f"ARD/{m}.2"]


def test_out_of_files_a_unit_has_its_place_in_the_reply() -> None:
    draft, reply = read(FIRST.encode(), name="first.md").text, amends((ONE, "First."), (THREE, "Third."))
    sheet = read(f"# Answer of Boreland (BOR)\n\n{reply}".encode(), name="BOR.md").reply
    assert draft is not None
    assert sheet is not None
    assert [unit.reference for unit in compiled(draft, [sheet]).units] == ["BOR/1", "BOR/2"]


def test_a_collective_reply_is_named_after_the_party_that_gives_it() -> None:
    room = Room()
    own = room.answers("KES", amends((ONE, "Ours.")), "art_1__para_1")
    joint = room.answers("BOR", amends((ONE, "First."), (THREE, "Third.")), principals=("BOR", "KES"))
    assert list(names(room.done())) == [f"BOR/{joint.index}.1", f"BOR/{joint.index}.2", f"KES/{own.index}.1"]


def test_what_is_recorded_for_a_party_is_named_after_the_party() -> None:
    room = Room()
    doc = room.w.document(amends((ONE, "First.")), name="BOR.md")
    entered = room.w.answers("SEC", room.draft, docs=[doc], on_behalf="BOR")
    assert list(names(room.done())) == [f"BOR/{entered.index}.1"]


def test_what_stands_of_a_redraft_is_named_as_in_the_redraft() -> None:
    room = Room()
    own = FIRST.replace("all vessels", "every vessel").replace("be equal", "be low")
    redraft = room.answers("ARD", own.replace("consult each", "confer with each"))
    part = room.answers("ARD", amends((ONE, "The canal shall be free.")), "art_1__para_1")
    n = redraft.index
    assert names(room.done()) == {
        f"ARD/{n}.1": (n, "art_1__para_1", "Superseded"),
        f"ARD/{n}.2": (n, "art_1__para_2", "InText"),
        f"ARD/{n}.3": (n, "art_2__para_1", "InText"),
        f"ARD/{part.index}.1": (part.index, ONE, "InText"),
    }


def test_what_a_text_taken_over_shows_is_named_after_the_entry_that_tabled_it() -> None:
    room = RoomTakenOver()
    n = room.draft.index
    shown = names(room.done())
    assert {name for name in shown if name.startswith("ARD")} == {f"ARD/{n}.{number}" for number in (1, 2, 3)}
    own = room.answers("ARD", amends_there("Article 1, paragraph 1", "The locks work."), "art_1__para_1")
    after = names(room.done())
    assert after.pop(f"ARD/{own.index}.1") == (own.index, "Article 1, paragraph 1", "InText")
    assert after.pop(f"ARD/{n}.1") == (n, "art_1__para_1", "Superseded")
    assert [(name, one[:2]) for name, one in after.items()] == [
        (name, one[:2]) for name, one in shown.items() if name != f"ARD/{n}.1"
    ]


def test_what_a_hold_or_a_joining_names_has_its_place_there() -> None:
    room = Room()
    first = room.answers("ARD", amends((ONE, "First."), (TWO, "Second.")))
    both = room.w.does("KES", act.JoinsSponsors(), *at(first, ONE_AT, TWO_AT))
    hold = room.w.holds("BOR", room.draft, "art_1", "art_2", "art_3")
    assert [name for name in names(room.done()) if not name.startswith("ARD")] == [
        *(f"BOR/{hold.index}.{n}" for n in (1, 2, 3)),
        *(f"KES/{both.index}.{n}" for n in (1, 2)),
    ]
    room.w.withdraws("BOR", hold, "art_1")
    room.w.leaves_sponsors("KES", first, ONE_AT)
    assert {name: one[1:] for name, one in names(room.done()).items() if not name.startswith("ARD")} == {
        f"BOR/{hold.index}.1": ("art_1", "Withdrawn"),
        f"BOR/{hold.index}.2": ("art_2", "Recorded"),
        f"BOR/{hold.index}.3": ("art_3", "Recorded"),
        f"KES/{both.index}.2": (TWO_AT, "Joined"),
    }


def test_a_piece_that_could_not_be_read_keeps_its_place_after_the_answers() -> None:
    room = Room()
    torn = amends((ONE, "First.")) + "\n## Article 2\n\nPosition: perhaps, who knows\n"
    first = room.answers("ARD", amends((THREE, "Third.")))
    later = room.answers("ARD", torn)
    for _ in range(2):
        found = names(room.done())
        assert found[f"ARD/{later.index}.1"] == (later.index, ONE, "InText")
        assert found[f"ARD/{later.index}.2"][::2] == (later.index, "NotUnderstood")
        room.w.withdraws("ARD", first)


def test_an_answer_that_cannot_be_read_is_named_after_its_entry_alone() -> None:
    """Which units it has is not known: the name of one must not be given to all of them."""
    room = Room()
    given = room.w.answers("ARD", room.draft)
    assert names(room.done()) == {f"ARD/{given.index}": (given.index, "", "NotUnderstood")}


def test_a_merged_wording_stands_for_a_unit_under_its_own_name() -> None:
    room = Room()
    ard = room.answers("ARD", amends((THREE, "Third."), (ONE, "To all flags.")))
    bor = room.answers("BOR", amends((ONE, "To merchant vessels.")))
    merger = room.w.does(
        "SEC",
        act.ProposesMerger(wording="To merchant vessels of all flags."),
        *at(ard, ONE_AT),
        *at(bor, ONE_AT),
    )
    before = list(names(room.done()))
    for party in ("ARD", "BOR"):
        room.w.does(party, act.AnswersMerger(consents=True), merger)
    after = names(room.done())
    assert list(after) == before
    assert after[f"ARD/{ard.index}.2"] == (ard.index, ONE, "MergedWithConsent")


def test_a_new_draft_leaves_the_names_of_the_answers_to_the_one_before() -> None:
    room = Room()
    first = room.answers("ARD", amends((TWO, "Tolls shall be low.")), "art_1__para_2")
    later = room.answers("ARD", amends((ONE, "First."), (THREE, "Third.")), "art_1__para_1", "art_2")
    second = FIRST.replace("Tolls shall be equal.", "Tolls shall be fair.")
    doc = room.w.document(second, name="second.md")
    tabled = room.w.tables("SEC", "Second draft", follows=room.draft, docs=[doc])
    assert carried(room, tabled) == {
        f"ARD/{first.index}.1": "NeedsConfirmation",
        f"ARD/{later.index}.1": "Unchanged",
        f"ARD/{later.index}.2": "Unchanged",
    }
    room.w.withdraws("ARD", first)
    assert carried(room, tabled) == {
        f"ARD/{later.index}.1": "Unchanged",
        f"ARD/{later.index}.2": "Unchanged",
    }


def carried(room: Room, tabled: Entered) -> dict[str, str]:
    """What a new draft makes of each answer to the one before, by the name of the answer."""
    known = disclosed(room.w.negotiation, everything)
    library = Library(lambda h: room.w.documents[h].data, known.order)
    new, old = known.drafts[tabled.leaf], known.drafts[room.draft.leaf]
    heard = consolidation(known, library, old).heard
    found = succession(library.text(old), library.text(new), heard)
    return {one.reference: type(one.outcome).__name__ for one in found.outcomes}
