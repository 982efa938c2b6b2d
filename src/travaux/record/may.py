"""Who may read what, and who may record what: the one place that decides it.

The command line, the sequencer, exports and pages ask here and nowhere else. What `RIGHTS` does not give is
refused. docs/concepts/confidentiality.md has the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from travaux.record import act as acts
from travaux.record.act import Act, Role
from travaux.record.audience import is_for, is_redacted
from travaux.record.entry import Entered, Entry, LeafHash
from travaux.record.negotiation import Member, Negotiation
from travaux.record.nouns import named
from travaux.text.phrase import Phrase, phrase
from travaux.text.wording import PartyCode


class Verb(StrEnum):
    READ = "read"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and why, in words for whoever asked."""

    allowed: bool
    why: str


_ALL: Final = frozenset(Role)
_PARTY: Final = frozenset({Role.PARTY})
_LEADING: Final = frozenset({Role.CHAIR, Role.SECRETARIAT})
_TAKING_PART: Final = _PARTY | _LEADING
_SPEAKING: Final = _TAKING_PART | {Role.OBSERVER}
_KEEPER: Final[frozenset[Role]] = frozenset()
"""Nobody by its role: the keeper of the record alone."""

RIGHTS: Final[dict[type[Act], frozenset[Role]]] = {
    acts.OpensInstrument: _KEEPER,
    acts.AddsMember: _KEEPER,
    acts.RemovesMember: _KEEPER,
    acts.DefinesGroup: _LEADING,
    acts.EnrolsKey: _ALL,
    acts.RotatesKey: _ALL,
    acts.RevokesKey: _ALL,
    acts.DeclaresRules: _LEADING,
    acts.ContestsRules: _PARTY,
    acts.TablesDraft: _SPEAKING,
    acts.SendsNote: _ALL,
    acts.AcknowledgesReceipt: _ALL,
    acts.GivesAnswer: _PARTY,
    acts.ViewsCollectiveReply: _TAKING_PART,
    acts.JoinsSponsors: _PARTY,
    acts.LeavesSponsors: _PARTY,
    acts.Withdraws: _ALL,
    acts.Corrects: _ALL,
    acts.EntersHold: _PARTY,
    acts.MaintainsHold: _PARTY,
    acts.LiftsHold: _PARTY,
    acts.ValidatesPosition: _PARTY,
    acts.AsksQuestion: _TAKING_PART,
    acts.AnswersQuestion: _SPEAKING,
    acts.MakesPromise: _TAKING_PART,
    acts.ExtendsPromise: _TAKING_PART,
    acts.ReportsPromise: _TAKING_PART,
    acts.ConvenesMeeting: _TAKING_PART,
    acts.AgreesAdReferendum: _TAKING_PART,
    acts.ClosesProvisionally: _LEADING,
    acts.ReopensProvision: _LEADING,
    acts.OpensSilence: _LEADING,
    acts.BreaksSilence: _PARTY,
    acts.NotesSilenceElapsed: _LEADING,
    acts.TiesPackage: _PARTY,
    acts.UntiesPackage: _PARTY,
    acts.ProposesMerger: _TAKING_PART,
    acts.AnswersMerger: _PARTY,
    acts.AdoptsText: _LEADING,
    acts.AuthenticatesText: _LEADING,
    acts.RectifiesError: _LEADING,
    acts.Redacts: _ALL,
    acts.Ticks: _KEEPER,
}
"""Which members may do what by their role. The keeper of the record has its own role, and what is left to
it alone. What an act is done to can narrow this down: see `_narrowed`."""


def may(actor: PartyCode | None, verb: Verb, entry: Entry | Entered, state: Negotiation) -> Decision:
    """Decide whether *actor* may read what was entered, or record what would be entered after *state*.

    None is whoever asks, and is no member. An entry to record is judged as its actor's; that its key and
    its signature are the actor's is for `travaux.record.admission`.
    """
    match verb, entry:
        case Verb.READ, Entered() as entered:
            return _may_read(actor, entered, state)
        case Verb.RECORD, Entry():
            return _may_record(actor, entry, state)
        case _:
            raise TypeError(f"{verb} is not asked of {type(entry).__name__}")


def _may_read(actor: PartyCode | None, entered: Entered, state: Negotiation) -> Decision:
    if not is_for(actor, entered, state):
        return _no(phrase("{actor} is not in the audience of this entry", actor=_called(actor)))
    if is_redacted(entered, state):
        return _no(phrase("the entry was redacted: it is shown to nobody"))
    return _YES


def _may_record(actor: PartyCode | None, entry: Entry, state: Negotiation) -> Decision:
    if not state.entries:
        return _opening(actor, entry)
    member = None if actor is None else state.members.get(actor)
    if actor is None or member is None or member.until is not None or entry.actor != actor:
        return _no(
            phrase("{actor} is no member of this negotiation; its keeper adds members", actor=_called(actor))
        )
    if entry.on_behalf is not None:
        return _on_behalf(actor, member, entry, state)
    return _as_author(member, entry, state)


