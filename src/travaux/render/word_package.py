"""The package of a Word document: its fixed parts, and the ZIP, the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from travaux.read.package import Element
from travaux.render.word_styles import font_table, style_sheet
from travaux.render.wordml import serialised

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the earliest that a ZIP can hold. No clock is asked."""

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_APPLICATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_TYPES: Final = {
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "word/document.xml": f"{_WORD}document.main+xml",
    "word/fontTable.xml": f"{_WORD}fontTable+xml",
    "word/footer1.xml": f"{_WORD}footer+xml",
    "word/header1.xml": f"{_WORD}header+xml",
    "word/settings.xml": f"{_WORD}settings+xml",
    "word/styles.xml": f"{_WORD}styles+xml",
}
RELATIONSHIPS: Final = {
    "styles": "rId1",
    "settings": "rId2",
    "fontTable": "rId3",
    "header": "rId4",
    "footer": "rId5",
}
"""The ids by which the main part points to the others."""
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself, in its properties; ``said`` has the keys of a front matter."""

    title: str
    language: str
    said: tuple[tuple[str, str], ...] = ()


def packed(*, document: Element, header: Element, footer: Element, about: About) -> bytes:
    """Pack a document; the same parts give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (
                ("rId1", f"{_OFFICE}officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}extended-properties", "docProps/app.xml"),
                ("rId4", f"{_OFFICE}custom-properties", "docProps/custom.xml"),
            )
        ),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(about),
        "docProps/custom.xml": _custom(about),
        "word/_rels/document.xml.rels": _relationships(
            (
                (RELATIONSHIPS["styles"], f"{_OFFICE}styles", "styles.xml"),
                (RELATIONSHIPS["settings"], f"{_OFFICE}settings", "settings.xml"),
                (RELATIONSHIPS["fontTable"], f"{_OFFICE}fontTable", "fontTable.xml"),
                (RELATIONSHIPS["header"], f"{_OFFICE}header", "header1.xml"),
                (RELATIONSHIPS["footer"], f"{_OFFICE}footer", "footer1.xml"),
            )
        ),
        "word/document.xml": serialised(document),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": serialised(footer),
        "word/header1.xml": serialised(header),
        "word/settings.xml": _settings(),
        "word/styles.xml": style_sheet(about.language),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        # The content types come first: some programs tell a document by the first entry of the ZIP.
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one != "_rels/.rels", one)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, parts[name])
    return held.getvalue()


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(_TYPES.items())
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(rows: tuple[tuple[str, str, str], ...]) -> bytes:
    held = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in rows
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{held}</Relationships>'.encode()


def _app() -> bytes:
    return (
        f'{_DECLARATION}<Properties xmlns="{_APPLICATION}/extended-properties">'
        "<Application>Travaux</Application></Properties>"
    ).encode()


def _core(about: About) -> bytes:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(about.title)}</dc:title><dc:language>{escape(about.language)}</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def _custom(about: About) -> bytes:
    held = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(key)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (key, value) in enumerate(about.said, start=2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_APPLICATION}/custom-properties" '
        f'xmlns:vt="{_APPLICATION}/docPropsVTypes">{held}</Properties>'
    ).encode()


def _settings() -> bytes:
    """Settings of a document of Word 2013: without the mode, Word opens it as one of Word 2007."""
    return (
        f'{_DECLARATION}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="284"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/>'
        "</w:compat></w:settings>"
    ).encode()
