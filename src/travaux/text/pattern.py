"""A pattern that is compiled when it is first asked: some take a tenth of a second, and few runs need all."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import regex

if TYPE_CHECKING:
    from regex import Pattern


def pattern(source: str, flags: int = regex.VERSION1) -> Pattern[str]:
    """Give the pattern of *source*. A fault in it comes to light when it is first used."""
    return cast("Pattern[str]", _Uncompiled(source, flags))


class _Uncompiled:
    """Has each attribute of the compiled pattern from the moment it is first asked for it."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  what a pattern has, whatever it is
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    @cached_property
    def _compiled(self) -> Pattern[str]:
        return regex.compile(self._source, self._flags)
