"""Of which provisions nobody speaks: what is said of a provision is said of all that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.text.kind import HEADED, NO_MATTER
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Collection

    from travaux.text.instrument import Text

PASSED_OVER_RULE: Final = (
    "Nobody speaks of it: no answer is on the provision, on one that it stands in, or on one that stands in "
    "it. An answer that was taken back is none; one that was not understood is one. An article of which "
    "nothing is spoken counts once, with all its paragraphs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A provision of which nobody speaks, with all that stands in it."""

    address: str
    citation: str
    opening: bool = False
    """Only its own words: somebody speaks of what stands in it."""


def passed_over(text: Text, spoken: Collection[str]) -> tuple[PassedOver, ...]:
    """List the provisions of which nobody speaks, in reading order, each told with all that stands in it.

    *spoken*: the addresses on which there is an answer. What stands in one of them is spoken of; a
    provision that holds headed ones, such as a chapter, is told by these.
    """
    named = {index for address in spoken if address and (index := text.index(address)) is not None}
    touched = set[int]()
    for index in named:
        above = text.parent(index)
        while above is not None and above not in touched:
            touched.add(above)
            above = text.parent(above)
    found: list[PassedOver] = []
    index = 0
    while index < len(text.provisions):
        provision, after = text.provisions[index], index + 1
        if index in named:
            after = text.end(index)
        elif index in touched or _holds_headed(text, index):
            if index in touched and provision.kind not in HEADED:
                found.append(
                    PassedOver(address=provision.eid, citation=cite(text, index), opening=True),
                )
        elif provision.kind not in NO_MATTER:
            found.append(PassedOver(address=provision.eid, citation=cite(text, index)))
            after = text.end(index)
        index = after
    return tuple(found)


def _holds_headed(text: Text, index: int) -> bool:
    inside = range(index + 1, text.end(index))
    return text.provisions[index].kind in HEADED and any(text.provisions[at].kind in HEADED for at in inside)
