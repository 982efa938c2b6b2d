"""Who decides what is appended: the record's own admission, in the words of the store."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.record.admission import Admission as RecordAdmission
from travaux.record.admission import Submission as RecordSubmission
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Refused as NotAdmitted
from travaux.store.writer import Admission, Context, Refused, Submission


class _Admitting:
    def __init__(self, origin: str) -> None:
        self._inner = RecordAdmission(origin)

    def nonce(self, submission: Submission) -> bytes:
        try:
            return self._inner.nonce(
                RecordSubmission(entry=submission.entry, signatures=submission.signatures)
            )
        except NotAdmitted as fault:
            raise Refused(str(fault)) from fault

    def fold(self, leaves: Iterable[bytes]) -> Negotiation:
        return self._inner.fold(leaves)

    def admit(self, leaf: Leaf, state: Negotiation, context: Context) -> Negotiation:
        try:
            return self._inner.admit(leaf, state, context)
        except NotAdmitted as fault:
            raise Refused(str(fault)) from fault


def admission(origin: str) -> Admission[Negotiation]:
    """Give what admits entries to the record of this name."""
    return _Admitting(origin)
