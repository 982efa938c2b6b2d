"""Conditions at their other end: which answers hang on a provision, or on an addition, and by which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.additions import added_address, added_in, identity_named
from travaux.compile.fate import NotUnderstood, Withdrawn
from travaux.text.resolve import resolve
from travaux.text.whose import party_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.answers.answer import Answer, Condition
    from travaux.compile.compilation import Compilation, Stance
    from travaux.text.instrument import Text
    from travaux.text.provision import Address


def named_by(condition: Condition, draft: Text, text: Text | None = None) -> tuple[Address, ...]:
    """List the provisions of *draft* that one condition names, those of no other among them.

    And what its consolidated *text* has that a party adds; by its address there. What may be one of several
    is none of them.
    """
    found: list[Address] = []
    for reference in condition.references:
        own = in_draft(reference, draft)
        there = _added_in(reference, text) if text is not None and not own else ()
        found += [draft.provisions[own[0]].eid] if len(own) == 1 else []
        found += [text.provisions[there[0]].eid] if text is not None and len(there) == 1 else []
    return tuple(dict.fromkeys(found))


def _added_in(reference: str, text: Text) -> tuple[int, ...]:
    """List the places of what a reference may be that a party adds; "Article 5 (XYZ)" of none but XYZ."""
    party = party_named(reference)
    found = added_in(reference, text)
    return tuple(at for at in found if party is None or party in text.provisions[at].standing.sponsors)


def in_draft(reference: str, draft: Text) -> tuple[int, ...]:
    """List the provisions of *draft* that a reference may be: "Article 13 (ARD)" is what ARD adds."""
    return () if party_named(reference) is not None else resolve(reference, draft)


def added_named(condition: Condition, draft: Text) -> tuple[str, ...]:
    """List the places at which what one condition names would stand, if a party adds that to *draft*.

    As an entry names it: "art_2bis"; with whose it is, where the condition says so.
    """
    beside = (one for one in condition.references if not in_draft(one, draft))
    found = (identity_named(one, draft) or added_address(one, draft) for one in beside)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def hangs_on_others(answer: Answer, draft: Text) -> bool:
    """Whether a condition of an answer may name what another party adds."""
    return any(not in_draft(one, draft) for condition in answer.conditions for one in condition.references)


def hanging(compilation: Compilation) -> Mapping[Address, tuple[tuple[Stance, str], ...]]:
    """By provision of the draft, or what is added to it: the answers that hang on it, with the words.

    By its address in the consolidated text. What was taken back or not understood hangs on nothing.
    """
    gone = {one.reference for one in compilation.units if isinstance(one.fate, Withdrawn | NotUnderstood)}
    found: dict[Address, list[tuple[Stance, str]]] = {}
    for stance in compilation.stances:
        if stance.reference in gone:
            continue
        for condition in stance.answer.conditions:
            for address in named_by(condition, compilation.draft, compilation.text):
                found.setdefault(address, []).append((stance, condition.words))
    return {address: tuple(those) for address, those in found.items()}
