"""Whether what is recorded once only is there already: a redaction.

Asked where an entry is composed, and again of whatever is to be recorded. An entry that is in a record
already is read as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import Redacts
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.act import Act
    from travaux.record.entry import Entered, Reference
    from travaux.record.negotiation import Negotiation


def check_once(act: Act, re: Sequence[Reference], state: Negotiation) -> None:
    """Raise Refused for a redaction of what was redacted before."""
    for one in re if isinstance(act, Redacts) else ():
        target, before = state.at(one.leaf), redaction_of(one, state)
        if target is None or before is None:
            continue
        raise Refused(
            Code.ALREADY,
            phrase(
                "{what} of entry {index} was redacted already, by {who} in entry {before}."
                if one.doc
                else "entry {index} was redacted already, by {who} in entry {before}.",
                what=next((it.name or it.media for it in target.entry.docs if it.h == one.doc), one.doc[:8]),
                index=target.index,
                who=before.author,
                before=before.index,
            ),
        )


def redaction_of(reference: Reference, state: Negotiation) -> Entered | None:
    """Give the first entry that redacts just this, an entry in whole or one document of it; or None."""
    return next(
        (
            by
            for by in state.redacted.get(reference.leaf, ())
            if any(it.leaf == reference.leaf and it.doc == reference.doc for it in by.entry.re)
        ),
        None,
    )
