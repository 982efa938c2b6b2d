"""What Word asks of a document, checked without Word: the order of elements, ids, relationships, types.

The sequences are those of the transitional schema (ECMA-376-1, annex A), as far as we write them.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

RUN_PROPERTIES = [
    "ins",
    "del",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "color",
    "spacing",
    "sz",
    "szCs",
    "u",
    "vertAlign",
    "rtl",
    "lang",
]
PARAGRAPH_PROPERTIES = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "suppressLineNumbers",
    "pBdr",
    "tabs",
    "bidi",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
]
SEQUENCES = {
    "pPr": PARAGRAPH_PROPERTIES,
    "rPr": RUN_PROPERTIES,
    "sectPr": ["headerReference", "footerReference", "type", "pgSz", "pgMar", "lnNumType", "bidi"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "tr": ["trPr", "tc"],
    "trPr": ["cantSplit", "tblHeader"],
    "tc": ["tcPr", "p"],
    "tcPr": ["tcW", "gridSpan", "shd"],
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
    "tblCellMar": ["top", "left", "bottom", "right"],
    "style": ["name", "basedOn", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"],
    "font": ["altName", "charset", "family", "pitch"],
    "settings": ["zoom", "defaultTabStop", "characterSpacingControl", "compat"],
    "document": ["body"],
    "styles": ["docDefaults", "style"],
}
SINGLE = frozenset({"pPr", "rPr", "tblPr", "tcPr", "trPr", "tblGrid", "body", "docDefaults"})
INLINE = frozenset({"r", "ins", "del"})
IN_RUN = frozenset(
    {"rPr", "t", "delText", "tab", "br", "noBreakHyphen", "softHyphen", "fldChar", "instrText"}
)


@dataclass(frozen=True)
class Parts:
    """The parts of a package, parsed."""

    names: tuple[str, ...]
    xml: dict[str, etree._Element]


def opened(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Parts(
            names=tuple(archive.namelist()),
            xml={name: etree.fromstring(archive.read(name)) for name in archive.namelist()},
        )


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def faults(data: bytes) -> list[str]:
    """List what Word would have to repair."""
    parts = opened(data)
    found = [fault for name in parts.names if name.startswith("word/") for fault in _order(parts.xml[name])]
    return [*found, *_ids(parts), *_styles(parts), *_relationships(parts), *_types(parts)]


def _order(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{W}*"):
        name, children = local(element), [local(child) for child in element]
        sequence = SEQUENCES.get(name)
        if sequence is not None:
            places = [sequence.index(child) if child in sequence else -1 for child in children]
            if -1 in places or places != sorted(places):
                yield f"{name}: {' '.join(children)}"
            yield from (f"{name}: two {one}" for one in SINGLE if children.count(one) > 1)
        if name == "p" and not all((c == "pPr" and at == 0) or c in INLINE for at, c in enumerate(children)):
            yield f"p: {' '.join(children)}"
        if name == "r" and not all(
            (c == "rPr" and at == 0) or c in IN_RUN - {"rPr"} for at, c in enumerate(children)
        ):
            yield f"r: {' '.join(children)}"
        if name == "tc" and children[-1:] != ["p"]:
            yield "tc: does not end in a paragraph"
        deleted = any(local(above) == "del" for above in element.iterancestors())
        if name == ("t" if deleted else "delText"):
            yield f"{name} where {'words are deleted' if deleted else 'they are not'}"
    for body in root.iter(f"{W}body"):
        if local(body[-1]) != "sectPr":
            yield "body: does not end in its section"


def _ids(parts: Parts) -> Iterator[str]:
    ids = [element.get(f"{W}id") for element in parts.xml["word/document.xml"].iter(f"{W}ins", f"{W}del")]
    if len(ids) != len(set(ids)):
        yield "ids of changes are not unique"
    styles = [style.get(f"{W}styleId") for style in parts.xml["word/styles.xml"].iter(f"{W}style")]
    if len(styles) != len(set(styles)):
        yield "ids of styles are not unique"
    names = [name.get(f"{W}val") for name in parts.xml["word/styles.xml"].iter(f"{W}name")]
    if len(names) != len({str(name).casefold() for name in names}):
        yield "names of styles are not unique"


def _styles(parts: Parts) -> Iterator[str]:
    known = {style.get(f"{W}styleId") for style in parts.xml["word/styles.xml"].iter(f"{W}style")}
    for name, root in parts.xml.items():
        for element in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn"):
            if element.get(f"{W}val") not in known:
                yield f"{name}: style {element.get(f'{W}val')} is not defined"


def _relationships(parts: Parts) -> Iterator[str]:
    for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        for each in parts.xml[name].iter(RELATIONSHIP):
            if folder + each.get("Target", "") not in parts.names:
                yield f"{name}: {each.get('Target')} is not there"
    known = {each.get("Id") for each in parts.xml["word/_rels/document.xml.rels"].iter(RELATIONSHIP)}
    for element in parts.xml["word/document.xml"].iter():
        if (used := element.get(f"{R}id")) is not None and used not in known:
            yield f"the relationship {used} is not there"


def _types(parts: Parts) -> Iterator[str]:
    types = parts.xml["[Content_Types].xml"]
    named = {each.get("PartName") for each in types if each.get("PartName")}
    yield from (f"{name} is typed and not there" for name in named if str(name)[1:] not in parts.names)
    for name in parts.names:
        if not name.endswith(".rels") and name != "[Content_Types].xml" and f"/{name}" not in named:
            yield f"{name} has no type"


def shape(data: bytes) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """List the paragraphs outside tables: style, left indentation, and runs with their styles.

    A tab is a tab, a line break a line feed; a run that is inserted or deleted has + or - before its style.
    """
    found = []
    for paragraph in opened(data).xml["word/document.xml"][0].findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        indent = paragraph.find(f"{W}pPr/{W}ind")
        found.append(
            (
                "" if style is None else style.get(f"{W}val", ""),
                "" if indent is None else indent.get(f"{W}left", ""),
                [_run(run) for run in paragraph.iter(f"{W}r")],
            )
        )
    return found


_CHARACTERS = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def _run(run: etree._Element) -> tuple[str, str]:
    style = run.find(f"{W}rPr/{W}rStyle")
    above = run.getparent()
    sign = {"ins": "+", "del": "-"}.get(local(above), "") if above is not None else ""
    characters = "".join(
        child.text or "" if local(child) in ("t", "delText") else _CHARACTERS.get(local(child), "")
        for child in run
    )
    return sign + ("" if style is None else style.get(f"{W}val", "")), characters
