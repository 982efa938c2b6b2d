"""The one bounded unzip and the one hardened XML parser: bytes from strangers enter here."""

import codecs
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from travaux.text.phrase import phrase

Element = etree._Element  # noqa: SLF001 - lxml exports the class of its elements under no other name

PART_LIMIT: Final = 64 * 2**20
"""Bytes one part may hold. A tracked text of 200 pages takes 4.3 MB, one of 1,500 pages about 60 MB."""
TOTAL_LIMIT: Final = 256 * 2**20
"""Bytes all parts may hold together: the largest text and three times as much in pictures."""
ENTRY_LIMIT: Final = 10_000
"""Parts in a package. Word writes some twenty, and one for each picture, header and embedded object."""
RATIO_LIMIT: Final = 200
"""How much smaller than itself a part may have been packed. WordprocessingML with a tracked change on
every word packs to about a fortieth; deflate cannot pass 1,032."""
RATIO_FREE: Final = 4 * 2**20
"""Bytes below which the ratio is not looked at: short parts of one repeated element pack very well."""
TAG_LIMIT: Final = 3_000_000
"""Tags in one part. A tracked text of 1,500 pages has about 1.7 million; each costs memory once read."""
PARAGRAPH_LIMIT: Final = 20_000
"""Of a document: several times those of the longest treaty. Each is compared with those of the draft."""

_ASK_AGAIN: Final = phrase("The file was cut off or altered on the way: ask for it again.")
_SAVE_AGAIN: Final = phrase("Save the document again in the program that made it.")
_UNLOCK: Final = phrase(
    "Open it in Word, take the password off (File, Info, Protect Document) and save it again."
)

_THE_XML: Final = phrase("the XML")

