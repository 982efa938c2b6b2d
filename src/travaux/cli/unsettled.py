"""What stands against saying that a text or provisions are settled, or open again: told, and no bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

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
from travaux.record.dates import broken_late
from travaux.record.library import NotHere
from travaux.record.views.agreed import State, state_of
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.holding import held_at, holding
from travaux.record.views.otherwise import otherwise
from travaux.record.views.places import Places
from travaux.record.views.standing import standing_answers
from travaux.render.answer_told import position_name
from travaux.render.tongue import comma, say, sayable, semicolon

_WORDS_ALONE: Final = sayable(
    "Which words of {provision} are meant is not said: {why}. The words that go with the entry are all that "
    "can say it."
)
_PLACE_ALONE: Final = sayable(
    "Which words of {provision} are meant is not said: {why}. The entry names the place alone: say which in "
    "the words that go with it."
)
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
    meant, what is agreed or closed already, and silence procedures that were neither broken nor noted as
    ended. Of what is to be open again, where it was never settled.
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
            if whose is None and isinstance(act, AgreesAdReferendum | ClosesProvisionally):
                yield from _already(known, desk, draft, addresses, act)
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
        aside = say(
            " That sets aside who said that it agrees to it: {parties}.",
            parties=comma().join(
                say("{party} (entry {entry})", party=one.author, entry=one.index) for one in agreeing
            ),
        )
        yield say(
            "{provision} is not recorded as agreed or closed: it is open, and this would say that it is open "
            "again.{aside}",
            provision=_cited(desk, draft, [address]),
            aside=aside if agreeing else "",
        )


def _already(
    known: Disclosed,
    desk: Desk,
    draft: Draft,
    addresses: Sequence[str],
    act: AgreesAdReferendum | ClosesProvisionally,
) -> Iterator[str]:
    """Go through what is recorded as that already, or as more: what is agreed is closed as a next step."""
    before = {State.OPEN, State.AGREED} if isinstance(act, ClosesProvisionally) else {State.OPEN}
    places = Places(desk.text(draft))
    for address in addresses:
        state = state_of(known, draft.tabled.leaf, address, places)
        if state not in before:
            yield say(
                "{provision} is recorded as {state} already.",
                provision=_cited(desk, draft, [address]),
                state=say(state),
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
        given = comma().join(
            say("{party} (entry {entry})", party=one.party, entry=one.entered.index) for one in found.before
        )
        why = [say("{parties} would have it otherwise", parties=given)] if given else []
        if found.bracketed:
            why.append(say("the draft itself has words in brackets, or options, in it"))
        yield say(
            _WORDS_ALONE if words else _PLACE_ALONE,
            provision=_cited(desk, draft, [address]),
            why=semicolon().join(why),
        )


def _not_ended(known: Disclosed, draft: Draft) -> Iterator[str]:
    """Go through the silence procedures on the draft without a word of how they ended, or with two."""
    for one in known.silences.values():
        if one.draft != draft.tabled.leaf or one.withdrawn:
            continue
        if broken_late(one):
            yield (
                say(
                    "The silence procedure of entry {entry} was noted as unbroken and broken after that: "
                    "both stand.",
                    entry=one.entered.index,
                )
                if one.elapsed
                else say(
                    "The silence procedure of entry {entry} was broken when its time had ended.",
                    entry=one.entered.index,
                )
            )
        if one.broken or one.elapsed:
            continue
        yield say(
            "The silence procedure of entry {entry} was neither broken nor noted as ended: as the record "
            "stands, nothing has followed from it.",
            entry=one.entered.index,
        )


def _held(
    known: Disclosed, desk: Desk, draft: Draft, whose: PartyCode | None, here: Callable[[str], bool]
) -> Iterator[str]:
    """Go through the holds, by an entry or within an answer."""
    for one in holding(known, draft.tabled.leaf):
        at = [address for address in held_at(one) if here(address)]
        if at and whose in {None, one.entered.author}:
            sort = one.entered.act.kind if isinstance(one.entered.act, EntersHold) else "general"
            yield say(
                "{party} has a hold ({kind}) on {provisions}, entry {entry}, that was not lifted.",
                party=one.entered.author,
                kind=say(sort),
                provisions=_cited(desk, draft, at),
                entry=one.entered.index,
            )
    if desk.text(draft) is None:
        return
    standing = standing_answers(known, draft, Places(desk.text(draft)), desk.library)
    for address, those in standing.items():
        for given in those if here(address) else ():
            if whose in {None, given.party} and any(isinstance(it.position, Holds) for it in given.answers):
                yield say(
                    "{party} holds {provision} in its answer, entry {entry}.",
                    party=given.party,
                    provision=_cited(desk, draft, [address]),
                    entry=given.entered.index,
                )


def _waiting(
    known: Disclosed, desk: Desk, draft: Draft, whose: PartyCode | None, here: Callable[[str], bool]
) -> Iterator[str]:
    """Go through what was said on the draft before and neither given again nor taken back.

    A party has spoken of it since, where it has answered the provision itself or what that stands in: to
    answer another paragraph of the article is no word on this one.
    """
    old = None if draft.follows is None else known.drafts.get(draft.follows)
    if old is None:
        return
    try:
        found = succession_of(consolidation(known, desk.library, old), known, desk, draft)
    except (NotHere, LanguageMismatch, LossError):
        return
    places = Places(desk.text(draft))
    for one in found.outcomes:
        if isinstance(one.answer.position, Accepts) or whose not in {None, one.party}:
            continue
        said = known.said.get((one.party, draft.tabled.leaf), {})
        since = {places.place(address) for address in said}
        at = [
            address
            for address in _now(one)
            if here(address) and not since & places.above(places.place(address))
        ]
        if at:
            yield say(
                "{party} said “{position}” of {provisions} on draft {number} ({reference}, {outcome}), and "
                "has not spoken of it since this draft was tabled: it waits for the word of its party.",
                party=one.party,
                position=position_name(one.answer.position),
                provisions=_cited(desk, draft, places.topmost(at)),
                number=old.number,
                reference=one.reference,
                outcome=say(kind(one.outcome)),
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
    return desk.teller().provisions(draft.tabled.leaf, addresses)
