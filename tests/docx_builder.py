"""Word documents for tests, from lines that can be read.

    docx('''
    @Heading1 Article 1
    %1.0 Each Party {-AA: may-}{+AA: shall+} notify.¶+AA
    {+FR: in writing {-US: and under seal-}+}
    | a | b
    |+AA c | d
    ''', lists={"1": [level("decimal", "%1.")]})

A line is a paragraph. It may open with ``@Style`` and ``%list.level``; ``¶`` at its end says what
happened to its mark, several in a row. ``{+`` and ``{-`` are insertions and deletions, ``{<`` and
``{>`` the two ends of a move (author, a space, its name), nested as one likes. Lines that open with
``|`` are the rows of a table, with an inserted (``|+AA``) or deleted (``|-AA``) row mark. A tab is a
tab, ``⏎`` a line break, ``{^1}`` calls footnote 1, ``{~words}`` is hidden, ``{=REF x|shown}`` is a
field, and ``⟦…⟧`` holds raw XML of a run.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DATE = "2031-05-17T09:00:00Z"
"""The date of every tracked change made here."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TAGS = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo"}
_OPENING = re.compile(r"\{(?P<sort>[+\-<>])(?P<author>[^:{}]*): ?|\{(?P<aside>[\^~=])")
_HEAD = re.compile(r"(?:@(?P<style>\S+) ?)?(?:%(?P<list>\d+)\.(?P<level>\d) ?)?")
_ROW = re.compile(r"\|(?:(?P<sort>[+-])(?P<author>\S+))? ?")


