"""Files of what a reader may see: which there are, how they are called, and their making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_noop

from travaux.compile.project import project
from travaux.render.docx import text_document
from travaux.render.plain import text_lines
from travaux.render.profile import Profile
from travaux.render.proved import proved
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode
    from travaux.web.reads.reading import Reading
    from travaux.web.room import Compiled

MEDIA: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
CALLED: Final = {
    ".docx": gettext_noop("Word"),
    ".html": gettext_noop("Web page"),
    ".md": gettext_noop("Bracket notation"),
    ".txt": gettext_noop("Plain text"),
    ".xlsx": gettext_noop("Workbook"),
    ".json": gettext_noop("Data, with every name"),
}
OWN: Final = (".docx", ".md", ".txt")
"""The forms in which one party's text, or the draft, is written."""
KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that can be had."""

    address: str
    label: str


def offered(reading: Reading, profile: Profile, whose: str = "") -> list[Offer]:
    """List the files of the text as it is shown. JSON holds every name, so it is not offered without."""
    if whose:
        query = reading.asking(whose=whose)
        return [Offer(reverse("download", args=[f"text{one}"]) + query, CALLED[one]) for one in OWN]
    query = reading.asking(profile="" if profile is Profile.ATTRIBUTED else profile.value)
    return [
        Offer(reverse("download", args=[f"consolidated{one}"]) + query, label)
        for one, label in CALLED.items()
        if one != ".json" or profile is Profile.ATTRIBUTED
    ]


def offered_matrix(reading: Reading) -> list[Offer]:
    """List the files of the positions."""
    return [Offer(reverse("download", args=["matrix.xlsx"]) + reading.query, CALLED[".xlsx"])]


def filename(reading: Reading, stem: str, ending: str, profile: Profile) -> str:
    """Name a file after what is in it: which draft, whose names, as of which moment if it is not now."""
    parts = [stem, f"draft-{reading.draft.number}"]
    parts += [] if profile is Profile.ATTRIBUTED else [profile.value]
    as_of = reading.older if reading.past is None else reading.past
    parts += [] if as_of is None else [f"at-{as_of}"]
    return "-".join(parts) + ending


def own_text(compiled: Compiled, party: PartyCode | None, ending: str) -> bytes:
    """Write one party's text, or the draft, as it is taken out of the consolidated text."""
    text = project(compiled.found.compilation.text, party)
    return text_document(text) if ending == ".docx" else text_lines(text, front=party is None)


_files: Final = Workshop[bytes]("rendering", kept=KEPT, english=True)


def rendered(compiled: Compiled, ending: str, profile: Profile) -> bytes:
    """Render the text and read it back. Raises StillCompiling where that takes longer, and LossError."""
    return _files.get(
        compiled, (ending, profile), lambda: proved(compiled.found.compilation, ending, profile)
    )
