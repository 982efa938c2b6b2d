"""A redraft of which something stands no longer, and the answers its party has given since.

What stands of it stands word for word: the redraft is kept as it was given, and over it is laid what was said
since, and what is no longer said of it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Adds, Withdraws
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.supplemented import adds_instead, replaced_by

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from travaux.answers.answer import Unread
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A redraft with what was laid over it, heard."""

    hearing: Hearing
    """Its first answers are those of the redraft, the last those given since."""
    own: tuple[int | None, ...]
    """For each that is the redraft's, which of those kept it is, by its place among them; None: of none."""


def overlaid(
    redraft: Reply,
    *,
    kept: Sequence[Heard],
    gone: Sequence[Heard],
    since: Sequence[Heard],
    unread: Sequence[Unread] = (),
    base: Base,
) -> Overlaid | LeftOut:
    """Hear *redraft* without what is *gone* of it, with what was said *since*.

    *kept* and *gone* are all the changes that it amounts to. What is gone and has nothing in its place is
    withdrawn where it stood; what of the rest stood in the same place is said again.
    """
    covered = {at for one in since for at in replaced_by(one, base.draft)}
    bare: set[int] = set()
    for one in gone:
        if isinstance(one.answer.position, Adds):
            if one.provision is not None and not any(adds_instead(later, one) for later in since):
                bare.add(one.provision)
        else:
            places = {one.provision, *one.removed} - {None}
            bare |= {at for at in places if at is not None} - covered
    again = [one.answer for one in kept if one.provision in bare]
    taken = [Answer(provision=base.draft.provisions[at].eid, position=Withdraws()) for at in sorted(bare)]
    answers = (*again, *(one.answer for one in since), *taken)
    heard = hear(replace(redraft, answers=answers, unread=(*redraft.unread, *unread)), base)
    if isinstance(heard, LeftOut):
        return heard
    # What is withdrawn makes nothing and is nobody's unit: it only said what of the redraft is gone.
    said = heard.heard[: len(heard.heard) - len(taken)]
    return Overlaid(hearing=replace(heard, heard=said), own=_origins(kept, said[: len(said) - len(since)]))


_ALIKE: Final[tuple[Callable[[Heard], Hashable], ...]] = (
    lambda one: (one.provision, one.answer.provision, one.answer.position),
    lambda one: (one.provision, type(one.answer.position)),
    lambda one: one.provision,
    lambda _: None,
)
"""How what stands of a redraft is known again, the surest way first.

What is laid over it can turn a change into another at its provision (a provision divided in two is only
reworded once the second part is answered by itself), and seldom into one at another.
"""


def _origins(kept: Sequence[Heard], said: Sequence[Heard]) -> tuple[int | None, ...]:
    """Say of each change in *said* which of those *kept* it is; each of these is at most one of them."""
    found: dict[int, int] = {}
    left = list(range(len(kept)))
    for key in _ALIKE:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for at in left:
            waiting[key(kept[at])].append(at)
        for at, one in enumerate(said):
            if at not in found and (those := waiting.get(key(one))):
                found[at] = those.popleft()
        left = sorted(at for those in waiting.values() for at in those)
    return tuple(found.get(at) for at in range(len(said)))
