"""A document of the record, for a reader of an entry that it goes with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.read.plain import NotText, decode
from travaux.store.fault import NotTheDocument

if TYPE_CHECKING:
    from travaux.record.entry import Document, Entered
    from travaux.web.accounts.models import PreparedDocument
    from travaux.web.seat import Seat


PLAIN: Final = ("text/plain", "text/markdown")
ON_A_PAGE: Final = 20_000
"""Bytes of a document that are shown with its entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an entry says of its document, and the bytes, where they are still here."""

    entered: Entered
    described: Document
    data: bytes | None

    @property
    def words(self) -> str | None:
        """What it says, where it is plain text and short enough for a page; None where it is neither."""
        if self.data is None or not self.described.media.startswith(PLAIN) or len(self.data) > ON_A_PAGE:
            return None
        return _read_out(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that was brought and is not recorded yet: what it is, and what it says."""

    name: str
    media: str
    size: int
    digest: str
    """SHA-256 of its bytes: what whoever sent it can compute as well."""
    words: str | None
    """What it says, as text; None where it is none, such as a workbook."""
    is_read: bool
    """Whether words were read from it."""

    @classmethod
    def of(cls, doc: PreparedDocument) -> Source:
        data, words = bytes(doc.data), bytes(doc.words)
        raw = words == data and not doc.media.startswith("text/")
        return cls(
            name=doc.name,
            media=doc.media,
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            words=None if raw else _read_out(words),
            is_read=bool(words),
        )


def _read_out(data: bytes) -> str | None:
    """Decode a text as it is decoded to be read; None for what is none."""
    try:
        return decode(data)[0].removeprefix("\ufeff")
    except NotText:
        return None


def held(seat: Seat, h: str) -> Held | None:
    """Find the document with this name; None where no entry that this seat may read has it.

    One that was redacted is without its bytes, whether or not they are destroyed already.
    """
    for one in seat.known.entries:
        for doc in one.entry.docs:
            if h == doc.h:
                return Held(entered=one, described=doc, data=_bytes(seat, h))
    return None


def redacted(seat: Seat, h: str) -> bool:
    return any(reference.doc == h for one in seat.room.state.redactions for reference in one.entry.re)


def _bytes(seat: Seat, h: str) -> bytes | None:
    if redacted(seat, h):
        return None
    try:
        return seat.room.document(h)
    except NotTheDocument:
        return None
