"""References to provisions on the command line that may be what a party would add to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.refusal import Refused
from travaux.compile.additions import identity_named, names_of_addition
from travaux.compile.compilation import LeftOut
from travaux.record.adding import Added, added
from travaux.record.entry import Reference
from travaux.record.may import Verb, may
from travaux.record.spoken_of import adding
from travaux.record.views.addition_history import addition_history
from travaux.record.views.disclosed import disclosed
from travaux.record.views.history import history
from travaux.record.views.taken_in import from_proposals
from travaux.text.phrase import phrase
from travaux.text.whose import without_party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.history import History
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
            found.append(Reference(leaf=one.entered.leaf, article=_in_its_entry(desk, draft, one, given)))
    return tuple(dict.fromkeys(found))


def placed(desk: Desk, draft: Draft, provisions: Sequence[str], party: PartyCode) -> tuple[Reference, ...]:
    """Refer to provisions of a draft, and to what one party would add to it. Raises Refused.

    A hold and an answer name a place of the draft. Where several would add something there under one
    number, whose is meant stands behind it, as in the identity of what is proposed: "art_1__para_1bis@ARD".
    """
    named: list[str] = []
    beside: list[Reference] = []
    for given in provisions:
        one = _added(desk, draft, given, party)
        if one is None:
            named.append(given)
            continue
        address = _address(one, given)
        if desk.in_draft(draft, address):
            raise Refused(
                f'"{given}" has a number that the draft gives to a provision of its own, and an entry names '
                "a place of the draft: it would be on that. Say in words what is meant, on the provision "
                "before it; or ask about it, with travaux ask."
            )
        if len(_all(desk, draft, address, party)) > 1:
            address = f"{address}@{one.party}"
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


def names_addition(desk: Desk, draft: Draft, given: str, party: PartyCode) -> bool:
    """Whether a name is that of what somebody would add to a draft. Raises Refused for that of several."""
    return _added(desk, draft, given, party) is not None


def answered_beside(desk: Desk, given: Given | None, name: str) -> str | None:
    """Give how an entry names what another would add, where an answer speaks of that by its name."""
    draft = None if given is None else desk.state.drafts[given.draft]
    text = None if draft is None else desk.text(draft)
    if given is None or draft is None or text is None:
        return None
    heard = desk.library.heard(desk.state, given, draft)
    wanted = identity_named(name, text)
    if isinstance(heard, LeftOut) or wanted is None or desk.in_draft(draft, name):
        return None
    return wanted if any(wanted in names_of_addition(one, text) for one in heard.heard) else None


def history_named(known: Disclosed, desk: Desk, draft: Draft, given: str) -> History:
    """Tell the history of a provision of a draft, or of what parties add under a name. Raises Refused.

    As far as it is *known* to whoever reads.
    """
    if not _is_the_drafts(desk, draft, given) and desk.text(draft) is not None:
        found = addition_history(known, desk.library, given, draft)
        if found is not None:
            return found
    found = history(known, desk.library, desk.address(draft, given), draft=draft)
    return from_proposals(found, known, desk.library)


def joined(desk: Desk, draft: Draft, given: str, author: PartyCode) -> str | None:
    """Give the address of what *author* adds to a draft under a name; None for nothing. Raises Refused."""
    if desk.in_draft(draft, given):
        return None
    own = [one for one in _all(desk, draft, given, None) if one.party == author]
    if not own:
        return None
    one = _one(own, given)
    return _address(one, given) if one.apart else _in_its_entry(desk, draft, one, given)


def _is_the_drafts(desk: Desk, draft: Draft, given: str) -> bool:
    """Whether a name is first of all that of something in the draft: "Article 13 (ARD)" is what ARD adds."""
    return without_party(given) == given and desk.in_draft(draft, given)


def _added(desk: Desk, draft: Draft, given: str, party: PartyCode) -> Added | None:
    if _is_the_drafts(desk, draft, given):
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


def _in_its_entry(desk: Desk, draft: Draft, one: Added, given: str) -> str:
    """Give the address of an addition in the entry that makes it: where that names provisions, one of those.

    An answer that was given with its position names the provision for which it adds something.
    """
    address, named = _address(one, given), one.entered.entry.addresses
    text = desk.text(draft)
    if not named or address in named or text is None or one.addition.anchor is None:
        return address
    around = [*text.path(text.provisions[one.addition.anchor].eid)]
    return next((it.eid for it in reversed(around) if it.eid in named), address)


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
