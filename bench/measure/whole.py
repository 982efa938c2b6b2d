"""One party's document against the draft as one run of words: what is done where nothing is aligned."""

from __future__ import annotations

import importlib
import os
import subprocess
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import LCSseq

from bench.measure.case import peak_of_started
from travaux.text.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.measure.case import Case, Figures

Opcodes = list[tuple[str, int, int, int, int]]
Sides = tuple[list[str], list[str]]
"""The words of the draft and of the party."""


def _sides(case: Case) -> Sides:
    negotiation = case.negotiation()
    redraft = next(negotiation.redrafts(1))
    old = [word for unit in negotiation.draft for word in unit.prose.words]
    return old, [word for one in redraft.text for word in words(one.words)]


def _numbered(sides: Sides) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(word, len(numbers)) for word in side] for side in sides)
    return one, other


def _lettered(sides: Sides) -> tuple[str, str]:
    """Give each side as one string with a character for each word."""
    one, other = _numbered(sides)
    # From the private planes, so that none is white space, a mark, or half of a pair.
    return "".join(chr(0xF0000 + n) for n in one), "".join(chr(0xF0000 + n) for n in other)


def _by_opcodes(case: Case, engine: Callable[[Any, Any], Iterable[Any]]) -> Figures:
    """Time an engine that gives opcodes, and check that with them the new side can be built from the old."""
    old, new = _numbered(_sides(case))
    since = process_time()
    found = [tuple(one) for one in engine(old, new)]
    spent = process_time() - since
    return {"seconds": spent, **_checked(found, old, new)}


def _checked(found: Sequence[tuple[Any, ...]], old: Sequence[int], new: Sequence[int]) -> Figures:
    built: list[int] = []
    for tag, a, b, c, d in found:
        built += old[a:b] if tag == "equal" else new[c:d]
    return {"fragments": _runs(tag == "equal" for tag, *_ in found), "rebuilds": built == list(new)}


def _runs(kept: Iterable[bool]) -> int:
    """Count the runs of what is not kept."""
    return sum(not same for same, _ in groupby(kept))


def by_difflib(case: Case) -> Figures:
    """Give the seconds of the standard library, with its shortcut for popular words."""
    return _by_opcodes(case, lambda old, new: SequenceMatcher(None, old, new).get_opcodes())


def by_cydifflib(case: Case) -> Figures:
    """Give the seconds of the same in C."""
    cydifflib = importlib.import_module("cydifflib")
    return _by_opcodes(case, lambda old, new: cydifflib.SequenceMatcher(None, old, new).get_opcodes())


def by_rapidfuzz(case: Case) -> Figures:
    """Give the seconds of the longest common subsequence, whose memory grows with the square."""
    return _by_opcodes(case, lambda old, new: LCSseq.opcodes(old, new).as_list())


def by_patiencediff(case: Case) -> Figures:
    """Give the seconds of anchoring at words that stand once."""
    patience = importlib.import_module("patiencediff").PatienceSequenceMatcher
    return _by_opcodes(case, lambda old, new: patience(None, old, new).get_opcodes())


def by_fast_diff_match_patch(case: Case) -> Figures:
    """Give the seconds with a character for each word, cleaned up as it does for readers."""
    engine = importlib.import_module("fast_diff_match_patch")
    return _by_pieces(
        case,
        lambda old, new: engine.diff(
            old, new, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False
        ),
        kept="=",
        gone="-",
    )


def by_diff_match_patch(case: Case) -> Figures:
    """Give the seconds of the same in Python."""
    engine = importlib.import_module("diff_match_patch").diff_match_patch()
    engine.Diff_Timeout = 0

    def cut(old: str, new: str) -> Iterable[tuple[int, str]]:
        pieces: list[tuple[int, str]] = engine.diff_main(old, new, False)  # noqa: FBT003 - its own order
        engine.diff_cleanupSemantic(pieces)
        return pieces

    return _by_pieces(case, cut, kept=0, gone=-1)


