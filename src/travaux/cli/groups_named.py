"""Groups named where the record has members: whom they stand for, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.refusal import Refused
from travaux.render.tongue import comma, say
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def members_meant(
    codes: Iterable[PartyCode], state: Negotiation, *, but: PartyCode | None = None
) -> tuple[PartyCode, ...]:
    """Give the codes with those in a group in its place, each once; those in it now, without *but*.

    In the order of the codes, and in a group in that of its definition. Raises Refused for a group that has
    nobody else in it: whoever names nobody names all.
    """
    found: dict[PartyCode, None] = {}
    for code in codes:
        those = _in_it(code, state, but) if code in state.groups else (code,)
        if not those:
            raise Refused(phrase("{code} is a group, and nobody else is in it now.", code=code))
        found.update(dict.fromkeys(those))
    return tuple(found)


def groups_told(
    codes: Iterable[PartyCode], state: Negotiation, *, but: PartyCode | None = None
) -> Iterator[str]:
    """Say of each group among the codes as whom it is recorded; as `members_meant` takes it."""
    for code in dict.fromkeys(codes):
        if code in state.groups:
            yield say(
                "{group} is a group. It is recorded as those who are in it now: {members}.",
                group=code,
                members=comma().join(_in_it(code, state, but)),
            )


def _in_it(code: PartyCode, state: Negotiation, but: PartyCode | None) -> tuple[PartyCode, ...]:
    those = state.groups[code].members
    return tuple(one for one in those if one != but and state.members[one].until is None)
