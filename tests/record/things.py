"""One case of each act for one member, and the things it is done to: the favourable case."""

from __future__ import annotations

from tests.record.writing import Target, Writer, at, due
from travaux.answers.position import HoldKind
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import Act, Fingerprint, NoteKind, Role
from travaux.record.entry import Entry
from travaux.text.wording import PartyCode

CODES = {
    "keeper": "SEC",
    "secretariat": "SE2",
    "chair": "CHA",
    "party": "BOR",
    "observer": "OBS",
    "auditor": "AUD",
}


def full() -> Writer:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR"), observers=("OBS",))
    w.adds("SE2", Role.SECRETARIAT)
    w.adds("CHA", Role.CHAIR)
    w.adds("AUD", Role.AUDITOR)
    return w


class Things:
    """What acts are done to, made beforehand for one member: the favourable case for it."""

    def __init__(self, who: str) -> None:
        self.w = w = full()
        self.who = who
        w.vis = "public"
        self.draft = w.tables("SEC")
        self.theirs = w.does("ARD", act.GivesAnswer(), *at(self.draft, "art_4"))
        self.other = w.does("ARD", act.GivesAnswer(), *at(self.draft, "art_5"))
        self.mine = w.does(who, act.GivesAnswer(), *at(self.draft, "art_4"))
        self.hold = w.does(who, act.EntersHold(kind=HoldKind.SCRUTINY), self.draft)
        self.package = w.does(who, act.TiesPackage(words="4 if 5."), *at(self.draft, "art_4"))
        self.joined = w.does(who, act.JoinsSponsors(), *at(self.other, "art_5"))
        self.note = w.sends("ARD", "On depth")
        self.own_note = w.sends(who, "On width")
        self.question = w.does("ARD", act.AsksQuestion(to=(PartyCode(who),), words="Which depth?"))
        self.promise = w.does(who, act.MakesPromise(words="A text."))
        self.rules = w.does("SEC", act.DeclaresRules(rules=Rules(name="first")), self.draft)
        self.silence = w.does(
            "SEC", act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="Adopted."), self.draft
        )
        self.merger = w.does(
            "SEC",
            act.ProposesMerger(wording="x"),
            *at(self.theirs, "art_4"),
            *at(self.mine, "art_4"),
        )
        self.state = w.negotiation

    def entry(self, name: str) -> Entry:
        what, concerns = self.case(name)
        return self.w.composed(self.who, what, *concerns)

    def case(self, name: str) -> tuple[Act, tuple[Target, ...]]:
        code, w = PartyCode(self.who), self.w
        line = w.new_key("nobody").public.line
        provision = at(self.draft, "art_4")
        third = due("2026-03-20T17:00:00Z")
        cases: dict[str, tuple[Act, tuple[Target, ...]]] = {
            "instrument.open": (
                act.OpensInstrument(title="x", keeper=code, keeper_name="x", keeper_key=line, log="x"),
                (),
            ),
            "member.add": (act.AddsMember(party=PartyCode("NEW"), name="New"), ()),
            "member.remove": (act.RemovesMember(party=PartyCode("ARD")), ()),
            "group.define": (act.DefinesGroup(name=PartyCode("G"), title="G", members=(code,)), ()),
            "key.enrol": (act.EnrolsKey(party=code, line=line), ()),
            "key.rotate": (
                act.RotatesKey(old=Fingerprint(w.key(self.who).public.fingerprint), line=line),
                (),
            ),
            "key.revoke": (act.RevokesKey(key=Fingerprint(w.key(self.who).public.fingerprint)), ()),
            "rules.declare": (act.DeclaresRules(rules=Rules(name="second")), (self.draft,)),
            "rules.contest": (act.ContestsRules(rule="silence", words="No."), (self.rules,)),
            "draft.table": (act.TablesDraft(title="Second draft"), (self.draft,)),
            "note.send": (act.SendsNote(kind=NoteKind.LETTER), (self.note,)),
            "note.receive": (act.AcknowledgesReceipt(), (self.note,)),
            "answer.give": (act.GivesAnswer(), (self.draft,)),
            "collective.view": (act.ViewsCollectiveReply(accepts=True), (self.theirs,)),
            "sponsors.join": (act.JoinsSponsors(), at(self.theirs, "art_4")),
            "sponsors.leave": (act.LeavesSponsors(), at(self.other, "art_5")),
            "withdraw": (act.Withdraws(), (self.own_note,)),
            "correct": (act.Corrects(words="Read 30."), (self.own_note,)),
            "hold.enter": (act.EntersHold(kind=HoldKind.SCRUTINY), (self.draft,)),
            "hold.maintain": (act.MaintainsHold(), (self.hold,)),
            "hold.lift": (act.LiftsHold(), (self.hold,)),
            "position.validate": (act.ValidatesPosition(rightly=True), (self.draft,)),
            "question.ask": (act.AsksQuestion(to=(PartyCode("ARD"),), words="Which?"), ()),
            "question.answer": (act.AnswersQuestion(words="Twelve."), (self.question,)),
            "promise.make": (act.MakesPromise(words="A text."), ()),
            "promise.extend": (act.ExtendsPromise(due=third), (self.promise,)),
            "promise.report": (act.ReportsPromise(met=True), (self.promise,)),
            "meeting.convene": (
                act.ConvenesMeeting(place="Geneva", forum="plenary", begins=third, at_table=(code,)),
                (),
            ),
            "provision.agree": (act.AgreesAdReferendum(), provision),
            "provision.close": (act.ClosesProvisionally(), provision),
            "provision.reopen": (act.ReopensProvision(), provision),
            "silence.open": (act.OpensSilence(ends=third, means="Adopted."), (self.draft,)),
            "silence.break": (act.BreaksSilence(), (self.silence,)),
            "silence.elapse": (act.NotesSilenceElapsed(), (self.silence,)),
            "package.tie": (act.TiesPackage(words="4 if 5."), at(self.draft, "art_4", "art_5")),
            "package.untie": (act.UntiesPackage(), (self.package,)),
            "merger.propose": (
                act.ProposesMerger(wording="x"),
                (*at(self.theirs, "art_4"), *at(self.other, "art_5")),
            ),
            "merger.answer": (act.AnswersMerger(consents=True), (self.merger,)),
            "text.adopt": (act.AdoptsText(how="by consensus"), (self.draft,)),
            "text.authenticate": (act.AuthenticatesText(how="by initialling"), (self.draft,)),
            "error.rectify": (act.RectifiesError(defective="a", corrected="b"), provision),
            "redact": (act.Redacts(grounds="Personal data."), (self.own_note,)),
            "tick": (act.Ticks(), ()),
        }
        return cases[name]