_CHUNK: Final = 2**20
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a file in the older format of Office begins, and one that is locked with a password."""
_DOCTYPE: Final = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a packing method or a version of ZIP that Word does not write
    OverflowError,
    RuntimeError,  # zipfile: an entry encrypted by ZIP's own means
    UnicodeDecodeError,
    ValueError,
)
"""What `zipfile` raises on damaged input, as fuzzed specimens show."""


class NotReadable(Exception):
    """The bytes cannot be read at all; the message says what, what was expected and what to do."""


class NotPackage(NotReadable):
    """Not a ZIP, or a ZIP that is no Office package."""


class Damaged(NotReadable):
    """Begins as a package and cannot be read as one: truncated or altered on the way."""


class Encrypted(NotReadable):
    """Locked with a password."""


class LegacyWord(NotReadable):
    """A binary file of Word 97-2003 (.doc)."""


class Macros(NotReadable):
    """Holds programs."""


class TooLarge(NotReadable):
    """Passes one of the limits of this module."""


class UnsafeName(NotReadable):
    """Holds a part whose name leads out of the package or stands twice."""


class BadXml(NotReadable):
    """A part is not the XML it should be: not well formed, not UTF-8 or UTF-16, or with a document type."""


def parse(xml: bytes, name: str = _THE_XML) -> Element:
    """Parse *xml* without comments and processing instructions; nothing outside it is fetched.

    *name* is what messages call it. Raises BadXml on a document type (and with it every entity attack),
    on a NUL, on anything that is not UTF-8 or UTF-16, and on what is not well formed; TooLarge.
    """
    if len(xml) > PART_LIMIT:
        raise TooLarge(
            phrase(
                "{name} is {size} long; at most {most} are read.",
                name=name,
                size=_size(len(xml)),
                most=_size(PART_LIMIT),
            )
        )
    wide = xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8"
    try:
        text = xml.decode(encoding)
    except UnicodeDecodeError as fault:
        raise BadXml(
            phrase(
                "{name} is not {encoding}: byte {at} ({byte}) stands in no character. Expected UTF-8 "
                "or UTF-16. {then}",
                name=name,
                encoding=encoding.upper(),
                at=fault.start,
                byte=f"{xml[fault.start]:#04x}",
                then=_SAVE_AGAIN,
            )
        ) from fault
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise BadXml(
            phrase(
                "{name} holds a NUL character at {at}; XML allows none. {then}",
                name=name,
                at=text.index(chr(0)),
                then=_SAVE_AGAIN,
            )
        )
    if _DOCTYPE.match(text):
        raise BadXml(
            phrase(
                "{name} declares a document type (<!DOCTYPE), by which entities could be defined; a "
                "plain document has none. Do not open this file elsewhere; ask who sent it for a "
                "fresh copy.",
                name=name,
            )
        )
    if text.count("<") > TAG_LIMIT:
        raise TooLarge(
            phrase(
                "{name} has more than {most} tags. Split the document and read its parts.",
                name=name,
                most=f"{TAG_LIMIT:,}",
            )
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode() if wide else xml, parser)
    except etree.XMLSyntaxError as fault:
        raise BadXml(
            phrase(
                "{name} is not well-formed XML: {why}. {then}",
                name=name,
                why=fault.msg,
                then=_SAVE_AGAIN,
            )
        ) from fault


@dataclass(slots=True)
class Package:
    """The parts of one Office document, unpacked on demand and within the limits of this module."""

    names: tuple[str, ...]
    """Without the leading slash, in the order of the ZIP; folders left out."""
    _zip: zipfile.ZipFile
    _budget: int = field(default=TOTAL_LIMIT)

    def part(self, name: str) -> bytes:
        """Unpack the part *name*, counting the bytes that come out rather than those announced.

        Raises KeyError where there is none; TooLarge; Damaged.
        """
        info = self._zip.getinfo(name)
        limit = min(PART_LIMIT, self._budget)
        chunks: list[bytes] = []
        read = 0
        # All at once that is announced, if a part so packed may grow to it.
        most = min(info.file_size, max(RATIO_FREE, RATIO_LIMIT * info.compress_size)) // _CHUNK + 1
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(min(most * _CHUNK, limit - read + 1)):
                    read += len(chunk)
                    _refuse_size(name, read, limit)
                    _refuse_ratio(name, read, info.compress_size)
                    chunks.append(chunk)
        except _UNREADABLE as fault:
            raise Damaged(
                phrase(
                    "The part {name} cannot be unpacked: {why}. {then}",
                    name=name,
                    why=str(fault),
                    then=_ASK_AGAIN,
                )
            ) from fault
        self._budget -= read
        return b"".join(chunks)

    def xml(self, name: str) -> Element:
        """Unpack and parse the part *name*; raises as `part` and `parse` do."""
        return parse(self.part(name), f"The part {name}")


def open_package(data: bytes) -> Package:
    """Open an Office document (.docx, .xlsx) from its bytes, unpacking nothing yet but its table of contents.

    Raises one of the kinds of NotReadable defined here.
    """
    _refuse_other_formats(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _UNREADABLE as fault:
        raise Damaged(
            phrase(
                "The file begins as a ZIP but is none: {why}. {then}",
                why=str(fault),
                then=_ASK_AGAIN,
            )
        ) from fault
    if len(entries) > ENTRY_LIMIT:
        raise TooLarge(
            phrase(
                "The package has {count} parts; at most {most} are read.",
                count=f"{len(entries):,}",
                most=f"{ENTRY_LIMIT:,}",
            )
        )
    _refuse_names(entries)
    total = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise Encrypted(
                phrase(
                    "The part {name} is locked with a password. {then}",
                    name=entry.filename,
                    then=_UNLOCK,
                )
            )
        _refuse_size(entry.filename, entry.file_size, PART_LIMIT)
        total += entry.file_size
    if total > TOTAL_LIMIT:
        raise TooLarge(
            phrase(
                "Unpacked, the file would take {size}; at most {most} are read. Take "
                "pictures and embedded objects out, or ask who sent it what it holds.",
                size=_size(total),
                most=_size(TOTAL_LIMIT),
            )
        )
    package = Package(names=tuple(entry.filename for entry in entries if not entry.is_dir()), _zip=archive)
    _refuse_macros(package)
    return package


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted(phrase("The document is locked with a password. {then}", then=_UNLOCK))
        if "WordDocument".encode("utf-16-le") in data:
            raise LegacyWord(
                phrase(
                    "The file is in the format of Word 97-2003 (.doc). Open it in Word and save it as .docx."
                )
            )
        raise NotPackage(
            phrase("The file is an OLE container without a Word document. Save the document as .docx.")
        )
    if data.startswith(b"{\\rtf"):
        raise NotPackage(
            phrase("The file is in Rich Text Format (RTF). Open it in Word and save it as .docx.")
        )
    if data.startswith(b"%PDF"):
        raise NotPackage(phrase("The file is a PDF. Ask for the document it was printed from, as .docx."))
    if not data:
        raise NotPackage(phrase("The file is empty; a .docx was expected."))
    if not data.startswith(b"PK"):
        raise NotPackage(
            phrase(
                "The file is not a .docx: it begins with {bytes} where a ZIP begins with 50 4b. Open "
                "it in the program that made it and save it as .docx.",
                bytes=data[:4].hex(" "),
            )
        )


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        steps = name.split("/")
        if not steps[0] or ".." in steps or ":" in steps[0] or set("\\\0") & set(entry.orig_filename):
            raise UnsafeName(
                phrase(
                    "The package holds a part named {name!r}, which leads out of it. Word "
                    "writes no such name: do not open this file elsewhere; ask who sent it.",
                    name=entry.orig_filename,
                )
            )
        key = name.casefold()  # ISO/IEC 29500-2: names of parts are equivalent without regard to case
        if key in seen:
            raise UnsafeName(
                phrase(
                    "The package holds two parts named {name!r}, and programs differ on which counts. "
                    "Open it in Word and save it again.",
                    name=name,
                )
            )
        seen.add(key)


def _refuse_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge(
            phrase(
                "Unpacked, the part {name} would take at least {size}; at most {limit} are read. Ask "
                "who sent the file what it holds, and split the document if it is genuine.",
                name=name,
                size=_size(size),
                limit=_size(limit),
            )
        )


def _refuse_ratio(name: str, size: int, packed: int) -> None:
    """Refuse a part that is read and grows as no text does; a blank picture may, and is never read."""
    if size > RATIO_FREE and size > RATIO_LIMIT * max(packed, 1):
        raise TooLarge(
            phrase(
                "The part {name} grows from {packed} to at least {size} when unpacked, more than "
                "{times} times; no text does. Ask who sent the file what it holds.",
                name=name,
                packed=_size(packed),
                size=_size(size),
                times=RATIO_LIMIT,
            )
        )


def _refuse_macros(package: Package) -> None:
    if "[Content_Types].xml" not in package.names:
        raise NotPackage(
            phrase(
                "The file is a ZIP but no Office document: it has no part [Content_Types].xml. "
                "Unpack it if it is an archive of documents, or save the document as .docx."
            )
        )
    programs = [name for name in package.names if name.casefold().endswith("vbaproject.bin")]
    types = (each.get("ContentType", "").casefold() for each in package.xml("[Content_Types].xml").iter())
    if programs or any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        where = programs[0] if programs else "[Content_Types].xml"
        raise Macros(
            phrase(
                "The document holds macros ({where}). Nothing was run. Open it in Word and save it "
                "as .docx, which is the kind without macros.",
                where=where,
            )
        )


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MB"
