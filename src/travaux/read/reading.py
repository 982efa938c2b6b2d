"""What a reader makes of one document: a text or a reply, and what was found on the way."""

from dataclasses import dataclass
from enum import StrEnum

from travaux.answers.answer import Reply
from travaux.answers.party import Party
from travaux.text.finding import Finding
from travaux.text.instrument import Text


class Format(StrEnum):
    """The formats a document is recognised as, by its content."""

    PLAIN = "plain"
    """Plain text or Markdown, in bracket notation where it has brackets."""
    SHEET = "sheet"
    """An answer sheet."""
    COLUMNS = "columns"
    """Amendments in two columns of plain text."""
    WORKBOOK = "workbook"
    """A table of answers in a workbook."""
    HTML = "html"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, read: a ``text`` or a ``reply``, and the findings.

    A document with tracked changes gives the ``text`` as it reads with all of them accepted, and
    ``reject_all``: the draft underneath.
    """

    format: Format
    text: Text | None = None
    reject_all: Text | None = None
    lines: tuple[int, ...] = ()
    """The line of the source in which each provision of ``text`` begins, from 1; 0 where it has none."""
    reject_all_lines: tuple[int, ...] = ()
    reply: Reply | None = None
    parties: tuple[Party, ...] = ()
    """The parties the document lists, in its order."""
    consolidated: bool = False
    """It says that it is a consolidated text of ours, so that its attributions are read as compiled."""
    laid_in: bool = False
    """What parties say stands in it beside what its draft had in brackets, names or none."""
    findings: tuple[Finding, ...] = ()
    """In the order of the document."""
