"""The acts by which parties ask, and promise."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.answers.undertaking import Due
from travaux.text.wording import PartyCode


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
