"""For whom an act on earlier entries is, where its author says nothing else: their circle, no wider one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import Role
from travaux.record.audience import Members, Named, OfGroup, Own, Public, audience, is_for
from travaux.record.entry import MEMBERS, OWN, PUBLIC, Entered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.record.entry import Reference
    from travaux.record.negotiation import Member, Negotiation
    from travaux.text.wording import PartyCode


def circle(about: Iterable[Reference], author: PartyCode | None, state: Negotiation) -> str:
    """Give the audience, as an entry names it, of what *author* does about these entries.

    It has nobody in it who may not read them all: the same audience where the author's own entry or its
    group is meant, else those by name who can read it. About what all members may read, it is all members'.
    """
    some = restricted_among(about, state)
    if not some:
        return MEMBERS
    same = {one.entry.vis for one in some}
    if len(same) == 1 and all(_goes_on(one, author, state) for one in some):
        return as_it_was(some[0], state)
    first, *others = [_readers(one, state) for one in some]
    codes = [code for code in first if code != author and all(code in those for those in others)]
    return _to(codes, state)


def as_it_was(one: Entered, state: Negotiation) -> str:
    """Give the audience of an entry for what says the same once more: its own, without those who left."""
    to = audience(one.entry.vis)
    return _to(to.codes, state) if isinstance(to, Named) else one.entry.vis


def restricted_among(about: Iterable[Reference], state: Negotiation) -> tuple[Entered, ...]:
    """List which of the entries referred to are not for all members, each once."""
    found = (state.at(leaf) for leaf in dict.fromkeys(one.leaf for one in about))
    return tuple(one for one in found if one is not None and one.entry.vis not in {MEMBERS, PUBLIC})


def narrower(
    about: Iterable[Reference], vis: str, author: PartyCode, state: Negotiation
) -> tuple[Entered, ...]:
    """List the entries an act is *about* that somebody may not read who may read the act, being for *vis*.

    The keeper and auditors, who read for all, are no such reader.
    """
    those = [code for code, one in state.members.items() if code != author and _is_asked(one)]
    some = restricted_among(about, state)
    return tuple(
        one
        for one in some
        if vis == PUBLIC or any(_in(code, vis, state) and not is_for(code, one, state) for code in those)
    )


def _in(code: PartyCode, vis: str, state: Negotiation) -> bool:
    """Whether a member who is no auditor is in an audience, whoever's it is."""
    match audience(vis):
        case Members() | Public():
            return state.members[code].role is not Role.OBSERVER
        case OfGroup(definition=leaf):
            return leaf in state.definitions and code in state.definitions[leaf].members
        case Named(codes=codes):
            return code in codes
        case Own():
            return False


def _is_asked(one: Member) -> bool:
    return one.until is None and one.role is not Role.AUDITOR


def _goes_on(one: Entered, author: PartyCode | None, state: Negotiation) -> bool:
    """Whether its audience, named once more by *author*, has the same readers."""
    match audience(one.entry.vis):
        case OfGroup(definition=leaf):
            group = state.definitions.get(leaf)
            return group is not None and (
                author == one.author or one.author in {*group.members, state.keeper}
            )
        case Named() | Own():
            return author == one.author
        case _:
            return False


def _readers(one: Entered, state: Negotiation) -> Sequence[PartyCode]:
    """List who can read it by name: those it is for, its author, and who wrote it down."""
    match audience(one.entry.vis):
        case OfGroup(definition=leaf):
            group = state.definitions.get(leaf)
            codes = () if group is None else group.members
        case Named(codes=codes):
            pass
        case _:
            codes = ()
    wrote = () if one.entry.actor == state.keeper else (one.entry.actor,)
    return tuple(dict.fromkeys((*codes, one.author, *wrote)))


def _to(codes: Iterable[PartyCode], state: Negotiation) -> str:
    here = [code for code in codes if code in state.members and state.members[code].until is None]
    return f"to:{','.join(here)}" if here else OWN
