"""One party's document against the draft as one run of words: what is done where nothing is aligned."""

from __future__ import annotations

from difflib import SequenceMatcher
from time import process_time
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from travaux.text.language import words

if TYPE_CHECKING:
    from bench.measure.case import Case, Figures


def by_difflib(case: Case) -> Figures:
    """Give the seconds of the standard library, with its shortcut for popular words."""
    old, new = _numbered(case)
    since = process_time()
    SequenceMatcher(None, old, new).get_opcodes()
    return {"seconds": process_time() - since}


def by_rapidfuzz(case: Case) -> Figures:
    """Give the seconds of the longest common subsequence, whose memory grows with the square."""
    old, new = _numbered(case)
    since = process_time()
    LCSseq.opcodes(old, new)
    return {"seconds": process_time() - since}


def by_travaux(case: Case) -> Figures:
    """Give the seconds to align the two texts and to compare what was reworded."""
    from travaux.compare.align import align, index  # noqa: PLC0415 - in no peer's memory
    from travaux.compare.words import changes, tokenised  # noqa: PLC0415
    from travaux.read.docx import read_docx  # noqa: PLC0415
    from travaux.text.notation import show  # noqa: PLC0415

    first = next(case.answers())
    base, own = read_docx(case.draft().read_bytes()).text, read_docx(first.read_bytes()).text
    if base is None or own is None:
        raise AssertionError(first)
    ready = index(base)
    since = process_time()
    for pair in align(ready, own):
        if len(pair.old) == len(pair.new) == 1:
            before, after = base.provisions[pair.old[0]].words, own.provisions[pair.new[0]].words
            if before != after:
                changes(tokenised(show(before)), tokenised(show(after)))
    return {"seconds": process_time() - since}


def _numbered(case: Case) -> tuple[list[int], list[int]]:
    negotiation = case.negotiation()
    redraft = next(negotiation.redrafts(1))
    numbers: dict[str, int] = {}
    old = [word for unit in negotiation.draft for word in unit.prose.words]
    new = [word for one in redraft.text for word in words(one.words)]
    one, other = ([numbers.setdefault(word, len(numbers)) for word in side] for side in (old, new))
    return one, other
