"""A consolidated text → any party's own text, or the draft: the proof that nothing was lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.number import candidates, read_label
from travaux.text.provision import ORDINARY
from travaux.text.wording import Alternative, Choice, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.text.number import Number
    from travaux.text.provision import Provision, Standing
    from travaux.text.wording import Part, PartyCode


Taken = tuple["Part", ...]
"""Words taken out of a wording: its parts, not yet put together."""


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
    own: Wording | None = None
    for renumbering in provision.renumberings:
        if party in renumbering.parties:
            label = renumbering.label
    for respacing in provision.respacings:
        if party in respacing.parties:
            own = respacing.words.led(provision.words.ahead)
    if own is None:
        own = chosen(provision.words, party)
    standing = provision.standing
    if standing is not ORDINARY:
        standing = replace(ORDINARY, tabled=True, printed=standing.printed) if standing.tabled else ORDINARY
    return replace(
        provision,
        label=label,
        number=provision.number if label == provision.label else _number(label, provision.number),
        words=own,
        standing=standing,
        renumberings=(),
        respacings=(),
    )


def _number(label: str, alike: Number | None) -> Number | None:
    """Read the number in *label*; of several readings, such as of (i), the one in the style of *alike*."""
    found = read_label(label) if label else None
    if found is None:
        return None
    of_style = (one for one in candidates(found) if alike is not None and one.style is alike.style)
    return next(of_style, found.number)


def chosen(wording: Wording, party: PartyCode | None) -> Wording:
    """Take *party*'s words (None: the draft's) out of a wording with choices made by compiling.

    Of the party, only in which alternatives it is named matters: who is named in the same has the same.
    """
    if wording.settled:
        return wording
    return Wording(_taken(wording, party))


def _taken(wording: Wording, party: PartyCode | None) -> Taken:
    found: list[Part] = []
    for part in wording.parts:
        if not isinstance(part, Choice):
            found.append(part)
        elif part.tabled:
            inner = tuple(replace(one, words=chosen(one.words, party)) for one in part.alternatives)
            found.append(replace(part, alternatives=inner))
        else:
            found += _taken(_alternative(part, party).words, party)
    return tuple(found)


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


class Own(NamedTuple):
    """What somebody has at one provision: number and words."""

    label: str
    words: str
    """In bracket notation."""
    ahead: int
    """Brackets that stand before the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What everybody has at one provision of a consolidated text; None: no such provision, here."""

    draft: Own | None
    """What the draft has, and whoever is not in ``own``."""
    own: Mapping[PartyCode, Own | None]
    """Those who are named at the provision."""

    def of(self, party: PartyCode) -> Own | None:
        """Say what *party* has."""
        return self.own.get(party, self.draft)


def shares(provision: Provision) -> Shares:
    """Say what the draft and each party have at *provision*: what `project` takes out, for everybody at once.

    Raises ProjectionError.
    """
    standing = provision.standing
    draft, takings = taken_by_all(provision.words)
    labels = {code: one.label for one in provision.renumberings for code in one.parties}
    respaced = {code: one.words for one in provision.respacings for code in one.parties}
    if standing.base:
        parties = {*takings, *labels, *respaced, *standing.leaving}
    else:
        parties = {*standing.sponsors, *standing.supporters}
    shown: dict[int, tuple[str, int]] = {}

    def share(party: PartyCode | None) -> Own:
        label, taken, spaced = provision.label, draft, None
        if party is not None:
            label, taken = labels.get(party, label), takings.get(party, draft)
            spaced = respaced.get(party)
        alike = id(taken if spaced is None else spaced)
        if alike not in shown:
            if spaced is not None:
                own = spaced.led(provision.words.ahead)
            else:
                own = chosen(provision.words, party) if taken is None else Wording(taken)
            shown[alike] = show(own.body), own.ahead
        return Own(label, *shown[alike])

    own = {party: share(party) if stands(standing, party) else None for party in parties}
    return Shares(draft=share(None) if standing.base else None, own=own)


def shares_after(provision: Provision, earlier: Provision, known: Shares) -> Shares:
    """Say what `shares` says of *provision*, from what is *known* of it in an *earlier* state.

    Only who is named otherwise than then is looked at again; who is not listed has what the draft has.
    Raises ProjectionError.
    """
    others = _named_otherwise(earlier, provision)
    if others is None or len(others) > _FEW:
        return shares(provision)
    own = dict(known.own)
    for party in others:
        share = _share(provision, party) if stands(provision.standing, party) else None
        if share == known.draft:
            own.pop(party, None)
        else:
            own[party] = share
    return Shares(draft=known.draft, own=own)


_FEW: Final = 24
"""So many shares are quicker taken out one by one than everybody's at once."""


def _share(provision: Provision, party: PartyCode) -> Own:
    label, ahead = provision.label, provision.words.ahead
    own = provision.words
    for renumbering in provision.renumberings:
        if party in renumbering.parties:
            label = renumbering.label
    for respacing in provision.respacings:
        if party in respacing.parties:
            own = respacing.words.led(ahead)
            break
    else:
        own = chosen(own, party)
    return Own(label, show(own.body), own.ahead)


