"""Who holds words or opposes them, as one line shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.tongue import say

if TYPE_CHECKING:
    from travaux.compile.disagreement import Opposition
    from travaux.compile.held import Held


def holders(held: Held) -> str:
    """List who holds words, those who joined them apart: "CEL; joined by ARD BOR"; "" where nobody does."""
    own = " ".join(code for code in held.parties if code not in held.joined)
    if not held.joined:
        return own
    others = " ".join(held.joined)
    return own + say("; joined by {parties}" if own else "joined by {parties}", parties=others)


def object_of(opposition: Opposition, *, named: bool) -> str:
    """Say whose words are opposed, the words apart: "ARD's proposal"; "" where the draft's own words are."""
    if not opposition.proposed_by:
        return "" if opposition.words else say("the draft")
    if not named:
        return say("a proposal")
    whose = " ".join(opposition.proposed_by)
    if len(opposition.proposed_by) > 1:
        return say("the proposal of {parties}", parties=whose)
    return say("{party}'s proposal", party=whose)
