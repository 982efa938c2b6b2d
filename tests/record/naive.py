"""The tree as RFC 6962, section 2.1, defines it: short, slow, and written from the definition alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from travaux.record.tree import Hash


class Naive:
    """A tree whose every subtree can be asked for."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.hashes = [Hash(hashlib.sha256(b"\x00" + leaf).digest()) for leaf in leaves]
        self._known: dict[tuple[int, int], Hash] = {}

    def root(self, size: int) -> Hash:
        return self.covering(0, size) if size else Hash(hashlib.sha256(b"").digest())

    def covering(self, start: int, stop: int) -> Hash:
        if stop - start == 1:
            return self.hashes[start]
        if (start, stop) not in self._known:
            middle = start + half(stop - start)
            left, right = self.covering(start, middle), self.covering(middle, stop)
            self._known[start, stop] = Hash(hashlib.sha256(b"\x01" + left + right).digest())
        return self._known[start, stop]

    def path(self, index: int, start: int, stop: int) -> list[Hash]:
        """PATH(m, D[n])."""
        if stop - start == 1:
            return []
        middle = start + half(stop - start)
        if index < middle:
            return [*self.path(index, start, middle), self.covering(middle, stop)]
        return [*self.path(index, middle, stop), self.covering(start, middle)]

    def proof(self, old: int, start: int, stop: int, *, whole: bool) -> list[Hash]:
        """SUBPROOF(m, D[n], b)."""
        if old == stop:
            return [] if whole else [self.covering(start, stop)]
        middle = start + half(stop - start)
        if old <= middle:
            return [*self.proof(old, start, middle, whole=whole), self.covering(middle, stop)]
        return [*self.proof(old, middle, stop, whole=False), self.covering(start, middle)]

    def hashes_at(self, level: int, start: int, stop: int) -> list[Hash]:
        wide = 256**level
        assert stop * wide <= len(self.hashes), "no such subtree is whole"
        return [self.covering(at * wide, (at + 1) * wide) for at in range(start, stop)]


def half(count: int) -> int:
    """The largest power of two below *count*."""
    found = 1
    while found * 2 < count:
        found *= 2
    return found
