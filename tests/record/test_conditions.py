"""What is refused for what it says: each case is one entry that a record must not have."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.admitting import admits, code_of, is_admitted, opened, refusal
from tests.record.entries import acts
from tests.record.negotiating import negotiated_once
from tests.record.soak import SOAK
from tests.record.writing import Writer, at, due
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.act import Act, Fingerprint, KeyUse, NoteKind
from travaux.record.concerns import CONCERNS
from travaux.record.entry import NONE, Reference
from travaux.record.fold import fold
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Code
from travaux.record.signature import PrivateKey
from travaux.text.wording import PartyCode


@pytest.fixture
def w() -> Writer:
    return opened()


class TestConditions:
    def test_members(self, w: Writer) -> None:
        w.groups("COAST", "ARD", "BOR")
        add = act.AddsMember(party=PartyCode("NEW"), name="New")

        assert [
            code_of(w, "SEC", replace(add, party=PartyCode("ARD"))),
            code_of(w, "SEC", replace(add, party=PartyCode("COAST"))),
            code_of(w, "SEC", replace(add, party=PartyCode("no"))),
            code_of(w, "SEC", replace(add, party=PartyCode("A B"))),
            code_of(w, "SEC", replace(add, party=PartyCode("АRD"))),  # А of the Cyrillic script
            code_of(w, "SEC", replace(add, party=PartyCode("Ard"))),
            code_of(w, "SEC", replace(add, party=PartyCode("coast"))),
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("ARD"), title="x", members=())),
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("Coast"), title="x", members=())),
            code_of(w, "SEC", replace(add, name="")),
            code_of(w, "SEC", replace(add, names=(("french", "Nouveau"),))),
            code_of(w, "SEC", act.RemovesMember(party=PartyCode("XXX"))),
            code_of(w, "SEC", act.RemovesMember(party=PartyCode("SEC"))),
        ] == [
            Code.ALREADY,
            *[Code.BAD_CODE] * 8,
            Code.EMPTY,
            Code.BAD_CODE,
            Code.UNKNOWN_MEMBER,
            Code.NOT_ALLOWED,
        ]

    def test_who_is_named_instead_of_a_member_is_said(self, w: Writer) -> None:
        w.groups("COAST", "ARD", "BOR")
        letter = act.SendsNote(kind=NoteKind.LETTER)

        assert [
            refusal(w, w.leaf(w.composed("ARD", replace(letter, to=(PartyCode("COAST"),))))),
            refusal(w, w.leaf(w.composed("ARD", replace(letter, principals=(PartyCode("XXX"),))))),
        ] == [
            (
                Code.UNKNOWN_MEMBER,
                '"to" names COAST, which is a group; name those in it instead: ARD, BOR.',
            ),
            (
                Code.UNKNOWN_MEMBER,
                "\"principals\" names 'XXX', and no member has this code; give the code of a member.",
            ),
        ]

    def test_names_of_members_everywhere(self, w: Writer) -> None:
        strangers = (PartyCode("XXX"),)
        draft = w.tables("SEC")
        question = w.asks("ARD", "Which depth?", to=("BOR",))
        begins = due("2026-03-20T17:00:00Z")

        assert [
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("G"), title="G", members=strangers)),
            code_of(w, "SEC", act.DeclaresRules(rules=Rules(name="first", asked=strangers))),
            code_of(w, "ARD", act.SendsNote(kind=NoteKind.LETTER, to=strangers)),
            code_of(w, "ARD", act.SendsNote(kind=NoteKind.LETTER, principals=strangers)),
            code_of(w, "BOR", act.GivesAnswer(principals=strangers), draft),
            code_of(w, "BOR", act.AnswersQuestion(principals=strangers), question),
            code_of(w, "BOR", act.AsksQuestion(to=strangers, words="Which?")),
            code_of(w, "BOR", act.MakesPromise(to=strangers, words="A text.")),
            code_of(
                w,
                "BOR",
                act.ConvenesMeeting(place="Geneva", forum="plenary", begins=begins, at_table=strangers),
            ),
        ] == [Code.UNKNOWN_MEMBER] * 9

    def test_nobody_is_named_twice(self, w: Writer) -> None:
        twice = (PartyCode("ARD"), PartyCode("ARD"))

        assert [
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("G"), title="G", members=twice)),
            code_of(w, "SEC", act.DeclaresRules(rules=Rules(name="first", asked=twice))),
            code_of(w, "BOR", act.GivesAnswer(principals=twice), w.tables("SEC")),
        ] == [Code.BAD_CODE] * 3

    def test_a_key_has_one_holder_and_one_use(self, w: Writer) -> None:
        mine = w.key("BOR").public.line

        def enrols(line: str, party: str = "BOR", use: KeyUse = KeyUse.ENTRY) -> Code:
            return code_of(w, party, act.EnrolsKey(party=PartyCode(party), line=line, use=use))

        assert [
            enrols(mine),
            enrols(mine, "ARD"),
            enrols(mine, use=KeyUse.COSIGN),
            enrols(w.log.public.line),
            enrols("ssh-rsa AAAA"),
            enrols(w.new_key("BOR").public.line + " a comment"),
        ] == [Code.BAD_KEY] * 6

    def test_a_key_once_revoked_is_used_by_nobody_again(self, w: Writer) -> None:
        line = w.key("BOR").public.line
        w.revokes("BOR", by="SEC")

        assert code_of(w, "SEC", act.EnrolsKey(party=PartyCode("BOR"), line=line)) is Code.BAD_KEY
        assert (
            code_of(w, "SEC", act.RevokesKey(key=Fingerprint(w.key("BOR").public.fingerprint)))
            is Code.ALREADY
        )

    @pytest.mark.parametrize(
        "time",
        [
            Due(local="2026-03-20", zone="Europe/Zurich", utc="2026-03-20T17:00:00"),
            Due(local="2026-03-20", zone="Europe/Zurich", utc="2026-03-20T25:00:00Z"),
            Due(local="2026-02-30", zone="Europe/Zurich", utc="2026-03-01T00:00:00Z"),
            Due(local="20 March 2026", zone="Europe/Zurich", utc="2026-03-20T17:00:00Z"),
            Due(local="2026-03-20T18:00", zone="", utc="2026-03-20T17:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Europe/Zurich", utc="2026-03-21T17:00:00Z"),
            Due(local="2026-03-20", zone="Europe/Zurich", utc="2026-03-20T00:00:00Z"),
            Due(local="٢٠٢٦-03-20", zone="Europe/Zurich", utc="2026-03-20T23:00:00Z"),
        ],
    )
    def test_a_deadline_says_one_instant_twice(self, w: Writer, time: Due) -> None:
        promise = w.promises("BOR", "A text.")
        begins = act.ConvenesMeeting(place="Geneva", forum="plenary", begins=time, at_table=())

        assert [
            code_of(w, "BOR", act.MakesPromise(words="A text.", due=time)),
            code_of(w, "BOR", act.ExtendsPromise(due=time), promise),
            code_of(w, "BOR", act.AsksQuestion(to=(PartyCode("ARD"),), words="Which?", due=time)),
            code_of(w, "BOR", begins),
            code_of(w, "SEC", act.DeclaresRules(rules=Rules(name="first", due=time))),
            code_of(w, "SEC", act.OpensSilence(ends=time, means="Adopted."), w.tables("SEC")),
        ] == [Code.BAD_TIME] * 6

    @pytest.mark.parametrize(
        "time",
        [
            Due(local="2026-03-20", zone="Europe/Zurich", utc="2026-03-20T23:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Pacific/Kiritimati", utc="2026-03-20T04:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Etc/GMT+12", utc="2026-03-21T06:00:00Z"),
            Due(local="2021-12-15", zone="UTC", utc="2021-12-16T00:00:00Z"),
            Due(local="9999-12-31", zone="Pacific/Kiritimati", utc="9999-12-31T10:00:00Z"),
        ],
    )
    def test_as_every_place_s_time_does(self, w: Writer, time: Due) -> None:
        assert admits(w, w.composed("BOR", act.MakesPromise(words="A text.", due=time)))

    def test_an_extension_is_later(self, w: Writer) -> None:
        promise = w.promises("BOR", "A text.", due=due("2026-03-20T17:00:00Z"))

        assert [
            code_of(w, "BOR", act.ExtendsPromise(due=due(utc)), promise)
            for utc in ("2026-03-19T17:00:00Z", "2026-03-20T17:00:00Z")
        ] == [Code.BAD_TIME, Code.BAD_TIME]

    def test_words_where_words_are_needed(self, w: Writer) -> None:
        draft = w.tables("SEC")
        note = w.sends("BOR", "On depth")
        answer = w.answers("BOR", draft, "art_4", "art_5")

        assert [
            code_of(w, "SEC", act.TablesDraft(title=" ")),
            code_of(w, "BOR", act.AsksQuestion(to=(PartyCode("ARD"),), words="")),
            code_of(w, "BOR", act.AsksQuestion(to=(), words="Which?")),
            code_of(w, "BOR", act.MakesPromise(words="")),
            code_of(w, "BOR", act.Corrects(words=""), note),
            code_of(w, "BOR", act.TiesPackage(words=""), *at(draft, "art_4", "art_5")),
            code_of(w, "BOR", act.Redacts(grounds=""), note),
            code_of(w, "SEC", act.ProposesMerger(wording=" "), *at(answer, "art_4", "art_5")),
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("G"), title="", members=())),
        ] == [Code.EMPTY] * 9

    def test_dates_are_dates(self, w: Writer) -> None:
        note = w.sends("BOR", "On depth")

        assert [
            code_of(w, "BOR", act.SendsNote(kind=NoteKind.LETTER, sent="yesterday")),
            code_of(w, "BOR", act.SendsNote(kind=NoteKind.LETTER, sent="2026-03-20T25:00Z")),
            code_of(w, "ARD", act.AcknowledgesReceipt(on="2026-02-30"), note),
            code_of(w, "BOR", act.Redacts(grounds="x", gone_by="2026-02-30"), note),
        ] == [Code.BAD_TIME] * 4

    def test_a_rule_is_contested_by_its_name(self, w: Writer) -> None:
        declared = w.declares("SEC", Rules(name="first"))

        assert code_of(w, "BOR", act.ContestsRules(rule="lunch", words="No."), declared) is Code.CONCERNS


class TestAnything:
    """Whatever a member signs is admitted or refused, and nothing else happens."""

    @given(st.integers(0, 7), st.sampled_from(["SEC", "ARD", "BOR", "OBS"]), acts, st.data())
    @settings(max_examples=5_000 if SOAK else 200)
    def test_it_is_admitted_or_refused(self, seed: int, who: str, what: Act, data: st.DataObject) -> None:
        w, state = negotiated_once(seed)
        entry = w.composed(
            who,
            plausible(what, state, data),
            *concerning(what, w, data),
            vis=data.draw(st.sampled_from(["", "public", "party", "to:ARD", "to:XXX", f"group:{NONE}"])),
            on_behalf=data.draw(st.sampled_from([None, None, "ARD", "XXX"])),
        )

        if is_admitted(w, w.leaf(entry), state):
            w = w.branched()
            one = w.enters(entry)
            assert fold((one,), state) == w.negotiation


def concerning(what: Act, w: Writer, data: st.DataObject) -> list[Reference]:
    """Draw what the act may concern, or nearly."""
    may_be = CONCERNS[type(what)]
    those = [one for one in w.entered if not may_be.kinds or isinstance(one.act, may_be.kinds)] or w.entered
    most = 3 if may_be.most is None else may_be.most
    named = data.draw(
        st.lists(st.sampled_from(those), min_size=may_be.least, max_size=max(most, may_be.least))
    )
    no_article = [] if may_be.addressed else [""]
    return [
        Reference(
            leaf=one.leaf,
            article=data.draw(st.sampled_from([*no_article, *(one.entry.addresses or ["art_1", "art_2"])])),
        )
        for one in named
    ]


def plausible(what: Act, state: Negotiation, data: st.DataObject) -> Act:
    """Give the act with members, keys and times that there are."""
    members = st.sampled_from(list(state.members))
    times = st.sampled_from([due("2026-04-20T12:00:00Z"), due("2027-04-20T12:00:00Z")])
    new = PrivateKey.from_seed(b"a key nobody had before".ljust(32))
    drawn: dict[str, st.SearchStrategy[Any]] = {
        "PartyCode": members | st.just(PartyCode("NEW")),
        "tuple[PartyCode, ...]": st.lists(members, max_size=3).map(tuple),
        "Due": times,
        "Due | None": st.none() | times,
        "Fingerprint": st.sampled_from(list(state.keys)),
        "Rules": st.builds(Rules, name=st.just("x"), asked=st.lists(members, max_size=2).map(tuple)),
    }
    found = {one.name: data.draw(drawn[one.type]) for one in fields(what) if one.type in drawn}
    found |= {one.name: new.public.line for one in fields(what) if one.name == "line"}
    return replace(what, **found)
