"""The closed union of everything that can be recorded.

An act says what was done. What it was done to stands in its entry's ``re``, by the leaf of the earlier
entry and, where only a provision is meant, its address there. `TYPES` gives each act the name it has in
an entry, `CONCERNS` what its ``re`` may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from travaux.answers.position import HoldKind
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.text.wording import PartyCode

Fingerprint = NewType("Fingerprint", str)
"""Which key: "SHA256:" and 43 characters."""


class Role(StrEnum):
    """What a member is in the negotiation."""

    PARTY = "party"
    OBSERVER = "observer"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"


class DraftStatus(StrEnum):
    """What a draft is called and has of standing, in the trade's own terms."""

    ZERO_DRAFT = "zero draft"
    DRAFT = "draft"
    COMPILATION = "compilation"
    CHAIRS_TEXT = "chair's text"
    NON_PAPER = "non-paper"
    ASSEMBLED_TEXT = "assembled text"
    PARTYS_TEXT = "party's text"
    FINAL_TEXT = "final text"


class NoteKind(StrEnum):
    """What sort of paper."""

    VERBALE = "note verbale"
    AIDE_MEMOIRE = "aide-memoire"
    MEMORANDUM = "memorandum"
    NON_PAPER = "non-paper"
    LETTER = "letter"
    STATEMENT = "statement"
    OTHER = "other paper"


class Sealing(StrEnum):
    """How a paper bears its sender's authority; each is valid."""

    SIGNED = "signed"
    SEALED = "sealed"
    UNSIGNED = "unsigned"


class KeyUse(StrEnum):
    """What a key is for; one key has one use."""

    ENTRY = "entry"
    """Signs entries."""
    COSIGN = "cosign"
    """Witnesses heads of the record."""


# --- the instrument and who is there


