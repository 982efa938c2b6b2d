"""A reply that was written on a text as it was taken over, as the reply to its base that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.compile.drafted import as_drafted
from travaux.compile.taken_over import taken_over

if TYPE_CHECKING:
    from travaux.answers.answer import Reply
    from travaux.compile.taken_over import TakenOver
    from travaux.text.instrument import Text


def rebased(reply: Reply, taken: TakenOver, base: Text) -> Reply:
    """Give *reply* as one to *base*, the base of the text that was taken over.

    Of a redraft that keeps brackets in parties' names, the party's own text counts: its words where it
    is named, else those of the base. What stands in other names is theirs. The names of provisions in a
    sheet are the base's.
    """
    reply = replace(reply, in_answer_to=reply.in_answer_to.replace(taken.text.identity, base.identity))
    if reply.text is None:
        return as_drafted(reply, taken.text)
    own = replace(taken_over(reply.text).of(reply.party), draft=reply.text.draft)
    underneath = reply.reject_all
    if underneath is not None:
        there = underneath.identity == taken.text.identity
        underneath = base if there else replace(taken_over(underneath).base, draft=underneath.draft)
    same = len(own.provisions) == len(reply.text.provisions)
    if underneath is not None and reply.reject_all is not None:
        same = same and len(underneath.provisions) == len(reply.reject_all.provisions)
    return replace(
        reply,
        text=own,
        consolidated=False,
        reject_all=underneath,
        lines=reply.lines if same else (),
        reject_all_lines=reply.reject_all_lines if same else (),
    )
