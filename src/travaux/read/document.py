"""A Word document taken apart: its main text, its notes, its styles and lists."""

from dataclasses import dataclass
from typing import Final

from travaux.read.automatic import Lists, read_lists
from travaux.read.front import CONSOLIDATED, Front
from travaux.read.package import Element, NotPackage, Package, open_package, parse
from travaux.read.story import read_story
from travaux.read.style import Styles, W, read_styles, value
from travaux.read.tracked import Story, TrackedChange, changes, is_tracked
from travaux.text.finding import Finding, Place, Severity

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
_OTHER_OFFICE: Final = {"xl": "an Excel workbook", "ppt": "a PowerPoint presentation"}
_EXCERPT: Final = 80
"""Characters of what was left out that a finding shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything in a .docx that makes up its words. ``notes`` are by (is an endnote, id)."""

    body: Story
    notes: dict[tuple[bool, str], Story]
    styles: Styles
    lists: Lists
    note_form: dict[bool, str]
    """The number format of footnotes (False) and endnotes (True)."""
    front: Front = Front()
    """What a document of our own says of itself in its properties."""
    findings: tuple[Finding, ...] = ()

    @property
    def tracked(self) -> bool:
        """Whether its two views can differ."""
        return is_tracked(self.body) or any(is_tracked(note) for note in self.notes.values())

    @property
    def changes(self) -> tuple[TrackedChange, ...]:
        """List every tracked change: those of the main text, then those of the notes."""
        return tuple(change for story in (self.body, *self.notes.values()) for change in changes(story))


def open_document(data: bytes, *, name: str = "") -> Document:
    """Take a .docx apart; *name* is named in the findings.

    Raises NotReadable as `open_package` and `parse` do, and where there is no Word document in it.
    """
    package = open_package(data)
    main = _main(package)
    root = _root(package, main)
    if root.tag != f"{W}document":
        raise NotPackage(f"The part {main} is no Word document. Open the file in Word and save it as .docx.")
    parts = _related(package, main)
    styles = read_styles(_first(package, parts, "styles"))
    findings: list[Finding] = []
    bodies = root.findall(f"{W}body")
    if len(bodies) != 1:
        findings.append(_bodies(len(bodies), name))
    blocks: list[Story] = []
    position = 0
    for body in bodies:
        story, found = read_story(body, styles=styles, source=name, first=position)
        blocks.append(story)
        findings += found
        position += sum(1 for _ in body.iter(f"{W}p"))
    notes: dict[tuple[bool, str], Story] = {}
    for endnote, kind, tag in ((False, "footnotes", f"{W}footnote"), (True, "endnotes", f"{W}endnote")):
        part = _first(package, parts, kind)
        for note in part.findall(tag) if part is not None else ():
            if note.get(f"{W}type", "normal") != "normal":
                continue
            story, found = read_story(note, styles=styles, source=name, first=position)
            notes[endnote, note.get(f"{W}id", "")] = story
            findings += found
            position += sum(1 for _ in note.iter(f"{W}p"))
    findings += _comments(_first(package, parts, "comments"), name)
    front = _front(package)
    for kind in ("header", "footer"):
        if not front.characters:
            findings += _running(package, parts, kind, name)
    settings = _first(package, parts, "settings")
    return Document(
        body=tuple(block for story in blocks for block in story),
        notes=notes,
        styles=styles,
        lists=read_lists(_first(package, parts, "numbering")),
        note_form={
            False: _note_form(settings, bodies, "footnotePr") or "decimal",
            True: _note_form(settings, bodies, "endnotePr") or "lowerRoman",
        },
        front=front,
        findings=tuple(findings),
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
    xml = package.part(name)
    for strict, transitional in _STRICT:
        xml = xml.replace(strict, transitional)
    return parse(xml, f"The part {name}")


def _main(package: Package) -> str:
    kinds = _related(package, "")
    for name in kinds.get("officeDocument", ()):
        other = _OTHER_OFFICE.get(name.partition("/")[0])
        if other is not None:
            raise NotPackage(f"The file is {other}, not a Word document; a .docx was expected.")
        if name in package.names:
            return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise NotPackage(
        "The file is an Office package without a Word document in it; a .docx was expected. "
        "Open it in the program that made it and save it as .docx."
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


def _note_form(settings: Element | None, bodies: list[Element], name: str) -> str | None:
    """Find the format of note numbers: that of the last section, else that of the whole document."""
    said = [value(body, "sectPr", name, "numFmt") for body in bodies]
    return next(
        (form for form in said if form), None if settings is None else value(settings, name, "numFmt")
    )


def _bodies(count: int, name: str) -> Finding:
    said = "no text" if count == 0 else f"{count} texts one after the other; all are read, in their order"
    return Finding(
        code="not-one-body",
        message=f"The document holds {said}. One was expected.",
        place=Place(source=name),
        hint="Open it in Word, look whether all is there, and save it again.",
    )


def _comments(part: Element | None, name: str) -> list[Finding]:
    comments = [] if part is None else part.findall(f"{W}comment")
    return [
        Finding(
            code="comment-left-out",
            message=f"A comment by {comment.get(f'{W}author') or 'nobody named'} is no part of the text.",
            severity=Severity.NOTE,
            place=Place(source=name, excerpt=_words(comment)),
        )
        for comment in comments
    ]


def _running(package: Package, parts: dict[str, list[str]], kind: str, name: str) -> list[Finding]:
    found = {_words(_root(package, part)): None for part in parts.get(kind, ()) if part in package.names}
    return [
        Finding(
            code=f"{kind}-left-out",
            message=f"The page {kind} is no part of the text.",
            severity=Severity.NOTE,
            place=Place(source=name, excerpt=excerpt),
        )
        for excerpt in found
        if excerpt
    ]


def _words(element: Element) -> str:
    found = "".join(each.text or "" for each in element.iter(f"{W}t"))
    return found if len(found) <= _EXCERPT else f"{found[:_EXCERPT]}…"