def _opening(actor: PartyCode | None, entry: Entry) -> Decision:
    if isinstance(entry.act, acts.OpensInstrument) and actor == entry.actor == entry.act.keeper:
        return _YES if entry.on_behalf is None else _no(phrase("the keeper opens the record in its own name"))
    return _no(phrase("a record begins with its instrument being opened by its keeper"))


def _on_behalf(actor: PartyCode, member: Member, entry: Entry, state: Negotiation) -> Decision:
    """Whether a clerk may write down what somebody else did."""
    author = None if entry.on_behalf is None else state.members.get(entry.on_behalf)
    if member.role is not Role.SECRETARIAT:  # as the keeper is
        return _no(phrase("only the keeper of the record and the secretariat write down acts of others"))
    if author is None or author.until is not None or author.code == actor:
        return _no(
            phrase(
                "{on_behalf} is no other member, so that its acts could be written down",
                on_behalf=entry.on_behalf,
            )
        )
    if isinstance(entry.act, (acts.EnrolsKey, acts.RotatesKey, acts.RevokesKey, acts.Redacts)):
        return _no(phrase("what is done about keys, and redaction, is done in one's own name"))
    if (signed := _signed_before(entry, state)) is not None:
        return _no(
            phrase(
                "{code} signed entry {index} itself, so only {code} undoes it",
                code=author.code,
                index=signed.index,
            )
        )
    return _as_author(author, entry, state)


def _signed_before(entry: Entry, state: Negotiation) -> Entered | None:
    """What the author signed itself and the entry would undo: a clerk's pen never does that."""
    match entry.act:
        case acts.Withdraws() | acts.LiftsHold() | acts.UntiesPackage() | acts.ExtendsPromise():
            undone: Iterable[Entered | None] = (state.at(one.leaf) for one in entry.re)
        case acts.LeavesSponsors():
            undone = (_joined(entry.author, one.leaf, one.article, state) for one in entry.re)
        case acts.GivesAnswer():
            undone = _holding(entry, state)
        case _:
            return None
    return next((one for one in undone if one is not None and one.signed), None)


def _holding(entry: Entry, state: Negotiation) -> Iterable[Entered]:
    """The answers that stand where this one would take their place."""
    for draft in dict.fromkeys(one.leaf for one in entry.re):
        said = state.said.get((entry.author, draft), {})
        places = entry.addresses or tuple(said)
        for place in places:
            leaf = said.get(place, said.get(""))
            given = None if leaf is None else state.answers.get(leaf)
            if given is not None and (given.is_last_at(place) if place else given.is_last):
                yield given.entered


def _as_author(member: Member, entry: Entry, state: Negotiation) -> Decision:
    """Whether this member may do this, whoever writes it down."""
    roles = RIGHTS[type(entry.act)]
    by_role = member.role in roles or (not roles and member.code == state.keeper)
    if not by_role and not _asks_for_answers(member, entry, state):
        return _no(
            phrase(
                "{code} is {role}; {act} is for {roles}",
                code=member.code,
                role=_role(member),
                act=named(entry.act),
                roles=_who(entry.act),
            )
        )
    for one in entry.re:
        target = state.at(one.leaf)
        for who in dict.fromkeys((member.code, entry.actor)):
            if target is None or not is_for(who, target, state):
                return _no(
                    phrase("there is no entry {leaf}… that {who} may read", leaf=one.leaf[:16], who=who)
                )
    return _narrowed(member, entry, state)


