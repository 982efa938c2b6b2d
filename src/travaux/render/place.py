"""How provisions are named, in the language that is spoken: "Article 4, paragraph 2"."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Final

from travaux.compile.matrix import WHOLE
from travaux.render.tongue import ENGLISH, said_again, say, sayable, tongue

if TYPE_CHECKING:
    from travaux.text.instrument import Text

_NUMBERED: Final = {
    "Book": sayable("Book {number}"),
    "Part": sayable("Part {number}"),
    "Title": sayable("Title {number}"),
    "Chapter": sayable("Chapter {number}"),
    "Section": sayable("Section {number}"),
    "Article": sayable("Article {number}"),
    "Annex": sayable("Annex {number}"),
    "Appendix": sayable("Appendix {number}"),
    "Preamble": sayable("Preamble {number}"),
    "Recital": sayable("Recital {number}"),
    "Option": sayable("Option {number}"),
    "paragraph": sayable("paragraph {number}"),
    "point": sayable("point {number}"),
    "subpoint": sayable("subpoint {number}"),
    "indent": sayable("indent {number}"),
    "section": sayable("section {number}"),
    "recital": sayable("recital {number}"),
    "heading": sayable("heading {number}"),
    "block": sayable("block {number}"),
    "table row": sayable("table row {number}"),
    "footnote": sayable("footnote {number}"),
    "title": sayable("title {number}"),
    "closing words": sayable("closing words {number}"),
    "unread part": sayable("unread part {number}"),
}
_ALONE: Final = {
    "Preamble": sayable("Preamble"),
    "preamble": sayable("preamble"),
    "Title": sayable("Title"),
    "title": sayable("title"),
    "Annex": sayable("Annex"),
    "Appendix": sayable("Appendix"),
    "enacting words": sayable("enacting words"),
    "closing words": sayable("closing words"),
}
_STEP: Final = re.compile(rf"({'|'.join(_NUMBERED)}) (\(?\w[\w .-]*\)?(?: \([A-Za-z][\w&.-]*\))?)")
"""A number, and whose it is, where two parties propose the same one."""


def place(citation: str) -> str:
    """Say in the language spoken here what `travaux.text.provision_name.cite` names in English.

    What is named in another way than by numbers, such as what a party adds, stays as it is.
    """
    if tongue() == ENGLISH:
        return citation
    if citation == WHOLE:
        return say(WHOLE)
    steps = [_step(one) for one in citation.split(", ")]
    if any(one is None for one in steps):
        return said_again(citation)
    return reduce(lambda outer, inner: say("{outer}, {inner}", outer=outer, inner=inner), map(str, steps))


def named_place(given: str, text: Text | None = None) -> str:
    """Say in the language spoken here which provision an answer names beside its own.

    It is named as *text* has it, where one provision of that is meant; without a text an address as a person
    would. A name of another sort stays as its party gave it.
    """
    from travaux.text.provision_name import cite, cite_address  # noqa: PLC0415  slow to load, seldom needed
    from travaux.text.resolve import resolve  # noqa: PLC0415  as above

    match () if text is None else resolve(given, text):
        case (one,) if text is not None:
            return place(cite(text, one))
        case _:
            citation = cite_address(given)
    return place(citation) if all(map(_step, citation.split(", "))) else citation


def _step(words: str) -> str | None:
    if words in _ALONE:
        return say(_ALONE[words])
    found = _STEP.fullmatch(words)
    return None if found is None else say(_NUMBERED[found[1]], number=found[2])
