"""Findings for what a reader of a text cannot see: controls of direction, characters without width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from travaux.read.soundness import place
from travaux.text.finding import Finding
from travaux.text.language import concealed
from travaux.text.notation import show
from travaux.text.phrase import listed, phrase, phrase_count
from travaux.text.provision import Provision

_NAMED: Final = 5
"""Concealed characters that one finding names; the rest it counts."""


def concealments(provisions: Sequence[Provision], at: Sequence[int], source: str) -> Iterator[Finding]:
    """For each provision that conceals something, one warning that names it; the text stays as it is.

    *at* are the provisions' lines.
    """
    for provision, line in zip(provisions, at, strict=True):
        found = concealed(provision.label + show(provision.words))
        if not found:
            continue
        named = listed(
            (
                phrase("{name} at character {number}", name=name, number=offset + 1)
                for offset, name in found[:_NAMED]
            ),
            "; ",
        )
        yield Finding(
            code="concealed-character",
            message=phrase_count(
                "The words hold what a reader cannot see: {named}; and {count} more.",
                "The words hold what a reader cannot see: {named}; and {count} more.",
                len(found) - _NAMED,
                named=named,
            )
            if len(found) > _NAMED
            else phrase("The words hold what a reader cannot see: {named}.", named=named),
            place=place(provision, line, source),
            hint=phrase("The words are kept as they are. Ask the author whether this is meant."),
        )
