"""What the verbs take that say where the text stands, and who meets on it."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import ENTRY, about, acting, deadline, documents, on_draft, part, provisions


def meet(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        example='travaux meet --place "Port Halvar" --forum "Plenary" --at-table ARD,BOR '
        '--begins "2026-03-24 10:00" --zone Europe/Zurich',
    )
    verb.add_argument("--place", required=True, help="where")
    verb.add_argument("--forum", required=True, help="in which setting")
    deadline(verb, "--begins", what="when it begins", required=True)
    verb.add_argument("--at-table", metavar="LIST", required=True, help="who may speak")
    verb.add_argument("--words", default="", help="what is said with it")
    verb.add_argument("--re", metavar="ENTRY", action="append", default=[], help=f"on its agenda: {ENTRY}")
    verb.add_argument("--on", metavar="PROVISION", action="append", default=[], help="of the draft: which")
    on_draft(verb)
    documents(verb)
    acting(verb)


def agree(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "By the chair or the secretariat: they are agreed ad referendum. By a party: it agrees to them\n"
        "so. Nothing is counted: the first never follows from the second.",
        example='travaux agree "Article 2" "Article 3(1)"',
    )
    _state(verb, "which are agreed")


def close(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux close "Article 2" --words "Until the Annex is settled."')
    _state(verb, "which are closed for now")


def reopen(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux reopen "Article 2" --words "At the request of CEL."')
    _state(verb, "which are open again")


def _state(verb: argparse.ArgumentParser, what: str) -> None:
    provisions(verb, what=what, least=True)
    verb.add_argument("--words", default="", help="what is said with it")
    acting(verb)


def silence(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        example='travaux silence open --ends "2026-04-03 12:00" --zone Europe/Zurich '
        '--means "The text is adopted."',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    begin = part(what, "open", "open a silence procedure on a draft, or provisions of it")
    provisions(begin, what="on which; on the whole draft")
    deadline(begin, "--ends", what="until when it may be broken", required=True)
    begin.add_argument("--means", metavar="WORDS", required=True, help="what follows if it is not broken")
    acting(begin)
    for name, short in (
        ("break", "break a silence procedure"),
        ("elapse", "note that a silence procedure ended unbroken"),
    ):
        later = part(what, name, short)
        later.add_argument("entry", metavar="ENTRY", help=f"the procedure: {ENTRY}")
        later.add_argument("--words", default="", help="what is said with it")
        acting(later)


def package(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        example='travaux package tie "Article 6" "Article 10" "The one only if the other stays." --as BOR',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    tie = part(what, "tie", '"A only if B": they stand or fall together')
    tie.add_argument("provisions", metavar="PROVISION", nargs="+", help="which, two at least")
    tie.add_argument("words", metavar="WORDS", help="how they hang together")
    on_draft(tie)
    acting(tie)
    untie = part(what, "untie", "untie a package: each stands for itself")
    untie.add_argument("entry", metavar="ENTRY", help=f"the package: {ENTRY}")
    untie.add_argument("--words", default="", help="what is said with it")
    acting(untie)


def merge(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Nothing is merged by a proposal: each party concerned has to consent.",
        example='travaux merge propose 23 27 --at "Article 4(1)" --wording "at least sixty days" --as CHR',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    propose = part(what, "propose", "one wording in the place of several")
    propose.add_argument("entries", metavar="ENTRY", nargs="+", help=f"the answers: {ENTRY}")
    propose.add_argument(
        "--at",
        metavar="PROVISION",
        required=True,
        dest="provision",
        help="of the draft they answer: at which",
    )
    propose.add_argument("--wording", required=True, help="the words in their place, in bracket notation")
    propose.add_argument("--words", default="", help="what is said with it")
    acting(propose)
    respond = part(what, "answer", "consent to a merger, or not")
    respond.add_argument("entry", metavar="ENTRY", help=f"the proposal: {ENTRY}")
    which = respond.add_mutually_exclusive_group(required=True)
    which.add_argument("--consents", action="store_true", help="it consents")
    which.add_argument("--refuses", action="store_true", help="it does not")
    respond.add_argument("--words", default="", help="what is said with it")
    acting(respond)


def adopt(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Its form and content are settled.",
        example='travaux adopt --how "by consensus"',
    )
    _settled(verb, "by what procedure")


def authenticate(verb: argparse.ArgumentParser) -> None:
    about(verb, "It is established as authentic.", example='travaux authenticate --how "by initialling"')
    _settled(verb, "by what act")


def _settled(verb: argparse.ArgumentParser, how: str) -> None:
    on_draft(verb)
    verb.add_argument("--how", metavar="WORDS", required=True, help=how)
    verb.add_argument("--words", default="", help="what is said with it")
    documents(verb)
    acting(verb)


def rectify(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "The corrected words stand in the place of the defective from the beginning, in every text that is\n"
        "compiled, with a note of what stood there. The draft as it was tabled stays in the record.",
        example='travaux rectify "Article 4(1)" --defective "forty days" --corrected "40 days"',
    )
    provisions(verb, what="where", least=True)
    verb.add_argument(
        "--defective",
        metavar="WORDS",
        required=True,
        help="the words as they stand, once",
    )
    verb.add_argument("--corrected", metavar="WORDS", required=True, help="the words in their place")
    verb.add_argument("--words", default="", help="what is said with it")
    documents(verb)
    acting(verb)
