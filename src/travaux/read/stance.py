"""From the fields of a sheet's section to a position, or to several where an article is given anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, assert_never

import regex

from travaux.answers.party import PartyCodeError, party_code
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Edit,
    Editorial,
    HoldKind,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.read.line import Line
from travaux.read.outline import outline
from travaux.read.phrase import is_headline
from travaux.read.vocabulary import Field, Stance, hold_kind, names_the_whole
from travaux.text.kind import HEADED, Kind
from travaux.text.notation import parse
from travaux.text.number import Form, read_label, readings, same
from travaux.text.phrase import phrase, said_by
from travaux.text.provision import Address, Provision
from travaux.text.provision_name import names_added
from travaux.text.reference import Step, find_references, read_reference
from travaux.text.wording import PartyCode, Wording

if TYPE_CHECKING:
    from travaux.read.sheet import Entry


class Lacking(Exception):
    """A section lacks what its position needs; carries what a finding says."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Say what is lacking."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """The fields of a section, as its position asks for them."""

    heading: str
    entries: Sequence[Entry]
    parties: Collection[str]

    def all(self, field: Field) -> list[Entry]:
        return [entry for entry in self.entries if entry.field is field]

    def said(self, field: Field) -> str:
        """The value of a field, exactly; "" where the section has none."""
        return next((_value(entry) for entry in self.all(field)), "")

    def paragraphs(self) -> tuple[str, ...]:
        """The words given, a string for each paragraph."""
        return tuple(
            paragraph
            for entry in self.all(Field.WORDS)
            for paragraph in (entry.quoted or (entry.inline,))
            if paragraph.strip()
        )

    def words(self) -> Wording:
        return self.parse(_unmarked("\n\n".join(self.paragraphs())))

    def parse(self, text: str) -> Wording:
        return parse(text, self.parties)

    @property
    def steps(self) -> tuple[Step, ...]:
        reference = read_reference(_named(self.heading))
        return reference.steps if reference is not None else ()


def positions(
    heading: str, called: tuple[Stance, str], entries: Sequence[Entry], parties: Collection[str]
) -> tuple[tuple[str, Position], ...]:
    """The positions of a section, each with the provision it is on, at least one.

    Raises Lacking where the fields do not make the position *called*.
    """
    section = _Section(heading=heading, entries=entries, parties=parties)
    stance, of_party = called
    match stance:
        case Stance.AMENDS:
            return _amends(section)
        case Stance.ADDS:
            return (_adds(section),)
        case _:
            return ((_named(heading), _position(section, stance, of_party)),)


_Single = Literal[
    Stance.ACCEPTS,
    Stance.ACCEPTS_EXCEPT,
    Stance.DELETES,
    Stance.MOVES,
    Stance.MERGES,
    Stance.SPLITS,
    Stance.EDITORIAL,
    Stance.OPPOSES,
    Stance.HOLDS,
    Stance.ASKS,
    Stance.SUPPORTS,
    Stance.WITHDRAWS,
]


