"""The Word styles by which a document of our own says what each of its paragraphs and runs is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.read.tracked import Characters, Properties
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.read.tracked import Run

_OURS: Final = "Travaux-"
"""How the ids of our own paragraph styles begin; a Kind follows."""
APPARATUS: Final = f"{_OURS}apparatus"
"""The paragraph style of everything that is no words of the text."""
NUMBER: Final = "TravauxNumber"
"""The character style of the number of a provision."""
WORDS: Final = "TravauxWords"
"""The character style of an empty run behind which the words of a provision begin, where that cannot be
told from the characters."""
SAID: Final = "TravauxSaid"
"""The character style of what a bracket of ours says beside names: "base", "supports", a colon."""
STEP: Final = 284
"""Twips of indentation for each depth: half a centimetre."""


def style_of(kind: Kind) -> str:
    """Give the paragraph style of a provision of *kind*."""
    return f"{_OURS}{kind}"


def is_ours(properties: Properties) -> bool:
    """Whether a paragraph is one of a document of our own."""
    return properties.style.startswith(_OURS)


def is_apparatus(properties: Properties) -> bool:
    """Whether a paragraph of a document of our own is no words of the text."""
    return properties.style == APPARATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What stands around the words of each cell of a row, and in no cell."""

    before: str
    behind: str = ""
    """Behind every cell but one without words."""
    parting: str = ""
    """Behind every cell but the last."""
    end: str = "|"

    def around(self, *, empty: bool, last: bool) -> tuple[str, str]:
        """Give what stands before a cell, up to the one before it, and behind it, up to the next."""
        return self.before, ("" if empty else self.behind) + (self.end if last else self.parting)


CELL: Final = f"{_OURS}cell"
"""The paragraph style of a cell of a row, as most are written: ``| a | b |``."""
BARS: Final = {
    CELL: Bars(before="| ", behind=" "),
    f"{CELL}-close": Bars(before="|"),
    f"{CELL}-open": Bars(before="| ", parting="\t", end=""),
}
"""The bars of a row, by the paragraph style of its cells; the last as a table of Word's own is read."""
_KINDS: Final = {style_of(kind): kind for kind in Kind} | dict.fromkeys(BARS, Kind.TABLE)


def own_kind(properties: Properties) -> Kind | None:
    """Tell the kind of a paragraph of our own; None for a paragraph of anybody else's."""
    return _KINDS.get(properties.style)


def parted(runs: Sequence[Run]) -> tuple[Sequence[Run] | None, Sequence[Run], Sequence[Run]]:
    """Part the runs of a paragraph of our own: what stands before the number, the number, what is behind it.

    The first is None where nothing says where the words begin.
    """
    begin = next((at for at, run in enumerate(runs) if _is_words(run.content)), None)
    start = 0
    if begin is not None:
        while start < begin and not _is_number(runs[start].content):
            start += 1
    stop = start
    while stop < len(runs) and _is_number(runs[stop].content):
        stop += 1
    return None if begin is None else runs[:start], runs[start:stop], runs[stop:]


def _is_words(content: object) -> bool:
    return isinstance(content, Characters) and content.words


def _is_number(content: object) -> bool:
    return isinstance(content, Characters) and content.number