def _narrowed(member: Member, entry: Entry, state: Negotiation) -> Decision:  # noqa: C901
    """What depends on whose thing it is that the act is done to."""
    who = member.code
    targets = [found for one in entry.re if (found := state.at(one.leaf)) is not None]
    match entry.act:
        case acts.OpensInstrument():
            return _no(phrase("the instrument is open already; another one is negotiated in another record"))
        case acts.TablesDraft(status=acts.DraftStatus.CHAIRS_TEXT) if member.role not in _LEADING:
            return _no(
                phrase(
                    "a chair's text is the chair's or the secretariat's, and {who} is {role}; call it "
                    "a party's text, a non-paper or a draft",
                    who=who,
                    role=_role(member),
                )
            )
        case acts.TablesDraft(basis=True) if member.role not in _LEADING and not _is_unled(member, state):
            return _no(
                phrase("{who} may table its text, not as the basis that answers are asked to", who=who)
            )
        case acts.EnrolsKey() as enrolled:
            return _may_enrol(who, enrolled, state)
        case acts.RotatesKey(old=old):
            key = state.keys.get(old)
            mine = key is not None and key.party == who and entry.key == old
            return _YES if mine else _no(phrase("a key is rotated by its own party, and the old key signs"))
        case acts.RevokesKey(key=fingerprint):
            key = state.keys.get(fingerprint)
            mine = key is not None and who in {key.party, state.keeper}
            return (
                _YES if mine else _no(phrase("a key is revoked by its party or by the keeper of the record"))
            )
        case (
            acts.Withdraws()
            | acts.Corrects()
            | acts.MaintainsHold()
            | acts.LiftsHold()
            | acts.UntiesPackage()
            | acts.ExtendsPromise()
        ):
            mine = all(one.author == who for one in targets)
            return _YES if mine else _no(phrase("that is for the author of what it concerns"))
        case acts.Redacts():
            mine = who == state.keeper or all(one.author == who for one in targets)
            return (
                _YES
                if mine
                else _no(phrase("an entry is redacted by its author or the keeper of the record"))
            )
        case acts.JoinsSponsors():
            own = any(one.author == who for one in targets)
            return _no(phrase("one sponsors one's own proposal by having made it")) if own else _YES
        case acts.LeavesSponsors():
            joined = all(_joined(who, one.leaf, one.article, state) for one in entry.re)
            return (
                _YES if joined else _no(phrase("{who} has not joined the sponsors of this proposal", who=who))
            )
        case acts.AnswersQuestion() if member.role is Role.OBSERVER:
            asked = all(isinstance(one.act, acts.AsksQuestion) and who in one.act.to for one in targets)
            return _YES if asked else _no(phrase("an observer answers what it was asked"))
        case acts.ReportsPromise():
            return _may_report(who, targets)
        case acts.AnswersMerger():
            concerned = any(who in concerned_by(one, state) or _answers(who, one, state) for one in targets)
            return (
                _YES
                if concerned
                else _no(phrase("those whose proposals would be merged, or who support them, answer"))
            )
        case _:
            return _YES


def _is_unled(member: Member, state: Negotiation) -> bool:
    """Whether nobody leads the talks, so that this party asks for answers itself."""
    return not state.led and member.role is Role.PARTY


def _asks_for_answers(member: Member, entry: Entry, state: Negotiation) -> bool:
    """Whether a party declares the rules for its own draft, or for none, in talks that nobody leads."""
    drafts = [state.drafts.get(one.leaf) for one in entry.re]
    own = all(one is not None and one.tabled.author == member.code for one in drafts)
    return isinstance(entry.act, acts.DeclaresRules) and own and _is_unled(member, state)


def _may_enrol(who: PartyCode, enrolled: acts.EnrolsKey, state: Negotiation) -> Decision:
    if who == enrolled.party:
        return _YES
    if who != state.keeper:
        return _no(phrase("a key is enrolled by its own party; the first one by the keeper of the record"))
    if any(
        key.party == enrolled.party and key.until is None and key.use is enrolled.use
        for key in state.keys.values()
    ):
        return _no(
            phrase("{party} has a key for this, so that it enrols further ones itself", party=enrolled.party)
        )
    return _YES


def _may_report(who: PartyCode, targets: list[Entered]) -> Decision:
    promise = targets[0].act if targets else None
    if not isinstance(promise, acts.MakesPromise):
        return _no(phrase("what is reported on first is a promise"))
    if who == targets[0].author or not promise.to or who in promise.to:
        return _YES
    return _no(phrase("whoever promised, and whoever was promised, report on it"))


def concerned_by(merger: Entered, state: Negotiation) -> set[PartyCode]:
    """Those whose answers a merger would merge, or who sponsor them at that provision."""
    found: set[PartyCode] = set()
    for one in merger.entry.re:
        given = state.answers.get(one.leaf)
        if given is not None:
            found.add(given.party)
            found.update(by.author for at, by in given.sponsors if at == one.article)
    return found


def _answers(who: PartyCode, merger: Entered, state: Negotiation) -> bool:
    """Whether a party has answered a draft of the proposals, and may support one of them by its words.

    No words are read here: whether it does is asked where the entry is composed (`record.by_words`).
    """
    drafts = {given.draft for one in merger.entry.re if (given := state.answers.get(one.leaf)) is not None}
    return any(
        given.party == who and given.draft in drafts and given.withdrawn is None
        for given in state.answers.values()
    )


def _joined(who: PartyCode, leaf: LeafHash, article: str, state: Negotiation) -> Entered | None:
    given = state.answers.get(leaf)
    if given is None:
        return None
    return next((by for at, by in given.sponsors if at == article and by.author == who), None)


_YES: Final = Decision(allowed=True, why="")


def _no(why: str) -> Decision:
    return Decision(allowed=False, why=why)


def _called(actor: PartyCode | None) -> str:
    return phrase("whoever is not named") if actor is None else actor


def _role(member: Member) -> Phrase:
    return {
        Role.PARTY: phrase("a party"),
        Role.OBSERVER: phrase("an observer"),
        Role.CHAIR: phrase("the chair"),
        Role.SECRETARIAT: phrase("of the secretariat"),
        Role.AUDITOR: phrase("an auditor"),
    }[member.role]


def _who(act: Act) -> tuple[Phrase, ...]:
    roles = RIGHTS[type(act)]
    if not roles:
        return (phrase("the keeper of the record"),)
    return tuple(phrase(role.value) for role in Role if role in roles)
