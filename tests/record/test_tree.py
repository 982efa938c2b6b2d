from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pymerkle  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.naive import Naive
from tests.record.soak import EVERY_SIZE
from travaux.record.tree import (
    EMPTY,
    LARGEST,
    Frontier,
    Hash,
    Tile,
    TreeFault,
    consistency,
    inclusion,
    leaf_hash,
    leaf_hashes,
    node_hash,
    root,
    split,
    tiles_after,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [b"%d" % at for at in range(1300)]
TREE = Naive(LEAVES)
SIZES = range(1, EVERY_SIZE + 1)
OTHER = Hash(hashlib.sha256(b"other").digest())


def test_hashes_are_those_of_the_standard() -> None:
    """SHA-256(0x00, leaf), SHA-256(0x01, left, right), and SHA-256() for no leaves."""
    a, b = leaf_hash(b"a"), leaf_hash(b"b")
    assert a == hashlib.sha256(b"\x00a").digest()
    assert node_hash(a, b) == hashlib.sha256(b"\x01" + a + b).digest()
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (root([]), Frontier().root, root([a]), root([a, b])) == (EMPTY, EMPTY, a, node_hash(a, b))


def test_an_entry_is_never_taken_for_a_node() -> None:
    a, b = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(a + b) != node_hash(a, b)


def test_every_root_is_the_one_of_the_definition() -> None:
    frontier = Frontier()
    for size in range(len(LEAVES) + 1):
        assert frontier.root == root(TREE.hashes[:size]) == TREE.root(size)
        assert frontier.size == size
        frontier = frontier.appended(TREE.hashes[size : size + 1])


def test_appending_one_is_appending() -> None:
    frontier = Frontier()
    for leaf in TREE.hashes:
        after = frontier.after(leaf)
        assert after == frontier.appended([leaf])
        frontier = after


def test_the_hashes_of_leaves_are_in_their_order() -> None:
    assert leaf_hashes(LEAVES[:3]) == tuple(leaf_hash(one) for one in LEAVES[:3])
    assert leaf_hashes([]) == ()


@given(st.lists(st.integers(min_value=0, max_value=520), max_size=4))
def test_appending_at_once_or_in_parts_is_the_same(parts: list[int]) -> None:
    frontier, at = Frontier(), 0
    for part in parts:
        frontier = frontier.appended(TREE.hashes[at : at + part])
        at = min(at + part, len(LEAVES))
    assert frontier == Frontier().appended(TREE.hashes[:at])
    assert frontier.root == TREE.root(at)
    assert Frontier.from_bytes(frontier.to_bytes()) == frontier


def test_a_frontier_in_bytes() -> None:
    """The size in eight bytes, big-endian, and the hashes, the largest subtree first."""
    assert Frontier().to_bytes() == bytes(8)
    assert Frontier().appended(TREE.hashes[:3]).to_bytes() == b"".join(
        (b"\0\0\0\0\0\0\0\x03", TREE.covering(0, 2), TREE.hashes[2])
    )


@given(st.binary(max_size=120) | st.integers(0, 4).map(lambda n: bytes([0] * 7 + [n]) + bytes(32 * n)))
def test_bytes_are_a_frontier_or_refused(data: bytes) -> None:
    """Raises TreeFault, and nothing else."""
    try:
        frontier = Frontier.from_bytes(data)
    except TreeFault:
        return
    assert frontier.to_bytes() == data


FRONTIERS = [
    ("", "0 bytes are no frontier; expected 8 and a multiple of 32"),
    ("00" * 7, "7 bytes are no frontier; expected 8 and a multiple of 32"),
    ("00" * 9, "9 bytes are no frontier; expected 8 and a multiple of 32"),
    ("00" * 7 + "03" + "00" * 32, "1 hashes for 3 leaves; expected 2 of 32 bytes"),
    ("00" * 40, "1 hashes for 0 leaves; expected 0 of 32 bytes"),
    ("80" + "00" * 39, f"the size is {2**63}; expected 0 to 9223372036854775807"),
]


@pytest.mark.parametrize(("spelt", "why"), FRONTIERS)
def test_what_is_no_frontier_is_refused(spelt: str, why: str) -> None:
    with pytest.raises(TreeFault) as refused:
        Frontier.from_bytes(bytes.fromhex(spelt))
    assert str(refused.value) == why


def test_a_frontier_holds_its_limits() -> None:
    assert LARGEST == 2**63 - 1
    full = Frontier(size=LARGEST, hashes=(OTHER,) * 63)
    assert Frontier.from_bytes(full.to_bytes()) == full
    for size, hashes in ((-1, ()), (1, (Hash(OTHER[:-1]),)), (1, (Hash(OTHER + b"x"),)), (2**63, (OTHER,))):
        with pytest.raises(TreeFault):
            Frontier(size=size, hashes=hashes)
    with pytest.raises(TreeFault):
        full.appended([OTHER])


class TestTiles:
    """Full tiles are 256 hashes wide; above level 0 each hash is the root of a full tile below."""

    @given(st.lists(st.integers(min_value=0, max_value=600), max_size=5))
    def test_tiles_are_told_once_each_when_they_fill(self, parts: list[int]) -> None:
        frontier, at = Frontier(), 0
        found: list[Tile] = []
        for part in parts:
            asked = Naive(LEAVES[:at])
            frontier, tiles = tiles_after(frontier, TREE.hashes[at : at + part], asked.hashes_at)
            at = min(at + part, len(LEAVES))
            found += tiles
        assert frontier == Frontier().appended(TREE.hashes[:at])
        assert found == [
            Tile(
                level=0,
                n=n,
                data=b"".join(TREE.hashes[n * 256 : (n + 1) * 256]),
                root=TREE.covering(n * 256, (n + 1) * 256),
            )
            for n in range(at // 256)
        ]

    @pytest.mark.parametrize("batch", [1, 7, 256, 4096, 70_000])
    def test_upper_tiles_fill_too(self, batch: int) -> None:
        """A tree of size 70,000 has 273 full tiles at level 0 and one at level 1."""
        hashes = [leaf_hash(b"%d" % at) for at in range(70_000)]
        kept: dict[int, list[Hash]] = {0: hashes, 1: [], 2: []}
        told: list[tuple[int, int]] = []
        frontier = Frontier()

        def hashes_at(level: int, start: int, stop: int) -> list[Hash]:
            assert stop <= frontier.size >> 8 * level, "only hashes of the old tree may be asked for"
            return kept[level][start:stop]

        for at in range(0, len(hashes), batch):
            after, tiles = tiles_after(frontier, hashes[at : at + batch], hashes_at)
            for tile in tiles:
                assert tile.n == len(kept[tile.level + 1])
                start = tile.n * 256
                assert split(tile.data) == tuple(kept[tile.level][start : start + 256])
                assert tile.root == root(split(tile.data))
                kept[tile.level + 1].append(tile.root)
                told.append((tile.level, tile.n))
            frontier = after
        assert sorted(told) == [*((0, n) for n in range(273)), (1, 0)]
        assert frontier.root == root(hashes)
        proof = inclusion(65_536, 70_000, hashes_at)
        assert len(proof) == 14
        verify_inclusion(hashes[65_536], index=65_536, size=70_000, proof=proof, root=frontier.root)

    def test_lower_tiles_come_before_those_they_fill(self) -> None:
        hashes = [leaf_hash(b"%d" % at) for at in range(65_536)]
        frontier, tiles = tiles_after(Frontier(), hashes, TREE.hashes_at)
        assert [(tile.level, tile.n) for tile in tiles] == [*((0, n) for n in range(256)), (1, 0)]
        assert tiles[-1].root == frontier.root == root(hashes)


class TestProofs:
    """Proof algebra: exhaustive for all sizes, and nothing but the proof itself is accepted."""

    @pytest.mark.parametrize("size", SIZES)
    def test_inclusion(self, size: int) -> None:
        whole = TREE.root(size)
        for index in range(size):
            proof = inclusion(index, size, TREE.hashes_at)
            assert proof == tuple(TREE.path(index, 0, size))
            verify_inclusion(TREE.hashes[index], index=index, size=size, proof=proof, root=whole)

    @pytest.mark.parametrize("new", SIZES)
    def test_consistency(self, new: int) -> None:
        for old in range(1, new + 1):
            proof = consistency(old, new, TREE.hashes_at)
            assert proof == tuple(TREE.proof(old, 0, new, whole=True))
            verify_consistency(
                old_size=old, old_root=TREE.root(old), new_size=new, new_root=TREE.root(new), proof=proof
            )

    @pytest.mark.parametrize("size", SIZES)
    def test_inclusion_of_anything_else_is_refused(self, size: int) -> None:
        """Wrong index, leaf, size with its root, root, missing and extra nodes, changed nodes."""
        for index in range(size):
            leaf, whole = TREE.hashes[index], TREE.root(size)
            proof = list(inclusion(index, size, TREE.hashes_at))
            for at in (it for it in range(-1, size + 2) if it != index):
                refuses_inclusion(leaf, at, size, proof, whole)
            for other in {*range(max(0, size - 3), size + 4), 0, 2 * size} - {size}:
                refuses_inclusion(leaf, index, other, proof, TREE.root(other))
            refuses_inclusion(OTHER, index, size, proof, whole)
            refuses_inclusion(leaf, index, size, proof, OTHER)
            for changed in changes(proof):
                refuses_inclusion(leaf, index, size, changed, whole)

    @pytest.mark.parametrize("new", SIZES)
    def test_consistency_with_anything_else_is_refused(self, new: int) -> None:
        """Wrong sizes with their roots, wrong roots, missing and extra nodes, changed nodes; size 0."""
        for old in range(1, new + 1):
            before, after = TREE.root(old), TREE.root(new)
            proof = list(consistency(old, new, TREE.hashes_at))
            for other in (it for it in range(new + 2) if it != old):
                refuses_consistency(other, TREE.root(other), new, after, proof)
            for other in {*range(max(0, new - 3), new + 4), 0, 2 * new} - {new}:
                if other != old or proof:
                    refuses_consistency(old, before, other, TREE.root(other), proof)
            refuses_consistency(old, OTHER, new, after, proof)
            refuses_consistency(old, before, new, OTHER, proof)
            for changed in changes(proof):
                refuses_consistency(old, before, new, after, changed)

    @given(st.integers(1, 1300), st.data())
    def test_larger_trees(self, size: int, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, size - 1))
        proof = inclusion(index, size, TREE.hashes_at)
        assert proof == tuple(TREE.path(index, 0, size))
        verify_inclusion(TREE.hashes[index], index=index, size=size, proof=proof, root=TREE.root(size))
        old = index + 1
        proof = consistency(old, size, TREE.hashes_at)
        assert proof == tuple(TREE.proof(old, 0, size, whole=True))
        verify_consistency(
            old_size=old, old_root=TREE.root(old), new_size=size, new_root=TREE.root(size), proof=proof
        )

    def test_a_tree_of_no_leaves_begins_every_tree_and_shows_nothing(self) -> None:
        """A tree of no leaves is refused as the old one."""
        for new in (0, 1, 5):
            for proof in ((), (OTHER,)):
                for before in (EMPTY, OTHER):
                    refuses_consistency(0, before, new, TREE.root(new), list(proof))

    def test_a_proof_in_a_tree_of_any_size(self) -> None:
        """The path of one leaf in a tree of 2**62 whole leaves, each the same."""
        hashes = [TREE.hashes[0]]
        for _ in range(62):
            hashes.append(node_hash(hashes[-1], hashes[-1]))
        for index in (0, 1, 2**61, 2**62 - 1):
            verify_inclusion(hashes[0], index=index, size=2**62, proof=hashes[:62], root=hashes[62])
        # The largest tree there may be has 2**63 - 1 such leaves: the right half lacks one.
        short = hashes[0]
        for level in range(1, 62):
            short = node_hash(hashes[level], short)
        largest = node_hash(hashes[62], short)
        verify_inclusion(hashes[0], index=0, size=LARGEST, proof=[*hashes[:62], short], root=largest)
        verify_consistency(
            old_size=2**62, old_root=hashes[62], new_size=LARGEST, new_root=largest, proof=[short]
        )
        over = [*hashes[:62], OTHER]
        with pytest.raises(TreeFault) as refused:
            verify_inclusion(hashes[0], index=0, size=2**63, proof=over, root=node_hash(hashes[62], OTHER))
        assert str(refused.value) == f"there is no leaf 0 in a tree of {2**63}; expected 0 to {2**63 - 1}"


def changes(proof: list[Hash]) -> Iterator[list[Hash]]:
    """Proofs with a node missing, extra, changed, cut, exchanged, and all of them backwards."""
    yield [*proof, OTHER]
    yield [OTHER, *proof]
    for at, node in enumerate(proof):
        yield proof[:at] + proof[at + 1 :]
        yield [*proof[: at + 1], *proof[at:]]
        yield [*proof[:at], Hash(bytes([node[0] ^ 1]) + node[1:]), *proof[at + 1 :]]
        yield [*proof[:at], Hash(node[:-1]), *proof[at + 1 :]]
        yield [*proof[:at], Hash(node + b"\0"), *proof[at + 1 :]]
        if at:
            yield [*proof[: at - 1], node, proof[at - 1], *proof[at + 1 :]]


def refuses_inclusion(leaf: Hash, index: int, size: int, proof: list[Hash], whole: Hash) -> None:
    with pytest.raises(TreeFault):
        verify_inclusion(leaf, index=index, size=size, proof=proof, root=whole)


def refuses_consistency(old: int, before: Hash, new: int, after: Hash, proof: list[Hash]) -> None:
    with pytest.raises(TreeFault):
        verify_consistency(old_size=old, old_root=before, new_size=new, new_root=after, proof=proof)


A, B, C = TREE.hashes[:3]
AB, ABC = TREE.root(2), TREE.root(3)
INCLUSION_FAULTS = [
    (A, 0, 0, (), EMPTY, "there is no leaf 0 in a tree of 0; expected 0 to -1"),
    (A, 1, 1, (), A, "there is no leaf 1 in a tree of 1; expected 0 to 0"),
    (A, -1, 1, (), A, "there is no leaf -1 in a tree of 1; expected 0 to 0"),
    (A, 0, 2, (), AB, "the proof has 0 hashes; expected 1 of 32 bytes"),
    (A, 0, 2, (B[:31],), AB, "the proof has 1 hashes; expected 1 of 32 bytes"),
    (A, 1, 2, (B,), AB, f"the proof for leaf 1 gives root {node_hash(B, A).hex()}; expected {AB.hex()}"),
    (Hash(b"a"), 0, 1, (), Hash(b"a"), "the proof for leaf 0 gives root 61; expected 61"),
]


@pytest.mark.parametrize(("leaf", "index", "size", "proof", "whole", "why"), INCLUSION_FAULTS)
def test_why_inclusion_is_refused(
    *, leaf: Hash, index: int, size: int, proof: tuple[Hash, ...], whole: Hash, why: str
) -> None:
    with pytest.raises(TreeFault) as refused:
        verify_inclusion(leaf, index=index, size=size, proof=proof, root=whole)
    assert str(refused.value) == why


CONSISTENCY_FAULTS = [
    (0, EMPTY, 0, EMPTY, (), "no proof leads from 0 leaves to 0; expected 1 to 0"),
    (0, EMPTY, 2, AB, (), "no proof leads from 0 leaves to 2; expected 1 to 2"),
    (3, ABC, 2, AB, (), "no proof leads from 3 leaves to 2; expected 1 to 2"),
    (1, A, 2**63, A, (), f"no proof leads from 1 leaves to {2**63}; expected 1 to {2**63}"),
    (2, AB, 2, AB, (C,), "the proof has 1 hashes; expected 0 of 32 bytes"),
    (2, AB, 2, ABC, (), f"two roots of 2 leaves, {AB.hex()} and {ABC.hex()}; expected one"),
    (2, AB, 3, ABC, (), "the proof has 0 hashes; expected 1 of 32 bytes"),
    (2, AB, 3, ABC, (C[:31],), "the proof has 1 hashes; expected 1 of 32 bytes"),
    (2, AB, 3, AB, (C,), f"the proof gives {ABC.hex()} for 3 leaves; expected {AB.hex()}"),
    (2, A, 3, AB, (C,), f"the proof gives {node_hash(A, C).hex()} for 3 leaves; expected {AB.hex()}"),
    (
        3,
        AB,
        4,
        TREE.root(4),
        (C, TREE.hashes[3], AB),
        f"the proof gives {ABC.hex()} for 3 leaves; expected {AB.hex()}",
    ),
    (3, ABC, 4, TREE.root(4), (C, TREE.hashes[3]), "the proof has 2 hashes; expected 3 of 32 bytes"),
]


@pytest.mark.parametrize(("old", "before", "new", "after", "proof", "why"), CONSISTENCY_FAULTS)
def test_why_consistency_is_refused(
    *, old: int, before: Hash, new: int, after: Hash, proof: tuple[Hash, ...], why: str
) -> None:
    with pytest.raises(TreeFault) as refused:
        verify_consistency(old_size=old, old_root=before, new_size=new, new_root=after, proof=proof)
    assert str(refused.value) == why


def test_there_is_no_proof_of_what_is_not() -> None:
    for index, size, why in (
        (0, 0, "there is no leaf 0 in a tree of 0; expected 0 to -1"),
        (3, 3, "there is no leaf 3 in a tree of 3; expected 0 to 2"),
        (-1, 3, "there is no leaf -1 in a tree of 3; expected 0 to 2"),
    ):
        with pytest.raises(TreeFault) as refused:
            inclusion(index, size, TREE.hashes_at)
        assert str(refused.value) == why
    for old, new, why in (
        (0, 3, "no proof leads from 0 leaves to 3; expected 1 to 3"),
        (4, 3, "no proof leads from 4 leaves to 3; expected 1 to 3"),
    ):
        with pytest.raises(TreeFault) as refused:
            consistency(old, new, TREE.hashes_at)
        assert str(refused.value) == why


def test_the_lowest_and_the_highest_sizes_have_proofs() -> None:
    assert inclusion(0, 1, TREE.hashes_at) == ()
    assert consistency(1, 1, TREE.hashes_at) == consistency(3, 3, TREE.hashes_at) == ()


def test_the_roots_that_certificate_transparency_tests_with() -> None:
    """The first eight leaves and roots of the reference implementations of RFC 6962."""
    leaves = (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
    roots = (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in leaves]
    assert tuple(root(hashes[: size + 1]).hex() for size in range(8)) == roots


def test_another_implementation_agrees() -> None:
    """Root, inclusion and consistency as pymerkle computes them."""
    oracle = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in LEAVES[:200]:
        oracle.append_entry(leaf)
    for size in range(1, 201):
        assert oracle.get_root(size) == TREE.root(size) == root(TREE.hashes[:size])
    for size in (1, 2, 3, 7, 8, 9, 100, 127, 128, 129, 200):
        for index in range(size):
            theirs = oracle.prove_inclusion(index + 1, size)
            first, *path = theirs.path
            assert first == TREE.hashes[index]
            assert tuple(path) == inclusion(index, size, TREE.hashes_at)
            verify_inclusion(Hash(first), index=index, size=size, proof=path, root=TREE.root(size))
