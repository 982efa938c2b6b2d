"""Word documents as Word leaves them: words in fragments, each change tracked under its author's name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bench.specimen.prose import MARKS
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random


class Mark(StrEnum):
    """What became of some words, or of a paragraph's mark; the value is the element that says so."""

    KEPT = ""
    REMOVED = "del"
    ADDED = "ins"
    AWAY = "moveFrom"
    HERE = "moveTo"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with the same mark."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. ``label`` is its number where numbers are typed."""

    kind: Kind
    pieces: tuple[Piece, ...]
    mark: Mark = Mark.KEPT
    label: str = ""
    same_as: int | None = None
    """The draft's provision whose words it has, in the draft's own fragments."""
    move: int = 0
    """What names the move that it is part of."""


def pieces(words: Iterable[tuple[Mark, str]]) -> tuple[Piece, ...]:
    """Put the spaces between words where they stand in the text with the changes, and in the one without."""
    texts: list[Piece] = []
    is_first = {Mark.REMOVED: True, Mark.ADDED: True}
    for mark, word in words:
        views = (Mark.REMOVED, Mark.ADDED) if mark is Mark.KEPT else (mark,)
        spaced = [view for view in views if not is_first[view] and word not in MARKS]
        is_first |= dict.fromkeys(views, False)
        if len(spaced) == len(views):
            texts.append(Piece(mark, f" {word}"))
        else:
            texts += [Piece(view, " ") for view in spaced]
            texts.append(Piece(mark, word))
    return _joined(texts)


def _joined(texts: Iterable[Piece]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for piece in texts:
        if found and found[-1].mark is piece.mark:
            found[-1] = Piece(piece.mark, found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)


_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE: Final = "2031-05-17T09:00:00Z"
_STYLES: Final = {
    Kind.PART: "TreatyPart",
    Kind.ARTICLE: "TreatyArticle",
    Kind.PARAGRAPH: "TreatyParagraph",
    Kind.POINT: "TreatyPoint",
}
_LEVELS: Final = (
    ("TreatyPart", "upperRoman", "Part %1"),
    ("TreatyArticle", "decimal", "Article %2"),
    ("TreatyParagraph", "decimal", "%3."),
    ("TreatyPoint", "lowerLetter", "(%4)"),
)
_LOOKS: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="24"/>'
_LONGEST_RUN: Final = 66
"""Characters: five words or so between two savings, corrections or spelling marks."""
_USUAL: Final = 6
"""zlib's own default level, which Word's files come out near."""


class Writer:
    """Writes the documents of one negotiation; what a party left alone keeps the draft's fragments."""

    def __init__(self, draft: Sequence[str], dice: Random) -> None:
        """Write the draft's words once, in fragments."""
        self._draft = tuple(_runs(words, Mark.KEPT, dice) for words in draft)

    def document(self, paragraphs: Iterable[Paragraph], *, author: str, typed: bool, dice: Random) -> bytes:
        """Give a .docx; *typed* numbers are words of the document, others are Word's own."""
        body = _Body(self._draft, author, dice, typed=typed)
        inside = "".join(body.paragraph(one) for one in paragraphs)
        return _package(
            {
                "word/document.xml": _part("document", f"<w:body>{inside}</w:body>"),
                "word/styles.xml": _styles(typed=typed),
                "word/numbering.xml": _numbering(),
                "word/settings.xml": _part("settings", "<w:trackRevisions/>"),
            }
        )


class _Body:
    def __init__(self, draft: Sequence[str], author: str, dice: Random, *, typed: bool) -> None:
        self._draft = draft
        self._author = author
        self._dice = dice
        self._typed = typed
        self._id = 0

    def paragraph(self, one: Paragraph) -> str:
        style = f'<w:pStyle w:val="{_STYLES[one.kind]}"/>'
        mark = f"<w:rPr><w:{one.mark} {self._who()}/></w:rPr>" if one.mark else ""
        inside = self._draft[one.same_as] if one.same_as is not None else self._pieces(one)
        label = ""
        if self._typed:
            label = f"<w:r><w:t>{one.label}</w:t></w:r><w:r><w:tab/></w:r>"
        identity = f"{self._dice.getrandbits(31):08X}"
        return (
            f'<w:p w:rsidR="{identity}" w:rsidRDefault="{identity}">'
            f"<w:pPr>{style}{mark}</w:pPr>{label}{inside}</w:p>"
        )

    def _pieces(self, one: Paragraph) -> str:
        done = "".join(self._piece(piece) for piece in one.pieces)
        if one.mark not in (Mark.AWAY, Mark.HERE):
            return done
        self._id += 1
        start = f'<w:{one.mark}RangeStart w:id="{self._id}" w:name="move{one.move}" {self._when()}/>'
        return f'{start}{done}<w:{one.mark}RangeEnd w:id="{self._id}"/>'

    def _piece(self, piece: Piece) -> str:
        runs = _runs(piece.text, piece.mark, self._dice)
        return f"<w:{piece.mark} {self._who()}>{runs}</w:{piece.mark}>" if piece.mark else runs

    def _who(self) -> str:
        self._id += 1
        return f'w:id="{self._id}" {self._when()}'

    def _when(self) -> str:
        return f'w:author="{self._author}" w:date="{_DATE}"'


def _runs(text: str, mark: Mark, dice: Random) -> str:
    """Cut *text* into runs anywhere, inside words too, with a spelling mark here and there."""
    tag = "delText" if mark is Mark.REMOVED else "t"
    done: list[str] = []
    at = 0
    while at < len(text):
        stop = at + dice.randrange(4, _LONGEST_RUN)
        identity = f"{dice.getrandbits(31):08X}"
        run = (
            f'<w:r w:rsidR="{identity}" w:rsidRPr="{identity}"><w:rPr>{_LOOKS}</w:rPr>'
            f'<w:{tag} xml:space="preserve">{text[at:stop]}</w:{tag}></w:r>'
        )
        if dice.random() < 0.3:  # noqa: PLR2004 - three in ten: invented words are not in the dictionary
            run = f'<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>'
        done.append(run)
        at = stop
    return "".join(done)


def _styles(*, typed: bool) -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr>'
        + ("" if typed else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        + "</w:pPr></w:style>"
        for level, (name, _, _) in enumerate(_LEVELS)
    )
    return _part("styles", styles)


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + ('<w:lvlRestart w:val="0"/>' if name == "TreatyArticle" else "")
        + f'<w:pStyle w:val="{name}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (name, form, shown) in enumerate(_LEVELS)
    )
    listed = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    return _part("numbering", f'{listed}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')


def _part(root: str, inside: str) -> str:
    return f'{_HEAD}<w:{root} xmlns:w="{_NAMESPACE}">{inside}</w:{root}>'


def _package(parts: dict[str, str]) -> bytes:
    names = [name.removeprefix("word/").removesuffix(".xml") for name in parts]
    kinds = {"document": "document.main"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kinds.get(name, name)}+xml"/>'
        for name in names
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}{name}" Target="{name}.xml"/>'
        for at, name in enumerate(names)
        if name != "document"
    )
    xmlns = f'xmlns="{_PACKAGE}relationships"'
    whole = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships {xmlns}><Relationship Id="rId1" '
        f'Type="{_OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{_HEAD}<Relationships {xmlns}>{related}</Relationships>",
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in whole.items():
            # ZipInfo's own date, so that the same words give the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, _USUAL)
    return stream.getvalue()
