"""What the verbs take that check a record, hand it out and keep it safe."""

from __future__ import annotations

import argparse

from travaux.cli.usage.arguments import ENTRY, about, acting, documents, part, record_file


def verify(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Hashes every byte again, builds the tree anew, checks each signature against the key that\n"
        "signed at that place, and holds it to the head that was signed last here, by NAME.travaux.head,\n"
        "and to those that were seen at the desks here. Where no such file is beside it, that it is not\n"
        "an older copy is not verified, and the last line says so. Ends with 0 where nothing that was\n"
        "checked is at fault, and else with 5.",
        example="travaux verify meridian.travaux",
    )
    verb.add_argument("file", metavar="FILE|BUNDLE", nargs="?", help="a record or a bundle (.zip)")
    record_file(verb)
    verb.add_argument("--policy", metavar="FILE", help="whose cosignatures are needed: a tlog-policy file")
    verb.add_argument(
        "--log",
        "--key",
        dest="key",
        metavar="LINE",
        help="the key of the record's heads, as known from elsewhere",
    )
    verb.add_argument("--all", action="store_true", help="a line for each entry and document of a bundle")
    verb.add_argument("--json", action="store_true", help="print the result as JSON")


def export(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "What the audience may see, in full; of the rest the hashes. It is checked with ssh-keygen,\n"
        "openssl, sha256sum and a short script, on a machine without this program. A copy for a member\n"
        "has a number of its own in it; the words of its documents are untouched.",
        example="travaux export --for ARD -o ardane.zip",
    )
    verb.add_argument("--for", dest="audience", metavar="WHO", help='"public", "all", or a member\'s code')
    verb.add_argument("-o", "--output", metavar="FILE", help="where to; NAME-SIZE-WHO.travaux.zip")
    verb.add_argument("--entry", metavar="ENTRY", action="append", default=[], help="only these entries")
    verb.add_argument("--list", action="store_true", help="list the numbered copies that were handed out")
    verb.add_argument("--whose", metavar="BUNDLE", help="say which of them this is, and whose")
    record_file(verb)
    verb.add_argument("--as", dest="actor", metavar="CODE", help="who exports and signs; the keeper")
    verb.add_argument("--key", metavar="FILE", help="the private key; NAME.keys/CODE")
    verb.add_argument("--json", action="store_true", help="print the result as JSON")


def watch(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Sounds the alarm when the record is no longer an extension of what was verified here, and when\n"
        "an entry bears one's own key that was not made at this desk. New entries are told as they come.",
        example="travaux watch --as ARD",
    )
    record_file(verb)
    verb.add_argument("--as", dest="actor", metavar="CODE", help="whose desk; the keeper")
    verb.add_argument("--once", action="store_true", help="look once, and end with 5 if there is an alarm")
    verb.add_argument("--every", metavar="SECONDS", type=float, default=5.0, help="how often to look (5)")


def cosign(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Verifies the record first, then signs its head with a key that was enrolled for that.",
        example="travaux cosign --as ARD",
    )
    record_file(verb)
    verb.add_argument("--as", dest="actor", metavar="CODE", required=True, help="who witnesses")
    verb.add_argument("--key", metavar="FILE", help="the private key; NAME.keys/CODE.cosign")


