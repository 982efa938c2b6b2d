"""Bracket notation: choices among words, written with ``[ / ]`` and read back. The only bracket parser.

    notify [base, CEL: shall / BOR; KES supports: should] at least [thirty][forty] days

docs/formats/bracket-notation.md describes it with specimens. Two promises: ``parse(show(w))`` is *w*,
and ``show(parse(s))`` is *s* (bar a doubled or needless backslash).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.text.joined import joined
from travaux.text.wording import Alternative, Bracket, Choice, Part, PartyCode, Wording, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

NO_TEXT: Final = "no text"
"""How an alternative without words is written."""

DEEPEST: Final = 40
"""Brackets within brackets that are taken for choices. Real texts reach ten; four times that leaves the
program room to go down and up again."""

BASE: Final = "base"
ONLY: Final = "only"

CAPITAL_CODE: Final = r"[A-Z][A-Z0-9&.\-]{0,14}"
"""A party code as it is recognised in a text that does not list its parties: capitals and digits."""

_NOTE_MARK: Final = re.compile(r"\[\^[^\[\]\s\\]+\]")
"""A footnote mark of Markdown, ``[^1]``: characters like any others."""

_ESCAPED: Final = "[]/\\: "
_LIST_GAP: Final = r"(?:\s*[,/]\s*|\s+and\s+)"
_VERBS: Final = {
    "propose": "sponsors",
    "support": "supporters",
    "oppose": "opponents",
    "delete": "deleted_by",
    "accept": "excepting",
}
_VERB: Final = (
    r"(?:(?P<verb>propose|support|oppose|delete)[sd]?|(?P<except>accept)s?[ ]except|(?P<only>only)"
    r"|(?P<deed>move|merge)s?[ ](?P<way>after|to|from|into|with)[ ](?P<other>[\w~@.\-]+))"
)


_WAYS: Final = {
    ("move", "after"): "moved_to",
    ("move", "to"): "moved_to",
    ("move", "from"): "moved_from",
    ("merge", "into"): "merged_into",
    ("merge", "with"): "merged_from",
}
"""What a provision has to do with the other that is named, as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who stands behind some words, as written before them."""

    base: bool = False
    only: bool = False
    sponsors: tuple[PartyCode, ...] = ()
    supporters: tuple[PartyCode, ...] = ()
    opponents: tuple[PartyCode, ...] = ()
    excepting: tuple[PartyCode, ...] = ()
    deleted_by: tuple[PartyCode, ...] = ()
    moved_to: tuple[tuple[tuple[PartyCode, ...], str], ...] = ()
    moved_from: tuple[tuple[tuple[PartyCode, ...], str], ...] = ()
    merged_into: tuple[tuple[tuple[PartyCode, ...], str], ...] = ()
    merged_from: tuple[tuple[tuple[PartyCode, ...], str], ...] = ()
    against: tuple[tuple[tuple[PartyCode, ...], PartyCode], ...] = ()
    """Who opposes what a party would do with the provision as a whole."""
    joining: tuple[tuple[tuple[PartyCode, ...], PartyCode], ...] = ()
    """Who supports what a party would do with it as a whole: delete it, move it or merge it."""
    colon: bool = True
    """Written with its colon, as it should be."""


def _code(parties: Collection[str]) -> str:
    if not parties:
        return CAPITAL_CODE
    known = "|".join(re.escape(code) for code in sorted(parties, key=len, reverse=True))
    return rf"(?:{known})(?:\d+)?"


class Reader:
    """Reads bracket notation for a text whose parties are known, or not (none given).

    With known parties only their codes make an attribution; footnote numerals stuck to a code
    ("SG26/MY") are kept in the printed attribution and left out of the code.
    """

    def __init__(self, parties: Collection[str] = ()) -> None:
        """Prepare to read attributions by *parties*."""
        self._parties = frozenset(parties)
        code = _code(self._parties)
        item = rf"(?:{BASE}|{code})"
        self._list = re.compile(rf"{item}(?:{_LIST_GAP}{item})*")
        self._clause = re.compile(
            rf"\s*(?P<list>{item}(?:{_LIST_GAP}{item})*)"
            rf"(?:\s+(?:(?P<stance>oppose|support)s?[ ](?P<author>{code})(?=\s*[;:])|{_VERB}))?"
            r"\s*(?P<end>[;:]|(?=\s))"
        )
        self._gap = re.compile(_LIST_GAP)

    def attribution(self, text: str, at: int = 0) -> tuple[Attribution, int] | None:
        """Read the attribution that starts at *at*; None if there is none.

        Gives back the attribution and the offset of the first character after it, its colon and one
        space included. Without a colon it counts as one only when it has a verb of position.
        """
        found: dict[str, list[PartyCode]] = {}
        moves: dict[str, list[tuple[tuple[PartyCode, ...], str]]] = {one: [] for one in _WAYS.values()}
        against: list[tuple[tuple[PartyCode, ...], PartyCode]] = []
        joining: list[tuple[tuple[PartyCode, ...], PartyCode]] = []
        base = only = False
        while (clause := self._clause.match(text, at)) is not None:
            codes = [self._known(item) for item in self._gap.split(clause["list"])]
            if BASE in codes:
                base = True
                codes.remove(PartyCode(BASE))
            if clause["way"]:
                way = _WAYS.get((clause["deed"], clause["way"]))
                if way is None:
                    return None
                moves[way].append((tuple(codes), clause["other"]))
            elif clause["author"]:
                stance = joining if clause["stance"] == "support" else against
                stance.append((tuple(codes), self._known(clause["author"])))
            else:
                verb = clause["verb"] or clause["except"]
                role = _VERBS[verb] if verb else "sponsors"
                found.setdefault(role, []).extend(codes)
            only = only or bool(clause["only"])
            at = clause.end()
            if clause["end"] == ";":
                continue
            if clause["end"] != ":" and not (clause["verb"] or clause["except"]):
                return None
            said = Attribution(
                base=base,
                only=only,
                sponsors=tuple(found.get("sponsors", ())),
                supporters=tuple(found.get("supporters", ())),
                opponents=tuple(found.get("opponents", ())),
                excepting=tuple(found.get("excepting", ())),
                deleted_by=tuple(found.get("deleted_by", ())),
                moved_to=tuple(moves["moved_to"]),
                moved_from=tuple(moves["moved_from"]),
                merged_into=tuple(moves["merged_into"]),
                merged_from=tuple(moves["merged_from"]),
                against=tuple(against),
                joining=tuple(joining),
                colon=clause["end"] == ":",
            )
            return _with_supporters(said), at + (1 if text[at : at + 1] == " " else 0)
        return None

    def _known(self, printed: str) -> PartyCode:
        if self._parties and printed not in self._parties:
            return PartyCode(printed.rstrip("0123456789"))
        return PartyCode(printed)

    def parse(self, text: str, *, shared: bool = True) -> Wording:
        """Read *text*; brackets without a mate become `Bracket` parts, where they stand.

        *shared*: the words are those of parties, who may have them each in its own way ("BOR only: thirty").
        """
        if "[" not in text and "]" not in text:
            return words(_unescaped(text))
        return self._wording(text, 0, len(text), mates(text), shared=shared)

    def _wording(self, text: str, start: int, stop: int, mate: dict[int, int], *, shared: bool) -> Wording:
        parts: list[Part] = []
        at = start
        for place in marks(text, start, stop):
            if place < at:
                continue
            parts.append(_unescaped(text[at:place]))
            end = mate.get(place)
            if end is None:
                parts.append(Bracket(mark="[" if text[place] == "[" else "]"))
                at = place + 1
                continue
            choice = self._choice(text, place, end, mate, shared=shared)
            last = parts[-2] if parts[-1] == "" and len(parts) > 1 else ""
            if isinstance(last, Choice) and last.tabled and choice.tabled:
                del parts[-2:]
                choice = _adjacent(last, choice)
            parts.append(choice)
            at = end + 1
        parts.append(_unescaped(text[at:stop]))
        return words(*parts)

    def _choice(self, text: str, start: int, end: int, mate: dict[int, int], *, shared: bool) -> Choice:
        alternatives: list[Alternative] = []
        gaps = ["["]
        tabled = True
        at = start + 1
        for gap in [*_separators(text, start + 1, end, mate), end]:
            head = self.attribution(text[at:gap])
            said, printed, length = (
                (head[0], text[at : at + head[1]], head[1]) if head else (Attribution(), "", 0)
            )
            tabled = tabled and not (said.base or (said.only and shared))
            if text[at + length : gap] == NO_TEXT:
                length, printed = gap - at, text[at:gap]
            alternatives.append(
                Alternative(
                    words=self._wording(
                        text, at + length, gap, mate, shared=bool(said.sponsors or said.supporters)
                    ),
                    base=said.base,
                    sponsors=said.sponsors,
                    supporters=said.supporters,
                    opponents=said.opponents,
                    excepting=said.excepting,
                    printed=printed,
                )
            )
            gaps.append(text[gap : gap + 3] if gap != end else "]")
            at = gap + 3
        return Choice(alternatives=tuple(alternatives), tabled=tabled, gaps=tuple(gaps))


def _with_supporters(said: Attribution) -> Attribution:
    """Take who supports a party in nothing that it would do with the whole for supporters of its words."""
    if not said.joining:
        return said
    moves = (*said.moved_to, *said.merged_into, *said.merged_from)
    doing = (*said.deleted_by, *(code for codes, _ in moves for code in codes))
    words_only = {*said.sponsors, *joined(said.joining, said.sponsors)}.difference(
        doing, joined(said.joining, doing)
    )
    apart = [one for one in said.joining if doing and one[1] not in words_only]
    theirs = (code for one in said.joining if one not in apart for code in one[0])
    return replace(said, supporters=tuple(dict.fromkeys((*said.supporters, *theirs))), joining=tuple(apart))


def _adjacent(one: Choice, other: Choice) -> Choice:
    """Join ``[a]`` and ``[b]``, standing without a space between, into the alternatives a and b."""
    before, after = one.gaps or ("[", "]"), other.gaps or ("[", "]")
    return Choice(
        alternatives=one.alternatives + other.alternatives,
        gaps=(*before[:-1], before[-1] + after[0], *after[1:]),
    )


_MARK: Final = re.compile(rf"\\[{re.escape(_ESCAPED)}]|{_NOTE_MARK.pattern}|(?P<bracket>[\[\]])")
"""What has to be passed over to find the brackets, and the brackets."""


def marks(text: str, start: int = 0, stop: int | None = None) -> Iterator[int]:
    """Go through the offsets of the brackets in *text* that are neither escaped nor footnote marks."""
    found = _MARK.finditer(text, start, len(text) if stop is None else stop)
    return (mark.start() for mark in found if mark["bracket"])


def mates(text: str) -> dict[int, int]:
    """Pair the brackets in *text*: the offset of each opening bracket that closes, and where it does.

    Brackets deeper than `DEEPEST` have no mate: they stay, as marks.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at in marks(text):
        if text[at] == "[":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if len(opened) < DEEPEST:
                pairs[start] = at
    return pairs


