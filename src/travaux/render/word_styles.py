"""The styles of our Word documents: a serif for the words of the text, a smaller sans for ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from travaux.read.own_style import APPARATUS, BARS, NUMBER, SAID, WORDS, style_of
from travaux.text.kind import Kind

BRACKET: Final = "TravauxBracket"
NAME: Final = "TravauxName"
QUOTED: Final = "TravauxQuoted"
"""Words of a party or of the text among ours."""
NOTES_HEADING: Final = "TravauxNotesHeading"
NOTES_TITLE: Final = "TravauxNotesTitle"
INSERTED: Final = "TravauxInserted"
DELETED: Final = "TravauxDeleted"
ALTERNATIVE: Final = "TravauxAlternative"
"""How the ids of the character styles of alternatives begin; 1 to `LINES` follows."""
GRID: Final = "TravauxGrid"
"""The style of our tables."""

_UNDERLINES: Final = ("single", "dash", "double", "dotted", "thick", "dashLong", "wave", "dotDash")
_COLOURS: Final = ("0B5A6F", "8A4B08", "5B3A8C", "5F6B1A", "0B5A6F", "8A4B08", "5B3A8C", "5F6B1A")
"""They repeat what the line under the words says already: nothing is lost in black and white."""
LINES: Final = len(_UNDERLINES)

_SOFT: Final = "5D5A53"
_INK: Final = "1C1B19"
_SERIF: Final = (
    '<w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" '
    'w:eastAsia="Noto Serif CJK SC" w:cs="Noto Naskh Arabic"/>'
)
_SANS: Final = (
    '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" '
    'w:eastAsia="Noto Sans CJK SC" w:cs="Noto Sans Arabic"/>'
)
_SIGNS: Final = (
    '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans CJK SC" w:cs="Noto Sans"/>'
)
"""For brackets and names: the Arabic fonts have no brackets of their own."""
_BOLD: Final = "<w:b/><w:bCs/>"
_ENGLISH: Final = '<w:lang w:val="en-GB"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How the paragraphs of a kind are set: sizes in half-points, spaces in twips."""

    size: int = 22
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 120
    keep: bool = False
    """With the next paragraph, as a heading is."""
    outline: int | None = None


_LOOKS: Final[dict[Kind, _Look]] = {
    Kind.TITLE: _Look(size=32, bold=True, after=280, keep=True, outline=0),
    Kind.PREAMBLE: _Look(size=26, bold=True, before=280, keep=True, outline=1),
    Kind.FORMULA: _Look(before=120, after=160),
    Kind.BOOK: _Look(size=28, bold=True, before=400, keep=True, outline=1),
    Kind.PART: _Look(size=28, bold=True, before=400, keep=True, outline=1),
    Kind.DIVISION: _Look(size=26, bold=True, before=360, keep=True, outline=1),
    Kind.CHAPTER: _Look(size=26, bold=True, before=360, keep=True, outline=1),
    Kind.SECTION: _Look(size=24, bold=True, before=320, keep=True, outline=1),
    Kind.ARTICLE: _Look(size=24, bold=True, before=320, after=140, keep=True, outline=2),
    Kind.ANNEX: _Look(size=28, bold=True, before=480, after=200, keep=True, outline=1),
    Kind.APPENDIX: _Look(size=26, bold=True, before=400, after=160, keep=True, outline=1),
    Kind.HEADING: _Look(size=22, bold=True, before=240, keep=True),
    Kind.ALTERNATIVE: _Look(before=160),
    Kind.FOOTNOTE: _Look(size=18),
    Kind.TABLE: _Look(size=20, after=40),
    Kind.UNREAD: _Look(size=20, italic=True),
}
_ORDINARY: Final = _Look()
_LINE: Final = 340
"""Space from line to line, in 240ths of a line: room to write between the lines."""


