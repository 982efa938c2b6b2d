"""A consolidated text put on the table: the draft of the next round, its choices now words of the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.text.notation import Attribution, attributed
from travaux.text.provision import ORDINARY, Standing
from travaux.text.wording import Alternative, Choice, PartyCode, Wording, words

if TYPE_CHECKING:
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


def tabled(text: Text) -> Text:
    """Put *text* on the table as it stands: everybody's alternatives, none of them the draft's any more.

    Who stood behind what is kept in the attributions; "base" and "only", which speak of the compile,
    are not. A provision that some would move stands in brackets, opposed by them where it is and proposed by
    them where they would have it. Who would delete it or merge it into another, and who supports or opposes
    that, is said so in its bracket and is none of its opponents. The text is called the consolidated text of
    its draft, so that an answer to that draft is not taken for one to it. A text without compiled choices is
    unchanged.
    """
    own = tuple(_provision(one) for one in text.provisions)
    if all(one is other for one, other in zip(own, text.provisions, strict=True)):
        return text
    called = f"Consolidated text of {text.draft}" if text.draft else "Consolidated text"
    return replace(text, draft=called, provisions=own)


def _provision(provision: Provision) -> Provision:
    own = _wording(provision.words)
    standing = _standing(provision.standing)
    if own is provision.words and standing is provision.standing:
        return provision
    layout = provision.layout and replace(provision.layout, spelled=None)
    return replace(provision, words=own, standing=standing, renumberings=(), respacings=(), layout=layout)


def _wording(wording: Wording) -> Wording:
    if all(choice.tabled for choice in wording.choices()):
        return wording
    return words(*(_choice(part) if isinstance(part, Choice) else part for part in wording.parts))


def _choice(choice: Choice) -> Choice:
    if choice.tabled:
        inner = tuple(replace(one, words=_wording(one.words)) for one in choice.alternatives)
        return replace(choice, alternatives=inner)
    return Choice(alternatives=tuple(_alternative(one) for one in choice.alternatives))


def _alternative(alternative: Alternative) -> Alternative:
    return replace(alternative, words=_wording(alternative.words), base=False, printed=None)


def _standing(standing: Standing) -> Standing:
    if standing.merged_from or standing.against:
        # The words of a merger are among the alternatives and are tabled with them, opposition included.
        leaving = tuple(one for one in standing.against if one.author in standing.leaving)
        staying = tuple(one for one in standing.joining if {*standing.leaving}.issuperset(one.parties))
        standing = replace(standing, merged_from=(), against=leaving, joining=staying)
    if standing == ORDINARY or (standing.tabled and standing.base and not _contested(standing)):
        return standing
    movers = [code for move in standing.moved_to for code in move.parties]
    opponents = _once([*standing.opponents, *movers, *standing.joined(movers)])
    gone = (*standing.deleted_by, *(code for move in standing.merged_into for code in move.parties))
    joining = {*standing.joined(gone)}
    said = Attribution(
        sponsors=standing.sponsors,
        supporters=standing.supporters,
        opponents=opponents,
        deleted_by=standing.deleted_by,
        merged_into=tuple((move.parties, move.other) for move in standing.merged_into),
        against=tuple((one.parties, one.author) for one in standing.against),
        joining=tuple(
            (one.parties, one.author) for one in standing.joining if joining.issuperset(one.parties)
        ),
    )
    return Standing(
        tabled=True,
        sponsors=standing.sponsors,
        supporters=standing.supporters,
        opponents=opponents,
        printed=attributed(said),
    )


def _contested(standing: Standing) -> bool:
    return bool(standing.leaving or standing.moved_from)


def _once(codes: list[PartyCode]) -> tuple[PartyCode, ...]:
    return tuple(dict.fromkeys(codes))
