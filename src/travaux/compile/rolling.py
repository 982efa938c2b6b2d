"""The rolling text: a compilation that takes one more reply, and draws again only what that touches."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from travaux.answers.party import in_order, protocol_order
from travaux.compile.admission import doubtful
from travaux.compile.compilation import Compilation
from travaux.compile.consolidate import Drawing, drawn
from travaux.compile.contribution import contributions
from travaux.compile.fates import Fates, fates
from travaux.compile.intervention import NOTHING, Turn
from travaux.compile.operations import in_sequence, operations_after, operations_at, wid_at
from travaux.compile.proof import Proof, prove
from travaux.text.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.base import Base
    from travaux.compile.compilation import LeftOut
    from travaux.compile.contribution import Contribution
    from travaux.compile.hearing import Hearing
    from travaux.compile.intervention import Done, Place
    from travaux.compile.operation import Operation
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingText:
    """The state of a compile: what has been heard, and what has been made of it.

    Nothing in it but ``base``, ``order``, ``names`` and ``hearings`` is matter; the rest follows from
    them, and is kept so that the next reply need not wait for all of it to be made again.
    """

    base: Base
    order: tuple[PartyCode, ...]
    """The declared protocol order."""
    names: tuple[tuple[PartyCode, str], ...] = ()
    """Names of parties, where the draft gives them."""
    contributions: Mapping[PartyCode, Contribution]
    """By party, in protocol order."""
    done: Mapping[Place, Done]
    operations: Mapping[Place, tuple[Operation, ...]]
    drawing: Drawing | None = None
    proof: Proof | None = None
    fates: Fates | None = None

    @property
    def text(self) -> Text:
        """The consolidated text, proved."""
        return self.base.draft if self.drawing is None else self.drawing.text

    def taking(self, *hearings: Hearing) -> RollingText:
        """Take in *hearings* on this very base, each in the place of what its party said before.

        Raises LossError, from the proof of what was drawn anew.
        """
        for one in hearings:
            if one.base is not self.base:
                msg = f"{one.party} was heard on another base; hear the reply on the base of this text."
                raise ValueError(msg)
        heard = {party: one.hearing for party, one in self.contributions.items()}
        heard |= {one.party: one for one in hearings}
        return _rolled(self, heard)

    def without(self, *parties: PartyCode) -> RollingText:
        """Leave out what *parties* have said, as if they had not answered."""
        heard = {party: one.hearing for party, one in self.contributions.items() if party not in parties}
        return _rolled(self, heard)

    def compilation(
        self, *, findings: Iterable[Finding] = (), left_out: Iterable[LeftOut] = ()
    ) -> Compilation:
        """Give the compilation as it stands; *findings* and *left_out*, from reading, are passed on."""
        spoken = tuple(self.contributions.values())
        left_out = tuple(left_out)
        replies = [one.hearing.reply for one in spoken]
        everybody = _everybody(replies, self.order)
        rank = {code: at for at, code in enumerate(everybody)}
        places: dict[str, int] = {str(code): at for code, at in rank.items()}
        draft = self.base.draft
        return Compilation(
            draft=draft,
            text=self.text,
            order=everybody,
            names=_names(self.names, replies, rank),
            voices=tuple(
                replace(one.voice, principals=in_order(one.voice.principals, rank)) for one in spoken
            ),
            operations=in_sequence(self.operations[place] for place in sorted(self.operations)),
            stances=tuple(chain.from_iterable(one.stances for one in spoken)),
            units=tuple(chain.from_iterable(self.fates.units.values())) if self.fates else (),
            findings=(
                *_of_understood(findings, spoken, left_out),
                *doubtful(replies, draft),
                *(fault for one in spoken for fault in one.faults),
                *(remark for one in spoken for remark in one.remarks),
            ),
            left_out=tuple(
                sorted(left_out, key=lambda one: (places.get(one.party, len(places)), one.party, one.source))
            ),
        )


def _of_understood(
    findings: Iterable[Finding], spoken: Sequence[Contribution], left_out: Sequence[LeftOut]
) -> Iterator[Finding]:
    """Leave out that a reason is wanting where the answer was not understood, or is not in the text."""
    absent = {one.source for one in left_out} - {one.hearing.reply.source for one in spoken}
    places = [fault.place for one in spoken for fault in one.faults if fault.severity is Severity.ERROR]
    not_understood = {(place.source, place.line) for place in places}
    for finding in findings:
        at = finding.place.source, finding.place.line
        if finding.code != "no-reason" or (at not in not_understood and at[0] not in absent):
            yield finding


def rolling(
    base: Base,
    hearings: Iterable[Hearing] = (),
    *,
    order: Sequence[PartyCode] = (),
    names: Iterable[tuple[PartyCode, str]] = (),
) -> RollingText:
    """Begin with *hearings* on *base*, one a party, in any order.

    *order* is the declared protocol order and names everybody who was asked; whoever replied and is not
    in it follows by code. *names* are those that the draft gives. Raises LossError.
    """
    empty = RollingText(
        base=base,
        order=tuple(order),
        names=tuple(names),
        contributions={},
        done={},
        operations={},
    )
    return empty.taking(*hearings)


def _rolled(before: RollingText, heard: Mapping[PartyCode, Hearing]) -> RollingText:
    base = before.base
    everybody = _everybody([one.reply for one in heard.values()], before.order)
    # Whoever leaves has a place in it too: the order of the others does not change with who is there.
    seats = protocol_order({*everybody, *before.contributions}, before.order)
    rank = {code: at for at, code in enumerate(seats)}
    spoken = contributions(
        {code: heard[code] for code in everybody if code in heard}, base, before.contributions
    )
    turns = _turns(before.contributions, spoken)
    done = dict(before.done)
    operations = dict(before.operations)
    for place, here in turns.items():
        known = done.get(place, ())
        now = _done(known, here, rank)
        if not now:
            del done[place], operations[place]
            continue
        done[place] = now
        operations[place] = (
            operations_after(operations[place], here, place, now, base, rank)
            if known
            else operations_at(place, now, base)
        )
    drawing = drawn(
        base.draft,
        {wid_at(place, base): own for place, own in operations.items()},
        everybody,
        before.drawing,
    )
    proof = prove(
        drawing.text,
        draft=base.draft,
        items=base.items,
        versions=tuple(one.version for one in spoken.values()),
        before=before.proof,
    )
    return replace(
        before,
        contributions=spoken,
        done=done,
        operations=operations,
        drawing=drawing,
        proof=proof,
        fates=fates(spoken, done, drawing, turns=turns, before=before.fates),
    )


def _turns(
    before: Mapping[PartyCode, Contribution], now: Mapping[PartyCode, Contribution]
) -> dict[Place, list[Turn]]:
    """Say at which places whose intervention is another than before; in protocol order, who left first."""
    turns: dict[Place, list[Turn]] = defaultdict(list)
    for party in [*(code for code in before if code not in now), *now]:
        old, new = before.get(party), now.get(party)
        if old is new:
            continue
        was = old.interventions if old else {}
        is_ = new.interventions if new else {}
        for place in was.keys() | is_.keys():
            one = Turn(party, was.get(place, NOTHING), is_.get(place, NOTHING))
            if one.before != one.after:
                turns[place].append(one)
    return turns


def _done(known: Done, turns: Sequence[Turn], rank: Mapping[PartyCode, int]) -> Done:
    """Seat *turns*, which come in protocol order where nobody was *known* at the place."""
    if not known:
        return tuple((one.party, one.after) for one in turns)
    here = list(known)
    for turn in turns:
        at = bisect_left(here, rank[turn.party], key=lambda one: rank[one[0]])
        if turn.before != NOTHING:
            del here[at]
        if turn.after != NOTHING:
            here.insert(at, (turn.party, turn.after))
    return tuple(here)


def _everybody(replies: Sequence[Reply], order: Sequence[PartyCode]) -> tuple[PartyCode, ...]:
    named = {code for reply in replies for code in (reply.party, *reply.principals)}
    return protocol_order(named | set(order), order)


def _names(
    given: Iterable[tuple[PartyCode, str]], replies: Sequence[Reply], rank: Mapping[PartyCode, int]
) -> tuple[tuple[PartyCode, str], ...]:
    """List the names of parties in protocol order: as the draft lists them, else as replies do."""
    called = {code: name for reply in replies for code, name in reply.names if name}
    called |= {
        reply.party: name for reply in replies for code, name in reply.names if code == reply.party and name
    }
    called |= {code: name for code, name in given if name}
    return tuple((code, called[code]) for code in in_order(called, rank) if code in rank)
