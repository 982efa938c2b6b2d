"""Support and opposition whose object is changed: they stay with the words they were given on."""

import pytest

from tests.record.room import ONE, OPPOSES, SUPPORTS, THREE, TWO, Merging, Room, amends, cells, reads
from tests.record.views.meridian import BOR, FIRST, KES
from travaux.compile.carrier import from_json, to_json
from travaux.compile.project import project
from travaux.compile.traceability import traceability
from travaux.record.moments import Moments
from travaux.text.notation import show


class Chain(Room):
    """KES supports BOR, who supports ARD."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self.ard = self.answers("ARD", amends((ONE, "First.")))
        self.bor = self.answers("BOR", SUPPORTS.format(ONE).replace("BOR", "ARD"))
        if how == "joins":
            self.w.joins("KES", self.bor, "art_1__para_1")
        else:
            self.answers("KES", SUPPORTS.format(ONE))


class TestWhoSpokeOfWhatIsChanged:
    """Nobody moves by another's act: support and opposition stay with the words they were given on."""

    @pytest.mark.parametrize("how", ["joins", "supports"])
    @pytest.mark.parametrize("part", [("art_1__para_1",), ()])
    def test_support_stays_with_the_words_it_joined(self, how: str, part: tuple[str, ...]) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        assert room.done().compilation.findings == ()
        later = room.answers("BOR", amends((ONE, "Other words.")), *part)
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR: Other words]."
        assert [one.code for one in found.compilation.findings] == ["joined-no-more"]
        assert cells(found)["KES"].splitlines()[:3] == [
            f"KES/{first.index + 1}.1 supports BOR",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_the_same_words_again_are_the_words_it_joined(self, how: str) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two."), (THREE, "Third.")))
        found = room.done()
        assert reads(found) == ("[base: The canal shall be open to all vessels / BOR; KES supports: First].")
        assert found.compilation.findings == ()

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_the_same_words_again_after_a_withdrawal_are_the_words_it_joined(self, how: str) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        room.w.withdraws("BOR", first)
        room.answers("BOR", amends((ONE, "First.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert found.compilation.findings == ()

    @pytest.mark.parametrize(
        ("where", "named"), [("Article 1", "Article 1"), ("The whole text", "the whole text")]
    )
    def test_support_of_several_stays_where_nothing_is_changed(self, where: str, named: str) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format(where))
        later = room.answers("BOR", amends((TWO, "Zwei.")), "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert "KES" not in reads(found, "art_1__para_2")
        assert "BOR: Zwei" in reads(found, "art_1__para_2")
        (finding,) = found.compilation.findings
        assert finding.code == "joined-no-more"
        assert finding.message == (
            f"KES joined what BOR proposed at {named}; a part of that is changed since "
            f"(entry {later.index}). It is not taken to have joined anything else."
        )
        told = cells(found, "art_1" if where == "Article 1" else "")["KES"].splitlines()
        assert told[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_support_of_several_stays_where_nothing_is_withdrawn(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format("Article 1"))
        gone = room.w.withdraws("BOR", first, "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert cells(found, "art_1")["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR no longer proposes that (entry {gone.index})",
        ]

    def test_support_of_the_whole_is_none_of_what_is_proposed_since(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format("The whole text"))
        room.answers("BOR", amends((THREE, "Three.")), "art_2")
        found = room.done()
        assert "BOR; KES supports: First" in reads(found)
        assert "BOR; KES supports: Two" in reads(found, "art_1__para_2")
        assert "KES" not in reads(found, "art_2")
        assert [one.code for one in found.compilation.findings] == ["joined-before-more"]

    def test_support_of_one_of_two_that_were_added_stays_with_its_own(self) -> None:
        """Each reads as its party has it: the one that is as it was has both, the other has not."""
        room = Room()
        adds = "## Article 2\n\nPosition: adds\n\nWords:\n\n> {}\n\nReason: Ours.\n\n"
        sheet = "In answer to: First draft\n\n"
        one, two, other = (
            adds.format(f"Article 2 {number}\n>\n> {words}")
            for number, words in (("bis", "The tolls."), ("ter", "The locks."), ("ter", "The weirs."))
        )
        room.answers("BOR", sheet + one + two)
        room.answers("KES", SUPPORTS.format("Article 2"))
        before = project(room.done().compilation.text, KES)
        assert [show(it.words) for it in before.provisions if "tolls" in show(it.words)] == ["The tolls."]
        room.answers("BOR", sheet + one + other)
        found = room.done()
        has = {
            party: [
                show(it.words)
                for it in project(found.compilation.text, party).provisions
                if any(word in show(it.words) for word in ("tolls", "locks", "weirs"))
            ]
            for party in (BOR, KES)
        }
        assert has == {BOR: ["The tolls.", "The weirs."], KES: ["The tolls."]}

    def test_what_is_deleted_for_a_merger_of_two_is_not_joined_without_its_words(self) -> None:
        room = Room()
        merges = (
            f"In answer to: First draft\n\n## {ONE}\n\nPosition: merges\n\nWith: {TWO}\n\nWords:\n\n"
            "> {}\n\nReason: Ours.\n"
        )
        room.answers("BOR", merges.format("Both in one."))
        room.answers("KES", SUPPORTS.format("Article 1"))
        before = room.done()
        assert before.compilation.findings == ()
        room.answers("BOR", merges.format("Otherwise."))
        found = room.done()
        assert [one.code for one in found.compilation.findings] == ["joined-no-more"]
        paragraph = project(found.compilation.text, KES).at("art_1__para_2")
        assert paragraph is not None

    def test_support_of_support_stays_with_the_words_it_led_to(self) -> None:
        room = Room()
        room.answers("ARD", amends((ONE, "First.")))
        room.answers("BOR", SUPPORTS.format(ONE).replace("BOR", "ARD"))
        room.answers("KES", SUPPORTS.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD; BOR, KES support: First]."
        )
        room.answers("ARD", amends((ONE, "Other words.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD: Other words]."
        assert [one.code for one in found.compilation.findings] == ["joined-no-more", "joined-no-more"]
        assert "Said of what ARD proposed then: amends: “First.”" in cells(found)["KES"]

    @pytest.mark.parametrize("how", ["joins", "supports"])
    @pytest.mark.parametrize("moves", ["changes", "accepts", "withdraws"])
    def test_support_of_support_says_who_has_moved_and_by_which_entry(self, moves: str, how: str) -> None:
        room = Chain(how)
        if moves == "changes":
            moved = room.answers("BOR", amends((ONE, "Own.")))
        elif moves == "accepts":
            moved = room.answers("BOR", f"In answer to: First draft\n\n## {ONE}\n\nPosition: accepts\n")
        else:
            moved = room.w.withdraws("BOR", room.bor)
        room.w.withdraws("ARD", room.ard)
        found = room.done()
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/10.1 supports BOR",
            "Said of what ARD proposed then: amends: “First.”",
            f"BOR no longer supports that (entry {moved.index}); this says nothing of what BOR says now",
        ]
        message = next(one.message for one in found.compilation.findings if one.message.startswith("KES"))
        assert f"that is no longer supported by BOR since (entry {moved.index})." in message

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_support_of_support_says_what_its_author_did_before_that(self, how: str) -> None:
        room = Chain(how)
        gone = room.w.withdraws("ARD", room.ard)
        room.w.withdraws("BOR", room.bor)
        assert (
            cells(room.done())["KES"].splitlines()[2] == f"ARD no longer proposes that (entry {gone.index})"
        )

    def test_what_was_given_again_and_taken_back_is_so_since_the_last_time(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", SUPPORTS.format(ONE))
        room.w.withdraws("BOR", first)
        again = room.answers("BOR", amends((ONE, "First.")))
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        gone = room.w.withdraws("BOR", again)
        assert (
            cells(room.done())["KES"].splitlines()[2] == f"BOR no longer proposes that (entry {gone.index})"
        )

    def test_who_joins_an_answer_after_it_was_changed_is_told_when_that_was(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        changed = room.answers("BOR", amends((ONE, "Other.")), "art_1__para_1")
        room.w.joins("KES", first, "art_1__para_1")
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        assert cells(room.done())["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {changed.index}); this says nothing of its new words",
        ]

    def test_who_opposes_what_it_supported_itself_is_not_shown_to_oppose_its_author(self) -> None:
        room = Chain("supports")
        room.answers("BOR", OPPOSES.format(ONE).replace("BOR", "KES"))
        assert reads(room.done()) == "[base: The canal shall be open to all vessels / ARD: First]."
        assert cells(room.done())["BOR"].splitlines()[2] == (
            "BOR no longer supports that; this says nothing of what BOR says now"
        )

    def test_who_spoke_before_the_proposal_was_made_spoke_of_the_first(self) -> None:
        room = Room()
        room.answers("KES", SUPPORTS.format(ONE))
        room.answers("BOR", amends((ONE, "First.")))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        )
        room.answers("BOR", amends((ONE, "Other words.")))
        assert reads(room.done()) == "[base: The canal shall be open to all vessels / BOR: Other words]."

    def test_who_supports_a_party_that_proposes_nothing_costs_no_look_at_each_moment(self) -> None:
        """Each of its answers is asked by itself whether it proposes anything there."""
        room = Room()
        room.answers("KES", SUPPORTS.format(ONE))
        for number in range(8):
            asks = f"## {TWO}\n\nPosition: asks\n\nQuestion: Which canal, {number}?\n"
            room.answers("BOR", f"In answer to: First draft\n\n{asks}", "art_1__para_2")
        found = room.sayings()
        moments = Moments(found.by((BOR, KES)), found.merged, found.given, found.also, found.ground)
        (one,) = moments.everybody[KES].hearing.heard  # type: ignore[union-attr]
        assert moments.proposing(one, 0, {BOR: None}) == []
        room.answers("BOR", amends((ONE, "First.")), "art_1__para_1")
        first = room.w.entered[-1].index
        found = room.sayings()
        moments = Moments(found.by((BOR, KES)), found.merged, found.given, found.also, found.ground)
        assert moments.proposing(one, 0, {BOR: None}) == [first + 1]

    def test_opposition_stays_with_the_words_it_opposed(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / BOR; KES opposes: First]."
        )
        later = room.answers("BOR", amends((ONE, "Other words.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR: Other words]."
        assert [one.code for one in found.compilation.findings] == ["opposed-before"]
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/9.1 opposes BOR's proposal",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_opposition_to_several_stays_where_nothing_is_changed(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", OPPOSES.format("Article 1"))
        before = room.done()
        assert "BOR; KES opposes: First" in reads(before)
        assert "BOR; KES opposes: Two" in reads(before, "art_1__para_2")
        later = room.answers("BOR", amends((TWO, "Zwei.")), "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES opposes: First]."
        assert "KES" not in reads(found, "art_1__para_2")
        assert [one.message for one in found.compilation.findings] == [
            (
                "KES opposed what BOR proposed at Article 1; a part of that is changed since (entry "
                f"{later.index}). It is not taken to oppose anything else."
            )
        ]
        assert cells(found, "art_1")["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_opposition_to_an_opening_stays_with_it_where_a_point_in_it_is_changed(self) -> None:
        points = "1. The canal shall be open:\n\n(a) to all vessels;\n\n(b) at all hours.\n"
        room = Room(text=FIRST.replace("1. The canal shall be open to all vessels.\n", points))
        a, b = f"{ONE}, point (a)", f"{ONE}, point (b)"
        room.answers("BOR", amends((ONE, "The canal may be open:"), (a, "to ships;"), (b, "by day.")))
        room.answers("KES", OPPOSES.format(ONE))
        room.answers("BOR", amends((b, "by night.")), "art_1__para_1__point_b")
        found = room.done()
        assert reads(found) == "The canal [base: shall / BOR; KES opposes: may] be open:"
        assert "BOR; KES opposes: ships" in reads(found, "art_1__para_1__point_a")
        assert "KES" not in reads(found, "art_1__para_1__point_b")
        traced = {one.address: one.steps for one in traceability(found.compilation)}
        assert {
            at: [each.party for one in steps for each in one.opponents] for at, steps in traced.items()
        } == {
            "art_1__para_1": ["KES"],
            "art_1__para_1__point_a": ["KES"],
            "art_1__para_1__point_b": [],
        }
        assert from_json(to_json(found.compilation)) == found.compilation

    def test_opposition_to_several_is_none_to_what_is_proposed_since(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format("Article 1"))
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        found = room.done()
        assert "BOR; KES opposes: First" in reads(found)
        assert "KES" not in reads(found, "art_1__para_2")
        assert found.compilation.findings == ()

    def test_opposition_to_several_stays_where_nothing_is_merged(self) -> None:
        room = Merging()
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        room.answers("KES", OPPOSES.format("Article 1"))
        room.merges()
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD, BOR: Fifty]."
        assert "BOR; KES opposes: Two" in reads(found, "art_1__para_2")
        assert cells(found, "art_1")["KES"].splitlines()[1] == (
            "Said of what BOR proposed then: amends: “Thirty-five.”"
        )

    def test_opposition_to_what_is_withdrawn_is_not_lost(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        gone = room.w.withdraws("BOR", first)
        assert cells(room.done())["KES"].splitlines()[:3] == [
            "KES/9.1 opposes BOR's proposal",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR no longer proposes that (entry {gone.index})",
        ]

    def test_opposition_is_not_taken_into_a_merger(self) -> None:
        room = Merging()
        room.answers("KES", OPPOSES.format(ONE))
        merger = room.merges()
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD, BOR: Fifty]."
        assert [one.code for one in found.compilation.findings] == ["opposed-before"]
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/10.1 opposes BOR's proposal",
            "Said of what BOR proposed then: amends: “Thirty-five.”",
            f"That was merged since (entry {merger.index + 2}); this says nothing of the merged words",
        ]
        room.answers("KES", OPPOSES.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD, BOR; KES opposes: Fifty]."
        )

    def test_support_of_who_is_not_in_a_merger_is_as_it_was(self) -> None:
        room = Merging()
        room.w.adds("TAL")
        room.answers("TAL", amends((ONE, "Forty.")))
        room.answers("KES", SUPPORTS.format(ONE).replace("BOR", "TAL"))
        room.merges()
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD, BOR: Fifty / TAL; KES supports: Forty]."
        )

    def test_what_it_stands_by_goes_through_the_file(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        room.answers("BOR", amends((ONE, "Other words.")))
        compilation = room.done().compilation
        assert from_json(to_json(compilation)) == compilation
