"""``travaux key``: keys are made, enrolled, replaced, revoked, listed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.desk import Desk, at_desk
from travaux.cli.keyring import KeyFault, Keyring, locked_in, made_in, public_in
from travaux.cli.place import found, keys_folder
from travaux.cli.recording import Proposed, record
from travaux.cli.refusal import Refused
from travaux.cli.voice import say
from travaux.record.act import EnrolsKey, Fingerprint, KeyUse, RevokesKey, RotatesKey
from travaux.render.columns import harmless, table

if TYPE_CHECKING:
    from travaux.record.negotiation import Key
    from travaux.record.signature import PublicKey

_SHORTEST = 6
"""Characters of a fingerprint that are taken for one."""


def key(options: argparse.Namespace) -> int:
    """Do what is asked about keys."""
    match options.what:
        case "new":
            return _new(options)
        case "enrol":
            return _enrol(options)
        case "rotate":
            return _rotate(options)
        case "revoke":
            return _revoke(options)
        case _:
            return _list(options)


def _new(options: argparse.Namespace) -> int:
    path = _place(options)
    if options.enrol:
        # Whatever would be refused is refused before there is a key.
        with at_desk(options) as desk:
            desk.member(options.party)
    public = _made(path, options)
    say(f"{public.fingerprint} is the key of {options.party}.")
    say(f"{path} is the private half: it stays with whoever signs. {path}.pub is to be enrolled.")
    if not options.enrol:
        return exit_codes.DONE
    options.public = str(path) + ".pub"
    for name, value in (
        ("out", None),
        ("actor", None),
        ("key", None),
        ("on_behalf", None),
        ("audience", "all"),
    ):
        setattr(options, name, value)
    options.done_at, options.dry_run, options.json = None, False, False
    try:
        return _enrol(options)
    except Refused:
        path.unlink()
        path.with_name(f"{path.name}.pub").unlink()
        raise


def _place(options: argparse.Namespace) -> Path:
    if options.out is not None:
        return Path(options.out)
    keyring = Keyring(folder=keys_folder(found(options.record)))
    return keyring.path(options.party if options.use == "entry" else f"{options.party}.cosign")


def _made(path: Path, options: argparse.Namespace) -> PublicKey:
    if not options.passphrase:
        return made_in(path, options.machine.dice(32)).public
    if options.use == "cosign":
        raise KeyFault("A key that witnesses heads signs without being asked, and cannot be locked.")
    return locked_in(path)


def _enrol(options: argparse.Namespace) -> int:
    with at_desk(options) as desk:
        party = desk.member(options.party)
        name = party if options.use == "entry" else f"{party}.cosign"
        public = desk.keyring.public(name) if options.public is None else public_in(Path(options.public))
        act = EnrolsKey(party=party, line=public.line, use=KeyUse(options.use), holder=options.holder)
        return record(options, desk, Proposed(act=act))


def _rotate(options: argparse.Namespace) -> int:
    with at_desk(options) as desk:
        actor = desk.keeper if options.actor is None else desk.member(options.actor)
        path = desk.keyring.path(actor) if options.key is None else Path(options.key)
        old = public_in(path.with_name(f"{path.name}.pub"))
        new = None
        if options.public is None and not options.dry_run:
            new = path.with_name(f"{path.name}.new")
            public = made_in(new, options.machine.dice(32)).public
        elif options.public is None:
            raise Refused("--dry-run makes no key. Give the public half of the new one: FILE.pub")
        else:
            public = public_in(Path(options.public))
        try:
            code = record(
                options,
                desk,
                Proposed(act=RotatesKey(old=Fingerprint(old.fingerprint), line=public.line)),
            )
        except BaseException:
            if new is not None:
                new.unlink()
                new.with_name(f"{new.name}.pub").unlink()
            raise
        if new is not None:
            _replaced(path, new, old)
        return code


def _replaced(path: Path, new: Path, old: PublicKey) -> None:
    """Put the new key's files in the place of the old one's, which keep its fingerprint as their ending."""
    ending = old.fingerprint.removeprefix("SHA256:").replace("/", "_").replace("+", "-")[:12]
    for suffix in ("", ".pub"):
        here = path.with_name(f"{path.name}{suffix}")
        here.replace(path.with_name(f"{path.name}.{ending}{suffix}"))
        new.with_name(f"{new.name}{suffix}").replace(here)
    say(f"{path} is the new key; the old one is {path}.{ending}.")


def _revoke(options: argparse.Namespace) -> int:
    with at_desk(options) as desk:
        key_ = _fitting(desk, options.fingerprint)
        return record(options, desk, Proposed(act=RevokesKey(key=key_.fingerprint, words=options.words)))


def _fitting(desk: Desk, given: str) -> Key:
    """Find the one key whose fingerprint begins so. Raises Refused."""
    start = given.removeprefix("SHA256:")
    fitting = [
        one
        for one in desk.state.keys.values()
        if len(start) >= _SHORTEST and one.fingerprint.removeprefix("SHA256:").startswith(start)
    ]
    match fitting:
        case [one]:
            return one
        case _:
            raise Refused(
                f'"{given}" fits {len(fitting)} keys of this record. Expected a fingerprint as `travaux key '
                f"list` shows it, or its first {_SHORTEST} or more characters."
            )


def _list(options: argparse.Namespace) -> int:
    with at_desk(options) as desk:
        keys = desk.moment(options.at).state.keys.values()
        if options.json:
            rows = [
                {
                    "party": one.party,
                    "fingerprint": one.fingerprint,
                    "line": one.line,
                    "use": one.use.value,
                    "since": one.since,
                    "until": one.until,
                    "holder": one.holder,
                }
                for one in keys
            ]
            print(json.dumps(rows, ensure_ascii=False, indent=1))
            return exit_codes.DONE
        shown = [
            (
                one.party,
                one.fingerprint,
                "signs entries" if one.use is KeyUse.ENTRY else "witnesses heads",
                f"from entry {one.since}" + ("" if one.until is None else f", not from entry {one.until} on"),
                harmless(one.holder),
            )
            for one in keys
        ]
        print("\n".join(table(shown)))
    return exit_codes.DONE
