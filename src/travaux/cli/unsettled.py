"""What stands against saying that provisions are settled: told before it is signed, and no bar to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.answer import title
from travaux.answers.position import Accepts, Holds
from travaux.cli.succeeding import kind, succession_of
from travaux.compare.comparison import LanguageMismatch
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged
from travaux.compile.proof import LossError
from travaux.record.act import AgreesAdReferendum, ClosesProvisionally, EntersHold, Role
from travaux.record.consolidation import consolidation
from travaux.record.library import NotHere
from travaux.record.views.agreed import held_at, holding
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.places import Places
from travaux.record.views.standing import standing_answers
from travaux.text.reference import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from travaux.cli.desk import Desk
    from travaux.compile.outcome import EarlierAnswer
    from travaux.record.act import Act
    from travaux.record.entry import Reference
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


def unsettled(act: Act, about: Iterable[Reference], by: PartyCode, desk: Desk) -> Iterator[str]:
    """Say what stands on provisions that are about to be called agreed or closed by *by*.

    Holds that were not lifted, and what was said on the draft before and waits for its party's word. Of a
    party that agrees to something itself, what is its own.
    """
    if not isinstance(act, AgreesAdReferendum | ClosesProvisionally):
        return
    known = disclosed(desk.state, everything)
    member = known.members.get(by)
    whose = by if member is not None and member.role is Role.PARTY else None
    named: dict[str, list[str]] = {}
    for one in about:
        named.setdefault(one.leaf, []).append(one.article)
    for draft in known.drafts.values():
        addresses = named.get(draft.tabled.leaf, ())
        places = Places(desk.text(draft))

        def here(at: str, those: Sequence[str] = addresses, places: Places = places) -> bool:
            return any(not at or not one or places.touch(one, at) for one in those)

        if addresses:
            yield from _held(known, desk, draft, whose, here)
            yield from _waiting(known, desk, draft, whose, here)


def _held(
    known: Disclosed, desk: Desk, draft: Draft, whose: PartyCode | None, here: Callable[[str], bool]
) -> Iterator[str]:
    """Go through the holds, by an entry or within an answer."""
    for one in holding(known, draft.tabled.leaf):
        at = [address for address in held_at(one) if here(address)]
        if at and whose in {None, one.entered.author}:
            sort = one.entered.act.kind if isinstance(one.entered.act, EntersHold) else "general"
            yield (
                f"{one.entered.author} has a hold ({sort}) on {_cited(desk, draft, at)}, entry "
                f"{one.entered.index}, that was not lifted."
            )
    if desk.text(draft) is None:
        return
    standing = standing_answers(known, draft, Places(desk.text(draft)), desk.library)
    for address, those in standing.items():
        for given in those if here(address) else ():
            if whose in {None, given.party} and any(isinstance(it.position, Holds) for it in given.answers):
                yield (
                    f"{given.party} holds {_cited(desk, draft, [address])} in its answer, entry "
                    f"{given.entered.index}."
                )


def _waiting(
    known: Disclosed, desk: Desk, draft: Draft, whose: PartyCode | None, here: Callable[[str], bool]
) -> Iterator[str]:
    """Go through what was said on the draft before and neither given again nor taken back."""
    old = None if draft.follows is None else known.drafts.get(draft.follows)
    if old is None:
        return
    try:
        found = succession_of(consolidation(known, desk.library, old), desk, draft)
    except (NotHere, LanguageMismatch, LossError):
        return
    for one in found.outcomes:
        if isinstance(one.answer.position, Accepts) or whose not in {None, one.party}:
            continue
        at = [address for address in _now(one) if here(address)]
        said = known.said.get((one.party, draft.tabled.leaf), {})
        if at and not any(here(address) for address in said):
            yield (
                f"{one.party} said “{title(one.answer.position)}” of {_cited(desk, draft, at)} on draft "
                f"{old.number} ({one.reference}, {kind(one.outcome)}), and has not spoken of it since this "
                "draft was tabled: it waits for the word of its party."
            )


def _now(one: EarlierAnswer) -> tuple[str, ...]:
    """Give where in the new draft an earlier answer would stand; ("",) is the whole text."""
    match one.outcome:
        case Unchanged(provision=at):
            return ("" if at is None else at,)
        case Relocated(provision=at):
            return (at,)
        case NeedsConfirmation(provisions=those):
            return those or ("",)
        case _:
            return ()


def _cited(desk: Desk, draft: Draft, addresses: Iterable[str]) -> str:
    text = desk.text(draft)
    named: list[str] = []
    for one in addresses:
        at = None if text is None else text.index(one)
        named.append((one or "the whole text") if text is None or at is None else cite(text, at))
    return "; ".join(named)
