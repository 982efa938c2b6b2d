"""A draft and all that the record has on it → its Compilation, and the fate of all that was ever submitted.

What a party says now is put together from its own entries: its latest answer in whole, over it those to
single provisions in order of time, without what it withdrew. Nothing is carried over from another draft.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, title
from travaux.answers.party import protocol_order
from travaux.answers.position import Holds
from travaux.answers.shown import is_shown
from travaux.compile.compilation import LeftOut
from travaux.compile.compiling import compiled_from
from travaux.compile.fate import (
    Fate,
    InText,
    Joined,
    MergedWithConsent,
    Unit,
    Withdrawn,
    words_of,
)
from travaux.compile.hearing import Hearing
from travaux.compile.unit_name import unit_name
from travaux.record.act import EntersHold, Role
from travaux.record.library import NotHere
from travaux.record.noticed import (
    after_adopted,
    as_shown,
    for_others_alone,
    not_along,
    not_for_all,
    not_placed,
    out_of_time,
    unasked,
)
from travaux.record.sayings import sayings
from travaux.record.spoken import Spoken
from travaux.record.views.corrections import (
    correction,
    corrections,
    is_at,
    objection,
    objections,
    rectifications,
)
from travaux.record.views.holding import held_at
from travaux.record.views.outside import out_late
from travaux.record.views.redacted import UnreadAnswer, unread_answers
from travaux.record.views.speakers import in_force
from travaux.record.views.still_said import still_said
from travaux.text.finding import Finding
from travaux.text.phrase import entry_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.compilation import Compilation, Stance
    from travaux.compile.correction import Correction
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """One unit, and the entry by which it was submitted."""

    entered: Entered
    unit: Unit
    merger: Entered | None = None
    """By which the wording was proposed that stands in its place."""
    consent: Entered | None = None
    """By which its party consented to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """A draft with all that the record has on it."""

    draft: Draft
    compilation: Compilation
    """Of what each party says now. Its units are all that were ever submitted on this draft."""
    submitted: tuple[Submitted, ...]
    """The same units, each with its entry: parties in protocol order, then entries in order."""
    heard: tuple[Hearing, ...] = ()
    """What each party says now, as one reply: in protocol order."""
    unread: tuple[UnreadAnswer, ...] = ()
    """The answers that stand whose words were redacted, or of which there is no document to read."""


def consolidation(known: Disclosed, library: Library, draft: Draft | None = None) -> Consolidation:
    """Compile *draft* from the record; None: the draft on the table.

    Raises NotHere, where there is no draft or it cannot be read, and LossError.
    """
    draft = known.latest_draft() if draft is None else draft
    if draft is None:
        if len(known.entries) < known.size:
            raise NotHere("No draft that this reader may read is on the table. Expected one to compile.")
        raise NotHere("No draft is on the table. Expected one to compile; table it first.")
    return _Consolidating(known, library, draft).done()


