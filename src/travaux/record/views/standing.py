"""The answers that stand on a draft, by the provision they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.position import Accepts
from travaux.compile.additions import place_told
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing
from travaux.record.merged import mergers_made
from travaux.record.views.filing import filing
from travaux.record.views.places import Places
from travaux.record.views.speaking import also_on, on_additions, speaking_on
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer, Unread
    from travaux.compile.heard import Heard
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.latest import Latest
    from travaux.record.library import Library
    from travaux.record.merged import Merged
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.speaking import Speaking
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An answer that stands, at one place."""

    given: Given
    at: tuple[str, ...] = ()
    """The addresses at which it says so, all of one place: an article and its only paragraph are one."""
    answers: tuple[Answer, ...] = ()
    """What it says there, where its document was read."""
    own: tuple[Answer, ...] = ()
    """Those of them that it says as it gave them: no merger stands in their place."""
    aside: tuple[Heard, ...] = ()
    """What it says there that was not understood, and so is no position."""
    untaken: tuple[Unread, ...] = ()
    """What was given with that, or ``nowhere``, and was not understood: kept aside, and no part of it."""
    unread: str = ""
    """Why its document cannot be read."""
    merged: Merged | None = None
    """All concerned consented to this: its wording is what the answer says, and not the words it had."""
    unmerged: tuple[Answer, ...] = ()
    """What this took the place of: those stay with it who joined it and have not consented."""
    staying: Merged | None = None
    """It supports what was proposed before this merger, and does not go along with it."""
    through: tuple[str, ...] = ()
    """The addresses that answers of it name which stand here because that is merged with this place."""
    given_at: tuple[str, ...] = ()
    """The addresses that answers of it name which stand here because all they are of is added here."""
    nowhere: bool = False
    """Whether all it has here was not understood and is of no provision that the draft has or tells apart."""

    @property
    def party(self) -> PartyCode:
        return self.given.party

    @property
    def entered(self) -> Entered:
        return self.given.entered

    @property
    def accepts(self) -> bool:
        """Whether it accepts the provision as it stands, and says no more."""
        return (
            bool(self.answers)
            and not self.aside
            and not self.untaken
            and all(isinstance(one.position, Accepts) and not one.conditions for one in self.answers)
        )


StandingOn: TypeAlias = "Mapping[LeafHash, dict[str, list[Standing]]]"
"""What stands on drafts, by the leaf that tabled each: `standing_answers` of each."""


def by_place(given: Mapping[str, Sequence[Standing]], places: Places) -> dict[str, list[Standing]]:
    """Put together what is said at one place: an article and its only paragraph are one."""
    found: dict[str, dict[tuple[LeafHash, PartyCode], Standing]] = {}
    for address in places.in_order(given):
        here = found.setdefault(places.place(address), {})
        for one in given[address]:
            whose = (one.entered.leaf, one.party)  # one entry shows of several what a text taken over has
            before = here.get(whose)
            here[whose] = (
                replace(one, at=(address,))
                if before is None
                else replace(
                    before,
                    at=(*before.at, address),
                    answers=(*before.answers, *one.answers),
                    # Of two mergers one alone is told as such: the wording of the other is not lost.
                    own=(*before.own, *(one.own if before.merged is None else _told(one, before.merged))),
                    aside=(*before.aside, *one.aside),
                    untaken=(*before.untaken, *one.untaken),
                    merged=before.merged or one.merged,
                    unmerged=(*before.unmerged, *one.unmerged),
                    staying=before.staying or one.staying,
                    through=tuple(dict.fromkeys((*before.through, *one.through))),
                    given_at=tuple(dict.fromkeys((*before.given_at, *one.given_at))),
                )
            )
    return {place: list(those.values()) for place, those in found.items()}


def standing_answers(
    known: Disclosed, draft: Draft, places: Places, library: Library | None = None
) -> dict[str, list[Standing]]:
    """List the answers to *draft* that stand, by provision; what is of the whole text, or of none, at "".

    What a party adds, and what is said of that, stands where that would stand, with whose it is behind it:
    "art_2bis@ARD"; see `filing`. What is said of it by its name alone stands at "art_2bis".

    With a *library*, what a text taken over shows of a party stands too, until the party answers. Without,
    an answer stands at the provisions that its entry names.
    """
    leaf = draft.tabled.leaf
    found: dict[str, list[Standing]] = {}
    if library is None:
        for (_, of), said in known.said.items():
            for address, entry in said.items() if of == leaf else ():
                given = known.answers.get(entry)
                if given is not None and given.is_last_at(address):
                    found.setdefault(address, []).append(Standing(given=given))
        return found
    made, _ = mergers_made(known, draft, library)
    speaking = speaking_on(known, draft, library, places)
    filed = filing(known, library, draft)
    for each in speaking:
        for given, heard in each.parts:
            now = heard if isinstance(heard, LeftOut) else on_additions(heard, speaking)
            for address, one in _at(given, now, each.latest, speaking, places=places, made=made, filed=filed):
                found.setdefault(address, []).append(one)
    return found


