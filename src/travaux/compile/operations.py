"""Versions → operations: what each party's version does to the draft, like things done by several joined."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Tally:
    """Like things done by several, counted together: by the draft's provision, then by what was done."""

    words: dict[tuple[int, str], list[tuple[PartyCode, Item]]] = field(default_factory=dict)
    labels: dict[tuple[int, str], list[tuple[PartyCode, Item]]] = field(default_factory=dict)
    absent: dict[int, list[PartyCode]] = field(default_factory=dict)
    inserted: dict[int, list[tuple[PartyCode, list[Item]]]] = field(default_factory=dict)

    def count(self, version: Version, items: Sequence[Item]) -> None:
        """Add what *version* does to the draft's *items*."""
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
            self._place(version.party, last, run)
            run = []
            last = item.base
            self._change(version.party, item.base, item, items[item.base])
        self._place(version.party, last, run)
        if len(seen) < len(items):
            for index in range(len(items)):
                if index not in seen:
                    self.absent.setdefault(index, []).append(version.party)

    def _place(self, party: PartyCode, last: int, run: list[Item]) -> None:
        if run:
            self.inserted.setdefault(last, []).append((party, run))

    def _change(self, party: PartyCode, index: int, item: Item, own: Item) -> None:
        if item is own:
            return
        if item.words != own.words:
            self.words.setdefault((index, item.words), []).append((party, item))
        if item.label != own.label:
            self.labels.setdefault((index, item.label), []).append((party, item))


def operations(draft: Text, items: Sequence[Item], versions: Sequence[Version]) -> tuple[Operation, ...]:
    """List what *versions* do to *draft*, in the order of the draft, wordings by first backer.

    *versions* come in protocol order, which is the order of names in every operation. *items* are the
    draft's own.
    """
    tally = _Tally()
    for version in versions:
        tally.count(version, items)
    order = {version.party: place for place, version in enumerate(versions)}
    found: list[tuple[int, int, int, Operation]] = []
    for (index, label), backers in tally.labels.items():
        renumber = Renumber(provision=_wid(draft, index), label=label, backers=_backers(backers))
        found.append((index, 0, order[backers[0][0]], renumber))
    for (index, own_words), backers in tally.words.items():
        reword = Reword(provision=_wid(draft, index), words=own_words, backers=_backers(backers))
        found.append((index, 1, order[backers[0][0]], reword))
    for index, parties in tally.absent.items():
        backers = [(party, items[index]) for party in parties]
        found.append((index, 2, 0, Delete(provision=_wid(draft, index), backers=_backers(backers))))
    for last, series in tally.inserted.items():
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
                    ahead=item.ahead if item.base is None else draft.provisions[item.base].words.ahead,
                    moved=_wid(draft, item.base) if item.base is not None else "",
                    backers=_backers(backers),
                    layout=item.layout if item.base is None else None,
                )
            )
    return inserts
