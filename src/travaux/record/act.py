"""The closed union of everything that can be recorded.

An act says what was done. What it was done to stands in its entry's ``re``, by the leaf of the earlier
entry and, where only a provision is meant, its address there. `TYPES` gives each act the name it has in
an entry, `CONCERNS` what its ``re`` may name. The acts stand in `travaux.record.acts`, by what they are
about; others take them from here.
"""

from __future__ import annotations

from typing import Final

from travaux.record.acts.answering import (
    Corrects,
    EntersHold,
    GivesAnswer,
    JoinsSponsors,
    LeavesSponsors,
    LiftsHold,
    MaintainsHold,
    ValidatesPosition,
    ViewsCollectiveReply,
    Withdraws,
)
from travaux.record.acts.asking import (
    AnswersQuestion,
    AsksQuestion,
    ExtendsPromise,
    MakesPromise,
    ReportsPromise,
)
from travaux.record.acts.keeping import (
    Redacts,
    Ticks,
)
from travaux.record.acts.membership import (
    AddsMember,
    DefinesGroup,
    EnrolsKey,
    Fingerprint,
    KeyUse,
    OpensInstrument,
    RemovesMember,
    RevokesKey,
    Role,
    RotatesKey,
)
from travaux.record.acts.settling import (
    AdoptsText,
    AgreesAdReferendum,
    AnswersMerger,
    AuthenticatesText,
    BreaksSilence,
    ClosesProvisionally,
    ConvenesMeeting,
    NotesSilenceElapsed,
    OpensSilence,
    ProposesMerger,
    RectifiesError,
    ReopensProvision,
    TiesPackage,
    UntiesPackage,
)
from travaux.record.acts.tabling import (
    AcknowledgesReceipt,
    ContestsRules,
    DeclaresRules,
    DraftStatus,
    NoteKind,
    Sealing,
    SendsNote,
    TablesDraft,
)

__all__ = [
    "NAMES",
    "TYPES",
    "AcknowledgesReceipt",
    "Act",
    "AddsMember",
    "AdoptsText",
    "AgreesAdReferendum",
    "AnswersMerger",
    "AnswersQuestion",
    "AsksQuestion",
    "AuthenticatesText",
    "BreaksSilence",
    "ClosesProvisionally",
    "ContestsRules",
    "ConvenesMeeting",
    "Corrects",
    "DeclaresRules",
    "DefinesGroup",
    "DraftStatus",
    "EnrolsKey",
    "EntersHold",
    "ExtendsPromise",
    "Fingerprint",
    "GivesAnswer",
    "JoinsSponsors",
    "KeyUse",
    "LeavesSponsors",
    "LiftsHold",
    "MaintainsHold",
    "MakesPromise",
    "NoteKind",
    "NotesSilenceElapsed",
    "OpensInstrument",
    "OpensSilence",
    "ProposesMerger",
    "RectifiesError",
    "Redacts",
    "RemovesMember",
    "ReopensProvision",
    "ReportsPromise",
    "RevokesKey",
    "Role",
    "RotatesKey",
    "Sealing",
    "SendsNote",
    "TablesDraft",
    "Ticks",
    "TiesPackage",
    "UntiesPackage",
    "ValidatesPosition",
    "ViewsCollectiveReply",
    "Withdraws",
]

Act = (
    OpensInstrument
    | AddsMember
    | RemovesMember
    | DefinesGroup
    | EnrolsKey
    | RotatesKey
    | RevokesKey
    | DeclaresRules
    | ContestsRules
    | TablesDraft
    | SendsNote
    | AcknowledgesReceipt
    | GivesAnswer
    | ViewsCollectiveReply
    | JoinsSponsors
    | LeavesSponsors
    | Withdraws
    | Corrects
    | EntersHold
    | MaintainsHold
    | LiftsHold
    | ValidatesPosition
    | AsksQuestion
    | AnswersQuestion
    | MakesPromise
    | ExtendsPromise
    | ReportsPromise
    | ConvenesMeeting
    | AgreesAdReferendum
    | ClosesProvisionally
    | ReopensProvision
    | OpensSilence
    | BreaksSilence
    | NotesSilenceElapsed
    | TiesPackage
    | UntiesPackage
    | ProposesMerger
    | AnswersMerger
    | AdoptsText
    | AuthenticatesText
    | RectifiesError
    | Redacts
    | Ticks
)
"""Take it apart with ``match`` and `typing.assert_never`."""

TYPES: Final[dict[str, type[Act]]] = {
    "instrument.open": OpensInstrument,
    "member.add": AddsMember,
    "member.remove": RemovesMember,
    "group.define": DefinesGroup,
    "key.enrol": EnrolsKey,
    "key.rotate": RotatesKey,
    "key.revoke": RevokesKey,
    "rules.declare": DeclaresRules,
    "rules.contest": ContestsRules,
    "draft.table": TablesDraft,
    "note.send": SendsNote,
    "note.receive": AcknowledgesReceipt,
    "answer.give": GivesAnswer,
    "collective.view": ViewsCollectiveReply,
    "sponsors.join": JoinsSponsors,
    "sponsors.leave": LeavesSponsors,
    "withdraw": Withdraws,
    "correct": Corrects,
    "hold.enter": EntersHold,
    "hold.maintain": MaintainsHold,
    "hold.lift": LiftsHold,
    "position.validate": ValidatesPosition,
    "question.ask": AsksQuestion,
    "question.answer": AnswersQuestion,
    "promise.make": MakesPromise,
    "promise.extend": ExtendsPromise,
    "promise.report": ReportsPromise,
    "meeting.convene": ConvenesMeeting,
    "provision.agree": AgreesAdReferendum,
    "provision.close": ClosesProvisionally,
    "provision.reopen": ReopensProvision,
    "silence.open": OpensSilence,
    "silence.break": BreaksSilence,
    "silence.elapse": NotesSilenceElapsed,
    "package.tie": TiesPackage,
    "package.untie": UntiesPackage,
    "merger.propose": ProposesMerger,
    "merger.answer": AnswersMerger,
    "text.adopt": AdoptsText,
    "text.authenticate": AuthenticatesText,
    "error.rectify": RectifiesError,
    "redact": Redacts,
    "tick": Ticks,
}
"""The name of each act in an entry. Names are never given another meaning."""

NAMES: Final[dict[type[Act], str]] = {act: name for name, act in TYPES.items()}
