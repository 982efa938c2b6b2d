"""A consolidated text → any party's own text, or the draft: the proof that nothing was lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.text.instrument import Text
from travaux.text.provision import ORDINARY
from travaux.text.wording import Alternative, Bracket, Choice, Wording, joined, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.text.provision import Provision, Standing
    from travaux.text.wording import PartyCode


class ProjectionError(Exception):
    """A choice made by compiling offers a party nothing: neither words of its own nor the draft's."""


def project(text: Text, party: PartyCode | None) -> Text:
    """Take *party*'s own text out of a consolidated text; None takes the draft.

    Whoever proposed nothing at a place has the draft's words there; that says nothing of what it
    thinks of them. Brackets that stood in the words as submitted are words, and stay. A front matter
    is the draft's.
    Raises ProjectionError.
    """
    own = [_own(provision, party) for provision in text.provisions if stands(provision.standing, party)]
    if party is None or not text.head:
        return replace(text, provisions=tuple(own))
    return replace(text, provisions=tuple(_without_gap(own)), head="")


def _without_gap(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """Leave out the blank lines that stood between the draft's front matter and its first words."""
    for at, provision in enumerate(provisions):
        layout = provision.layout
        if at == 0 and layout is not None:
            yield replace(provision, layout=replace(layout, before=layout.before.lstrip("\r\n")))
        else:
            yield provision


def stands(standing: Standing, party: PartyCode | None) -> bool:
    """Whether a provision of a consolidated text is in *party*'s own text (None: in the draft), here."""
    return standing is ORDINARY or (standing.base if party is None else standing.holds_for(party))


def _own(provision: Provision, party: PartyCode | None) -> Provision:
    untouched = provision.standing is ORDINARY and not provision.renumberings and not provision.respacings
    if untouched and provision.words.settled:
        return provision
    label = provision.label
    own = chosen(provision.words, party)
    for renumbering in provision.renumberings:
        if party in renumbering.parties:
            label = renumbering.label
    for respacing in provision.respacings:
        if party in respacing.parties:
            own = respacing.words.led(provision.words.ahead)
    standing = provision.standing
    if standing is not ORDINARY:
        standing = replace(ORDINARY, tabled=True, printed=standing.printed) if standing.tabled else ORDINARY
    return replace(provision, label=label, words=own, standing=standing, renumberings=(), respacings=())


def chosen(wording: Wording, party: PartyCode | None) -> Wording:
    """Take *party*'s words (None: the draft's) out of a wording with choices made by compiling."""
    if wording.settled:
        return wording
    return joined(_taken(part, party) for part in wording.parts)


def _taken(part: str | Choice | Bracket, party: PartyCode | None) -> Wording:
    if not isinstance(part, Choice):
        return words(part)
    if part.tabled:
        inner = tuple(replace(one, words=chosen(one.words, party)) for one in part.alternatives)
        return words(replace(part, alternatives=inner))
    return chosen(_alternative(part, party).words, party)


def _alternative(choice: Choice, party: PartyCode | None) -> Alternative:
    draft: Alternative | None = None
    for alternative in choice.alternatives:
        if alternative.base:
            draft = alternative
        elif party in alternative.sponsors or party in alternative.supporters:
            return alternative
    if draft is None:
        names = ", ".join(code for one in choice.alternatives for code in (*one.sponsors, *one.supporters))
        msg = f"A choice among the words of {names} has none for {party or 'the draft'}."
        raise ProjectionError(msg)
    return draft
