"""For whom an act is; and where that is wider than what it is about, told before it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.refusal import Refused
from travaux.cli.saying import audience_told
from travaux.record.circle import circle, narrower, restricted_among
from travaux.record.entry import LeafHash
from travaux.render.tongue import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.cli.desk import Desk
    from travaux.record.entry import Reference
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def for_whom(
    options: argparse.Namespace, desk: Desk, about: Sequence[Reference], vis: str | None, party: PartyCode
) -> str:
    """Give the audience on the command line; without one *vis*, else the circle of what it is *about*."""
    if options.audience is not None:
        return audience(desk, options.audience)
    return circle(about, party, desk.state) if vis is None else vis


def audience(desk: Desk, given: str) -> str:
    """Give the audience as an entry names it. Raises Refused."""
    kind, colon, rest = given.partition(":")
    match kind.strip(), colon:
        case ("public" | "all" | "party") as one, "":
            return one
        case "group", ":":
            if LeafHash(rest.strip()) in desk.state.definitions:
                return f"group:{rest.strip()}"  # as it was defined then, for what is said to those once more
            group = next((it for name, it in desk.state.groups.items() if name == rest.strip()), None)
            if group is None:
                raise Refused(
                    f'"{rest}" is not a group. Groups: {", ".join(desk.state.groups) or "none"}. '
                    "Name one first: travaux party group CODE=TITLE CODE…"
                )
            return f"group:{group.defined.leaf}"
        case "to", ":":
            codes = desk.members(rest)
            if codes:
                return f"to:{','.join(codes)}"
        case _:
            pass
    raise Refused(
        f'"{given}" is no audience. Expected "public", "all", "party", "group:NAME" or "to:ARD,BOR".'
    )


def spoken_told(
    options: argparse.Namespace, about: Iterable[Reference], vis: str, state: Negotiation
) -> Iterator[str]:
    """Say why nobody else may read an act, where its words speak of what is for some and nobody chose."""
    return circle_told(about, vis, state) if options.audience is None else iter(())


def circle_told(about: Iterable[Reference], vis: str, state: Negotiation) -> Iterator[str]:
    """Say of each restricted entry that an act speaks of for whom it is, and so this."""
    for one in restricted_among(about, state):
        yield say(
            "It speaks of entry {entry}, which is for {those}. So all of it is for {all}, unless you choose "
            "who may read it.",
            entry=one.index,
            those=audience_told(one.entry.vis, state),
            all=audience_told(vis, state),
        )


def wider_told(about: Iterable[Reference], vis: str, author: PartyCode, state: Negotiation) -> Iterator[str]:
    """Say of each entry that an act is *about* where some may read the act who may not read that."""
    for one in narrower(about, vis, author, state):
        yield say(
            "Entry {entry} is for {those}. This is for {all}: they will read what is said here of it.",
            entry=one.index,
            those=audience_told(one.entry.vis, state),
            all=audience_told(vis, state),
        )