def _position(section: _Section, stance: _Single, of_party: str) -> Position:  # noqa: C901  a row for each stance
    match stance:
        case Stance.ACCEPTS if section.said(Field.EXCEPT):
            return AcceptsExcept(exception=section.said(Field.EXCEPT))
        case Stance.ACCEPTS:
            return Accepts()
        case Stance.ACCEPTS_EXCEPT:
            return _accepts_except(section)
        case Stance.DELETES:
            return Deletes()
        case Stance.MOVES:
            after = _required(section, Field.AFTER, "moves", "After: Article 7")
            given = "\n\n".join(section.paragraphs())
            number, words = _numbered(section, given) if given else (section.said(Field.NUMBER) or None, None)
            return Moves(after=Address(after), label=number, words=words)
        case Stance.MERGES:
            others = _required(section, Field.WITH, "merges", "With: Article 4(2)")
            found = tuple(Address(one.printed) for one in find_references(others, added=True)) or (
                Address(others),
            )
            number, words = _numbered(section, _wanted_text(section, "merges"))
            return Merges(others=found, words=words, label=number)
        case Stance.SPLITS:
            return _splits(section)
        case Stance.EDITORIAL:
            return Editorial(words=_wanted_as_it_stands(section))
        case Stance.OPPOSES:
            whose = of_party or section.said(Field.PARTY)
            proposal_of = _party(whose) if whose else None
            return Opposes(words="\n\n".join(section.paragraphs()), proposal_of=proposal_of)
        case Stance.HOLDS:
            said = " ".join((section.said(Field.KIND), section.said(Field.POSITION)))
            return Holds(kind=hold_kind(said) or HoldKind.GENERAL)
        case Stance.ASKS:
            question = section.said(Field.QUESTION) or "\n\n".join(section.paragraphs())
            if not question.strip():
                raise Lacking(
                    "question-missing",
                    phrase("It asks, but no question is given."),
                    phrase('Add a line "Question: …".'),
                )
            return Asks(question=question)
        case Stance.SUPPORTS:
            return Supports(
                party=_party(of_party or _required(section, Field.PARTY, "supports", "Party: KES"))
            )
        case Stance.WITHDRAWS:
            return Withdraws()
        case _:
            assert_never(stance)


def _value(entry: Entry) -> str:
    """The exact value of a field: its quote, or what stands on its line without the quotation marks."""
    if entry.quoted:
        return "\n\n".join(entry.quoted)
    inline = entry.inline.strip()
    if len(inline) > 1 and _QUOTATION.get(inline[0]) == inline[-1]:
        return inline[1:-1].strip("\u00a0\u202f") if inline[0] == "«" else inline[1:-1]
    return inline


_QUOTATION: Final = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」", "『": "』"}
_BEFORE_A_REFERENCE: Final = re.compile(r"(?i:(?:new|on|after|après|después de|после|новая)\s+)|(?:بعد\s+)")


def _named(heading: str) -> str:
    """The provision a heading names: "After Article 4" names Article 4; "" for the whole text."""
    if names_the_whole(heading):
        return ""
    name = heading.strip()
    before = None if names_added(name) else _BEFORE_A_REFERENCE.match(name)
    return name[before.end() if before else 0 :].rstrip(" .:：")


def _party(code: str) -> PartyCode:
    try:
        return party_code(code.strip())
    except PartyCodeError as fault:
        hint = phrase("Write the code of the party, such as KES.")
        raise Lacking("party-unknown", said_by(fault), hint) from fault


def _required(section: _Section, field: Field, stance: str, example: str) -> str:
    said = section.said(field)
    if not said.strip():
        raise Lacking(
            f"{field.replace(' ', '-')}-missing",
            phrase(
                '"{provision}": the position "{position}" needs a line "{field}: …".',
                provision=section.heading,
                position=stance,
                field=field.capitalize(),
            ),
            phrase('Add a line such as "{example}".', example=example),
        )
    return said


def _wanted_text(section: _Section, stance: str) -> str:
    paragraphs = section.paragraphs()
    if not paragraphs:
        raise Lacking(
            "words-missing",
            phrase(
                '"{provision}": the position "{position}" needs the words it asks for.',
                provision=section.heading,
                position=stance,
            ),
            phrase('Add a line "Words:" and the words below it, each line beginning with "> ".'),
        )
    return "\n\n".join(paragraphs)


def _wanted_as_it_stands(section: _Section) -> Wording:
    """Give the words of a position that does not renumber: another number than its own stays there."""
    text = _wanted_text(section, "editorial")
    label, words = _own(section, text)
    return words if label is None else section.parse(_unmarked(text))