def _by_pieces(
    case: Case, engine: Callable[[str, str], Iterable[tuple[object, str]]], *, kept: object, gone: object
) -> Figures:
    old, new = _lettered(_sides(case))
    since = process_time()
    pieces = [*engine(old, new)]
    spent = process_time() - since
    rebuilds = (
        "".join(words for what, words in pieces if what != gone) == new
        and "".join(words for what, words in pieces if what in (kept, gone)) == old
    )
    return {"seconds": spent, "fragments": _runs(what == kept for what, _ in pieces), "rebuilds": rebuilds}


def by_redlines(case: Case) -> Figures:
    """Give the seconds to mark the changes up for a page."""
    redlines = importlib.import_module("redlines").Redlines
    old, new = (" ".join(side) for side in _sides(case))
    since = process_time()
    found = redlines(old, new)
    assert found.output_markdown
    spent = process_time() - since
    return {"seconds": spent, "fragments": _runs(tag == "equal" for tag, *_ in found.opcodes)}


def by_xmldiff(case: Case) -> Figures:
    """Give the seconds for the provisions as elements of a tree."""
    main = importlib.import_module("xmldiff.main")
    negotiation = case.negotiation()
    redraft = next(negotiation.redrafts(1))
    old = _tree(unit.prose.text for unit in negotiation.draft)
    new = _tree(one.words for one in redraft.text)
    since = process_time()
    found = main.diff_texts(old, new)
    return {"seconds": process_time() - since, "fragments": len(found)}


def _tree(provisions: Iterable[str]) -> str:
    return f"<d>{''.join(f'<p>{words}</p>' for words in provisions)}</d>"


def by_git(case: Case) -> Figures:
    """Give the seconds on the wall of git, its start included."""
    names = []
    for name, side in zip(("old", "new"), _sides(case), strict=True):
        (Path(case.folder) / f"{name}.txt").write_text(" ".join(side) + "\n", encoding="utf-8")
        names.append(f"{name}.txt")
    since = perf_counter()
    told = subprocess.run(  # noqa: S603 - two files of our own
        ["git", "diff", "--no-index", "--word-diff=porcelain", "-U0", *names],  # noqa: S607 - on the path
        cwd=case.folder,
        env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        check=False,
        text=True,
    )
    spent = perf_counter() - since
    body = told.stdout.partition("\n@@")[2].splitlines()[1:]
    assert body, told.stderr
    fragments = _runs(line[:1] not in ("+", "-") for line in body)
    return {"seconds": spent, "peak": peak_of_started(), "fragments": fragments}


def by_travaux(case: Case) -> Figures:
    """Give the seconds to align the two texts and to compare what was reworded."""
    from bench.measure import ours  # noqa: PLC0415 - in no peer's memory

    first = next(case.answers())
    base, own = ours.read(case.draft()), ours.read(first)
    since = process_time()
    cuts = ours.compared(base, own)
    return {"seconds": process_time() - since, "fragments": cuts}


ENGINES: dict[str, tuple[str, str]] = {
    "by_difflib": ("difflib", "PSF"),
    "by_cydifflib": ("cydifflib", "MIT"),
    "by_rapidfuzz": ("rapidfuzz, longest common run", "MIT"),
    "by_patiencediff": ("patiencediff", "GPL, for the bench alone"),
    "by_fast_diff_match_patch": ("fast-diff-match-patch, words, cleaned up", "Apache"),
    "by_diff_match_patch": ("diff-match-patch, words, cleaned up", "Apache"),
    "by_redlines": ("redlines", "MIT"),
    "by_xmldiff": ("xmldiff, a paragraph an element", "MIT"),
    "by_git": ("git diff --word-diff", "GPL, a program of its own"),
    "by_travaux": ("Travaux: aligned, then compared", ""),
}
"""By question: the engine, and its licence."""