@dataclass(frozen=True, slots=True, kw_only=True)
class OpensInstrument:
    """The first entry: what is negotiated, and who keeps the record."""

    title: str
    keeper: PartyCode
    """The member that keeps the record; its key signs this entry."""
    keeper_name: str
    keeper_key: str
    """An OpenSSH public key line."""
    log: str
    """The key that signs the record's heads, as a verifier line of a signed note."""
    languages: tuple[str, ...] = ()
    led: bool = True
    """Whether a chair or the secretariat leads the talks. Where nobody does, each party tables its own
    texts as a basis, and declares by which rules it asks for answers to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddsMember:
    party: PartyCode
    name: str
    role: Role = Role.PARTY
    names: tuple[tuple[str, str], ...] = ()
    """Its name in other languages, by tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovesMember:
    party: PartyCode
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinesGroup:
    """Names some members as a group; naming it again defines it anew from here on."""

    name: PartyCode
    title: str
    members: tuple[PartyCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolsKey:
    """From here on the key signs for the party."""

    party: PartyCode
    line: str
    use: KeyUse = KeyUse.ENTRY
    holder: str = ""
    """In whose hands it is, where the party says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatesKey:
    """The new key takes the place of the old from here on; the old one signs this entry."""

    old: Fingerprint
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokesKey:
    """From this place in the record on the key signs for nobody. What it signed before stands."""

    key: Fingerprint
    words: str = ""


# --- rounds and drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaresRules:
    """Concerns the draft the round is on, where there is one already."""

    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestsRules:
    """Concerns the declaration."""

    rule: str
    """One of `travaux.answers.round.RULES`."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesDraft:
    """Puts a draft on the table; its documents are its language versions. Concerns the draft it follows."""

    title: str
    status: DraftStatus = DraftStatus.DRAFT
    taken_over: bool = False
    """Its brackets come from a negotiation that was not recorded here."""
    basis: bool = True
    """Answers are asked to this text. More than one text can be on the table."""
    understanding: str = ""
    """On which understanding it was tabled ("without prejudice to …")."""


# --- papers


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsNote:
    """A paper. Concerns what it answers, if it answers something: exactly which document or provision."""

    kind: NoteKind
    to: tuple[PartyCode, ...] = ()
    """Empty: to all."""
    reference: str = ""
    """Its own number ("No. 142-n")."""
    subject: str = ""
    sealing: Sealing = Sealing.UNSIGNED
    status: str = ""
    """What its sender says of its standing ("without prejudice", "no status")."""
    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it speaks, where not the sender alone."""
    sent: str = ""
    """When it was sent, as it says itself: a date or an instant. A claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgesReceipt:
    """Says that a paper has come. Concerns exactly one entry, and one of its documents where it had several.

    Receipt is not agreement.
    """

    on: str = ""
    """When it came, as the receiver says."""
    channel: str = ""
    words: str = ""


# --- answers


@dataclass(frozen=True, slots=True, kw_only=True)
class GivesAnswer:
    """Answers a draft. Concerns the draft; with addresses: those provisions only.

    In whole, it takes the place of all the party said on this draft before. By provision, it takes the place
    of what the party said on these provisions. Its document is the reply.
    """

    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it is given, where not the party alone. It stays one reply."""
    covers: tuple[str, ...] = ()
    """The provisions it speaks to, as its author says, where its document cannot be read for that."""
    capacity: str = ""
    """In which capacity it is given, as its author says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsCollectiveReply:
    """Says whether whoever asked takes a reply in the name of several as an answer. Concerns that reply."""

    accepts: bool
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinsSponsors:
    """Makes another party's proposal its own too. Concerns the answer, and the provision in it."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavesSponsors:
    """No longer sponsors it. Concerns what the party joined."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraws:
    """Takes back an entry of one's own, or with addresses only that part of it."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrects:
    """Says that an entry of one's own has a mistake, and what it should say. Both stay."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntersHold:
    """Concerns the draft, or provisions of it."""

    kind: HoldKind
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintainsHold:
    """Concerns the hold."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftsHold:
    """Concerns the hold."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatesPosition:
    """Says whether a party's position is shown rightly in a text. Concerns the draft it was shown on.

    With addresses: at these provisions only.
    """

    rightly: bool
    words: str = ""
    """What is wrong, where it is not."""
    size: int = 0
    """The size of the record from which what the party looked at was compiled."""


# --- questions and promises


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksQuestion:
    """Concerns what the question is about, where it is about something recorded."""

    to: tuple[PartyCode, ...]
    words: str
    due: Due | None = None
    capacity: str = ""
    """In which capacity an answer is asked for, in the asker's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersQuestion:
    """Concerns the question. In the name of several it stays one answer."""

    words: str = ""
    principals: tuple[PartyCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MakesPromise:
    """Concerns what was asked for, where something was."""

    words: str
    """What is promised."""
    to: tuple[PartyCode, ...] = ()
    due: Due | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendsPromise:
    """Concerns the promise."""

    due: Due
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPromise:
    """Says that a promise was met, or was not. Concerns the promise, and with what it was met.

    Whoever promised and whoever was promised may say so, and may differ: both stand side by side.
    """

    met: bool
    words: str = ""


# --- meetings and the state of provisions


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvenesMeeting:
    """Concerns what is on its agenda."""

    place: str
    forum: str
    begins: Due
    at_table: tuple[PartyCode, ...]
    """Who may speak."""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreesAdReferendum:
    """By the chair or the secretariat: provisions are agreed ad referendum. By a party: it agrees to them so.

    Nothing is counted: the first is never inferred from the second. Concerns provisions of a draft.
    """

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosesProvisionally:
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopensProvision:
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpensSilence:
    """Opens a silence procedure. Concerns the draft, or provisions of it."""

    ends: Due
    means: str
    """What follows if it is not broken, in the words of whoever opened it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreaksSilence:
    """Concerns the procedure."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSilenceElapsed:
    """Records that the time ended without the silence being broken. Concerns the procedure."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TiesPackage:
    """The provisions it concerns stand or fall together for whoever ties them: "A only if B"."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UntiesPackage:
    """Concerns the package."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposesMerger:
    """Would put one wording in the place of several proposals. Concerns the answers, each at its provision.

    Nothing is merged by it: each party concerned has to consent.
    """

    wording: str
    """In bracket notation."""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersMerger:
    """Concerns the proposed merger."""

    consents: bool
    words: str = ""


# --- the text, settled


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptsText:
    """Form and content of the text are settled. Concerns the draft."""

    how: str
    """By what procedure, in words: "by consensus"."""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatesText:
    """The text is established as authentic. Concerns the draft."""

    how: str
    """By what act: "by initialling"."""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectifiesError:
    """A procès-verbal of rectification. Concerns the provision of the adopted text; both texts are kept."""

    defective: str
    """The words as they stand."""
    corrected: str
    """The words that stand in their place from the beginning."""
    words: str = ""


# --- the record itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacts:
    """A document, or an entry, is no longer shown to anyone. Concerns it. Its hashes stay.

    In whole, an entry can be redacted on which nothing else depends: see `concerns.REDACTABLE`.
    """

    grounds: str
    gone_by: str = ""
    """The date after which no copy should exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Nothing was done."""


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
