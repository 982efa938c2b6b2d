"""Addresses: the Akoma Ntoso eId of each provision in a tree. The only place that makes and reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from travaux.text.kind import ATTACHED, PREFIX, Kind
from travaux.text.number import Number
from travaux.text.provision import Address, Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What an address depends on: the kind, the depth and the number of a provision."""

    kind: Kind
    depth: int
    number: Number | None = None


_slug: Final = lru_cache(maxsize=4096)(Number.slug)
"""Few numbers recur often: every article has a paragraph 1."""

_ONCE: Final = frozenset({Kind.TITLE, Kind.PREAMBLE})
_FROM_THE_ROOT: Final = frozenset({Kind.ARTICLE, Kind.FOOTNOTE})


def addresses(stands: Iterable[Stand | Provision]) -> tuple[Address, ...]:
    """Give each provision its eId, in the order given, which is reading order.

    After the Akoma Ntoso naming convention 1.0, clause 5: the address of the provision above, two
    underscores, prefix and number. An unnumbered provision has its ordinal among the siblings of
    its kind; a title and a preamble need none. Articles and footnotes, which are numbered through,
    start from the root (``art_5``), but keep the prefix of the annex they stand in, and that of
    the provision above where their number occurs twice. What is still taken gets ``~2``, ``~3`` and
    so on, the unnumbered before the numbered.
    """
    rows = list(stands)
    slugs = [_slug(stand.number) if stand.number is not None else "" for stand in rows]
    above: list[int] = []
    parents: list[int | None] = []
    for index, stand in enumerate(rows):
        while above and rows[above[-1]].depth >= stand.depth:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(index)

    def rooted(index: int) -> int | None:
        at = parents[index]
        while at is not None and rows[at].kind not in ATTACHED:
            at = parents[at]
        return at

    through: dict[tuple[int | None, Kind, str], int] = {}
    for index, stand in enumerate(rows):
        if stand.kind in _FROM_THE_ROOT and stand.number is not None:
            key = (rooted(index), stand.kind, slugs[index])
            through[key] = through.get(key, 0) + 1

    numbered = {
        (parents[index], PREFIX[stand.kind], slugs[index])
        for index, stand in enumerate(rows)
        if stand.number is not None
    }
    given: list[Address] = []
    taken: set[str] = set()
    ordinals: dict[tuple[str, str], int] = {}
    for index, stand in enumerate(rows):
        parent = parents[index]
        prefix = PREFIX[stand.kind]
        slug = slugs[index]
        if slug and stand.kind in _FROM_THE_ROOT:
            root = rooted(index)
            if through[root, stand.kind, slug] == 1:
                parent = root
        stem = f"{given[parent]}__" if parent is not None else ""
        if not slug and stand.kind not in _ONCE:
            ordinals[stem, prefix] = ordinal = ordinals.get((stem, prefix), 0) + 1
            slug = str(ordinal)
        address = wanted = f"{stem}{prefix}_{slug}" if slug else f"{stem}{prefix}"
        again = 1
        while address in taken or (
            again == 1 and stand.number is None and (parent, prefix, slug) in numbered
        ):
            again += 1
            address = f"{wanted}~{again}"
        taken.add(address)
        given.append(Address(address))
    return tuple(given)


def address_in(path: Sequence[Provision], kind: Kind, number: Number) -> str:
    """Give the address that `addresses` gives what has this number in the last of *path*, outermost first.

    No path: what stands in the text itself. As where nothing else has its number.
    """
    if kind in _FROM_THE_ROOT:
        path = path[: max((at for at, one in enumerate(path, start=1) if one.kind in ATTACHED), default=0)]
    return "__".join((*(one.eid for one in path[-1:]), f"{PREFIX[kind]}_{_slug(number)}"))


_KINDS: Final = {prefix: kind for kind, prefix in PREFIX.items() if kind is not Kind.TITLE}
_STEP: Final = regex.compile(r"([a-z]+)(?:_([\p{L}\p{M}\p{Nd}.\-]+))?", regex.VERSION1)


def read_step(part: str) -> tuple[Kind, str] | None:
    """Read one part of an address, "para_2", as a kind and a number, which may be ""; None if it is none."""
    found = _STEP.fullmatch(part)
    if found is None or found[1] not in _KINDS:
        return None
    return _KINDS[found[1]], found[2] or ""


def is_within(address: str, whole: str) -> bool:
    """Whether *address* is that of *whole*, or of something that stands in it by its address."""
    return address == whole or address.startswith(f"{whole}__")
