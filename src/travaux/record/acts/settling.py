"""The acts of meetings, on the state of provisions, and by which a text is settled."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.answers.undertaking import Due
from travaux.text.wording import PartyCode


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
