"""The different wordings of a provision, and who holds each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import in_order
from travaux.compile.project import chosen
from travaux.text.language import folded
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.text.provision import Provision
    from travaux.text.wording import Choice, PartyCode, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Words, in bracket notation, and the parties that hold them. Nobody holds words by silence."""

    words: str
    parties: tuple[PartyCode, ...] = ()
    joined: tuple[PartyCode, ...] = ()
    """Those of the parties that have them only by joining others' proposals for the provision."""
    base: bool = False
    """They are the draft's."""


def held(provision: Provision, order: Sequence[PartyCode] = ()) -> tuple[Held, ...]:
    """List the different wordings of a provision of a consolidated text, white space aside.

    The draft's comes first, then the others as their parties stand in the alternatives. Whoever keeps
    words of the draft and proposes no others for the provision holds the draft's. Names stand in *order*.
    """
    rank = {code: place for place, code in enumerate(order)}
    standing = provision.standing
    keeping: dict[PartyCode, None] = {}
    proposing = set(standing.sponsors)
    taken: dict[PartyCode, list[tuple[int, int]]] = {}
    if not standing.base:
        taken = {code: [] for code in (*standing.sponsors, *standing.supporters)}
    for number, choice in enumerate(compiled(provision.words)):
        for at, one in enumerate(choice.alternatives):
            if not one.base:
                proposing.update(one.sponsors)
            for code in (*one.sponsors, *one.supporters):
                if one.base:
                    keeping[code] = None
                else:
                    taken.setdefault(code, []).append((number, at))
    alike: dict[tuple[tuple[int, int], ...], list[PartyCode]] = {}
    for code, alternatives in taken.items():
        alike.setdefault(tuple(alternatives), []).append(code)
    wordings: dict[str, tuple[str, list[PartyCode]]] = {}
    if standing.base:
        own = show(chosen(provision.words, None))
        wordings[folded(own)] = own, [code for code in keeping if code not in taken]
    for codes in alike.values():
        own = show(chosen(provision.words, codes[0]))
        wordings.setdefault(folded(own), (own, []))[1].extend(codes)
    return tuple(
        Held(
            words=words,
            parties=in_order(parties, rank),
            joined=in_order((one for one in parties if one in taken and one not in proposing), rank),
            base=standing.base and not at,
        )
        for at, (words, parties) in enumerate(wordings.values())
    )


def compiled(wording: Wording) -> Iterator[Choice]:
    """Go through the choices that compiling made; those that were tabled are words."""
    return (choice for choice in wording.choices() if not choice.tabled)
