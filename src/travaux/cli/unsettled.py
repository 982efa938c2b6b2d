"""What stands against saying that a text or provisions are settled, or open again: told, and no bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.answer import title
from travaux.answers.position import Accepts, Holds
from travaux.cli.succeeding import kind, succession_of
from travaux.compare.comparison import LanguageMismatch
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged
from travaux.compile.proof import LossError
from travaux.record.act import (
    AdoptsText,
    AgreesAdReferendum,
    AuthenticatesText,
    ClosesProvisionally,
    EntersHold,
    ReopensProvision,
    Role,
)
from travaux.record.consolidation import consolidation
from travaux.record.library import NotHere
from travaux.record.views.agreed import State, held_at, holding, state_of
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.otherwise import otherwise
from travaux.record.views.places import Places
from travaux.record.views.standing import standing_answers
from travaux.text.reference import cite

Adopting: TypeAlias = AdoptsText | AuthenticatesText

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
    """Say what stands on a text, or on provisions, about to be called adopted, agreed, closed or open again.

    Holds that were not lifted, and what was said on the draft before and waits for its party's word: of a
    party that agrees to something itself (*by*), what is its own. Then what leaves it open which words are
    meant, and silence procedures that were neither broken nor noted as ended. Of what is to be open again,
    where it was never settled.
    """
    if not isinstance(act, AgreesAdReferendum | ClosesProvisionally | ReopensProvision | Adopting):
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

        if addresses and isinstance(act, ReopensProvision):
            yield from _never_settled(known, desk, draft, addresses)
        elif addresses:
            yield from _held(known, desk, draft, whose, here)
            yield from _waiting(known, desk, draft, whose, here)
            yield from _which_words(known, desk, draft, addresses, act.words)
        if addresses and isinstance(act, Adopting):
            yield from _not_ended(known, draft)


def _never_settled(known: Disclosed, desk: Desk, draft: Draft, addresses: Sequence[str]) -> Iterator[str]:
    """Go through what nobody has recorded as agreed or closed: there is nothing to open again."""
    leaf, places = draft.tabled.leaf, Places(desk.text(draft))
    for address in addresses:
        within = [at for of, at in known.standings if of == leaf and address in places.above(at)]
        if any(state_of(known, leaf, at, places) is not State.OPEN for at in (address, *within)):
            continue
        standing = known.standings.get((leaf, address))
        agreeing = () if standing is None else standing.agreeing
        said = ", ".join(f"{one.author} (entry {one.index})" for one in agreeing)
        aside = f" That sets aside who said that it agrees to it: {said}." if said else ""
        yield (
            f"{_cited(desk, draft, [address])} is not recorded as agreed or closed: it is open, and this "
            f"would say that it is open again.{aside}"
        )


def _which_words(
    known: Disclosed, desk: Desk, draft: Draft, addresses: Sequence[str], words: str
) -> Iterator[str]:
    """Go through what has other words beside the draft's: the entry names the place alone."""
    text = desk.text(draft)
    if text is None:
        return
    places = Places(text)
    standing = standing_answers(known, draft, places, desk.library)
    for address in addresses:
        found = otherwise(address, standing, places, text, at=known.size)
        if not found.open:
            continue
        cited = _cited(desk, draft, [address])
        given = ", ".join(f"{one.party} (entry {one.entered.index})" for one in found.before)
        why = [f"{given} would have it otherwise"] if given else []
        why += ["the draft itself has words in brackets, or options, in it"] if found.bracketed else []
        told = f"Which words of {cited} are meant is not said: {'; '.join(why)}."
        if words:
            yield f"{told} The words that go with the entry are all that can say it."
        else:
            alone = "the provision" if address else "the text"
            yield f"{told} The entry names {alone} alone: say which in the words that go with it."


def _not_ended(known: Disclosed, draft: Draft) -> Iterator[str]:
    """Go through the silence procedures on the draft of which nobody has said how they ended."""
    for one in known.silences.values():
        if one.draft != draft.tabled.leaf or one.broken or one.elapsed or one.withdrawn:
            continue
        yield (
            f"The silence procedure of entry {one.entered.index} was neither broken nor noted as ended: as "
            "the record stands, nothing has followed from it."
        )


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
        found = succession_of(consolidation(known, desk.library, old), known, desk, draft)
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
