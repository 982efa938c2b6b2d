"""A party's whole redraft → its version of the draft, and the answers that the redraft amounts to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer
from travaux.answers.position import Adds, Amends, Deletes, Merges, Moves, NewProvision, Position, Splits
from travaux.compare.align import align
from travaux.compare.tracked import Tracked, align_tracked
from travaux.compile.heard import Heard
from travaux.compile.version import Item, Version
from travaux.text.finding import Place
from travaux.text.language import folded
from travaux.text.notation import parse as _parsed
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from travaux.answers.answer import Reply
    from travaux.compare.align import Index, Pair
    from travaux.compile.base import Base
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


def redrafted(own: Text, *, reply: Reply, base: Base) -> Version:
    """Read *own*, the text of *reply*, as its party's version of the draft: which provision each is.

    Where changes are tracked, the document itself says which paragraph is which. What *own* leaves as it
    was is the draft's very item.
    """
    found: list[Item | None] = [None] * len(own.provisions)
    for pair in _pairs(own, reply, base.index):
        match pair.old, pair.new:
            case (), new:
                for at in new:
                    found[at] = _item(own.provisions[at])
            case _, ():
                pass
            case (old,), (new,):
                found[new] = _kept(old, own.provisions[new], base)
            case (old,), (first, *rest):
                found[first] = replace(_kept(old, own.provisions[first], base), origin=(old,))
                for at in rest:
                    found[at] = replace(_item(own.provisions[at]), origin=(old,), anchor=old)
            case several, new:
                for at in new:
                    found[at] = replace(_kept(several[0], own.provisions[at], base), origin=several)
    return Version(party=reply.party, items=tuple(item for item in found if item is not None))


def _pairs(own: Text, reply: Reply, draft: Index) -> tuple[Pair, ...]:
    if reply.reject_all is None:
        return align(draft, own)
    tracked = Tracked(
        underneath=reply.reject_all,
        own=own,
        underneath_lines=reply.reject_all_lines,
        own_lines=reply.lines,
    )
    return align_tracked(draft, tracked)


def _item(provision: Provision) -> Item:
    return Item(
        kind=provision.kind,
        depth=provision.depth,
        label=provision.label,
        words=show(provision.words.body),
        tabled=provision.standing.tabled,
        ahead=provision.words.ahead,
        layout=provision.layout,
    )


def _kept(index: int, provision: Provision, base: Base) -> Item:
    """Give the draft's item at *index* if *provision* reads the same, else that item as it reads now.

    Kind, depth and layout stay the draft's: what a redraft makes of them is not carried into the text.
    """
    item, own = base.items[index], base.draft.provisions[index]
    if provision is own:
        return item
    tabled = provision.standing.tabled
    if provision.words.parts == own.words.parts and provision.words.settled and tabled == item.tabled:
        return item if provision.label == own.label else base.renumbered(index, provision.label)
    words, ahead = show(provision.words.body), provision.words.ahead
    if (words, provision.label, tabled, ahead) == (item.words, item.label, item.tabled, item.ahead):
        return item
    return replace(item, words=words, label=provision.label, tabled=tabled, ahead=ahead)


def amounts_to(version: Version, *, base: Base, source: str = "") -> tuple[Version, tuple[Heard, ...]]:
    """List the answers that a redraft amounts to, in its order; what it leaves alone gets none.

    Deletions follow, in the order of the draft: where all that stands in a provision is left out with it,
    one for all of it. The redraft gives no reasons and so neither do they.
    The version comes back with each changed provision marked by its answer.
    """
    draft, items = base.draft, base.items
    heard: list[Heard] = []
    marked = list(version.items)
    spoken = _spoken(version)
    for index, position, places in _positions(version, draft, items):
        address = draft.provisions[index].eid if index is not None else ""
        for place in places:
            one = replace(marked[place], said=(len(heard),))
            marked[place] = replace(one, anchor=index) if isinstance(position, Adds) else one
        answer = Answer(provision=address, position=position, place=Place(source=source, address=address))
        removed: tuple[int, ...] = ()
        if isinstance(position, Deletes) and index is not None:
            removed = tuple(_left_out(index, draft, spoken))
        if isinstance(position, Merges):
            present = {item.base for item in version.items}
            origins = {other for place in places for other in version.items[place].origin}
            removed = tuple(sorted(origins - present))
        heard.append(Heard(answer=answer, provision=index, removed=removed))
    return replace(version, items=tuple(marked)), tuple(heard)


_Said = tuple[int | None, Position, tuple[int, ...]]
"""The provision of the draft, the position, and the places of the items that it made."""


def _positions(version: Version, draft: Text, items: Sequence[Item]) -> Iterator[_Said]:
    steady = version.steady
    last: int | None = None
    run: list[int] = []
    spoken = _spoken(version)
    splits: dict[int, list[int]] = {}
    for at, item in enumerate(version.items):
        if item.base is None and len(item.origin) == 1:
            splits.setdefault(item.origin[0], []).append(at)
    for at, item in enumerate(version.items):
        if item.base is None:
            if not item.origin:
                run.append(at)
            continue
        if run:
            yield last, _adds([version.items[place] for place in run], last, draft), tuple(run)
            run = []
        position = _position(
            item,
            items[item.base],
            rest=[version.items[place] for place in splits.get(item.base, ())],
            last=last,
            steady=item.base in steady,
            draft=draft,
        )
        if position is not None:
            yield (
                item.base,
                position,
                (at, *(splits.get(item.base, ()) if isinstance(position, Splits) else ())),
            )
        if item.base in steady:
            last = item.base
    if run:
        yield last, _adds([version.items[place] for place in run], last, draft), tuple(run)
    index = 0
    while index < len(items):
        gone = _left_out(index, draft, spoken)
        if gone:
            yield index, Deletes(), ()
        index = gone.stop if gone else index + 1


def _spoken(version: Version) -> AbstractSet[int]:
    """Give the provisions of the draft of which something stands in *version*."""
    return {index for item in version.items for index in (item.base, *item.origin) if index is not None}


def _left_out(index: int, draft: Text, spoken: AbstractSet[int]) -> range:
    """Give what is left out with the provision at *index*: all that stands in it, or it alone.

    Empty where it is not left out.
    """
    within = range(index, draft.end(index))
    if index in spoken:
        return range(0)
    return within if spoken.isdisjoint(within) else range(index, index + 1)


def _position(
    item: Item, was: Item, *, rest: Sequence[Item], last: int | None, steady: bool, draft: Text
) -> Position | None:
    """Name what became of the draft's provision *was*: None where its words and place are the same."""
    if item is was and steady and not rest:
        return None
    index = item.base or 0
    reworded = item.words != was.words and folded(item.words) != folded(was.words)
    words = draft.provisions[index].words if not reworded else _parsed(item.words)
    label = item.label if item.label != was.label else None
    if not steady:
        after = draft.provisions[last].eid if last is not None else draft.provisions[0].eid
        return Moves(after=after, label=label, words=words if reworded else None)
    if len(item.origin) > 1:
        others = tuple(draft.provisions[other].eid for other in item.origin if other != index)
        return Merges(others=others, words=words, label=label)
    if rest:
        parts = (replace(item, depth=was.depth), *rest)
        return Splits(parts=tuple(_new(part, was.depth) for part in parts))
    return Amends(words=words, label=label) if reworded else None


def _adds(run: Sequence[Item], last: int | None, draft: Text) -> Adds:
    """Name what is new behind *last*: before what stands in that, it is the first in it."""
    inside = (
        last is not None and draft.end(last) > last + 1 and run[0].depth == draft.provisions[last].depth + 1
    )
    return Adds(provisions=tuple(_new(item, run[0].depth) for item in run), inside=inside)


def _new(item: Item, depth: int) -> NewProvision:
    return NewProvision(
        kind=item.kind, label=item.label, words=_parsed(item.words), depth=max(0, item.depth - depth)
    )