def _named_otherwise(earlier: Provision, now: Provision) -> set[PartyCode] | None:
    """List those who may have something else of a draft's provision than *earlier*; None: perhaps all."""
    old, new = earlier.standing, now.standing
    if not (old.base and new.base) or earlier.label != now.label:
        return None
    found, draft = _taken_otherwise(earlier.words, now.words)
    if draft:
        return None
    if old is not new:
        found |= {*old.leaving} ^ {*new.leaving}
    for one, other in ((earlier, now), (now, earlier)):
        labels = {renumbering.label: renumbering.parties for renumbering in other.renumberings}
        for renumbering in one.renumberings:
            theirs = labels.get(renumbering.label, ())
            if theirs is not renumbering.parties:
                found.update(set(renumbering.parties).difference(theirs))
        words = {respacing.words: respacing.parties for respacing in other.respacings}
        for respacing in one.respacings:
            found.update(set(respacing.parties).difference(words.get(respacing.words, ())))
    return found


def _taken_otherwise(old: Wording, new: Wording) -> tuple[set[PartyCode], bool]:
    """List those who may take other words out of *new* than out of *old*; and say whether the draft may."""
    if old is new:
        return set(), False
    was, now = old.parts, new.parts
    start, end = 0, min(len(was), len(now))
    while start < end and _alike(was[start], now[start]):
        start += 1
    stop = 0
    while stop < end - start and _alike(was[-1 - stop], now[-1 - stop]):
        stop += 1
    was, now = was[start : len(was) - stop], now[start : len(now) - stop]
    found: set[PartyCode] = set()
    draft = False
    if len(was) == len(now):
        for one, other in zip(was, now, strict=True):
            if not isinstance(one, Choice) or not isinstance(other, Choice) or one.tabled or other.tabled:
                break
            named, base = _offered_otherwise(one, other)
            found |= named
            draft = draft or base
        else:
            return found, draft
    before, after = taken_by_all(Wording(was)), taken_by_all(Wording(now))
    return _differing(before, after), _put(before[0]) != _put(after[0])


_Takings = tuple[Taken | None, "Mapping[PartyCode, Taken | None]"]
"""What the draft has, and those who have something else."""


def _differing(before: _Takings, after: _Takings) -> set[PartyCode]:
    """List those who are named in the one or the other, and have not the same in both."""
    known: dict[tuple[int, int], bool] = {}
    found: set[PartyCode] = set()
    for code in before[1].keys() | after[1].keys():
        was, now = before[1].get(code, before[0]), after[1].get(code, after[0])
        both = id(was), id(now)
        if both not in known:
            known[both] = _put(was) != _put(now)
        if known[both]:
            found.add(code)
    return found


def _put(taken: Taken | None) -> Wording | None:
    return None if taken is None else Wording(taken)


def _alike(one: Part, other: Part) -> bool:
    return one is other or (isinstance(one, str) and one == other)


def _offered_otherwise(old: Choice, new: Choice) -> tuple[set[PartyCode], bool]:
    """List those to whom one choice may offer something else than the other; and whether to the draft."""
    left = {None if one.base else one.words: one for one in old.alternatives}
    if len(left) < len(old.alternatives) or sum(one.base for one in new.alternatives) != (None in left):
        before, after = _piece(old), _piece(new)
        return _differing(before, after), _put(before[0]) != _put(after[0])
    found: set[PartyCode] = set()
    draft = False
    fresh: list[Alternative] = []
    for one in new.alternatives:
        known = left.pop(None if one.base else one.words, None)
        if known is None:
            fresh.append(one)
        elif known is not one:
            found |= _backing(known) ^ _backing(one)
            if one.base:
                named, draft = _taken_otherwise(known.words, one.words)
                found |= named
    return found | _differing((None, _offered(left.values())), (None, _offered(fresh))), draft


def _backing(one: Alternative) -> set[PartyCode]:
    return {*one.sponsors, *one.supporters}


def _offered(alternatives: Iterable[Alternative]) -> dict[PartyCode, Taken | None]:
    found: dict[PartyCode, Taken | None] = {}
    for one in alternatives:
        taken, named = taken_by_all(one.words)
        for code in (*one.sponsors, *one.supporters):
            found[code] = named.get(code, taken)
    return found


def taken_by_all(wording: Wording) -> tuple[Taken | None, dict[PartyCode, Taken | None]]:
    """Take out what the draft has, and each party that is named; None: it is offered nothing.

    Parties that have the same have the very same value.
    """
    pieces = [_piece(part) for part in wording.parts]
    draft = _put_together([taken for taken, _ in pieces])
    known: dict[tuple[int, ...], Taken | None] = {}
    own: dict[PartyCode, Taken | None] = {}
    for party in dict.fromkeys(code for _, named in pieces for code in named):
        mine = [named.get(party, taken) if named else taken for taken, named in pieces]
        alike = tuple([id(piece) for piece in mine])
        if alike not in known:
            known[alike] = _put_together(mine)
        own[party] = known[alike]
    return draft, own


def _piece(part: Part) -> tuple[Taken | None, dict[PartyCode, Taken | None]]:
    if not isinstance(part, Choice):
        return (part,), {}
    draft: Taken | None = None
    own: dict[PartyCode, Taken | None] = {}
    inner = [taken_by_all(one.words) for one in part.alternatives]
    if part.tabled:
        whole = words(part)
        return _taken(whole, None), {code: _taken(whole, code) for _, named in inner for code in named}
    theirs: dict[PartyCode, Taken | None] = {}
    for one, (taken, named) in zip(part.alternatives, inner, strict=True):
        if one.base:
            draft, theirs = taken, named
        else:
            for code in (*one.sponsors, *one.supporters):
                own.setdefault(code, named.get(code, taken))
    return draft, {**theirs, **own}


def _put_together(pieces: Sequence[Taken | None]) -> Taken | None:
    found: list[Part] = []
    for piece in pieces:
        if piece is None:
            return None
        found += piece
    return tuple(found)
