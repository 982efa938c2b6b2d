"""What the core says in words that stand further in: names of acts, positions, rules, reasons, fates."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from travaux.answers.position import HoldKind
from travaux.answers.round import Capacity, Decides, MayBracket, SilenceMeans
from travaux.answers.shown import NOT_OWN
from travaux.compare.alert import ALERTS_RULE
from travaux.compare.term import TermKind
from travaux.compile import convergence, disagreement, matrix
from travaux.compile.merger import MERGER_RULE
from travaux.compile.outcome import Because, Reason
from travaux.compile.passed_over import PASSED_OVER_RULE
from travaux.read.own_bracket import IN_WORDS
from travaux.record.act import DraftStatus, KeyUse, NoteKind, Role, Sealing
from travaux.record.nouns import nouns
from travaux.record.views.agreed import State
from travaux.render import profile
from travaux.render.submissions import NAMES
from travaux.text.instrument import Text
from travaux.text.notation import NO_TEXT

_ENUMERATED: Final[tuple[type[StrEnum], ...]] = (
    *(State, Role, DraftStatus, NoteKind, Sealing, KeyUse, HoldKind, TermKind),
    *(SilenceMeans, Capacity, MayBracket, Decides, Because, Reason),
)
_POSITIONS: Final = (
    *("accepts", "accepts with an exception", "amends", "adds", "deletes", "moves", "merges", "splits"),
    *("editorial", "opposes", "asks", "withdraws"),
)
"""What `travaux.answers.answer.title` says, of what names nobody."""
_ALERTED: Final = ("gained", "lost", "changed")
"""What `travaux.compare.alert.Alert.what` says."""
_RULES: Final = (
    *(matrix.WHOLE, matrix.SPOKE_RULE, matrix.UNSPOKEN_RULE, matrix.NAMED_RULE),
    *(matrix.SILENT_RULE, matrix.LEFT_OUT_RULE, PASSED_OVER_RULE),
    *(disagreement.DIFFERENCES_RULE, MERGER_RULE, ALERTS_RULE),
)


def borrowed() -> Iterator[str]:
    """Go through these messages; `tools/messages.py` gathers them with those that stand in the pages."""
    yield from nouns()
    for kind in _ENUMERATED:
        yield from (one.value for one in kind)
    yield from (f"{one}, tied in a package" for one in State if one is not State.OPEN)
    yield from (one.value for one in profile.Role)
    for counted in (*convergence.convergence(Text()).figures, *disagreement.figures(())):
        yield from (counted.name, counted.rule)
    yield from (words for _, words in IN_WORDS)
    yield from (*_POSITIONS, *_ALERTED, *_RULES, *NAMES, NOT_OWN, NO_TEXT)
