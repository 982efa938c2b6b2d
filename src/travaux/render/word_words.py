"""A provision as a Word paragraph: the words in one voice, brackets and names in another.

Put end to end, the pieces of a wording are its bracket notation (`travaux.text.notation.show`), what a
bracket says of nobody and of other places in words (`travaux.read.own_bracket`), so that what is read back
is what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from travaux.read.own_bracket import in_words
from travaux.read.own_style import NUMBER, SAID, STEP, WORDS, style_of
from travaux.read.package import Element
from travaux.render.markup import FOOTNOTE_MARK
from travaux.render.profile import UNNAMED
from travaux.render.provisions import is_rule
from travaux.render.word_styles import (
    ALTERNATIVE,
    BRACKET,
    DELETED,
    INSERTED,
    LINES,
    NAME,
)
from travaux.render.wordml import HANG, Direction, made, paragraph, run, runs
from travaux.text.instrument import Text
from travaux.text.kind import RANK, Kind
from travaux.text.language import direction
from travaux.text.notation import show
from travaux.text.number import read_label
from travaux.text.printed import enclosure
from travaux.text.provision import ORDINARY, Address, Provision, Standing
from travaux.text.wording import Alternative, Bracket, Choice, PartyCode, Wording


class Voice(StrEnum):
    """Who is speaking."""

    WORDS = "words"
    """The text, and what parties wrote in it, their brackets included."""
    BRACKET = "bracket"
    """Our brackets and strokes."""
    SAID = "said"
    """What our brackets say beside names."""
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some characters in one voice; ``line``: which alternative they are, from 1; 0: none."""

    text: str
    voice: Voice = Voice.WORDS
    line: int = 0


def pieces(wording: Wording, *, inside: bool = False, line: int = 0) -> Iterator[Piece]:
    """Cut the bracket notation of *wording* by who is speaking; *inside* as in `show`."""
    for part in wording.parts:
        match part:
            case str() | Bracket():
                yield Piece(text=show(Wording((part,)), inside=inside), line=line)
            case Choice():
                yield from _choice(part, line)


def _choice(choice: Choice, line: int) -> Iterator[Piece]:
    gaps = choice.gaps or ("[", *(" / " for _ in choice.alternatives[1:]), "]")
    voice = Voice.WORDS if choice.tabled else Voice.BRACKET
    outer = line if choice.tabled else 0
    yield Piece(text=gaps[0], voice=voice, line=outer)
    for number, (one, shown, gap) in enumerate(
        zip(choice.alternatives, _shown(choice), gaps[1:], strict=True)
    ):
        own = line if choice.tabled else number % LINES + 1
        body = show(one.words, inside=True)
        if shown.endswith(body):
            head = shown[: len(shown) - len(body)]
            yield from _head(head, one, voice, outer)
            yield from pieces(one.words, inside=True, line=own)
        else:  # the notation had to set a backslash, so that the words are not taken for an attribution
            head = shown[: len(shown) - len(body) - 1]
            yield from _head(head, one, voice, outer)
            yield Piece(text=shown[len(head) :], line=own)
        yield Piece(text=gap, voice=voice, line=outer)


def _shown(choice: Choice) -> list[str]:
    """Write each alternative of *choice* as the notation does."""
    whole = show(Wording((choice,)))
    mark = next(mark for mark in map(chr, range(0xE000, 0xF8FF)) if mark not in whole)
    parted = Choice(
        alternatives=choice.alternatives, tabled=choice.tabled, gaps=(mark,) * (len(choice.alternatives) + 1)
    )
    return show(Wording((parted,))).split(mark)[1:-1]


def _head(head: str, one: Alternative, voice: Voice, line: int) -> Iterator[Piece]:
    codes = (*one.sponsors, *one.supporters, *one.opponents, *one.excepting)
    if voice is Voice.WORDS and set(codes) != {UNNAMED}:
        yield Piece(text=head, line=line)
    else:
        yield from said(head, codes)


