"""``travaux read`` and ``travaux compare``: one file understood, two drafts set side by side."""

from __future__ import annotations

import json
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.files import FileFault, called, content, written
from travaux.compare.comparison import LanguageMismatch
from travaux.compare.comparison import compare as compared
from travaux.read.format import read as read_document
from travaux.read.package import NotReadable
from travaux.render.comparison_page import comparison_page
from travaux.render.records import comparison_record, reading_record
from travaux.render.terminal import comparison_lines, reading_lines
from travaux.text.finding import Severity
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    import argparse

    from travaux.compare.comparison import Comparison
    from travaux.read.known import Known
    from travaux.read.reading import Reading
    from travaux.text.instrument import Text


class NoTextError(Exception):
    """A file was given where a draft is needed and has none: which, what it is, what to do."""


def opened(name: str, *, parties: tuple[str, ...] = (), known: Known | None = None) -> Reading:
    """Read the file *name*; what is *known* from other files is taken from there. Raises FileFault."""
    return understood(content(name), name, parties=parties, known=known)


def understood(
    data: bytes, name: str, *, parties: tuple[str, ...] = (), known: Known | None = None
) -> Reading:
    """Read *data*, which is what the file *name* holds. Raises FileFault."""
    try:
        return read_document(data, name=called(name), parties=parties, known=known)
    except NotReadable as fault:
        msg = f"{name} cannot be read. {fault}"
        raise FileFault(msg) from fault


def draft_of(reading: Reading, name: str) -> Text:
    """Give the draft that was read; a consolidated text of ours is put on the table.

    Raises NoTextError where the file is an answer, or empty.
    """
    if reading.text is None:
        msg = (
            f"{name} was read as an answer ({reading.format}). Expected a draft: the text that is negotiated."
        )
        raise NoTextError(msg)
    if not reading.text.provisions:
        msg = f"{name} has no words in it. Expected a draft."
        raise NoTextError(msg)
    return tabled(reading.text) if reading.consolidated else reading.text


def refused(fault: Exception) -> int:
    """Say on standard error what cannot be read, and give the exit code for it."""
    print(f"travaux: {fault}", file=sys.stderr)
    return exit_codes.UNREADABLE


def read(options: argparse.Namespace) -> int:
    """Show how a file is understood."""
    try:
        reading = opened(options.file)
    except FileFault as fault:
        return refused(fault)
    if options.json:
        print(json.dumps(reading_record(reading), ensure_ascii=False, indent=1))
    else:
        print("\n".join(reading_lines(reading)))
    faults = any(finding.severity is Severity.ERROR for finding in reading.findings)
    return exit_codes.INCOMPLETE if faults else exit_codes.DONE


def compare(options: argparse.Namespace) -> int:
    """Show what became of each provision."""
    try:
        old = draft_of(opened(options.old), options.old)
        new = draft_of(opened(options.new), options.new)
        comparison = compared(old, new)
        written({name: _rendered(comparison, name) for name in options.output})
    except (FileFault, NoTextError, LanguageMismatch) as fault:
        return refused(fault)
    if options.json:
        print(json.dumps(comparison_record(comparison), ensure_ascii=False, indent=1))
    elif not options.output:
        print("\n".join(comparison_lines(comparison)))
    return exit_codes.DONE


def _rendered(comparison: Comparison, name: str) -> bytes:
    match PurePath(name).suffix.lower():
        case ".html":
            return comparison_page(comparison)
        case ".json":
            return (json.dumps(comparison_record(comparison), ensure_ascii=False, indent=1) + "\n").encode()
        case ".txt" | ".md" | "":
            return ("\n".join(comparison_lines(comparison)) + "\n").encode()
        case ending:
            msg = f'{name}: a comparison cannot be written as "{ending}". Expected .html, .txt, .md or .json.'
            raise FileFault(msg)
