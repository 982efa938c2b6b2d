"""The invented negotiations: the same seed gives the same bytes, and what they say was done was done."""

import hashlib
from collections import Counter

import pytest

from bench.negotiation import SIZES, Negotiation, census
from bench.specimen.edits import Edit, applied, marked
from bench.specimen.prose import prose
from bench.specimen.word import Mark, Piece, pieces
from travaux.read.docx import read_docx
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show

SMALL = SIZES["small"]
OWN = prose(["Each Party", "shall", "notify", "releases", "on request", "."])


def rows(text: Text | None) -> list[tuple[Kind, str, str]]:
    assert text is not None
    return [(one.kind, one.label, show(one.words)) for one in text.provisions]


def bytes_of(seed: int) -> list[str]:
    negotiation = Negotiation(SMALL, seed)
    documents = [negotiation.document(), *map(negotiation.document_of, negotiation.redrafts())]
    return [hashlib.sha256(document).hexdigest() for document in documents]


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    first = bytes_of(0)
    assert len(set(first)) == 1 + SMALL.parties
    assert bytes_of(0) == first
    assert set(bytes_of(1)).isdisjoint(first)


def test_fewer_parties_are_the_first_ones() -> None:
    negotiation = Negotiation(SMALL)
    assert [*negotiation.redrafts(2)] == [*negotiation.redrafts()][:2]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_draft_reads_as_it_was_written(seed: int) -> None:
    negotiation = Negotiation(SMALL, seed)
    reading = read_docx(negotiation.document())
    assert rows(reading.text) == [(unit.kind, unit.label, unit.prose.text) for unit in negotiation.draft]
    assert len(negotiation.draft) == SMALL.provisions
    assert reading.findings == ()


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_party_reads_as_the_truth_has_it(seed: int) -> None:
    """Projecting on a party gives that party's text: here, the draft with what the party did to it."""
    negotiation = Negotiation(SMALL, seed)
    draft = rows(read_docx(negotiation.document()).text)
    tracked = []
    for redraft in negotiation.redrafts():
        reading = read_docx(negotiation.document_of(redraft))
        assert rows(reading.text) == [(one.kind, one.label, one.words) for one in redraft.text]
        if redraft.tracked:
            assert rows(reading.reject_all) == draft
        else:
            assert reading.reject_all is None
        tracked.append(redraft.tracked)
    assert tracked == [True, False] * 3


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_truth_is_the_draft_with_what_was_done(seed: int) -> None:
    """What stayed has the draft's words, what was reworded the words of its cuts; nothing is unspoken for."""
    negotiation = Negotiation(SMALL, seed)
    for redraft in negotiation.redrafts():
        reworded = {at: applied(negotiation.draft[at].prose, edits).text for at, edits in redraft.reworded}
        origins = Counter(one.origin for one in redraft.text)
        expected, found = [], []
        for one in redraft.text:
            if len(one.origin) == 1 and origins[one.origin] == 1 and not one.moved:
                at = one.origin[0]
                expected.append(reworded.get(at, negotiation.draft[at].prose.text))
                found.append(one.words)
        assert found == expected
        spoken = {at for one in redraft.text for at in one.origin} | set(redraft.removed)
        assert spoken == set(range(len(negotiation.draft)))


def test_everything_that_can_be_done_is_done() -> None:
    done: Counter[str] = Counter()
    for seed in range(12):
        done += census(Negotiation(SMALL, seed))
    assert set(done) == {
        *("reworded", "cuts", "distinct wordings", "deleted", "new", "merged", "moved"),
        *("moved and reworded", "pieces of split"),
    }


PIECES = [
    ((), [(Mark.KEPT, "Each Party shall notify releases on request.")]),
    (
        (Edit(2, 3, ("should",)),),
        [
            (Mark.KEPT, "Each Party"),
            (Mark.REMOVED, " shall"),
            (Mark.ADDED, " should"),
            (Mark.KEPT, " notify releases on request."),
        ],
    ),
    (
        (Edit(0, 2, ("States",)),),
        [
            (Mark.REMOVED, "Each Party"),
            (Mark.ADDED, "States"),
            (Mark.KEPT, " shall notify releases on request."),
        ],
    ),
    (
        (Edit(0, 2, ()),),
        [(Mark.REMOVED, "Each Party "), (Mark.KEPT, "shall notify releases on request.")],
    ),
    (
        (Edit(5, 5, (",", "in", "writing", ",")),),
        [
            (Mark.KEPT, "Each Party shall notify releases"),
            (Mark.ADDED, ", in writing,"),
            (Mark.KEPT, " on request."),
        ],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), PIECES)
def test_spaces_go_with_the_words_they_stand_before(
    edits: tuple[Edit, ...], expected: list[tuple[Mark, str]]
) -> None:
    found = pieces(marked(OWN, edits))
    assert found == tuple(Piece(mark, text) for mark, text in expected)
    assert "".join(piece.text for piece in found if piece.mark is not Mark.ADDED) == OWN.text
    assert (
        "".join(piece.text for piece in found if piece.mark is not Mark.REMOVED) == applied(OWN, edits).text
    )
