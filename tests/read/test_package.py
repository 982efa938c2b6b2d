"""Bytes from strangers: what is refused, by which name, and in how much time and memory."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from tests.corpora import corpora
from tests.docx_builder import docx, zipped
from travaux.read.package import (
    BadXml,
    Damaged,
    Encrypted,
    LegacyWord,
    Macros,
    NotPackage,
    NotReadable,
    TooLarge,
    UnsafeName,
    open_package,
    parse,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PLAIN = docx("Article 1")
TYPES = zipfile.ZipFile(io.BytesIO(PLAIN)).read("[Content_Types].xml")


def bomb(name: str, size: int, filler: bytes = b"<w:p/>") -> bytes:
    """Pack *size* bytes of *filler* as the part *name*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        chunk = filler * (2**20 // len(filler))
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size // len(chunk)):
                part.write(chunk)
    return stream.getvalue()


def lying(size: int, said: int) -> bytes:
    """Pack a part of *size* bytes that its headers announce as *said* bytes long."""
    data = bytearray(zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"a" * size}))
    for at in range(len(data) - 4):
        if data[at : at + 4] == struct.pack("<L", size):
            data[at : at + 4] = struct.pack("<L", said)
    return bytes(data)


def twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, TYPES)
        archive.writestr("Word/Document.xml", "<other/>")
    return stream.getvalue()


