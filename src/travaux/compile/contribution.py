"""A contribution: what one reply comes to once it is known what the others propose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import lacks_reason
from travaux.answers.position import Opposes, Supports
from travaux.compile.additions import added_by, of_addition
from travaux.compile.before import Became
from travaux.compile.both_sides import accepted_too, both_sides
from travaux.compile.compilation import Stance, Voice
from travaux.compile.displaced import prove_in_place
from travaux.compile.hanging import hangs_on_others, in_draft
from travaux.compile.heard import Held, NotFollowed, not_followed
from travaux.compile.intervention import interventions
from travaux.compile.joining import joined
from travaux.compile.placed import not_the_drafts
from travaux.compile.support import Support, numbered_proposal, of_one_addition
from travaux.compile.unit_name import read_unit_name
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import cited, listed, phrase, phrase_count
from travaux.text.provision_name import cite
from travaux.text.whose import party_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer, Reply, Unread
    from travaux.compile import intervention
    from travaux.compile.base import Base
    from travaux.compile.before import Before
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.version import Version
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One reply in a compilation."""

    hearing: Hearing
    """The reply by itself, as it was heard."""
    version: Version
    """The draft as the party would have it, the words it supports among its own."""
    heard: tuple[Heard, ...]
    interventions: Mapping[intervention.Place, intervention.Intervention]
    stances: tuple[Stance, ...]
    faults: tuple[Finding, ...]
    """What its answers are reported for, in their order."""
    remarks: tuple[Finding, ...]
    """What is said of the document as a whole."""
    alone: bool
    """It does not look to what others propose."""
    made: tuple[intervention.Place | None, ...]
    """By answer, the first place at which something stands that it made; None: it made nothing."""
    across: Mapping[int, tuple[intervention.Place, ...]]
    """All places, for the answers by their number from 0 that made something at several."""

    @property
    def party(self) -> PartyCode:
        return self.hearing.reply.party

    @property
    def voice(self) -> Voice:
        """The reply as it is listed; its principals in the order of the document."""
        reply = self.hearing.reply
        return Voice(
            party=reply.party, principals=reply.principals, source=reply.source, redraft=self.hearing.redraft
        )

    def places(self, number: int) -> tuple[intervention.Place, ...]:
        """List the places at which something stands that the answer *number*, from 0, made; in order."""
        first = self.made[number]
        return () if first is None else self.across.get(number, (first,))


def contributions(
    hearings: Mapping[PartyCode, Hearing], base: Base, before: Mapping[PartyCode, Contribution]
) -> dict[PartyCode, Contribution]:
    """Give what each hearing comes to, in the order of *hearings*.

    A contribution in *before* that was made of the same hearing is given again, unless it looks to
    what others propose: that may have changed.
    """
    first = {party: hearing.version for party, hearing in hearings.items()}
    unmerged = {party: (one.unmerged or one).version for party, one in hearings.items()}
    own = {party: hearing.heard for party, hearing in hearings.items()}
    followed: dict[PartyCode, tuple[Version, tuple[Heard, ...]]] = {}
    for party, hearing in hearings.items():
        known = before.get(party)
        if known is not None and known.hearing is hearing and known.alone:
            followed[party] = known.version, known.heard
            continue
        supports = any(isinstance(one.answer.position, Supports) for one in hearing.heard)
        followed[party] = (
            joined(
                first[party],
                own[party],
                versions=first,
                unmerged=unmerged,
                replies=own,
                draft=base.draft,
                items=base.items,
            )
            if supports
            else (hearing.version, hearing.heard)
        )
        if supports:
            prove_in_place(followed[party][0], first)
    versions = {party: version for party, (version, _) in followed.items()}
    found: dict[PartyCode, Contribution] = {}
    for party, hearing in hearings.items():
        known = before.get(party)
        if known is not None and known.hearing is hearing and known.alone:
            found[party] = known
            continue
        version, heard = followed[party]
        hangs = any(hangs_on_others(one.answer, base.draft) for one in hearing.heard)
        alone = not (hearing.looks_to_others or hangs)
        torn = tuple(accepted_too(hearing, heard, version, base))
        torn += () if alone else tuple(both_sides(hearing, heard, versions, base))
        if not alone:
            heard = tuple(of_addition(checked_opposition(one, versions, base), first, party) for one in heard)
        stances, faults = _stances(hearing, heard, base, first.values())
        done = interventions(version, heard, base)
        made, across = _made(done, len(heard))
        found[party] = Contribution(
            hearing=hearing,
            version=version,
            heard=heard,
            interventions=done,
            stances=stances,
            faults=(*faults, *torn),
            remarks=tuple(_of_redraft(hearing, base)) if hearing.redraft else (),
            alone=alone,
            made=made,
            across=across,
        )
    return found


