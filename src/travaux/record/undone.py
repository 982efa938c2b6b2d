"""Which of a party's answers are undone by what it has said since of other provisions, or beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.position import (
    Accepts,
    Adds,
    Asks,
    Deletes,
    Holds,
    Merges,
    Opposes,
    Supports,
    Withdraws,
)
from travaux.compile.additions import may_be_of_addition, names_of_addition, of_one_name
from travaux.compile.supplemented import adds_instead, replaced_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Given
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode

_LASTING: Final = (Adds, Deletes, Merges)
"""Positions whose answers a later one can undo without naming their provision."""


def undone(parts: Sequence[tuple[Given, Hearing]], places: Places) -> Mapping[tuple[LeafHash, int], Given]:
    """Give, by entry and by number in its reply, the answers that are undone, each with the one that did it.

    *parts* are one party's, in the order of their entries. A provision that is struck, or merged away, and
    answered again by itself is not struck any more: the later word of its party counts. The names of
    provisions alone do not tell, for the later answer does not name what was struck as a whole. What was
    added after a provision, or said against another party's proposal at it, stands beside a later answer to
    it, until its like is said there; so do a hold and a question. Support and opposition to one proposal are
    of that kind: the later word counts.
    """
    found: dict[tuple[LeafHash, int], Given] = {}
    for place, (given, hearing) in enumerate(parts[:-1]):
        for number, one in enumerate(hearing.heard, start=1):
            if not _counts(one):
                continue
            later = next(
                (
                    those
                    for those, its in parts[place + 1 :]
                    if not those.out_of_time
                    and any(_undoes(each, one, its) for each in _own(those, its, places))
                ),
                None,
            )
            if later is not None:
                found[given.entered.leaf, number] = later
    return found


def beside(one: Answer) -> bool:
    """Whether an answer stands beside what is said of the words of its provision, until its like is said.

    It adds there, opposes another's proposal, holds or asks.
    """
    return isinstance(one.position, Adds | Holds | Asks) or _against(one) is not None


def _counts(one: Heard) -> bool:
    """Whether an answer was understood, or will be where another party adds what it names."""
    return one.fault is None or may_be_of_addition(one)


def _against(one: Answer) -> PartyCode | None:
    return one.position.proposal_of if isinstance(one.position, Opposes) else None


def _contrary(one: Answer, other: Answer) -> bool:
    """Whether one answer supports what a party proposes, and the other is against all of that."""
    match one.position, other.position:
        case (Supports(party=author), Opposes(proposal_of=of, words="")) | (
            Opposes(proposal_of=of, words=""),
            Supports(party=author),
        ):
            return author == of
        case _:
            return False


def _own(given: Given, hearing: Hearing, places: Places) -> Iterator[Heard]:
    """Go through what an answer says at the provisions that its entry names."""
    provisions = hearing.base.draft.provisions
    for one in hearing.heard:
        if not _counts(one):
            continue
        if one.provision is not None:
            above = places.above(provisions[one.provision].eid)
            if not given.provisions or not above.isdisjoint(given.provisions):
                yield one
        elif not names_of_addition(one, hearing.base.draft).isdisjoint(given.provisions):
            yield one


def _undoes(later: Heard, earlier: Heard, hearing: Hearing) -> bool:
    position, before = later.answer.position, earlier.answer.position
    draft = hearing.base.draft
    same = later.provision == earlier.provision and (
        later.provision is not None or of_one_name(later, earlier, draft)
    )
    if same and _contrary(later.answer, earlier.answer):
        return True
    if isinstance(before, Adds):
        # What is added within a provision is in it: who wants it as it is, or gone, wants no more in it.
        within = before.inside and same and isinstance(position, Accepts | Deletes | Merges)
        return within or adds_instead(later, earlier)
    if beside(earlier.answer):
        like = type(position) is type(before) and _against(later.answer) == _against(earlier.answer)
        return same and (like or isinstance(position, Withdraws))
    if not isinstance(before, _LASTING):
        # What is merged into another provision is answered with that one, though it is not named.
        return isinstance(position, Merges) and not same and earlier.provision in replaced_by(later, draft)
    if earlier.removed and earlier.provision is not None:
        taken = frozenset({earlier.provision, *earlier.removed})
    else:
        taken = replaced_by(earlier, draft)
    return not taken.isdisjoint(replaced_by(later, draft))
