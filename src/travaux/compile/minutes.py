"""The minutes of a hearing: what was heard, written down apart from the base it was heard on.

What a version leaves as it is in the draft is only pointed to, so that minutes are small: they pass from
one process to another, and are kept in a file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from travaux.answers import answer, position
from travaux.answers.answer import Reply
from travaux.compile import before, compilation, consented, heard, version
from travaux.compile.codec import Codec
from travaux.compile.compilation import LeftOut
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing
from travaux.compile.version import Item, Version
from travaux.text import finding, instrument, kind, number, provision, wording
from travaux.text.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.base import Base


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The draft's provisions from ``start`` to ``stop``, half-open, as they stand in the draft."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A hearing without its base."""

    reply: Reply
    redraft: bool
    items: tuple[Stretch | Item, ...]
    """The party's version, in its order."""
    heard: tuple[Heard, ...]
    withdrawn: tuple[int, ...] = ()
    named: tuple[str, ...] = ()


class MinutesError(ValueError):
    """Minutes cannot be read back: they are damaged, or of another base."""


def minutes(hearing: Hearing) -> Minutes:
    """Write *hearing* down apart from its base."""
    return Minutes(
        reply=hearing.reply,
        redraft=hearing.redraft,
        items=tuple(_abridged(hearing.version.items, hearing.base.items)),
        heard=hearing.heard,
        withdrawn=tuple(sorted(hearing.withdrawn)),
        named=hearing.named,
    )


def recalled(written: Minutes, base: Base) -> Hearing:
    """Give the hearing back, on the *base* on which it was heard. Raises MinutesError."""
    items: list[Item] = []
    for one in written.items:
        match one:
            case Stretch(start=start, stop=stop):
                if not 0 <= start < stop <= len(base.items):
                    msg = (
                        f"The minutes of {written.reply.party} speak of the provisions {start} to {stop}; "
                        f"the draft has {len(base.items)}. They are not of this draft: hear the reply again."
                    )
                    raise MinutesError(msg)
                items += base.items[start:stop]
            case _:
                items.append(one)
    return Hearing(
        base=base,
        reply=written.reply,
        redraft=written.redraft,
        version=Version(party=written.reply.party, items=tuple(items)),
        heard=written.heard,
        withdrawn=frozenset(written.withdrawn),
        named=written.named,
    )


def _abridged(items: Sequence[Item], own: Sequence[Item]) -> Iterator[Stretch | Item]:
    start = stop = 0
    for item in items:
        if item.base is not None and item is own[item.base]:
            if item.base == stop and start < stop:
                stop += 1
                continue
            if start < stop:
                yield Stretch(start=start, stop=stop)
            start, stop = item.base, item.base + 1
            continue
        if start < stop:
            yield Stretch(start=start, stop=stop)
            start = stop = 0
        yield item
    if start < stop:
        yield Stretch(start=start, stop=stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What stands in a file: minutes or why there are none, and what was found in reading the reply."""

    minutes: Minutes | None = None
    left_out: LeftOut | None = None
    findings: tuple[Finding, ...] = ()


@cache
def _codec() -> Codec:
    names: dict[str, object] = {}
    for module in (
        answer,
        position,
        before,
        consented,
        compilation,
        heard,
        version,
        finding,
        instrument,
        kind,
        number,
        provision,
        wording,
    ):
        names |= vars(module)
    return Codec(names | globals())


def to_json(heard: Minutes | LeftOut, findings: Sequence[Finding]) -> bytes:
    """Write what came of a reply, and the *findings* from reading it, as UTF-8 JSON."""
    page = (
        _Page(left_out=heard, findings=tuple(findings))
        if isinstance(heard, LeftOut)
        else _Page(minutes=heard, findings=tuple(findings))
    )
    return _codec().writer(_Page)(page).encode()


def from_json(data: bytes) -> tuple[Minutes | LeftOut, tuple[Finding, ...]]:
    """Read back what `to_json` wrote. Raises MinutesError."""
    try:
        page = _codec().reader(_Page)(json.loads(data))
    except (ValueError, TypeError, RecursionError) as fault:
        msg = f"These are no minutes of a hearing ({fault}). Hear the reply again."
        raise MinutesError(msg) from fault
    found = page.minutes or page.left_out if isinstance(page, _Page) else None
    if found is None:
        msg = "These minutes say nothing of a reply. Hear it again."
        raise MinutesError(msg)
    return found, page.findings
