"""The command ``travaux``: its verbs, their help, and how a run ends."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from travaux import __version__
from travaux.cli import exit_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ABOUT = """\
The written record of a negotiation, article by article.

A draft and the parties' answers in files become one consolidated text with brackets, alternatives and
names, in which nothing is lost; any party's own text can be taken out of it again, word for word."""

_ENDINGS = """\
The ending of each -o file chooses what it gets:
  .md .txt   the consolidated text in bracket notation
  .html      a page to read, print or send: one file, no script needed
  .docx      the consolidated text with brackets and names, for Word
  .json      everything; `travaux project` takes any party's text out of it
  .xlsx      position matrix, traceability, fates of all units, figures: no text, and no proof"""

_CODES = """\
The run ends with 0 when all is done; 3 when it is done but a reply was left out, an answer was not
understood or read found an error in a file (what is printed says which); 2 for a command line that
cannot be understood; 4 when a file cannot be read or written; 5 when the proof failed. After 2, 4
and 5 nothing was written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give back its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return _verb(options.verb)(options)
    except BrokenPipeError:
        sys.stderr.close()
        return exit_codes.DONE
    except KeyboardInterrupt:
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return exit_codes.STOPPED


def _verb(name: str) -> Callable[[argparse.Namespace], int]:
    """Fetch the verb's own file, and no other: the program starts as fast as the verb allows."""
    if name in {"read", "compare"}:
        from travaux.cli import texts  # noqa: PLC0415  only the verb that runs is loaded

        return texts.read if name == "read" else texts.compare
    if name in {"compile", "project", "brief"}:
        from travaux.cli import compiling  # noqa: PLC0415  as above

        return {"compile": compiling.compile, "project": compiling.project, "brief": compiling.brief}[name]
    from travaux.cli import demo  # noqa: PLC0415  as above

    return demo.demo


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="travaux",
        description=_ABOUT,
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"travaux {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_read(verbs)
    _add_compare(verbs)
    _add_compile(verbs)
    _add_project(verbs)
    _add_brief(verbs)
    _add_demo(verbs)
    return parser


_Verbs = argparse._SubParsersAction  # noqa: SLF001  argparse gives it no public name


def _add(
    verbs: _Verbs[argparse.ArgumentParser], name: str, short: str, *, more: str = "", example: str
) -> argparse.ArgumentParser:
    return verbs.add_parser(
        name,
        help=short,
        description=f"{short[0].upper()}{short[1:]}." + (f"\n\n{more}" if more else ""),
        epilog=f"Example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_read(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "read",
        "show how a file is understood: outline, figures and findings",
        more="Reads plain text and Markdown, Word (.docx, tracked changes included), HTML, answer sheets\n"
        "and two-column amendments. What the file is, is told by its content, not by its name.",
        example="travaux read draft.docx",
    )
    verb.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    verb.add_argument("--json", action="store_true", help="print what was read as JSON")


def _add_compare(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "compare",
        "show what became of each provision from one draft to another",
        example="travaux compare second-draft.docx third-draft.docx -o changes.html",
    )
    verb.add_argument("old", metavar="OLD", help="the earlier draft")
    verb.add_argument("new", metavar="NEW", help="the later draft, or a party's redraft")
    verb.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help="write .html, .txt or .json"
    )
    verb.add_argument("--json", action="store_true", help="print the comparison as JSON")


def _add_compile(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "compile",
        "compile a draft and the parties' answers into one consolidated text",
        more="Each answer is a sheet, the draft with tracked changes, or the draft as the party\n"
        "would have it. Before anything is written, every party's text and the draft are taken\n"
        f"out of each output again and compared, word for word.\n\n{_ENDINGS}",
        example="travaux compile draft.docx ARD=ardenia.md BOR=bordavia.docx --order ARD,AUR,BOR "
        "-o text.html -o text.json",
    )
    verb.add_argument("base", metavar="BASE", help="the draft that the parties answer")
    verb.add_argument("answers", metavar="PARTY=FILE", nargs="*", help="a party's code and its answer")
    verb.add_argument(
        "--order",
        metavar="LIST",
        default="",
        help="the protocol order: codes parted by commas. Names everybody who was asked, so that who has "
        "not answered is shown; without it, the parties the draft lists, else by code",
    )
    verb.add_argument(
        "--profile",
        choices=["attributed", "unattributed", "side-table"],
        default="attributed",
        help="names in the text (default), no names, or names in a table beside the text",
    )
    verb.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help="may be given several times"
    )
    verb.add_argument(
        "--cache",
        metavar="DIR",
        help="keep there what each answer came to, so that the next compile reads only answers that are "
        "new or changed; as confidential as the answers, and can be deleted at any time",
    )
    verb.add_argument(
        "--json", action="store_true", help="print the compilation as JSON instead of the summary"
    )
    verb.add_argument("--quiet", action="store_true", help="print nothing but what was asked for, and errors")


def _add_project(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "project",
        "take a party's own text, or the draft, out of a compilation",
        example="travaux project text.json BOR",
    )
    verb.add_argument(
        "compilation", metavar="COMPILATION.json", help="as written by travaux compile -o NAME.json"
    )
    verb.add_argument("party", metavar="PARTY", nargs="?", help="the party's code")
    verb.add_argument("--base", action="store_true", help="the draft instead of a party's text")
    verb.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help="write .md, .txt or .docx"
    )


def _add_brief(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "brief",
        "say in short what is at issue, provision by provision",
        more="For each contested provision: how many wordings there are, who shares them, in which words\n"
        "they differ. Apart from that: who holds, asks or sets a condition; and near-identical wordings\n"
        "that could become one, and who would have to agree to which words. Nothing is merged,\n"
        "and nobody is ranked.",
        example="travaux brief text.json -o brief.md",
    )
    verb.add_argument(
        "compilation", metavar="COMPILATION.json", help="as written by travaux compile -o NAME.json"
    )
    verb.add_argument(
        "--profile",
        choices=["attributed", "unattributed"],
        default="attributed",
        help="names beside the words (default), or no names",
    )
    verb.add_argument("-o", "--output", metavar="FILE", help="write .md or .txt instead of printing it")


def _add_demo(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _add(
        verbs,
        "demo",
        "write out an invented negotiation, compile it, and say what came of it",
        example="travaux demo meridian",
    )
    verb.add_argument(
        "folder", metavar="DIR", nargs="?", default="demo", help='where to write it (default "demo")'
    )
