"""Amendments in two columns of plain text, as the European Parliament lays them out → Reply.

The left column quotes the text proposed, the right one gives the amendment. Where the right column
begins differs from page to page. The line ends are the layout's, not the party's: lines of one
paragraph are joined by a space, or by nothing where a line ends in a hyphen of a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.answers.answer import Answer, Reply, Unread
from travaux.answers.party import party_code
from travaux.answers.position import Adds, Amends, Deletes, NewProvision, Position
from travaux.read.plain import decode
from travaux.read.reading import Format, Reading
from travaux.text.finding import Finding, Place, Severity
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.number import Form, read_label, readings, same
from travaux.text.phrase import phrase, phrase_count
from travaux.text.reference import Step, read_reference

_HEAD: Final = re.compile(
    r"(?P<name>(?:Amendment|Amendement|Enmienda|Änderungsantrag|Emendamento) \d+)[ \t]*\Z"
)
_COLUMNS: Final = re.compile(
    r"[ \t]*(?:Text proposed by|Texte proposé par|Texto de la|Vorschlag der)\b.*?[ \t]{2,}"
    r"(?:Amendment|Amendement|Enmienda|Geänderter Text)[ \t]*\Z"
)
_PROPOSAL: Final = re.compile(
    r"(?:Proposal for a|Proposition de|Propuesta de|Vorschlag für)\b", re.IGNORECASE
)
_NEW: Final = re.compile(r"[ \t]*\((?:new|nouveau|nouvelle|nuevo|nueva|neu)\)[ \t]*\Z", re.IGNORECASE)
_DELETED: Final = frozenset({"deleted", "supprimé", "suprimido", "entfällt"})
_CITATION: Final = re.compile(r"(?:Citation|Visa|Visto|Bezugsvermerk)\b")
_GAP: Final = re.compile(r"\S[ ]{2,}(?=\S)")
_MARGIN: Final = re.compile(r"[ ]{20,}(?=\S)")
"""A margin no paragraph has: what stands behind it is in the right column."""

EUROPEAN_PARLIAMENT: Final = "EP"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amendment:
    """One amendment: what it is called, where it applies, and its lines."""

    name: str
    place: str
    line: int
    lines: tuple[_Line, ...]


def is_columns(text: str) -> bool:
    """Whether *text* has the heads of amendments in two columns."""
    lines = text.splitlines()
    return any(_HEAD.match(line.lstrip("\f")) for line in lines) and any(
        _COLUMNS.match(line) for line in lines
    )


def read_columns(data: bytes, *, name: str = "", party: str = EUROPEAN_PARLIAMENT) -> Reading:
    """Read amendments in two columns as a reply of *party*, one answer for each amendment.

    A "(new)" provision is added after the one it is numbered from; "deleted" deletes; otherwise the
    right column is the provision as it should read. The left column is in ``quoted``. An amendment
    whose columns cannot be told apart is kept unread. Raises NotText.
    """
    text, findings = decode(data, name=name)
    amendments, cover = _amendments(text)
    answers: list[Answer] = []
    unread: list[Unread] = []
    for amendment in amendments:
        read = _answer(amendment, name)
        if isinstance(read, Answer):
            answers.append(read)
        else:
            unread.append(read)
    notes = [
        Finding(
            code="layout-line-ends",
            message=phrase(
                "The amendments stand in two columns: line ends are the layout's and are read as spaces."
            ),
            severity=Severity.NOTE,
            place=Place(source=name),
        )
    ]
    if cover:
        notes.append(
            Finding(
                code="cover-left-out",
                message=phrase_count(
                    "What stands before the first amendment is no answer: {count} character left out.",
                    "What stands before the first amendment is no answer: {count} characters left out.",
                    cover,
                ),
                severity=Severity.NOTE,
                place=Place(source=name, line=1),
            )
        )
    code = party_code(party)
    reply = Reply(
        party=code,
        names=((code, "European Parliament"),) if party == EUROPEAN_PARLIAMENT else (),
        answers=tuple(answers),
        unread=tuple(unread),
        source=name,
    )
    return Reading(
        format=Format.COLUMNS, reply=reply, findings=(*findings, *notes, *(one.finding for one in unread))
    )


def _amendments(text: str) -> tuple[list[_Amendment], int]:
    """Cut the document into amendments; the count says how many characters stand before the first."""
    lines: list[_Line] = []
    page = 0
    for number, line in enumerate(text.split("\n"), 1):
        page += line.count("\f")
        lines.append(_Line(number=number, page=page, text=line.rstrip("\r").replace("\f", "")))
    heads = [index for index, line in enumerate(lines) if _HEAD.match(line.text)]
    found: list[_Amendment] = []
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        body = lines[start + 1 : stop]
        columns = next((index for index, line in enumerate(body) if _COLUMNS.match(line.text)), 0)
        above = [line.text.strip() for line in body[:columns] if line.text.strip()]
        found.append(
            _Amendment(
                name=lines[start].text.strip(),
                place=" ".join(line for line in above if not _PROPOSAL.match(line)),
                line=lines[start].number,
                lines=tuple(body[columns + 1 :]) if columns else tuple(body),
            )
        )
    return found, sum(len(line.text.strip()) for line in lines[: heads[0]]) if heads else len(text)


def _answer(amendment: _Amendment, source: str) -> Answer | Unread:
    place = Place(source=source, line=amendment.line, excerpt=f"{amendment.name}: {amendment.place}")
    sides = _sides(amendment.lines)
    if sides is None or not amendment.place or not sides[1]:
        body = "\n".join(line.text for line in amendment.lines)
        return Unread(
            words=f"{amendment.name}\n{amendment.place}\n{body}",
            finding=Finding(
                code="amendment-unread",
                message=phrase(
                    "{amendment}: its right column could not be told from the layout.",
                    amendment=amendment.name,
                )
                if amendment.place
                else phrase(
                    "{amendment}: its place could not be told from the layout.", amendment=amendment.name
                ),
                severity=Severity.ERROR,
                place=place,
                hint=phrase("Enter this amendment on an answer sheet."),
            ),
        )
    quoted, wanted = sides
    provision, position = _position(amendment.place, wanted)
    return Answer(provision=provision, position=position, quoted=quoted, place=place)


def _position(place: str, wanted: str) -> tuple[str, Position]:
    label = read_label(wanted)
    printed, body = "", wanted
    if label is not None and label.form in (Form.PAREN, Form.DOT, Form.CLOSE):
        printed, body = label.printed, wanted[label.end :].lstrip()
    if (new := _NEW.search(place)) is not None:
        called = place[: new.start()]
        steps = _steps(called)
        kind = (
            Kind.RECITAL
            if _CITATION.match(place)
            else next((one for one, _ in reversed(steps) if one), Kind.PARAGRAPH)
        )
        provision = NewProvision(kind=kind, label=printed, words=parse(body))
        return _numbered_from(called), Adds(provisions=(provision,))
    if wanted.casefold() in _DELETED:
        return place, Deletes()
    numbered = [number for _, number in _steps(place)[-1:] if number is not None]
    own = label is not None and label.number is not None and any(same(label.number, one) for one in numbered)
    return place, Amends(words=parse(body), label=printed if printed and not own else None)


def _numbered_from(called: str) -> str:
    """What a new provision is numbered from, and so stands after: Recital 2 for Recital 2 a."""
    numbers = [number for _, number in _steps(_CITATION.sub("Recital", called))[-1:] if number is not None]
    for number in numbers:
        for end in range(len(number.printed) - 1, 0, -1):
            if any(one.order == number.order[:-1] for one in readings(number.printed[:end].rstrip())):
                return called[: called.rindex(number.printed)] + number.printed[:end].rstrip()
    return called


def _steps(place: str) -> tuple[Step, ...]:
    reference = read_reference(place)
    return reference.steps if reference is not None else ()


def _sides(lines: Sequence[_Line]) -> tuple[str, str] | None:
    """Put each column together; None where a page does not show which column its lines are in."""
    left: list[str] = []
    right: list[str] = []
    for segment in _pages(lines):
        column = _column(segment)
        if column is None:
            side = _only_side(segment, left, right)
            if side is None:
                return None
            side += ["", *(line.text.strip() for line in segment)]
            continue
        left += ["", *(line.text[:column].strip() for line in segment)]
        right += ["", *(line.text[column:].strip() for line in segment)]
    return _joined(left), _joined(right)


def _pages(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Go through the lines page by page, blank ones at the ends of a page left out."""
    for page in sorted({line.page for line in lines}):
        segment = [line for line in lines if line.page == page]
        while segment and not segment[0].text.strip():
            segment.pop(0)
        while segment and not segment[-1].text.strip():
            segment.pop()
        if segment:
            yield segment