def _accepts_except(section: _Section) -> AcceptsExcept:
    exception = section.said(Field.EXCEPT)
    words = section.words() if section.paragraphs() else None
    if not exception and words is None:
        raise Lacking(
            "exception-missing",
            phrase(
                '"{provision}": it accepts with an exception, but does not say which.',
                provision=section.heading,
            ),
            phrase('Add a line "Except: …" with the words that are not accepted, exactly as they stand.'),
        )
    return AcceptsExcept(exception=exception, words=words)


def _splits(section: _Section) -> Splits:
    _wanted_text(section, "splits")
    parts = _provisions(section, section.paragraphs(), "")
    if sum(not one.depth for one in parts) == 1:
        raise Lacking(
            "words-missing",
            phrase(
                '"{provision}": it is to be split, and the words of one provision alone are given.',
                provision=section.heading,
            ),
            phrase("Give each part in a paragraph of its own, with its number."),
        )
    return Splits(parts=parts)


def _amends(section: _Section) -> tuple[tuple[str, Position], ...]:
    provision = _named(section.heading)
    edits = _edits(section)
    paragraphs = section.paragraphs()
    if edits and not paragraphs:
        return ((provision, AmendsWords(edits=edits)),)
    text = _wanted_text(section, "amends")
    if edits:
        raise Lacking(
            "words-twice",
            phrase(
                '"{provision}": it gives both the whole wording and single changes.',
                provision=section.heading,
            ),
            phrase("Give either the words as they should read or the changes, not both."),
        )
    if len(paragraphs) > 1 and (several := _by_paragraph(section, provision, paragraphs)):
        return several
    label, words = _numbered(section, text)
    return ((provision, Amends(words=words, label=label)),)


_AFTER_KEYWORD: Final = re.compile(r"\s*(?:[:：.．–—-](?=\s))?\s*")
"""What parts "Article 4" from its heading; it is layout, not words."""


def _own(section: _Section, text: str) -> tuple[str | None, Wording]:
    """Part the words from the number they may begin with; the number only if it is another one."""
    text = _unmarked(text)
    label = read_label(text)
    if label is None or label.number is None or not label.number.order:
        return None, section.parse(text)
    gap = _AFTER_KEYWORD.match(text, label.end) if label.form is Form.KEYWORD else None
    words = section.parse(text[gap.end() :] if gap else text[label.end :].lstrip(" \t\u3000:："))
    own = [number for _, number in section.steps[-1:] if number is not None and same(number, label.number)]
    return (None if own else label.printed), words


def _numbered(section: _Section, text: str) -> tuple[str | None, Wording]:
    """Part the words as `_own`, with the number that the section gives, in its field or before the words.

    Raises Lacking where it gives two.
    """
    label, words = _own(section, text)
    given = section.said(Field.NUMBER)
    if not given or label is None:
        return given or label, words
    if not _same_number(given, label):
        raise Lacking(
            "number-twice",
            phrase(
                '"{provision}": it gives the number "{number}", and its words begin with "{other}".',
                provision=section.heading,
                number=given,
                other=label,
            ),
            phrase('Give the number once, in "Number:" or before the words.'),
        )
    return given, words


def _same_number(given: str, label: str) -> bool:
    """Whether the number *given* in a field, "6 bis" or "6 bis.", is that of a *label*."""
    printed = read_label(label)
    own = read_label(given)
    numbers = readings(given) or (() if own is None or own.number is None else (own.number,))
    return (
        printed is not None
        and printed.number is not None
        and any(same(one, printed.number) for one in numbers)
    )


