"""A party's whole redraft → its version of the draft, and the answers that the redraft amounts to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer
from travaux.answers.position import Adds, Amends, Deletes, Merges, Moves, NewProvision, Position, Splits
from travaux.compare.align import align
from travaux.compile.backbone import in_place
from travaux.compile.version import Item, Version
from travaux.text.finding import Place
from travaux.text.language import folded
from travaux.text.notation import parse as _parsed
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compare.align import Index
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode


def redrafted(own: Text, *, party: PartyCode, draft: Index, items: Sequence[Item]) -> Version:
    """Read *own* as *party*'s version of the draft: which provision of the draft each of its own is.

    *items* are the draft's own (`version.original`); what *own* leaves as it was is that very item.
    """
    found: list[Item | None] = [None] * len(own.provisions)
    for pair in align(draft, own):
        match pair.old, pair.new:
            case (), new:
                for at in new:
                    found[at] = _item(own.provisions[at])
            case _, ():
                pass
            case (old,), (new,):
                found[new] = _kept(items[old], own.provisions[new])
            case (old,), (first, *rest):
                found[first] = replace(_kept(items[old], own.provisions[first]), origin=(old,))
                for at in rest:
                    found[at] = replace(_item(own.provisions[at]), origin=(old,), anchor=old)
            case several, new:
                for at in new:
                    found[at] = replace(_kept(items[several[0]], own.provisions[at]), origin=several)
    return Version(party=party, items=tuple(item for item in found if item is not None))


def _item(provision: Provision) -> Item:
    return Item(
        kind=provision.kind,
        depth=provision.depth,
        label=provision.label,
        words=show(provision.words),
        layout=provision.layout,
    )


def _kept(item: Item, provision: Provision) -> Item:
    words = show(provision.words)
    if words == item.words and provision.label == item.label:
        return item
    return replace(item, words=words, label=provision.label, layout=provision.layout)


def amounts_to(
    version: Version, *, draft: Text, items: Sequence[Item], source: str = ""
) -> tuple[Answer, ...]:
    """List the answers that a redraft amounts to, in its order; what it leaves alone gets none.

    Deletions follow, in the order of the draft. The redraft gives no reasons and so neither do they.
    """
    answers = [
        Answer(
            provision=draft.provisions[index].eid if index is not None else "",
            position=position,
            place=Place(source=source, address=draft.provisions[index].eid if index is not None else ""),
        )
        for index, position in _positions(version, draft, items)
    ]
    return tuple(answers)


def _positions(version: Version, draft: Text, items: Sequence[Item]) -> Iterator[tuple[int | None, Position]]:
    steady = in_place(version.items)
    last: int | None = None
    run: list[Item] = []
    spoken = {index for item in version.items for index in (item.base, *item.origin) if index is not None}
    splits: dict[int, list[Item]] = {}
    for item in version.items:
        if item.base is None and len(item.origin) == 1:
            splits.setdefault(item.origin[0], []).append(item)
    for item in version.items:
        if item.base is None:
            if not item.origin:
                run.append(item)
            continue
        if run:
            yield last, _adds(run)
            run = []
        yield from _position(item, items[item.base], splits.get(item.base, ()), last, steady, draft)
        if item.base in steady:
            last = item.base
    if run:
        yield last, _adds(run)
    for index in range(len(items)):
        if index not in spoken:
            yield index, Deletes()


def _position(
    item: Item, was: Item, rest: Sequence[Item], last: int | None, steady: frozenset[int], draft: Text
) -> Iterator[tuple[int, Position]]:
    index = item.base
    if index is None:
        return
    reworded = folded(item.words) != folded(was.words)
    words = draft.provisions[index].words if not reworded else _parsed(item.words)
    if index not in steady:
        yield (
            index,
            Moves(
                after=draft.provisions[last].eid if last is not None else draft.provisions[0].eid,
                label=item.label if item.label != was.label else None,
                words=words if reworded else None,
            ),
        )
    elif len(item.origin) > 1:
        others = tuple(draft.provisions[other].eid for other in item.origin if other != index)
        yield index, Merges(others=others, words=words)
    elif rest:
        parts = (replace(item, depth=was.depth), *rest)
        yield index, Splits(parts=tuple(_new(part, was.depth) for part in parts))
    elif reworded:
        yield index, Amends(words=words, label=item.label if item.label != was.label else None)


def _adds(run: Sequence[Item]) -> Adds:
    return Adds(provisions=tuple(_new(item, run[0].depth) for item in run))


def _new(item: Item, depth: int) -> NewProvision:
    return NewProvision(
        kind=item.kind, label=item.label, words=_parsed(item.words), depth=max(0, item.depth - depth)
    )