def stamp(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "An authority's time stamp (RFC 3161) on a signed head says that everything in the record up to\n"
        "there was there then. No connection is made: whoever has one carries the files.",
        example="travaux stamp request -o head.tsq",
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    ask = part(what, "request", "write the request for the last signed head")
    ask.add_argument("-o", "--output", metavar="FILE.tsq", help="where to; NAME-SIZE.tsq")
    record_file(ask)
    add = part(what, "add", "check the answer, and keep it")
    add.add_argument("answer", metavar="ANSWER.tsr", help="what the authority sent")
    add.add_argument("--authority", metavar="NAME", required=True, help="a short name for the authority")
    add.add_argument(
        "--chain", metavar="FILE.pem", required=True, help="its certificates, that are trusted for it"
    )
    record_file(add)


def snapshot(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "The copy is verified to the same head before it is kept. With --check: whether a copy may take\n"
        "the place of the record, or is older than what has been signed.",
        example="travaux snapshot ../meridian-2026-03-20.travaux",
    )
    verb.add_argument("copy", metavar="COPY", help="the copy")
    verb.add_argument("--check", action="store_true", help="check a copy, write nothing")
    record_file(verb)


def restore(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A copy of the record that was moved, or is all that is left, can be asked but not added to, until\n"
        "it has been held to the heads that the parties have. What an older copy lacks is taken from other\n"
        "copies and bundles, byte for byte; all of it, or nothing. A record lives in one place: where a\n"
        "database or another file still takes its entries, there would be two under one name.",
        example="travaux restore meridian.travaux --head ardane/checkpoint --from ardane.zip --nowhere-else",
    )
    verb.add_argument("file", metavar="FILE", help="the copy, where the record should be")
    verb.add_argument(
        "--head",
        dest="heads",
        metavar="CHECKPOINT",
        action="append",
        default=[],
        help="a signed head that a party holds, such as the file checkpoint in a bundle",
    )
    verb.add_argument(
        "--from",
        dest="sources",
        metavar="COPY|BUNDLE",
        action="append",
        default=[],
        help="where to take entries from that the copy lacks",
    )
    verb.add_argument(
        "--nowhere-else",
        action="store_true",
        help="the record lives nowhere else: no other file and no database takes its entries any more",
    )


def doctor(verb: argparse.ArgumentParser) -> None:
    about(verb, example="travaux doctor --record meridian.travaux")
    record_file(verb)
    verb.add_argument("--json", action="store_true", help="print it as JSON")


def redact(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "Bytes and salt are destroyed here; the hash in the record stays, and says nothing any more.\n"
        "Other copies of the record keep them until they are redacted too.",
        example='travaux redact 31 --document aurinia-letter.md --grounds "At the request of AUR."',
    )
    verb.add_argument("entry", metavar="ENTRY", help=f"the entry: {ENTRY}")
    verb.add_argument("--document", metavar="NAME", help="which of its documents, where it has several")
    verb.add_argument("--grounds", metavar="WORDS", required=True, help="why, and by whose authority")
    verb.add_argument("--gone-by", metavar="DATE", default="", help="after which no copy should exist")
    verb.add_argument(
        "--yes", action="store_true", help="go on, though it is a standing answer, or a text of a draft"
    )
    acting(verb)


def take(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A delegation works from the bundle it was given, at its own place: what it does is signed there,\n"
        "written to a file and sent. Here it is checked like any other entry, and recorded as it was\n"
        "signed. What was recorded before is found again.",
        example="travaux take meridian-ARD-3f0c91d2.entry.zip",
    )
    verb.add_argument("files", metavar="FILE.entry.zip", nargs="+", help="what was sent")
    record_file(verb)
    verb.add_argument("--dry-run", action="store_true", help="show what would be recorded, record nothing")
    verb.add_argument("--json", action="store_true", help="print what was recorded as JSON")


def record(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "The other verbs record the same acts with more care. `travaux record --list` names the types\n"
        "and their fields.",
        example="""travaux record promise.make --body '{"words": "A reply"}' --re 22""",
    )
    verb.add_argument("type", metavar="TYPE", nargs="?", help='which act: "promise.make"')
    verb.add_argument("--body", metavar="JSON", default="{}", help="what it says, as a JSON object")
    verb.add_argument(
        "--re",
        metavar="ENTRY[:PROVISION]",
        action="append",
        default=[],
        help=f"what it concerns: {ENTRY}, and where in it",
    )
    verb.add_argument("--list", action="store_true", help="list the types, and the fields of each")
    documents(verb)
    acting(verb)
