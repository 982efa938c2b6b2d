"""Coverage, told: which provisions a reply speaks of, and which it passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.views.coverage import INTRO, Told
from travaux.render.telling import Teller
from travaux.render.told import Line, line
from travaux.render.tongue import figure, said, say, say_count, sayable, semicolon

if TYPE_CHECKING:
    from travaux.record.entry import LeafHash
    from travaux.record.views.coverage import Coverage

_READ_FROM: Final = {
    Told.DOCUMENT: sayable("{who}, on {draft}, as its document was read:"),
    Told.ENTRY: sayable("{who}, on {draft}, as its entry names them:"),
    Told.AUTHOR: sayable("{who}, on {draft}, as its author says; its document cannot be read for that:"),
    Told.NOT: sayable("{who}, on {draft}:"),
}


def coverage_line(one: Coverage, teller: Teller) -> Line:
    """Tell the coverage of one reply."""
    leaf = one.draft.tabled.leaf
    if one.told is Told.NOT:
        unknown = say("which provisions it speaks of is not known: its document cannot be read for that")
        below = [line(unknown)]
    else:
        answered = _listed(one.answered, leaf, teller)
        below = [
            line(
                say("answers {count}: {provisions}", count=figure(len(one.answered)), provisions=answered)
                if one.answered
                else say("answers: nothing")
            )
        ]
        if one.redraft:
            below.append(line(say("gives the whole text: what it does not change, it repeats")))
        else:
            passed = _listed(one.passed_over, leaf, teller)
            count = figure(len(one.passed_over))
            below.append(line(_passed_over(one, count, passed)))
    if one.beside:
        beside = _listed(one.beside, leaf, teller)
        below.append(line(say("speaks of what others would add: {provisions}", provisions=beside)))
    if one.whole:
        below.append(line(say("speaks of the text as a whole")))
    if one.aside:
        below.append(
            line(
                say_count(
                    "{count} piece of it not understood", "{count} pieces of it not understood", one.aside
                )
            )
        )
    return line(
        *said(_READ_FROM[one.told], who=teller.by(one.reply), draft=teller.draft(one.draft)),
        below=tuple(below),
    )


def _passed_over(one: Coverage, count: str, provisions: str) -> str:
    """Say what a reply passes over: nothing, by name, where it speaks of the text as a whole.

    Where a piece of it was not understood, nobody knows of what that is.
    """
    if not one.passed_over:
        return say("passes over in silence: nothing")
    if one.whole:
        return say(
            "speaks of {count} only with the text as a whole: {provisions}",
            count=count,
            provisions=provisions,
        )
    if one.aside:
        return say(
            "says nothing that was understood of {count}: {provisions}", count=count, provisions=provisions
        )
    return say("passes over in silence {count}: {provisions}", count=count, provisions=provisions)


def _listed(addresses: tuple[str, ...], leaf: LeafHash, teller: Teller) -> str:
    return semicolon().join(place_named(one, leaf, teller) for one in addresses)


def place_named(address: str, leaf: LeafHash, teller: Teller) -> str:
    """Name what is answered or passed over: a provision, or its opening words alone."""
    if address.endswith(INTRO):
        where = teller.provision(leaf, address.removesuffix(INTRO))
        return say("opening words of {provision}", provision=where)
    return teller.provision(leaf, address)
