"""One entry in one line: who did what, when, to what, in whose words. Every act has its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.record import act as acts
from travaux.record.audience import Members, Named, OfGroup, Own, Public, audience
from travaux.record.dates import received_before
from travaux.render.silence_told import of_broken, of_unbroken, too_late
from travaux.render.speakers import RULE_NAMES
from travaux.render.telling import Teller, after_colon, clause, codes
from travaux.render.times import time_set
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import joined, said, say, sayable

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Entered
    from travaux.text.wording import PartyCode


_SENT: Final = {
    acts.NoteKind.VERBALE: sayable("sends {to} a note verbale{reference} ({sealing})"),
    acts.NoteKind.AIDE_MEMOIRE: sayable("sends {to} an aide-memoire{reference} ({sealing})"),
    acts.NoteKind.MEMORANDUM: sayable("sends {to} a memorandum{reference} ({sealing})"),
    acts.NoteKind.NON_PAPER: sayable("sends {to} a non-paper{reference} ({sealing})"),
    acts.NoteKind.LETTER: sayable("sends {to} a letter{reference} ({sealing})"),
    acts.NoteKind.STATEMENT: sayable("sends {to} a statement{reference} ({sealing})"),
    acts.NoteKind.OTHER: sayable("sends {to} an other paper{reference} ({sealing})"),
}


def act_line(entered: Entered, teller: Teller) -> Line:
    """Tell an entry: "ARD, 12 March 2026, 17:40 UTC, entry 14: holds (scrutiny) Article 4 …"."""
    told = said("{who}: {what}", who=teller.dated(entered), what=deed(entered, teller))
    return line(*told, below=teller.corrected(entered))


def deed_alone(entered: Entered, teller: Teller) -> tuple[Said, ...]:
    """Say what was done and to what, as `deed` does, but for a wording that stands within the sentence.

    Other words of an entry stand at its end, after a colon.
    """
    if isinstance(entered.act, acts.ProposesMerger):
        return said("proposes to merge {about}", about=teller.concerning(entered.entry.re))
    return deed(entered, teller)


def deed(entered: Entered, teller: Teller) -> tuple[Said, ...]:  # noqa: C901, PLR0915  a row for each act
    """Say what was done, to what, and in which words."""
    act: Act = entered.act
    about = teller.concerning(entered.entry.re)
    on = said(" on {about}", about=about) if about else ()
    words = teller.words(entered)
    match act:
        case acts.OpensInstrument(title=title, keeper=keeper):
            return said("opens the record of {title}, kept by {keeper}", title=Theirs(title), keeper=keeper)
        case acts.AddsMember(party=party, name=name, role=role):
            return said("adds {party} ({name}) as {role}", party=party, name=Theirs(name), role=say(role))
        case acts.RemovesMember(party=party):
            return said("removes {party}{words}", party=party, words=words)
        case acts.DefinesGroup(name=name, title=title, members=members):
            return said(
                "defines the group {name}, {title}: {members}",
                name=name,
                title=Theirs(title),
                members=codes(members),
            )
        case acts.EnrolsKey(party=party, use=acts.KeyUse.ENTRY):
            return said("enrols a key of {party} for entries", party=party)
        case acts.EnrolsKey(party=party):
            return said("enrols a key of {party} for witnessing", party=party)
        case acts.RotatesKey():
            return said("puts a new key in the place of an old one")
        case acts.RevokesKey(key=key):
            return said("revokes the key {key}{words}", key=key, words=words)
        case acts.DeclaresRules(rules=rules):
            return said("declares the rules of the round {name}{on}", name=Theirs(rules.name), on=on)
        case acts.ContestsRules(rule=rule):
            return said(
                "contests the rule “{rule}” declared in {about}{words}",
                rule=say(RULE_NAMES[rule]) if rule in RULE_NAMES else rule,
                about=about,
                words=words,
            )
        case acts.TablesDraft(title=title, status=status, understanding=understanding):
            told = said("tables a text ({status}): {title}", status=say(status), title=Theirs(title))
            return joined(*told, *clause(", on the understanding {words}", understanding))
        case acts.SendsNote():
            return _note(act, on, _addressed(act, entered, teller))
        case acts.AcknowledgesReceipt(on=on_day, channel=channel):
            return said(
                "acknowledges receipt of {about}{received}{channel}{words}",
                about=about,
                received=joined(*clause(", received {words}", on_day), *_too_early(entered, teller)),
                channel=clause(" by {words}", channel),
                words=words,
            )
        case acts.GivesAnswer(principals=principals, capacity=capacity):
            return said(
                "answers {about}{principals}{capacity}",
                about=about,
                principals=_in_the_name(principals),
                capacity=clause(", in the capacity {words}", capacity),
            )
        case acts.ViewsCollectiveReply(accepts=accepts):
            if accepts:
                return said("accepts {about} as an answer{words}", about=about, words=words)
            return said("does not accept {about} as an answer{words}", about=about, words=words)
        case acts.JoinsSponsors():
            return said("joins the proposal at {about}{words}", about=about, words=words)
        case acts.LeavesSponsors():
            return said("no longer sponsors the proposal at {about}{words}", about=about, words=words)
        case acts.Withdraws():
            return said("withdraws {about}{words}", about=about, words=words)
        case acts.Corrects():
            return said("says that there is a mistake in {about}{words}", about=about, words=words)
        case acts.EntersHold(kind=kind):
            return said("enters a hold ({kind}){on}{words}", kind=say(kind), on=on, words=words)
        case acts.MaintainsHold():
            return said("maintains the hold of {about}{words}", about=about, words=words)
        case acts.LiftsHold():
            return said("lifts the hold of {about}{words}", about=about, words=words)
        case acts.ValidatesPosition(rightly=rightly):
            if rightly:
                return said("says that its position is shown rightly{on}{words}", on=on, words=words)
            return said("says that its position is not shown rightly{on}{words}", on=on, words=words)
        case acts.AsksQuestion(to=to, due=due, capacity=capacity):
            return said(
                "asks {to}{on}{words}{capacity}{due}",
                to=codes(to),
                on=on,
                words=words,
                capacity=clause(", in the capacity {words}", capacity),
                due=() if due is None else said(", by {time}", time=time_set(due)),
            )
        case acts.AnswersQuestion(principals=principals):
            return said(
                "answers the question of {about}{principals}{words}",
                about=about,
                principals=_in_the_name(principals),
                words=words,
            )
        case acts.MakesPromise(to=to, due=due):
            return said(
                "promises {to}{on}{words}{due}",
                to=codes(to),
                on=on,
                words=words,
                due=() if due is None else said(", by {time}", time=time_set(due)),
            )
        case acts.ExtendsPromise(due=due):
            return said(
                "extends the promise of {about} to {time}{words}",
                about=about,
                time=time_set(due),
                words=words,
            )
        case acts.ReportsPromise(met=met):
            promise, *by = entered.entry.re
            of = teller.concerning([promise])
            with_ = said(" by {about}", about=teller.concerning(by)) if by else ()
            if met:
                return said(
                    "says that the promise of {about} was met{by}{words}", about=of, by=with_, words=words
                )
            return said(
                "says that the promise of {about} was not met{by}{words}", about=of, by=with_, words=words
            )
        case acts.ConvenesMeeting(place=place, forum=forum, begins=begins, at_table=table):
            return said(
                "convenes a meeting: {forum}, {place}, {time}{table}{agenda}{words}",
                forum=Theirs(forum),
                place=Theirs(place),
                time=time_set(begins),
                table=said(", at the table: {parties}", parties=codes(table)) if table else (),
                agenda=said(", on the agenda: {about}", about=about) if about else (),
                words=words,
            )
        case acts.AgreesAdReferendum():
            member = teller.known.members.get(entered.author)
            if member is not None and member.role in {acts.Role.CHAIR, acts.Role.SECRETARIAT}:
                return said("records as agreed ad referendum: {about}{words}", about=about, words=words)
            return said("says that it agrees ad referendum to {about}{words}", about=about, words=words)
        case acts.ClosesProvisionally():
            return said("closes provisionally: {about}{words}", about=about, words=words)
        case acts.ReopensProvision():
            return said("reopens {about}{words}", about=about, words=words)
        case acts.OpensSilence(ends=ends, means=means):
            told = said(
                "opens a silence procedure{on} until {time}; if not broken: {means}",
                on=on,
                time=time_set(ends),
                means=Theirs(means),
            )
            return joined(*told, *too_late(entered, ends))
        case acts.BreaksSilence():
            told = said("breaks the silence of {about}{words}", about=about, words=words)
            return joined(*told, *of_broken(entered, teller))
        case acts.NotesSilenceElapsed():
            told = said("notes that the silence was not broken, of {about}{words}", about=about, words=words)
            return joined(*told, *of_unbroken(entered, teller))
        case acts.TiesPackage():
            return said("ties as a package: {about}{words}", about=about, words=words)
        case acts.UntiesPackage():
            return said("unties the package of {about}{words}", about=about, words=words)
        case acts.ProposesMerger(wording=wording):
            return said(
                "proposes to merge {about} as {wording}{words}",
                about=about,
                wording=Theirs(wording),
                words=words,
            )
        case acts.AnswersMerger(consents=consents):
            if consents:
                return said("consents to the merger of {about}{words}", about=about, words=words)
            return said("does not consent to the merger of {about}{words}", about=about, words=words)
        case acts.AdoptsText(how=how):
            return said(
                "records the adoption of {about}, {how}{words}", about=about, how=Theirs(how), words=words
            )
        case acts.AuthenticatesText(how=how):
            return said(
                "records the authentication of {about}, {how}{words}",
                about=about,
                how=Theirs(how),
                words=words,
            )
        case acts.RectifiesError(defective=defective, corrected=corrected):
            return said(
                "rectifies an error in {about}: {old} reads {new}",
                about=about,
                old=Theirs(defective),
                new=Theirs(corrected),
            )
        case acts.Redacts(grounds=grounds):
            return said("redacts {about}, on these grounds: {words}", about=about, words=Theirs(grounds))
        case acts.Ticks():
            return said("does nothing")
        case _:
            assert_never(act)


def _addressed(act: acts.SendsNote, entered: Entered, teller: Teller) -> tuple[PartyCode, ...]:
    """Give to whom a paper goes, nobody for all: one that names nobody goes to those it is for alone."""
    match audience(entered.entry.vis):
        case _ if act.to:
            return act.to
        case Named(codes=those):
            return those
        case OfGroup(definition=leaf):
            group = teller.known.definitions.get(leaf)
            return () if group is None else (group.name,)
        case Own():
            return (entered.author,)
        case Public() | Members():
            return ()


def _note(act: acts.SendsNote, on: tuple[Said, ...], to: tuple[PartyCode, ...]) -> tuple[Said, ...]:
    told = said(
        _SENT[act.kind],
        to=codes(to),
        reference=clause(" {words}", act.reference),
        sealing=say(act.sealing),
    )
    return joined(
        *told,
        *on,
        *after_colon(act.subject),
        *_in_the_name(act.principals),
        *clause(", of the status {words}", act.status),
        *clause(", dated {words}", act.sent),
    )


def _too_early(entered: Entered, teller: Teller) -> tuple[Said, ...]:
    """Say of a receipt that it is said to be from before the paper."""
    paper = received_before(entered.entry, teller.known)
    if paper is None:
        return ()
    sent = paper.act.sent if isinstance(paper.act, acts.SendsNote) else ""
    dated = clause(" and is dated {words}", sent)
    return said(" (the paper was recorded {when}{dated})", when=teller.when(paper), dated=dated)


def _in_the_name(principals: tuple[PartyCode, ...]) -> tuple[Said, ...]:
    return said(", in the name of {parties}", parties=codes(principals)) if principals else ()
