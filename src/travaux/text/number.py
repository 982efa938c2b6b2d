"""Numbers of provisions, "14 bis", "(a)", "premier": parse, order, print. The only place that does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import regex

from travaux.text import keyword, numeral
from travaux.text.kind import Kind
from travaux.text.language import each_word, is_mark, is_minor, words
from travaux.text.pattern import pattern


class Form(StrEnum):
    """How a number is set off from the words."""

    KEYWORD = "keyword"
    """ "Article 5 bis", "第五条", "Annex I" """
    DOT = "dot"
    """ "1." "a." "IV." "1.2." "一、" """
    PAREN = "paren"
    """ "(a)" "（一）" """
    CLOSE = "close"
    """ "a)" """
    BULLET = "bullet"
    BARE = "bare"
    """ "1bis" "3 bis." "1°" "§ 2": numerals that cannot be mistaken for a quantity."""


class Style(StrEnum):
    DIGITS = "digits"
    LETTERS = "letters"
    ROMAN = "roman"
    HAN = "han"
    WORD = "word"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as printed and as ordered.

    ``order`` compares across scripts: 5, ٥, 五 and V are equal; 5 < 5 a < 5 bis < 5 ter < 6. Each
    step is a value and its sort: "" for a numeral, "a" for an inserted letter, "bis" for an inserted
    ordinal. A bullet has no steps.
    """

    printed: str
    order: tuple[tuple[int, str], ...]
    style: Style

    def slug(self) -> str:
        """Give what stands for the number in an eId: "5bis", "aa", "iv", "18a", "1" for "premier"."""
        if len(self.order) == 1 and not self.order[0][1] and self.style in _COUNTED:
            return str(self.order[0][0])
        inserted = [step for step in self.order if step[1] in _INSERTED]
        counted = [step for step in self.order if step[1] not in _INSERTED]
        match self.style:
            case Style.LETTERS:
                shown = _letters(self.printed)
            case Style.ROMAN:
                shown = numeral.in_roman(counted[0][0]).lower()
            case Style.DIGITS | Style.HAN | Style.WORD | Style.NONE:
                shown = ".".join(str(value) for value, _ in counted)
        for value, sort in inserted:
            name = numeral.LATIN.get(value, f"x{value}") if sort == "bis" else numeral.in_letters(value)
            shown += ("-" if shown[-1:].isalpha() else "") + name
        return shown


_INSERTED: Final = frozenset({"a", "bis"})
_COUNTED: Final = (Style.DIGITS, Style.HAN, Style.WORD, Style.NONE)


_LETTERS: Final = regex.compile(r"[\p{L}\p{M}]+")
_STROKES: Final = regex.compile(numeral.STROKES)
_LETTER: Final = regex.compile(r"\p{L}")
_FIGURES: Final = regex.compile(r"\p{Nd}+")
_FIGURE_AFTER: Final = regex.compile(r"\s+\p{N}")


def _letters(printed: str) -> str:
    found = _LETTERS.match(printed)
    if found is None:
        return ""
    return (found[0] if found[0].isascii() else _STROKES.sub("", found[0])).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The number at the head of a line, with the characters that belong to it.

    ``printed`` is the line up to ``end``. ``kind`` is known from a keyword only; ``number`` is None
    after a keyword that stands alone ("Preamble").
    """

    printed: str
    kind: Kind | None
    number: Number | None
    form: Form
    end: int


_SUFFIXES: Final = rf"(?P<suffix>{numeral.ORDINAL_SUFFIX}|{numeral.LETTER_SUFFIX})*"
_HEADS: Final = (
    rf"(?:(?P<digits>{numeral.DIGITS})|(?P<word>{numeral.WORD})|(?P<han>{numeral.HAN})"
    rf"|(?P<stem>[{numeral.STEM}])|(?P<letters>{numeral.LETTERS}))"
)
NUMERAL: Final = _HEADS + _SUFFIXES
_NUMERAL: Final = pattern(NUMERAL)


@lru_cache(maxsize=4096)
def readings(printed: str) -> tuple[Number, ...]:
    """Read a whole numeral, suffix included ("5 bis", "IV"): each reading, likeliest first; () if none.

    A small or capital i, v, x, or more than one Roman letter is likelier Roman; c, d, l, m and
    doubled letters ("cc") are likelier letters.
    """
    found = _NUMERAL.fullmatch(printed)
    if found is None:
        return ()
    suffixes = tuple(numeral.suffix(it) for it in found.captures("suffix"))
    heads: list[tuple[Style, tuple[tuple[int, str], ...]]] = []
    if (digits := found["digits"]) is not None:
        counted = _FIGURES.findall(digits)
        heads.append((Style.DIGITS, tuple((int(it), "") for it in counted)))
    elif (said := found["word"]) is not None and (value := numeral.word(said)) is not None:
        heads.append((Style.WORD, ((value, ""),)))
    elif (said := found["han"]) is not None and (value := numeral.han(said)) is not None:
        heads.append((Style.HAN, ((value, ""),)))
    elif (said := found["stem"] or found["letters"]) is not None:
        letter, value = numeral.letters(said), numeral.roman(said)
        if letter is not None:
            heads.append((Style.LETTERS, (letter,)))
        if value is not None:
            likelier = set(said.lower()) <= set("ivxіх") or len(set(said)) > 1
            heads.insert(0 if likelier else len(heads), (Style.ROMAN, ((value, ""),)))
    return tuple(
        Number(printed=printed, order=(*head, *(it for it in suffixes if it is not None)), style=style)
        for style, head in heads
        if None not in suffixes
    )


def candidates(label: Label) -> tuple[Number, ...]:
    """List the readings of a label's numeral, likeliest first: "(i)" is Roman 1 or the letter i."""
    if label.number is None or label.number.style is Style.NONE:
        return () if label.number is None else (label.number,)
    return readings(label.number.printed)


