"""What a provision is counted by: its own number, or without one its place among its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.text.number import Number, Style, read_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


def own_number(provision: Provision) -> Number | None:
    """Give the number a provision can be called by: none where it has a bullet."""
    number = provision.number
    if number is None and provision.label and (label := read_label(provision.label)) is not None:
        number = label.number
    return None if number is not None and number.style is Style.NONE else number


def ordinal(text: Text, index: int) -> int | None:
    """Count a provision that has no number among its like in what it stands in, from 1.

    None for a provision that has a number, and for one that is not in the draft.
    """
    provision = text.provisions[index]
    if own_number(provision) is not None or not provision.standing.base:
        return None
    like = [
        it
        for it in beside(text, index)
        if text.provisions[it].kind is provision.kind and text.provisions[it].standing.base
    ]
    like = [it for it in like if own_number(text.provisions[it]) is None]
    return like.index(index) + 1


def beside(text: Text, index: int) -> Iterable[int]:
    """List what stands directly in what a provision stands in, itself among it, in reading order."""
    parent = text.parent(index)
    return text.children(parent) if parent is not None else _top(text)


def _top(text: Text) -> Iterator[int]:
    at = 0
    while at < len(text.provisions):
        yield at
        at = text.end(at)
