"""A draft and the replies to it → a Compilation, proved before it is given back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer, Reply, lacks_reason
from travaux.answers.party import in_order, protocol_order
from travaux.answers.position import Accepts, AcceptsExcept, Opposes, Withdraws
from travaux.compare.align import index
from travaux.compile.admission import doubtful, no_redraft, unusable
from travaux.compile.answered import answered, quoted_place
from travaux.compile.compilation import Compilation, LeftOut, Stance, Voice
from travaux.compile.consolidate import consolidated
from travaux.compile.fates import Followed, fates
from travaux.compile.heard import Heard, not_followed
from travaux.compile.operation import Endorse, Operation, Oppose
from travaux.compile.operations import operations
from travaux.compile.proof import prove
from travaux.compile.redraft import amounts_to, redrafted
from travaux.compile.support import joined, numbered_proposal
from travaux.compile.version import Item, Version, original
from travaux.text.finding import Finding, Place, Severity
from travaux.text.reference import resolve
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.compare.align import Index
    from travaux.text.instrument import Text
    from travaux.text.provision import Address


@dataclass(slots=True)
class _Round:
    """One compile under way."""

    draft: Text
    items: tuple[Item, ...]
    index: Index
    versions: dict[PartyCode, Version] = field(default_factory=dict)
    heard: dict[PartyCode, tuple[Heard, ...]] = field(default_factory=dict)
    withdrawn: dict[PartyCode, frozenset[int]] = field(default_factory=dict)

    def followed(self, reply: Reply) -> Followed:
        """Give *reply* with what has been made of it."""
        party = reply.party
        return Followed(
            reply=reply,
            version=self.versions[party],
            heard=self.heard[party],
            withdrawn=self.withdrawn[party],
        )


def compiled(
    draft: Text,
    replies: Sequence[Reply],
    *,
    order: Sequence[PartyCode] = (),
    names: Iterable[tuple[PartyCode, str]] = (),
    findings: Iterable[Finding] = (),
    left_out: Iterable[LeftOut] = (),
) -> Compilation:
    """Compile *replies* to *draft*.

    *order* is the declared protocol order and names everybody who was asked; whoever replied and is
    not in it follows by code. The order of *replies* does not matter. A reply to another draft, and
    replies given under one name twice, are left out, and say why. *names* (of parties, where the draft
    gives them), *findings* and *left_out* (from reading the replies) are passed on.
    Raises LossError, from the proof that every party's text and the draft can be taken out again.
    """
    this = _Round(draft=draft, items=original(draft), index=index(draft))
    outside = list(left_out)
    taken: dict[PartyCode, Reply] = {}
    for reply in replies:
        fault = unusable(reply, draft, replies)
        if fault is None:
            _hear(this, reply)
            fault = no_redraft(reply, this.versions[reply.party], this.items)
        if fault is None:
            taken[reply.party] = reply
        else:
            outside.append(LeftOut(party=reply.party, source=reply.source, finding=fault))
            this.versions.pop(reply.party, None)
            this.heard.pop(reply.party, None)
    named = {code for reply in taken.values() for code in (reply.party, *reply.principals)}
    everybody = protocol_order(named | set(order), order)
    rank = {code: at for at, code in enumerate(everybody)}
    places: dict[str, int] = {str(code): at for code, at in rank.items()}
    spoken = [taken[code] for code in everybody if code in taken]
    first = dict(this.versions)
    own = dict(this.heard)
    for reply in spoken:
        this.versions[reply.party], this.heard[reply.party] = joined(
            first[reply.party],
            own[reply.party],
            versions=first,
            replies=own,
            draft=draft,
            items=this.items,
        )
    _refuse_empty_opposition(this)
    versions = tuple(this.versions[reply.party] for reply in spoken)
    done = (*operations(draft, this.items, versions), *_stands(this, rank))
    text = consolidated(draft, done, everybody)
    prove(text, draft=draft, items=this.items, versions=versions)
    stances, faults = _stances(this, spoken)
    return Compilation(
        draft=draft,
        text=text,
        order=everybody,
        names=_names(names, spoken, rank),
        voices=tuple(
            Voice(
                party=reply.party,
                principals=in_order(reply.principals, rank),
                source=reply.source,
                redraft=reply.text is not None,
            )
            for reply in spoken
        ),
        operations=done,
        stances=stances,
        units=fates(text, draft, [this.followed(reply) for reply in spoken]),
        findings=(*findings, *doubtful(spoken, draft), *faults, *_of_redrafts(this, spoken)),
        left_out=tuple(
            sorted(outside, key=lambda one: (places.get(one.party, len(places)), one.party, one.source))
        ),
    )


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


def _hear(this: _Round, reply: Reply) -> None:
    if reply.text is not None:
        version = redrafted(reply.text, party=reply.party, draft=this.index, items=this.items)
        this.versions[reply.party], this.heard[reply.party] = amounts_to(
            version, draft=this.draft, items=this.items, source=reply.source
        )
        this.withdrawn[reply.party] = frozenset()
        return
    withdrawn = _withdrawn(reply.answers, this.draft)
    this.versions[reply.party], this.heard[reply.party] = answered(
        reply, draft=this.draft, items=this.items, withdrawn=withdrawn
    )
    this.withdrawn[reply.party] = withdrawn


def _withdrawn(answers: Sequence[Answer], draft: Text) -> frozenset[int]:
    """List the answers that a later answer of the same reply takes back."""
    if not any(isinstance(answer.position, Withdraws) for answer in answers):
        return frozenset()
    where = [tuple(resolve(answer.provision, draft)) or answer.provision for answer in answers]
    return frozenset(
        earlier
        for at, answer in enumerate(answers)
        if isinstance(answer.position, Withdraws)
        for earlier in range(at)
        if where[earlier] == where[at] and not isinstance(answers[earlier].position, Withdraws)
    )


def _stands(this: _Round, rank: Mapping[PartyCode, int]) -> tuple[Operation, ...]:
    """List what is said of the draft's provisions without other words for them, in the draft's order."""
    accepted: dict[int, list[PartyCode]] = {}
    opposed: dict[tuple[int, int, int, str], list[PartyCode]] = {}
    for party, heard in this.heard.items():
        as_it_stands = {
            item.base
            for item in this.versions[party].items
            if item.base is not None and item is this.items[item.base]
        }
        for one in heard:
            if one.fault is not None:
                continue
            if isinstance(one.answer.position, Accepts) and not one.answer.conditions:
                for index_ in _accepted(one, this.draft):
                    if index_ in as_it_stands:
                        accepted.setdefault(index_, []).append(party)
            if one.provision is None:
                continue
            match one.answer.position:
                case (
                    AcceptsExcept(exception=quoted, words=None) | Opposes(words=quoted, proposal_of=None)
                ) if quoted:
                    place = quoted_place(one.answer, quoted, one.provision, this.draft, this.items)
                    opposed.setdefault((*place, ""), []).append(party)
                case Opposes(proposal_of=author):
                    opposed.setdefault((one.provision, -1, -1, author or ""), []).append(party)
                case _:
                    pass
    endorsements: list[Operation] = [
        Endorse(provision=this.draft.provisions[index_].wid, parties=in_order(parties, rank))
        for index_, parties in sorted(accepted.items())
    ]
    oppositions: list[Operation] = [
        Oppose(
            provision=this.draft.provisions[index_].wid,
            start=start if start >= 0 else None,
            end=end if end >= 0 else None,
            proposal_of=PartyCode(author) if author else None,
            parties=in_order(parties, rank),
        )
        for (index_, start, end, author), parties in sorted(opposed.items())
    ]
    return (*endorsements, *oppositions)


def _accepted(one: Heard, draft: Text) -> range:
    """List the provisions that an acceptance covers: the one named with all in it, or the whole text."""
    if one.provision is not None:
        return range(one.provision, draft.end(one.provision))
    return range(0) if one.answer.provision.strip() else range(len(draft.provisions))


def _stances(this: _Round, replies: Sequence[Reply]) -> tuple[tuple[Stance, ...], tuple[Finding, ...]]:
    stances: list[Stance] = []
    findings: list[Finding] = []
    for reply in replies:
        for number, one in enumerate(this.heard[reply.party], start=1):
            answer = one.answer
            if one.fault is not None:
                findings.append(one.fault)
            on: list[Address] = []
            for condition in answer.conditions:
                for reference in condition.references:
                    found = resolve(reference, this.draft)
                    on += [this.draft.provisions[at].eid for at in found[:1]]
                    if not found:
                        findings.append(_unplaced_condition(reply, answer, reference))
            stances.append(
                Stance(
                    party=reply.party,
                    reference=f"{reply.party}/{number}",
                    provision=this.draft.provisions[one.provision].eid if one.provision is not None else None,
                    answer=answer,
                    conditions_on=tuple(dict.fromkeys(on)),
                )
            )
    return tuple(stances), tuple(findings)


def _unplaced_condition(reply: Reply, answer: Answer, reference: str) -> Finding:
    return Finding(
        code="condition-unplaced",
        message=f'{reply.party} makes its answer on {answer.provision} depend on "{reference}", '
        "which is not in the draft. The condition is kept as written.",
        place=answer.place,
        hint="Name a provision of the draft, so that the condition is shown at both ends.",
    )


def _of_redrafts(this: _Round, replies: Sequence[Reply]) -> Iterator[Finding]:
    """Report of each redraft how many of its positions have no reason, and what it numbers otherwise."""
    for reply in replies:
        if reply.text is None:
            continue
        place = Place(source=reply.source)
        lacking = sum(1 for one in this.heard[reply.party] if lacks_reason(one.answer))
        if lacking:
            yield Finding(
                code="no-reason",
                message=f"{reply.party}'s redraft amounts to {lacking} position"
                f"{'' if lacking == 1 else 's'}, without reasons.",
                severity=Severity.NOTE,
                place=place,
                hint="Reasons can be given in an answer sheet.",
            )
        bracketed = [
            this.draft.provisions[item.base].eid
            for item in this.versions[reply.party].items
            if item.base is not None
            and (item.tabled, item.ahead) != (this.items[item.base].tabled, this.items[item.base].ahead)
        ]
        if bracketed:
            yield Finding(
                code="brackets-not-carried",
                message=f"{reply.party}'s redraft puts brackets around whole provisions, or takes them away, "
                f"at {', '.join(bracketed)}. That is not carried into the text: its words there are.",
                severity=Severity.ERROR,
                place=place,
                hint="Say it in an answer sheet: oppose the provision, or accept it.",
            )
        renumbered = [
            (this.items[item.base].label, item.label)
            for item in this.versions[reply.party].items
            if item.base is not None and item.label != this.items[item.base].label
        ]
        if renumbered:
            shown = ", ".join(f"{old or 'none'} → {new or 'none'}" for old, new in renumbered[:_SHOWN])
            yield Finding(
                code="numbered-otherwise",
                message=f"{reply.party}'s redraft numbers {len(renumbered)} provision"
                f"{'' if len(renumbered) == 1 else 's'} otherwise than the draft: {shown}"
                f"{', …' if len(renumbered) > _SHOWN else ''}. Its numbers are kept; "
                "the text prints the draft's.",
                severity=Severity.NOTE,
                place=place,
            )


_SHOWN: Final = 6
"""Numbers listed in one message; the rest stands in the traceability table."""


def _refuse_empty_opposition(this: _Round) -> None:
    """Say of each opposition to a proposal that was not made that it opposes nothing."""
    for party, heard in this.heard.items():
        this.heard[party] = tuple(_checked_opposition(this, one) for one in heard)


def _checked_opposition(this: _Round, one: Heard) -> Heard:
    position = one.answer.position
    if not isinstance(position, Opposes) or position.proposal_of is None or one.fault is not None:
        return one
    author = position.proposal_of
    theirs = this.versions.get(author)
    if theirs is not None:
        anchor = one.provision if one.provision is not None else numbered_proposal(one.answer, theirs)
        if anchor is not None and _proposes(this, theirs, anchor):
            return replace(one, provision=anchor)
    fault = not_followed(
        one.answer,
        "opposes-nothing",
        f'{author} proposes nothing on "{one.answer.provision}"'
        + ("." if theirs is not None else ": it has not answered this draft."),
        "Name the provision on which the party has made a proposal.",
    )
    return replace(one, fault=fault.finding)


def _proposes(this: _Round, theirs: Version, provision: int) -> bool:
    """Whether a version does anything to a provision of the draft, to what stands in it or after it."""
    span = range(provision, this.draft.end(provision))
    present = {item.base for item in theirs.items}
    if any(index not in present for index in span):
        return True
    for item in theirs.items:
        if item.base is None and item.anchor in span:
            return True
        if item.base is not None and item.base in span and (item.said or item is not this.items[item.base]):
            return True
    return False