def _at(
    given: Given,
    heard: Hearing | LeftOut,
    latest: Latest,
    speaking: Sequence[Speaking],
    *,
    places: Places,
    made: Sequence[Merged],
    filed: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[str, Standing]]:
    """Go through the provisions of which an answer says what its party says now."""
    named = given.provisions or ("",)
    if isinstance(heard, LeftOut):
        for address in named:
            if latest.said_no_more(given, address) is None:
                yield address, Standing(given=given, unread=heard.finding.message)
        return
    by_address: dict[str, list[Heard]] = {}
    nowhere: list[Heard] = []
    for name, one in _said_now(given, heard, latest, places):
        draft = heard.base.draft
        at = _named(one, draft) if one.fault is not None else place_told(one, draft)
        nowhere += [one] if at is None else []
        for each in () if at is None else _told_at(one, filed.get(name, (at,)), given, speaking, draft):
            by_address.setdefault(each, []).append(one)
    for address, said in by_address.items():
        yield address, _standing(given, address, said, made, heard)
    loose = tuple(one for one in heard.reply.unread if not one.beside)
    if all(latest.said_no_more(given, address) for address in named):
        loose = ()
    if nowhere or loose:
        yield "", Standing(given=given, aside=tuple(nowhere), untaken=loose, nowhere=True)
    if not heard.heard and not loose:
        for address in named:
            if latest.said_no_more(given, address) is None:
                yield address, Standing(given=given)


def _told_at(
    one: Heard, at: tuple[str, ...], given: Given, speaking: Sequence[Speaking], draft: Text
) -> tuple[str, ...]:
    """List where an answer is told that stands *at* these: and where else it speaks."""
    return at if one.fault is not None else (*at, *also_on(one, given, speaking, draft))


def _said_now(given: Given, heard: Hearing, latest: Latest, places: Places) -> Iterator[tuple[str, Heard]]:
    """Go through what an answer says of what it names, and its party says now; each by its name as a unit."""
    provisions = heard.base.draft.provisions
    for number, one in enumerate(heard.heard, start=1):
        address = "" if one.provision is None else provisions[one.provision].eid
        within = not given.provisions or not places.above(address).isdisjoint(given.provisions)
        if (within or not address) and latest.fate(given, number, one, address) is None:
            yield heard.names[number - 1], one


def _standing(
    given: Given, address: str, said: Sequence[Heard], made: Sequence[Merged], heard: Hearing
) -> Standing:
    """Put together what an answer says at one provision, in the wording that it was merged into."""
    merged: Merged | None = None
    staying: Merged | None = None
    answers: list[Answer] = []
    own: list[Answer] = []
    unmerged: list[Answer] = []
    for one in said:
        if one.fault is not None:
            continue
        now = one
        for each in made:
            if (instead := each.instead(one, address, given.entered.leaf)) is not None:
                merged, now = each, instead
                break
            if each.leaves(one, given.party, given.entered, heard.base.draft):
                staying = each
        answers.append(now.answer)
        (own if now is one else unmerged).append(one.answer)
    provisions = {one.answer.provision for one in said if one.fault is None}
    eids = heard.base.draft.provisions
    named = [eids[one.provision].eid for one in said if one.fault is None and one.provision is not None]
    elsewhere = tuple(at for at in dict.fromkeys(named) if at != address)
    added = heard.base.draft.index(address) is None
    return Standing(
        given=given,
        answers=tuple(answers),
        own=tuple(own),
        aside=tuple(one for one in said if one.fault is not None),
        untaken=tuple(one for one in heard.reply.unread if not provisions.isdisjoint(one.beside)),
        merged=merged,
        unmerged=tuple(unmerged),
        staying=staying,
        through=() if added else elsewhere,
        given_at=elsewhere if added else (),
    )


def _told(one: Standing, merged: Merged) -> tuple[Answer, ...]:
    """List what is to be told of an answer beside *merged*."""
    return one.own if one.merged in {None, merged} else one.answers


def _named(one: Heard, draft: Text) -> str | None:
    """Give the provision that an answer names which could not be followed; "": none, it is of the whole text.

    None where the draft has none of that name, or several.
    """
    name = one.answer.provision.strip()
    found = resolve(name, draft) if name else ()
    return "" if not name else draft.provisions[found[0]].eid if len(found) == 1 else None