def _separators(text: str, start: int, stop: int, mate: dict[int, int]) -> list[int]:
    """Find the " / " that part alternatives between *start* and *stop*, not those of inner brackets."""
    found: list[int] = []
    at = start
    after_escape = -1
    while at < stop:
        if at in mate:
            at = mate[at] + 1
        elif text[at] == "\\" and text[at + 1 : at + 2] and text[at + 1] in _ESCAPED:
            at += 2
            after_escape = at
        elif (
            text[at] == "/"
            and start < at < stop - 1
            and text[at - 1].isspace()
            and text[at + 1].isspace()
            and at != after_escape
        ):
            if not found or at - 1 >= found[-1] + 3:
                found.append(at - 1)
            at += 2
        else:
            at += 1
    return found


_ESCAPE: Final = re.compile(r"\\([\[\]/\\: ])")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def show(wording: Wording, *, inside: bool = False) -> str:
    """Write *wording* in bracket notation: as it was printed where that is known, else plainly.

    *inside* brackets, a bracket without its mate is escaped, for it would end them.
    """
    return "".join(_shown(part, inside=inside) for part in wording.parts)


def plain_characters(wording: Wording) -> str:
    """Write *wording* in bracket notation without its escapes, as a reader takes it in."""
    return _unescaped(show(wording))


