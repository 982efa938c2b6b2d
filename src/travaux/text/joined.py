"""Who has joined what others would do, at once or by supporting one who has joined it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.text.wording import PartyCode


def joined(
    pairs: Iterable[tuple[tuple[PartyCode, ...], PartyCode]], authors: Iterable[PartyCode]
) -> tuple[PartyCode, ...]:
    """List who supports one of *authors*, or one who does, as *pairs* say who supports whom.

    Each once, in the order of *pairs*; who is among *authors* is not listed.
    """
    told = tuple(pairs)
    behind = set(authors)
    own = frozenset(behind)
    if not told or not own:
        return ()
    count = 0
    while count != len(behind):
        count = len(behind)
        behind.update(code for codes, author in told if author in behind for code in codes)
    found = (code for codes, author in told if author in behind for code in codes)
    return tuple(dict.fromkeys(code for code in found if code not in own))
