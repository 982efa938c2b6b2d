"""What the verbs on files take: read, compare, compile, project, brief, demo."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import about

_ENDINGS = """\
The ending of each -o file chooses what it gets:
  .md .txt   the consolidated text in bracket notation
  .html      a page to read, print or send: one file, no script needed
  .docx      the consolidated text with brackets and names, for Word
  .json      everything; `travaux project` takes any party's text out of it
  .xlsx      position matrix, traceability, fates of all units, figures: no text, and no proof"""


def read(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Reads plain text and Markdown, Word (.docx, tracked changes included), HTML, answer sheets\n"
        "and two-column amendments. What the file is, is told by its content, not by its name.",
        example="travaux read agreement.en.docx",
    )
    verb.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    verb.add_argument("--json", action="store_true", help="print what was read as JSON")


def compare(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux compare agreement.en.md agreement.4.en.md -o changes.html")
    verb.add_argument("old", metavar="OLD", help="the earlier draft")
    verb.add_argument("new", metavar="NEW", help="the later draft, or a party's redraft")
    verb.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help="write .html, .txt or .json"
    )
    verb.add_argument("--json", action="store_true", help="print the comparison as JSON")


def compile(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Each answer is a sheet, the draft with tracked changes, or the draft as the party\n"
        "would have it. Before anything is written, every party's text and the draft are taken\n"
        "out of each output again and compared, word for word.\n\n"
        f"{_ENDINGS}",
        example="travaux compile agreement.en.md CEL=answers/CEL.redraft.md VEL=answers/VEL.docx "
        "--order AUR,CEL,VEL -o text.html -o text.json",
    )
    verb.add_argument("base", metavar="BASE", nargs="?", help="the draft that the parties answer")
    verb.add_argument("answers", metavar="PARTY=FILE", nargs="*", help="a party's code and its answer")
    _of_record(verb, "BASE")
    verb.add_argument(
        "--order",
        metavar="LIST",
        default="",
        help="the protocol order, codes parted by commas: everybody who was asked, so that who has not "
        "answered is shown; without it, the parties the draft lists, else by code",
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
        "new or changed; as confidential as they are, and can be deleted at any time",
    )
    verb.add_argument(
        "--json", action="store_true", help="print the compilation as JSON instead of the summary"
    )
    verb.add_argument("--quiet", action="store_true", help="print nothing but what was asked for, and errors")


def _of_record(verb: argparse.ArgumentParser, without: str) -> None:
    record = verb.add_argument_group(f"without {without}: the draft and the answers of the record")
    for name, metavar, dest, what in (
        ("--record", "FILE", "record", "which; the only one here"),
        ("--at", "MOMENT", "at", "as it stood then: a size or an instant"),
        ("--as", "CODE", "reader", "as this member may see it"),
        ("--draft", "ENTRY", "draft", "of this draft; the latest on the table"),
    ):
        record.add_argument(name, metavar=metavar, dest=dest, help=what)


def project(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux project consolidated.en.json BOR")
    verb.add_argument(
        "compilation", metavar="COMPILATION.json", help="as written by travaux compile -o NAME.json"
    )
    verb.add_argument("party", metavar="PARTY", nargs="?", help="the party's code")
    verb.add_argument("--base", action="store_true", help="the draft instead of a party's text")
    verb.add_argument(
        "-o", "--output", metavar="FILE", action="append", default=[], help="write .md, .txt or .docx"
    )
    verb.add_argument("--quiet", action="store_true", help="print nothing but what was asked for, and errors")


def brief(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "For each contested provision: how many wordings there are, who shares them, in which words\n"
        "they differ. Apart from that: who holds, asks or sets a condition; and near-identical wordings\n"
        "that could become one, and who would have to agree to which words. Nothing is merged,\n"
        "and nobody is ranked.",
        example="travaux brief consolidated.en.json -o brief.md",
    )
    verb.add_argument(
        "compilation",
        metavar="COMPILATION.json",
        nargs="?",
        help="as written by travaux compile -o NAME.json",
    )
    _of_record(verb, "COMPILATION.json")
    verb.add_argument(
        "--profile",
        choices=["attributed", "unattributed"],
        default="attributed",
        help="names beside the words (default), or no names",
    )
    verb.add_argument("-o", "--output", metavar="FILE", help="write .md or .txt instead of printing it")


def demo(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Seven States round the Meridian Sea. The drafts and answers are written as files and compiled,\n"
        "and the round is recorded in DIR/meridian.travaux, entry by entry. Its keys are made from a\n"
        "published word, so that everybody's demo is the same: use them for nothing else.",
        example="travaux demo meridian",
    )
    verb.add_argument(
        "folder", metavar="DIR", nargs="?", default="demo", help='where to write it (default "demo")'
    )


def verbs(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux verbs promise")
    verb.add_argument("words", metavar="WORD", nargs="*", help="only those of which the line has this word")
