"""In whose name a reply was given, how late it came, and which times were set for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import AnswersQuestion, SendsNote
from travaux.record.views.instant import instant
from travaux.record.views.owed import Collective, Extension

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


def in_name_of(known: Disclosed, reply: Entered, principals: Iterable[PartyCode]) -> frozenset[PartyCode]:
    """Give all in whose name a reply was given: of a group, its members as it was defined then."""
    defined = {one.name: one.members for one in known.definitions.values() if one.defined.index < reply.index}
    return frozenset(member for code in principals for member in (code, *defined.get(code, ())))


def principals_of(reply: Entered) -> tuple[PartyCode, ...]:
    act = reply.act
    return act.principals if isinstance(act, AnswersQuestion | SendsNote) else ()


def collective(known: Disclosed, reply: Entered, principals: tuple[PartyCode, ...]) -> Collective:
    last: dict[PartyCode, Entered] = {}
    for one in known.views.get(reply.leaf, ()):
        last[one.author] = one
    return Collective(reply=reply, principals=principals, views=tuple(last.values()))


def times_set(times: Iterable[tuple[Entered, Due | None, str | None]]) -> tuple[Extension, ...]:
    """List the times that were set, one that only repeats the one before left out.

    The first time of a round is set by whatever first sets one for it: not set anew, though the draft was
    declared on before, by rules without a time or for another round.
    """
    found: list[Extension] = []
    begun: set[str | None] = set()
    for by, due, round_ in times:
        if not found or (found[-1].due, found[-1].round) != (due, round_):
            found.append(Extension(by=by, due=due, round=round_, anew=round_ in begun))
        if due is not None:
            begun.add(round_)
    return tuple(found)


def how_late(entered: Entered, due: Due | None) -> timedelta | None:
    if due is None:
        return None
    gone = instant(entered.received_at) - instant(due.utc)
    return gone if gone.total_seconds() > 0 else None
