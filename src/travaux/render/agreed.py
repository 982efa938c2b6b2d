"""What is agreed, told: nothing is shown as agreed without the package it is tied in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.act import EntersHold
from travaux.record.views.agreed import State
from travaux.render.telling import Teller, none
from travaux.render.told import Line, Said, Section, Theirs, line

if TYPE_CHECKING:
    from travaux.record.negotiation import Draft, Hold, Package
    from travaux.record.views.agreed import Agreed, Settled

AGREED, HELD, OPEN = "✓", "◐", "○"
"""Shapes beside the words: agreed, held, open."""

AGREED_RULE: Final = (
    "Agreed means that the chair or the secretariat recorded it. It is never counted from what parties said."
)


def agreed_section(found: Agreed, teller: Teller) -> Section:
    lines: list[Line] = []
    several = len(found.on_table) > 1
    for draft in found.on_table:
        lines.append(line("On the table: ", *teller.draft(draft), f"; tabled by {teller.by(draft.tabled)}."))
        own = [_settled(one, teller, named=several) for one in found.settled if one.draft is draft]
        lines += own or [none("Nothing in it has been recorded as agreed or provisionally closed.")]
    if not found.on_table:
        lines.append(none("No draft is on the table."))
    for draft in found.adopted:
        lines += _adopted(draft, teller)
    if found.said:
        below = tuple(
            line(
                f"{_place(one.draft, one.provision, found, teller)}: ",
                "; ".join(teller.by(entered) for entered in one.said),
                of=teller.way_to(one.draft.tabled.leaf, one.provision),
            )
            for one in found.said
        )
        lines.append(
            line("Parties have said that they agree, and nobody has recorded these as agreed:", below=below)
        )
    if found.before:
        before = tuple(_settled(one, teller, named=True) for one in found.before)
        lines.append(
            line(
                "Recorded on a draft that is on the table no more, and not said again of one that is:",
                below=before,
            )
        )
    if found.packages:
        packages = tuple(line(*_package(one, teller)) for one in found.packages)
        lines.append(line("Packages that have not been untied:", below=packages))
    return Section(title="1. What is agreed now", rule=AGREED_RULE, lines=tuple(lines))


def _place(draft: Draft, address: str, found: Agreed, teller: Teller) -> str:
    name = teller.provision(draft.tabled.leaf, address)
    return name if found.on_table == (draft,) else f"{name} of draft {draft.number}"


def _settled(one: Settled, teller: Teller, *, named: bool = False) -> Line:
    leaf = one.draft.tabled.leaf
    where = teller.provision(leaf, one.provision) + (f" of draft {one.draft.number}" if named else "")
    said: list[Said] = [f"{where} is {one.state}"]
    for package in one.tied:
        others = [at for at in package.provisions if at != one.provision]
        said += [f", tied to {teller.provisions(leaf, others)} by {teller.who(package.entered)}"]
        said += teller.words(package.entered)
    below = [line(f"recorded by {teller.by(it)}", *teller.words(it)) for it in one.agreed]
    below += [line(f"{State.CLOSED} by {teller.by(it)}", *teller.words(it)) for it in one.closed]
    below += [line(*hold_words(it, teller), mark=HELD) for it in one.holds]
    below += [
        line(f"{teller.provision(leaf, at)} in it was reopened since: {teller.by(it)}", *teller.words(it))
        for at, it in one.reopened
    ]
    return line(*said, below=tuple(below), mark=AGREED, of=teller.way_to(leaf, one.provision))


def _adopted(draft: Draft, teller: Teller) -> list[Line]:
    lines: list[Line] = []
    for what, entered in (("adopted", draft.adopted), ("authenticated", draft.authenticated)):
        if entered is not None:
            how = getattr(entered.act, "how", "")
            lines.append(
                line(
                    *teller.draft(draft),
                    f": the text was {what}, ",
                    Theirs(how) if how else None,
                    f"; recorded by {teller.by(entered)}",
                    *teller.words(entered),
                    mark=AGREED,
                )
            )
    lines += [
        line(
            f"An error was rectified in {teller.concerning_provisions(entered)}: ",
            Theirs(getattr(entered.act, "defective", "")),
            " reads ",
            Theirs(getattr(entered.act, "corrected", "")),
            f" from the beginning; {teller.by(entered)}",
        )
        for entered in draft.rectified
    ]
    return lines


def _package(one: Package, teller: Teller) -> tuple[Said, ...]:
    where = teller.provisions(one.draft, one.provisions)
    return (f"{where}, tied by {teller.by(one.entered)}", *teller.words(one.entered))


def hold_words(one: Hold, teller: Teller) -> tuple[Said, ...]:
    kind = one.entered.act.kind if isinstance(one.entered.act, EntersHold) else "general"
    said: list[Said] = [f"hold ({kind}) entered by {teller.by(one.entered)}", *teller.words(one.entered)]
    for entered in one.maintained:
        said += [f"; maintained {teller.when(entered)}, {teller.entry(entered)}", *teller.words(entered)]
    return tuple(said)
