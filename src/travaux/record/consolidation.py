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
from travaux.answers.position import Holds, Supports
from travaux.answers.shown import NOT_OWN, is_shown
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
from travaux.record.own_name import others_alone
from travaux.record.sayings import place_of, sayings
from travaux.record.spoken import Spoken
from travaux.record.views.agreed import held_at
from travaux.record.views.corrections import (
    correction,
    corrections,
    is_at,
    objection,
    objections,
    rectifications,
)
from travaux.record.views.outside import OutLate, after_adoption, not_asked, out_late
from travaux.record.views.redacted import UnreadAnswer, unread_answers
from travaux.record.views.restricted import numbered, restricted
from travaux.record.views.speakers import in_force
from travaux.record.views.still_said import still_said
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import cited, entry_named, listed, phrase, phrase_count
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.compilation import Compilation, Stance
    from travaux.compile.correction import Correction
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
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
        self.findings += map(_not_placed, said.nowhere)
        lifted = self._lifted()
        order = self._order({*said.given, *said.also, *lifted})
        names = {code: one.name for code, one in self.known.members.items()}
        everybody = said.by(order)
        heard: list[Hearing | LeftOut] = [one.hearing for one in everybody if one.hearing is not None]
        heard += [left_out for one in everybody for left_out in one.left_out]
        heard += self._late()
        self.findings += self._not_asked()
        self.findings += self._after_adoption()
        left_out = {it.source for one in everybody for it in one.left_out}
        still = still_said(self.known, self.library, self.draft)
        for one in self.known.answers.values():
            if one.entered.leaf in still:
                found = self.library.findings(one)
                self.findings += (it for it in found if it.place.source not in left_out)
                self.findings += self._for_others_alone(one)
        for each in everybody:
            self.findings += self._shown(each)
            self.findings += each.findings
            self.findings += _not_along(each)
        self.findings += self._not_for_all(everybody)
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

    def _for_others_alone(self, one: Given) -> Iterator[Finding]:
        """Say of an answer in other parties' names that its own is not among them."""
        heard = self.library.heard(self.known, one, self.draft)
        principals = () if isinstance(heard, LeftOut) else heard.reply.principals
        named = others_alone(principals, one.party, one.entered.entry.on_behalf, self.known)
        if named:
            others = listed(named)
            yield Finding(
                code="for-others-alone",
                message=phrase(
                    "Entry {number} of {party} is in the name of {others}, and not in that of {party}. "
                    "Nothing here says that {others} had it given.",
                    number=one.entered.index,
                    party=one.party,
                    others=others,
                ),
                place=place_of(one.entered, ""),
                hint=phrase(
                    "Ask {others}. Such an answer is no longer recorded; {party} can give it anew.",
                    others=others,
                    party=one.party,
                ),
            )

    def _shown(self, one: Spoken) -> Iterator[Finding]:
        """Say what stands in a party's name that the text taken over shows, and the party has not said."""
        if one.hearing is None:
            return
        base = one.hearing.base.draft
        heard = [each for each in one.hearing.heard if is_shown(each.answer)]
        at = list(dict.fromkeys(each.provision for each in heard))
        if not heard:
            return
        where = listed(
            (phrase("the text as a whole") if place is None else cited(cite(base, place)) for place in at),
            "; ",
        )
        message = phrase(
            "What stands in the name of {party} at {where} is {what}.",
            party=one.party,
            where=where,
            what=phrase(NOT_OWN),
        )
        if one.party not in self.known.members:
            message = phrase(
                "{what} {party} is no member of this record.",
                what=message,
                party=one.party,
            )
        yield Finding(
            code="as-shown",
            message=message,
            severity=Severity.NOTE,
            place=place_of(self.draft.tabled, ""),
            hint=phrase("The party's own first answer there takes its place."),
        )

    def _late(self) -> Iterator[LeftOut]:
        """Leave out, and say so, each party's last answer after the time, where such answers are out."""
        last = {one.given.party: one for one in out_late(self.known, self.draft)}
        for party, one in last.items():
            source = entry_named(one.given.entered.index)
            yield LeftOut(party=party, source=source, finding=_out_of_time(one))

    def _not_asked(self) -> Iterator[Finding]:
        """Say which parties the rules in force do not ask, so that none is missing without a word."""
        for party in not_asked(self.known, self.draft):
            yield Finding(
                code="not-asked",
                message=phrase(
                    "{party} became a party after the rules were declared and was not asked.", party=party
                ),
                severity=Severity.NOTE,
                place=Place(source=phrase("draft {number}", number=self.draft.number)),
                hint=phrase("Declare the rules of the round again, for all that are asked."),
            )

    def _after_adoption(self) -> Iterator[Finding]:
        """Say which answers came after the text was adopted: they change no word of it."""
        adopted = self.draft.adopted
        by = "" if adopted is None else phrase(" ({entry})", entry=entry_named(adopted.index))
        for one in after_adoption(self.known, self.draft):
            yield Finding(
                code="after-adoption",
                message=phrase(
                    "{party} answered after the text was adopted{by}. It changes no word of it.",
                    party=one.party,
                    by=by,
                ),
                severity=Severity.NOTE,
                place=place_of(one.entered, ""),
                hint=phrase("An error in an adopted text is rectified."),
            )

    def _not_for_all(self, everybody: Sequence[Spoken]) -> Iterator[Finding]:
        """Say that something compiled here is not for all members, so that nobody hands it out unawares."""
        speaking = [entered for one in everybody for entered in one.entries]
        speaking += [entered for one in everybody for entered, _ in one.before]
        speaking += [one for each in speaking for one in self.corrections.get(each.leaf, ())]
        speaking += [*self.corrections.get(self.leaf, ()), *self.draft.rectified]
        found = restricted([self.draft.tabled, *speaking])
        if not found:
            return
        yield Finding(
            code="not-for-all",
            message=phrase_count(
                "It contains {count} entry that is not for all members ({entries}).",
                "It contains {count} entries that are not for all members ({entries}).",
                len(found),
                entries=numbered(found),
            ),
            severity=Severity.NOTE,
            place=Place(source=phrase("draft {number}", number=self.draft.number)),
            hint=phrase("With --as a member, or --as public, it has what that reader may see."),
        )

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


