"""What an entry of each type is called in a sentence: in refusals nobody has to know the names of types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from travaux.record import act as acts
from travaux.record.act import Act
from travaux.text.phrase import Phrase, phrase

_NOUNS: Final[dict[type[Act], str]] = {
    acts.OpensInstrument: "the opening of the record",
    acts.AddsMember: "the addition of a member",
    acts.RemovesMember: "the removal of a member",
    acts.DefinesGroup: "the naming of a group",
    acts.EnrolsKey: "the enrolment of a key",
    acts.RotatesKey: "the replacement of a key",
    acts.RevokesKey: "the revocation of a key",
    acts.DeclaresRules: "a declaration of rules",
    acts.ContestsRules: "an objection to a rule",
    acts.TablesDraft: "a draft on the table",
    acts.SendsNote: "a paper",
    acts.AcknowledgesReceipt: "an acknowledgement of receipt",
    acts.GivesAnswer: "an answer to a draft",
    acts.ViewsCollectiveReply: "a view on a reply for several",
    acts.JoinsSponsors: "a joining of a proposal",
    acts.LeavesSponsors: "a leaving of a proposal",
    acts.Withdraws: "a withdrawal",
    acts.Corrects: "a correction",
    acts.EntersHold: "a hold",
    acts.MaintainsHold: "the maintaining of a hold",
    acts.LiftsHold: "the lifting of a hold",
    acts.ValidatesPosition: "a word on how a position is shown",
    acts.AsksQuestion: "a question",
    acts.AnswersQuestion: "a reply to a question",
    acts.MakesPromise: "a promise",
    acts.ExtendsPromise: "the extension of a promise",
    acts.ReportsPromise: "a report on a promise",
    acts.ConvenesMeeting: "the convening of a meeting",
    acts.AgreesAdReferendum: "an agreement ad referendum",
    acts.ClosesProvisionally: "a provisional closing",
    acts.ReopensProvision: "a reopening",
    acts.OpensSilence: "a silence procedure",
    acts.BreaksSilence: "a breaking of silence",
    acts.NotesSilenceElapsed: "a note that silence was not broken",
    acts.TiesPackage: "a package",
    acts.UntiesPackage: "the untying of a package",
    acts.ProposesMerger: "a proposed merger",
    acts.AnswersMerger: "an answer to a proposed merger",
    acts.AdoptsText: "the adoption of a text",
    acts.AuthenticatesText: "the authentication of a text",
    acts.RectifiesError: "the rectification of an error",
    acts.Redacts: "a redaction",
    acts.Ticks: "an entry that does nothing",
}


def noun(act: Act | type[Act]) -> str:
    """Name what it is, with its article: "an answer to a draft"."""
    return _NOUNS[act if isinstance(act, type) else type(act)]


def nouns() -> Iterable[str]:
    """Give every such name, for who says it in other languages."""
    return _NOUNS.values()


def named(act: Act | type[Act]) -> Phrase:
    """Name what it is for a sentence that is said in other languages too."""
    return phrase(noun(act))


def either(kinds: Iterable[type[Act]]) -> Phrase:
    """Name what it may be: "a paper, an answer to a draft or a reply to a question"."""
    *most, last = (named(one) for one in kinds)
    return phrase("{these} or {this}", these=tuple(most), this=last) if most else last
