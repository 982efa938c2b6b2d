"""Who holds words or opposes them, as one line shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.tongue import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.disagreement import Disagreement, Opposition
    from travaux.compile.held import Held
    from travaux.text.wording import PartyCode


def holders(held: Held) -> str:
    """List who holds words, those who joined them apart: "CEL; joined by ARD BOR"; "" where nobody does."""
    return apart(held.parties, held.joined)


def deleting(one: Disagreement) -> str:
    """List who would delete a provision, those who joined that apart."""
    return apart(one.deleted_by, one.deletion_joined)


def apart(parties: Sequence[PartyCode], joined: Sequence[PartyCode]) -> str:
    """List *parties*, those of them who *joined* after the others."""
    own = " ".join(code for code in parties if code not in joined)
    if not joined:
        return own
    others = " ".join(joined)
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
