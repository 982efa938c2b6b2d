"""Mappings and sequences that are added to without being copied, and never change under who holds them.

What was there before is shared; what came since lies over it, and is laid into one once there is enough of
it to pay for that. An addition costs about the square root of what is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_LEAST: Final = 32
"""So much may lie over what was there, however little that is."""


class Layers(Mapping[K, V]):
    """A mapping in two layers. In the order in which keys were first set, as a dict has it."""

    __slots__ = ("base", "over")

    def __init__(self, base: dict[K, V], over: dict[K, V]) -> None:
        self.base = base
        self.over = over

    def __getitem__(self, key: K) -> V:
        return self.over[key] if key in self.over else self.base[key]

    def __contains__(self, key: object) -> bool:
        return key in self.over or key in self.base

    def __iter__(self) -> Iterator[K]:
        return chain(self.base, (key for key in self.over if key not in self.base))

    def __len__(self) -> int:
        return len(self.base) + sum(key not in self.base for key in self.over)

    def __repr__(self) -> str:
        return repr(dict(self))


class Growing(Layers[K, V]):
    """What is added to a mapping, before anybody holds the result."""

    __slots__ = ("_copied", "_start")

    def __init__(self, start: Mapping[K, V]) -> None:
        if isinstance(start, Layers):
            super().__init__(start.base, start.over)
        else:
            super().__init__(start if isinstance(start, dict) else dict(start), {})
        self._start = start
        self._copied = False

    def __setitem__(self, key: K, value: V) -> None:
        if not self._copied:
            self.over = dict(self.over)
            self._copied = True
        self.over[key] = value

    def kept(self) -> Mapping[K, V]:
        """Give the result. Nothing may be added after."""
        if not self._copied:
            return self._start
        if len(self.over) > _LEAST and len(self.over) ** 2 > len(self.base):
            return {**self.base, **self.over}
        return Layers(self.base, self.over)


class Rows(Sequence[T]):
    """A sequence in two layers."""

    __slots__ = ("base", "over")

    def __init__(self, base: tuple[T, ...], over: tuple[T, ...]) -> None:
        self.base: Final = base
        self.over: Final = over

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return (self.base + self.over)[at]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"there is no row {at} among {len(self)}")
        return self.base[place] if place < len(self.base) else self.over[place - len(self.base)]

    def __iter__(self) -> Iterator[T]:
        return chain(self.base, self.over)

    def __len__(self) -> int:
        return len(self.base) + len(self.over)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Rows, tuple)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Appended(Rows[T]):
    """What is added to a sequence, before anybody holds the result."""

    __slots__ = ("_added", "_start")

    def __init__(self, start: Sequence[T]) -> None:
        if isinstance(start, Rows):
            super().__init__(start.base, start.over)
        else:
            super().__init__(tuple(start), ())
        self._start = start
        self._added: list[T] = []

    def append(self, one: T) -> None:
        self._added.append(one)

    def kept(self) -> Sequence[T]:
        """Give the result."""
        if not self._added:
            return self._start
        over = (*self.over, *self._added)
        if len(over) > _LEAST and len(over) ** 2 > len(self.base):
            return self.base + over
        return Rows(self.base, over)