def _by_paragraph(
    section: _Section, provision: str, paragraphs: Sequence[str]
) -> tuple[tuple[str, Position], ...]:
    """Read an article given anew paragraph by paragraph, each with its number, as one answer for each.

    Empty if a paragraph has no number: then all is one wording.
    """
    paragraphs = [_unmarked(paragraph) for paragraph in paragraphs]
    labels = [read_label(paragraph) for paragraph in paragraphs]
    if any(label is None or label.number is None or not label.number.order for label in labels):
        return ()
    first, *rest = labels
    if (
        first is not None
        and first.kind is not None
        and rest
        and all(one and one.kind is None for one in rest)
    ):
        _, heading = _own(section, paragraphs[0])
        headed = ((provision, Amends(words=heading)),) if heading else ()
        return (*headed, *_by_paragraph(section, provision, paragraphs[1:]))
    return tuple(
        (f"{provision}({label.number.printed})", Amends(words=section.parse(paragraph[label.end :].lstrip())))
        for label, paragraph in zip(labels, paragraphs, strict=True)
        if label is not None and label.number is not None
    )


def _edits(section: _Section) -> tuple[Edit, ...]:
    """Read replacements, deletions and insertions of words, in the order in which they are given."""
    edits: list[Edit] = []
    entries = [entry for entry in section.entries if entry.field in _EDITING]
    at = 0
    while at < len(entries):
        entry, value = entries[at], _value(entries[at])
        further = entries[at + 1] if at + 1 < len(entries) else None
        match entry.field, further.field if further is not None else None:
            case Field.REPLACE, Field.WITH if further is not None:
                edits.append(Edit(old=value, new=_value(further)))
                at += 2
            case Field.STRIKE, _:
                edits.append(Edit(old=value, new=""))
                at += 1
            case Field.INSERT, Field.AFTER if further is not None:
                anchor = _value(further)
                edits.append(Edit(old=anchor, new=anchor + _gap(anchor, value) + value))
                at += 2
            case Field.INSERT, Field.BEFORE if further is not None:
                anchor = _value(further)
                edits.append(Edit(old=anchor, new=value + _gap(value, anchor) + anchor))
                at += 2
            case _:
                raise Lacking(
                    "change-incomplete",
                    phrase(
                        '"{provision}": "{field}: {value}" is half of a change.',
                        provision=section.heading,
                        field=entry.field.capitalize(),
                        value=value,
                    ),
                    phrase(
                        "Write Replace and With, Strike alone, or Insert and After (or Before), in this "
                        "order."
                    ),
                )
    return tuple(edits)


_EDITING: Final = frozenset(
    {Field.REPLACE, Field.WITH, Field.STRIKE, Field.INSERT, Field.AFTER, Field.BEFORE}
)
_NO_SPACE_AFTER: Final = regex.compile(r"[\s(\[«“\p{Han}、，。；]\Z", regex.VERSION1)
_NO_SPACE_BEFORE: Final = regex.compile(r"[\s,;:.!?)\]»”،؛؟\p{Han}、，。；]", regex.VERSION1)


def _gap(before: str, after: str) -> str:
    """What stands between words and others inserted beside them: a space where the script has one."""
    return "" if _NO_SPACE_AFTER.search(before) or _NO_SPACE_BEFORE.match(after) else " "


def _adds(section: _Section) -> tuple[str, Adds]:
    _wanted_text(section, "adds")
    inside = section.said(Field.INSIDE)
    provision = inside or section.said(Field.AFTER) or section.heading
    provisions = _provisions(section, section.paragraphs(), section.said(Field.NUMBER))
    return _named(provision), Adds(provisions=provisions, inside=bool(inside))


def _provisions(section: _Section, paragraphs: Sequence[str], number: str) -> tuple[NewProvision, ...]:
    """Read new provisions from their paragraphs: each one provision, nested as `outline` nests them.

    A *number* without a keyword is an article's if the section names an article, an annex's if it names
    one: what is added to articles is one.
    """
    lines = [_line(one) for paragraph in paragraphs for one in _headings_apart(paragraph)]
    kind = _neighbour(section)
    label = read_label(lines[0].text)
    numbered = label is not None and label.number is not None and bool(label.number.order)
    if number and not numbered:
        given = read_label(number)
        own = given.kind if given is not None and given.kind is not None else kind
        if given is not None and given.kind is not None:
            lines.insert(0, Line(text="", label=number, kind=own))
        elif own in _ENTITLED:
            lines.insert(0, Line(text="", label=_called(section, number), kind=own))
        else:
            lines[0] = replace(lines[0], label=number, between=" ", kind=kind)
    provisions = outline(lines, parties=section.parties, fragment=True, exact=True).provisions
    shallowest = min(one.depth for one in provisions)
    return tuple(_new(one, shallowest, kind) for one in provisions)