def _not_along(one: Spoken) -> Iterator[Finding]:
    """Say where a party stays with the words it joined, their proposal having been merged since."""
    for said, entered in zip(one.hearing.heard if one.hearing else (), one.entries, strict=False):
        position = said.answer.position
        if not said.before_merger or not isinstance(position, Supports):
            continue
        yield Finding(
            code="not-merged",
            message=phrase(
                "{party} joined what {author} proposed before it was merged, and has not consented to the "
                "merger. It supports the earlier words of {author}, which stay.",
                party=one.party,
                author=position.party,
            ),
            severity=Severity.NOTE,
            place=place_of(entered, said.answer.provision),
            hint=phrase("It can consent to the merger."),
        )


def _not_placed(entered: Entered) -> Finding:
    return Finding(
        code="merger-not-placed",
        message=phrase(
            "All concerned consent to the merger of entry {number}, and it has no one place: its proposals "
            "are at several provisions, or at none that the draft has. They stay.",
            number=entered.index,
        ),
        place=place_of(entered, ""),
        hint=phrase("Propose a merger of proposals at one provision of the draft."),
    )


def _out_of_time(one: OutLate) -> Finding:
    given = one.given
    return Finding(
        code="out-of-time",
        message=phrase(
            "{party} answered after the time, out by the rule of entry {rule} (entry {number}).",
            party=given.party,
            rule=one.rule.index,
            number=given.entered.index,
        ),
        place=place_of(given.entered, ""),
        hint=phrase("It stays in the record; whoever declared the rule can declare another."),
    )
