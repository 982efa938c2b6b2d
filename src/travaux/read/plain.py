"""Plain text and Markdown, in bracket notation where it has brackets → Text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from travaux.read.front import front_matter
from travaux.read.line import Line
from travaux.read.outline import outline
from travaux.read.package import NotReadable
from travaux.read.reading import Format, Reading
from travaux.text.finding import Finding, Place, Severity
from travaux.text.instrument import Text
from travaux.text.kind import RANK, Kind
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.number import Form, read_label
from travaux.text.phrase import phrase
from travaux.text.provision import Provision

WIDEST_WRAP: Final = 120
"""Characters of the longest line in a text whose paragraphs are wrapped by hand: the widest margin in
common use. Where one line is longer, every line is a paragraph."""


class NotText(NotReadable):
    """The bytes are no text: what was found at which offset, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Physical:
    """A line of the file."""

    number: int
    text: str
    end: str


def read_plain(data: bytes, *, name: str = "", parties: Collection[str] = ()) -> Reading:
    """Read plain text or Markdown: every character of it is in the text's head, provisions or tail.

    *name* stands in the findings. *parties* are those whose codes make an attribution; those that
    the front matter lists count as well. Raises NotText for a NUL or invalid UTF-8.
    """
    characters, findings = decode(data, name=name)
    mark = "\ufeff" if characters.startswith("\ufeff") else ""
    front = front_matter(characters[len(mark) :])
    head = mark + front.characters
    body = characters[len(head) :]
    known = frozenset((*parties, *(party.code for party in front.parties)))
    lines, at, tail = _paragraphs(body, first=head.count("\n") + 1, noted=front.consolidated)
    links = frozenset(found[1] for line in lines if (found := _LINK_DEFINITION.match(line.text)) is not None)
    outlined = outline(
        lines, at=at, parties=known, source=name, ours=front.consolidated, links=links, exact=True
    )
    text = Text(
        title=front.title or _title(outlined.provisions),
        draft=front.draft,
        language=front.language or outlined.language,
        provisions=outlined.provisions,
        head=head,
        tail=tail,
    )
    return Reading(
        format=Format.PLAIN,
        text=text,
        lines=outlined.at,
        parties=front.parties,
        consolidated=front.consolidated,
        findings=(*findings, *outlined.findings),
    )


def decode(data: bytes, *, name: str = "") -> tuple[str, tuple[Finding, ...]]:
    """Decode UTF-8, or UTF-16 that says so by its first two bytes; the mark of order stays in front.

    Raises NotText.
    """
    findings: tuple[Finding, ...] = ()
    encoding = "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        findings = (
            Finding(
                code="utf-16",
                message="The file is UTF-16; UTF-8 was expected.",
                severity=Severity.NOTE,
                place=Place(source=name),
                hint="It is read all the same, and written as UTF-8.",
            ),
        )
    try:
        characters = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        found = data[fault.start : fault.start + 1].hex().upper()
        raise NotText(
            phrase(
                "{name}: byte {at} (line {line}) is 0x{found}, which is not valid {encoding} there. "
                "Save the file as UTF-8 and send it again.",
                name=name or phrase("The file"),
                at=fault.start,
                line=line,
                found=found,
                encoding="UTF-16" if encoding != "utf-8" else "UTF-8",
            )
        ) from fault
    if (at := characters.find("\0")) >= 0:
        line = characters.count("\n", 0, at) + 1
        raise NotText(
            phrase(
                "{name}: character {at} (line {line}) is a NUL, which no text has. The file may be "
                "damaged or no text at all; open it, check it and save it as UTF-8 text.",
                name=name or phrase("The file"),
                at=at,
                line=line,
            )
        )
    return characters, findings


def _title(provisions: Sequence[Provision]) -> str:
    return next((folded(show(one.words)) for one in provisions if one.kind is Kind.TITLE), "")


_PHYSICAL: Final = re.compile(r"([^\r\n]*)(\r\n|\n|\r)|([^\r\n]+)\Z")
_MARGIN: Final = re.compile(r"[ \t\u3000\u00a0]*")
_HASHES: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_HASHES_AFTER: Final = re.compile(r"[ \t]+#+\Z")
_LINK_DEFINITION: Final = re.compile(r"\[([^\]\[^]+)\]:[ \t]*\S+")
_ATTRIBUTES: Final = re.compile(r"\{:.*\}\Z")
_MARKER: Final = re.compile(
    rf"<!-- (?P<kind>{'|'.join(Kind)})(?: (?P<depth>\d{{1,3}}))?"
    r"(?: cut (?P<opened>\d{1,4}) (?P<label>\d{1,4}) (?P<between>\d{1,4}))?"
    r"(?: of (?P<lines>\d{1,5}))? -->[ \t]*\Z"
)
"""What a provision is, in a comment before it: its kind; its depth; where its characters are cut: how
many stand before the number, are the number, and part it from the words; how many lines it has."""


