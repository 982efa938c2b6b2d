"""Gather what the pages say, for each language they speak, and compile what is translated.

Run in the folder whose ``locale`` it is. It ends with 1 where something is not translated yet.
"""

import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.web.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

DATES = ('"POT-Creation-Date', '"PO-Revision-Date')
"""What would differ each time although nothing has changed."""
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def locale(code: str) -> str:
    """Write a language tag as gettext does: zh-hans is zh_Hans."""
    language, _, script = code.partition("-")
    return f"{language}_{script.title()}" if script else language


def main() -> int:
    names = [locale(code) for code in LANGUAGES]
    call_command("makemessages", locale=names, no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
    unfinished = 0
    for name in names:
        file = Path("locale") / name / "LC_MESSAGES" / "django.po"
        text = file.read_text(encoding="utf-8")
        kept = [
            line for line in text.splitlines() if not line.startswith(('"POT-Creation-Date', '"PO-Revision'))
        ]
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
        said = subprocess.run(
            ["msgfmt", "--check-format", "--statistics", "-o", file.with_suffix(".mo"), file],
            capture_output=True,
            text=True,
            check=True,
        ).stderr.strip()
        print(f"{name}: {said}")
        unfinished += "untranslated" in said or "fuzzy" in said
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
