"""An answer that cannot be read, told where its party would otherwise seem to have said nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.tongue import say

if TYPE_CHECKING:
    from travaux.record.views.redacted import UnreadAnswer


def unread_words(one: UnreadAnswer) -> str:
    """Say that there was an answer, and by whom its words were redacted, or that they cannot be read."""
    if one.by is None:
        return say("its answer (entry {answer}) cannot be read", answer=str(one.answer.index))
    return say(
        "its answer (entry {answer}) was redacted by {party} (entry {entry})",
        answer=str(one.answer.index),
        party=one.by.author,
        entry=str(one.by.index),
    )
