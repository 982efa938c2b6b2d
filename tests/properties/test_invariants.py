"""The invariants of the house, on generated negotiations. Each class quotes the one it tests."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.negotiations import CODES, Negotiation, negotiations
from tests.record.negotiating import negotiated
from tests.record.writing import Writer
from tests.slowly import few
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Opposes, Supports
from travaux.compile.carrier import CarrierError, from_json, to_json
from travaux.compile.compiling import compiled
from travaux.compile.consolidate import consolidated
from travaux.compile.convergence import convergence
from travaux.compile.fate import InText, Joined
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.record.act import SendsNote
from travaux.record.admission import audit
from travaux.record.checkpoint import log_key
from travaux.record.fold import entered, fold, moment
from travaux.record.verification import NotVerified, verify_log
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions
from travaux.record.views.undecided import proposals
from travaux.store.extension import NewLeaf
from travaux.store.store import MemoryStore
from travaux.text.notation import show
from travaux.text.printed import printed
from travaux.text.provision import Provision, Standing, WId
from travaux.text.wording import Alternative, Bracket, Choice, PartyCode, Wording, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered
    from travaux.text.instrument import Text


def lines(text: Text) -> list[tuple[str, str, str]]:
    return [
        (one.label, "" if one.number is None else one.number.printed, show(one.words))
        for one in text.provisions
    ]


class TestExactWords:
    """Exact words. What a party submitted is kept character for character."""

    @given(negotiations())
    def test_a_redraft_comes_back_character_for_character(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        for reply in negotiation.replies:
            if reply.text is not None and reply.party in compilation.parties:
                assert lines(project(compilation.text, reply.party)) == lines(reply.text)


class TestConservation:
    """Conservation. Every unit of every submission has exactly one fate.

    Projecting a compilation on a party gives that party's text, token for token; on the base, the base.
    """

    @given(negotiations())
    def test_the_base_comes_back(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        assert lines(project(compilation.text, None)) == lines(negotiation.draft)

    @given(negotiations())
    def test_every_answer_has_one_fate(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        answers = [
            f"{reply.party}/{number}"
            for reply in negotiation.replies
            if reply.text is None
            for number, _ in enumerate(reply.answers, start=1)
        ]
        fates = [
            unit.reference
            for unit in compilation.units
            if next(reply for reply in negotiation.replies if reply.party == unit.party).text is None
        ]
        assert sorted(fates) == sorted(answers)

    @given(negotiations())
    def test_the_words_of_a_unit_stand_in_its_party_s_text_where_its_fate_says(
        self, negotiation: Negotiation
    ) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        for unit in compilation.units:
            if unit.position not in {"amends", "editorial", "merges"} or "→" in unit.words:
                continue
            if isinstance(unit.fate, (InText, Joined)):
                own = project(compilation.text, unit.party)
                there = [show(found.words) for at in unit.fate.at if (found := own.at(at)) is not None]
                assert unit.words in there

    @given(negotiations())
    def test_what_is_written_is_read_back(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        back = from_json(to_json(compilation))

        assert back == compilation
        assert back.text.provisions == compilation.text.provisions
        assert to_json(back) == to_json(compilation)


class TestSilence:
    """Silence is not a position. No answer is shown as no answer."""

    @given(negotiations())
    def test_who_has_not_answered_stands_nowhere_in_the_text(self, negotiation: Negotiation) -> None:
        silent = PartyCode("AUR")
        compilation = compiled(negotiation.draft, negotiation.replies, order=(silent, *CODES))

        assert silent in compilation.order
        assert silent not in compilation.parties
        assert [stance for stance in compilation.stances if stance.party == silent] == []
        assert silent not in named(compilation.text)


class TestSymmetry:
    """Symmetry.

    Rename the parties by any permutation, shuffle the order of arrival: the output is the same but for
    the names and the declared protocol order.
    """

    @given(negotiations(), st.randoms(use_true_random=False))
    def test_the_order_of_arrival_does_not_matter(self, negotiation: Negotiation, random: Random) -> None:
        shuffled = list(negotiation.replies)
        random.shuffle(shuffled)

        assert to_json(compiled(negotiation.draft, shuffled)) == to_json(
            compiled(negotiation.draft, negotiation.replies)
        )

    @given(negotiations(), st.permutations(CODES))
    def test_names_do_not_matter(self, negotiation: Negotiation, permuted: list[PartyCode]) -> None:
        names = dict(zip(CODES, permuted, strict=True))
        renamed = tuple(renamed_reply(reply, names) for reply in negotiation.replies)

        here = compiled(negotiation.draft, negotiation.replies, order=CODES)
        there = compiled(negotiation.draft, renamed, order=[names[code] for code in CODES])

        assert renamed_text(here.text, names) == there.text.provisions


class TestOperations:
    """Operations, not brackets.

    Store what was done, to what, by whom. Brackets, colours, tracked changes, columns are renderings.
    """

    @given(negotiations())
    def test_the_text_is_drawn_from_draft_and_operations_alone(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        drawn = consolidated(negotiation.draft, compilation.operations, compilation.order)

        assert drawn.provisions == compilation.text.provisions

    @given(negotiations())
    def test_no_operations_leave_the_draft(self, negotiation: Negotiation) -> None:
        assert consolidated(negotiation.draft, ()).provisions == negotiation.draft.provisions


class TestOneReply:
    """One reply stays one reply.

    A reply on behalf of many is one document with its principals listed: never expanded into national
    answers, never ignored.
    """

    @given(negotiations())
    def test_speaking_for_others_adds_nobody_to_the_text(self, negotiation: Negotiation) -> None:
        others = (PartyCode("TAL"), PartyCode("THA"))
        collective = tuple(replace(reply, principals=(reply.party, *others)) for reply in negotiation.replies)

        alone = compiled(negotiation.draft, negotiation.replies)
        together = compiled(negotiation.draft, collective)

        assert together.text.provisions == alone.text.provisions
        assert together.units == alone.units
        assert together.parties == alone.parties
        assert [set(voice.principals) for voice in together.voices] == [
            {voice.party, *others} for voice in alone.voices
        ]


class TestTheBaseMoves:
    """Words are never rewritten when the base moves. Only its party's own word re-tables an answer."""

    @given(negotiations(), st.data())
    def test_an_answer_to_another_draft_is_not_carried_over(
        self, negotiation: Negotiation, data: st.DataObject
    ) -> None:
        at = data.draw(st.integers(0, len(negotiation.draft.provisions) - 1))
        provisions = list(negotiation.draft.provisions)
        provisions[at] = replace(provisions[at], words=provisions[at].words + words("!"))
        moved = replace(negotiation.draft, provisions=tuple(provisions))
        bound = tuple(
            replace(reply, in_answer_to=negotiation.draft.identity) for reply in negotiation.replies
        )

        compilation = compiled(moved, bound)

        assert compilation.text.provisions == moved.provisions
        assert [one.party for one in compilation.left_out] == sorted(reply.party for reply in bound)
        assert {one.finding.code for one in compilation.left_out} <= {"another-draft"}


