"""Whose keys signed a leaf: no other leaf bears on it, so that it can be found anywhere, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from travaux.record.act import Fingerprint
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.signature import ENTRY, BadSignature, verify

Signers: TypeAlias = "tuple[Fingerprint, ...] | None"
"""The keys that signed a leaf, in the order of its signatures. None: not checked, or one does not hold."""
Signed: TypeAlias = "AbstractContextManager[Iterator[tuple[bytes, Signers]]]"
"""Leaves in their order, each with its signers, for as long as it is open."""
Checking: TypeAlias = "Callable[[Iterable[bytes]], Signed]"


def signers(data: bytes) -> Signers:
    """The keys that signed the leaf with these bytes; None if it is no leaf or a signature does not hold."""
    try:
        leaf = Leaf.from_bytes(data)
        return tuple([Fingerprint(verify(one, leaf.entry, ENTRY).fingerprint) for one in leaf.signatures])
    except (BadLeaf, BadSignature):
        return None


def unchecked(leaves: Iterable[bytes]) -> Signed:
    """Each of *leaves*, nothing of it checked: whoever asks does it, and says what does not hold."""
    return nullcontext((data, None) for data in leaves)
