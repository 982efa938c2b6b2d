"""Whose words a support leads to, where it is for someone who supports another in turn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.position import Supports
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.support import CONTRADICTS, Support
from travaux.compile.version import Item, Version
from travaux.text.phrase import listed, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def led(
    one: Heard,
    party: PartyCode,
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    versions: Mapping[PartyCode, Version],
    draft: Text,
    items: Sequence[Item],
) -> tuple[tuple[PartyCode, int | None], ...]:
    """Follow support of support, in *one* of *party*, to the party that has words of its own.

    Each party on the way, and by its place in the reply which of its answers leads on; the last has None.
    Raises an internal fault where it leads to nobody.
    """

    def followed(
        supported: PartyCode, seen: tuple[PartyCode, ...]
    ) -> tuple[tuple[PartyCode, int | None], ...]:
        if supported not in versions:
            raise not_followed(
                one.answer,
                "supports-nobody",
                phrase(
                    "{party} has not answered this draft (answers came from {parties}).",
                    party=supported,
                    parties=listed(sorted(versions)),
                ),
                phrase("Name a party whose proposal is to be joined."),
            )
        if supported in seen:
            circle = _circle([*seen, supported])
            if any(_offers(one, versions[code], draft, items) for code in seen):
                raise not_followed(
                    one.answer,
                    "supports-in-a-circle",
                    phrase(
                        "{circle}: that leads back to where it began, and whose words are meant is not said.",
                        circle=circle,
                    ),
                    phrase("One of them has to propose words and support none of the others there."),
                )
            raise not_followed(
                one.answer,
                "supports-in-a-circle",
                phrase("{circle}: nobody in the circle offers words of its own.", circle=circle),
                phrase("One of them has to propose words."),
            )
        for number, other in enumerate(replies[supported]):
            position = other.answer.position
            if not isinstance(position, Supports) or not covers(other, one, draft):
                continue
            if position.party in versions and stays_beside(
                one, versions[supported], versions[position.party], draft, items
            ):
                continue
            if position.party in (*seen, supported) and only_adds(one, versions[supported], draft, items):
                # What leads back joins words of one who has them already: what is added beside them is meant.
                continue
            way = followed(position.party, (*seen, supported))
            end, _ = way[-1]
            if contradiction(other, versions[supported], versions[end], draft, items) is None:
                return ((supported, number), *way)
        return ((supported, None),)

    position = one.answer.position
    return followed(position.party, (party,)) if isinstance(position, Supports) else ((party, None),)


def _circle(parties: Sequence[PartyCode]) -> str:
    """Say who supports whom, who supports whom."""
    *before, last = parties
    said: str = last
    for one in reversed(before):
        said = phrase("{party} supports {other}", party=one, other=said)
    return said


def covers(wider: Heard, one: Heard, draft: Text) -> bool:
    """Whether the support in *wider* is for the provision of *one*, or for one that it stands in."""
    if wider.provision is None or one.provision is None:
        return wider.answer.provision.strip() in ("", one.answer.provision.strip())
    return wider.provision <= one.provision < draft.end(wider.provision)


def stays_beside(one: Heard, own: Version, theirs: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *theirs* only adds something where *one* speaks, and *own* proposes something there too.

    What is added is in the place of nothing: who supports it has not left its *own* words for it.
    """
    return _offers(one, own, draft, items) and only_adds(one, theirs, draft, items)


def _offers(one: Heard, own: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *own* proposes something where *one* speaks."""
    return any(Support(replace(one, still=None), 0, own, items).offered(draft))


def only_adds(one: Heard, theirs: Version, draft: Text, items: Sequence[Item]) -> bool:
    """Whether *theirs* proposes something where *one* speaks, and nothing but additions."""
    chosen, gone = Support(replace(one, still=None), 0, theirs, items).offered(draft)
    return bool(chosen) and not gone and all(theirs.items[at].base is None for at in chosen)


def contradiction(
    one: Heard, own: Version, theirs: Version, draft: Text, items: Sequence[Item]
) -> Finding | None:
    """Say why *own*, what a party proposes itself, leaves no place for what it supports of *theirs*.

    None: it leaves one.
    """
    span = range(len(items))
    if one.provision is not None:
        span = range(one.provision, draft.end(one.provision))
    unchanged = {item.base for item in own.items if item.base is not None and item is items[item.base]}
    if all(base in unchanged for base in span):
        return None
    try:
        Support(one, 0, theirs, items).followed(list(own.items), draft)
    except NotFollowed as fault:
        return fault.finding if fault.finding.code == CONTRADICTS else None
    return None
