"""The outline of a document: from its paragraphs to provisions. The one place that recognises structure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Final

from travaux.read.below import Below, Builds, Inside
from travaux.read.concealed import concealments
from travaux.read.line import Line
from travaux.read.nesting import Nesting
from travaux.read.opening import Opener
from travaux.read.row import Opened, Row
from travaux.read.soundness import brackets_across, numbering
from travaux.text.address import Stand, addresses
from travaux.text.language import Tally, concealed, guess_from, summed, tally
from travaux.text.notation import Reader, show
from travaux.text.printed import characters
from travaux.text.provision import Address, Layout, Provision, WId
from travaux.text.wording import Bracket, Wording, words

if TYPE_CHECKING:
    from travaux.text.finding import Finding
    from travaux.text.kind import Kind

__all__ = ["Line", "Outline", "Outlines", "outline"]


_VIEWS: Final = 16
"""Texts that are known again as a whole: a draft, and what stands in for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Provisions in reading order, the line each begins in, and what was found on the way."""

    provisions: tuple[Provision, ...]
    at: tuple[int, ...]
    language: str
    """As `travaux.text.language.guess` guesses it, by the words without the numbers."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """A text outlined, wherever it stands. ``origins`` are the lines its provisions begin with."""

    lines: tuple[Line, ...]
    origins: Sequence[int]
    provisions: tuple[Provision, ...]
    language: str
    numbered: Sequence[int]
    """The provisions whose numbers may be out of order."""
    doubtful: Sequence[int]
    """Those with a bracket that has no mate, or with something that a reader cannot see."""


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
        self._texts: dict[int, tuple[Provision, ...]] = {}
        self._wholes: dict[int, _Whole] = {}

    def outline(
        self, lines: Sequence[Line], *, at: Sequence[int], source: str, fragment: bool = False
    ) -> Outline:
        """Outline *lines*; see `outline`."""
        whole = None if fragment else self._known(lines)
        if whole is None:
            whole = self._whole(lines, fragment=fragment)
        begin = [at[index] for index in whole.origins]
        doubtful = _some(whole.provisions, begin, whole.doubtful)
        return Outline(
            provisions=whole.provisions,
            at=tuple(begin),
            language=whole.language,
            findings=(
                *concealments(*doubtful, source),
                *numbering(*_some(whole.provisions, begin, whole.numbered), source),
                *brackets_across(*doubtful, source),
            ),
        )

    def _known(self, lines: Sequence[Line]) -> _Whole | None:
        """Find a text of the very same lines."""
        whole = self._wholes.get(hash(tuple(map(id, lines))))
        if whole is None or len(whole.lines) != len(lines) or not all(map(is_, whole.lines, lines)):
            return None
        return whole

    def _whole(self, lines: Sequence[Line], *, fragment: bool) -> _Whole:
        rows, origins = self._opened.rows(lines)
        stood = Nesting(rows, fragment=fragment).place(self._builds)
        provisions: list[Provision] = []
        numbered: list[int] = []
        doubtful: list[int] = []
        tallies: list[Tally] = []
        for one, eid in zip(stood, addresses([one.stand for one in stood]), strict=True):
            start = len(provisions)
            row = rows[start]
            numbered.append(start)
            provisions.append(self._provision(row, one.stand, one.stand.depth, eid))
            tallies.append(self._tally(row))
            if row in self._doubtful:
                doubtful.append(start)
            if one.below is None:
                continue
            inside, at = one.inside, (eid, one.stand.depth)
            below = None if inside is None else inside.provisions.get(at)
            if inside is None or below is None:
                own = rows[start + 1 : start + 1 + len(one.below.stands)]
                met = inside is None and all(row.sample is not None for row in own)
                below = self._below(own, one.below, one.stand.depth, eid)
                if inside is None:
                    inside = self._inside(own, one.below)
                if met:
                    self._builds.insides[self._builds.inside(rows, start, start + 1 + len(own))] = inside
                inside.provisions[at] = below
            provisions += below
            tallies.append(inside.tally)
            doubtful += [start + 1 + each for each in inside.doubtful]
            if not one.below.sound:
                numbered += range(start + 1, len(provisions))
        whole = _Whole(
            lines=tuple(lines),
            origins=origins,
            provisions=self._same(provisions),
            language=guess_from(tallies),
            numbered=numbered,
            doubtful=doubtful,
        )
        if len(self._wholes) < _VIEWS and not fragment:
            self._wholes[hash(tuple(map(id, lines)))] = whole
        return whole

    def _below(self, rows: Sequence[Row], below: Below, depth: int, eid: Address) -> tuple[Provision, ...]:
        """Give the provisions that *rows* are below an article at *eid* and this *depth*."""
        return tuple(
            [
                self._provision(row, stand, depth + stand.depth, Address(eid + step))
                for row, stand, step in zip(rows, below.stands, below.steps, strict=True)
            ]
        )

    def _inside(self, rows: Sequence[Row], below: Below) -> Inside:
        """Sum up what stands below an article."""
        return Inside(
            below=below,
            tally=summed([self._tally(row) for row in rows]) if rows else tally(""),
            doubtful=tuple(at for at, row in enumerate(rows) if row in self._doubtful),
        )

    @staticmethod
    def _tally(row: Row) -> Tally:
        if row.tally is None:
            row.tally = tally(row.opening.words)
        return row.tally

    def _same(self, provisions: list[Provision]) -> tuple[Provision, ...]:
        """Give the provisions of the text that was outlined before where they are all the same."""
        key = hash(tuple(map(id, provisions)))
        known = self._texts.get(key)
        if known is None or len(known) != len(provisions) or not all(map(is_, known, provisions)):
            known = self._texts[key] = tuple(provisions)
        return known

    def _provision(self, row: Row, stand: Stand, depth: int, eid: Address) -> Provision:
        """Give the provision that *row* is at *eid* and this *depth*, by what else *stand* says of it."""
        known = row.at(eid)
        if (
            known is not None
            and known.depth == depth
            and known.kind is stand.kind
            and (known.number is stand.number or known.number == stand.number)
        ):
            return known
        sample = self._sample(row, stand.kind)
        made = Provision(
            wid=WId(eid),
            eid=eid,
            kind=stand.kind,
            depth=depth,
            label=sample.label,
            number=stand.number,
            words=sample.words,
            standing=sample.standing,
            layout=sample.layout,
        )
        row.keep(made)
        return made

    def _sample(self, row: Row, kind: Kind) -> Provision:
        """Give a provision that *row* has been, or one at no address."""
        if row.sample is not None:
            return row.sample
        sample = self._first(row, kind)
        if not all(isinstance(part, str) for part in sample.words.parts) or concealed(
            sample.label + show(sample.words)
        ):
            self._doubtful.add(row)
        return sample

    def _first(self, row: Row, kind: Kind) -> Provision:
        """Make a provision of *row* at no address."""
        opening = row.opening
        said, plain = opening.words, not _NOTATION.search(opening.words)
        shared = not opening.standing.base
        wording = words(said) if plain else self._reader.parse(self._links.sub(_escaped, said), shared=shared)
        provision = Provision(
            wid=WId(""),
            eid=Address(""),
            kind=kind,
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
