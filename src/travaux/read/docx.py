"""Word → Text: paragraphs and automatic numbers to provisions, in the two views of tracked changes."""

from collections.abc import Collection

from travaux.read.document import Document, open_document
from travaux.read.known import Known
from travaux.read.outline import Outline, has_layout
from travaux.read.own_bracket import resolved
from travaux.read.package import PARAGRAPH_LIMIT, TooLarge
from travaux.read.reading import Format, Reading
from travaux.read.tracked_told import authors
from travaux.read.view import View, docx_view
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.phrase import phrase


def read_docx(
    data: bytes, *, name: str = "", parties: Collection[str] = (), known: Known | None = None
) -> Reading:
    """Read a .docx as it stands with all tracked changes accepted, and with all rejected.

    ``reject_all`` is None where nothing is tracked. *name* is named in the findings, whose line is
    the paragraph, from 1. What is *known* from other documents is taken from there; the reading is the
    same without. Raises NotReadable (travaux.read.package) on what is no .docx, is locked, damaged,
    holds macros, or passes the limits.
    """
    known = Known() if known is None else known
    document = open_document(data, name=name, known=known)
    shown = docx_view(document, accept=True, name=name, known=known)
    if len(shown.lines) > PARAGRAPH_LIMIT:
        raise TooLarge(
            phrase(
                "{name} has {count} paragraphs; at most {most} are read. Split the "
                "document and read its parts.",
                name=name or phrase("The file"),
                count=f"{len(shown.lines):,}",
                most=f"{PARAGRAPH_LIMIT:,}",
            )
        )
    accepted, outlined = _text(document, shown, parties=parties, name=name, known=known)
    rejected: Text | None = None
    rejected_lines: tuple[int, ...] = ()
    if document.tracked:
        under = docx_view(document, accept=False, name=name, known=known)
        rejected, outlined_under = _text(document, under, parties=parties, name=name, known=known)
        rejected_lines = outlined_under.at
    return Reading(
        format=Format.DOCX,
        text=accepted,
        reject_all=rejected,
        lines=outlined.at,
        reject_all_lines=rejected_lines,
        consolidated=document.front.consolidated,
        findings=(
            *document.findings,
            *authors(document, name),
            *shown.findings,
            *outlined.findings,
        ),
    )


def _text(
    document: Document, shown: View, *, parties: Collection[str], name: str, known: Known
) -> tuple[Text, Outline]:
    front = document.front
    outlines = known.outlines(parties, ours=front.consolidated, laid_out=has_layout(shown.lines))
    outlined = outlines.outline(shown.lines, at=shown.at, source=name)
    titles = (folded(show(each.words)) for each in outlined.provisions if each.kind is Kind.TITLE)
    text = Text(
        title=front.title or next(titles, ""),
        draft=front.draft,
        language=front.language or outlined.language,
        provisions=outlined.provisions,
        tail=shown.tail,
    )
    return known.text(resolved(text)), outlined
