"""A text written in the canonical layout of our Markdown, so that `read_plain` reads the same text back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from travaux.answers.party import Party
from travaux.read.front import front_of
from travaux.read.plain import NOTED, read_plain
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.printed import characters, enclosure, printed
from travaux.text.provision import Provision

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_ROUNDS: Final = 4
"""How often markers are added where the reading differs, before every provision gets one. A marker
changes how its neighbours read, rarely further."""


def written(
    text: Text,
    *,
    parties: Sequence[Party] = (),
    consolidated: bool = False,
    front: bool = True,
    notes: Mapping[int, str] | None = None,
) -> str:
    """Write *text* in the canonical layout, whatever layout it had.

    `read_plain` reads it back equal, if the text is well formed: it has the addresses that reading
    gives, depths that make a tree, numbers that read as they are printed, and no renumberings or
    respacings. What the layout alone would not tell is said in comments such as
    ``<!-- closing 3 -->``. *consolidated*: attributions around whole provisions are ours.
    Without *front* there is no front matter, and what it says is not read back. *notes*: what a
    consolidated text says of a provision in a comment before it, by its index; reading passes it over.
    """
    bare = replace(
        text,
        provisions=tuple(replace(one, layout=None) for one in text.provisions),
        head=front_of(text, parties, consolidated=consolidated) if front else "",
        tail="",
    )
    codes = [party.code for party in parties]
    markers: dict[int, str] = {}
    remarks = {index: f"<!-- {NOTED}{_in_comment(note)} -->" for index, note in (notes or {}).items()}
    for _ in range(_ROUNDS):
        shown = printed(bare, markers, ours=consolidated, notes=remarks)
        differing = _differing(bare.provisions, shown, codes)
        if not differing:
            return shown
        if all(index in markers for index in differing):
            break
        markers.update({index: _marker(bare.provisions[index], ours=consolidated) for index in differing})
    everywhere = {index: _marker(one, ours=consolidated) for index, one in enumerate(bare.provisions)}
    marked = printed(bare, everywhere, ours=consolidated, notes=remarks)
    # What no marker mends is not worth a marker at every provision.
    return marked if len(_differing(bare.provisions, marked, codes)) < len(differing) else shown


def _in_comment(note: str) -> str:
    """Write a note so that it ends no comment, and stands in one line."""
    return " ".join(note.replace("-->", "-- >").split())


def _differing(provisions: Sequence[Provision], shown: str, parties: Collection[str]) -> list[int]:
    """The provisions that *shown* does not give back; all of several lines, if it gives more or fewer.

    Addresses follow from kinds, depths and numbers, or were given by compiling: no marker changes them.
    """
    reading = read_plain(shown.encode(), parties=parties)
    found = reading.text.provisions if reading.text is not None else ()
    differing = [
        index
        for index, (one, other) in enumerate(zip(provisions, found, strict=False))
        if replace(one, wid=other.wid, eid=other.eid) != other
    ]
    if len(found) != len(provisions):
        several = [index for index, one in enumerate(provisions) if _LINE_END.search(characters(one))]
        return sorted({*differing, *several}) or list(range(len(provisions)))
    return differing


def _marker(provision: Provision, *, ours: bool) -> str:
    """The comment that says what *provision* is and where its characters are cut."""
    shown = characters(provision, ours=ours)
    opened, closed = enclosure(provision.standing, ours=ours)
    ahead = provision.words.ahead
    number = len(opened) + ahead
    words = len(shown) - len(closed) - len(show(provision.words)) + ahead
    gap = words - number - len(provision.label)
    said = f"{provision.kind} {provision.depth} cut {number} {len(provision.label)} {gap}"
    ends = len(_LINE_END.findall(shown))
    return f"<!-- {said} of {ends + 1} -->" if ends else f"<!-- {said} -->"
