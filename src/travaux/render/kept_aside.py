"""What was not understood of a reply and stands beside none of its answers, told: nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.fate import NotUnderstood
from travaux.render.answer_told import fault_line
from travaux.render.told import Theirs, line
from travaux.render.tongue import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.compilation import Compilation
    from travaux.compile.fate import Unit
    from travaux.render.told import Line


def kept_aside(compilation: Compilation, *, answers: bool) -> Iterator[tuple[Unit, Line]]:
    """Tell each unit that was not understood, in the order of the units, with its words and why.

    Left out is what `untaken_told` tells beside an answer. *answers*: with those that are answers, but could
    not be followed; not what was said of a proposal that is gone.
    """
    stances = {stance.reference: stance for stance in compilation.stances}
    beside = [piece for stance in compilation.stances for piece in stance.untaken]
    for unit in compilation.units:
        if not isinstance(unit.fate, NotUnderstood):
            continue
        found, stance = unit.fate.finding, stances.get(unit.reference)
        if stance is not None and (not answers or stance.before is not None):
            continue
        if any((piece.words, piece.finding) == (unit.words, found) for piece in beside):
            continue
        words = unit.words.strip()
        told = (
            (*said("not understood, kept aside: {why}", why=Theirs(words)), ". ", *fault_line(found).said)
            if words
            else said("not understood, kept aside: {why}", why=fault_line(found).said)
        )
        yield unit, line(*told)
