"""What a bracket of ours says in a Word document, in words: "merges with Article 10, paragraph 2".

Bracket notation names a place by its address and nobody by `UNNAMED`; a reader of Word is shown neither.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.text.provision import ORDINARY, Address, Move, Provision, WId
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from travaux.text.instrument import Text

_NOBODY: Final = "UNNAMED"
_DEEDS: Final = r"moves? after|moves? from|merges? into|merges? with"
_PLACE: Final = re.compile(rf"(?P<deed>\b(?:{_DEEDS}) )(?P<other>[\w~@.\-]+)(?=[;:])")
_CITED: Final = re.compile(rf"(?P<deed>\b(?:{_DEEDS}) )(?P<other>[^;:\[\]]* [^;:\[\]]*)(?=[;:])")
_PLAIN: Final = re.compile(r"[A-Za-z0-9]+(?:,? \(?[A-Za-z0-9]+\)?)+")
"""A citation that cannot be taken for an address, nor end early."""
_START: Final = re.compile(r"(\bmoves?) after start(?=[;:])")
_BEGINNING: Final = re.compile(r"(\bmoves?) to the beginning(?=[;:])")
IN_WORDS: Final = (
    (f"{_NOBODY} opposes {_NOBODY}", "that is opposed"),
    (f"{_NOBODY} opposes", "opposed"),
    (f"{_NOBODY} deletes", "deletion proposed"),
    (f"{_NOBODY} accepts except", "accepted except"),
    (f"{_NOBODY} moves", "proposed to be moved"),
    (f"{_NOBODY} merges", "proposed to be merged"),
    (_NOBODY, "proposed"),
)
_TOKEN: Final = re.compile(r"~cited~(?P<hex>[0-9a-f]+)~")


def citations(text: Text) -> dict[Address, str]:
    """Name the provisions of *text* that are told by their citation alone, as it can stand in a bracket.

    Of a text in which no bracket ties a provision to another, none.
    """
    if not any(one.standing.ends for one in text.provisions):
        return {}
    cited = {one.eid: cite(text, index) for index, one in enumerate(text.provisions)}
    often = Counter(cited.values())
    return {
        address: name
        for address, name in cited.items()
        if often[name] == 1 and _NOBODY not in name and _PLAIN.fullmatch(name)
    }


def in_words(notation: str, named: Mapping[Address, str], told: Callable[[str], str] = str) -> str:
    """Say in words what a bracket says in *notation*; a place that is not *named* keeps its address.

    *told* says these words in the language that is spoken; only English can be given back to `in_notation`.
    """
    said = _PLACE.sub(
        lambda it: it["deed"] + named.get(Address(it["other"]), it["other"]),
        _START.sub(r"\1 to the beginning", notation),
    )
    for code, words in IN_WORDS:
        said = re.sub(rf"(?<![\w&.@-]){code}(?= |[;:])", told(words).replace("\\", r"\\"), said)
    return said


def in_notation(said: str) -> str:
    """Give the notation of what `in_words` said; each citation stands in it until `resolved`."""
    for code, words in IN_WORDS:
        said = re.sub(rf"(?:(?<=^)|(?<=\[)|(?<=; )){words}(?= (?:to|after|from|into|with) |[;:])", code, said)
    said = _BEGINNING.sub(r"\1 after start", said)
    return _CITED.sub(lambda it: f"{it['deed']}~cited~{it['other'].encode().hex()}~", said)


def resolved(text: Text) -> Text:
    """Put the addresses into *text* for the citations that `in_notation` left there.

    What no provision is called is left as it is cited.
    """
    if not any(_TOKEN.search(move.other) for one in text.provisions for move in one.standing.ends):
        return text
    places = {name: address for address, name in citations(text).items()}

    def address(found: re.Match[str]) -> str:
        name = bytes.fromhex(found["hex"]).decode()
        return places.get(name, name)

    def moves(ends: tuple[Move, ...]) -> tuple[Move, ...]:
        return tuple(replace(one, other=Address(_TOKEN.sub(address, one.other))) for one in ends)

    def provision(one: Provision) -> Provision:
        standing = one.standing
        if standing is ORDINARY:
            return one
        printed = standing.printed
        return replace(
            one,
            wid=WId(_TOKEN.sub(address, one.wid)),
            standing=replace(
                standing,
                moved_to=moves(standing.moved_to),
                moved_from=moves(standing.moved_from),
                merged_into=moves(standing.merged_into),
                merged_from=moves(standing.merged_from),
                printed=None if printed is None else _TOKEN.sub(address, printed),
            ),
        )

    return replace(text, provisions=tuple(map(provision, text.provisions)))
