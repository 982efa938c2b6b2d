"""An answer as it would be given again to a new draft: its words, and places as that draft numbers them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.position import Merges, Moves
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.compile.lineage import Lineage


def readdressed(answer: Answer, place: int | None, lineage: Lineage) -> Answer:
    """Name the same provisions as the new draft numbers them; a name that still leads there is kept.

    *place*: the provision of the old draft on which it was heard.
    """

    def named(name: str) -> str:
        before = resolve(name, lineage.old)
        if len(before) != 1 or len(there := lineage.to[before[0]]) != 1:
            return name
        return name if resolve(name, lineage.new) == there else lineage.new.provisions[there[0]].eid

    match answer.position:
        case Moves(after=target) as position:
            position = replace(position, after=named(target))
        case Merges(others=others) as position:
            position = replace(position, others=tuple(map(named, others)))
        case position:
            pass
    provision = _paragraph_named(answer.provision, place, lineage) or named(answer.provision)
    if place is not None and (there := lineage.to[place]):
        new = lineage.new.provisions[there[0]].eid
        address = new if answer.place.address else ""
        answer = replace(answer, place=replace(answer.place, address=address))
    return replace(answer, provision=provision, position=position)


def _paragraph_named(name: str, place: int | None, lineage: Lineage) -> str:
    """Name what an answer that names an article was heard on, its only paragraph; "" for any other answer.

    The article's name is kept where it says the same of the new draft; else it would lead to other words.
    """
    before = resolve(name, lineage.old)
    if place is None or len(before) != 1 or before == (place,) or len(there := lineage.to[place]) != 1:
        return ""
    found, new = resolve(name, lineage.new), lineage.new
    alone = len(found) == 1 and new.only_child(found[0]) == there[0] and new.end(there[0]) == there[0] + 1
    return name if alone else new.provisions[there[0]].eid