class TestOneTruth:
    """One truth. Delete everything derived, draw again: the same text."""

    @given(negotiations())
    def test_a_file_whose_text_is_not_its_operations_is_refused(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)
        data = json.loads(to_json(compilation))
        data["provisions"][0]["label"] = "Article 99"

        with pytest.raises(CarrierError):
            from_json(json.dumps(data).encode())


class TestOneTruthOfTheRecord:
    """One truth. The record is the only state. Delete every derived table, fold again: the same pages."""

    @given(st.integers(0, 2**60))
    @few(25)
    def test_what_was_kept_beside_the_record_is_the_record_folded_again(self, seed: int) -> None:
        w, state = negotiated(seed)

        again = fold(entered(w.leaves))

        assert again == state
        for seen_by in (everything, by_members):
            pages = [
                (docket(known, at=w.now), questions(known, at=w.now), proposals(known))
                for known in (disclosed(again, seen_by), disclosed(state, seen_by))
            ]
            assert pages[0] == pages[1]

    @given(st.integers(0, 2**60), st.integers(0, 60))
    @few(25)
    def test_a_past_moment_is_what_was_the_state_then(self, seed: int, size: int) -> None:
        w, state = negotiated(seed)
        size = min(size, len(w.leaves))

        assert moment(state.entries, size=size) == fold(entered(w.leaves[:size]))