_SHEET: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr>{serif}{size}{languages}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
{styles}
<w:style w:type="table" w:customStyle="1" w:styleId="{grid}"><w:name w:val="Travaux grid"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:space="0" w:color="8C877C"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="8C877C"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D5CB"/></w:tblBorders><w:tblCellMar>
<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>
"""
_PARAGRAPH: Final = """\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>
<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>
"""
_CHARACTER: Final = """\
<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>
"""


def style_sheet(language: str) -> bytes:
    """Write ``word/styles.xml`` for a text in *language*."""
    cells = (_of_kind(Kind.TABLE, called=one) for one in BARS)
    styles = [*(_of_kind(kind) for kind in Kind), *cells, _apparatus(), *_characters()]
    sheet = _SHEET.format(
        serif=_SERIF, size=_size(22), languages=_languages(language), styles="".join(styles), grid=GRID
    )
    return sheet.encode()


def _apparatus() -> str:
    spacing = '<w:spacing w:before="0" w:after="60" w:line="264" w:lineRule="auto"/>'
    return _PARAGRAPH.format(
        id=APPARATUS,
        name="Travaux apparatus",
        properties=f"<w:suppressLineNumbers/>{spacing}",
        run=f"{_SANS}{_colour(_SOFT)}{_size(17)}{_ENGLISH}",
    )


def _characters() -> Iterator[str]:
    soft = _colour(_SOFT)
    ink = _colour(_INK)
    looks = {
        NUMBER: ("number", ""),
        BRACKET: ("bracket", f"{_SIGNS}{_BOLD}{soft}{_size(20)}{_ENGLISH}"),
        SAID: ("said", f"{_SIGNS}{soft}{_size(16)}{_ENGLISH}"),
        NAME: ("name", f"{_SIGNS}{_BOLD}<w:smallCaps/>{soft}{_size(16)}{_ENGLISH}"),
        WORDS: ("words", ""),
        QUOTED: ("quoted", f"{_SERIF}{ink}{_size(18)}"),
        NOTES_HEADING: ("notes heading", f"{_BOLD}{ink}{_size(24)}"),
        NOTES_TITLE: ("notes title", f"{_SERIF}{_BOLD}{ink}{_size(36)}"),
        INSERTED: ("inserted", '<w:u w:val="single"/>'),
        DELETED: ("deleted", "<w:strike/>"),
    }
    for id_, (name, run) in looks.items():
        yield _CHARACTER.format(id=id_, name=f"Travaux {name}", run=run)
    for number, (line, colour) in enumerate(zip(_UNDERLINES, _COLOURS, strict=True), start=1):
        yield _CHARACTER.format(
            id=f"{ALTERNATIVE}{number}",
            name=f"Travaux alternative {number}",
            run=f'<w:u w:val="{line}" w:color="{colour}"/>',
        )


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _size(half_points: int) -> str:
    """Set a size; Arabic letters are drawn smaller, and get a point more."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + 2}"/>'


def _languages(language: str) -> str:
    """Tell Word in which language each kind of script is, "x-none" where it is not known."""
    primary = language.partition("-")[0].lower()
    latin = "x-none" if primary == "und" or primary in (*_ASIAN, *_FROM_RIGHT) else language
    asian = _ASIAN.get(language.lower(), language) if primary in _ASIAN else "zh-CN"
    right = _FROM_RIGHT.get(language.lower(), language) if primary in _FROM_RIGHT else "ar-SA"
    return f"<w:lang w:val={quoteattr(latin)} w:eastAsia={quoteattr(asian)} w:bidi={quoteattr(right)}/>"


_ASIAN: Final = {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
_FROM_RIGHT: Final = {"ar": "ar-SA", "fa": "fa-IR", "he": "he-IL", "ur": "ur-PK"}
"""Word wants a country with these languages; where the text names none, its first in Word's own list."""


def _of_kind(kind: Kind, called: str = "") -> str:
    look = _LOOKS.get(kind, _ORDINARY)
    properties = [
        "<w:keepNext/>" if look.keep else "",
        f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="{_LINE}" w:lineRule="auto"/>',
        f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
    ]
    run = [_BOLD if look.bold else "", "<w:i/><w:iCs/>" if look.italic else "", _size(look.size)]
    return _PARAGRAPH.format(
        id=called or style_of(kind),
        name=f"Travaux {kind}" if not called else called.replace("-", " "),
        properties="".join(properties),
        run="".join(run),
    )


_FONTS: Final = (
    ("Noto Serif", "Cambria", "roman", "variable", "00"),
    ("Noto Sans", "Calibri", "swiss", "variable", "00"),
    ("Noto Naskh Arabic", "Times New Roman", "roman", "variable", "B2"),
    ("Noto Sans Arabic", "Arial", "swiss", "variable", "B2"),
    ("Noto Serif CJK SC", "SimSun", "roman", "variable", "86"),
    ("Noto Sans CJK SC", "Microsoft YaHei", "swiss", "variable", "86"),
)
"""Our fonts, and what every Word has in their place."""


_TABLE: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}</w:fonts>
"""


def font_table() -> bytes:
    """Write ``word/fontTable.xml``."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, instead, family, pitch, charset in _FONTS
    )
    return _TABLE.format(fonts=fonts).encode()