def same(one: Number, other: Number) -> bool:
    """Tell whether two numbers can be the same one in some reading: (i) and (I), 5 and 五, а and a."""
    return any(
        first.order == second.order and _SERIES[first.style] == _SERIES[second.style]
        for first in readings(one.printed)
        for second in readings(other.printed)
    )


_SERIES: Final = {
    Style.DIGITS: 0,
    Style.HAN: 0,
    Style.WORD: 0,
    Style.ROMAN: 1,
    Style.LETTERS: 2,
    Style.NONE: 3,
}


def follows(number: Number, earlier: Number) -> bool:
    """Tell whether *number* could be the next after *earlier*: i after h, 5 bis after 5, 6 after 5 bis.

    Only within a series: figures and words make one, Roman numerals another, letters a third; a
    bullet follows a bullet. Doubled letters follow each other (bb after aa).
    """
    if _SERIES[number.style] != _SERIES[earlier.style]:
        return False
    old, new = earlier.order, number.order
    if not old or not new:
        return old == new
    if number.style is Style.LETTERS and len(old) == len(new) == 1 and new[0][0] > old[0][0]:
        one, other = _letters(earlier.printed), _letters(number.printed)
        if len(one) == len(other) > 1 and len(set(one)) == len(set(other)) == 1:
            first, second = numeral.letters(one[0]), numeral.letters(other[0])
            return first is not None and second is not None and second[0] == first[0] + 1
    if len(new) > len(old):
        return new[:-1] == old and new[-1] in {(1, ""), (1, "a"), (2, "bis")}
    last, before = new[-1], old[len(new) - 1]
    if new[:-1] != old[: len(new) - 1] or (
        (last[1] in _INSERTED or before[1] in _INSERTED) and last[1] != before[1]
    ):
        return False
    return last[0] == before[0] + 1 or (last[0] == before[0] and not before[1] and bool(last[1]))


def numbered_like(label: str, given: str) -> str:
    """Set the number *given* off as *label* sets off its own: "6 bis" like "Article 2" is "Article 6 bis".

    *given* as it is where it is more than a number, where *label* has neither word nor number, or where what
    comes of it would not be read as that number.
    """
    own, wanted = read_label(label), readings(given)
    if own is None or (own.number is not None and not own.number.order) or not wanted:
        return given
    if own.number is None:
        made = f"{label} {given}"
    elif (han := KEYWORD_HAN.match(label)) is not None:
        head, after, tail = given.partition("之")
        made = f"{label[: han.start('numeral')]}{head}{han['called']}{after}{tail}{label[han.end() :]}"
    else:
        before, _, behind = label.rpartition(own.number.printed)
        made = f"{before}{given}{behind}"
    read = read_label(made)
    if read is None or read.number is None or (read.kind, made[read.end :]) != (own.kind, label[own.end :]):
        return given
    return made if any(one.order == read.number.order for one in wanted) else given


_NO: Final = r"(?:n[°º]|no\.|№)\s*"
_CALLED: Final = "|".join(it for kind, it in keyword.WORDS.items() if kind not in keyword.CALLED_BY_PLACE)
_KEYWORD: Final = pattern(
    rf"(?:{_CALLED})(?P<gap>\s*(?i:{_NO})?)(?:(?P<open>\()?(?P<numeral>{NUMERAL})(?(open)\)))?"
)
_KEYWORD_LAST: Final = pattern(
    rf"(?P<numeral>(?P<word>{numeral.WORD}))\s+(?:{keyword.WORDS[Kind.PART]}|{keyword.WORDS[Kind.SECTION]})"
)
KEYWORD_HAN: Final = regex.compile(
    rf"第\s*(?P<numeral>(?:{numeral.HAN}|\p{{Nd}}{{1,4}}))\s*(?P<called>{'|'.join(keyword.HAN)})(?P<after>之{numeral.HAN})?",
    regex.VERSION1,
)


