"""Automatic numbers: the label that Word prints before a paragraph and stores nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from travaux.read.number_format import numeral
from travaux.read.package import Element
from travaux.read.style import Styles, W, is_on, number, value
from travaux.read.symbol import symbol
from travaux.read.tracked import Properties

DEPTH: Final = 9
"""Levels of a list in Word."""

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_GAPS: Final = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """With ``%1`` to ``%9`` where the numbers of the levels go."""
    gap: str = "\t"
    """What parts the label from the words."""
    restart: int | None = None
    """The level, counted from 1, whose use makes this one start again; 0: none; None: any above it."""
    legal: bool = False
    """All numbers in the label are printed in figures."""
    style: str = ""
    """The paragraph style that this level is tied to."""
    indent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One ``w:num``: the list it counts in, and its levels with its own changes to them."""

    counts_in: str
    """The ``w:abstractNum``, links followed. Lists that share one go on where the other stopped."""
    levels: tuple[Level, ...]
    starts: tuple[int | None, ...]
    """Where the level starts when this list is first used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    text: str
    gap: str
    indent: int | None
    unknown: str = ""
    """A number format that is not known; its numbers are printed in figures."""


Lists = dict[str, List]
"""By ``numId``."""


Place = tuple[str, int]
"""A list, by its ``numId``, and one of its levels."""


@dataclass(slots=True, eq=False)
class _Count:
    """How far one list has counted, and what each next paragraph of it makes of that."""

    counters: tuple[int | None, ...] = (None,) * DEPTH
    used: frozenset[Place] = frozenset()
    """The levels, by each ``numId`` that counts in this list, that have been used."""
    next: dict[Place, tuple[Label, "_Count"]] = field(default_factory=dict)


class Numbering:
    """How the lists and styles of one document count.

    What was counted once is not worked out again, and equal labels are the same object.
    """

    def __init__(self, lists: Lists, styles: Styles) -> None:
        """Count by *lists* and *styles*."""
        self._lists = lists
        self._styles = styles
        self._begun = _Count()
        self._counts: dict[tuple[tuple[int | None, ...], frozenset[Place]], _Count] = {}
        self._labels: dict[Label, Label] = {}

    def place(self, properties: Properties) -> Place | None:
        """Find the list and the level of a paragraph: its own, else those of its style."""
        chain = tuple(self._styles.chain(properties.style))
        list_id, at = properties.list, properties.level
        if list_id is None:
            list_id = next((each.properties.list for each in chain if each.properties.list is not None), None)
        numbering = None if list_id is None else self._lists.get(list_id)
        if list_id is None or numbering is None:
            return None
        if at is None:
            tied = {level.style: index for index, level in enumerate(numbering.levels) if level.style}
            said = (tied.get(each.id, each.properties.level) for each in chain)
            at = next((level for level in said if level is not None), 0)
        return (list_id, at) if 0 <= at < len(numbering.levels) else None

    def begun(self, place: Place) -> tuple[str, _Count]:
        """Name the list that a paragraph at *place* counts in, and how far it has counted at first."""
        return self._lists[place[0]].counts_in, self._begun

    def step(self, count: _Count, place: Place) -> tuple[Label, _Count]:
        """Count one paragraph: its label, and how far its list has counted then."""
        list_id, at = place
        numbering = self._lists[list_id]
        counters = list(count.counters)
        used = set(count.used)
        for level in range(at + 1):
            start = numbering.starts[level]
            if start is not None and (list_id, level) not in used:
                counters[level] = start - 1 if level == at else start
                _restart(numbering, counters, level)
            used.add((list_id, level))
        for level in range(at):
            if counters[level] is None:
                counters[level] = numbering.levels[level].start
        before = counters[at]
        start = numbering.starts[at]
        first = numbering.levels[at].start if start is None else start
        counters[at] = first if before is None else before + 1
        _restart(numbering, counters, at)
        label = _printed(numbering, counters, at)
        key = (tuple(counters), count.used if used == count.used else frozenset(used))
        then = self._counts.setdefault(key, _Count(counters=key[0], used=key[1]))
        count.next[place] = found = self._labels.setdefault(label, label), then
        return found


class Counting:
    """The state of all lists at one place of one view of a document: give it each paragraph in order."""

    def __init__(self, numbering: Numbering) -> None:
        """Begin to count."""
        self._numbering = numbering
        self._counts: dict[str, _Count] = {}
        """How far each list has counted."""
        self._lists: dict[Place, str] = {}

    def label(self, place: Place | None) -> Label | None:
        """Count one paragraph at its place in the lists and give its label; None where it has no number.

        A paragraph without words counts like any other; that a bullet counts shows nowhere.
        """
        if place is None:
            return None
        counts_in = self._lists.get(place)
        if counts_in is None:
            counts_in, begun = self._numbering.begun(place)
            self._lists[place] = counts_in
            self._counts.setdefault(counts_in, begun)
        count = self._counts[counts_in]
        label, self._counts[counts_in] = count.next.get(place) or self._numbering.step(count, place)
        return label


def _restart(numbering: List, counters: list[int | None], at: int) -> None:
    for deeper in range(at + 1, len(numbering.levels)):
        restart = numbering.levels[deeper].restart
        if restart is None or at < restart:
            counters[deeper] = None


def _printed(numbering: List, counters: list[int | None], at: int) -> Label:
    level = numbering.levels[at]
    unknown = ""
    parts: list[str] = []
    for literal, which in _pieces(level.text):
        parts.append(literal)
        count = counters[which] if which is not None and which <= at else None
        if which is None or count is None:
            continue
        form = numbering.levels[which].form
        if level.legal and form not in ("none", "bullet"):
            form = "decimal"
        printed = numeral(count, form)
        unknown = unknown or ("" if printed is not None else form)
        parts.append(str(count) if printed is None else printed)
    return Label(text="".join(parts), gap=level.gap, indent=level.indent, unknown=unknown)


def _pieces(text: str) -> Iterator[tuple[str, int | None]]:
    """Cut the text of a level into literal characters, each with the level whose number follows it."""
    literal = ""
    at = 0
    while at < len(text):
        if text[at] == "%" and text[at + 1 : at + 2] in set("123456789"):
            yield literal, int(text[at + 1]) - 1
            literal, at = "", at + 2
        else:
            literal, at = literal + text[at], at + 1
    yield literal, None


def read_lists(root: Element | None) -> Lists:
    """Read the part of numbering; no part, no lists. A list that points to a style's list is that list."""
    if root is None:
        return {}
    abstract = {each.get(f"{W}abstractNumId", ""): each for each in root.findall(f"{W}abstractNum")}
    of_style = {style: id_ for id_, each in abstract.items() if (style := value(each, "styleLink"))}
    found: Lists = {}
    for num in root.findall(f"{W}num"):
        id_ = value(num, "abstractNumId") or ""
        link = value(abstract[id_], "numStyleLink") if id_ in abstract else None
        if link is not None:
            id_ = of_style.get(link, id_)
        if id_ not in abstract:
            continue
        levels = [Level()] * DEPTH
        starts: list[int | None] = [None] * DEPTH
        for element in abstract[id_].findall(f"{W}lvl"):
            _set_level(levels, element)
        for override in num.findall(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl"))
            for element in override.findall(f"{W}lvl"):
                _set_level(levels, element)
            if at is not None and 0 <= at < DEPTH:
                starts[at] = number(value(override, "startOverride"))
        list_id = num.get(f"{W}numId", "")
        if list_id != "0":
            found[list_id] = List(counts_in=id_, levels=tuple(levels), starts=tuple(starts))
    return found


def _set_level(levels: list[Level], element: Element) -> None:
    at = number(element.get(f"{W}ilvl"))
    if at is None or not 0 <= at < DEPTH:
        return
    start = number(value(element, "start"))
    form = value(element, "numFmt") or _zeros(element)
    left = element.find(f"{W}pPr/{W}ind")
    legal = element.find(f"{W}isLgl")
    levels[at] = Level(
        start=1 if start is None else start,  # as Word does; the standard would have 0
        form=form or "decimal",
        text=_bullet(element) if form == "bullet" else value(element, "lvlText") or "",
        gap=_GAPS.get(value(element, "suff") or "tab", "\t"),
        restart=number(value(element, "lvlRestart")),
        legal=legal is not None and is_on(legal.get(f"{W}val", "1")),
        style=value(element, "pStyle") or "",
        indent=None if left is None else number(left.get(f"{W}start", left.get(f"{W}left"))),
    )


def _zeros(element: Element) -> str:
    """Give the "001" of a number padded with zeros, a format that the standard does not have."""
    custom = element.find(f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt")
    first = "" if custom is None else custom.get(f"{W}format", "").partition(",")[0]
    return first if first.startswith("0") and first.isdigit() else ""


def _bullet(element: Element) -> str:
    """Give the sign of a bullet; "•" where its font's code says nothing here, or it is a picture."""
    text = value(element, "lvlText") or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", ""))
    if element.find(f"{W}lvlPicBulletId") is not None:
        return "•"
    return "".join(symbol(ord(sign), font) or "•" for sign in text)
