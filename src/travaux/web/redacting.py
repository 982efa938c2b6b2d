"""A document that is redacted is destroyed where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import Redacts

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation
    from travaux.store.store import Store


def redacted_away(store: Store, one: Entered, state: Negotiation) -> None:
    """Destroy the document that an entry redacts, and the words that were read out of it, if it does."""
    if not isinstance(one.act, Redacts):
        return
    for reference in one.entry.re:
        target = state.at(reference.leaf)
        for doc in () if target is None else target.entry.docs:
            if doc.h == reference.doc:
                for name in (doc.h, doc.text):
                    if name:
                        store.destroy_document(bytes.fromhex(name))