def _made(
    done: Mapping[intervention.Place, intervention.Intervention], answers: int
) -> tuple[tuple[intervention.Place | None, ...], Mapping[int, tuple[intervention.Place, ...]]]:
    """Say where each answer made something: the first place, and all of them where there are several."""
    made: list[intervention.Place | None] = [None] * answers
    across: dict[int, tuple[intervention.Place, ...]] = {}
    for place, one in done.items():
        for item in one.run if one.item is None else (one.item, *one.run):
            for number in item.said:
                first = made[number]
                if first is None:
                    made[number] = place
                elif place != (known := across.get(number, (first,)))[-1]:
                    across[number] = (*known, place)
    return tuple(made), across


def checked_opposition(one: Heard, versions: Mapping[PartyCode, Version], base: Base) -> Heard:
    """Say of an opposition to a proposal that was not made that it opposes nothing."""
    position = one.answer.position
    if not isinstance(position, Opposes) or position.proposal_of is None or one.fault is not None:
        return one
    author = position.proposal_of
    theirs = versions.get(author)
    if one.before is not None or one.still is not None:
        # It was said of words that are proposed no longer, or some of them are: it stands with these, where
        # the text has them, and beside the text.
        held = [] if one.before is None else [*_held(one, one.before, versions, base)]
        held += [] if theirs is None else [*_still(one, theirs, base)]
        return replace(one, held=tuple(dict.fromkeys(held)))
    if theirs is not None:
        anchor = one.provision if one.provision is not None else numbered_proposal(one.answer, theirs)
        if anchor is not None and _proposes(theirs, anchor, base):
            return replace(one, provision=anchor, added=Support(one, 0, theirs, base.items).added(base.draft))
        if one.provision is None:
            try:
                of_one_addition(one.answer, theirs)
            except NotFollowed as several:
                return replace(one, fault=several.finding)
    told = None if one.provision is not None else not_the_drafts(one.answer.provision, base.draft)
    if theirs is not None and told is not None:
        return replace(one, fault=not_followed(one.answer, "opposes-nothing", *told).finding)
    fault = not_followed(
        one.answer,
        "opposes-nothing",
        phrase('{party} proposes nothing on "{name}".', party=author, name=one.answer.provision)
        if theirs is not None
        else phrase(
            '{party} proposes nothing on "{name}": no answer of its own to this draft is among those read.',
            party=author,
            name=one.answer.provision,
        ),
        phrase("Name the provision on which the party has made a proposal."),
    )
    return replace(one, fault=fault.finding)


def _held(one: Heard, before: Before, versions: Mapping[PartyCode, Version], base: Base) -> Iterator[Held]:
    """Go through who supports still, and where, the words of before a merger that *one* opposes.

    Only where these are all that they have there: what else they propose is not what was opposed. Of an
    opening that is all that they have of it, it is so of that alone.
    """
    if before.became is not Became.MERGED or one.provision is None:
        return
    span = range(one.provision, base.draft.end(one.provision))
    for party, version in versions.items():
        for item in version.items:
            if not item.earlier or item.joined != before.party or item.base is None or item.base not in span:
                continue
            here = range(item.base, base.draft.end(item.base))
            others = [
                place
                for each in version.items
                if each is not item
                and (place := each.anchor if each.base is None else each.base) in here
                and (each.base is None or each is not base.items[each.base])
            ]
            if item.base not in others:
                yield Held(item.base, party, alone=bool(others))