def read_label(line: str) -> Label | None:
    """Read the label *line* starts with; None if it starts with none.

    *line* has no white space before it. After a keyword and its number a heading may follow, not a
    sentence that merely begins with a reference: see `_heads`. A bare integer is never a label.
    Without a keyword an integer has three digits at most, so that a year is not a label.
    """
    return _by_keyword(line) or _by_mark(line)


def _by_keyword(line: str) -> Label | None:
    if not line[:1].isalpha():
        return None
    if (found := KEYWORD_HAN.match(line)) is not None:
        kind = keyword.HAN[found["called"]]
        if kind in keyword.CALLED_BY_PLACE:
            return None
        return _keyword_label(line, kind, han_number(found), found.end())
    if line[:1].islower():
        return None
    if (found := _KEYWORD_LAST.match(line)) is not None:
        kind = Kind.PART if found["part"] is not None else Kind.SECTION
        return _keyword_label(line, kind, readings(found["numeral"])[0], found.end())
    found = _KEYWORD.match(line)
    if found is None:
        return None
    kind = called(found)
    if found["numeral"] is not None and (found["gap"] or not found["letters"]):
        read = readings(found["numeral"])
        if read and not _LETTER.match(line, found.end()) and not is_word(read[0]):
            return _keyword_label(line, kind, read[0], found.end())
    end = found.end(kind.value)
    if kind in keyword.UNNUMBERED and _ALONE.match(line, end):
        return Label(printed=line[:end], kind=kind, number=None, form=Form.KEYWORD, end=end)
    return None


def is_word(number: Number) -> bool:
    """Tell whether the letters of *number* are likelier a word ("to") than a place in a list ("aa")."""
    return number.style is Style.LETTERS and len(set(_letters(number.printed))) > 1


def called(found: regex.Match[str]) -> Kind:
    """Tell which kind's keyword was *found* by a pattern made of `keyword.WORDS`."""
    groups = found.groupdict()
    return next(kind for kind in keyword.WORDS if groups.get(kind.value) is not None)


def han_number(found: regex.Match[str]) -> Number:
    """Read the number of 第五条 or 第五条之二, *found* with groups ``numeral``, ``called``, ``after``."""
    end = found.end("after") if found["after"] else found.end("numeral")
    read = readings(found["numeral"] + (found["after"] or ""))[0]
    return Number(printed=found.string[found.start("numeral") : end], order=read.order, style=read.style)


def _keyword_label(line: str, kind: Kind, number: Number, end: int) -> Label | None:
    if not _heads(kind, line[end:], han=line.startswith("第")):
        return None
    return Label(printed=line[:end], kind=kind, number=number, form=Form.KEYWORD, end=end)


_ALONE: Final = regex.compile(r"[\s*_]*(?:$|[:：–—.]|-\s)", regex.VERSION1)
_PUNCTUATED: Final = regex.compile(
    r"\s*+(?:$|[:：*_#\]]|\.(?!\p{N}|\p{Ll})|[–—-](?!\s*\p{N}))", regex.VERSION1
)
_BRACKETED: Final = regex.compile(r"\s+[*_]*[(（\[]", regex.VERSION1)
_REFERENCE: Final = regex.compile(r"\s*[(（]\s*([\p{L}\p{N}]+)\s*[)）]", regex.VERSION1)
_CONTINUED: Final = regex.compile(
    r"\s+(?:من|في|على|إلى|عن|أو|التي|هي|أعلاه|أدناه|بشأن|ينص|تنص|و\p{L})(?!\p{L})"
    r"|\s*[的所规中内及和与至或、，；。]",
    regex.VERSION1,
)
LONGEST_HEADING: Final = 120
"""Characters after "Article 5 " beyond which they are taken for a sentence; the longest heading in
the treaties at hand has 96."""
_LONGEST_GLUED: Final = 20
"""Characters after 第一章 with no white space between: a heading in Chinese has a dozen at most."""


