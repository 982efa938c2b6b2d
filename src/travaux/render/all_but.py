"""Many parties, named: all of them but those that are not among them, so that nobody is lost or guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.act import Role
from travaux.render.tongue import comma, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode

FEW: Final = 12
"""So many parties are always named one by one."""


def all_but(those: Sequence[PartyCode], known: Negotiation) -> str:
    """Name parties one by one, in the order given; nobody is "".

    Of more than `FEW`, it is said exactly, where that is half as long or less, who of all is not among them:
    "all 193 parties", "all 193 parties but P003, P010". All parties are the members that are parties now. A
    list in which one stands that is none of them is given in full.
    """
    parties = [one.code for one in known.members.values() if one.role is Role.PARTY and one.until is None]
    among = set(those)
    missing = [code for code in parties if code not in among]
    if len(among) <= FEW or not among.issubset(parties) or 2 * len(missing) > len(among):
        return comma().join(those)
    if not missing:
        return say_count("all {count} party", "all {count} parties", len(parties))
    return say_count(
        "all {count} party but {codes}",
        "all {count} parties but {codes}",
        len(parties),
        codes=comma().join(missing),
    )


def counted_all_but(those: Sequence[PartyCode], known: Negotiation) -> str:
    """Name parties as `all_but` does, and count them where they are named one by one: "3 parties (…)"."""
    told = all_but(those, known)
    if told != comma().join(those):
        return told
    return say_count("{count} party ({codes})", "{count} parties ({codes})", len(those), codes=told)