def docx(
    text: str,
    *,
    lists: Mapping[str, Sequence[str]] | None = None,
    nums: str = "",
    styles: str = "",
    notes: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Build a .docx.

    *lists* gives the levels (see `level`) by the id of both the abstract and the concrete list; *nums*
    and *styles* are raw XML that goes behind; *notes* gives footnotes by id, in the notation of a line;
    *parts* adds or replaces parts of the package.
    """
    writer = _Writer()
    body = "".join(writer.blocks(text.strip("\n").split("\n")))
    footnotes = "".join(
        f'<w:footnote w:id="{id_}">{writer.paragraph(line)}</w:footnote>'
        for id_, line in (notes or {}).items()
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}">{"".join(_numbered(levels))}</w:abstractNum>'
        for id_, levels in (lists or {}).items()
    ) + "".join(f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>' for id_ in lists or {})
    related = {
        "styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "numbering": f"<w:numbering {NAMESPACES}>{numbering}{nums}</w:numbering>",
        "footnotes": f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
    }
    return zipped(
        {
            "[Content_Types].xml": _content_types("document", *related),
            "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relationships({kind: f"{kind}.xml" for kind in related}),
            **{f"word/{kind}.xml": xml for kind, xml in related.items()},
            **(parts or {}),
        }
    )


def level(form: str, text: str, more: str = "") -> str:
    """Give the inside of a list level: its number format, its text with %1 to %9, and raw XML."""
    return f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{escape(text)}"/>{more}'


def num(id_: str, abstract: str, starts: Mapping[int, int]) -> str:
    """Give another list that counts in *abstract*, and starts each level in *starts* at its number."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts.items()
    )
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def style(id_: str, inside: str = "", *, name: str = "", based_on: str = "", default: bool = False) -> str:
    """Give a paragraph style; *inside* is the raw XML of its ``w:pPr``."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}" w:default="{int(default)}">'
        f'<w:name w:val="{name or id_}"/>{base}<w:pPr>{inside}</w:pPr></w:style>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts as they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _numbered(levels: Sequence[str]) -> Iterator[str]:
    for at, inside in enumerate(levels):
        yield f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def _content_types(*parts: str) -> str:
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}{kinds.get(part, part)}+xml"/>'
        for part in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{inside}</Relationships>'


def _author(sort: str, given: str) -> tuple[str, str]:
    """Part the author of a change from the name of a move."""
    if sort not in "<>":
        return given, ""
    author, _, move = given.rpartition(" ")
    return author, move


class _Writer:
    """Writes WordprocessingML; gives each change its own id."""

    def __init__(self) -> None:
        self._id = 0

    def blocks(self, lines: Sequence[str]) -> Iterator[str]:
        rows: list[str] = []
        for line in lines:
            if line.startswith("|"):
                rows.append(self._row(line))
                continue
            if rows:
                yield f"<w:tbl>{''.join(rows)}</w:tbl>"
                rows = []
            yield line if line.startswith("<w:") else self.paragraph(line)
        if rows:
            yield f"<w:tbl>{''.join(rows)}</w:tbl>"

    def paragraph(self, line: str) -> str:
        words, *marks = line.split("¶")
        head = _HEAD.match(words)
        properties = ""
        if head is not None:
            words = words[head.end() :]
            if head["style"]:
                properties += f'<w:pStyle w:val="{head["style"]}"/>'
            if head["list"]:
                properties += (
                    f'<w:numPr><w:ilvl w:val="{head["level"]}"/><w:numId w:val="{head["list"]}"/></w:numPr>'
                )
        inside, rest = self._runs(words, "")
        if rest:
            message = f"a brace too many before {rest!r}"
            raise ValueError(message)
        if marks:
            said = "".join(
                f"<w:{_TAGS[mark[0]]} {self._who(_author(mark[0], mark[1:])[0])}/>" for mark in marks
            )
            properties += f"<w:rPr>{said}</w:rPr>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"

    def _row(self, line: str) -> str:
        head = _ROW.match(line)
        mark, words = "", line[1:]
        if head is not None:
            words = line[head.end() :]
            if head["sort"]:
                mark = f"<w:trPr><w:{_TAGS[head['sort']]} {self._who(head['author'])}/></w:trPr>"
        cells = "".join(f"<w:tc>{self.paragraph(cell)}</w:tc>" for cell in words.split(" | "))
        return f"<w:tr>{mark}{cells}</w:tr>"

    def _runs(self, text: str, within: str) -> tuple[str, str]:
        """Write *text* up to the brace that closes what is *within*; give back what follows it too."""
        done = ""
        while text:
            opening = _OPENING.search(text)
            close = text.find(f"{within}}}") if within else -1
            if opening is None or -1 < close < opening.start():
                stop = len(text) if close < 0 else close
                return done + self._run(text[:stop], within), text[stop + len(within) + 1 :] if within else ""
            done += self._run(text[: opening.start()], within)
            text = text[opening.end() :]
            if opening["aside"]:
                aside, _, text = text.partition("}")
                done += self._aside(opening["aside"], aside, within)
                continue
            sort = opening["sort"]
            author, move = _author(sort, opening["author"])
            who = self._who(author)
            inside, text = self._runs(text, sort)
            done += self._ranged(sort, move, f"<w:{_TAGS[sort]} {who}>{inside}</w:{_TAGS[sort]}>")
        return done, ""

    def _aside(self, sort: str, inside: str, within: str) -> str:
        if sort == "^":
            return f'<w:r><w:footnoteReference w:id="{inside}"/></w:r>'
        if sort == "=":
            instruction, _, shown = inside.partition("|")
            tag = "delInstrText" if within == "-" else "instrText"
            bounds = [f'⟦<w:fldChar w:fldCharType="{bound}"/>⟧' for bound in ("begin", "separate", "end")]
            code = f"⟦<w:{tag}>{instruction}</w:{tag}>⟧"
            return self._run(f"{bounds[0]}{code}{bounds[1]}{shown}{bounds[2]}", within)
        return self._run(inside, within).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")

    def _ranged(self, sort: str, move: str, inside: str) -> str:
        if not move:
            return inside
        tag = _TAGS[sort]
        self._id += 1
        start = f'<w:{tag}RangeStart w:id="{self._id}" w:name="{move}"/>'
        return f'{start}{inside}<w:{tag}RangeEnd w:id="{self._id}"/>'

    def _run(self, text: str, within: str) -> str:
        tag = "delText" if within == "-" else "t"
        inside = ""
        for piece in re.split(r"(⟦[^⟧]*⟧|\t|⏎)", text):
            if piece.startswith("⟦"):
                inside += piece[1:-1]
            elif piece in ("\t", "⏎"):
                inside += "<w:tab/>" if piece == "\t" else "<w:br/>"
            elif piece:
                inside += f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>'
        return f"<w:r>{inside}</w:r>" if inside else ""

    def _who(self, author: str) -> str:
        self._id += 1
        name = escape(author.strip(), {'"': "&quot;"})
        return f'w:id="{self._id}" w:author="{name}" w:date="{DATE}"'
