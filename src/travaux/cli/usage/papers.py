"""What the verbs take that record drafts, papers, answers, questions and promises."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import (
    ENTRY,
    about,
    acting,
    as_it_is,
    deadline,
    documents,
    on_draft,
    part,
    provisions,
)


def table(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "The files are its language versions. Each is read first, and what was found is shown: a file\n"
        "with an error in it is tabled only with --anyway. A draft tabled after another carries its\n"
        "provisions on; what became of every standing answer is shown, and nothing is re-tabled by it.",
        example='travaux table agreement.en.md agreement.fr.md --title "Fifth draft"',
    )
    verb.add_argument("files", metavar="FILE", nargs="+", help="the draft, in each of its languages")
    verb.add_argument("--title", required=True, help='what it is called: "Second draft"')
    verb.add_argument(
        "--status",
        default="draft",
        choices=[
            *("zero draft", "draft", "compilation", "chair's text", "non-paper", "assembled text"),
            *("party's text", "final text"),
        ],
        help="what it has of standing (draft)",
    )
    verb.add_argument("--follows", metavar="ENTRY", help="the draft it follows; the latest")
    verb.add_argument("--beside", action="store_true", help="it follows none, and stands beside the others")
    verb.add_argument("--not-a-basis", action="store_true", help="answers are not asked to this text")
    verb.add_argument("--taken-over", action="store_true", help="its brackets come from before this record")
    verb.add_argument("--understanding", metavar="WORDS", default="", help="on which it was tabled")
    as_it_is(verb, "an error was found in a file, or ")
    acting(verb)


def send(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Sealed, signed or unsigned: each is valid. The file is kept as it is, byte for byte.",
        example='travaux send papers/note-14.md --kind "note verbale" --to ARD --re 15 --sealing sealed',
    )
    verb.add_argument("files", metavar="FILE", nargs="*", help="the paper")
    as_it_is(verb)
    verb.add_argument(
        "--kind",
        default="note verbale",
        choices=[
            *("note verbale", "aide-memoire", "memorandum", "non-paper", "letter", "statement"),
            "other paper",
        ],
        help="what sort of paper (note verbale)",
    )
    verb.add_argument("--to", metavar="LIST", default="", help="to which members or groups; to all")
    verb.add_argument("--reference", metavar="NUMBER", default="", help='its own number: "No. 142-n"')
    verb.add_argument("--subject", metavar="WORDS", default="", help="what it is about")
    verb.add_argument(
        "--sealing",
        choices=["signed", "sealed", "unsigned"],
        default="unsigned",
        help="how its sender vouches for it (unsigned)",
    )
    verb.add_argument("--status", metavar="WORDS", default="", help='of what standing: "no status"')
    verb.add_argument("--principals", metavar="LIST", default="", help="in whose name it speaks")
    verb.add_argument("--dated", metavar="DATE", default="", help="when it was sent, as it says itself")
    verb.add_argument("--re", metavar="ENTRY", action="append", default=[], help=f"what it answers: {ENTRY}")
    acting(verb)


def receive(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Receipt is not agreement.",
        example="travaux receive 17 --as BOR --on 2026-03-04 --channel hand",
    )
    verb.add_argument("entry", metavar="ENTRY", help=f"what has come: {ENTRY}")
    verb.add_argument("--document", metavar="NAME", help="which of its documents, where it has several")
    verb.add_argument("--on", metavar="WHEN", default="", help="when it came, as the receiver says")
    verb.add_argument("--channel", default="", help='how it came: "hand"')
    verb.add_argument("--words", default="", help="what is said with it")
    acting(verb)


def answer(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "With a file: the reply itself, an answer sheet, the draft with tracked changes, or the draft\n"
        "as the party would have it. It is read first, and what was found is shown: a reply with an\n"
        "error in it, or with comments or hidden words that others would read, is recorded only with\n"
        "--anyway. With --position: an answer on the provisions named, written down as an answer sheet.\n"
        "Without either: that an answer was given, and to what.",
        example='travaux answer "Article 4(1)" --position amends --replace forty --with thirty --as ARD',
    )
    verb.add_argument(
        "what",
        metavar="FILE|PROVISION",
        nargs="*",
        help='the reply; or, with --position, the provisions: "Article 4(1)" or art_4__para_1; or what '
        'another party would add: "Article 4 bis"',
    )
    verb.add_argument("--from", dest="on_behalf", metavar="CODE", help="the same as --for")
    verb.add_argument("--only", metavar="PROVISION", action="append", default=[], help="it answers only this")
    verb.add_argument("--principals", metavar="LIST", default="", help="in whose name, where for several")
    verb.add_argument("--capacity", metavar="WORDS", default="", help="in which capacity, as it says itself")
    verb.add_argument(
        "--covers",
        metavar="PROVISION",
        action="append",
        default=[],
        help="what it speaks to, as its author says, where its document cannot be read for that",
    )
    as_it_is(verb, "an error was found in the reply, or ")
    on_draft(verb)
    sheet = verb.add_argument_group("an answer on the provisions named")
    sheet.add_argument(
        "--position",
        choices=[
            *("accepts", "accepts except", "amends", "adds", "deletes", "moves", "merges", "splits"),
            *("editorial", "opposes", "holds", "asks", "supports", "withdraws"),
        ],
        help="what it says of them",
    )
    for name, what in (
        ("--words", "the provision as it should read, in bracket notation"),
        ("--replace", "words that stand in it, exactly"),
        ("--with", "the words in their place; for merges: the other provisions"),
        ("--strike", "words that should go"),
        ("--insert", "words that should come in, --after or --before others"),
        ("--after", "behind these words; for moves: behind this provision"),
        ("--before", "ahead of these words"),
        ("--inside", "adds: first in this provision"),
        ("--number", "the number it should bear"),
        ("--except", "the words it is not accepted with"),
        ("--party", "supports and opposes: whose proposal"),
        ("--kind", "holds: scrutiny, parliamentary, linguistic, substantive or general"),
        ("--question", "asks: what"),
        ("--reason", "why"),
    ):
        sheet.add_argument(name, dest=f"sheet_{name[2:]}", metavar="WORDS", help=what)
    sheet.add_argument("--if", dest="sheet_if", metavar="WORDS", action="append", help="on which condition")
    acting(verb)


def retable(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "An answer to a draft stays an answer to that draft. By this its party says that it is its answer\n"
        "to the new one too: with the same position, words and reason, at the provision's new number.\n"
        "An answer that needs confirmation or is void cannot be given again as it is.\n"
        "BOR/28.3 is the third unit of what entry 28 says for BOR; no later act changes that name.",
        example="travaux retable BOR/28.3 BOR/28.7 --as BOR",
    )
    verb.add_argument(
        "answers",
        metavar="ANSWER",
        nargs="*",
        help="which, as `travaux standing` names them; all that are unchanged or moved",
    )
    verb.add_argument(
        "--of", metavar="ENTRY", help="of the answers to this earlier draft: its entry; the one before"
    )
    on_draft(verb)
    acting(verb)


def collective(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A reply in the name of several stays one reply. Whoever asked says whether it counts as an\n"
        "answer to what was asked; others may see it otherwise, and both stand.",
        example='travaux collective refuse 25 "An answer in national capacity was asked for." --as ARD',
    )
    verb.add_argument("view", choices=["accept", "refuse"], help="whether it is taken as an answer")
    verb.add_argument("entry", metavar="ENTRY", help=f"the reply: {ENTRY}")
    verb.add_argument("words", metavar="WORDS", nargs="?", default="", help="why")
    acting(verb)


def sponsor(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux sponsor join 27 "Article 4(3)" --as ARD')
    verb.add_argument("what", choices=["join", "leave"], help="join the proposal, or leave it")
    verb.add_argument("entry", metavar="ENTRY", help=f"the answer that proposes it: {ENTRY}")
    verb.add_argument("provisions", metavar="PROVISION", nargs="+", help="at which provision")
    verb.add_argument("--words", default="", help="what is said with it")
    acting(verb)


def hold(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A hold keeps a position open. It is neither opposition nor support.",
        example='travaux hold enter "Article 8" --kind scrutiny --as CEL',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    enter = part(what, "enter", "enter a hold on a draft, or on provisions of it")
    provisions(enter, what="on which; on the whole draft")
    enter.add_argument(
        "--kind",
        required=True,
        choices=["scrutiny", "parliamentary", "linguistic", "substantive", "general"],
        help="what it waits for",
    )
    enter.add_argument("--words", default="", help="what is said with it")
    acting(enter)
    for name, short in (("maintain", "say that a hold stays"), ("lift", "lift a hold")):
        later = part(what, name, short)
        later.add_argument("entry", metavar="ENTRY", help=f"the hold: {ENTRY}")
        later.add_argument("--words", default="", help="what is said with it")
        acting(later)


def validate(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux validate --wrongly "Our answer to Article 6 is not shown." --as VEL')
    provisions(verb, what="at which provisions; everywhere")
    which = verb.add_mutually_exclusive_group(required=True)
    which.add_argument("--rightly", action="store_true", help="it is rightly shown")
    which.add_argument("--wrongly", metavar="WORDS", help="it is not, and what is wrong")
    verb.add_argument("--size", type=int, metavar="SIZE", help="the record it was looked at from; as it is")
    acting(verb)


def correct(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Both stay: nothing is edited.",
        example='travaux correct 28 "In Article 8, for 13,000 read 12,000." --as BOR',
    )
    verb.add_argument("entry", metavar="ENTRY", help=f"the entry with the mistake: {ENTRY}")
    verb.add_argument("words", metavar="WORDS", help="what is wrong, and what it should say")
    verb.add_argument(
        "--at-provision",
        metavar="PROVISION",
        action="append",
        default=[],
        dest="provisions",
        help="where in it the mistake is; may be given several times",
    )
    documents(verb)
    acting(verb)


def withdraw(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux withdraw 28 "Article 8(2)" --as BOR')
    verb.add_argument("entry", metavar="ENTRY", help=f"what is taken back: {ENTRY}")
    verb.add_argument("provisions", metavar="PROVISION", nargs="*", help="only this part of it")
    verb.add_argument("--words", default="", help="what is said with it")
    acting(verb)


def ask(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        example='travaux ask "Who keeps the list?" --to CEL,VEL --due 2026-03-20 --zone Europe/Zurich',
    )
    verb.add_argument("words", metavar="WORDS", help="the question")
    verb.add_argument("--to", metavar="LIST", required=True, help="whom it is put to")
    deadline(verb, what="by when an answer is asked for")
    verb.add_argument("--capacity", metavar="WORDS", default="", help="in which capacity, in one's own words")
    verb.add_argument("--re", metavar="ENTRY", action="append", default=[], help=f"what it is about: {ENTRY}")
    verb.add_argument("--on", metavar="PROVISION", action="append", default=[], help="of the draft: which")
    on_draft(verb)
    documents(verb)
    acting(verb)


def reply(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux reply 22 "Those at sea, and no others." --as CEL')
    verb.add_argument("entry", metavar="ENTRY", help=f"the question: {ENTRY}")
    verb.add_argument("words", metavar="WORDS", nargs="?", default="", help="the answer")
    verb.add_argument("--principals", metavar="LIST", default="", help="in whose name, where for several")
    documents(verb)
    acting(verb)


def promise(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        example='travaux promise make "A reply on Article 6" --to ARD --due 2026-03-27 --zone Europe/Zurich',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    make = part(what, "make", "promise something")
    make.add_argument("words", metavar="WORDS", help="what is promised")
    make.add_argument("--to", metavar="LIST", default="", help="to whom; to all")
    make.add_argument("--re", metavar="ENTRY", action="append", default=[], help=f"what asked for: {ENTRY}")
    deadline(make, what="by when")
    documents(make)
    acting(make)
    extend = part(what, "extend", "set a promise another date")
    extend.add_argument("entry", metavar="ENTRY", help=f"the promise: {ENTRY}")
    deadline(extend, what="by when now", required=True)
    extend.add_argument("--words", default="", help="what is said with it")
    acting(extend)
    report = part(what, "report", "say that a promise was met, or was not")
    report.add_argument("entry", metavar="ENTRY", help=f"the promise: {ENTRY}")
    met = report.add_mutually_exclusive_group(required=True)
    met.add_argument("--met", action="store_true", help="it was met")
    met.add_argument("--not-met", action="store_true", help="it was not")
    report.add_argument(
        "--by", metavar="ENTRY", action="append", default=[], help=f"with what it was met: {ENTRY}"
    )
    report.add_argument("--words", default="", help="what is said with it")
    acting(report)
