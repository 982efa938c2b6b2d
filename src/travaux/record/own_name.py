"""Whether an answer is given in its author's own name too, and before the eyes of all whose name it bears.

Nobody answers for another party alone, and nobody behind the back of one whose name is given.

Asked where an entry is composed, and again of whatever is to be recorded. An entry that is in a record
already is read as it stands, and whoever reads it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import AnswersQuestion, GivesAnswer
from travaux.record.audience import reads
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.act import Act
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def check_own_name(
    act: Act, author: PartyCode, on_behalf: PartyCode | None, vis: str, state: Negotiation
) -> None:
    """Raise Refused for an answer whose principals are others, and not its author; or may not read it."""
    if not isinstance(act, GivesAnswer | AnswersQuestion):
        return
    others = others_alone(act.principals, author, on_behalf, state)
    if others:
        raise Refused(
            Code.NOT_ALLOWED,
            phrase(
                "{author} would answer in the name of {others}, and not in its own. Nobody answers "
                "for others alone: name {author} among them, or let {others} answer.",
                author=author,
                others=others,
            ),
        )
    hands = (author,) if on_behalf is None else (author, on_behalf)
    for code in dict.fromkeys(it for one in act.principals for it in (one, *_members(one, state))):
        member = state.members.get(code)
        if member is not None and not reads(member, vis, hands, act, state):
            raise Refused(
                Code.AUDIENCE,
                phrase(
                    "it is given in the name of {party} too, and {party} is not among those who may read "
                    "it. Let {party} read it, or do not name it.",
                    party=code,
                ),
            )


def others_alone(
    principals: Sequence[PartyCode], author: PartyCode, on_behalf: PartyCode | None, state: Negotiation
) -> tuple[PartyCode, ...]:
    """List those in whose names an answer is given that is not in its author's own; else nobody.

    What a clerk writes down for a party is written as it came; what bears the name of a group speaks for it.
    """
    if on_behalf is not None or author in state.groups:
        return ()
    named = any(author in (code, *_members(code, state)) for code in principals)
    return () if named else tuple(principals)


def _members(code: PartyCode, state: Negotiation) -> tuple[PartyCode, ...]:
    group = state.groups.get(code)
    return () if group is None else group.members