class TestBytesAsReceived:
    """Bytes as received. What is hashed is what arrived.

    Verification decodes after it hashes, never before.
    """

    @given(st.lists(st.binary(min_size=1, max_size=80), min_size=1, max_size=9))
    def test_what_is_hashed_need_not_be_readable(self, arrived: list[bytes]) -> None:
        store = MemoryStore("meridian-2026")
        batch = [NewLeaf(leaf=data, nonce=number.to_bytes(16, "big")) for number, data in enumerate(arrived)]

        head = store.append(batch, store.head())

        assert list(store.leaves()) == arrived
        assert head.root == naive_root(arrived)
        assert [one.index for one in audit(arrived, "meridian-2026")] == list(range(len(arrived)))

    @given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    def test_words_that_look_alike_are_not_made_alike(self, words: str) -> None:
        """Signed and hashed are the characters as they came: composed or not, spaces, line ends, marks."""
        variants = {words, normalize("NFC", words), normalize("NFD", words), words + "\u200b", f" {words}"}
        signed = {}
        for one in variants:
            w = Writer()
            w.opens()
            note = w.sends("SEC", one)
            (read,) = entered(w.leaves[1:], 1)
            assert isinstance(read.act, SendsNote)
            assert read.act.subject == one
            assert read == note
            assert bytes.fromhex(note.leaf) == hashlib.sha256(b"\0" + w.leaves[1]).digest()
            signed[one] = (note.leaf, w.document(one).h)

        assert len(set(signed.values())) == len(variants)

    @given(st.integers(0, 2**60), st.data())
    @few(25)
    def test_no_other_bytes_pass_for_those_that_came(self, seed: int, data: st.DataObject) -> None:
        """One bit changed anywhere in a leaf: it has another hash, and is not what was signed."""
        w = Writer(seed=seed)
        w.opens(parties=("ARD",))
        w.sends("ARD", "On depth")
        place = data.draw(st.integers(0, len(w.leaves) - 1))
        leaf = bytearray(w.leaves[place])
        leaf[data.draw(st.integers(0, len(leaf) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        leaves = [*w.leaves[:place], bytes(leaf), *w.leaves[place + 1 :]]

        with pytest.raises(NotVerified):
            verify_log(leaves, notes=[w.head], log=log_key(w.origin, w.log))


class TestReadableDocuments:
    """Never refuse a readable document. An unread part stays."""

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
    def test_any_text_is_read_and_printed_back(self, soup: str) -> None:
        data = soup.encode()

        reading = read_plain(data)

        assert reading.text is not None
        assert printed(reading.text).encode() == data


class TestNoScore:
    """No score of states. Every figure opens to its list and publishes its counting rule."""

    @given(negotiations())
    def test_every_figure_has_its_rule_and_names_nobody(self, negotiation: Negotiation) -> None:
        compilation = compiled(negotiation.draft, negotiation.replies)

        figures = convergence(compilation.text).figures

        assert [figure.name for figure in figures if not figure.rule.strip()] == []
        assert [
            figure.name for figure in figures for code in CODES if code in figure.name + figure.rule
        ] == []


def by_members(one: Entered) -> bool:
    return one.entry.vis in {"public", "all"}


def naive_root(leaves: list[bytes]) -> bytes:
    """Hash by the definition in RFC 6962."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return hashlib.sha256(b"\1" + naive_root(leaves[:middle]) + naive_root(leaves[middle:])).digest()


def named(text: Text) -> set[PartyCode]:
    """List every party named anywhere in a consolidated text."""
    found: set[PartyCode] = set()
    for provision in text.provisions:
        standing = provision.standing
        found.update(standing.sponsors, standing.supporters, standing.opponents, standing.deleted_by)
        found.update(code for move in standing.ends for code in move.parties)
        found.update(code for one in standing.stances for code in (*one.parties, one.author))
        found.update(code for one in provision.renumberings for code in one.parties)
        found.update(code for one in provision.respacings for code in one.parties)
        for choice in provision.words.choices():
            for one in choice.alternatives:
                found.update(one.sponsors, one.supporters, one.opponents, one.excepting)
    return found


def renamed_reply(reply: Reply, names: Mapping[PartyCode, PartyCode]) -> Reply:
    def renamed(answer: Answer) -> Answer:
        match answer.position:
            case Supports(party=party):
                return replace(answer, position=Supports(party=names[party]))
            case Opposes(proposal_of=str() as party) as position:
                return replace(answer, position=replace(position, proposal_of=names[PartyCode(party)]))
            case _:
                return answer

    return replace(reply, party=names[reply.party], answers=tuple(renamed(one) for one in reply.answers))


def renamed_text(text: Text, names: Mapping[PartyCode, PartyCode]) -> tuple[Provision, ...]:
    def codes(parties: tuple[PartyCode, ...]) -> tuple[PartyCode, ...]:
        return tuple(names[code] for code in parties)

    def wording(own: Wording) -> Wording:
        return words(*(part if isinstance(part, (str, Bracket)) else choice(part) for part in own.parts))

    def choice(part: Choice) -> Choice:
        return replace(part, alternatives=tuple(alternative(one) for one in part.alternatives))

    def alternative(one: Alternative) -> Alternative:
        own = wording(one.words)
        return replace(
            one,
            words=own,
            sponsors=one.sponsors if one.printed is not None else codes(one.sponsors),
            supporters=codes(one.supporters),
            opponents=codes(one.opponents),
            excepting=codes(one.excepting),
        )

    def standing(own: Standing) -> Standing:
        return replace(
            own,
            sponsors=codes(own.sponsors),
            supporters=codes(own.supporters),
            opponents=codes(own.opponents),
            deleted_by=codes(own.deleted_by),
            moved_to=tuple(replace(move, parties=codes(move.parties)) for move in own.moved_to),
            moved_from=tuple(replace(move, parties=codes(move.parties)) for move in own.moved_from),
            merged_into=tuple(replace(move, parties=codes(move.parties)) for move in own.merged_into),
            merged_from=tuple(replace(move, parties=codes(move.parties)) for move in own.merged_from),
            joining=tuple(
                replace(one, parties=codes(one.parties), author=names[one.author]) for one in own.joining
            ),
            against=tuple(
                replace(one, parties=codes(one.parties), author=names[one.author]) for one in own.against
            ),
        )

    def wid(own: WId) -> WId:
        place, at, party = own.rpartition("@")
        return WId(f"{place}{at}{names[PartyCode(party)]}") if at else own

    return tuple(
        replace(
            one,
            wid=wid(one.wid),
            words=wording(one.words),
            standing=standing(one.standing),
            renumberings=tuple(replace(other, parties=codes(other.parties)) for other in one.renumberings),
            respacings=tuple(replace(other, parties=codes(other.parties)) for other in one.respacings),
        )
        for one in text.provisions
    )
