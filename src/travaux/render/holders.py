"""Who holds words or opposes them, as one line shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.compile.disagreement import Opposition
    from travaux.compile.held import Held


def holders(held: Held) -> str:
    """List who holds words, those who joined them apart: "CEL; joined by ARD BOR"; "" where nobody does."""
    own = " ".join(code for code in held.parties if code not in held.joined)
    joined = f"joined by {' '.join(held.joined)}" if held.joined else ""
    return "; ".join(part for part in (own, joined) if part)


def object_of(opposition: Opposition, *, named: bool) -> str:
    """Say whose words are opposed, the words apart: "ARD's proposal"; "" where the draft's own words are."""
    if not opposition.proposed_by:
        return "" if opposition.words else "the draft"
    if not named:
        return "a proposal"
    first, *more = opposition.proposed_by
    return f"the proposal of {' '.join((first, *more))}" if more else f"{first}'s proposal"
