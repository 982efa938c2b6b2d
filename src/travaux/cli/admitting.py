"""Stub until admission is merged."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.record.entry import BadEntry, Entered, LeafHash, read
from travaux.record.fold import entered, fold
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.store.writer import Admission, Context, Refused, Submission


class _Stub:
    def nonce(self, submission: Submission) -> bytes:
        try:
            return bytes.fromhex(read(submission.entry).nonce)
        except BadEntry as fault:
            raise Refused(str(fault)) from fault

    def fold(self, leaves: Iterable[bytes]) -> Negotiation:
        return fold(entered(leaves))

    def admit(self, leaf: Leaf, state: Negotiation, context: Context) -> Negotiation:
        one = Entered(
            index=context.index,
            leaf=LeafHash(leaf.hash.hex()),
            received_at=leaf.received_at,
            entry=read(leaf.entry),
        )
        return fold([one], start=state)


def admission() -> Admission[Negotiation]:
    return _Stub()
