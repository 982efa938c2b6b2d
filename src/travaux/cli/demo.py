"""``travaux demo``: an invented negotiation written out, compiled, and said in a few lines."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Reply
from travaux.answers.party import party_code
from travaux.cli import exit_codes
from travaux.cli.demo_record import RECORD, tell
from travaux.cli.files import FileFault, written
from travaux.cli.texts import draft_of, refused
from travaux.compile.compiling import compiled
from travaux.read.format import read
from travaux.render.docx import text_document
from travaux.render.proved import proved
from travaux.render.terminal import summary_lines
from travaux.render.word_tracked import tracked_document

if TYPE_CHECKING:
    import argparse
    from importlib.abc import Traversable

    from travaux.compile.compilation import Compilation
    from travaux.text.finding import Finding

ORDER: Final = tuple(party_code(code) for code in ("ARD", "AUR", "BOR", "CEL", "KES", "TAL", "VEL"))
"""The seven States of the Meridian Sea in the order they agreed for their names."""

LANGUAGES: Final = ("en", "fr", "ru", "ar", "zh")
TRACKED_AT: Final = "2026-03-12T17:40:00Z"
"""When the delegation that answers in Word is said to have done so: the same in every demo."""


AFTER: Final = "2026-03-23T08:00Z"
"""A moment of the story at which there is most to ask."""


def demo(options: argparse.Namespace) -> int:
    """Write the negotiation out, compile it in each language, record it, and sum up the English text."""
    folder = Path(options.folder)
    try:
        (folder / "answers").mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        return refused(
            FileFault(f"{folder} cannot be made: {fault.strerror}. Give a folder that may be written.")
        )
    files = dict(_sources(resources.files("travaux.demo_negotiation")))
    outputs: dict[str, bytes] = {}
    english: Compilation | None = None
    for language in LANGUAGES:
        compilation, made = _compiled(language, files)
        outputs |= made
        outputs |= {
            f"consolidated.{language}{ending}": proved(compilation, ending)
            for ending in (
                (".html", ".md", ".docx", ".json", ".xlsx") if language == "en" else (".html", ".md")
            )
        }
        english = english or compilation
    try:
        for name in [*files, *outputs]:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        written({str(folder / name): data for name, data in (files | outputs).items()})
    except OSError as fault:
        return refused(FileFault(f"{fault.filename} cannot be made: {fault.strerror}. Give another folder."))
    except FileFault as fault:
        return refused(fault)
    record = folder / RECORD
    told = not record.exists()
    if told:
        tell(_story(), folder)
    if english is not None:
        print("\n".join(summary_lines(english)))
    print(f"\nThe drafts, the answers and everything made of them are in {folder}{'/'}")
    print(
        f"Open {folder / 'consolidated.en.html'} to read the text; the same in fr, ru, ar and zh beside it."
    )
    print(
        f"\n{record} is the round as a record{'' if told else ', and was left as it is'}. Ask it as of "
        f"{AFTER}:"
    )
    for verb in ("status", "owed", "matrix", 'history "Article 8"'):
        print(f"  travaux {verb} --record {record} --at {AFTER}")
    print("and as it stands now:")
    for verb in ("log", "verify", "export --for ARD"):
        print(f"  travaux {verb} --record {record}")
    return exit_codes.DONE


def _story() -> str:
    return resources.files("travaux.demo_negotiation").joinpath("record.txt").read_text(encoding="utf-8")


def _sources(folder: Traversable, within: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        if one.is_dir() and not one.name.startswith("__"):
            found += _sources(one, f"{within}{one.name}/")
        elif one.name.endswith(".md"):
            found.append((within + one.name, one.read_bytes()))
    return found


def _compiled(language: str, files: dict[str, bytes]) -> tuple[Compilation, dict[str, bytes]]:
    """Compile one language's draft with the answers given to it; give also the Word files it took."""
    title = f"agreement.{language}.md"
    base = read(files[title], name=title, parties=ORDER)
    draft = draft_of(base, title)
    made = {f"agreement.{language}.docx": text_document(draft)} if language == "en" else {}
    inside = "answers/" if language == "en" else f"answers.{language}/"
    replies: list[Reply] = []
    findings: list[Finding] = []
    for source, data in files.items():
        if not source.startswith(inside):
            continue
        party = party_code(source.removeprefix(inside).split(".")[0])
        reading = read(data, name=source, parties=ORDER)
        name = source
        if ".tracked." in source and reading.text is not None:
            name = f"{inside}{party}.docx"
            made[name] = tracked_document(draft, reading.text, author=party, at=TRACKED_AT)
            reading = read(made[name], name=name, parties=ORDER)
        findings += reading.findings
        if reading.reply is not None:
            replies.append(reading.reply)
        else:
            replies.append(
                Reply(
                    party=party,
                    text=reading.text,
                    reject_all=reading.reject_all,
                    lines=reading.lines,
                    reject_all_lines=reading.reject_all_lines,
                    source=name,
                )
            )
    names = [(party.code, party.name) for party in base.parties]
    return compiled(draft, replies, order=ORDER, names=names, findings=findings), made
