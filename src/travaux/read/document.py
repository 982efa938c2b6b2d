"""A Word document taken apart: its main text, its notes, its styles and lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from travaux.read.body import Body, Manners
from travaux.read.fragment import BODY
from travaux.read.front import CONSOLIDATED, Front
from travaux.read.known import Known
from travaux.read.package import Element, NotPackage, NotReadable, Package, open_package, parse
from travaux.read.story import read_story
from travaux.read.style import W, value
from travaux.read.tracked import Block, On, Revision, Story, TrackedChange, changes, is_tracked
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import phrase, phrase_count

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (
        b'"http://purl.oclc.org/ooxml/wordprocessingml/main"',
        b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/officeDocument/math"',
        b'"http://schemas.openxmlformats.org/officeDocument/2006/math"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/drawingml/',
        b'"http://schemas.openxmlformats.org/drawingml/2006/',
    ),
)
"""The namespaces of "Strict Open XML", which name the same elements; in quotes, as in a declaration."""
_OTHER_OFFICE: Final = {
    "xl": phrase("an Excel workbook"),
    "ppt": phrase("a PowerPoint presentation"),
}
_LONGEST_PROLOGUE: Final = 2**14
"""Characters: Word declares some thirty namespaces in four thousand."""
_EXCERPT: Final = 80
"""Characters of what was left out that a finding shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything in a .docx that makes up its words. ``notes`` are by (is an endnote, id)."""

    body: Body
    notes: dict[tuple[bool, str], Story]
    manners: Manners
    note_form: dict[bool, str]
    """The number format of footnotes (False) and endnotes (True)."""
    front: Front = Front()
    """What a document of our own says of itself in its properties."""
    running: tuple[Story, ...] = ()
    """The headers and footers of its pages: no part of the text."""
    comments: tuple[str, ...] = ()
    """Who wrote each of its comments, which are no part of the text either; "": nobody named."""
    findings: tuple[Finding, ...] = ()

    @property
    def tracked(self) -> bool:
        """Whether its two views can differ."""
        return self.body.tracked or any(is_tracked(note) for note in self.notes.values())

    @property
    def revised(self) -> Iterator[tuple[Revision, On]]:
        """List who did what on what, as `changes` does, without the words."""
        yield from self.body.revised
        for note in self.notes.values():
            for change in changes(note):
                yield Revision(sort=change.kind, author=change.author), change.on

    @property
    def changes(self) -> tuple[TrackedChange, ...]:
        """List every tracked change: those of the main text, then those of the notes."""
        notes = (change for story in self.notes.values() for change in changes(story))
        return (*self.body.changes, *notes)


def open_document(data: bytes, *, name: str = "", known: Known | None = None) -> Document:
    """Take a .docx apart; *name* is named in the findings. What is *known* of it is not read again.

    Raises NotReadable as `open_package` and `parse` do, and where there is no Word document in it.
    """
    known = Known() if known is None else known
    package = open_package(data)
    main = _main(package)
    xml = package.part(main)
    try:
        parts = _related(package, main)
        styles, lists = _bytes(package, parts, "styles"), _bytes(package, parts, "numbering")
        manners = known.manners(known.styles(*styles), known.lists(*lists))
    except NotReadable:
        _document(xml, main)  # what is wrong with the main text is said first
        raise
    read = _cut(xml, manners, known, name) or _whole(_document(xml, main), manners, name)
    findings = list(read.findings)
    position = read.paragraphs
    notes: dict[tuple[bool, str], Story] = {}
    for endnote, kind, tag in ((False, "footnotes", f"{W}footnote"), (True, "endnotes", f"{W}endnote")):
        part = _first(package, parts, kind)
        for note in part.findall(tag) if part is not None else ():
            if note.get(f"{W}type", "normal") != "normal":
                continue
            story, found = read_story(note, styles=manners.styles, source=name, first=position)
            notes[endnote, note.get(f"{W}id", "")] = story
            findings += found
            position += sum(1 for _ in note.iter(f"{W}p"))
    comments = _comments(package, parts)
    findings += (_left_out(comment, name) for comment in comments)
    front = _front(package)
    for kind in ("header", "footer"):
        if not front.characters:
            findings += _running(package, parts, kind, name)
    running = tuple(
        read_story(_root(package, one), styles=manners.styles)[0]
        for kind in ("header", "footer")
        for one in parts.get(kind, ())
        if one in package.names
    )
    settings = _first(package, parts, "settings")
    return Document(
        body=read.body,
        notes=notes,
        manners=manners,
        note_form={
            False: _note_form(settings, read.elements, "footnotePr") or "decimal",
            True: _note_form(settings, read.elements, "endnotePr") or "lowerRoman",
        },
        front=front,
        running=running,
        comments=tuple(one.get(f"{W}author") or "" for one in comments),
        findings=tuple(findings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The main text, the findings on it, how many paragraphs it has, and the ``w:body`` it was read from."""

    body: Body
    findings: tuple[Finding, ...]
    paragraphs: int
    elements: list[Element]


def _cut(xml: bytes, manners: Manners, known: Known, name: str) -> _Read | None:
    """Read the main part from its pieces; None where it has to be parsed as a whole."""
    if known.whole:
        return None
    try:
        text = xml.decode()
    except UnicodeDecodeError:
        return None
    begin = text.find(BODY, 0, _LONGEST_PROLOGUE)
    if begin < 0:
        return None
    cut = known.markup(text[: begin + len(BODY)], manners).cut(text, source=name)
    if cut is None:
        return None
    return _Read(body=cut.body, findings=cut.findings, paragraphs=cut.paragraphs, elements=[cut.element])


