"""Which documents the entries of a record hold to, and which were to be destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import Redacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Document, Entered
    from travaux.record.negotiation import Negotiation


def held_documents(state: Negotiation) -> frozenset[str]:
    """Give the ``h`` of every document that an entry holds to, and of the words read out of each.

    But for those that were redacted: nothing holds to them any more.
    """
    held = {name for one in state.entries for doc in one.entry.docs for name in _names(doc)}
    return frozenset(held - redacted_documents(state))


def redacted_documents(state: Negotiation) -> frozenset[str]:
    """Give the ``h`` of every document that was redacted, and of the words read out of each."""
    return frozenset(name for one in state.redactions for name in redacted_by(one, state))


def redacted_by(one: Entered, state: Negotiation) -> tuple[str, ...]:
    """List the ``h`` of the documents that an entry redacts, each followed by that of its words."""
    if not isinstance(one.act, Redacts):
        return ()
    return tuple(
        name
        for reference in one.entry.re
        if (target := state.at(reference.leaf)) is not None
        for doc in target.entry.docs
        if doc.h == reference.doc
        for name in _names(doc)
    )


def _names(doc: Document) -> Iterator[str]:
    yield doc.h
    if doc.text:
        yield doc.text
