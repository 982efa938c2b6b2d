"""An answer sheet, written by hand in Markdown → Reply.

docs/formats/answer-sheet.md describes it with a specimen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from travaux.answers.answer import Answer, Condition, Drafted, Reply, Unread, lacks_reason
from travaux.answers.party import Party
from travaux.read.front import named_parties, one_party
from travaux.read.plain import decode
from travaux.read.reading import Format, Reading
from travaux.read.stance import Lacking, positions
from travaux.read.unpaired import unpaired
from travaux.read.vocabulary import (
    ALWAYS,
    REPEATABLE,
    USES,
    Field,
    Stance,
    field_called,
    stance_called,
    title_party,
)
from travaux.text.finding import Finding, Place, Severity
from travaux.text.language import concealed
from travaux.text.phrase import listed, phrase
from travaux.text.provision_name import names_added
from travaux.text.reference import find_references, read_reference
from travaux.text.whose import without_party
from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field of a sheet, with its value."""

    field: Field
    inline: str = ""
    """What stands on its own line and on those that go on with it."""
    quoted: tuple[str, ...] = ()
    """Its block quote, a string for each paragraph, exactly as quoted."""
    line: int
    raw: str
    """All its characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the sheet says on one provision, or (no heading) on the whole."""

    heading: str = ""
    entries: tuple[Entry, ...] = ()
    line: int = 0
    raw: str = ""


_HEADING: Final = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*\Z")
_FIELD: Final = re.compile(
    r"[ \t]{0,3}(?:[-*+][ \t]+)?(?:\*{1,2}|_{1,2})?(?P<name>[^\W\d_][^:：>\n]{0,24}?)"
    r"(?:\*{1,2}|_{1,2})?[ \t]*[:：](?:\*{1,2}|_{1,2})?(?P<value>.*)\Z"
)
_QUOTE: Final = re.compile(r"[ \t]{0,3}>(?: (?P<text>.*)|(?P<bare>.*))\Z")
_COMMENT: Final = re.compile(r"[ \t]*<!--.*-->[ \t]*\Z")


def is_sheet(text: str) -> bool:
    """Whether *text* is an answer sheet: by its first heading, or by its header fields."""
    for line in text.lstrip("\ufeff").splitlines():
        if not line.strip() or _COMMENT.match(line):
            continue
        if (heading := _HEADING.match(line)) is not None:
            return heading["hashes"] == "#" and title_party(heading["text"]) is not None
        found = _FIELD.match(line)
        return found is not None and field_called(found["name"]) in (
            Field.PARTY,
            Field.IN_ANSWER_TO,
            Field.ON_BEHALF_OF,
        )
    return False


def read_sheet(data: bytes, *, name: str = "", parties: Iterable[str] = ()) -> Reading:
    """Read an answer sheet: its answers, and what of it could not be understood.

    *parties*: those whose codes are known; others are read by their shape. Every line of the sheet
    is in an answer, in the reply's header, or unread; the rest of it is read all the same. The
    party is "" where the sheet does not say it. Raises NotText.
    """
    text, findings = decode(data, name=name)
    sheet = SheetReader(source=name, parties=frozenset(parties))
    sheet.read(text.removeprefix("\ufeff"))
    return Reading(
        format=Format.SHEET,
        reply=sheet.reply(),
        parties=tuple(sheet.names.values()),
        findings=(*findings, *sheet.findings),
    )


