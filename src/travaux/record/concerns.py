"""What each kind of act may concern, and which can be taken back, redacted, or withdrawn in part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from travaux.record.act import (
    AcknowledgesReceipt,
    Act,
    AddsMember,
    AdoptsText,
    AgreesAdReferendum,
    AnswersMerger,
    AnswersQuestion,
    AsksQuestion,
    AuthenticatesText,
    BreaksSilence,
    ClosesProvisionally,
    ContestsRules,
    ConvenesMeeting,
    Corrects,
    DeclaresRules,
    DefinesGroup,
    EnrolsKey,
    EntersHold,
    ExtendsPromise,
    GivesAnswer,
    JoinsSponsors,
    LeavesSponsors,
    LiftsHold,
    MaintainsHold,
    MakesPromise,
    NotesSilenceElapsed,
    OpensInstrument,
    OpensSilence,
    ProposesMerger,
    RectifiesError,
    Redacts,
    RemovesMember,
    ReopensProvision,
    ReportsPromise,
    RevokesKey,
    RotatesKey,
    SendsNote,
    TablesDraft,
    Ticks,
    TiesPackage,
    UntiesPackage,
    ValidatesPosition,
    ViewsCollectiveReply,
    Withdraws,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """What an act's ``re`` may name."""

    kinds: tuple[type[Act], ...] = ()
    """The acts it may name; empty: any."""
    least: int = 0
    most: int | None = None
    addressed: bool | None = False
    """Whether provisions are named in it: None, they may be; True, they must be."""


WITHDRAWABLE: Final[tuple[type[Act], ...]] = (
    ContestsRules,
    TablesDraft,
    SendsNote,
    AcknowledgesReceipt,
    GivesAnswer,
    ViewsCollectiveReply,
    JoinsSponsors,
    EntersHold,
    ValidatesPosition,
    AsksQuestion,
    AnswersQuestion,
    MakesPromise,
    ReportsPromise,
    ConvenesMeeting,
    AgreesAdReferendum,
    OpensSilence,
    BreaksSilence,
    TiesPackage,
    ProposesMerger,
    AnswersMerger,
)
"""What its author can take back. The rest is undone by its own contrary act, or not at all."""

REDACTABLE: Final[tuple[type[Act], ...]] = (
    ContestsRules,
    SendsNote,
    AcknowledgesReceipt,
    ViewsCollectiveReply,
    JoinsSponsors,
    Corrects,
    EntersHold,
    ValidatesPosition,
    AsksQuestion,
    AnswersQuestion,
    MakesPromise,
    ReportsPromise,
    ConvenesMeeting,
    TiesPackage,
    ProposesMerger,
    AnswersMerger,
)
"""What can be redacted in whole: once it is gone, nothing else stands that did not, nor falls that stood.
Of every other entry only the documents can be."""

DIVISIBLE: Final[tuple[type[Act], ...]] = (GivesAnswer, EntersHold, AgreesAdReferendum)
"""What can be withdrawn at some of its provisions."""

_DRAFT: Final = (TablesDraft,)

CONCERNS: Final[dict[type[Act], Concerns]] = {
    OpensInstrument: Concerns(most=0),
    AddsMember: Concerns(most=0),
    RemovesMember: Concerns(most=0),
    DefinesGroup: Concerns(most=0),
    EnrolsKey: Concerns(most=0),
    RotatesKey: Concerns(most=0),
    RevokesKey: Concerns(most=0),
    DeclaresRules: Concerns(kinds=_DRAFT, most=1),
    ContestsRules: Concerns(kinds=(DeclaresRules,), least=1, most=1),
    TablesDraft: Concerns(kinds=_DRAFT, most=1),
    SendsNote: Concerns(addressed=None),
    AcknowledgesReceipt: Concerns(
        kinds=(SendsNote, GivesAnswer, TablesDraft, AnswersQuestion), least=1, most=1
    ),
    GivesAnswer: Concerns(kinds=_DRAFT, least=1, addressed=None),
    ViewsCollectiveReply: Concerns(kinds=(SendsNote, GivesAnswer, AnswersQuestion), least=1, most=1),
    JoinsSponsors: Concerns(kinds=(GivesAnswer,), least=1, addressed=True),
    LeavesSponsors: Concerns(kinds=(GivesAnswer,), least=1, addressed=True),
    Withdraws: Concerns(kinds=WITHDRAWABLE, least=1, addressed=None),
    Corrects: Concerns(least=1, addressed=None),
    EntersHold: Concerns(kinds=_DRAFT, least=1, addressed=None),
    MaintainsHold: Concerns(kinds=(EntersHold,), least=1, most=1),
    LiftsHold: Concerns(kinds=(EntersHold,), least=1, most=1),
    ValidatesPosition: Concerns(kinds=_DRAFT, least=1, addressed=None),
    AsksQuestion: Concerns(addressed=None),
    AnswersQuestion: Concerns(kinds=(AsksQuestion,), least=1),
    MakesPromise: Concerns(addressed=None),
    ExtendsPromise: Concerns(kinds=(MakesPromise,), least=1, most=1),
    ReportsPromise: Concerns(least=1),
    ConvenesMeeting: Concerns(addressed=None),
    AgreesAdReferendum: Concerns(kinds=_DRAFT, least=1, addressed=True),
    ClosesProvisionally: Concerns(kinds=_DRAFT, least=1, addressed=True),
    ReopensProvision: Concerns(kinds=_DRAFT, least=1, addressed=True),
    OpensSilence: Concerns(kinds=_DRAFT, least=1, addressed=None),
    BreaksSilence: Concerns(kinds=(OpensSilence,), least=1, most=1),
    NotesSilenceElapsed: Concerns(kinds=(OpensSilence,), least=1, most=1),
    TiesPackage: Concerns(kinds=_DRAFT, least=2, addressed=True),
    UntiesPackage: Concerns(kinds=(TiesPackage,), least=1, most=1),
    ProposesMerger: Concerns(kinds=(GivesAnswer,), least=2, addressed=True),
    AnswersMerger: Concerns(kinds=(ProposesMerger,), least=1, most=1),
    AdoptsText: Concerns(kinds=_DRAFT, least=1, most=1),
    AuthenticatesText: Concerns(kinds=_DRAFT, least=1, most=1),
    RectifiesError: Concerns(kinds=_DRAFT, least=1, addressed=True),
    Redacts: Concerns(least=1, most=1),
    Ticks: Concerns(most=0),
}
