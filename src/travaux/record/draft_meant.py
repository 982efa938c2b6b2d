"""Which drafts of a record a reply says that it answers, by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.admission import identity_in, names
from travaux.record.audience import is_for, is_redacted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.answers.answer import Reply
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def called(draft: Draft) -> tuple[str, ...]:
    """List what the record calls a draft: its title, its entry, its number for whoever counts it so."""
    return (*called_by_all(draft), numbered(draft.number))


def called_by_all(draft: Draft) -> tuple[str, ...]:
    """List what a draft is called by everybody: its title, its entry."""
    return (draft.title, f"entry {draft.tabled.index}")


def numbered(number: int) -> str:
    return f"draft {number}"


def numbers_for(who: PartyCode, draft: LeafHash, whole: Negotiation) -> Sequence[int]:
    """List the numbers by which *who* may know a draft of the *whole* record: it counts what it may read.

    Several where an earlier draft was redacted, which it counted until then; none where it may not read
    this one.
    """
    seen = gone = 0
    for leaf, one in whole.drafts.items():
        if is_for(who, one.tabled, whole):
            seen += 1
            if leaf == draft:
                return range(seen - gone, seen + 1)
            gone += is_redacted(one.tabled, whole)
    return ()


def claim_of(reply: Reply, draft: Text) -> str:
    """Give the name under which *reply* answers; "" where it says none, or shows to what it is by words.

    A sheet says it in its heading, a redraft in its front matter. The words show it where an identity is
    given, and where the draft underneath tracked changes is *draft*.
    """
    if reply.in_answer_to:
        return "" if identity_in(reply.in_answer_to) else reply.in_answer_to
    underneath = reply.reject_all
    if reply.text is None or (underneath is not None and underneath.identity == draft.identity):
        return ""
    return reply.text.draft


def drafts_meant(
    claim: str, drafts: Mapping[LeafHash, Draft], texts: Mapping[LeafHash, Text]
) -> tuple[Draft, ...]:
    """List the drafts that have the name *claim*, in the order of tabling: none, one or several.

    By the title under which they were tabled or by what their own text calls itself; by number or entry
    only where no draft has that for a name. A name within a longer one that is given says nothing: “Draft”
    where the claim is “Draft of May” and another is called so.
    """
    by_name = {
        leaf: {draft.title, texts[leaf].draft if leaf in texts else ""} - {""}
        for leaf, draft in drafts.items()
    }
    by_number = {leaf: set(called(draft)[1:]) for leaf, draft in drafts.items()}
    for names_of in (by_name, by_number):
        fitting = {leaf: {one for one in those if names(claim, one)} for leaf, those in names_of.items()}
        every = {one for those in fitting.values() for one in those}
        longest = {one for one in every if not any(_within(one, other) for other in every)}
        found = tuple(draft for leaf, draft in drafts.items() if fitting[leaf] & longest)
        if found:
            return found
    return ()


def _within(name: str, other: str) -> bool:
    return names(other, name) and not names(name, other)
