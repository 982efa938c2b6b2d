"""Who may read and record what: every role against every act, from the tables in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.record.things import CODES, Things, full
from tests.record.writing import Target, Writer, at, changed, due, reference
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import TYPES, Act, DraftStatus, Fingerprint, KeyUse
from travaux.record.audience import documents, is_for
from travaux.record.entry import Entered, Reference
from travaux.record.fold import fold
from travaux.record.may import Verb, may
from travaux.record.negotiation import Negotiation
from travaux.record.views.disclosed import disclosed
from travaux.text.wording import PartyCode


def shown_to(who: str, state: Negotiation) -> tuple[Entered, ...]:
    """The entries that a member may read, in order."""
    return tuple(disclosed(state, lambda one: is_for(PartyCode(who), one, state)).entries)


PAGE = (Path(__file__).parents[2] / "docs/concepts/confidentiality.md").read_text()


def rows(first: str) -> list[list[str]]:
    """Read the table on the page whose first cell is *first*, without its header."""
    _, _, table = PAGE.partition(f"| {first} |")
    lines = table.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]


def table() -> list[tuple[str, str, bool]]:
    return [
        (name, role, cell == "yes")
        for name, *cells in rows("Act")
        for role, cell in zip(CODES, cells, strict=True)
    ]


def test_the_table_has_every_act() -> None:
    assert list(dict.fromkeys(name for name, _, _ in table())) == list(TYPES)


@pytest.mark.parametrize("role", CODES)
def test_who_may_record_what(role: str) -> None:
    things = Things(CODES[role])

    found = {}
    for name in TYPES:
        what, concerns = things.case(name)
        entry = things.w.composed(things.who, what, *concerns, vis="public")
        found[name] = may(PartyCode(things.who), Verb.RECORD, entry, things.state).allowed

    assert found == {name: allowed for name, of, allowed in table() if of == role}


@pytest.mark.parametrize("name", TYPES)
def test_nobody_else_records_anything(name: str) -> None:
    things = Things("BOR")
    what, concerns = things.case(name)
    removed = fold([things.w.removes("BOR")], things.state)

    entry = things.w.composed("BOR", what, *concerns, vis="public")
    stranger = things.w.composed("XXX", what, *concerns, vis="public")

    assert [
        may(None, Verb.RECORD, entry, things.state).allowed,
        may(PartyCode("ARD"), Verb.RECORD, entry, things.state).allowed,
        may(PartyCode("XXX"), Verb.RECORD, stranger, things.state).allowed,
        may(PartyCode("BOR"), Verb.RECORD, entry, removed).allowed,
    ] == [False, False, False, False]


@pytest.mark.parametrize("name", TYPES)
def test_what_one_may_not_read_one_cannot_act_on(name: str) -> None:
    """Acting on an entry one may not read is refused."""
    things = Things("BOR")
    what, concerns = things.case(name)
    if not concerns:
        return
    hidden = things.w.sends("ARD", "Between us", vis="to:ARD")
    own = things.w.composed("BOR", what, reference(hidden), vis="all")

    assert not may(PartyCode("BOR"), Verb.RECORD, own, things.w.negotiation).allowed


def refused(w: Writer, actor: str, what: Act, *concerns: Target, on_behalf: str | None = None) -> str:
    entry = w.composed(actor, what, *concerns, on_behalf=on_behalf)
    return may(PartyCode(actor), Verb.RECORD, entry, w.negotiation).why


class TestWhoseThingItIs:
    """Only the author withdraws, corrects and lifts its own; only the promiser extends."""

    def test_not_somebody_else_s(self) -> None:
        w = full()
        draft = w.tables("SEC")
        w.adds("CEL")
        answer = w.answers("ARD", draft, "art_4")
        w.joins("CEL", answer, "art_4")
        hold = w.holds("ARD", draft)
        promise = w.promises("ARD", "A text.", to=("CHA",))
        package = w.does("ARD", act.TiesPackage(words="4 if 5."), *at(draft, "art_4", "art_5"))
        merger = w.does("SEC", act.ProposesMerger(wording="x"), *at(answer, "art_4"))
        later = due("2026-03-20T17:00:00Z")

        assert [
            refused(w, "BOR", act.Withdraws(), answer),
            refused(w, "BOR", act.Corrects(words="Read 30."), answer),
            refused(w, "BOR", act.MaintainsHold(), hold),
            refused(w, "BOR", act.LiftsHold(), hold),
            refused(w, "BOR", act.ExtendsPromise(due=later), promise),
            refused(w, "BOR", act.ReportsPromise(met=False), promise),
            refused(w, "BOR", act.UntiesPackage(), package),
            refused(w, "BOR", act.AnswersMerger(consents=True), merger),
            refused(w, "BOR", act.Redacts(grounds="Personal data."), answer),
            refused(w, "BOR", act.LeavesSponsors(), *at(answer, "art_4")),
            refused(w, "ARD", act.JoinsSponsors(), *at(answer, "art_4")),
            refused(w, "SEC", act.Redacts(grounds="Personal data."), answer),
        ] == [
            "that is for the author of what it concerns",
            "that is for the author of what it concerns",
            "that is for the author of what it concerns",
            "that is for the author of what it concerns",
            "that is for the author of what it concerns",
            "whoever promised, and whoever was promised, report on it",
            "that is for the author of what it concerns",
            "those whose proposals would be merged, or who support them, answer",
            "an entry is redacted by its author or the keeper of the record",
            "BOR has not joined the sponsors of this proposal",
            "one sponsors one's own proposal by having made it",
            "",
        ]

    def test_nor_one_s_own_proposal_among_those_of_others(self) -> None:
        w = full()
        draft = w.tables("SEC")
        mine, theirs = w.answers("BOR", draft, "art_4"), w.answers("ARD", draft, "art_4")

        assert refused(w, "BOR", act.JoinsSponsors(), *at(theirs, "art_4"), *at(mine, "art_4")) == (
            "one sponsors one's own proposal by having made it"
        )

    def test_a_sponsor_of_a_proposal_is_asked_about_its_merger(self) -> None:
        w = full()
        w.adds("CEL")
        answer = w.answers("ARD", w.tables("SEC"), "art_4", "art_5")
        w.joins("BOR", answer, "art_4")
        w.joins("CEL", answer, "art_5")
        merger = w.does("SEC", act.ProposesMerger(wording="x"), *at(answer, "art_4"))

        assert {
            who: refused(w, who, act.AnswersMerger(consents=True), merger) for who in ("ARD", "BOR", "CEL")
        } == {
            "ARD": "",
            "BOR": "",
            "CEL": "those whose proposals would be merged, or who support them, answer",
        }


class TestKeys:
    """Only the keeper enrols first keys; a party enrols further ones, and rotates and revokes its own."""

    def test_the_keeper_enrols_the_first_key_and_no_other(self) -> None:
        w = full()
        w.does("SEC", act.AddsMember(party=PartyCode("NEW"), name="New"))
        line = w.new_key("NEW").public.line
        first = act.EnrolsKey(party=PartyCode("NEW"), line=line)
        further = act.EnrolsKey(party=PartyCode("BOR"), line=line)
        witness = act.EnrolsKey(party=PartyCode("BOR"), line=line, use=KeyUse.COSIGN)

        assert [
            refused(w, "SEC", first),
            refused(w, "SEC", further),
            refused(w, "SEC", witness),
            refused(w, "BOR", further),
            refused(w, "ARD", further),
        ] == [
            "",
            "BOR has a key for this, so that it enrols further ones itself",
            "",
            "",
            "a key is enrolled by its own party; the first one by the keeper of the record",
        ]

    def test_after_a_lost_key_was_revoked_the_keeper_enrols_another(self) -> None:
        w = full()
        w.revokes("BOR", by="SEC")

        assert refused(w, "SEC", act.EnrolsKey(party=PartyCode("BOR"), line="x")) == ""

    def test_only_its_own_party_rotates_a_key_and_the_old_key_signs(self) -> None:
        w = full()
        old = Fingerprint(w.key("BOR").public.fingerprint)
        rotated = act.RotatesKey(old=old, line=w.new_key("BOR").public.line)

        assert refused(w, "BOR", rotated) == ""
        assert refused(w, "SEC", rotated) == "a key is rotated by its own party, and the old key signs"
        as_ard = changed(w.composed("ARD", rotated), key=old)
        assert not may(PartyCode("ARD"), Verb.RECORD, as_ard, w.negotiation).allowed
        w.keys[PartyCode("BOR")] = w.new_key("BOR")
        assert refused(w, "BOR", rotated) == "a key is rotated by its own party, and the old key signs"

    def test_a_key_is_revoked_by_its_party_or_the_keeper(self) -> None:
        w = full()
        revoked = act.RevokesKey(key=Fingerprint(w.key("BOR").public.fingerprint))

        assert [refused(w, who, revoked) for who in ("BOR", "SEC", "ARD", "CHA")] == [
            "",
            "",
            "a key is revoked by its party or by the keeper of the record",
            "a key is revoked by its party or by the keeper of the record",
        ]

    def test_a_key_that_nobody_has_is_neither_revoked_nor_rotated(self) -> None:
        w = full()
        nobody_s = Fingerprint(w.new_key("nobody").public.fingerprint)

        assert [
            refused(w, "SEC", act.RevokesKey(key=nobody_s)),
            refused(w, "BOR", act.RotatesKey(old=nobody_s, line="x")),
        ] == [
            "a key is revoked by its party or by the keeper of the record",
            "a key is rotated by its own party, and the old key signs",
        ]


class TestClerks:
    """Acts of others are written down by the keeper and the secretariat only, and undo nothing signed."""

    def test_who_writes_down(self) -> None:
        w = full()
        draft = w.tables("SEC")

        assert {
            who: refused(w, who, act.GivesAnswer(), draft, on_behalf="BOR")
            for who in ("SEC", "SE2", "CHA", "ARD", "AUD")
        } == {
            "SEC": "",
            "SE2": "",
            "CHA": "only the keeper of the record and the secretariat write down acts of others",
            "ARD": "only the keeper of the record and the secretariat write down acts of others",
            "AUD": "only the keeper of the record and the secretariat write down acts of others",
        }

    def test_the_author_s_rights_count_and_not_the_clerk_s(self) -> None:
        w = full()
        draft = w.tables("SEC")

        assert [
            refused(w, "SEC", act.GivesAnswer(), draft, on_behalf="OBS"),
            refused(w, "SEC", act.ClosesProvisionally(), *at(draft, "art_4"), on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), draft, on_behalf="SEC"),
            refused(w, "SEC", act.GivesAnswer(), draft, on_behalf="XXX"),
        ] == [
            "OBS is an observer; an answer to a draft is for party",
            "BOR is a party; a provisional closing is for chair, secretariat",
            "SEC is no other member, so that its acts could be written down",
            "XXX is no other member, so that its acts could be written down",
        ]

    def test_what_a_party_signed_only_that_party_undoes(self) -> None:
        w = full()
        draft = w.tables("SEC")
        answer = w.answers("BOR", draft, "art_4")
        written = w.answers("SEC", draft, "art_5", on_behalf="BOR")
        hold = w.holds("BOR", draft)
        proposal = w.answers("ARD", draft, "art_6")
        w.joins("BOR", proposal, "art_6")
        own = "BOR signed entry {} itself, so only BOR undoes it"

        assert [
            refused(w, "SEC", act.Withdraws(), answer, on_behalf="BOR"),
            refused(w, "SEC", act.Withdraws(), written, on_behalf="BOR"),
            refused(w, "SEC", act.LiftsHold(), hold, on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), draft, on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), *at(draft, "art_4"), on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), *at(draft, "art_5", "art_7"), on_behalf="BOR"),
            refused(w, "SEC", act.LeavesSponsors(), *at(proposal, "art_6"), on_behalf="BOR"),
        ] == [
            own.format(answer.index),
            "",
            own.format(hold.index),
            own.format(answer.index),
            own.format(answer.index),
            "",
            own.format(proposal.index + 1),
        ]

    def test_what_a_party_has_taken_back_itself_is_no_hindrance(self) -> None:
        w = full()
        draft = w.tables("SEC")
        whole, other = w.answers("BOR", draft), w.tables("SEC", "Second draft")
        part = w.answers("BOR", other, "art_4", "art_5")
        w.withdraws("BOR", whole)
        w.withdraws("BOR", part, "art_4")

        assert [
            refused(w, "SEC", act.GivesAnswer(), draft, on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), *at(draft, "art_4"), on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), *at(other, "art_4"), on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), *at(other, "art_5"), on_behalf="BOR"),
            refused(w, "SEC", act.GivesAnswer(), other, on_behalf="BOR"),
        ] == ["", "", "", *[f"BOR signed entry {part.index} itself, so only BOR undoes it"] * 2]

    def test_a_clerk_writes_nothing_down_about_what_it_may_not_read(self) -> None:
        w = full()
        note = w.sends("ARD", "Between us", vis="to:ARD")
        refusal = f"there is no entry {note.leaf[:16]}… that {{}} may read"

        assert [
            refused(w, "SEC", act.Corrects(words="Read 30."), note, on_behalf="ARD"),
            refused(w, "SE2", act.Corrects(words="Read 30."), note, on_behalf="ARD"),
            refused(w, "SEC", act.AcknowledgesReceipt(), note, on_behalf="BOR"),
        ] == ["", refusal.format("SE2"), refusal.format("BOR")]

    def test_keys_and_redaction_are_in_one_s_own_name(self) -> None:
        w = full()
        note = w.sends("BOR", "On depth")
        revoked = act.RevokesKey(key=Fingerprint(w.key("BOR").public.fingerprint))

        assert [
            refused(w, "SEC", revoked, on_behalf="BOR"),
            refused(w, "SEC", act.Redacts(grounds="x"), note, on_behalf="BOR"),
        ] == ["what is done about keys, and redaction, is done in one's own name"] * 2


class TestTexts:
    """Observers may send notes and texts, but not answers."""

    @pytest.mark.parametrize("who", ["BOR", "OBS"])
    def test_a_text_of_one_s_own_is_tabled_but_not_as_the_basis(self, who: str) -> None:
        w = full()
        text = act.TablesDraft(title="Our text", status=DraftStatus.PARTYS_TEXT, basis=False)

        assert refused(w, who, text) == ""
        assert refused(w, who, act.TablesDraft(title="Our text")) == (
            f"{who} may table its text, not as the basis that answers are asked to"
        )

    @pytest.mark.parametrize(("who", "is_"), [("BOR", "a party"), ("OBS", "an observer")])
    def test_a_chair_s_text_is_of_those_who_lead(self, who: str, is_: str) -> None:
        """The name says whose it is: nobody else puts it on its own text, nor has a clerk do so."""
        w = full()
        text = act.TablesDraft(title="Our text", status=DraftStatus.CHAIRS_TEXT, basis=False)
        why = (
            f"a chair's text is the chair's or the secretariat's, and {who} is {is_}; "
            "call it a party's text, a non-paper or a draft"
        )

        assert [refused(w, code, text) for code in ("CHA", "SEC")] == ["", ""]
        assert refused(w, who, text) == why
        assert refused(w, "SEC", text, on_behalf=who) == why

    def test_an_observer_answers_what_it_was_asked(self) -> None:
        w = full()
        asked = w.does("SEC", act.AsksQuestion(to=(PartyCode("OBS"),), words="Which?"), vis="public")
        other = w.does("SEC", act.AsksQuestion(to=(PartyCode("BOR"),), words="Which?"), vis="public")

        assert refused(w, "OBS", act.AnswersQuestion(words="Twelve."), asked) == ""
        assert refused(w, "OBS", act.AnswersQuestion(words="Twelve."), other) == (
            "an observer answers what it was asked"
        )


class TestUnled:
    """In talks that nobody leads, each party asks for answers to its own texts."""

    def test_a_party_tables_a_basis_and_declares_its_rules(self) -> None:
        w = Writer()
        w.opens("SEC", parties=("ARD", "BOR"), observers=("OBS",), led=False)
        mine, theirs = w.tables("BOR", "Our draft"), w.tables("ARD", "Their draft")
        rules = act.DeclaresRules(rules=Rules(name="exchange"))
        not_led = "a declaration of rules is for chair, secretariat"

        assert [
            refused(w, "BOR", act.TablesDraft(title="Second draft"), mine),
            refused(w, "OBS", act.TablesDraft(title="Its text")),
            refused(w, "BOR", rules, mine),
            refused(w, "BOR", rules, theirs),
            refused(w, "BOR", rules),
            refused(w, "SEC", rules, mine),
            refused(w, "BOR", act.ClosesProvisionally(), *at(mine, "art_4")),
        ] == [
            "",
            "OBS may table its text, not as the basis that answers are asked to",
            "",
            f"BOR is a party; {not_led}",
            "",
            "",
            "BOR is a party; a provisional closing is for chair, secretariat",
        ]


READERS = ("SEC", "SE2", "CHA", "ARD", "BOR", "OBS", "AUD", "XXX", None)


@pytest.mark.parametrize("row", rows("Written by ARD for"))
def test_who_may_read_what_ard_has_written(row: list[str]) -> None:
    w = full()
    group = w.groups("COAST", "ARD", "BOR")
    vis, *cells = row
    note = w.sends("ARD", "On depth", vis=f"group:{group.leaf}" if vis == "group" else vis)

    found = [
        may(None if who is None else PartyCode(who), Verb.READ, note, w.negotiation).allowed
        for who in READERS
    ]

    assert found == [cell == "yes" for cell in cells]


class TestMembershipByPlace:
    def reads(self, w: Writer, who: str, entry: Entered) -> bool:
        return may(PartyCode(who), Verb.READ, entry, w.negotiation).allowed

    def test_who_has_left_keeps_what_was_before_and_gets_nothing_after(self) -> None:
        w = full()
        before = w.sends("ARD", "Before", vis="to:ARD,BOR")
        removed = w.removes("BOR")
        after, public = w.sends("ARD", "After"), w.sends("ARD", "To all", vis="public")

        assert [self.reads(w, "BOR", one) for one in (before, removed, after, public)] == [
            True,
            True,
            False,
            True,
        ]

    def test_who_comes_later_reads_what_was_for_all_and_what_names_it_since(self) -> None:
        w = full()
        group = w.groups("COAST", "ARD", "BOR")
        to_all, to_group = w.sends("ARD", "Before"), w.sends("ARD", "Before", vis=f"group:{group.leaf}")
        w.adds("NEW")
        wider = w.groups("COAST", "ARD", "BOR", "NEW")
        old = w.sends("ARD", "To the old group", vis=f"group:{group.leaf}")
        new = w.sends("ARD", "To the new group", vis=f"group:{wider.leaf}")

        assert [self.reads(w, "NEW", one) for one in (to_all, to_group, old, new)] == [
            True,
            False,
            False,
            True,
        ]

    def test_observers_read_who_is_there_and_whose_key_is_which(self) -> None:
        w = full()
        rotated = w.rotates("BOR")
        shown = [one.entry.type for one in shown_to("OBS", w.negotiation)]

        assert shown == ["instrument.open", *["member.add", "key.enrol"] * 6, "key.rotate"]
        assert self.reads(w, "OBS", rotated)


class TestRedaction:
    """A redacted document, or entry, is no longer shown to anyone."""

    def test_an_entry(self) -> None:
        w = full()
        note = w.sends("ARD", "On depth", vis="public", docs=[w.document("words")])
        w.redacts("ARD", note)
        n = w.negotiation

        decisions = [may(who, Verb.READ, note, n) for who in (None, PartyCode("ARD"), n.keeper)]

        assert [one.allowed for one in decisions] == [False, False, False]
        assert {one.why for one in decisions} == {"the entry was redacted: it is shown to nobody"}
        assert documents(note, n) == ()
        assert note not in shown_to("ARD", n)

    def test_a_document_of_an_entry(self) -> None:
        w = full()
        note = w.sends("ARD", "On depth", docs=[w.document("one"), w.document("two")])
        w.redacts("SEC", Reference(leaf=note.leaf, doc=note.entry.docs[0].h))

        assert may(PartyCode("BOR"), Verb.READ, note, w.negotiation).allowed
        assert documents(note, w.negotiation) == note.entry.docs[1:]


def test_what_is_shown_to_a_party_folds_to_the_negotiation_as_it_sees_it() -> None:
    w = full()
    draft = w.tables("SEC")
    w.answers("ARD", draft, "art_4", vis="to:ARD")
    open_answer = w.answers("ARD", draft, "art_5")

    seen = fold(shown_to("BOR", w.negotiation))

    assert [one.entered for one in seen.answers.values()] == [open_answer]


def test_a_group_that_is_not_known_has_nobody() -> None:
    """Of a record of which the definition of the group is not shown."""
    w = full()
    group = w.groups("COAST", "ARD", "BOR")
    note = w.sends("ARD", "On depth", vis=f"group:{group.leaf}")
    part = fold([one for one in w.entered if one != group])

    assert [may(PartyCode(who), Verb.READ, note, part).allowed for who in ("ARD", "BOR", "SEC")] == [
        True,
        False,
        True,
    ]


class TestOpening:
    """A record begins with its instrument being opened by its keeper."""

    def test_by_nobody_else_and_with_nothing_else(self) -> None:
        w = Writer()
        opening = w.opens("SEC").entry
        others = changed(opening, actor=PartyCode("ARD"))
        nothing = fold(())

        decisions = [
            may(who, Verb.RECORD, entry, nothing)
            for who, entry in (
                (PartyCode("SEC"), opening),
                (PartyCode("ARD"), opening),
                (PartyCode("SEC"), others),
                (PartyCode("ARD"), others),
                (None, opening),
                (PartyCode("SEC"), changed(opening, act=act.Ticks())),
                (PartyCode("SEC"), changed(opening, on_behalf=PartyCode("ARD"))),
            )
        ]

        begins = "a record begins with its instrument being opened by its keeper"
        assert [one.why for one in decisions] == [
            "",
            begins,
            begins,
            begins,
            begins,
            begins,
            "the keeper opens the record in its own name",
        ]
        assert [one.allowed for one in decisions] == [True] + [False] * 6


def test_a_verb_is_asked_of_what_it_is_about() -> None:
    w = full()

    with pytest.raises(TypeError, match="read is not asked of Entry"):
        may(None, Verb.READ, w.composed("SEC", act.Ticks()), w.negotiation)
