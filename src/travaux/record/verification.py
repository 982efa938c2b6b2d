"""A whole log, verified: every leaf hashed, every signature checked, every head that was signed found in it.

Verifying goes on from what was verified before, so that it costs what was added since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from travaux.record.act import Fingerprint
from travaux.record.checkpoint import BadCheckpoint, Checkpoint, LogKey, opened
from travaux.record.examination import Around, EntryFault, Examination, Place, read
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.negotiation import Key
from travaux.record.signers import Checking, Signers, unchecked
from travaux.record.tree import (
    EMPTY,
    Frontier,
    Hash,
    HashesAt,
    TreeFault,
    consistency,
    joined,
    leaf_hash,
    node_hash,
    verify_consistency,
)
from travaux.text.wording import PartyCode


class NotVerified(ValueError):
    """The log is not what was signed, or not as it has to be: what, where, what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What is known of a log after verifying it up to here; the rest is verified from here."""

    frontier: Frontier = Frontier()
    received_at: str = ""
    keeper: PartyCode | None = None
    keys: Mapping[Fingerprint, Key] = field(default_factory=lambda: MappingProxyType({}))
    last: Mapping[PartyCode, Place] = field(default_factory=lambda: MappingProxyType({}))
    nonces: frozenset[bytes] = frozenset()
    leaves: frozenset[bytes] = frozenset()
    docs: frozenset[bytes] = frozenset()

    @property
    def size(self) -> int:
        return self.frontier.size


def verify_log(
    leaves: Iterable[bytes],
    *,
    notes: Sequence[bytes],
    log: LogKey,
    start: Verified | None = None,
    hashes_at: HashesAt | None = None,
    checking: Checking = unchecked,
) -> Verified:
    """What is known of the log after verifying *leaves*, which follow on *start*.

    *notes* are all heads of the log that anyone is known to hold, signed by *log*, in any order; the largest
    must be over exactly these leaves, and each other must be an earlier state of them. ``hashes_at`` is asked
    for hashes below *start*, none of which is believed without proof. *checking* may find out elsewhere who
    signed them. Raises NotVerified.
    """
    start = start or Verified()
    heads = [_opened(note, log) for note in notes]
    size = max((head.size for head in heads), default=0)
    growth = _Growth(start.frontier, hashes_at)
    examination = Examination(
        around=Around(
            origin=log.name, log=log.line, agrees=growth.agrees, place=lambda _leaf: None, whole=True
        ),
        keeper=start.keeper,
        keys=dict(start.keys),
        last=dict(start.last),
        nonces=set(start.nonces),
        leaves=set(start.leaves),
        docs=set(start.docs),
        received_at=start.received_at,
    )
    with checking(leaves) as each:
        for index, (data, signers) in enumerate(each, start.size):
            if index >= size:
                raise NotVerified(
                    f"entry {index:012d} is beyond the {size} entries that were signed: nobody vouches for"
                    " it."
                )
            digest = leaf_hash(data)
            _enter(examination, index, data, digest, signers)
            growth.append(digest)
    _check_heads(heads, size, growth)
    return Verified(
        frontier=growth.frontier,
        received_at=examination.received_at,
        keeper=examination.keeper,
        keys=MappingProxyType(examination.keys),
        last=MappingProxyType(examination.last),
        nonces=frozenset(examination.nonces),
        leaves=frozenset(examination.leaves),
        docs=frozenset(examination.docs),
    )


def _enter(examination: Examination, index: int, data: bytes, digest: Hash, signers: Signers) -> None:
    try:
        leaf = Leaf.from_bytes(data)
        examination.enter(index, leaf, digest, read(leaf), signers)
    except BadLeaf:
        raise NotVerified(
            f"entry {index:012d} has no leaf that can be read: `leaf` is missing, cut off or rewritten."
        ) from None
    except EntryFault as fault:
        raise NotVerified(f"entry {index:012d} {fault}.") from None


def _opened(note: bytes, log: LogKey) -> Checkpoint:
    try:
        return opened(note, log)
    except BadCheckpoint as fault:
        raise NotVerified(f"a checkpoint is not signed by the log {log.name}: {fault}.") from None


def _check_heads(heads: Sequence[Checkpoint], size: int, growth: _Growth) -> None:
    if growth.size < size:
        raise NotVerified(
            f"the log has {growth.size} entries and signed that it has {size}: entries are missing, or an "
            "old copy was put in its place."
        )
    for head in heads:
        if growth.agrees(head.size, head.root) is not True:
            raise NotVerified(
                f"the checkpoint of {head.size} entries is of another record than this one: entries were "
                "changed, or two parties were shown two records."
            )


class _Growth:
    """A tree while it grows, and every root it had on the way."""

    def __init__(self, start: Frontier, hashes_at: HashesAt | None) -> None:
        """Begin with *start*; what stands before it is asked of *hashes_at* and proved."""
        self._start = start
        self._hashes_at = hashes_at
        self.size = start.size
        self._edge = list(start.hashes)
        """The whole subtrees that the tree is made of, the largest first."""
        self._before = dict(zip(_levels(start.size), start.hashes, strict=True))
        """The last whole subtree of each level in *start*, where the size has that bit."""
        self._levels: list[list[Hash]] = [[]]
        """The whole subtrees of each level that were completed since."""

    def append(self, leaf: Hash) -> None:
        found, at, level = leaf, self.size, 0
        self._levels[0].append(found)
        while at & 1:
            found, at, level = node_hash(self._edge.pop(), found), at >> 1, level + 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(found)
        self._edge.append(found)
        self.size += 1

    def _subtree(self, level: int, at: int) -> Hash:
        since = at - (self._start.size >> level)
        return self._levels[level][since] if since >= 0 else self._before[level]

    @property
    def frontier(self) -> Frontier:
        return Frontier(size=self.size, hashes=tuple(self._edge))

    def agrees(self, size: int, root: Hash) -> bool:
        """Whether this was the root when the log had *size* leaves, which is no more than it has now."""
        if size < self._start.size:
            return root == EMPTY if size == 0 else self._proved(size, root)
        if size == self.size:
            edge = self._edge
        else:
            edge = [self._subtree(level, (size >> level) - 1) for level in _levels(size)]
        return joined(edge) == root

    def _proved(self, size: int, root: Hash) -> bool:
        if self._hashes_at is None:
            return False
        try:
            verify_consistency(
                old_size=size,
                old_root=root,
                new_size=self._start.size,
                new_root=self._start.root,
                proof=consistency(size, self._start.size, self._hashes_at),
            )
        except TreeFault:
            return False
        return True


def _levels(size: int) -> list[int]:
    """How high each whole subtree of a tree of this size is, the highest first."""
    return [level for level in reversed(range(size.bit_length())) if size >> level & 1]
