"""Who has joined the deletion of a provision, and proposes none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.operation import Delete

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.compile.compilation import Compilation
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


def joining_deletion(compilation: Compilation) -> Mapping[Address, frozenset[PartyCode]]:
    """Give them by the address of the provision: brackets say of all alike that they delete it."""
    own: dict[str, set[PartyCode]] = {}
    joined: dict[str, set[PartyCode]] = {}
    for one in compilation.operations:
        if isinstance(one, Delete) and not one.into:
            own.setdefault(one.provision, set()).update(one.backers.sponsors)
            joined.setdefault(one.provision, set()).update(one.backers.supporters)
    return {
        provision.eid: frozenset(those)
        for provision in compilation.draft.provisions
        if (those := joined.get(provision.wid, set()) - own.get(provision.wid, set()))
    }
