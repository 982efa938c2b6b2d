"""The pages of docs/reference say what the code says, and no document points to what is not there."""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.finding_codes import findings_given
from travaux.cli import exit_codes
from travaux.cli.main import main
from travaux.compile.matrix import LEFT_OUT_RULE, NAMED_RULE, SILENT_RULE, SPOKE_RULE, UNSPOKEN_RULE
from travaux.compile.passed_over import PASSED_OVER_RULE

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = sorted([ROOT / "README.md", *DOCS.rglob("*.md"), *(ROOT / "changes").glob("*.md")])

Help = Callable[..., str]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Help:
    """Give what the program prints for ``--help``, on a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")

    def ask(*verb: str, ask: Sequence[str] = ("--help",)) -> str:
        with suppress(SystemExit):
            main([*verb, *ask])
        return capsys.readouterr().out

    return ask


def verbs(shown: Help) -> list[str]:
    return re.findall(r"^ {4}([a-z]+) {2,}\S", listed(shown), re.MULTILINE)


def listed(shown: Help) -> str:
    """Give what ``travaux verbs`` prints."""
    return shown("verbs", ask=())


def parts(shown: Help, verb: str) -> list[str]:
    """List what a verb does, where it does several things: ``key new``."""
    within = shown(verb).partition("\n  WHAT\n")[2]
    return re.findall(r"^ {4}([a-z]+) {2,}\S", within, re.MULTILINE)


ACTING = re.compile(r"\nin whose name, and for whom:\n(?:  .*\n)+")
"""What every verb takes that records something: on the page it stands once."""


def described(shown: Help, verb: str) -> str:
    named = [(verb,), *((verb, part) for part in parts(shown, verb))]
    helped = [ACTING.sub("\n... and in whose name, and for whom.\n", shown(*names)) for names in named]
    return "\n".join(f"```text\n{one}```\n" for one in helped)


def exit_code_rows() -> list[str]:
    """List the exit codes with the words that stand below each in the code."""
    rows: list[str] = []
    for one, after in pairwise(ast.parse(inspect.getsource(exit_codes)).body):
        match one, after:
            case (
                ast.AnnAssign(value=ast.Constant(value=int(code))),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                rows.append(f"| {code} | {said} |")
            case _:
                pass
    return rows


PAGE = """\
# Command line

What `travaux --help` prints, for the program and for each verb. The page is written from the program by
`make golden`.

{program}
## In whose name

Every verb that records something takes these, and shows what it records before it does.

```text
{acting}```

{verbs}
## Exit codes

| Code | Means |
|---|---|
{codes}
| 130 | Stopped from the keyboard. |

`travaux read` ends with 3 when one of its findings is an error; [Findings](findings.md) lists which are.
After 2, 4, 5 and 6 nothing was written.
"""


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse lays out its help otherwise from 3.13 on")
def test_the_page_of_the_command_line_is_what_the_program_prints(
    shown: Help, request: pytest.FixtureRequest
) -> None:
    page = PAGE.format(
        acting="".join(ACTING.findall(shown("send"))).lstrip("\n"),
        program=f"```text\n{shown()}```\n\n```text\n{listed(shown)}```\n",
        verbs="\n".join(f"## travaux {verb}\n\n{described(shown, verb)}" for verb in verbs(shown)),
        codes="\n".join(exit_code_rows()),
    )
    file = DOCS / "reference" / "command-line.md"
    if request.config.getoption("--golden"):
        file.write_text(page, encoding="utf-8")
    assert page == file.read_text(encoding="utf-8")


def test_every_exit_code_has_its_words() -> None:
    values = [value for name, value in vars(exit_codes).items() if name.isupper()]
    assert [int(row.split("|")[1]) for row in exit_code_rows()] == values


def test_every_verb_has_help_and_an_example(shown: Help) -> None:
    lacking = []
    for verb in verbs(shown):
        usage, description, *_ = shown(verb).split("\n\n")
        example = shown(verb).rpartition("Example:\n")[2].strip()
        if not usage.startswith("usage: ") or not description.endswith("."):
            lacking.append(f"{verb}: help")
        if not example.startswith(f"travaux {verb} "):
            lacking.append(f"{verb}: example")
    assert lacking == []


def test_every_verb_is_met_in_a_document_that_is_not_generated(shown: Help) -> None:
    written = "".join(
        page.read_text(encoding="utf-8") for page in DOCUMENTS if page.name != "command-line.md"
    )
    assert [verb for verb in verbs(shown) if f"travaux {verb}" not in written] == []


def test_the_page_of_findings_lists_what_the_code_can_give() -> None:
    page = (DOCS / "reference" / "findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE)
    assert sorted(rows) == sorted(findings_given())


def links(page: Path) -> list[tuple[Path, str]]:
    """List the files that *page* links to, and the heading in each, "" for none; specimens left out."""
    prose = re.sub(
        r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", prose) if not re.match(r"[a-z]+:", target)]
    parted = [target.partition("#") for target in targets]
    return [((page.parent / file).resolve() if file else page, heading) for file, _, heading in parted]


def headings(page: Path) -> set[str]:
    """List the headings of *page* as links name them: small letters, hyphens for spaces, no marks."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_every_link_to_a_file_or_a_heading_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {file.relative_to(ROOT)}{heading and '#'}{heading}"
        for page in DOCUMENTS
        for file, heading in links(page)
        if not file.exists() or (heading and heading not in headings(file))
    ]
    assert broken == []


def test_every_document_is_in_an_index() -> None:
    listed = {file for page in DOCS.rglob("README.md") for file, _ in links(page)}
    assert [page for page in sorted(DOCS.rglob("*.md")) if page not in listed | {DOCS / "README.md"}] == []


FORMAT = "c2sp.org"
"""Not a host that anything is asked of: every proof file begins with it, as its format has it."""


def test_no_document_names_a_host_or_a_path_of_a_machine() -> None:
    host = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev|cn)\b", re.IGNORECASE)
    path = re.compile(
        r"(?<![\w.\]/-])/(?:bin|etc|home|mnt|opt|root|srv|tmp|usr|var|work|Users)/|\b[A-Z]:\\\w"
    )
    named = [
        f"{page.relative_to(ROOT)}: {found}"
        for page in DOCUMENTS
        for pattern in (host, path)
        for found in pattern.findall(page.read_text(encoding="utf-8"))
        if found != FORMAT
    ]
    assert named == []


def test_the_counting_rules_are_those_of_the_matrix() -> None:
    page = (DOCS / "reference" / "counting.md").read_text(encoding="utf-8")
    printed = " ".join(page.replace("\n> ", "\n").split())
    for rule in (SPOKE_RULE, UNSPOKEN_RULE, NAMED_RULE, SILENT_RULE, LEFT_OUT_RULE, PASSED_OVER_RULE):
        assert rule in printed