def _column(segment: Sequence[_Line]) -> int | None:
    """Tell where the right column begins on a page: where most lines go on after a gap or a margin."""
    starts: Counter[int] = Counter()
    for line in segment:
        if (margin := _MARGIN.match(line.text)) is not None:
            starts[margin.end()] += 1
        starts.update(gap.end() for gap in _GAP.finditer(line.text))
    for column, _ in starts.most_common():
        if all(
            line.text[column - 1 : column] in ("", " ") and line.text[column : column + 1] != " "
            for line in segment
        ):
            return column
    return None


def _only_side(segment: Sequence[_Line], left: list[str], right: list[str]) -> list[str] | None:
    """Tell which column a page of one column is: the one indented, or else the one that went on."""
    if all(not line.text or line.text[0] == " " for line in segment) or not left:
        return right
    if not right:
        return left
    if any(left) and not any(right):
        return left
    if any(right) and not any(left):
        return right
    return left if not right[-1] and left[-1] else right if right[-1] and not left[-1] else None


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a column; a blank one within a page of both columns parts paragraphs."""
    shown = ""
    for line in lines:
        if not line:
            continue
        if not shown:
            shown = line
        elif _COMPOUND.search(shown) and not _SUSPENDED.match(line):
            shown += line
        else:
            shown += f" {line}"
    return shown


_COMPOUND: Final = re.compile(r"\w[-‐‑/]\Z")
"""The end of a line after which a word goes on: "AI-" "based", "2016/" "679"."""
_SUSPENDED: Final = re.compile(r"(?:and|or|to|et|ou|y|o|und|oder|bis)\b")
"""The beginning of a line after a hyphen that stands for a word left out: "short-" "and long-term"."""
