"""Coverage of a reply: which provisions of the draft it speaks of, and which it passes over in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from travaux.compile.additions import may_be_of_addition, place_of_addition
from travaux.compile.compilation import LeftOut
from travaux.record.act import GivesAnswer
from travaux.record.views.places import Places
from travaux.record.views.speaking import also_on, on_additions, speaking_on
from travaux.text.kind import HEADED, NO_MATTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.provision import Address

INTRO: Final = "__intro"
"""What an address ends in that means a provision's own words, without what stands in it."""


class Told(StrEnum):
    """How it is known which provisions a reply speaks of."""

    DOCUMENT = "its document"
    ENTRY = "its entry"
    AUTHOR = "its author"
    """It says so in the entry, for its document cannot be read for that."""
    NOT = "not told"
    """Its document cannot be read, and its author has not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a reply speaks of; each provision of the draft is in one of the lists, or stands in one."""

    reply: Entered
    draft: Draft
    told: Told
    answered: tuple[str, ...] = ()
    """Named by it, by itself or with all that stands in it; in reading order."""
    passed_over: tuple[str, ...] = ()
    redraft: bool = False
    """It gives the whole text: what it does not change it repeats, and does not pass over."""
    whole: bool = False
    """It speaks of the text as a whole, too."""
    beside: tuple[str, ...] = ()
    """What others would add to the draft, and it speaks of: where that would stand, in reading order."""
    aside: int = 0
    """Pieces of it that were not understood, and could be of any provision."""


def coverage(known: Disclosed, leaf: LeafHash, library: Library) -> tuple[Coverage, ...]:
    """Give the coverage of an answer or a paper, for each draft it is on. Raises NotHere, from reading it."""
    given = known.answers.get(leaf)
    if given is not None:
        draft = known.drafts.get(given.draft)
        return () if draft is None else (_of_answer(known, given, draft, library),)
    entered = known.at(leaf)
    if entered is None:
        return ()
    named: dict[LeafHash, list[str]] = {}
    for one in entered.entry.re:
        if one.leaf in known.drafts:
            named.setdefault(one.leaf, []).append(one.article)
    return tuple(
        replace(
            _covered(
                entered,
                known.drafts[on],
                library.text(known.drafts[on]),
                [one for one in addresses if one],
                told=Told.ENTRY if any(addresses) else Told.NOT,
            ),
            whole="" in addresses,
        )
        for on, addresses in named.items()
    )


def _of_answer(known: Disclosed, given: Given, draft: Draft, library: Library) -> Coverage:
    text = library.text(draft)
    heard = library.heard(known, given, draft)
    if isinstance(heard, LeftOut):
        act = given.entered.act
        covers = act.covers if isinstance(act, GivesAnswer) else ()
        named = covers or given.provisions
        told = Told.AUTHOR if covers else Told.ENTRY if named else Told.NOT
        return replace(_covered(given.entered, draft, text, named, told=told), whole=not named)
    places = Places(text)
    along: list[Address] = []
    if heard.looks_to_others:
        speaking = speaking_on(known, draft, library, places)
        heard = on_additions(heard, speaking)
        along = [at for one in heard.heard for at in also_on(one, given, speaking, text)]
    found = _covered(given.entered, draft, text, (*spoken_of(heard, text), *along), told=Told.DOCUMENT)
    beside = (place_of_addition(one, text) for one in heard.heard if one.fault is None)
    return replace(
        found,
        passed_over=() if heard.redraft else found.passed_over,
        whole=any(one.provision is None and not one.answer.provision for one in heard.heard),
        redraft=heard.redraft,
        beside=places.in_order(one for one in beside if one is not None),
        aside=not_understood(heard),
    )


def aside(known: Disclosed, given: Given, draft: Draft, library: Library) -> int:
    """Give `Coverage.aside` of an answer, and nothing else of it. Raises NotHere, from reading it."""
    heard = library.heard(known, given, draft)
    if isinstance(heard, LeftOut):
        return 0
    if any(map(may_be_of_addition, heard.heard)):
        heard = on_additions(heard, speaking_on(known, draft, library, Places(library.text(draft))))
    return not_understood(heard)


def not_understood(heard: Hearing) -> int:
    """Count the pieces of a reply that were not understood: what it says in them is not known."""
    return len(heard.reply.unread) + sum(one.fault is not None for one in heard.heard)


def spoken_of(heard: Hearing, text: Text) -> tuple[str, ...]:
    """List the provisions of the draft that a reply speaks of, as it was heard; in its own order."""
    return tuple(
        dict.fromkeys(
            text.provisions[index].eid
            for one in heard.heard
            for index in ((one.provision,) if one.provision is not None else ()) + one.removed
        )
    )


def _covered(reply: Entered, draft: Draft, text: Text, named: Iterable[str], *, told: Told) -> Coverage:
    answered, silent = divided(text, named)
    if told is Told.NOT:
        answered, silent = (), ()
    return Coverage(reply=reply, draft=draft, told=told, answered=answered, passed_over=silent)


def divided(text: Text, named: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide a draft into what is *named* and what is not, each told by as few addresses as can be.

    A provision of which nothing is named stands for all in it, and so does one that is itself named.
    One of which only a part is named has its own words, ``__intro``, among those that are not.
    """
    indexes = {index for address in named if (index := text.index(address)) is not None}
    touched = set(indexes)
    for index in indexes:
        above = text.parent(index)
        while above is not None and above not in touched:
            touched.add(above)
            above = text.parent(above)
    answered: list[str] = []
    silent: list[str] = []
    index = 0
    while index < len(text.provisions):
        provision = text.provisions[index]
        after = text.end(index)
        if index in indexes:
            answered.append(provision.eid)
        elif index not in touched:
            if provision.kind not in NO_MATTER:
                silent.append(provision.eid)
        else:
            if provision.kind not in HEADED:
                silent.append(provision.eid + INTRO)
            after = index + 1
        index = after
    return Places(text).in_order(answered), tuple(silent)