def _still(one: Heard, theirs: Version, base: Base) -> Iterator[Held]:
    """Go through the draft's provisions where *one* opposes still all that is proposed in *theirs*.

    Where it does so of an opening and no longer of all that stands in it, it is the opening alone.
    """
    if one.still is None:
        return
    stays = Support(one, 0, theirs, base.items).offered(base.draft)
    everything = Support(replace(one, still=None), 0, theirs, base.items).offered(base.draft)

    def places(offered: tuple[list[int], tuple[int, ...]]) -> list[int]:
        chosen, gone = offered
        found = [
            theirs.items[at].anchor if theirs.items[at].base is None else theirs.items[at].base
            for at in chosen
        ]
        return [*(at for at in found if at is not None), *gone]

    added = Support(one, 0, theirs, base.items).added(base.draft)
    named = numbered_proposal(one.answer, theirs) if one.provision is None else one.provision
    held, proposed = places(stays), places(everything)
    for at in dict.fromkeys(held):
        within = range(at, base.draft.end(at))
        if sum(place in within for place in held) == sum(place in within for place in proposed):
            for each in (added or (None,)) if at == named else (None,):
                yield Held(at, theirs.party, added=each)
        elif held.count(at) == proposed.count(at):
            for each in (added or (None,)) if at == named else (None,):
                yield Held(at, theirs.party, alone=True, added=each)


def _proposes(theirs: Version, provision: int, base: Base) -> bool:
    """Whether a version does anything to a provision of the draft, to what stands in it or after it."""
    span = range(provision, base.draft.end(provision))
    present = {item.base for item in theirs.items}
    if any(index not in present for index in span):
        return True
    for item in theirs.items:
        if item.base is None and item.anchor in span:
            return True
        if item.base is not None and item.base in span and (item.said or item is not base.items[item.base]):
            return True
    return False


def _stances(
    hearing: Hearing, heard: Sequence[Heard], base: Base, versions: Collection[Version]
) -> tuple[tuple[Stance, ...], tuple[Finding, ...]]:
    reply, names = hearing.reply, hearing.names
    stances: list[Stance] = []
    findings: list[Finding] = []
    provisions = base.draft.provisions
    for number, one in enumerate(heard):
        answer = one.answer
        if one.fault is not None:
            findings.append(one.fault)
        elif (unmarked := _unmarked(hearing.party, one)) is not None:
            findings.append(unmarked)
        on: list[Address] = []
        for condition in answer.conditions:
            for reference in condition.references:
                found = in_draft(reference, base.draft)
                if len(found) == 1:
                    on.append(provisions[found[0]].eid)
                elif found or not _may_be_added(reference, versions):
                    findings.append(_unplaced_condition(reply, answer, reference, len(found)))
        stances.append(
            Stance(
                party=reply.party,
                reference=names[number],
                provision=provisions[one.provision].eid if one.provision is not None else None,
                answer=answer,
                conditions_on=tuple(dict.fromkeys(on)),
                before=one.before,
                merged=one.merged,
                principals=hearing.in_whose_name(one),
                redraft=number < hearing.amounts,
                untaken=_untaken(hearing, answer, names[number]),
            )
        )
    return tuple(stances), tuple(findings)


def _may_be_added(reference: str, versions: Iterable[Version]) -> bool:
    """Whether a party adds what a condition names; "Article 5 (XYZ)" may also be another instrument's."""
    return party_named(reference) is not None or any(added_by(reference, one) for one in versions)


def _untaken(hearing: Hearing, answer: Answer, name: str) -> tuple[Unread, ...]:
    """Find what was given with an answer, in the same document, and was not understood."""
    pieces = hearing.reply.unread
    if not any(one.beside for one in pieces):
        return ()
    own = read_unit_name(name)
    named = zip(hearing.names[len(hearing.names) - len(pieces) :], pieces, strict=True)
    return tuple(
        piece
        for its, piece in named
        if answer.provision in piece.beside
        and own is not None
        and (there := read_unit_name(its)) is not None
        and there.entry == own.entry
    )


