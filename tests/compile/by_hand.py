"""Drafts and sheets as one writes them, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.read.sheet import read_sheet
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.answers.answer import Reply
    from travaux.compile.compilation import Compilation
    from travaux.text.instrument import Text


def draft(text: str) -> Text:
    read = read_plain(text.encode()).text
    assert read is not None
    return read


def sheet(party: str, text: str) -> Reply:
    reply = read_sheet(f"# Answer of Somebody ({party})\n\n{text}".encode(), name=f"{party}.md").reply
    assert reply is not None
    return reply


def compiling(base: str, **sheets: str) -> Compilation:
    """Compile *sheets*, by the code of their party, in the order in which they are given."""
    replies = [sheet(party, text) for party, text in sheets.items()]
    return compiled(draft(base), replies, order=tuple(map(PartyCode, sheets)))


def own(compilation: Compilation, party: str) -> list[str]:
    return [characters(each) for each in project(compilation.text, PartyCode(party)).provisions]


def laid(compilation: Compilation) -> list[str]:
    return [characters(each) for each in compilation.text.provisions]


def found(compilation: Compilation) -> list[tuple[str, str]]:
    return [(each.code, str(each.message)) for each in compilation.findings]
