"""JSON in its canonical form (stub until the bytes modules are merged)."""

from __future__ import annotations

import json

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class NotCanonical(ValueError):
    """Data is outside the domain, or not in its canonical form."""


def canonical(value: Plain) -> bytes:
    """Give the canonical bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parsed(data: bytes) -> Plain:
    """Read canonical bytes."""
    value: Plain = json.loads(data)
    if canonical(value) != data:
        raise NotCanonical("not canonical")
    return value
