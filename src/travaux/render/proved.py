"""A compilation rendered, and read back: nothing is handed out that does not give every text again."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from travaux.compile.carrier import CarrierError, provisions_of, to_json
from travaux.compile.project import project
from travaux.compile.proof import LossError, prove_same
from travaux.compile.rectified import rectified
from travaux.read.docx import read_docx
from travaux.read.plain import read_plain
from travaux.render.correction_told import IN_PLACE
from travaux.render.docx import compilation_document
from travaux.render.html import compilation_page
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile, profiled
from travaux.render.readback import read_back
from travaux.render.table import workbook
from travaux.render.telling import counted
from travaux.text.language import folded
from travaux.text.notation import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.compilation import Compilation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

ENDINGS: Final = (".md", ".txt", ".html", ".docx", ".json", ".xlsx")


class UnknownEndingError(ValueError):
    """A file's ending names no format: which it was and which there are."""

    def __init__(self, name: str) -> None:
        """Say which file, and what was expected."""
        super().__init__(f'"{name}" has an ending that names no format. Expected one of {" ".join(ENDINGS)}.')


def proved(compilation: Compilation, ending: str, profile: Profile = Profile.ATTRIBUTED) -> bytes:
    """Render *compilation* for a file with this *ending*, read the bytes back, and compare.

    JSON gives every party's text exactly. Bracket text, HTML and Word give every word of it: there,
    numbers are the draft's, and white space is folded. Where the profile leaves names out, what is
    read back is compared with the profiled text itself. Raises LossError, UnknownEndingError.
    """
    proof = _claim(compilation, profile)
    match ending.lower():
        case ".json":
            data = to_json(compilation)
            _same_in_json(compilation, data)
        case ".md" | ".txt":
            data = consolidated_text(compilation, profile)
            _words(compilation, profile, read_plain(data).text, "the bracket text")
        case ".docx":
            data = compilation_document(compilation, profile, proof)
            _words(compilation, profile, read_docx(data).text, "the Word document")
        case ".html":
            data = compilation_page(compilation, profile, proof)
            _words(compilation, profile, read_back(data), "the page")
        case ".xlsx":
            data = workbook(compilation, profile)
        case _:
            raise UnknownEndingError(ending)
    return data


def _claim(compilation: Compilation, profile: Profile) -> str:
    """Say what is checked of this document, naming nobody where the profile does not.

    What was rectified is in the words that are checked, and it is said so.
    """
    in_place = f" {IN_PLACE}" if rectified(compilation).made else ""
    units = (
        f"{counted(len(compilation.units), 'unit')} from "
        f"{counted(len(compilation.voices), 'reply', 'replies')}, each with one fate"
    )
    if profile is not Profile.ATTRIBUTED:
        return (
            f"{units}. The draft was taken out of this document again and found exact, and so was every "
            f"alternative; whose it is can be proved from the attributed text.{in_place}"
        )
    whose = ", ".join(compilation.parties) or "no party"
    return (
        f"{units}; {len(compilation.voices) + 1} projections taken out of this document again (the draft and "
        f"{whose}) and found exact, word for word. Numbers are the draft's.{in_place}"
    )


def _same_in_json(compilation: Compilation, data: bytes) -> None:
    try:
        prove_same(compilation.text, provisions_of(data))
    except CarrierError as fault:
        raise LossError(str(fault)) from fault


def _words(compilation: Compilation, profile: Profile, back: Text | None, where: str) -> None:
    if back is None:
        msg = f"{where} cannot be read back."
        raise LossError(msg)
    meant = profiled(rectified(compilation).text, profile, compilation.order).text
    whose: tuple[PartyCode | None, ...] = (None, *compilation.parties)
    if profile is not Profile.ATTRIBUTED:
        whose = (None,)
        _same("everybody", _shown(meant), _shown(back), where)
    for party in whose:
        _same(party or "the draft", _spoken(meant, party), _spoken(back, party), where)


def _same(whose: str, meant: Iterator[tuple[str, str]], back: Iterator[tuple[str, str]], where: str) -> None:
    for one, other in zip_longest(meant, back):
        if one is None or other is None or one[1] != other[1]:
            at = (one or other or ("", ""))[0]
            msg = (
                f'{whose}: read back from {where}, at {at}: expected "{one[1] if one else "nothing more"}" '
                f'and found "{other[1] if other else "nothing more"}".'
            )
            raise LossError(msg)


def _spoken(text: Text, party: PartyCode | None) -> Iterator[tuple[str, str]]:
    bare = replace(
        text, provisions=tuple(replace(one, renumberings=(), respacings=()) for one in text.provisions)
    )
    return _shown(project(bare, party))


def _shown(text: Text) -> Iterator[tuple[str, str]]:
    for provision in text.provisions:
        words = folded(f"{provision.label} {plain_characters(provision.words)}")
        if words:
            yield provision.eid, words
