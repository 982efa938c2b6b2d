"""What is wrong, doubtful or worth knowing about a document, said so that its reader can act on it."""

from dataclasses import dataclass
from enum import StrEnum

from travaux.text.provision_name import cite_address


class Severity(StrEnum):
    """How much a finding matters to the person who gets it."""

    NOTE = "note"
    """Worth knowing; nothing is in doubt."""
    WARNING = "warning"
    """Kept, but somebody should look."""
    ERROR = "error"
    """Not understood or not usable; kept aside, and the summary says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the source (file name or party), the line from 1 (0: none), the address, some words.

    It is said with the provision as a person would name it; two of one number are told apart by the line.
    """

    source: str = ""
    line: int = 0
    address: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ", ".join(part for part in (self.source, line, cite_address(self.address)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found in a document: what, where, and what to do about it.

    ``code`` is stable and listed in docs/reference/findings.md; ``message`` says what was found and
    what was expected; ``hint`` says what to do and is empty where there is nothing to do.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    place: Place = Place()
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        hint = f" Hint: {self.hint}" if self.hint else ""
        return f"{self.severity}: {where}{self.message} [{self.code}]{hint}"