_ENTITLED: Final = frozenset({Kind.ARTICLE, Kind.ANNEX, Kind.APPENDIX})
"""Kinds whose number stands apart from the words below it."""


def _called(section: _Section, number: str) -> str:
    """Set a number alone behind the word by which the section calls its provision: "Article 10 ter".

    The number alone where the section gives an address or no such word: compiling sets it off as the
    draft does.
    """
    name = _named(section.heading)
    own = section.steps[-1][1] if section.steps else None
    if own is None:
        return f"{name} {number}"
    called, _, behind = name.rpartition(own.printed)
    return number if "_" in called or not called or behind else f"{called}{number}"


_HEADING: Final = regex.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)", regex.VERSION1)


def _unmarked(text: str) -> str:
    """Leave out the marks of Markdown by which words are a heading."""
    return _HEADING.sub("", text, count=1) if _HEADING.match(text) else text


def _headings_apart(paragraph: str) -> Iterator[str]:
    """Cut a quoted paragraph at the lines that are headings: by Markdown, or of an article by its number."""
    begun: list[str] = []
    for line in paragraph.split("\n"):
        is_headed = len(begun) == 1 and _is_headed(begun[0]) and not line[:1].islower()
        if begun and (_HEADING.match(line) or _HEADING.match(begun[-1]) or is_headed):
            yield "\n".join(begun)
            begun.clear()
        begun.append(line)
    yield "\n".join(begun)


def _is_headed(line: str) -> bool:
    """Whether a line is "Article 4 bis: Archive": the number of an article, a mark, and a heading."""
    label = read_label(line)
    if label is None or label.form is not Form.KEYWORD or label.kind not in _ENTITLED:
        return False
    gap = _AFTER_KEYWORD.match(line, label.end)
    return gap is not None and bool(gap[0].strip()) and is_headline(line[gap.end() :])


def _line(paragraph: str) -> Line:
    """Give the line that a quoted paragraph is: a heading where Markdown marks it as one."""
    hashes = _HEADING.match(paragraph)
    if hashes is None:
        return Line(text=paragraph)
    return Line(before=hashes[0], text=paragraph[hashes.end() :], heading=len(hashes["hashes"]))


def _new(one: Provision, shallowest: int, kind: Kind | None) -> NewProvision:
    outermost = (
        one.depth == shallowest
        and one.kind is Kind.PARAGRAPH
        and kind is not None
        and (kind not in HEADED or kind is Kind.TITLE)
    )
    own = kind if outermost and kind is not None else one.kind
    gap = one.layout.between.rstrip() if one.layout is not None and own not in HEADED else ""
    return NewProvision(kind=own, label=one.label + gap, words=one.words, depth=one.depth - shallowest)


def _neighbour(section: _Section) -> Kind | None:
    """The kind of the provision that the section names; None where it cannot be told."""
    steps = section.steps
    if section.said(Field.INSIDE) or not steps:
        return None
    kind, number = steps[-1]
    if kind is Kind.PREAMBLE:
        return Kind.RECITAL
    if kind is not None or number is None:
        return kind
    return _NUMBERED_BELOW[min(len(steps) - 1, len(_NUMBERED_BELOW)) - 1] if len(steps) > 1 else Kind.ARTICLE


_NUMBERED_BELOW: Final = (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT)
"""What "(1)", "(a)" and "(i)" are in "Article 4(1)(a)(i)"."""
