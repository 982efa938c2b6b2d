"""A whole log verifies, and what was verified need not be verified again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.bundles import LOG, SENDS, hashes_at, honest
from travaux.record.act import NoteKind, SendsNote
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.entry import Entry, LeafHash, Reference, Seen
from travaux.record.signature import PrivateKey
from travaux.record.tree import Hash, leaf_hash, root
from travaux.record.verification import NotVerified, Verified, verify_log

W = honest().writer
KEY = log_key(W.origin, LOG)
SIZE = len(W.leaves)


def head(size: int = SIZE, hashes: Hash | None = None, log: PrivateKey = LOG) -> bytes:
    return signed(Checkpoint(origin=W.origin, size=size, root=hashes or W.roots[size]), log)


def verified(leaves: Sequence[bytes] = W.leaves, *notes: bytes) -> Verified:
    heads = notes or (
        signed(Checkpoint(origin=W.origin, size=len(leaves), root=root(map(leaf_hash, leaves))), LOG),
    )
    return verify_log(leaves, notes=heads, log=KEY)


class TestWhole:
    def test_what_is_known_afterwards(self) -> None:
        known = verified()
        assert (known.size, known.frontier) == (SIZE, W.frontier)
        assert known.received_at == W.entered[-1].received_at
        assert {code: it.leaf for code, it in known.last.items()} == W.last
        assert [(key.party, key.use, key.since, key.until) for key in known.keys.values()] == [
            ("SEC", "entry", 0, None),
            ("ARD", "entry", 2, 7 + 1),
            ("ARD", "cosign", 3, None),
            ("BOR", "entry", 4, None),
            ("BOR", "cosign", 5, None),
            ("ARD", "entry", 8, None),
            ("CYR", "entry", 12, 13),
        ]

    def test_every_head_that_was_signed_is_found(self) -> None:
        assert verified(W.leaves, *(head(size) for size in range(SIZE + 1))).size == SIZE

    @pytest.mark.parametrize("size", range(1, SIZE + 1))
    def test_a_head_of_another_record_is_not(self, size: int) -> None:
        other = head(size, Hash(b"x" * 32))
        with pytest.raises(
            NotVerified, match=f"the checkpoint of {size} entries is of another record than this"
        ):
            verified(W.leaves, head(), other)

    def test_an_empty_record(self) -> None:
        assert verify_log([], notes=[], log=KEY) == Verified()
        assert verify_log([], notes=[head(0)], log=KEY) == Verified()

    def test_a_record_that_fell_behind_a_head(self) -> None:
        """A backup restored to erase recent acts: a head below a signed head is refused."""
        with pytest.raises(NotVerified, match="13 entries and signed that it has 14: entries are missing"):
            verified(W.leaves[:-1], head())

    def test_a_record_beyond_what_was_signed(self) -> None:
        with pytest.raises(NotVerified, match="entry 000000000013 is beyond the 13 entries that were signed"):
            verified(W.leaves, head(13))

    def test_a_head_that_another_log_signed(self) -> None:
        with pytest.raises(NotVerified, match="a checkpoint is not signed by the log meridian-2026"):
            verified(W.leaves, head(log=W.key("SEC")))

    def test_leaves_in_another_order(self) -> None:
        swapped = [*W.leaves[:8], W.leaves[9], W.leaves[8], *W.leaves[10:]]
        with pytest.raises(NotVerified, match="entry 000000000008 "):
            verified(swapped)

    @given(index=st.integers(0, SIZE - 1), at=st.integers(0, 10_000), bit=st.integers(0, 7))
    def test_no_flipped_bit_is_accepted(self, index: int, at: int, bit: int) -> None:
        """Every single-bit flip: 0 accepted."""
        leaf = bytearray(W.leaves[index])
        leaf[at % len(leaf)] ^= 1 << bit
        with pytest.raises(NotVerified):
            verified([*W.leaves[:index], bytes(leaf), *W.leaves[index + 1 :]], head())

    @given(index=st.integers(0, SIZE - 1))
    def test_no_entry_can_be_left_out_or_put_in_again(self, index: int) -> None:
        for leaves in (
            [*W.leaves[:index], *W.leaves[index + 1 :]],
            [*W.leaves[: index + 1], W.leaves[index], *W.leaves[index + 1 :]],
        ):
            with pytest.raises(NotVerified):
                verified(leaves, head())

    def test_the_log_signs_an_entry_out_of_place(self) -> None:
        """The tree holds, and its entry does not."""
        with pytest.raises(
            NotVerified, match="entry 000000000014 was written by someone who was shown another"
        ):
            verified(grown(note(seen=Seen(size=5, root="0" * 64))))

    def test_the_log_signs_what_is_no_leaf(self) -> None:
        leaves = [*W.leaves[:-1], W.leaves[-1][:-1]]
        with pytest.raises(NotVerified, match="entry 000000000013 has no leaf that can be read"):
            verified(leaves)

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"prev": "1" * 64}, "follows an entry of ARD that is not in the record before it"),
            ({"re": (Reference(leaf=LeafHash("1" * 64)),)}, "refers to an entry that is not in the record"),
        ],
    )
    def test_the_log_signs_an_entry_after_one_that_is_not_there(
        self, fields: dict[str, object], says: str
    ) -> None:
        """An extract may not show it; a whole log has it."""
        with pytest.raises(NotVerified, match=says):
            verified(grown(note(**fields)))


class TestGoingOn:
    """Verifying is incremental from the last head that was verified."""

    @pytest.mark.parametrize("size", range(SIZE + 1))
    def test_it_gives_what_verifying_at_once_gives(self, size: int) -> None:
        before = verified(W.leaves[:size])
        after = verify_log(
            W.leaves[size:],
            notes=[head(), head(size), head(max(size - 1, 0))],
            log=KEY,
            start=before,
            hashes_at=hashes_at(W.leaves),
        )
        assert after == verified()

    def test_the_head_gone_on_from_needs_no_hashes(self) -> None:
        """What stood before it has to be proved from hashes; it itself is known."""
        assert verify_log([], notes=[head()], log=KEY, start=verified()) == verified()

    def test_nothing_that_stood_before_is_believed(self) -> None:
        """An author's head from before the start is proved from hashes that may be false."""
        leaves = grown(note(seen=Seen(size=5, root="0" * 64)))
        notes = [signed(Checkpoint(origin=W.origin, size=SIZE + 1, root=root(map(leaf_hash, leaves))), LOG)]
        false = [Hash(bytes(32)), *map(leaf_hash, W.leaves[1:])]
        for reads in (hashes_at(W.leaves), lambda _level, start, stop: false[start:stop], None):
            with pytest.raises(NotVerified, match="was shown another record of 5 entries"):
                verify_log(leaves[SIZE:], notes=notes, log=KEY, start=verified(), hashes_at=reads)

    def test_false_hashes_do_not_hide_a_true_head(self) -> None:
        leaves = grown(note(seen=Seen(size=5, root=W.roots[5].hex())))
        notes = [signed(Checkpoint(origin=W.origin, size=SIZE + 1, root=root(map(leaf_hash, leaves))), LOG)]
        after = verify_log(
            leaves[SIZE:], notes=notes, log=KEY, start=verified(), hashes_at=hashes_at(W.leaves)
        )
        assert after.size == SIZE + 1

    def test_an_act_from_before_is_not_recorded_again(self) -> None:
        leaves = grown(note(nonce=W.entered[SENDS].entry.nonce))
        notes = [signed(Checkpoint(origin=W.origin, size=SIZE + 1, root=root(map(leaf_hash, leaves))), LOG)]
        with pytest.raises(NotVerified, match="entry 000000000014 has a nonce that an earlier entry has"):
            verify_log(leaves[SIZE:], notes=notes, log=KEY, start=verified(), hashes_at=hashes_at(W.leaves))

    def test_a_head_of_another_beginning_is_refused(self) -> None:
        other = head(5, Hash(b"x" * 32))
        with pytest.raises(NotVerified, match="the checkpoint of 5 entries is of another record"):
            verify_log([], notes=[head(), other], log=KEY, start=verified(), hashes_at=hashes_at(W.leaves))


def note(**fields: object) -> Entry:
    act = SendsNote(kind=NoteKind.VERBALE, subject="One more")
    return replace(W.composed("ARD", act), **fields)  # type: ignore[arg-type] # the caller names fields of Entry


def grown(entry: Entry) -> list[bytes]:
    return [*W.leaves, W.leaf(entry).to_bytes()]