def spans(text: str) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
    """List the brackets that close, by offset: where each opens, where it has closed, its alternatives.

    The alternatives are the offsets of their words, attribution left out; outer before inner.
    """
    mate = mates(text)
    found: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    for start, end in sorted(mate.items()):
        alternatives: list[tuple[int, int]] = []
        at = start + 1
        for gap in [*_separators(text, start + 1, end, mate), end]:
            head = _ANYBODY.attribution(text[at:gap])
            alternatives.append((at + (head[1] if head else 0), gap))
            at = gap + 3
        found.append((start, end + 1, tuple(alternatives)))
    return tuple(found)


def balanced(text: str) -> bool:
    """Whether every bracket in *text* has its mate in it, and no alternatives are parted outside one."""
    mate = mates(text)
    return 2 * len(mate) == sum(1 for _ in marks(text)) and not _separators(text, 0, len(text), mate)


def _shown(part: Part, *, inside: bool) -> str:
    match part:
        case str():
            return _escaped(part, inside=inside)
        case Bracket(mark=mark):
            return f"\\{mark}" if inside else mark
        case Choice():
            gaps = part.gaps or ("[", *(" / " for _ in part.alternatives[1:]), "]")
            dividing = not part.tabled and not any(one.base for one in part.alternatives)
            shown = [gaps[0]]
            for alternative, gap in zip(part.alternatives, gaps[1:], strict=True):
                shown += [_alternative(alternative, only=dividing), gap]
            return "".join(shown)


