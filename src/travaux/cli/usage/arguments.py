"""What many verbs take: which record, in whose name, for whose eyes, by when."""

from __future__ import annotations

import argparse


def about(verb: argparse.ArgumentParser, more: str = "", *, example: str) -> None:
    """Say what the verb does, beyond the one line it is listed with, and give an example."""
    if more:
        verb.description = f"{verb.description}\n\n{more}"
    verb.epilog = f"Example:\n  {example}"


_Parts = argparse._SubParsersAction  # noqa: SLF001  argparse gives it no public name


def part(what: _Parts[argparse.ArgumentParser], name: str, short: str) -> argparse.ArgumentParser:
    """Give one of the things that a verb does to what it is about: ``key new``, ``hold lift``."""
    return what.add_parser(
        name,
        help=short,
        description=f"{short[0].upper()}{short[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def record_file(verb: argparse.ArgumentParser | argparse._ArgumentGroup, *, at: bool = False) -> None:
    """Which record, and at which moment of it."""
    verb.add_argument(
        "--record",
        metavar="FILE",
        help="the record: NAME.travaux, or a bundle of it. Without it TRAVAUX_RECORD, or the only one here",
    )
    if at:
        verb.add_argument(
            "--at",
            metavar="MOMENT",
            help='as it was then: a size of the record, or an instant such as "2026-03-20T18:00Z" or, with '
            'a zone, "2026-03-20 18:00 Europe/Zurich"',
        )


def of_record(verb: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Which record, at which moment, as who may see it."""
    record_file(verb, at=True)
    verb.add_argument(
        "--as",
        dest="reader",
        metavar="CODE",
        help='as this member may see it, or "public"; without it, all there is',
    )


def asked(
    verb: argparse.ArgumentParser, *, page: str = ".html to print, .md or .txt", of_draft: bool = True
) -> None:
    """What every verb takes that asks the record; *of_draft*: where what it tells is of one draft."""
    of_record(verb)
    if of_draft:
        verb.add_argument(
            "--draft", metavar="ENTRY", help="of this draft: its entry; the latest on the table"
        )
    if page:
        verb.add_argument("-o", "--output", metavar="FILE", help=f"write it to a file: {page}")
    verb.add_argument("--json", action="store_true", help="print it as JSON, for a program")


def acting(verb: argparse.ArgumentParser, *, behalf: bool = True) -> None:
    """What every verb takes that records something."""
    group = verb.add_argument_group("in whose name, and for whom")
    group.add_argument(
        "--record",
        metavar="FILE",
        help="the record: NAME.travaux, or a bundle of it. Without it TRAVAUX_RECORD, or the only one here",
    )
    group.add_argument(
        "--as", dest="actor", metavar="CODE", help="who acts and signs; without it, the keeper of the record"
    )
    group.add_argument(
        "--key", metavar="FILE", help="the private key; without it, CODE in NAME.keys beside the record"
    )
    if behalf:
        group.add_argument(
            "--for",
            dest="on_behalf",
            metavar="CODE",
            help="write down what this party did on paper: recorded by who signs, not signed by the party",
        )
    else:
        group.set_defaults(on_behalf=None)
    group.add_argument(
        "--audience",
        metavar="WHO",
        help='who may see it: "public", "all" members, "party", "group:NAME" or "to:ARD,BOR"; without it, '
        "who may see what it is about, most often all members; the keeper sees everything",
    )
    group.add_argument("--done-at", metavar="INSTANT", help="when it was done, as its author says; now")
    group.add_argument(
        "--out",
        metavar="FILE",
        help="sign it into a file, to be sent to whoever keeps the record, and record nothing here",
    )
    group.add_argument("--dry-run", action="store_true", help="show what would be recorded, record nothing")
    group.add_argument("--json", action="store_true", help="print what was recorded as JSON")


def documents(verb: argparse.ArgumentParser) -> None:
    """Documents that go with the act."""
    verb.add_argument(
        "--doc",
        metavar="FILE",
        action="append",
        default=[],
        dest="files",
        help="a document that goes with it; may be given several times",
    )
    as_it_is(verb)


def as_it_is(verb: argparse.ArgumentParser, what: str = "") -> None:
    """Record files with what they carry beside their words."""
    verb.add_argument(
        "--anyway", action="store_true", help=f"although {what}a file carries comments or hidden words"
    )


def deadline(
    verb: argparse.ArgumentParser, name: str = "--due", *, what: str, required: bool = False
) -> None:
    """A deadline, and the zone whose time it is in."""
    verb.add_argument(
        name,
        metavar="WHEN",
        required=required,
        help=f'{what}: "2026-03-20 18:00", or "2026-03-20", until that day ends; needs --zone',
    )
    verb.add_argument("--zone", metavar="ZONE", help='whose time that is, such as "Europe/Zurich"')


def provisions(verb: argparse.ArgumentParser, *, what: str, least: bool = False) -> None:
    """Provisions of a draft."""
    verb.add_argument(
        "provisions",
        metavar="PROVISION",
        nargs="+" if least else "*",
        help=f'{what}: "Article 4, paragraph 1", "Article 4(1)" or art_4__para_1',
    )
    on_draft(verb)


def on_draft(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--draft", metavar="ENTRY", help="the draft meant: its entry; without it, the latest on the table"
    )


ENTRY = 'its number in `travaux log`, "17" or "#17", or the first 8 or more digits of its hash'
"""How an earlier entry is named."""
