"""What the verbs take that ask the record."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import ENTRY, about, asked


def status(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "The four questions: what is agreed now; who may speak to it; when may a change be proposed;\n"
        "which proposals are undecided.",
        example='travaux status --at "2026-03-20 18:00 Europe/Zurich"',
    )
    asked(verb, of_draft=False)


def owed(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Answers, questions and promises that are open: since when, due when and in whose time, overdue\n"
        "or extended.",
        example="travaux owed BOR",
    )
    verb.add_argument("party", metavar="PARTY", nargs="?", help="only what it owes and is owed")
    asked(verb, of_draft=False)


def matrix(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux matrix --at 40")
    asked(verb, page=".html to print, .md, .txt, or .xlsx")


def history(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux history "Article 4"')
    verb.add_argument(
        "provision",
        metavar="PROVISION",
        help='"Article 4", "Article 4(1)" or art_4__para_1; or what is added: "Article 4(4 bis)"',
    )
    asked(verb)


def since(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Two pages to print: what others did since the party last acted, or since --from.",
        example="travaux since BOR",
    )
    verb.add_argument("party", metavar="PARTY", help="for whom")
    verb.add_argument("--from", dest="start", metavar="MOMENT", help="since this size or instant instead")
    asked(verb, of_draft=False)


def standing(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Each answer that stood on the earlier draft is unchanged, moved, in need of confirmation, or\n"
        "void. Nothing is carried over by that: only its party's word tables it again, see retable.",
        example="travaux standing BOR",
    )
    verb.add_argument("party", metavar="PARTY", nargs="?", help="only of this party's answers")
    verb.add_argument(
        "--of", metavar="ENTRY", help="of the answers to this earlier draft: its entry; the one before"
    )
    asked(verb)


def coverage(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux coverage 28")
    verb.add_argument("entry", metavar="ENTRY", help=f"the reply: {ENTRY}")
    asked(verb, of_draft=False)


def fates(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux fates --party ARD")
    verb.add_argument("--party", metavar="CODE", help="only of this party's proposals")
    asked(verb, of_draft=False)


def log(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux log --last 10")
    verb.add_argument("--by", metavar="CODE", help="only acts of this party")
    verb.add_argument("--type", metavar="TYPE", help='only of this kind: "answer" or "answer.give"')
    verb.add_argument("--last", metavar="N", type=int, help="only the last N")
    verb.add_argument("--hashes", action="store_true", help="with the hash of each")
    asked(verb, page="", of_draft=False)


def show(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux show 28 --documents out")
    verb.add_argument("entry", metavar="ENTRY", help=f"which: {ENTRY}")
    verb.add_argument("--documents", metavar="DIR", help="write its documents there, byte for byte")
    verb.add_argument("--leaf", action="store_true", help="print the very bytes that are recorded")
    asked(verb, page="", of_draft=False)
