"""How a reader fares: where changes are cut, and how much stands in brackets. Rules beside each figure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

from bench.measure.pairs import Rewording, Span, rewordings
from travaux.compare.words import changes, tokenised
from travaux.compile.operation import Reword
from travaux.text.language import is_minor, words
from travaux.text.notation import show
from travaux.text.wording import Choice, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.measure.case import Case, Figures
    from travaux.compile.compilation import Compilation

NARROW: Final = 2
"""A kept island of so few words, or of stop words and marks alone, is a stray."""


def by_difflib(one: Rewording) -> list[Span]:
    """Cut with the standard library, nothing taken for junk."""
    old, new = one.solid()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in found if tag != "equal"]


def by_longest(one: Rewording) -> list[Span]:
    """Cut at the longest common subsequence: the fewest words in brackets."""
    old, new = one.solid()
    spans: list[Span] = []
    at = to = 0
    for block in LCSseq.opcodes(old, new).as_matching_blocks():
        if at < block.a or to < block.b:
            spans.append((at, block.a, to, block.b))
        at, to = block.a + block.size, block.b + block.size
    return spans


def ours(one: Rewording) -> list[Span]:
    """Cut as Travaux does, counted without white space."""
    old, new = one.old.places, one.new.places
    spans = [
        (
            bisect_left(old, it.old_start),
            bisect_left(old, it.old_end),
            bisect_left(new, it.new_start),
            bisect_left(new, it.new_end),
        )
        for it in changes(one.old, one.new)
    ]
    return [(a, b, c, d) for a, b, c, d in spans if a < b or c < d]


def as_one(one: Rewording) -> list[Span]:
    """Cut once, from the first difference to the last: no strays, and the other extreme."""
    spans = by_longest(one)
    return [(spans[0][0], spans[-1][1], spans[0][2], spans[-1][3])]


def as_it_was(one: Rewording) -> list[Span]:
    """Cut where the party really did, which no engine knows: the row that others are held against."""
    return list(one.cuts)


LEAST: Final = "longest common run (rapidfuzz)"
OURS: Final = "Travaux"
ENGINES: Final[dict[str, Callable[[Rewording], list[Span]]]] = {
    LEAST: by_longest,
    "difflib": by_difflib,
    OURS: ours,
    "one cut for all": as_one,
    "the parties' own cuts": as_it_was,
}


def measured(case: Case) -> Figures:
    """Give, for each engine, seconds for all distinct rewordings and what its cuts are like."""
    found = list(rewordings(case))
    figures: Figures = {"pairs": len(found), "cuts": sum(len(one.cuts) for one in found)}
    for name, engine in ENGINES.items():
        since = process_time()
        cuts = [engine(one) for one in found]
        figures[f"{name} seconds"] = process_time() - since
        for what, number in counted(found, cuts).items():
            figures[f"{name} {what}"] = number
    return figures


def counted(found: Sequence[Rewording], cuts: Sequence[Sequence[Span]]) -> Counter[str]:
    """Add up what cuts of the rewordings *found* are like."""
    figures: Counter[str] = Counter()
    for one, spans in zip(found, cuts, strict=True):
        old, _ = one.solid()
        own = {edge for a, b, _, _ in one.cuts for edge in (a, b)}
        figures["fragments"] += len(spans)
        figures["bracketed"] += sum(b - a + d - c for a, b, c, d in spans)
        figures["strays"] += sum(_is_stray(old[before[1] : after[0]]) for before, after in pairwise(spans))
        edges = [edge for a, b, _, _ in spans for edge in (a, b)]
        figures["mid-phrase"] += sum(edge not in one.seams for edge in edges)
        figures["unmeant"] += sum(edge not in one.seams | own for edge in edges)
    return figures


def _is_stray(island: Sequence[str]) -> bool:
    return len(island) <= NARROW or all(map(is_minor, island))


def of_compilation(compilation: Compilation) -> Figures:
    """Give what the compiled text is like where the draft's words are contested.

    ``words``: all its words and marks, each alternative counted once; ``draft``: the draft's there;
    ``bound``: the draft's and each distinct edit's new words once, as if edits could overlap (edits
    cut as Travaux cuts); ``least``: the same with edits cut at the longest common subsequence.
    """
    figures: dict[str, float] = defaultdict(float)
    rewords: dict[str, set[str]] = defaultdict(set)
    for operation in compilation.operations:
        if isinstance(operation, Reword):
            rewords[operation.provision].add(operation.words)
    compiled = {one.wid: one.words for one in compilation.text.provisions}
    for draft in compilation.draft.provisions:
        if draft.wid not in rewords:
            continue
        old = show(draft.words)
        own = len(words(old))
        pairs = [
            Rewording(
                provision=0,
                old=tokenised(old),
                new=tokenised(new),
                cuts=(),
                seams=frozenset(),
            )
            for new in rewords[draft.wid]
        ]
        here = compiled[draft.wid]
        length = count(here)
        figures["provisions"] += 1
        figures["draft"] += own
        figures["words"] += length
        figures["bound"] += own + _added(pairs, ours)
        figures["least"] += own + _added(pairs, by_longest)
        figures["clusters"] += sum(isinstance(part, Choice) for part in here.parts)
        figures["most alternatives"] = max(
            [figures["most alternatives"], *(len(choice.alternatives) for choice in here.choices())]
        )
        figures["longest"] = max(figures["longest"], length / own)
    return dict(figures)


def _added(pairs: Iterable[Rewording], engine: Callable[[Rewording], list[Span]]) -> int:
    edits = {(a, b, one.solid()[1][c:d]) for one in pairs for a, b, c, d in engine(one)}
    return sum(len(new) for _, _, new in edits)


def count(wording: Wording) -> int:
    """Count the words and marks of a wording, those of every alternative included; no names, no brackets."""
    counted = 0
    for part in wording.parts:
        match part:
            case str():
                counted += len(words(part))
            case Choice(alternatives=alternatives):
                counted += sum(count(one.words) for one in alternatives)
            case _:
                counted += 1
    return counted