class _Consolidating:
    def __init__(self, known: Disclosed, library: Library, draft: Draft) -> None:
        self.known = known
        self.library = library
        self.draft = draft
        self.leaf = draft.tabled.leaf
        self.text = library.text(draft)
        self.corrections = corrections(known)
        self.findings: list[Finding] = []

    def done(self) -> Consolidation:
        said = sayings(self.known, self.library, self.draft)
        self.findings += map(not_placed, said.nowhere)
        lifted = self._lifted()
        order = self._order({*said.given, *said.also, *lifted})
        names = {code: one.name for code, one in self.known.members.items()}
        everybody = said.by(order)
        heard: list[Hearing | LeftOut] = [one.hearing for one in everybody if one.hearing is not None]
        heard += [left_out for one in everybody for left_out in one.left_out]
        heard += self._late()
        self.findings += unasked(self.draft, self.known)
        self.findings += after_adopted(self.draft, self.known)
        left_out = {it.source for one in everybody for it in one.left_out}
        still = still_said(self.known, self.library, self.draft)
        for one in self.known.answers.values():
            if one.entered.leaf in still:
                found = self.library.findings(one, self.draft)
                self.findings += (it for it in found if it.place.source not in left_out)
                self.findings += for_others_alone(one, self.draft, self.known, self.library)
        for each in everybody:
            self.findings += as_shown(each, self.draft, self.known)
            self.findings += each.findings
            self.findings += not_along(each)
        self.findings += not_for_all(everybody, self.draft, self.corrections)
        compilation = compiled_from(
            said.ground.base,
            heard,
            order=order,
            names=[(code, names[code]) for code in order if names.get(code)],
            findings=self.findings,
        )
        submitted = self._submitted(order, everybody, compilation, lifted)
        units = {one.unit.reference: one.unit for one in submitted}
        known = {unit.reference for unit in compilation.units}
        return Consolidation(
            draft=self.draft,
            compilation=replace(
                compilation,
                stances=self._corrected(compilation.stances, submitted, said.ground.places),
                corrected=(
                    *map(self._correction, self.corrections.get(self.leaf, ())),
                    *self._unplaced(compilation.stances, said.ground.places),
                ),
                rectified=tuple(rectifications(self.draft)),
                units=(
                    *(_carried(unit, units[unit.reference]) for unit in compilation.units),
                    *(one.unit for one in submitted if one.unit.reference not in known),
                ),
            ),
            submitted=submitted,
            heard=tuple(one for one in heard if isinstance(one, Hearing)),
            unread=unread_answers(self.known, self.library, self.draft, still),
        )

    def _order(self, speaking: set[PartyCode]) -> tuple[PartyCode, ...]:
        """List those asked about this draft, else all parties; and whoever spoke to it unasked."""
        asked = next((one.round.rules.asked for one in in_force(self.known) if one.draft is self.draft), ())
        listed = asked or tuple(
            code for code, one in self.known.members.items() if one.role is Role.PARTY and one.until is None
        )
        return protocol_order({*listed, *speaking}, self.known.order)

    def _late(self) -> Iterator[LeftOut]:
        """Leave out, and say so, each party's last answer after the time, where such answers are out."""
        last = {one.given.party: one for one in out_late(self.known, self.draft)}
        for party, one in last.items():
            source = entry_named(one.given.entered.index)
            yield LeftOut(party=party, source=source, finding=out_of_time(one))

    def _lifted(self) -> dict[PartyCode, list[Submitted]]:
        """List the holds that were entered and are lifted, each at its provision, by party."""
        found: dict[PartyCode, list[Submitted]] = {}
        for hold in self.known.holds.values():
            act = hold.entered.act
            if hold.draft != self.leaf or not isinstance(act, EntersHold):
                continue
            still = held_at(hold) if hold.stands else ()
            for number, address in enumerate(hold.provisions or ("",), start=1):
                if address not in still:
                    party = hold.entered.author
                    unit = Unit(
                        reference=unit_name(party, number, entry=hold.entered.index),
                        party=party,
                        provision=address,
                        position=title(Holds(kind=act.kind)),
                        words="",
                        fate=Withdrawn(),
                    )
                    found.setdefault(party, []).append(Submitted(entered=hold.entered, unit=unit))
        return found

    def _correction(self, one: Entered) -> Correction:
        return correction(one, self.draft.tabled)

    def _corrected(
        self, stances: Sequence[Stance], submitted: Sequence[Submitted], places: Places
    ) -> tuple[Stance, ...]:
        """Give the stances, each with what its author has said since of a mistake in it."""
        given = {one.unit.reference: one.entered for one in submitted}

        def corrected(stance: Stance) -> Stance:
            entered = None if is_shown(stance.answer) else given.get(stance.reference)
            corrections = () if entered is None else self.corrections.get(entered.leaf, ())
            found = [correction(one, entered) for one in corrections if entered is not None]
            found += (one for one in self.objections if one.party == stance.party)
            at = stance.provision or ""
            return replace(stance, corrected=tuple(one for one in found if is_at(one, at, places)))

        return tuple(map(corrected, stances))

    def _unplaced(self, stances: Sequence[Stance], places: Places) -> Iterator[Correction]:
        """Go through what is said to be shown wrongly where nothing of its party is shown."""
        for one in self.objections:
            own = (each for each in stances if each.party == one.party)
            if not any(is_at(one, each.provision or "", places) for each in own):
                yield one

    @cached_property
    def objections(self) -> tuple[Correction, ...]:
        """What parties say now of positions of theirs that are not shown rightly, in order."""
        found = objections(self.known, self.leaf)
        those = [objection(one, at) for at, each in found.items() for one in each]
        return tuple(sorted(those, key=lambda one: one.entry))

    def _submitted(
        self,
        order: Sequence[PartyCode],
        everybody: Sequence[Spoken],
        compilation: Compilation,
        lifted: Mapping[PartyCode, Sequence[Submitted]],
    ) -> tuple[Submitted, ...]:
        units: dict[PartyCode, list[Unit]] = {}
        for unit in compilation.units:
            units.setdefault(unit.party, []).append(unit)
        found: list[Submitted] = []
        speaking = {one.party: one for one in everybody}
        for party in order:
            one = speaking.get(party)
            if one is None:
                found += lifted.get(party, ())
                continue
            own: list[Submitted] = []
            for at, (entered, unit) in enumerate(zip(one.entries, units.get(party, ()), strict=True)):
                merged = one.merged.get(at)
                own.append(
                    Submitted(
                        entered=entered,
                        unit=_as_submitted(unit, one.originals.get(at)),
                        merger=None if merged is None else merged.entered,
                        consent=None if merged is None else merged.by.get(party),
                    )
                )
            own += [Submitted(entered=entered, unit=unit) for entered, unit in one.before]
            own += lifted.get(party, ())
            found += sorted(own, key=lambda it: it.entered.index)
        return tuple(found)


def _as_submitted(unit: Unit, original: Answer | None) -> Unit:
    """Give the unit as its party submitted it: in its own words, where a merged wording stands for them."""
    if original is None:
        return unit
    match unit.fate:
        case InText(at=at) | Joined(at=at):
            fate: Fate = MergedWithConsent(at=at)
        case other:
            fate = other
    return replace(
        unit,
        provision=original.provision,
        position=title(original.position),
        words=words_of(original.position),
        fate=fate,
    )


def _carried(unit: Unit, submitted: Unit) -> Unit:
    """Give a unit the fate it has in the record; its words stay those of the stance in the compilation."""
    return unit if unit.fate == submitted.fate else replace(unit, fate=submitted.fate)
