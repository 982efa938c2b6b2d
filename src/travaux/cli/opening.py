"""``travaux open``, ``party`` and ``rules``: a record begins, who is in it, by which rules it goes on."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.answers.party import party_code
from travaux.answers.round import Capacity, Decides, MayBracket, Rules, SilenceMeans
from travaux.cli import exit_codes
from travaux.cli.deadline import due
from travaux.cli.desk import at_desk, faults_told, read_at
from travaux.cli.journal import Journal
from travaux.cli.keyring import LOG, Keyring, Signer, lock
from travaux.cli.machine import exact_stamp, stamp
from travaux.cli.place import ENDING, keys_folder
from travaux.cli.progress import Progress
from travaux.cli.reading import brought_from
from travaux.cli.recording import Author, Prepared, Proposed, compose, publish, record
from travaux.cli.refusal import Refused
from travaux.cli.zones import zone_named
from travaux.record.act import (
    Act,
    AddsMember,
    ContestsRules,
    DeclaresRules,
    DefinesGroup,
    Fingerprint,
    OpensInstrument,
    RemovesMember,
    Role,
)
from travaux.record.admission import Admission, Submission
from travaux.record.checkpoint import log_key
from travaux.record.entry import NONE, Entry, Reference, Seen, written
from travaux.record.signature import ENTRY
from travaux.record.tree import EMPTY
from travaux.store.sqlite import SqliteStore
from travaux.store.writer import Receipt, Writer

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode

_ORIGIN: Final = re.compile(r"[!-*,-~]{1,200}")
_TAKEN: Final = frozenset({"authorities", "copies", "log"})
"""Names in the folder of keys that are no party's."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def open_record(options: argparse.Namespace) -> int:
    """Make a record with its keys, and record who is in it; all of it or nothing."""
    path = Path(options.file)
    if path.suffix != ENDING or not path.stem:
        raise Refused(f"{options.file} is no name for a record. Expected NAME{ENDING}.")
    origin = options.name or path.stem
    if _ORIGIN.fullmatch(origin) is None:
        raise Refused(
            f'"{origin}" cannot name a record in its proofs. Give --name, in ASCII without spaces or "+", '
            "such as meridian-2026."
        )
    keys = keys_folder(path)
    for one in (path, keys):
        if one.exists():
            raise Refused(f"{one} is there already. A record is never written over: give another name.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}. Make it first.")
    keeper, keeper_name = _named(options.keeper)
    parties = [_named(one) for listed in options.parties for one in _listed(listed)]
    codes = [code for code, _ in parties]
    for at, code in enumerate(codes):
        if code in codes[:at] or code == keeper:
            raise Refused(f"{code} is given twice. Expected each code once, the keeper's among them.")
    languages = tuple(options.languages.replace(",", " ").split())
    for one in languages:
        if _LANGUAGE.fullmatch(one) is None:
            raise Refused(f'"{one}" is no tag of a language. Expected such as "en" or "zh-Hans".')
    opens = OpensInstrument(
        title=options.title,
        keeper=keeper,
        keeper_name=keeper_name,
        keeper_key="",
        log="",
        languages=languages,
        led=not options.nobody_leads,
    )
    with faults_told(), tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        beside = Path(folder) / path.name
        size = _opened(options, beside, origin, opens, parties)
        for ending in (".head", ".lock"):
            _moved(beside.with_name(beside.name + ending), path.with_name(path.name + ending))
        _moved(keys_folder(beside), keys)
        _moved(beside, path)
    if options.json:
        import json  # noqa: PLC0415  only where it is asked for

        print(json.dumps({"recorded": True, "record": str(path), "origin": origin, "size": size}))
        return exit_codes.DONE
    print(f"{path} is the record of “{options.title}”, kept by {keeper}. It has {size} entries.")
    print(f"The keys are in {keys}/: {keeper} signs entries, {LOG} signs the head of the record.")
    print("Keep that folder from others, and a copy of it elsewhere: whoever has a key signs with it.")
    print("Next: travaux key new CODE --enrol for a party, travaux rules declare, travaux table FILE.")
    return exit_codes.DONE


