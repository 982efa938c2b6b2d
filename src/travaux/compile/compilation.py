"""A compilation: a draft, what was done to it and by whom, and what became of everything submitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.shown import SHOWN, is_shown

if TYPE_CHECKING:
    from travaux.answers.answer import Answer, Unread
    from travaux.compile.before import Before
    from travaux.compile.consented import Consented
    from travaux.compile.correction import Correction, Rectification
    from travaux.compile.fate import Unit
    from travaux.compile.operation import Operation
    from travaux.text.finding import Finding
    from travaux.text.instrument import Identity, Text
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One reply as it is listed: who speaks, for whom, and from which document."""

    party: PartyCode
    principals: tuple[PartyCode, ...] = ()
    """Those it speaks for, itself where it is one of them; empty: for itself alone."""
    source: str = ""
    redraft: bool = False
    """The document was the draft as the party would have it, not a list of answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One answer, at the provision it speaks of."""

    party: PartyCode
    reference: str
    """The unit it is, by its name: see `unit_name`."""
    provision: Address | None
    """None: it speaks of the whole text, or of a proposal that stands nowhere in the draft."""
    answer: Answer
    conditions_on: tuple[Address, ...] = ()
    """The provisions its conditions name, as found in the draft."""
    before: Before | None = None
    """The proposal it speaks of, where that party proposes it no longer: it stays with those words."""
    corrected: tuple[Correction, ...] = ()
    """What its author has said since of a mistake in it; it stands as it was given."""
    merged: Consented | None = None
    """The merger in whose wording it stands, with its party's consent."""
    principals: tuple[PartyCode, ...] = ()
    """Those in whose name its party gave it, as the party says; none: its party's alone."""
    redraft: bool = False
    """It is what its party's redraft of the whole amounts to there, and no answer given by itself."""
    untaken: tuple[Unread, ...] = ()
    """What was given with it and was not understood: it is kept aside, and no part of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A reply that is not in the compilation, and why."""

    party: str
    source: str
    finding: Finding

    @property
    def unread(self) -> bool:
        """Whether there is nothing of it to read: of which provisions it speaks is not known."""
        return self.finding.code in _UNREAD


_UNREAD: Final = frozenset({"redacted-answer", "unreadable-answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """What a compile makes. ``draft`` and ``operations`` are the matter; ``text`` is drawn from them.

    Drawing takes long and a compile proves what it drew, so the drawn text is held, not drawn when asked for.
    """

    draft: Text
    text: Text
    """The consolidated text: what `consolidated` makes of draft, operations and order."""
    order: tuple[PartyCode, ...]
    """Everybody asked or heard, in the declared protocol order."""
    names: tuple[tuple[PartyCode, str], ...] = ()
    voices: tuple[Voice, ...] = ()
    operations: tuple[Operation, ...] = ()
    stances: tuple[Stance, ...] = ()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    corrected: tuple[Correction, ...] = ()
    """What whoever tabled the draft has said since of a mistake in it."""
    rectified: tuple[Rectification, ...] = ()
    """Errors in the adopted text that were rectified."""

    @property
    def base(self) -> Identity:
        """The identity of the draft."""
        return self.draft.identity

    @property
    def parties(self) -> tuple[PartyCode, ...]:
        """Those who replied in their own name, in protocol order."""
        return tuple(voice.party for voice in self.voices)

    @property
    def shown_only(self) -> frozenset[PartyCode]:
        """Those of whom only a text taken over shows something: none of them has said it, or replied."""
        own = {one.party for one in self.stances if not is_shown(one.answer)}
        return frozenset(one.party for one in self.voices if one.source == SHOWN and one.party not in own)
