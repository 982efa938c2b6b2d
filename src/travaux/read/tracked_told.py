"""What is said of the tracked changes in a Word document: by whom, what, how often."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from travaux.read.document import Document
from travaux.read.tracked import On, Sort
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import listed, phrase

_CHANGED: Final = {
    (On.WORDS, Sort.INSERTED): phrase("inserted"),
    (On.WORDS, Sort.DELETED): phrase("deleted"),
    (On.WORDS, Sort.MOVED_FROM): phrase("moved from"),
    (On.WORDS, Sort.MOVED_TO): phrase("moved to"),
    (On.MARK, Sort.INSERTED): phrase("paragraph mark inserted"),
    (On.MARK, Sort.DELETED): phrase("paragraph mark deleted"),
    (On.MARK, Sort.MOVED_FROM): phrase("paragraph mark moved from"),
    (On.MARK, Sort.MOVED_TO): phrase("paragraph mark moved to"),
    (On.ROW, Sort.INSERTED): phrase("row inserted"),
    (On.ROW, Sort.DELETED): phrase("row deleted"),
    (On.ROW, Sort.MOVED_FROM): phrase("row moved from"),
    (On.ROW, Sort.MOVED_TO): phrase("row moved to"),
    (On.CELL, Sort.INSERTED): phrase("cell inserted"),
    (On.CELL, Sort.DELETED): phrase("cell deleted"),
    (On.CELL, Sort.MOVED_FROM): phrase("cell moved from"),
    (On.CELL, Sort.MOVED_TO): phrase("cell moved to"),
}
"""What was done with tracking, to what."""


def authors(document: Document, name: str) -> Iterator[Finding]:
    """Say of each author what they changed, in the order in which they first appear."""
    counts: dict[str, Counter[tuple[On, Sort]]] = {}
    for (author, sort, on), number in Counter(
        (revision.author, revision.sort, on) for revision, on in document.revised
    ).items():
        counts.setdefault(author, Counter())[on, sort] += number
    for author, count in counts.items():
        said = listed(
            phrase("{what}: {number}", what=_CHANGED[what], number=number) for what, number in count.items()
        )
        yield Finding(
            code="tracked-changes",
            message=phrase(
                "Tracked changes by {author}: {changes}.",
                author=author or phrase("nobody named"),
                changes=said,
            ),
            severity=Severity.NOTE,
            place=Place(source=name),
        )
