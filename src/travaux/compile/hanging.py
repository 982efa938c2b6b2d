"""Conditions at their other end: which answers hang on a provision, and by which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.fate import NotUnderstood, Withdrawn
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.answers.answer import Condition
    from travaux.compile.compilation import Compilation, Stance
    from travaux.text.instrument import Text
    from travaux.text.provision import Address


def named_by(condition: Condition, draft: Text) -> tuple[Address, ...]:
    """List the provisions of *draft* that one condition names, those of no other among them.

    What may be one of several is none of them.
    """
    found = (resolve(reference, draft) for reference in condition.references)
    return tuple(dict.fromkeys(draft.provisions[those[0]].eid for those in found if len(those) == 1))


def hanging(compilation: Compilation) -> Mapping[Address, tuple[tuple[Stance, str], ...]]:
    """By provision of the draft: the answers that hang on it, with the words that say so.

    What was taken back or not understood hangs on nothing.
    """
    gone = {one.reference for one in compilation.units if isinstance(one.fate, Withdrawn | NotUnderstood)}
    found: dict[Address, list[tuple[Stance, str]]] = {}
    for stance in compilation.stances:
        if stance.reference in gone or not stance.conditions_on:
            continue
        for condition in stance.answer.conditions:
            for address in named_by(condition, compilation.draft):
                found.setdefault(address, []).append((stance, condition.words))
    return {address: tuple(those) for address, those in found.items()}
