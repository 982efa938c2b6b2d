"""What was said since of mistakes: by their own authors in entries, by a procès-verbal in an adopted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.correction import Correction, Rectification
from travaux.record.act import Corrects, RectifiesError, ValidatesPosition
from travaux.text.provision import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode


def corrections(known: Negotiation) -> Mapping[LeafHash, tuple[Entered, ...]]:
    """List, by the entry that is corrected, what its author has said since of a mistake in it."""
    found: dict[LeafHash, tuple[Entered, ...]] = {}
    for one in known.corrections:
        for leaf in dict.fromkeys(reference.leaf for reference in one.entry.re):
            found[leaf] = (*found.get(leaf, ()), one)
    return found


def correction(one: Entered, of: Entered) -> Correction:
    """Give the correction *one*, of the entry *of*."""
    return Correction(
        entry=one.index,
        party=one.author,
        words=one.act.words if isinstance(one.act, Corrects) else "",
        at=_at(one, of),
    )


def objections(known: Negotiation, draft: LeafHash) -> dict[str, list[Entered]]:
    """List each party's last word on how its position is shown, where it is that this is not right.

    It stands until the party says otherwise there, or corrects that entry.
    """
    last: dict[tuple[PartyCode, str], Entered] = {}
    for one in known.validations:
        for reference in one.entry.re:
            if reference.leaf == draft:
                last[one.author, reference.article] = one
    corrected = corrections(known)
    found: dict[str, list[Entered]] = {}
    for (_, address), one in last.items():
        if isinstance(one.act, ValidatesPosition) and not one.act.rightly and one.leaf not in corrected:
            found.setdefault(address, []).append(one)
    return found


def objection(one: Entered, address: str) -> Correction:
    """Give what a party says in the entry *one*: that its position at *address* is not shown rightly."""
    return Correction(
        entry=one.index,
        party=one.author,
        words=one.act.words if isinstance(one.act, ValidatesPosition) else "",
        at=(Address(address),) if address else (),
        objects=True,
    )


def is_at(found: Correction, provision: str, places: Places) -> bool:
    """Whether a correction is of what was said at *provision*: it names that, what it stands in, or none."""
    return not found.at or any(places.touch(at, provision) for at in found.at)


def rectifications(draft: Draft) -> Iterator[Rectification]:
    """Go through the errors in an adopted text that were rectified, in order."""
    for one in draft.rectified:
        if isinstance(one.act, RectifiesError):
            yield Rectification(
                entry=one.index,
                at=_at(one, draft.tabled),
                old=one.act.defective,
                new=one.act.corrected,
                words=one.act.words,
            )


def _at(one: Entered, of: Entered) -> tuple[Address, ...]:
    """List the provisions of *of* that an entry names."""
    return tuple(Address(each.article) for each in one.entry.re if each.leaf == of.leaf and each.article)