def _opened(
    options: argparse.Namespace,
    path: Path,
    origin: str,
    opens: OpensInstrument,
    parties: list[tuple[PartyCode, str]],
) -> int:
    """Make the record at *path*, and give its size."""
    machine = options.machine
    keyring = Keyring(folder=keys_folder(path))
    log = keyring.make(LOG, machine.dice(32))
    signer = keyring.make(opens.keeper, machine.dice(32))
    opens = replace(opens, keeper_key=signer.public.line, log=log_key(origin, log).line)
    with SqliteStore.create(path, origin=origin) as store:
        entry = Entry(
            neg=origin,
            actor=opens.keeper,
            key=Fingerprint(signer.public.fingerprint),
            nonce=machine.dice(16).hex(),
            seen=Seen(size=0, root=EMPTY.hex()),
            prev=NONE,
            at=stamp(machine.now()),
            vis="all",
            act=opens,
        )
        writer = Writer(
            store, admission=Admission(store.origin, zone_named), clock=lambda: exact_stamp(machine.now())
        )
        journal = Journal(folder=keyring.folder, party=opens.keeper)
        progress = Progress(quiet=options.json)
        _append(writer, entry, signer, journal)
        for number, (code, name) in enumerate(parties, start=1):
            progress.step("Recording members:", number, len(parties))
            who = Author(actor=opens.keeper, signer=signer, at=stamp(machine.now()))
            adds = Prepared(
                proposed=Proposed(act=AddsMember(party=code, name=name)), nonce=machine.dice(16).hex()
            )
            _append(writer, compose(adds, who, writer.now.state, writer.now.head), signer, journal)
        progress.end()
        publish(store, read_at(path, store, machine))
        journal.see(store.head())
    if options.passphrase:
        lock(keyring.path(opens.keeper))  # last: or ssh-keygen would ask for each entry
    with SqliteStore.reading(path) as reading:
        return reading.head().size


def _append(writer: Writer[Negotiation], entry: Entry, signer: Signer, journal: Journal) -> None:
    """Sign an entry and record it. Raises Refused."""
    line = written(entry)
    journal.note(line)
    (outcome,) = writer.append([Submission(entry=line, signatures=(signer.sign(line, ENTRY),))])
    if not isinstance(outcome, Receipt):
        raise outcome


def _moved(source: Path, target: Path) -> None:
    if source.exists():
        shutil.move(source, target)


def _listed(given: str) -> list[str]:
    """Part a list of CODE=NAME at those commas after which another begins."""
    return [one.strip() for one in re.split(r",(?=\s*[^,=]+=)", given) if one.strip()]


def _named(given: str) -> tuple[PartyCode, str]:
    code, equals, name = given.partition("=")
    if not equals or not name.strip():
        raise Refused(f'"{given}" is not CODE=NAME. Expected a code, "=" and the name, such as ARD=Ardane.')
    return _code(code.strip()), name.strip()


def _code(given: str) -> PartyCode:
    if given.casefold() in _TAKEN:
        raise Refused(f'"{given}" cannot be a code: a file beside the keys has that name. Give another.')
    with faults_told():
        return party_code(given)


def party(options: argparse.Namespace) -> int:
    """Record who becomes a member, or is one no more, or is in a group."""
    with at_desk(options) as desk:
        act: Act
        match options.what:
            case "add":
                code, name = _named(options.member)
                act = AddsMember(party=code, name=name, role=Role(options.role))
            case "remove":
                act = RemovesMember(party=desk.member(options.party), words=options.words)
            case _:
                code, title = _named(options.group)
                members = tuple(desk.member(one) for one in options.members)
                act = DefinesGroup(name=code, title=title, members=members)
        return record(options, desk, Proposed(act=act))


def rules(options: argparse.Namespace) -> int:
    """Record the rules of a round, or that somebody contests one."""
    with at_desk(options) as desk:
        brought = tuple(brought_from(name) for name in options.files)
        if options.what == "declare":
            re_ = () if options.before_a_draft else _on(desk, options.draft)
            return record(
                options,
                desk,
                Proposed(act=DeclaresRules(rules=_rules(options, desk)), re=re_, brought=brought),
            )
        if options.declaration is not None:
            leaf = desk.entry(options.declaration).leaf
        elif desk.state.rounds:
            leaf = list(desk.state.rounds)[-1]
        else:
            raise Refused("No rules have been declared, so there is none to contest.")
        act = ContestsRules(rule=options.rule, words=options.words)
        return record(options, desk, Proposed(act=act, re=(Reference(leaf=leaf),), brought=brought))


def _on(desk: Desk, given: str | None) -> tuple[Reference, ...]:
    if given is None and not desk.state.drafts:
        raise Refused(
            "No draft is on the table, so these would be the rules of whichever is tabled next. If that is "
            "meant, say so with --before-a-draft; else table the draft first."
        )
    return (Reference(leaf=desk.draft(given).tabled.leaf),)


def _rules(options: argparse.Namespace, desk: Desk) -> Rules:
    return Rules(
        name=options.name,
        asked=desk.members(options.asked) or _all_parties(desk),
        due=None if options.due is None else due(options.due, options.zone),
        silence=None if options.silence is None else SilenceMeans(options.silence),
        capacity=None if options.capacity is None else Capacity(options.capacity),
        brackets=None if options.brackets is None else MayBracket(options.brackets),
        decides=None if options.decides is None else Decides(options.decides),
        late=options.late,
        late_is_out=options.late_is_out,
        words=options.words,
    )


def _all_parties(desk: Desk) -> tuple[PartyCode, ...]:
    members = desk.state.members.values()
    return tuple(one.code for one in members if one.role is Role.PARTY and one.until is None)
