"""Documents as they are brought to the record: read first, so that what is wrong with one is said in time."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from travaux.cli.brought import Brought
from travaux.cli.files import called, content
from travaux.read.format import format_of
from travaux.read.format import read as read_document
from travaux.read.package import NotReadable
from travaux.read.reading import Format, Reading
from travaux.render.plain import text_lines
from travaux.text.finding import Finding, Severity
from travaux.text.phrase import phrase, said_by
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_MEDIA: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.HTML: "text/html",
}
_MARKDOWN: Final = "text/markdown"
_PDF: Final = b"%PDF-"
_OPAQUE: Final = "application/octet-stream"
_OURS: Final = {".md": _MARKDOWN, ".txt": "text/plain", ".pdf": "application/pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file that was brought, and what was understood of it; None where it is not read at all."""

    brought: Brought
    reading: Reading | None = None
    fault: str = ""
    """Why it could not be read."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return () if self.reading is None else self.reading.findings

    @property
    def errors(self) -> tuple[str, ...]:
        """List what is wrong with it, so wrong that it should not be recorded as it is."""
        found = [str(one) for one in self.findings if one.severity is Severity.ERROR]
        return (self.fault, *found) if self.fault else tuple(found)


def read_file(
    name: str, parties: Sequence[PartyCode] = (), *, lang: str = "", taken_over: bool = False
) -> Read:
    """Read a file that is a draft or a reply. Raises FileFault where there is no file."""
    return read_bytes(content(name), name, parties, lang=lang, taken_over=taken_over)


def read_bytes(
    data: bytes, name: str, parties: Sequence[PartyCode] = (), *, lang: str = "", taken_over: bool = False
) -> Read:
    """Read what a file *name* would hold; the brackets of a text *taken_over* may name anybody."""
    try:
        if taken_over:
            from travaux.record.library import read_taken_over  # noqa: PLC0415  slow to load, and seldom

            reading = read_taken_over(data, name=called(name), parties=parties)
        else:
            reading = read_document(data, name=called(name), parties=parties)
    except NotReadable as fault:
        why = phrase("{name} cannot be read. {why}", name=called(name), why=said_by(fault))
        return Read(brought=brought(data, name, lang=lang), fault=why)
    text = text_of(reading)
    if text is not None:
        words, language = text_lines(text), text.language
    else:
        words, language = (data if reading.reply is not None else b""), "und"
    return Read(brought=brought(data, name, lang=lang or language, words=words), reading=reading)


def worth_telling(finding: Finding) -> bool:
    """Whether whoever records a document has to hear of it."""
    return finding.severity is not Severity.NOTE


_OF_DRAFTS: Final = frozenset({"number-gap", "number-out-of-sequence", "bracket-across"})
"""What is a note where a document is read, and whoever puts it on the table should have seen."""


def findings_to_tell(one: Read, *, draft: bool = False) -> tuple[Finding | str, ...]:
    """List what whoever records a document has to hear of it; of a *draft*, odd numbers too."""
    found = [each for each in one.findings if worth_telling(each) or (draft and each.code in _OF_DRAFTS)]
    return (*([one.fault] if one.fault else []), *found)


def found_in(one: Read, *, draft: bool = False) -> tuple[str, ...]:
    """Say that in English."""
    return tuple(map(str, findings_to_tell(one, draft=draft)))


def brought(data: bytes, name: str, *, lang: str = "", words: bytes = b"") -> Brought:
    """Take a file as it is, whatever it is."""
    return Brought(data=data, name=called(name), media=media(data, name), lang=lang or "und", words=words)


def brought_from(name: str) -> Brought:
    """Take the file *name* as it is. Raises FileFault."""
    return brought(content(name), name)


def media(data: bytes, name: str) -> str:
    """Tell the media type: by the bytes where they say, else by the ending of the name."""
    ending = PurePath(name).suffix.lower()
    guessed = _OURS.get(ending) or mimetypes.guess_type(name)[0] or _OPAQUE
    if data.startswith(_PDF):
        return "application/pdf"
    if guessed != _OPAQUE and not guessed.startswith("text/"):
        return guessed
    try:
        form = format_of(data)
    except NotReadable:
        return guessed if not guessed.startswith("text/") else _OPAQUE
    if form in _MEDIA:
        return _MEDIA[form] if form is Format.HTML or data.startswith(b"PK") else "application/msword"
    return guessed if guessed.startswith("text/") else "text/plain"


def text_of(reading: Reading) -> Text | None:
    """Give the text that was read, one of ours put on the table; None where there is none."""
    if reading.text is None or not reading.text.provisions:
        return None
    return tabled(reading.text) if reading.consolidated else reading.text
