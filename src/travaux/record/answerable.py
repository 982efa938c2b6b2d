"""Whether a question can be answered: by others than who asks it, who may read it and may answer at all.

Asked where an entry is composed, and again of whatever is to be recorded. An entry that is in a record
already is read as it stands. Whether what a question is about is there, its draft decides: see `by_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import AnswersQuestion, AsksQuestion
from travaux.record.audience import reads
from travaux.record.may import RIGHTS
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def check_answerable(
    act: Act, actor: PartyCode, on_behalf: PartyCode | None, vis: str, state: Negotiation
) -> None:
    """Raise Refused for a question to who asks it, to who cannot read it, or to who never answers one."""
    author = on_behalf or actor
    for code in act.to if isinstance(act, AsksQuestion) else ():
        member = state.members.get(code)
        if code == author:
            raise Refused(
                Code.CONCERNS,
                phrase("{party} would ask itself; put the question to others alone.", party=code),
            )
        if member is None:
            continue
        if member.role not in RIGHTS[AnswersQuestion]:
            raise Refused(
                Code.CONCERNS,
                phrase("{party} is an auditor, and answers no question; put it to others.", party=code),
            )
        if not reads(member, vis, (author, actor), act, state):
            raise Refused(
                Code.AUDIENCE,
                phrase(
                    "the question is put to {party}, and {party} is not among those who may read it: it "
                    "could never be answered. Let {party} read it too, or put it to others.",
                    party=code,
                ),
            )
