"""Versions → operations: what each party's version does to the draft, like things done by several joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.backbone import in_place
from travaux.compile.operation import Backers, Delete, Insert, Operation, Renumber, Reword
from travaux.compile.slots import laid_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text
    from travaux.text.provision import WId
    from travaux.text.wording import PartyCode


def operations(draft: Text, items: Sequence[Item], versions: Sequence[Version]) -> tuple[Operation, ...]:
    """List what *versions* do to *draft*, in the order of the draft, wordings by first backer.

    *versions* come in protocol order, which is the order of names in every operation. *items* are the
    draft's own.
    """
    words: dict[tuple[int, str], list[tuple[PartyCode, Item]]] = {}
    labels: dict[tuple[int, str], list[tuple[PartyCode, Item]]] = {}
    absent: dict[int, list[PartyCode]] = {}
    inserted: dict[int, list[tuple[PartyCode, list[Item]]]] = {}
    for version in versions:
        steady = in_place(version.items)
        last = -1
        run: list[Item] = []
        seen: set[int] = set()
        for item in version.items:
            if item.base is not None:
                seen.add(item.base)
            if item.base is None or item.base not in steady:
                run.append(item)
                continue
            if run:
                inserted.setdefault(last, []).append((version.party, run))
                run = []
            last = item.base
            own = items[item.base]
            if item is own:
                continue
            if item.words != own.words:
                words.setdefault((item.base, item.words), []).append((version.party, item))
            if item.label != own.label:
                labels.setdefault((item.base, item.label), []).append((version.party, item))
        if run:
            inserted.setdefault(last, []).append((version.party, run))
        if len(seen) < len(items):
            for index in range(len(items)):
                if index not in seen:
                    absent.setdefault(index, []).append(version.party)
    order = {version.party: place for place, version in enumerate(versions)}
    found: list[tuple[int, int, int, Operation]] = []
    for (index, label), backers in labels.items():
        operation = Renumber(provision=_wid(draft, index), label=label, backers=_backers(backers))
        found.append((index, 0, order[backers[0][0]], operation))
    for (index, own_words), backers in words.items():
        reword = Reword(provision=_wid(draft, index), words=own_words, backers=_backers(backers))
        found.append((index, 1, order[backers[0][0]], reword))
    for index, parties in absent.items():
        backers = [(party, items[index]) for party in parties]
        found.append((index, 2, 0, Delete(provision=_wid(draft, index), backers=_backers(backers))))
    for last, series in inserted.items():
        found += [(last, 3, 0, insert) for insert in _inserts(draft, last, series)]
    return tuple(operation for *_, operation in sorted(found, key=lambda one: one[:3]))


def _wid(draft: Text, index: int) -> WId:
    return draft.provisions[index].wid


def _backers(found: Iterable[tuple[PartyCode, Item]]) -> Backers:
    pairs = tuple(found)
    return Backers(
        sponsors=tuple(party for party, item in pairs if item.joined is None),
        supporters=tuple(party for party, item in pairs if item.joined is not None),
    )


def _inserts(draft: Text, last: int, series: Sequence[tuple[PartyCode, Sequence[Item]]]) -> list[Insert]:
    after = _wid(draft, last) if last >= 0 else ""
    inserts: list[Insert] = []
    for place, row in enumerate(laid_together(series)):
        variants: dict[tuple[str, str], list[tuple[PartyCode, Item]]] = {}
        for party, item in row.items.items():
            variants.setdefault((item.label, item.words), []).append((party, item))
        for (label, own_words), backers in variants.items():
            item = backers[0][1]
            inserts.append(
                Insert(
                    after=after,
                    place=place,
                    kind=item.kind,
                    depth=item.depth,
                    label=label,
                    words=own_words,
                    moved=_wid(draft, item.base) if item.base is not None else "",
                    backers=_backers(backers),
                    layout=item.layout if item.base is None else None,
                )
            )
    return inserts