REFUSED = {
    "empty": (b"", NotPackage, "The file is empty"),
    "plain text": (
        "Article 1. – 第一条".encode(),
        NotPackage,
        "The file is not a .docx: it begins with 41 72 74 69",
    ),
    "PDF": (b"%PDF-1.7", NotPackage, "The file is a PDF."),
    "RTF": (b"{\\rtf1", NotPackage, "The file is in Rich Text Format"),
    "locked": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        Encrypted,
        "The document is locked with a password.",
    ),
    "Word 97": (
        OLE + "WordDocument".encode("utf-16-le"),
        LegacyWord,
        "The file is in the format of Word 97-2003",
    ),
    "other OLE": (OLE + b"Workbook", NotPackage, "The file is an OLE container without a Word document."),
    "cut off": (PLAIN[:-200], Damaged, "The file begins as a ZIP but is none"),
    "cut off early": (PLAIN[:40], Damaged, "The file begins as a ZIP but is none"),
    "an archive": (zipped({"a.txt": "a"}), NotPackage, "The file is a ZIP but no Office document"),
    "macros": (
        docx("Article 1", parts={"word/vbaProject.bin": b"\0"}),
        Macros,
        "The document holds macros (word/vbaProject.bin). Nothing was run.",
    ),
    "macros by type": (
        zipped({"[Content_Types].xml": TYPES.replace(b"openxmlformats", b"ms-word.document.macroEnabled")}),
        Macros,
        "The document holds macros ([Content_Types].xml).",
    ),
    "way out": (
        docx("a", parts={"../../etc/passwd": ""}),
        UnsafeName,
        "The package holds a part named '../../etc/passwd'",
    ),
    "absolute": (
        docx("a", parts={"/etc/passwd": ""}),
        UnsafeName,
        "The package holds a part named '/etc/passwd'",
    ),
    "drive": (docx("a", parts={"C:/x": ""}), UnsafeName, "The package holds a part named 'C:/x'"),
    "twice": (twice(), UnsafeName, "The package holds two parts named 'Word/Document.xml'"),
    "many parts": (
        docx("a", parts={f"word/media/{at}": "" for at in range(10_001)}),
        TooLarge,
        "The package has 10,0",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_unopened(case: str) -> None:
    """Fail closed on bytes; every message says what was found, what was expected, what to do."""
    data, kind, message = REFUSED[case]
    with pytest.raises(NotReadable) as refusal:
        open_package(data)
    assert type(refusal.value) is kind
    assert str(refusal.value)[: len(message)] == message


def test_a_bomb_is_refused_at_once_and_in_little_memory() -> None:
    data = bomb("word/document.xml", 200 * 2**20, b"\0")
    assert len(data) < 250_000
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(TooLarge, match=r"^Unpacked, the part word/document.xml would take at least 200.0 MB"):
        open_package(data)
    took = time.monotonic() - began
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 1
    assert memory < 4 * 2**20


def test_a_part_that_grows_as_no_text_does_is_refused_while_it_grows() -> None:
    package = open_package(bomb("word/document.xml", 40 * 2**20))
    with pytest.raises(
        TooLarge, match=r"^The part word/document.xml grows from 0.\d MB to at least 1[0-9].0 MB"
    ):
        package.part("word/document.xml")


def test_a_blank_picture_of_any_ratio_is_not_in_the_way() -> None:
    assert open_package(bomb("word/media/blank.bmp", 40 * 2**20)).names[-1] == "word/media/blank.bmp"


def test_a_header_that_lies_about_the_size_is_found_out() -> None:
    package = open_package(lying(3_000_017, 1_017))
    with pytest.raises(Damaged, match=r"^The part word/document.xml cannot be unpacked: Bad CRC-32"):
        package.part("word/document.xml")


def test_all_parts_together_have_a_limit() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for at in range(5):
            with archive.open(f"word/media/{at}.bmp", "w") as part:
                for _ in range(60):
                    part.write(bytes(2**20))
    with pytest.raises(TooLarge, match=r"^Unpacked, the file would take 300.0 MB; at most 256.0 MB"):
        open_package(stream.getvalue())


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'
BAD_XML = {
    "entities": (LAUGHS, "x declares a document type"),
    "entities in UTF-16": (LAUGHS.decode().encode("utf-16"), "x declares a document type"),
    "entities after a comment": (b"<?xml version='1.0'?>\n<!-- - -->" + LAUGHS, "x declares a document type"),
    "outside": (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "x declares a document type"),
    "NUL": (b"<a>\0</a>", "x holds a NUL character at 3"),
    "not UTF-8": ("<a>é</a>".encode("latin-1"), "x is not UTF-8: byte 3 (0xe9)"),
    "half UTF-16": (b"\xff\xfe<", "x is not UTF-16: byte 2"),
    "cut off": (b"<a>", "x is not well-formed XML"),
    "control character": (b"<a>&#1;</a>", "x is not well-formed XML"),
    "nothing": (b"", "x is not well-formed XML"),
    "deep": (b"<a>" * 300 + b"</a>" * 300, "x is not well-formed XML"),
}


@pytest.mark.parametrize("case", BAD_XML)
def test_xml_that_is_refused(case: str) -> None:
    xml, message = BAD_XML[case]
    with pytest.raises(BadXml) as refusal:
        parse(xml, "x")
    assert str(refusal.value)[: len(message)] == message


WORDS = [("utf-8", "第一条 المادة ١"), ("utf-8-sig", "Статья 1"), ("utf-16", "Article 1ᵉʳ, 第一条")]


@pytest.mark.parametrize(("encoding", "words"), WORDS)
def test_words_come_through_parsing(encoding: str, words: str) -> None:
    assert parse(f"<a><!-- - -->{words}<?b c?></a>".encode(encoding)).text == words


def test_words_that_look_like_a_document_type_are_words() -> None:
    assert parse(b"<a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


HOSTILE_XML = ("cyclic", "dtd", "external", "external_file", "quadratic", "xmlbomb", "xmlbomb2")


@pytest.mark.parametrize("name", HOSTILE_XML)
def test_hostile_xml(name: str) -> None:
    data = (corpora() / "hostile/xml" / f"{name}.xml").read_bytes()
    with pytest.raises(BadXml, match="declares a document type"):
        parse(data)


@pytest.mark.parametrize("name", ["poc-xmlbomb.xlsx", "poc-xmlbomb-empty.xlsx"])
def test_hostile_workbooks(name: str) -> None:
    package = open_package((corpora() / "hostile/ooxml_bombs" / name).read_bytes())
    with pytest.raises(BadXml, match=r"^The part xl/sharedStrings.xml declares a document type"):
        package.xml("xl/sharedStrings.xml")
