"""Gather what the pages and the core say, for each language they speak, and compile what is translated.

Run in the folder of the pages, whose ``locale`` is one; the other is that of ``../render``. It ends with 1
where something is not translated yet. What English says otherwise than allauth is in a catalogue too, which
is only compiled: whoever changes `travaux.web.accounts.renamed` writes it.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.web.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from travaux.render.borrowed import borrowed

DATES = ('"POT-Creation-Date', '"PO-Revision-Date')
"""What would differ each time although nothing has changed."""
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
SAYING = {
    "say": 1,
    "said": 1,
    "sayable": 1,
    "written": 1,
    "clause": 1,
    "say_count": 2,
    "phrase": 1,
    "phrase_count": 2,
}
"""What the core says messages with, and how many of its first arguments are one message."""
CHOOSING = {"voiced", "_done"}
"""What chooses between two messages by whom they are about: its second and its third argument."""


def locale(code: str) -> str:
    """Write a language tag as gettext does: zh-hans is zh_Hans."""
    language, _, script = code.partition("-")
    return f"{language}_{script.title()}" if script else language


def main() -> int:
    names = [locale(code) for code in LANGUAGES]
    call_command("makemessages", locale=names, no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
    core = Path("../render")
    if core.is_dir():
        gather_core(core, names)
    unfinished = 0
    for name in (*names, locale(settings.LANGUAGE_CODE)):
        catalogues = (Path("locale", name, "LC_MESSAGES", "django.po"), core_file(core, name))
        for file in (one for one in catalogues if one.exists()):
            undated(file)
            said = subprocess.run(
                ["msgfmt", "--check-format", "--statistics", "-o", file.with_suffix(".mo"), file],
                capture_output=True,
                text=True,
                check=True,
            ).stderr.strip()
            print(f"{name}, {file.stem}: {said}")
            unfinished += "untranslated" in said or "fuzzy" in said
    return 1 if unfinished else 0


def undated(file: Path) -> None:
    kept = [one for one in file.read_text(encoding="utf-8").splitlines() if not one.startswith(DATES)]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")


def core_file(folder: Path, name: str) -> Path:
    return folder / "locale" / name / "LC_MESSAGES" / "travaux.po"


def gather_core(folder: Path, names: list[str]) -> None:
    """Put what the core says into its catalogues; what has a translation keeps it."""
    core = (one for one in sorted(folder.parent.rglob("*.py")) if "web" not in one.parts)
    found = [one for file in core for one in said_in(file)]
    found += [(one,) for one in borrowed()]
    calls = [f"say({', '.join(json.dumps(one, ensure_ascii=False) for one in each)})" for each in found]
    with tempfile.TemporaryDirectory() as name:
        source, template = Path(name, "said.py"), Path(name, "said.pot")
        source.write_text("\n".join(calls) + "\n", encoding="utf-8")
        subprocess.run(
            [
                *("xgettext", "--from-code=UTF-8", "--no-location", "--no-wrap", "--language=Python"),
                *("--keyword=say:1,2,2t", "--keyword=say:1,1t", "-o", template, source),
            ],
            check=True,
        )
        for language in names:
            merge(template, folder, language)


def said_in(file: Path) -> Iterator[tuple[str, ...]]:
    """Go through the messages that a file says: one, or one for one and one for several."""
    text = file.read_text(encoding="utf-8")
    if not any(one in text for one in ("travaux.render.tongue", "travaux.text.phrase")):
        return
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id in CHOOSING:
            yield from ((one,) for each in node.args[1:3] for one in constants(each))
        elif node.func.id in SAYING:
            count = SAYING[node.func.id]
            messages = [list(constants(one)) for one in node.args[:count]]
            if count == 1:
                yield from ((one,) for one in messages[0])
            elif all(messages):
                yield messages[0][0], messages[1][0]


def constants(node: ast.expr) -> Iterator[str]:
    """Give a message, or the two of which one is chosen."""
    match node:
        case ast.Constant(value=str(message)):
            yield message
        case ast.IfExp(body=one, orelse=other):
            yield from (*constants(one), *constants(other))
        case _:
            return


def merge(template: Path, folder: Path, language: str) -> None:
    """Bring a catalogue up to date; a new one begins with the head of the pages' own."""
    file = core_file(folder, language)
    if not file.exists():
        file.parent.mkdir(parents=True)
        head, _, _ = (
            Path("locale", language, "LC_MESSAGES", "django.po").read_text(encoding="utf-8").partition("\n\n")
        )
        file.write_text(f"{head}\n", encoding="utf-8")
    subprocess.run(
        [
            "msgmerge",
            "--quiet",
            "--update",
            "--backup=none",
            "--no-fuzzy-matching",
            "--no-wrap",
            file,
            template,
        ],
        check=True,
    )
    kept = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", file], capture_output=True, text=True, check=True
    ).stdout
    file.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
