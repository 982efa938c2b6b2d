"""Words on which an obligation turns, and where: modal verbs, numbers, negations, qualifiers, references.

Nothing is interpreted: a term is words of a list, or a number, at a place. What the lists have is in
`modal`, `negation`, `qualifier` and `quantity`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

import regex

from travaux.compare.modal import MODALS, NO_MODALS
from travaux.compare.negation import NEGATIONS, NO_NEGATIONS
from travaux.compare.qualifier import NO_QUALIFIERS, QUALIFIERS
from travaux.compare.quantity import NO_NUMBERS
from travaux.compare.reckoning import is_month, number_at
from travaux.text.language import is_mark, tokens, words
from travaux.text.notation import NO_TEXT, spans
from travaux.text.numeral import STROKES
from travaux.text.reference import find_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class TermKind(StrEnum):
    """What sort of words these are."""

    MODAL = "modal"
    """They oblige or permit: shall, should, may."""
    NUMBER = "number"
    """A number, with the unit of time or the month beside it."""
    NEGATION = "negation"
    QUALIFIER = "qualifier"
    """They limit, condition or soften: subject to, where appropriate."""
    REFERENCE = "reference"
    """The number of another provision."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words ``[start, end)`` of a `Said` that are a term."""

    kind: TermKind
    key: str
    """Equal for forms of the same word."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A wording in bracket notation, its words (white space left out), and the terms among them."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """Where each word stands in ``text``."""
    terms: tuple[Term, ...]

    def printed(self, start: int, end: int) -> str:
        """Give the words from *start* to *end* exactly as they stand."""
        return self.text[self.places[start][0] : self.places[end - 1][1]] if start < end else ""

    def beside(self, term: Term) -> tuple[str, str]:
        """Give the words before and behind *term*, marks passed over; "" at the ends."""
        before = next((word for word in reversed(self.words[: term.start]) if not is_mark(word)), "")
        after = next((word for word in self.words[term.end :] if not is_mark(word)), "")
        return before, after

    def before(self, at: int, count: int) -> str:
        """Give the *count* words before word *at*, with the white space that parts it from them.

        No mark of a footnote is cut: it is given whole.
        """
        first = max(0, at - count)
        end = self.places[at][0] if at < len(self.places) else len(self.text)
        return self.text[self._whole(self.places[first][0])[0] : end] if first < at else ""

    def after(self, at: int, count: int) -> str:
        """Give the *count* words from word *at* on, with the white space before them; as `before`."""
        last = min(len(self.words), at + count)
        start = self.places[at - 1][1] if at else 0
        return self.text[start : self._whole(self.places[last - 1][1])[1]] if at < last else ""

    def _whole(self, at: int) -> tuple[int, int]:
        """Give where the mark of a footnote begins and ends that *at* would cut; *at*, where it cuts none."""
        marks = (found.span() for found in _NOTE.finditer(self.text))
        return next(((start, end) for start, end in marks if start < at < end), (at, at))


def said(text: str, language: str) -> Said:
    """Find the terms of *text*, which is in *language* ("en", "zh"; of others only figures are found).

    Terms of one kind do not overlap. Of the words of several lists the longest are taken. Marks of the
    notation ("no text", footnotes) are not words of the text.
    """
    cut: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for token in tokens(text):
        end = at + len(token)
        if not token.isspace():
            cut.append(token)
            places.append((at, end))
        at = end
    folded = [_folded(word) for word in cut]
    taken = [False] * len(cut)
    for start, end in _outside(text):
        for number, (first, last) in enumerate(places):
            if start <= first and last <= end:
                taken[number] = True
    found = [*_references(text, places, taken), *_listed(cut, folded, language, taken)]
    at = 0
    while at < len(cut):
        read = None if taken[at] else number_at(cut, folded, at, language)
        if read is None:
            at += 1
            continue
        found.append(Term(TermKind.NUMBER, read[1], at, read[0]))
        at = read[0]
    return Said(text, tuple(cut), tuple(places), tuple(sorted(found, key=lambda one: (one.start, one.end))))


_NOTE: Final = regex.compile(r"\[\^[^\[\]\s\\]+\]")


def _outside(text: str) -> Iterator[tuple[int, int]]:
    """Give where *text* has marks of the notation and no words."""
    if "[" not in text:
        return
    yield from (found.span() for found in _NOTE.finditer(text))
    for _, _, alternatives in spans(text):
        yield from ((start, end) for start, end in alternatives if text[start:end] == NO_TEXT)


_AND: Final = frozenset(
    {",", "،", "、", ";", "and", "or", "et", "ou", "y", "o", "и", "или", "و", "أو", "和", "及", "与", "或"}
)
"""What parts the references of one list: "Articles 9, 10 and 11" is one term."""


def _references(text: str, places: Sequence[tuple[int, int]], taken: list[bool]) -> Iterator[Term]:
    runs: list[tuple[int, int, str]] = []
    for one in find_references(text):
        inside = [at for at, (start, end) in enumerate(places) if start < one.end and end > one.start]
        if not inside or any(taken[at] for at in inside):
            continue
        first, last = inside[0], inside[-1] + 1
        taken[first:last] = [True] * (last - first)
        key = " ".join(words(one.printed)).casefold()
        if runs and all(text[slice(*places[at])] in _AND for at in range(runs[-1][1], first)):
            start, end, before = runs.pop()
            taken[end:first] = [True] * (first - end)
            first, key = start, f"{before}, {key}"
        runs.append((first, last, key))
    for first, last, key in runs:
        yield Term(TermKind.REFERENCE, key, first, last)


_MARKS: Final = regex.compile(STROKES)
_ALEFS: Final = str.maketrans("أإآى", "ااا" + "ي")


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """Give the form under which *word* is looked up; what is shown is never this."""
    small = word.lower().replace("’", "'").replace("ʼ", "'").replace("ё", "е")
    return _MARKS.sub("", small).translate(_ALEFS)


_Row = tuple[tuple[str, ...], tuple[tuple[TermKind, str], ...]]
"""Words, and what they are; nothing where they only look like a term."""


def _listed(cut: Sequence[str], folded: Sequence[str], language: str, taken: list[bool]) -> Iterator[Term]:
    lexicon = _lexicon(language)
    at = 0
    while at < len(folded):
        row = None if taken[at] or is_month(cut, at, language) else _row_at(lexicon, folded, at)
        if row is None or any(taken[at : at + len(row[0])]):
            at += 1
            continue
        end = at + len(row[0])
        for kind, key in row[1]:
            yield Term(kind, key, at, end)
        taken[at:end] = [True] * (end - at)
        at = end


_JOINED: Final = frozenset("وف")
"""Arabic particles ("and", "so") written with the word that follows."""
_STEM: Final = 2


def _row_at(lexicon: Mapping[str, Sequence[_Row]], folded: Sequence[str], at: int) -> _Row | None:
    first = folded[at]
    firsts = [first]
    if first[0] in _JOINED and len(first) > _STEM:
        firsts.append(first[1:])
    for one in firsts:
        for row in lexicon.get(one, ()):
            rest = row[0][1:]
            if tuple(folded[at + 1 : at + 1 + len(rest)]) == rest:
                return row
    return None


@lru_cache(maxsize=16)
def _lexicon(language: str) -> Mapping[str, tuple[_Row, ...]]:
    """Put the lists of *language* together, by first word, the longest first."""
    rows: dict[tuple[str, ...], list[tuple[TermKind, str]]] = {}
    for kind, lists in (
        (TermKind.MODAL, MODALS),
        (TermKind.NEGATION, NEGATIONS),
        (TermKind.QUALIFIER, QUALIFIERS),
    ):
        for key, forms in lists.get(language, {}).items():
            for form in _forms(forms):
                rows.setdefault(form, []).append((kind, key))
    for others in (NO_MODALS, NO_NEGATIONS, NO_QUALIFIERS, NO_NUMBERS):
        for form in _forms(others.get(language, "")):
            rows.setdefault(form, [])
    found: dict[str, list[_Row]] = {}
    for form, meant in rows.items():
        found.setdefault(form[0], []).append((form, tuple(dict.fromkeys(meant))))
    return {first: tuple(sorted(several, key=lambda row: -len(row[0]))) for first, several in found.items()}


def _forms(written: str) -> Iterator[tuple[str, ...]]:
    """Write out forms: "as|where appropriate, if any" is three."""
    for form in written.split(","):
        choices = [one.split("|") for one in form.split()]
        for chosen in product(*choices):
            cut = words(" ".join(word for word in chosen if word != "-"))
            if cut:
                yield tuple(_folded(word) for word in cut)
