"""The outline of a document: from its paragraphs to provisions. The one place that recognises structure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from operator import is_
from typing import TYPE_CHECKING, Final

from travaux.read.below import Builds
from travaux.read.concealed import concealments
from travaux.read.line import Line
from travaux.read.nesting import Nesting, Placed
from travaux.read.opening import Opener
from travaux.read.row import Opened, Row
from travaux.read.soundness import brackets_across, numbering
from travaux.text.address import Stand, addresses
from travaux.text.language import concealed
from travaux.text.notation import Reader, show
from travaux.text.printed import characters
from travaux.text.provision import Address, Layout, Provision, WId
from travaux.text.wording import Bracket, Wording, words

if TYPE_CHECKING:
    from travaux.text.finding import Finding

__all__ = ["Line", "Outline", "Outlines", "outline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Provisions in reading order, the line each begins in, and what was found on the way."""

    provisions: tuple[Provision, ...]
    at: tuple[int, ...]
    findings: tuple[Finding, ...]


class Outlines:
    """Outlines texts by one set of rules; what it has seen in one text it does not look at again in another.

    A provision that two texts have alike, the address and layout included, is the same object in both,
    and so are all provisions of a text if all are alike. What comes back never depends on what was
    outlined before. A line is known again if it is the same object.
    """

    def __init__(
        self,
        *,
        parties: Collection[str] = (),
        ours: bool = False,
        links: Collection[str] = (),
        laid_out: bool,
    ) -> None:
        """Take the rules: *laid_out* keeps the layout, the others are as in `outline`."""
        self._reader = Reader(parties)
        self._links = _links(links)
        self._laid_out = laid_out
        self._opened = Opened(Opener(self._reader, ours=ours), Opener(self._reader, ours=ours, begun=True))
        self._builds = Builds()
        self._doubtful: set[Row] = set()
        """Rows with a bracket that has no mate, or with something that a reader cannot see."""
        self._whole: dict[int, tuple[Provision, ...]] = {}

    def outline(
        self, lines: Sequence[Line], *, at: Sequence[int], source: str, fragment: bool = False
    ) -> Outline:
        """Outline *lines*; see `outline`."""
        rows, begin = self._opened.rows(lines, at)
        placed = Nesting(rows, fragment=fragment).place(self._builds)
        eids = addresses(
            Stand(kind=one.placed.kind, depth=one.placed.depth, number=one.placed.number) for one in placed
        )
        provisions: list[Provision] = []
        numbered: list[int] = []
        """The provisions whose numbers may be out of order: others stand below an article that is sound."""
        for one, eid in zip(placed, eids, strict=True):
            depth = one.placed.depth
            numbered.append(one.index)
            provisions.append(self._provision(rows[one.index], one.placed, 0, eid))
            if one.below is None:
                continue
            start = one.index + 1
            stop = start + len(one.below.placed)
            provisions += map(
                self._provision,
                rows[start:stop],
                one.below.placed,
                repeat(depth),
                [Address(eid + step) for step in one.below.steps],
            )
            if not one.below.sound:
                numbered += range(start, stop)
        doubtful = (
            [index for index, row in enumerate(rows) if row in self._doubtful] if self._doubtful else []
        )
        findings = (
            *concealments(*_some(provisions, begin, doubtful), source),
            *numbering(*_some(provisions, begin, numbered), source),
            *brackets_across(*_some(provisions, begin, doubtful), source),
        )
        return Outline(provisions=self._same(provisions), at=tuple(begin), findings=findings)

    def _same(self, provisions: list[Provision]) -> tuple[Provision, ...]:
        """Give the provisions of the text that was outlined before where they are all the same."""
        key = hash(tuple(map(id, provisions)))
        known = self._whole.get(key)
        if known is None or len(known) != len(provisions) or not all(map(is_, known, provisions)):
            known = self._whole[key] = tuple(provisions)
        return known

    def _provision(self, row: Row, one: Placed, above: int, eid: Address) -> Provision:
        """Give the provision that *row* is at *eid*, *above* deeper than *one* says."""
        known = row.provisions.get(eid)
        depth = one.depth + above
        if known is not None:
            number = known.number
            if (
                known.depth == depth
                and known.kind is one.kind
                and (number is one.number or number == one.number)
            ):
                return known
            sample = known
        elif row.provisions:
            sample = next(iter(row.provisions.values()))
        else:
            sample = self._first(row, one)
            if not all(isinstance(part, str) for part in sample.words.parts) or concealed(
                sample.label + show(sample.words)
            ):
                self._doubtful.add(row)
        made = row.provisions[eid] = Provision(
            wid=WId(eid),
            eid=eid,
            kind=one.kind,
            depth=depth,
            label=sample.label,
            number=one.number,
            words=sample.words,
            standing=sample.standing,
            layout=sample.layout,
        )
        return made

    def _first(self, row: Row, one: Placed) -> Provision:
        """Make a provision of *row* at no address."""
        opening = row.opening
        said, plain = opening.words, not _NOTATION.search(opening.words)
        wording = words(said) if plain else self._reader.parse(self._links.sub(_escaped, said))
        provision = Provision(
            wid=WId(""),
            eid=Address(""),
            kind=one.kind,
            depth=0,
            label=opening.label.printed if opening.label else "",
            words=Wording((*(Bracket(mark="[", ahead=True),) * opening.ahead, *wording.parts)),
            standing=opening.standing,
            layout=Layout(before=opening.before, between=opening.between, after=opening.after)
            if self._laid_out
            else None,
        )
        if provision.layout is None or (plain and not (opening.opened or opening.closed)):
            return provision
        stood = "".join(
            (opening.opened, "[" * opening.ahead, provision.label, opening.between, said, opening.closed)
        )
        anew = characters(provision)
        return (
            provision
            if anew == stood
            else replace(provision, layout=replace(provision.layout, spelled=(anew, stood)))
        )


