"""References to provisions on the command line that may be what a party would add to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.refusal import Refused
from travaux.record.adding import Added, added
from travaux.record.entry import Reference
from travaux.record.may import Verb, may
from travaux.record.spoken_of import adding
from travaux.record.views.disclosed import disclosed
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft
    from travaux.text.wording import PartyCode


def asked_about(
    desk: Desk, draft: Draft, provisions: Iterable[str], party: PartyCode
) -> tuple[Reference, ...]:
    """Refer to provisions of a draft, and to what is added to it in the answer that adds it.

    Raises Refused.
    """
    found: list[Reference] = []
    for given in provisions:
        one = _added(desk, draft, given, party)
        if one is None:
            found += desk.concerning(draft, [given])
        else:
            found.append(Reference(leaf=one.entered.leaf, article=_address(one, given)))
    return tuple(dict.fromkeys(found))


def held(desk: Desk, draft: Draft, provisions: Sequence[str], party: PartyCode) -> tuple[Reference, ...]:
    """Refer to provisions of a draft, and to what one party alone would add to it. Raises Refused."""
    named: list[str] = []
    beside: list[Reference] = []
    for given in provisions:
        one = _added(desk, draft, given, party)
        if one is None:
            named.append(given)
            continue
        address = _address(one, given)
        if len(_all(desk, draft, address, party)) > 1:
            raise Refused(
                phrase(
                    '"{given}" has the number of what another party would add, and a hold names a place '
                    "of the draft alone. Give the hold in an answer sheet, where the name says whose is "
                    'meant: "{cited} ({party})".',
                    given=given,
                    cited=one.addition.cited,
                    party=one.party,
                )
            )
        beside.append(Reference(leaf=draft.tabled.leaf, article=address))
    return (*(() if beside and not named else desk.concerning(draft, named)), *dict.fromkeys(beside))


def additions_held(
    desk: Desk, draft: Draft, provisions: Sequence[str], party: PartyCode
) -> tuple[Reference, ...]:
    """Refer to the answers that add what a hold of *party* is on; none where the draft has it."""
    beside = [one for one in provisions if not desk.in_draft(draft, one)]
    if not beside or desk.text(draft) is None:
        return ()
    return tuple(one for name in beside for one in adding(desk.state, desk.library, draft, party, name))


def joined(desk: Desk, draft: Draft, given: str, author: PartyCode) -> str | None:
    """Give the address of what *author* adds to a draft under a name; None for nothing. Raises Refused."""
    if desk.in_draft(draft, given):
        return None
    own = [one for one in _all(desk, draft, given, None) if one.party == author]
    return _address(_one(own, given), given) if own else None


def _added(desk: Desk, draft: Draft, given: str, party: PartyCode) -> Added | None:
    if desk.in_draft(draft, given):
        return None
    found = _all(desk, draft, given, party)
    return _one(found, given) if found else None


def _all(desk: Desk, draft: Draft, given: str, party: PartyCode | None) -> tuple[Added, ...]:
    """List what parties would add under a name, as far as *party* may know it; None: all there is."""
    if desk.text(draft) is None:
        return ()
    state = desk.state
    known = disclosed(state, lambda one: party is None or may(party, Verb.READ, one, state).allowed)
    return added(given, known, desk.library, draft)


def _one(found: list[Added] | tuple[Added, ...], given: str) -> Added:
    first = found[0]
    if len(found) == 1:
        return first
    listed = tuple(
        phrase("{party} (entry {index})", party=one.party, index=one.entered.index) for one in found
    )
    raise Refused(
        phrase(
            '"{given}" is not in the draft, and there are {count} proposals to add it: {listed}. '
            'Say whose is meant, with the party in brackets: "{cited} ({party})".',
            given=given,
            count=len(found),
            listed=listed,
            cited=first.addition.cited,
            party=first.party,
        )
    )


def _address(one: Added, given: str) -> str:
    if one.addition.numbered:
        return one.addition.address
    raise Refused(
        phrase(
            '"{given}", which {party} would add, has no number, and an entry names places by '
            "their numbers. Name it in an answer sheet, or name the provision before it here and "
            "say in words what is meant.",
            given=given,
            party=one.party,
        )
    )