NOTED: Final = "note: "
"""How a comment begins that a consolidated text has before a provision: it is no part of the text."""
_NOTE: Final = re.compile(rf"<!-- {NOTED}.* -->[ \t]*\Z")


def _paragraphs(body: str, *, first: int, noted: bool) -> tuple[list[Line], list[int], str]:
    """Cut *body* into paragraphs; the line each begins in, and what follows the last one, come back apart.

    *noted*: comments that are notes stand before a provision, as blank lines do.
    """
    physical = [
        _Physical(number=first + index, text=found[1] if found[3] is None else found[3], end=found[2] or "")
        for index, found in enumerate(_PHYSICAL.finditer(body))
    ]
    widest = max((len(one.text) for one in physical), default=0)
    lines: list[Line] = []
    begin: list[int] = []
    before = ""
    at = 0
    while at < len(physical):
        one = physical[at]
        if not one.text.strip() or (noted and _NOTE.match(one.text)):
            before += one.text + one.end
            at += 1
            continue
        if (marker := _MARKER.match(one.text)) is not None and at + 1 < len(physical):
            size = int(marker["lines"] or 1)
            lines.append(_told(marker, before + one.text + one.end, physical[at + 1 : at + 1 + size]))
            begin.append(physical[at + 1].number)
            at += 1 + size
        else:
            stop = at + 1
            while stop < len(physical) and _continues(physical[stop - 1], physical[stop], widest):
                stop += 1
            lines.append(_line(before, physical[at:stop]))
            begin.append(one.number)
            at = stop
        before = ""
    return lines, begin, before


def _told(marker: re.Match[str], before: str, physical: Sequence[_Physical]) -> Line:
    """Make a line of which a marker says what it is."""
    text = "".join(one.text + one.end for one in physical[:-1]) + physical[-1].text
    told = Line(
        text=text,
        before=before,
        after=physical[-1].end,
        kind=Kind(marker["kind"]),
        depth=int(marker["depth"]) if marker["depth"] else None,
    )
    if marker["opened"] is None:
        before, text, indent = _without_margin(before, text)
        stripped = text.rstrip()
        after = text[len(stripped) :] + told.after
        return replace(told, text=stripped, before=before, after=after, indent=indent)
    number = int(marker["opened"])
    gap = number + int(marker["label"])
    words = gap + int(marker["between"])
    return replace(
        told, opened=text[:number], label=text[number:gap], between=text[gap:words], text=text[words:]
    )


def _without_margin(before: str, text: str) -> tuple[str, str, int]:
    """Move the indentation of *text* behind *before*; the columns it takes."""
    margin = _MARGIN.match(text)
    width = margin.end() if margin else 0
    return before + text[:width], text[width:], _columns(text[:width])


def _line(before: str, physical: Sequence[_Physical]) -> Line:
    text = "".join(one.text + one.end for one in physical[:-1]) + physical[-1].text
    before, text, indent = _without_margin(before, text)
    stripped = text.rstrip()
    after = text[len(stripped) :] + physical[-1].end
    line = Line(before=before, text=stripped, after=after, indent=indent)
    if (hashes := _HASHES.match(stripped)) is not None:
        line = replace(line, before=before + hashes[0], text=stripped[hashes.end() :], heading=len(hashes[1]))
        if (closing := _HASHES_AFTER.search(line.text)) is not None:
            line = replace(line, text=line.text[: closing.start()], after=closing[0] + after)
    elif stripped.startswith("|"):
        line = replace(line, kind=Kind.TABLE)
    elif _LINK_DEFINITION.match(stripped) or _ATTRIBUTES.match(stripped):
        line = replace(line, kind=Kind.BLOCK)
    return line


def _columns(margin: str) -> int:
    columns = 0
    for char in margin:
        if char == "\t":
            columns += 4 - columns % 4
        else:
            columns += 2 if char == "\u3000" else 1
    return columns


def _continues(one: _Physical, other: _Physical, widest: int) -> bool:
    """Whether *other* goes on with the paragraph of *one*, in a text wrapped by hand.

    A blank line, a number, a heading or a table row begins a paragraph. After a line that opens an
    article the next goes on only if its first word would not have fitted.
    """
    if widest > WIDEST_WRAP:
        return False
    text, following = one.text.strip(), other.text.strip()
    if not following or _apart(text) or _apart(following) or read_label(following.lstrip("[*_")) is not None:
        return False
    label = read_label(text.lstrip("[*_"))
    if label is not None and label.form is Form.KEYWORD and label.kind is not None:
        short = len(one.text) + 1 + len(following.split(None, 1)[0]) <= widest
        return not (short and RANK.get(label.kind, 99) <= RANK[Kind.ARTICLE])
    return True


def _apart(text: str) -> bool:
    return bool(
        text.startswith(("|", "<!--", "[^"))
        or _HASHES.match(text)
        or _LINK_DEFINITION.match(text)
        or _ATTRIBUTES.match(text)
    )