def _unmarked(party: PartyCode, one: Heard) -> Finding | None:
    """Say that the text does not mark some words of another's proposal as opposed; None: it is of none."""
    position = one.answer.position
    if not isinstance(position, Opposes) or position.proposal_of is None or not position.words:
        return None
    return Finding(
        code="opposes-words-of-a-proposal",
        message=phrase(
            "{party} opposes only the words “{words}” of what {author} proposes on {provision}. The text "
            "marks no words of a proposal as opposed by themselves: the answer stands in the position matrix "
            "and beside the provision.",
            party=party,
            words=position.words,
            author=position.proposal_of,
            provision=cited(one.answer.provision),
        ),
        place=one.answer.place,
        hint=phrase("To oppose all that is proposed there, leave the words out."),
    )


def _unplaced_condition(reply: Reply, answer: Answer, reference: str, count: int) -> Finding:
    return Finding(
        code="condition-unplaced",
        message=phrase(
            '{party} makes its answer on {provision} depend on "{other}", which may be any of {count} '
            "provisions of the draft. The condition is kept as written.",
            party=reply.party,
            provision=cited(answer.provision),
            other=reference,
            count=count,
        )
        if count
        else phrase(
            '{party} makes its answer on {provision} depend on "{other}", which is not in the draft. The '
            "condition is kept as written.",
            party=reply.party,
            provision=cited(answer.provision),
            other=reference,
        ),
        place=answer.place,
        hint=phrase("Name a provision of the draft, so that the condition is shown at both ends."),
    )


_SHOWN: Final = 6
"""Numbers listed in one message; the rest stands in the traceability table."""


def _of_redraft(hearing: Hearing, base: Base) -> Iterator[Finding]:
    """Report how many of a redraft's positions have no reason, and what it brackets or numbers otherwise."""
    party = hearing.party
    place = Place(source=hearing.reply.source)
    lacking = sum(1 for one in hearing.heard if lacks_reason(one.answer))
    if lacking:
        yield Finding(
            code="no-reason",
            message=phrase_count(
                "{party}'s redraft amounts to {count} position, without reasons.",
                "{party}'s redraft amounts to {count} positions, without reasons.",
                lacking,
                party=party,
            ),
            severity=Severity.NOTE,
            place=place,
            hint=phrase("Reasons can be given in an answer sheet."),
        )
    changed = [
        (item, base.items[item.base], item.base)
        for item in hearing.version.items
        if item.base is not None and item is not base.items[item.base]
    ]
    bracketed = [at for item, own, at in changed if (item.tabled, item.ahead) != (own.tabled, own.ahead)]
    if bracketed:
        yield Finding(
            code="brackets-not-carried",
            message=phrase(
                "{party}'s redraft puts brackets around whole provisions, or takes them away, at {places}. "
                "That is not carried into the text: its words there are.",
                party=party,
                places=listed((cited(cite(base.draft, at)) for at in bracketed), "; "),
            ),
            severity=Severity.ERROR,
            place=place,
            hint=phrase("Say it in an answer sheet: oppose the provision, or accept it."),
        )
    renumbered = [(own.label, item.label) for item, own, _ in changed if item.label != own.label]
    if renumbered:
        none = phrase("none")
        shown = listed(
            phrase("{draft} → {redraft}", draft=old or none, redraft=new or none)
            for old, new in renumbered[:_SHOWN]
        )
        more, end = phrase(", …"), phrase(".")
        stop = more if len(renumbered) > _SHOWN else "" if shown.endswith(".") else end
        yield Finding(
            code="numbered-otherwise",
            message=phrase_count(
                "{party}'s redraft numbers {count} provision otherwise than the draft: {numbers}{stop} Its "
                "numbers are kept; the text prints the draft's.",
                "{party}'s redraft numbers {count} provisions otherwise than the draft: {numbers}{stop} Its "
                "numbers are kept; the text prints the draft's.",
                len(renumbered),
                party=party,
                numbers=shown,
                stop=stop,
            ),
            severity=Severity.NOTE,
            place=place,
        )
