"""What the verbs take that open a record: open, party, key, rules."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import ENTRY, about, acting, deadline, documents, part, record_file


def open(verb: argparse.ArgumentParser) -> None:  # noqa: A001  the verb's own name
    about(
        verb,
        "Makes the record, one file, and beside it the folder NAME.keys with two keys: the keeper's,\n"
        "which signs what the keeper records, and the key that signs the head of the record. Keep\n"
        "the folder where nobody else can read it, and a copy of it elsewhere.",
        example='travaux open straits.travaux --title "Agreement on Restraint" '
        "--parties ARD=Ardane,BOR=Bordavia",
    )
    verb.add_argument("file", metavar="FILE", help="the record to make: NAME.travaux")
    verb.add_argument("--title", required=True, help="what is negotiated")
    verb.add_argument(
        "--parties",
        metavar="LIST",
        action="append",
        default=[],
        help="CODE=NAME parted by commas, in protocol order; may be given several times",
    )
    verb.add_argument(
        "--keeper", metavar="CODE=NAME", default="SEC=Secretariat", help="who keeps the record (SEC)"
    )
    verb.add_argument("--languages", metavar="LIST", default="", help="the languages of the text: en,fr")
    verb.add_argument(
        "--nobody-leads",
        action="store_true",
        help="no chair leads the talks: each party tables texts that answers are asked to, and declares the "
        "rules for its own",
    )
    verb.add_argument("--name", metavar="ORIGIN", help="the name of the record in all its proofs; NAME")
    verb.add_argument(
        "--passphrase", action="store_true", help="lock the keeper's key: ssh-keygen asks for it"
    )
    verb.add_argument("--json", action="store_true", help="print what was recorded as JSON")


def party(verb: argparse.ArgumentParser) -> None:
    about(verb, example='travaux party add OBS="Sea Observatory" --role observer')
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = part(what, "add", "add a member, from this place in the record on")
    add.add_argument("member", metavar="CODE=NAME", help="its code, and what it is called")
    add.add_argument(
        "--role",
        choices=["party", "observer", "chair", "secretariat", "auditor"],
        default="party",
        help="what it is in the negotiation (party)",
    )
    acting(add, behalf=False)
    remove = part(what, "remove", "remove a member, from this place in the record on")
    remove.add_argument("party", metavar="CODE", help="which")
    remove.add_argument("--words", default="", help="what is said with it")
    acting(remove, behalf=False)
    group = part(what, "group", "name some members as a group, or name it anew")
    group.add_argument("group", metavar="CODE=TITLE", help="the code of the group, and what it is called")
    group.add_argument("members", metavar="CODE", nargs="+", help="who is in it")
    acting(group, behalf=False)


def key(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A party makes its key itself, keeps the private half, and gives the keeper the public half.\n"
        "Enrolled, revoked or replaced, a key is so from that place in the record on; what it\n"
        "signed before stands.",
        example="travaux key new KES --enrol",
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    new = part(what, "new", "make a key")
    new.add_argument("party", metavar="CODE", help="whose key it is")
    new.add_argument("--use", choices=["entry", "cosign"], default="entry", help="sign entries, or heads")
    new.add_argument("--holder", default="", help="in whose hands it is")
    new.add_argument("--enrol", action="store_true", help="and record at once, as the keeper, that it signs")
    new.add_argument("--passphrase", action="store_true", help="lock it: ssh-keygen asks for it")
    new.add_argument("--out", metavar="FILE", help="where to put it; without it, NAME.keys/CODE")
    record_file(new)
    enrol = part(what, "enrol", "enrol a key: from here on it signs for the party")
    enrol.add_argument("party", metavar="CODE", help="for whom it signs")
    enrol.add_argument("public", metavar="FILE.pub", nargs="?", help="its public key; NAME.keys/CODE.pub")
    enrol.add_argument("--use", choices=["entry", "cosign"], default="entry", help="sign entries, or heads")
    enrol.add_argument("--holder", default="", help="in whose hands it is")
    acting(enrol, behalf=False)
    rotate = part(what, "rotate", "put a new key in the place of the old, which signs this")
    rotate.add_argument("public", metavar="FILE.pub", nargs="?", help="the new public key; made if not given")
    acting(rotate, behalf=False)
    revoke = part(what, "revoke", "revoke a key: from here on it signs for nobody")
    revoke.add_argument("fingerprint", metavar="KEY", help='"SHA256:…", or the first characters of it')
    revoke.add_argument("--words", default="", help="why")
    acting(revoke, behalf=False)
    listed = part(what, "list", "list whose key signs from where to where")
    record_file(listed, at=True)
    listed.add_argument("--json", action="store_true", help="print it as JSON")


def rules(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "No rule has a default. What nobody declared is shown as not declared.",
        example='travaux rules declare "Third reading" --capacity national --silence nothing',
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    declare = part(what, "declare", "declare the rules of a round")
    declare.add_argument("name", metavar="NAME", help='what the round is called: "Third reading"')
    declare.add_argument("--draft", metavar="ENTRY", help="the draft the round is on; the latest")
    declare.add_argument("--before-a-draft", action="store_true", help="there is no draft yet")
    declare.add_argument("--asked", metavar="LIST", default="", help="who was asked, in protocol order; all")
    deadline(declare, what="by when answers are asked for")
    declare.add_argument(
        "--silence",
        choices=["nothing", "adoption", "acceptance of a reservation", "correction"],
        help="what follows if a party says nothing",
    )
    declare.add_argument(
        "--capacity", choices=["national", "group", "national or group"], help="in whose name one answers"
    )
    declare.add_argument(
        "--brackets",
        choices=["any party", "the chair", "a party that another supports"],
        help="who may put words in brackets",
    )
    declare.add_argument(
        "--decides", choices=["consensus", "unanimity", "vote"], help="how the round is decided"
    )
    declare.add_argument("--late", metavar="WORDS", default="", help="what is declared of late answers")
    declare.add_argument("--late-is-out", action="store_true", help="late answers are out of time")
    declare.add_argument("--words", default="", help="the declaration itself, where it says more")
    documents(declare)
    acting(declare)
    contest = part(what, "contest", "contest one of the rules")
    contest.add_argument(
        "rule", choices=["silence", "capacity", "brackets", "decides", "due", "late"], help="which rule"
    )
    contest.add_argument("words", metavar="WORDS", help="what is contested, and why")
    contest.add_argument("--declaration", metavar="ENTRY", help=f"which: {ENTRY}; the latest")
    documents(contest)
    acting(contest)
