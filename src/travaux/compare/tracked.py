"""Alignment of a document whose changes are tracked: which paragraph is which, its own marks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from travaux.compare.align import align, pair_alike, pair_rest
from travaux.compare.index import Index
from travaux.compare.pairing import Pair, Pairing
from travaux.text.instrument import Text
from travaux.text.language import folded
from travaux.text.notation import show

LIKE_UNMARKED: Final = 0.5
"""Provisions that share this part of their words are one though their paragraph marks are not the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A document with tracked changes: with all of them rejected, and with all accepted."""

    underneath: Text
    own: Text
    underneath_lines: Sequence[int]
    """The paragraph of the document, from 1, that each provision of ``underneath`` is; 0 for a note."""
    own_lines: Sequence[int]
    moves: Sequence[tuple[int, int]] = ()
    """The paragraphs from which and to which the document itself says that something moved."""


def align_tracked(draft: Index, document: Tracked) -> tuple[Pair, ...]:
    """Pair each provision of the draft with what it became in the party's own text, as `align` does.

    A paragraph whose mark is neither inserted nor deleted is one paragraph in both views, however
    little is left of its words: nothing has to be recognised. Between two such paragraphs, and for
    what moved, words decide: what was put beside what was taken out is a rewording of it only if it is
    like it. Where the document underneath is not the draft, provision by provision, or its paragraphs
    are not known, words decide everything.
    """
    before = _placed(document.underneath, document.underneath_lines)
    after = _placed(document.own, document.own_lines)
    if before is None or after is None or not _is_draft(draft, document.underneath):
        return align(draft, document.own)
    pairing = Pairing(draft, document.own)
    for line, other in document.moves:
        if line in before and other in after:
            pairing.pair(before.index(line), after.index(other))
    doubtful: list[tuple[range, range]] = []
    for olds, news in _blocks(before, after):
        if len(olds) == len(news) == 1 and before[olds[0]] == after[news[0]]:
            _pair_one_paragraph(pairing, olds, news)
        elif olds and news:
            doubtful.append((olds, news))
    _pair_unchanged(pairing)
    for olds, news in doubtful:
        _pair_alike(pairing, olds, news)
        if (line := before[olds[-1]]) == after[news[-1]]:
            _pair_one_paragraph(
                pairing,
                [at for at in olds if before[at] == line],
                [at for at in news if after[at] == line],
            )
    pair_rest(pairing)
    return pairing.pairs()


def _is_draft(draft: Index, underneath: Text) -> bool:
    """Whether both have the same words in the same provisions; numbers and white space may differ."""
    mine, others = draft.text.provisions, underneath.provisions
    return len(mine) == len(others) and all(
        one.words == other.words or folded(show(one.words)) == folded(show(other.words))
        for one, other in zip(mine, others, strict=True)
    )


def _placed(text: Text, lines: Sequence[int]) -> list[int] | None:
    """Give the line of each provision, a note's being that of what calls it; None if out of order."""
    placed: list[int] = []
    for line in lines:
        placed.append(line or (placed[-1] if placed else 0))
    is_known = len(placed) == len(text.provisions) and all(placed) and placed == sorted(placed)
    return placed if is_known else None


def _blocks(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[range, range]]:
    """Give the provisions of both views from behind one paragraph that both have to the next."""
    shared = set(before) & set(after)
    olds, news = _ends(before, shared), _ends(after, shared)
    for (old, old_end), (new, new_end) in zip(pairwise(olds), pairwise(news), strict=True):
        yield range(old, old_end), range(new, new_end)


def _ends(lines: Sequence[int], shared: set[int]) -> list[int]:
    """List where a block ends: behind the last provision of each shared line, and of the text."""
    following = [*lines[1:], 0]
    ends = [
        at + 1
        for at, (line, after) in enumerate(zip(lines, following, strict=True))
        if line != after and line in shared
    ]
    return [0, *ends, len(lines)]


def _pair_alike(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair by words what is between two marks, the last included.

    Behind a paragraph in which somebody began a new one, the old mark is the new paragraph's.
    """
    left = [at for at in olds if pairing.is_free_old(at) and pairing.old.speaks(at)]
    come = [at for at in news if pairing.is_free_new(at) and pairing.new.speaks(at)]
    if left and come:
        pair_alike(pairing, left, come, LIKE_UNMARKED)


def _pair_one_paragraph(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair what has the same paragraph mark: the paragraph, and in order what stands with it."""
    for old, new in zip(olds, news, strict=False):
        if pairing.is_free_old(old) and pairing.is_free_new(new):
            pairing.pair(old, new)


def _pair_unchanged(pairing: Pairing) -> None:
    """Pair what was moved and left as it was: words that stand once in either text."""
    counts = Counter(pairing.new.ids)
    for new in pairing.free_new():
        which = pairing.new.ids[new]
        old = pairing.base.only[which] if which < len(pairing.base.only) else -1
        if old >= 0 and counts[which] == 1 and pairing.is_free_old(old) and pairing.old_bag(old).is_long:
            pairing.pair(old, new)