class SheetReader:
    """A sheet while it is read: what it says, and what of it was not understood."""

    def __init__(self, *, source: str, parties: frozenset[str]) -> None:
        self.source = source
        self.parties = parties
        self.findings: list[Finding] = []
        self.unread: list[Unread] = []
        self.answers: list[Answer] = []
        self.drafted: list[Drafted] = []
        self.names: dict[PartyCode, Party] = {}
        self.party = PartyCode("")
        self.principals: tuple[PartyCode, ...] = ()
        self.in_answer_to = ""

    def reply(self) -> Reply:
        return Reply(
            party=self.party,
            principals=self.principals,
            names=tuple((one.code, one.name) for one in self.names.values() if one.name),
            in_answer_to=self.in_answer_to,
            answers=tuple(self.answers),
            unread=tuple(self.unread),
            drafted=tuple(self.drafted),
            source=self.source,
        )

    def read(self, text: str) -> None:
        for section in self._sections(text):
            if section.heading:
                self.section(section)
            else:
                self.header(section)
        if not self.party:
            self.report(
                "party-missing",
                phrase("The sheet does not say which party answers."),
                line=1,
                hint=phrase('Begin it with "# Answer of NAME (CODE)", or add a line "Party: CODE".'),
                severity=Severity.ERROR,
            )

    def _sections(self, text: str) -> list[Section]:
        """Cut the sheet into its header and the sections of its provisions."""
        sections = [Section(line=1)]
        entries: list[Entry] = []
        raw: list[str] = []

        def close() -> None:
            sections[-1] = replace(sections[-1], entries=tuple(entries), raw="".join(raw))
            entries.clear()
            raw.clear()

        for number, whole in enumerate(text.splitlines(keepends=True), 1):
            line = whole.rstrip("\r\n")
            if (heading := _HEADING.match(line)) is not None:
                if (
                    (who := title_party(heading["text"])) is not None
                    and len(sections) == 1
                    and not self.party
                ):
                    self.answers_for(who)
                else:
                    close()
                    sections.append(Section(heading=heading["text"], line=number))
                raw.append(whole)
                continue
            raw.append(whole)
            self._line(entries, number, line, whole)
        close()
        return sections

    def answers_for(self, who: str) -> None:
        named = one_party(who)
        if named is not None:
            self.party = named.code
            self.names[named.code] = named

    def _line(self, entries: list[Entry], number: int, line: str, whole: str) -> None:
        """Read one line: a field, its quote, more of its value, or something not understood."""
        last = entries[-1] if entries else None
        if not line.strip() or _COMMENT.match(line):
            if last is not None:
                entries[-1] = replace(last, raw=last.raw + whole)
            return
        if (quote := _QUOTE.match(line)) is not None and last is not None:
            text = quote["text"] if quote["text"] is not None else quote["bare"]
            quoted = _quoted(last, text)
            if last.quoted and _QUOTE.match(last.raw.splitlines()[-1]) is None:
                # Not in the block quote before it, so no part of its last paragraph.
                quoted = _quoted(replace(last, quoted=_quoted(last, "")), text)
            entries[-1] = replace(last, quoted=quoted, raw=last.raw + whole)
            return
        found = _FIELD.match(line)
        field = field_called(found["name"]) if found is not None else None
        if found is not None and field is not None and not _goes_on(last, line):
            value = found["value"]
            entries.append(Entry(field=field, inline=value.removeprefix(" "), line=number, raw=whole))
            return
        indented = line[:1] in (" ", "\t")
        if last is not None and not last.quoted and (found is None or indented):
            inline = f"{last.inline}\n{line.strip()}" if last.inline else line.strip()
            entries[-1] = replace(last, inline=inline, raw=last.raw + whole)
            return
        self.leave_unread(
            "field-unknown",
            phrase('"{name}" is no field of a sheet.', name=found["name"])
            if found
            else phrase("This line belongs to no field."),
            whole,
            line=number,
            hint=phrase(
                "Expected one of: {fields}. Reasons go on in indented lines, words behind >.",
                fields=listed(Field),
            ),
        )

    def header(self, section: Section) -> None:
        for entry in section.entries:
            match entry.field:
                case Field.PARTY:
                    self.answers_for(entry.inline)
                case Field.IN_ANSWER_TO:
                    self.in_answer_to = entry.inline.strip()
                case Field.ON_BEHALF_OF:
                    named = named_parties(entry.inline, self.parties)
                    self.principals = tuple(one.code for one in named)
                    self.names.update({one.code: one for one in named if one.code not in self.names})
                case _:
                    self.leave_unread(
                        "provision-missing",
                        phrase(
                            '"{field}" stands before any provision is named.', field=entry.field.capitalize()
                        ),
                        entry.raw,
                        line=entry.line,
                        hint=phrase('Put a heading before it, such as "## Article 4, paragraph 1".'),
                    )

    def section(self, section: Section) -> None:
        """Read one section: usually one answer; several where an article is given anew by paragraphs."""
        said = [entry for entry in section.entries if entry.field is Field.POSITION]
        if len(said) != 1:
            self.leave_unread(
                "position-missing" if not said else "position-twice",
                phrase(
                    'The section "{provision}" gives several positions; one was expected.',
                    provision=section.heading,
                )
                if said
                else phrase(
                    'The section "{provision}" gives no position; one was expected.',
                    provision=section.heading,
                ),
                section.raw,
                line=section.line,
                hint=phrase('Add one line "Position: …" with one of: {positions}.', positions=listed(Stance)),
            )
            return
        called = stance_called(said[0].inline)
        if called is None:
            self.leave_unread(
                "position-unknown",
                phrase('"{words}" is no position.', words=said[0].inline.strip()),
                section.raw,
                line=said[0].line,
                hint=phrase("Expected one of: {positions}; or NOC, MOD, ADD, SUP.", positions=listed(Stance)),
            )
            return
        try:
            found = positions(section.heading, called, section.entries, self.parties)
        except Lacking as lacking:
            self.leave_unread(
                lacking.code, lacking.message, section.raw, line=said[0].line, hint=lacking.hint
            )
            return
        self._unused(section, called[0], tuple(provision for provision, _ in found))
        reason = "\n".join(
            part
            for entry in section.entries
            if entry.field is Field.REASON
            for part in (entry.inline, *entry.quoted)
            if part
        )
        conditions = tuple(
            _condition("\n".join(part for part in (entry.inline, *entry.quoted) if part))
            for entry in section.entries
            if entry.field is Field.CONDITION
        )
        place = Place(source=self.source, line=section.line, excerpt=section.heading)
        name = found[0][0]
        if name and read_reference(without_party(name)) is None and not names_added(name):
            self.report(
                "reference-unread",
                phrase('"{name}" is no reference to a provision as they are usually written.', name=name),
                line=section.line,
                hint=phrase(
                    'Write "Article 4, paragraph 1" or "Article 4(1)(b)", or an address: art_4__para_1.'
                ),
            )
        for provision, position in found:
            answer = Answer(
                provision=provision, position=position, reason=reason, conditions=conditions, place=place
            )
            self.answers.append(answer)
        self.findings += unpaired([position for _, position in found], place)
        if lacks_reason(self.answers[-1]):
            self.report(
                "no-reason",
                phrase('The position on "{provision}" is given without a reason.', provision=section.heading),
                line=section.line,
                hint=phrase('Add a line "Reason: …", if the party wishes to give one.'),
                severity=Severity.NOTE,
            )
        self._conceals(section)

    def _unused(self, section: Section, stance: Stance, provisions: tuple[str, ...]) -> None:
        """Keep unread what the position has no use for: it was said, so it is not passed over."""
        met: set[Field] = set()
        for entry in section.entries:
            useless = entry.field not in ALWAYS | USES[stance]
            if useless or (entry.field in met and entry.field not in REPEATABLE):
                self.leave_unread(
                    "field-unused",
                    phrase(
                        '"{field}" is not used by the position "{position}" on "{provision}".'
                        if useless
                        else '"{field}" is given twice for the position "{position}" on "{provision}".',
                        field=entry.field.capitalize(),
                        position=stance,
                        provision=section.heading,
                    ),
                    entry.raw,
                    line=entry.line,
                    hint=phrase(
                        "Take the line out, or give the position it belongs to in a section of its own."
                    ),
                    beside=provisions,
                )
            met.add(entry.field)

    def _conceals(self, section: Section) -> None:
        found = concealed(section.raw)
        if found:
            self.report(
                "concealed-character",
                phrase(
                    "The section holds what a reader cannot see: {named}.",
                    named=listed((name for _, name in found[:5]), "; "),
                ),
                line=section.line + section.raw.count("\n", 0, found[0][0]),
                hint=phrase("The words are kept as they are. Ask the party whether this is meant."),
            )

    def report(
        self, code: str, message: str, *, line: int, hint: str = "", severity: Severity = Severity.WARNING
    ) -> Finding:
        finding = Finding(
            code=code,
            message=message,
            severity=severity,
            place=Place(source=self.source, line=line),
            hint=hint,
        )
        self.findings.append(finding)
        return finding

    def leave_unread(
        self, code: str, message: str, raw: str, *, line: int, hint: str, beside: tuple[str, ...] = ()
    ) -> None:
        finding = self.report(code, message, line=line, hint=hint, severity=Severity.ERROR)
        self.unread.append(Unread(words=raw, finding=finding, beside=beside))


_IN_WORDS: Final = frozenset({Field.REASON, Field.CONDITION, Field.QUESTION})
"""Fields whose value is a party's words to the others, of any length."""


def _goes_on(entry: Entry | None, line: str) -> bool:
    """Tell whether *line* goes on with *entry*, whatever it begins with: it is indented below."""
    if entry is None or entry.field not in _IN_WORDS or entry.quoted:
        return False
    return _indented(line) > _indented(entry.raw)


def _indented(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _quoted(entry: Entry, text: str) -> tuple[str, ...]:
    """Add a quoted line to the paragraphs of *entry*: a bare ``>`` begins another."""
    paragraphs: Sequence[str] = entry.quoted or ("",)
    if not text.strip():
        return (*paragraphs, "") if paragraphs[-1] else tuple(paragraphs)
    last = f"{paragraphs[-1]}\n{text}" if paragraphs[-1] else text
    return (*paragraphs[:-1], last)


def _condition(said: str) -> Condition:
    return Condition(
        words=said,
        references=tuple(found.printed for found in find_references(said, added=True, alone=True)),
    )