def _heads(kind: Kind, rest: str, *, han: bool) -> bool:
    """Tell whether a keyword label followed by *rest* heads a provision rather than a sentence.

    It does if nothing follows, or heading punctuation, decoration, or a bracket that does not hold
    a numeral; or, after white space, words that begin with no lower-case letter and no word that
    carries a sentence on, of at most LONGEST_HEADING characters, and ending, but for an article's,
    without the point or comma of a sentence or a word that wants another after it.
    """
    if (inner := _REFERENCE.match(rest)) is not None and readings(inner[1]):
        return False
    if _PUNCTUATED.match(rest) or _BRACKETED.match(rest):
        return True
    if _CONTINUED.match(rest):
        return False
    if not rest[0].isspace():
        return han and kind is not Kind.ARTICLE and len(rest) <= _LONGEST_GLUED
    heading = rest.strip()
    if heading[0].islower() or len(heading) > LONGEST_HEADING or heading[0] in ",;،؛":
        return False
    if is_minor(last := words(heading)[-1]) and not is_mark(last):
        return False
    return kind is Kind.ARTICLE or heading[-1] not in ".,;؛،。；，"


_BULLET: Final = regex.compile(r"[–—•*\-·‣◦▪■○●](?=\s)", regex.VERSION1)
_PAREN: Final = pattern(rf"[(（]\s?(?P<numeral>{NUMERAL})\s?[)）](?!\p{{Ll}})")
_CLOSE: Final = pattern(rf"(?P<numeral>{NUMERAL})\.?[)）](?!\p{{Ll}})")
_DOT: Final = pattern(
    rf"(?P<numeral>{_HEADS})(?:[、．]|(?<=\p{{N}}){numeral.GAP}?[-–](?=\s+\P{{N}})|\.(?=$|\s|[–—*_(\[\"“«-]|(?<=\p{{N}}\.)[^\p{{N}}\p{{Ll}}]))"
)
_BARE: Final = pattern(
    rf"""(?:§§?\s?(?P<numeral>{numeral.DIGITS}(?P<suffix>{numeral.ORDINAL_SUFFIX}|{numeral.LETTER_SUFFIX})*)\.?"""
    rf"""|(?P<numeral>\p{{Nd}}{{1,3}})\.?[°ºª]"""
    rf"""|(?P<numeral>(?:{numeral.DIGITS}|\p{{L}}){numeral.ORDINAL_SUFFIX}+{numeral.LETTER_SUFFIX}?)(?:\.|[-–](?=\s+\P{{N}}))?"""
    rf"""|(?P<numeral>{numeral.DIGITS}(?<=\p{{N}})\p{{L}}{{1,2}})(?:\.|(?=\s+[^\s\p{{Ll}}]))"""
    rf"""|(?P<numeral>\p{{Nd}}{{1,3}}(?:\.\p{{Nd}}{{1,3}})+)(?=\s+[\p{{Lu}}\p{{Lo}}\[«“"]|:\s))(?=\s|:|$)"""
)
LARGEST: Final = 999
"""The largest number without a keyword; beyond it figures at the head of a line are years or quantities."""


def _by_mark(line: str) -> Label | None:
    numeral_first = line[:1].isalnum()
    if not numeral_first and (found := _BULLET.match(line)) is not None:
        number = Number(printed=found[0], order=(), style=Style.NONE)
        return Label(printed=found[0], kind=None, number=number, form=Form.BULLET, end=found.end())
    for form, printed in ((Form.PAREN, _PAREN), (Form.CLOSE, _CLOSE), (Form.DOT, _DOT), (Form.BARE, _BARE)):
        if (form is Form.PAREN and numeral_first) or (found := printed.match(line)) is None:
            continue
        read = readings(found["numeral"])
        if (
            read
            and _labels(form, read[0], line[found.end() :])
            and not _runs_on(found[0], line[found.end() :])
        ):
            return Label(printed=found[0], kind=None, number=read[0], form=form, end=found.end())
    return None


def _labels(form: Form, number: Number, rest: str) -> bool:
    """Tell whether a numeral set off as *form* and followed by *rest* is a label."""
    match number.style:
        case Style.WORD | Style.NONE:
            return False
        case Style.LETTERS:
            length = len(_letters(number.printed))
            repeated = not is_word(number)
            if form is Form.DOT:
                return repeated and _FIGURE_AFTER.match(rest) is None
            return length < 3 or repeated  # noqa: PLR2004  "(ab)" is a letter, "(and)" is a word
        case Style.ROMAN:
            return (
                form is Form.PAREN
                or not number.printed.islower()
                or number.order[0][0] <= _LARGEST_SMALL_ROMAN
            )
        case Style.DIGITS:
            return number.order[0][0] <= LARGEST
        case Style.HAN:
            return True


def _runs_on(printed: str, rest: str) -> bool:
    """Tell whether "3 bis" is a reference that a sentence carries on ("3 bis of the Convention")."""
    if not printed[-1].isalpha():
        return False
    first = next(each_word(rest), "")
    return first[:1].islower() and is_minor(first)


_LARGEST_SMALL_ROMAN: Final = 49
"""Beyond it a word may be meant: "li." "mix."."""