def said(text: str, codes: Iterable[PartyCode]) -> Iterator[Piece]:
    """Cut what a bracket of ours says: the names of *codes* in their own voice."""
    known = sorted(set(codes), key=len, reverse=True)
    if known == [UNNAMED]:
        text, known = in_words(text, {}), []
    if not known:
        yield from _bracketed(text)
        return
    at = 0
    for found in re.finditer(rf"(?<![\w&.@-])(?:{'|'.join(map(re.escape, known))})(?![\w&.@-])", text):
        yield from _bracketed(text[at : found.start()])
        yield Piece(text=found[0], voice=Voice.NAME)
        at = found.end()
    yield from _bracketed(text[at:])


def _bracketed(text: str) -> Iterator[Piece]:
    opening = text[:1] if text.startswith("[") else ""
    yield Piece(text=opening, voice=Voice.BRACKET)
    yield Piece(text=text[len(opening) :], voice=Voice.SAID)


_STYLES: Final = {Voice.BRACKET: BRACKET, Voice.SAID: SAID, Voice.NAME: NAME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """How the words of a provision stand as a whole: proposed, proposed for deletion, or neither."""

    inserted: bool = False
    deleted: bool = False

    def runs(self, piece: Piece, base: Direction, place: str) -> list[Element]:
        """Make the runs of *piece*."""
        if piece.voice is not Voice.WORDS:
            return runs(piece.text, _STYLES[piece.voice], base=base, place=place)
        style = (
            f"{ALTERNATIVE}{piece.line}"
            if piece.line
            else DELETED
            if self.deleted
            else INSERTED
            if self.inserted
            else ""
        )
        struck = (made("strike"),) if self.deleted and piece.line else ()
        return noted(piece.text, style, *struck, base=base, place=place)


_SMALL: Final = 2
"""Half-points: the rest of a footnote mark stands there to be read back, and is not seen."""


def noted(text: str, style: str, *marks: Element, base: Direction, place: str) -> list[Element]:
    """Make the runs of *text*, the number of a footnote mark, ``[^1]``, raised, the rest not seen."""
    found: list[Element] = []
    at = 0
    for mark in FOOTNOTE_MARK.finditer(text) if "[^" in text else ():
        found += runs(text[at : mark.start()], style, *marks, base=base, place=place)
        for seen, piece in ((False, mark[0][:2]), (True, mark[0][2:-1]), (False, mark[0][-1:])):
            shape = (made("vertAlign", val="superscript"),) if seen else unseen()
            found += runs(piece, style, *marks, *shape, base=base, place=place)
        at = mark.end()
    return [*found, *runs(text[at:], style, *marks, base=base, place=place)]


def unseen() -> tuple[Element, ...]:
    """Give the marks of characters that are there to be read back, and are not seen."""
    return made("color", val="FFFFFF"), made("sz", val=_SMALL), made("szCs", val=_SMALL)


def cast(standing: Standing) -> Cast:
    return Cast(
        inserted=not standing.base, deleted=bool(standing.deleted_by or standing.moved_to) and standing.base
    )


def provision_paragraph(
    text: Text,
    provision: Provision,
    *,
    base: Direction,
    ours: bool = False,
    named: Mapping[Address, str] | None = None,
) -> Element:
    """Make the paragraph of *provision*: its bracket, its number, a tab, its words.

    *ours*: it stands in a consolidated text, in which what was tabled is told from proposals. *named*: what
    its bracket calls other provisions (`travaux.read.own_bracket.citations`).
    Raises UnwritableCharacter.
    """
    own = direction_of(provision, base)
    return paragraph(
        style_of(provision.kind),
        _content(provision, own, place_of(text, provision), named or {}, ours=ours),
        *layout(provision.kind, provision.depth, labelled=bool(provision.label)),
        *_stops(provision, ours=ours),
        *(_ruled() if provision.standing == ORDINARY and is_rule(provision) else ()),
        base=own,
    )


def place_of(text: Text, provision: Provision) -> str:
    """Say where words stand, for whoever is told that they cannot be written."""
    return f"{text.title or 'the text'}, {provision.eid}"


def direction_of(provision: Provision, base: Direction) -> Direction:
    """Tell which way a paragraph runs: as its words do, and as the text does where they do not say."""
    letters = "".join(_letters(provision.words))
    said_by_words = direction(letters)
    return said_by_words if said_by_words == "rtl" or any(char.isalpha() for char in letters) else base


def _letters(wording: Wording) -> Iterator[str]:
    for part in wording.parts:
        match part:
            case str():
                yield part
            case Choice():
                for one in part.alternatives:
                    yield from _letters(one.words)
            case Bracket():
                pass


def layout(kind: Kind, depth: int, *, labelled: bool) -> tuple[Element, ...]:
    """Give the properties that place a paragraph: its indentation says its depth."""
    left = STEP * depth
    if labelled and RANK.get(kind, 99) > RANK[Kind.ARTICLE]:
        return (made("ind", left=left, hanging=HANG),)
    return (made("ind", left=left),)


def _ruled() -> tuple[Element, ...]:
    """Give the properties of a row that only rules off the head of a table: a line, its words not seen."""
    line = made("top", val="single", sz=4, space=1, color="8C877C")
    return (
        made("suppressLineNumbers"),
        made("pBdr", line),
        made("spacing", before=0, after=0, line=60, lineRule="exact"),
    )


def _stops(provision: Provision, *, ours: bool) -> tuple[Element, ...]:
    """Give the tab stops of a number that does not hang alone in its margin: close to one another."""
    if not provision.label or not _is_run_in(provision, ours=ours):
        return ()
    left = STEP * provision.depth
    return (made("tabs", *(made("tab", val="left", pos=left + _STOP * at) for at in range(1, 61))),)


_STOP: Final = STEP // 2
_GAP: Final = 110
"""Twips at the least between a number in the line and its words."""


def _is_run_in(provision: Provision, *, ours: bool) -> bool:
    """Whether the number stands in the line, as in a heading or behind a bracket."""
    heading = RANK.get(provision.kind, 99) <= RANK[Kind.ARTICLE]
    return heading or bool(provision.words.ahead or enclosure(provision.standing, ours=ours)[0])


def _content(
    provision: Provision, base: Direction, place: str, named: Mapping[Address, str], *, ours: bool
) -> Iterator[Element]:
    standing = provision.standing
    opened, closed = enclosure(standing, ours=ours)
    how = cast(standing)
    ahead, wording = provision.words.ahead, provision.words.body
    if compiled := is_compiled(standing):
        for piece in said(in_words(opened, named), _named(standing)):
            yield from how.runs(piece, base, place)
    else:
        yield from runs(opened, base=base, place=place)
    yield from runs("[" * ahead, base=base, place=place)
    if provision.label:
        if provision.kind is not Kind.FOOTNOTE and _is_run_in(provision, ours=ours):
            yield from runs(provision.label[:-1], NUMBER, base=base, place=place)
            spaced = made("spacing", val=_GAP)
            yield from runs(provision.label[-1:], NUMBER, spaced, base=base, place=place)
        else:
            yield from noted(provision.label, NUMBER, base=base, place=place)
        yield run("\t")
    if opened or ahead or (not provision.label and is_misleading(show(wording))):
        yield run("", WORDS)
    if standing == ORDINARY and is_rule(provision):
        yield from runs(show(wording), "", *unseen(), base=base, place=place)
    else:
        for piece in pieces(wording):
            yield from how.runs(piece, base, place)
    yield from runs(closed, BRACKET if compiled else "", base=base, place=place)


def is_compiled(standing: Standing) -> bool:
    """Whether compiling put brackets around the provision, rather than whoever submitted it."""
    if standing == ORDINARY:
        return False
    return not standing.base or bool(standing.deleted_by or standing.ends) or not standing.tabled


def is_misleading(text: str) -> bool:
    """Whether words without a number could be taken for words with one, a bracket, or no provision."""
    return not text[:1].isalpha() or read_label(text) is not None


def _named(standing: Standing) -> tuple[PartyCode, ...]:
    return (
        *standing.sponsors,
        *standing.supporters,
        *standing.opponents,
        *standing.deleted_by,
        *(code for move in standing.ends for code in move.parties),
        *(code for one in standing.stances for code in (*one.parties, one.author)),
    )