def outline(  # noqa: PLR0913  what the formats know of their lines, each by its name
    lines: Sequence[Line],
    *,
    at: Sequence[int] | None = None,
    parties: Collection[str] = (),
    source: str = "",
    links: Collection[str] = (),
    ours: bool = False,
    fragment: bool = False,
    exact: bool = False,
) -> Outline:
    """Outline one text by itself; *source* is named in the findings.

    *at*: the line of the source, from 1, where each of *lines* begins; 0 where it has none.
    *ours*: the document says that it is a consolidated text, so that "[ARD: 4 bis. …]" is a
    provision ARD has and the draft has not. *links*: names that Markdown defines as links, whose
    brackets are no brackets of the negotiation. *fragment*: it is a piece of a text, so that nothing
    in it is a title or a preamble for its place alone. No paragraph is left out and no character of one:
    where lines have layout, the provisions print back to the characters of *lines*; *exact*: where none
    has any as well.
    """
    outlines = Outlines(parties=parties, ours=ours, links=links, laid_out=exact or has_layout(lines))
    return outlines.outline(lines, at=at or [0] * len(lines), source=source, fragment=fragment)


def has_layout(lines: Sequence[Line]) -> bool:
    """Whether any of *lines* has characters around its words."""
    return any(line.before or line.after or line.between for line in lines)


_NOTATION: Final = re.compile(r"[\[\]\\]")
"""Without one of these, words are in bracket notation what they are by themselves."""


def _links(names: Collection[str]) -> re.Pattern[str]:
    """Match the brackets that are Markdown links, whose names the text defines or whose target follows."""
    inline = r"(?<!\\)\[[^\[\]]*\]\(\S+?\)"
    if not names:
        return re.compile(inline)
    named = "|".join(re.escape(name) for name in sorted(names))
    return re.compile(rf"{inline}|(?<!\\)\[[^\[\]]*\]\[(?:{named})\]|(?<!\\)\[(?:{named})\](?=:)")


def _escaped(found: re.Match[str]) -> str:
    return found[0].replace("[", "\\[").replace("]", "\\]")


def _some(
    provisions: Sequence[Provision], at: Sequence[int], which: Sequence[int]
) -> tuple[list[Provision], list[int]]:
    return [provisions[index] for index in which], [at[index] for index in which]