def _document(xml: bytes, main: str) -> Element:
    """Parse the main part as a whole; raises as `parse` does, and NotPackage."""
    root = _parsed(xml, main)
    if root.tag != f"{W}document":
        raise NotPackage(
            phrase(
                "The part {name} is no Word document. Open the file in Word and save it as .docx.", name=main
            )
        )
    return root


def _whole(root: Element, manners: Manners, name: str) -> _Read:
    """Read the main part from its elements."""
    findings: list[Finding] = []
    elements = root.findall(f"{W}body")
    if len(elements) != 1:
        findings.append(_bodies(len(elements), name))
    parts: list[Block] = []
    position = 0
    for element in elements:
        story, found = read_story(element, styles=manners.styles, source=name, first=position)
        parts += story
        findings += found
        position += sum(1 for _ in element.iter(f"{W}p"))
    return _Read(
        body=Body(parts=parts, at=[0] * len(parts)),
        findings=tuple(findings),
        paragraphs=position,
        elements=elements,
    )


def _front(package: Package) -> Front:
    """Read the properties that our own documents have; they are those of a front matter."""
    said: dict[str, str] = {}
    for part in _related(package, "").get("custom-properties", ()):
        if part in package.names:
            for each in package.xml(part).iterchildren():
                said[each.get("name", "")] = "".join(child.text or "" for child in each)
    if "travaux" not in said:
        return Front()
    return Front(
        characters=said["travaux"],
        title=said.get("title", ""),
        draft=said.get("draft", ""),
        language=said.get("language", ""),
        consolidated=said["travaux"] == CONSOLIDATED,
    )


def _root(package: Package, name: str) -> Element:
    return _parsed(package.part(name), name)


def _parsed(xml: bytes, name: str) -> Element:
    for strict, transitional in _STRICT:
        xml = xml.replace(strict, transitional)
    return parse(xml, phrase("The part {name}", name=name))


def _main(package: Package) -> str:
    kinds = _related(package, "")
    for name in kinds.get("officeDocument", ()):
        other = _OTHER_OFFICE.get(name.partition("/")[0])
        if other is not None:
            raise NotPackage(
                phrase("The file is {other}, not a Word document; a .docx was expected.", other=other)
            )
        if name in package.names:
            return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise NotPackage(
        phrase(
            "The file is an Office package without a Word document in it; a .docx was expected. "
            "Open it in the program that made it and save it as .docx."
        )
    )


def _related(package: Package, name: str) -> dict[str, list[str]]:
    """List the parts that the part *name* ("" is the package) points to, by the kind of relationship."""
    folder, _, file = name.rpartition("/")
    table = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, list[str]] = {}
    if table not in package.names:
        return found
    for each in package.xml(table).iter(_RELATIONSHIP):
        if each.get("TargetMode") != "External":
            kind = each.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, []).append(_resolved(folder, each.get("Target", "")))
    return found


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _first(package: Package, parts: dict[str, list[str]], kind: str) -> Element | None:
    return next((_root(package, name) for name in parts.get(kind, ()) if name in package.names), None)


def _bytes(
    package: Package, parts: dict[str, list[str]], kind: str
) -> tuple[bytes | None, Callable[[bytes], Element]]:
    """Unpack the first part of a *kind*, None where there is none, and say how to parse it."""
    name = next((name for name in parts.get(kind, ()) if name in package.names), None)
    return (None if name is None else package.part(name)), lambda xml: _parsed(xml, name or "")


def _note_form(settings: Element | None, bodies: list[Element], name: str) -> str | None:
    """Find the format of note numbers: that of the last section, else that of the whole document."""
    said = [value(body, "sectPr", name, "numFmt") for body in bodies]
    return next(
        (form for form in said if form), None if settings is None else value(settings, name, "numFmt")
    )


def _bodies(count: int, name: str) -> Finding:
    return Finding(
        code="not-one-body",
        message=phrase_count(
            "The document holds {count} text. One was expected.",
            "The document holds {count} texts one after the other; all are read, in their order. One was "
            "expected.",
            count,
        )
        if count
        else phrase("The document holds no text. One was expected."),
        place=Place(source=name),
        hint=phrase("Open it in Word, look whether all is there, and save it again."),
    )


def _comments(package: Package, parts: dict[str, list[str]]) -> list[Element]:
    """Find the comments; also those that Word does not show, for nothing points to them."""
    names = dict.fromkeys((*parts.get("comments", ()), "word/comments.xml"))
    return [
        comment
        for name in names
        if name in package.names
        for comment in _root(package, name).findall(f"{W}comment")
    ]


def _left_out(comment: Element, name: str) -> Finding:
    return Finding(
        code="comment-left-out",
        message=phrase(
            "A comment by {author} is no part of the text.",
            author=comment.get(f"{W}author") or phrase("nobody named"),
        ),
        severity=Severity.NOTE,
        place=Place(source=name, excerpt=_words(comment)),
    )


def _running(package: Package, parts: dict[str, list[str]], kind: str, name: str) -> list[Finding]:
    found = {_words(_root(package, part)): None for part in parts.get(kind, ()) if part in package.names}
    return [
        Finding(
            code=f"{kind}-left-out",
            message=phrase("The page header is no part of the text.")
            if kind == "header"
            else phrase("The page footer is no part of the text."),
            severity=Severity.NOTE,
            place=Place(source=name, excerpt=excerpt),
        )
        for excerpt in found
        if excerpt
    ]


def _words(element: Element) -> str:
    found = "".join(each.text or "" for each in element.iter(f"{W}t"))
    return found if len(found) <= _EXCERPT else f"{found[:_EXCERPT]}…"
