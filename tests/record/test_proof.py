# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.naive import Naive
from travaux.record.base64 import encoded
from travaux.record.checkpoint import Checkpoint, cosigned, joined, log_key, signed
from travaux.record.proof import BadProof, Proof, proof_file, proof_read, proven
from travaux.record.signature import PrivateKey
from travaux.record.tree import LARGEST, Hash, inclusion

TREE = Naive([b"%d" % at for at in range(7)])
LOG, AAA = PrivateKey.from_seed(bytes(range(32))), PrivateKey.from_seed(bytes(range(1, 33)))
KEY = log_key("meridian-2026", LOG)
HEAD = Checkpoint(origin="meridian-2026", size=7, root=TREE.root(7))
NOTE = joined(signed(HEAD, LOG), [cosigned(HEAD, at=1_795_000_000, name="AAA", private=AAA)])
PROOF = Proof(index=2, hashes=inclusion(2, 7, TREE.hashes_at), note=NOTE)
FILE = proof_file(PROOF)


def why(act: Callable[[], object]) -> str:
    with pytest.raises(BadProof) as refused:
        act()
    return str(refused.value)


def test_a_proof_in_lines() -> None:
    """Version, index, hashes from the leaf's sibling up, an empty line, the checkpoint."""
    one, two, three = (encoded(it) for it in PROOF.hashes)
    head = f"c2sp.org/tlog-proof@v1\nindex 2\n{one}\n{two}\n{three}\n\n"
    assert head.encode() + NOTE == FILE
    assert proof_read(FILE) == PROOF
    assert proven(TREE.hashes[2], PROOF, KEY) == HEAD


def test_a_proof_of_the_only_leaf_has_no_hashes() -> None:
    head = Checkpoint(origin="meridian-2026", size=1, root=TREE.hashes[0])
    proof = Proof(index=0, hashes=(), note=signed(head, LOG))
    assert proof_file(proof) == b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + proof.note
    assert proof_read(proof_file(proof)) == proof
    assert proven(TREE.hashes[0], proof, KEY) == head


@given(
    st.integers(0, LARGEST),
    st.lists(st.binary(min_size=32, max_size=32).map(Hash), max_size=63).map(tuple),
    st.binary(min_size=1, max_size=90).filter(lambda it: not it.startswith(b"\n")),
)
def test_a_proof_comes_back(index: int, hashes: tuple[Hash, ...], note: bytes) -> None:
    proof = Proof(index=index, hashes=hashes, note=note)
    assert proof_read(proof_file(proof)) == proof


@given(
    st.binary(max_size=90)
    | st.lists(st.sampled_from([*FILE.splitlines(), b"", b"extra QQ==", b"index 1"]), max_size=9).map(b"\n".join)
)  # fmt: skip
def test_only_exact_bytes_are_read(data: bytes) -> None:
    """Raises BadProof, and nothing else."""
    try:
        proof = proof_read(data)
    except BadProof:
        return
    assert proof_file(proof) == data


READ = [
    (b"", "the file begins b''; expected c2sp.org/tlog-proof@v1 and an index"),
    (b"c2sp.org/tlog-proof@v1\n\n", "the file begins b'c2sp.org/tlog-proof@v1\\n\\n'; expected c2sp.org/tlog-proof@v1 and an index"),
    (b"x" * 50 + FILE[22:], f"line 1 is {'x' * 40!r}; expected c2sp.org/tlog-proof@v1"),
    (FILE.replace(b"@v1", b"@v2"), "line 1 is 'c2sp.org/tlog-proof@v2'; expected c2sp.org/tlog-proof@v1"),
    (FILE.replace(b"@v1", b"@v\xff"), f"the file begins {FILE.replace(b'@v1', bytes([64, 118, 255]))[:40]!r}; expected c2sp.org/tlog-proof@v1 and an index"),
    (FILE.replace(b"index", b"extra QQ==\nindex"), "line 2 is 'extra QQ=='; expected the index"),
    (FILE.replace(b"index", b"i" * 50), f"line 2 is {'i' * 40!r}; expected the index"),
    (FILE.replace(b"index 2", b"index 02"), "the proof does not hold: '02' is no number; expected 0 to 9223372036854775807 without leading zeros"),
    (FILE.replace(b"index 2", b"index"), "the proof does not hold: '' is no number; expected 0 to 9223372036854775807 without leading zeros"),
    (FILE.replace(b"=\n\n", b"\n\n"), f"the proof does not hold: {encoded(PROOF.hashes[2])[:-1]!r} is not base64; expected the standard alphabet with padding"),
    (FILE.replace(b"\n\n", b"\nQQ==\n\n", 1), "4 hashes; expected 63 at most, of 32 bytes"),
    (FILE.replace(b"\n\n", b"\n\n\n", 1), "no checkpoint follows; expected a signed one"),
    (FILE[: FILE.index(b"\n\n") + 2], "no checkpoint follows; expected a signed one"),
    (FILE[: FILE.index(b"\n\n")], "no checkpoint follows; expected a signed one"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), READ)
def test_what_is_no_proof_is_refused(data: bytes, expected: str) -> None:
    """A line of extra data is refused: nothing signs it."""
    assert why(lambda: proof_read(data)) == expected


def test_a_proof_has_limits() -> None:
    node = TREE.hashes[0]
    Proof(index=LARGEST, hashes=(node,) * 63, note=b"x")
    assert why(lambda: Proof(index=0, hashes=(node,) * 64, note=b"x")) == (
        "64 hashes; expected 63 at most, of 32 bytes"
    )
    assert why(lambda: Proof(index=0, hashes=(Hash(b""),), note=b"x")) == (
        "1 hashes; expected 63 at most, of 32 bytes"
    )
    for index in (-1, 2**63):
        assert why(partial(Proof, index=index, hashes=(), note=b"x")) == (
            f"the index is {index}; expected 0 to 9223372036854775807"
        )


def test_what_does_not_prove() -> None:
    """A valid proof of something else is refused: leaf, index, checkpoint and key belong together."""
    leaf, other = TREE.hashes[2], TREE.hashes[3]
    longer = Checkpoint(origin="meridian-2026", size=6, root=TREE.root(6))
    stranger = log_key("meridian-2026", AAA)
    assert why(lambda: proven(other, PROOF, KEY)).startswith(
        "the proof does not hold: the proof for leaf 2 gives root "
    )
    moved = Proof(index=3, hashes=PROOF.hashes, note=NOTE)
    assert why(lambda: proven(leaf, moved, KEY)).startswith("the proof does not hold: the proof for leaf 3")
    beyond = Proof(index=7, hashes=PROOF.hashes, note=NOTE)
    assert why(lambda: proven(leaf, beyond, KEY)) == (
        "the proof does not hold: there is no leaf 7 in a tree of 7; expected 0 to 6"
    )
    elsewhere = Proof(index=2, hashes=PROOF.hashes, note=signed(longer, LOG))
    assert why(lambda: proven(leaf, elsewhere, KEY)).startswith("the proof does not hold: ")
    assert why(lambda: proven(leaf, PROOF, stranger)) == (
        f"the proof does not hold: no signature of meridian-2026 with id {stranger.id.hex()}; expected one"
    )