def _alternative(alternative: Alternative, *, only: bool) -> str:
    body = "".join(_shown(part, inside=True) for part in alternative.words.parts)
    head = alternative.printed
    if head is None:
        head = attributed(
            Attribution(
                base=alternative.base,
                only=only,
                sponsors=alternative.sponsors,
                supporters=alternative.supporters,
                opponents=alternative.opponents,
                excepting=alternative.excepting,
            )
        )
        if not alternative.words:
            return head + NO_TEXT
    if body == NO_TEXT:
        body = NO_TEXT.replace(" ", "\\ ")
    if alternative.printed is None and not head and (taken := _ANYBODY.attribution(body)) is not None:
        cut = body.find(":") if taken[0].colon else body.find(" ")
        body = f"{body[:cut]}\\{body[cut:]}"
    return head + body


def _escaped(text: str, *, inside: bool) -> str:
    if not _NEEDS_ESCAPE.search(text):
        return text
    notes = {at for note in _NOTE_MARK.finditer(text) for at in (note.start(), note.end() - 1)}
    shown: list[str] = []
    for at, char in enumerate(text):
        following = text[at + 1 : at + 2]
        if (
            (char in "[]" and at not in notes)
            or (char == "\\" and (not following or following in _ESCAPED))
            or (char == "/" and inside and _alone(text, at))
        ):
            shown.append("\\")
        shown.append(char)
    return "".join(shown)


_NEEDS_ESCAPE: Final = re.compile(r"[\[\]\\/]")


def _alone(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace()) and (not after or after.isspace())


def attributed(said: Attribution) -> str:
    """Write an attribution: ``base, CEL; KES supports; VEL opposes: ``; "" where there is nothing to say."""
    clauses: list[str] = []
    first = [*((BASE,) if said.base else ()), *said.sponsors]
    if first:
        clauses.append(", ".join(first) + (f" {ONLY}" if said.only else ""))
    for codes, verb, more in (
        (said.supporters, "support", ""),
        (said.opponents, "oppose", ""),
        (said.excepting, "accept", " except"),
        (said.deleted_by, "delete", ""),
    ):
        if codes:
            clauses.append(f"{', '.join(codes)} {verb}{'s' if len(codes) == 1 else ''}{more}")
    for deed, way, moves in (
        ("move", "after", said.moved_to),
        ("move", "from", said.moved_from),
        ("merge", "into", said.merged_into),
        ("merge", "with", said.merged_from),
    ):
        clauses += [
            f"{', '.join(codes)} {deed}{'s' if len(codes) == 1 else ''} {way} {other}"
            for codes, other in moves
        ]
    for verb, stances in (("support", said.joining), ("oppose", said.against)):
        clauses += [
            f"{', '.join(codes)} {verb}{'s' if len(codes) == 1 else ''} {author}" for codes, author in stances
        ]
    return "; ".join(clauses) + ": " if clauses else ""


_ANYBODY: Final = Reader()


def parse(text: str, parties: Collection[str] = ()) -> Wording:
    """Read *text* in bracket notation; see `Reader`."""
    return (Reader(parties) if parties else _ANYBODY).parse(text)
