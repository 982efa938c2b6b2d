"""Coverage, told: which provisions a reply speaks of, and which it passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.views.coverage import INTRO, Told
from travaux.render.telling import Teller, counted
from travaux.render.told import Line, line

if TYPE_CHECKING:
    from travaux.record.entry import LeafHash
    from travaux.record.views.coverage import Coverage

_KNOWN_FROM: Final = {
    Told.DOCUMENT: "as its document was read",
    Told.ENTRY: "as its entry names them",
    Told.AUTHOR: "as its author says; its document cannot be read for that",
    Told.NOT: "",
}


def coverage_line(one: Coverage, teller: Teller) -> Line:
    """Tell the coverage of one reply."""
    leaf = one.draft.tabled.leaf
    if one.told is Told.NOT:
        below = [line("which provisions it speaks of is not known: its document cannot be read for that")]
    else:
        below = [_listed("answers", one.answered, leaf, teller)]
        if one.redraft:
            below.append(line("gives the whole text: what it does not change, it repeats"))
        else:
            below.append(_listed("passes over in silence", one.passed_over, leaf, teller))
    if one.whole:
        below.append(line("speaks of the text as a whole"))
    if one.aside:
        below.append(line(f"{counted(one.aside, 'piece')} of it not understood"))
    told = f", {_KNOWN_FROM[one.told]}" if _KNOWN_FROM[one.told] else ""
    return line(f"{teller.by(one.reply)}, on ", *teller.draft(one.draft), f"{told}:", below=tuple(below))


def _listed(what: str, addresses: tuple[str, ...], leaf: LeafHash, teller: Teller) -> Line:
    if not addresses:
        return line(f"{what}: nothing")
    named = "; ".join(place_named(one, leaf, teller) for one in addresses)
    return line(f"{what} {len(addresses):,}: {named}")


def place_named(address: str, leaf: LeafHash, teller: Teller) -> str:
    """Name what is answered or passed over: a provision, or its opening words alone."""
    if address.endswith(INTRO):
        return f"opening words of {teller.provision(leaf, address.removesuffix(INTRO))}"
    return teller.provision(leaf, address)
