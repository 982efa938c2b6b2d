"""What arranging wordings found, kept for when some of them change: what each changes, and what was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.compile.operation import Backers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.compare.words import Change
    from travaux.compile.stances import Stances
    from travaux.text.wording import Alternative, Wording

Backed = tuple[tuple[str, Backers], ...]
"""Wordings, and whose they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What arranging wordings around a reference found that holds beside others as well."""

    stances: Stances
    changes: Mapping[str, tuple[tuple[Change, ...], tuple[str, ...]]]
    """What each wording changes, and the words it puts there."""
    stretches: dict[tuple[int, int, Backed], Wording]
    """What was drawn of a stretch: from which token to which, and who changes what there."""
    within: dict[tuple[int, int], Kept]
    """What was found where a stretch was arranged by itself."""
    wholes: dict[Backed, tuple[Alternative, ...]]
    """The alternatives to the whole."""
