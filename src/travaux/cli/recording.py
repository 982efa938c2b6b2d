"""Recording: an act becomes an entry, is shown, signed, sent, and acknowledged; or nothing happens at all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from travaux.cli import exit_codes
from travaux.cli.brought import Brought
from travaux.cli.bundled import BundleStore
from travaux.cli.carrying import carried_told, given_away
from travaux.cli.circles import for_whom, spoken_told, wider_told
from travaux.cli.deadline import instant
from travaux.cli.desk import Desk, faults_told
from travaux.cli.files import written as write_out
from travaux.cli.keyring import LOG, KeyFault, Signer, private_in, signer_in
from travaux.cli.machine import exact_stamp, stamp
from travaux.cli.parcel import ENDING, Parcel
from travaux.cli.refusal import NotRecorded, NotVerified, Refused
from travaux.cli.saying import entry_lines, receipt_record
from travaux.cli.times import times_told
from travaux.cli.voice import say
from travaux.cli.zones import zone_named
from travaux.record.act import Act, AnswersMerger, Fingerprint, JoinsSponsors, RectifiesError
from travaux.record.admission import Admission, Submission, check_act
from travaux.record.answerable import check_answerable
from travaux.record.checkpoint import Checkpoint, signed
from travaux.record.dates import check_by_tables
from travaux.record.entry import NONE, Document, Entry, Reference, Seen, written
from travaux.record.held_documents import held_documents
from travaux.record.names import check_names
from travaux.record.once import check_once
from travaux.record.own_name import check_own_name
from travaux.record.signature import ENTRY
from travaux.record.tree import Frontier
from travaux.store.extension import frontier_at
from travaux.store.publication import Publication
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document as Kept
from travaux.store.writer import Receipt, Writer

if TYPE_CHECKING:
    from travaux.record.negotiation import Negotiation
    from travaux.record.views.taking_place import TakenPlace
    from travaux.store.postgres import PostgresStore
    from travaux.text.wording import PartyCode


WAIT: Final = 10.0
"""Seconds to wait for whoever is recording just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is to be recorded."""

    act: Act
    re: tuple[Reference, ...] = ()
    brought: tuple[Brought, ...] = ()
    takes: tuple[TakenPlace, ...] = ()
    """What it takes the place of, to be told to whoever is about to sign it."""
    about: tuple[Reference, ...] = ()
    """The entries that its words speak of, and it does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who records: who acts and signs, for whom, for whose eyes, when as it says."""

    actor: PartyCode
    signer: Signer
    on_behalf: PartyCode | None = None
    vis: str = "all"
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An act with its documents hashed: the same however often the entry is composed."""

    proposed: Proposed
    nonce: str
    docs: tuple[Document, ...] = ()
    kept: tuple[Kept, ...] = field(default=(), repr=False)


def in_whose_name(options: argparse.Namespace, desk: Desk) -> PartyCode:
    """Give the party whose act it is, whoever signs. Raises Refused."""
    named = options.on_behalf or options.actor
    return desk.keeper if named is None else desk.member(named)


def author(
    options: argparse.Namespace, desk: Desk, about: Sequence[Reference] = (), vis: str | None = None
) -> Author:
    """Find out who records, from the command line. Raises Refused.

    Where no audience is given, it is *vis*, else the circle of the entries that it is *about*.
    """
    actor = desk.keeper if options.actor is None else desk.member(options.actor)
    on_behalf = None if options.on_behalf is None else desk.member(options.on_behalf)
    if on_behalf == actor:
        on_behalf = None
    at = desk.machine.now() if options.done_at is None else instant(options.done_at)
    return Author(
        actor=actor,
        signer=signer_of(options.key, actor, desk),
        on_behalf=on_behalf,
        vis=for_whom(options, desk, about, vis, on_behalf or actor),
        at=stamp(at),
    )


def signer_of(file: str | None, actor: PartyCode, desk: Desk) -> Signer:
    """Find the key that *actor* signs with, and check that its signature counts. Raises Refused."""
    path = desk.keyring.path(actor) if file is None else Path(file)
    signer = signer_in(path)
    known = {str(key.fingerprint): key for key in desk.state.keys.values()}
    key = known.get(signer.public.fingerprint)
    if key is None:
        raise KeyFault(
            f"{path} is {signer.public.fingerprint}, a key that signs for nobody in this record. Have the "
            f"keeper enrol it: travaux key enrol {actor} {path}.pub"
        )
    if key.party != actor:
        raise KeyFault(
            f"{path} signs for {key.party}, not for {actor}. Give --as {key.party}, or another key."
        )
    return signer


def record(options: argparse.Namespace, desk: Desk, proposed: Proposed, vis: str | None = None) -> int:
    """Show what would be recorded, record it, and say where it stands.

    It is for *vis*, else for the circle of what it is about, where no audience is given.
    """
    found = recorded(options, desk, proposed, vis)
    if options.json:
        say(_as_json(found))
    return exit_codes.DONE


@contextmanager
def one_list(options: argparse.Namespace) -> Iterator[list[dict[str, Any]]]:
    """Take what is said of entries that are recorded one after the other; as JSON it is one list.

    Where one of them is refused, those before it are in the record, and told.
    """
    found: list[dict[str, Any]] = []
    try:
        yield found
    except BaseException:
        if options.json and found:
            say(_as_json(found))
        raise
    if options.json:
        say(_as_json(found))


def _as_json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


def recorded(
    options: argparse.Namespace, desk: Desk, proposed: Proposed, vis: str | None = None
) -> dict[str, Any]:
    """Record as `record` does, and give what is to be said of it as JSON, where that is asked for."""
    about = (*proposed.re, *proposed.about)
    who = author(options, desk, about, vis)
    prepared = prepare(proposed, desk)
    shown = compose(prepared, who, desk.state, desk.head)
    check_act(shown, desk.state)
    if isinstance(proposed.act, JoinsSponsors | RectifiesError | AnswersMerger):
        from travaux.record.by_words import check_by_words  # noqa: PLC0415  slow to load, and seldom needed

        check_by_words(shown, desk.state, desk.library)
    check_goes_on(desk.store, desk.journal(who.actor).seen(), desk.path)
    takes = _takes(proposed, who, desk)
    odd = (
        *carried_told(proposed.brought, proposed.act),
        *times_told(shown, desk.state, desk.machine.now()),
        *(spoken_told(options, proposed.about, shown.vis, desk.state) if vis is None else ()),
        *wider_told(about, shown.vis, shown.author, desk.state),
    )
    if not options.json:
        say(*entry_lines(shown, desk), *takes)
    for one in odd:
        print(one, file=sys.stderr)
    if not options.dry_run:
        _check_given_away(proposed, anyway=getattr(options, "anyway", False))
    if options.dry_run:
        if not options.json:
            say("Nothing was recorded: --dry-run.")
        return {"recorded": False, "entry": json.loads(written(shown)), "replaces": takes}
    if options.out is not None or not desk.can_be_added_to:
        return _sent_on(options, desk, prepared, who)
    receipt, published = send(prepared, who, desk)
    if not options.json:
        say(f"Recorded as entry {receipt.index} ({receipt.hash.hex()[:8]}) in {desk.path.name}.")
    if not published:
        print(
            f"The new head is not signed: the key of the record is not at {desk.keyring.path(LOG)}. Whoever "
            "keeps the record signs the head with the next entry.",
            file=sys.stderr,
        )
    return receipt_record(receipt)


def _takes(proposed: Proposed, who: Author, desk: Desk) -> tuple[str, ...]:
    """Say what it takes the place of. Raises Refused, where that is another's to do."""
    if not proposed.takes:
        return ()
    from travaux.cli.replacing import check_pen, replacing_told  # noqa: PLC0415  slow to load

    check_pen(proposed.takes, who.actor, who.on_behalf or who.actor)
    draft = next((desk.state.drafts[one.leaf] for one in proposed.re if one.leaf in desk.state.drafts), None)
    return replacing_told(proposed.takes, None if draft is None else desk.text(draft))


def _check_given_away(proposed: Proposed, *, anyway: bool) -> None:
    """Let files with comments or hidden words in them be recorded only on a word. Raises NotRecorded."""
    names = given_away(proposed.brought, proposed.act)
    if names and not anyway:
        carries = "carries beside its words" if len(names) == 1 else "carry beside their words"
        raise NotRecorded(
            f"nothing was recorded: what {', '.join(names)} {carries} cannot be taken back once others have "
            "the file; see above. Take it out and bring it again, or record it as it is with --anyway."
        )


def prepare(proposed: Proposed, desk: Desk) -> Prepared:
    """Draw nonce and salts, and hash the documents under them."""
    docs: list[Document] = []
    kept: list[Kept] = []
    for one in proposed.brought:
        salt = desk.machine.dice(32)
        file = Kept(data=one.data, salt=salt)
        words = Kept(data=one.words, salt=salt) if one.words else None
        kept += [file] if words is None else [file, words]
        docs.append(
            Document(
                h=file.name.hex(),
                media=one.media,
                lang=one.lang,
                text="" if words is None else words.name.hex(),
                name=one.name,
            )
        )
    return Prepared(proposed=proposed, nonce=desk.machine.dice(16).hex(), docs=tuple(docs), kept=tuple(kept))


def compose(one: Prepared, who: Author, state: Negotiation, head: Frontier) -> Entry:
    """Give the entry as it would be signed at this *head*. Raises Refused, see `Admission.admit`."""
    check_own_name(one.proposed.act, who.actor, who.on_behalf, who.vis, state)
    check_names(one.proposed.act, one.docs)
    check_once(one.proposed.act, one.proposed.re, state)
    check_by_tables(one.proposed.act, zone_named)
    check_answerable(one.proposed.act, who.actor, who.on_behalf, who.vis, state)
    return Entry(
        neg=state.origin,
        actor=who.actor,
        key=Fingerprint(who.signer.public.fingerprint),
        nonce=one.nonce,
        seen=Seen(size=head.size, root=head.root.hex()),
        prev=state.last.get(who.actor, NONE),
        at=who.at,
        vis=who.vis,
        act=one.proposed.act,
        re=one.proposed.re,
        docs=one.docs,
        on_behalf=who.on_behalf,
    )


def _sent_on(options: argparse.Namespace, desk: Desk, prepared: Prepared, who: Author) -> dict[str, Any]:
    """Sign the entry and write it to a file, for whoever keeps the record to take."""
    journal = desk.journal(who.actor)
    check_goes_on(desk.store, journal.seen(), desk.path)
    line = written(compose(prepared, who, desk.state, desk.head))
    parcel = Parcel(line=line, signatures=(who.signer.sign(line, ENTRY),), documents=prepared.kept)
    output = options.out or f"{desk.state.origin}-{who.actor}-{prepared.nonce[:8]}{ENDING}"
    if Path(output).exists():
        raise Refused(f"{output} is there already. Nothing was signed. Give another name.")
    journal.note(line)
    write_out({output: parcel.to_bytes()})
    journal.see(desk.head)
    if not options.json:
        say(f"Signed, not recorded: send {output} to {desk.keeper}, who records it with travaux take.")
    return {"recorded": False, "written": output}


def send(prepared: Prepared, who: Author, desk: Desk) -> tuple[Receipt, bool]:
    """Record it, and say whether the new head was signed. Raises Refused.

    The lock is held from reading the head to the entry: what is signed has seen all there is.
    """
    journal = desk.journal(who.actor)

    def make(store: SqliteStore, writer: Writer[Negotiation]) -> Submission:
        check_goes_on(store, journal.seen(), desk.path)
        line = written(compose(prepared, who, writer.now.state, writer.now.head))
        signature = who.signer.sign(line, ENTRY)
        journal.note(line)
        return Submission(entry=line, signatures=(signature,))

    receipt, published, head = _appended(desk, make, prepared.kept)
    journal.see(head)
    return receipt, published


def take_in(submission: Submission, documents: Sequence[Kept], desk: Desk) -> tuple[Receipt, bool]:
    """Record what was signed elsewhere, as it was signed. Raises Refused."""
    receipt, published, _ = _appended(desk, lambda _store, _writer: submission, documents)
    return receipt, published


def _appended(
    desk: Desk, make: Callable[[SqliteStore, Writer[Negotiation]], Submission], documents: Sequence[Kept]
) -> tuple[Receipt, bool, Frontier]:
    desk.store.close()  # whoever closes last leaves one file, and only who writes can
    with faults_told(), SqliteStore.open(desk.path, wait=WAIT) as store:
        writer = Writer(
            store,
            admission=Admission(store.origin, zone_named),
            clock=lambda: exact_stamp(desk.machine.now()),
        )
        sweep(store, writer.now.state)
        submission = make(store, writer)
        with kept_with(store, documents):
            (outcome,) = writer.append([submission])
            if not isinstance(outcome, Receipt):
                raise NotRecorded(f"nothing was recorded. {outcome}") from outcome
        return outcome, publish(store, desk), writer.now.head


def sweep(store: SqliteStore, state: Negotiation) -> None:
    """Destroy documents that no entry holds to: a run that was cut off had kept them for one.

    Or it had recorded that they are redacted, and had not come to destroy them.
    """
    held = held_documents(state)
    for name in store.document_names():
        if name.hex() not in held:
            store.destroy_document(name)


def check_goes_on(store: SqliteStore | PostgresStore | BundleStore, seen: Frontier, path: Path) -> None:
    """Check that the record goes on from the head that was last seen here. Raises NotVerified."""
    size = store.head().size
    if seen.size > size or frontier_at(seen.size, store.hashes) != seen:
        raise NotVerified(
            f"{path} is not the record that was seen here before: then it had {seen.size} entries with the "
            f"root {seen.root.hex()[:16]}…, and those are not its first {seen.size} now. It was replaced by "
            "an older copy, or by another record. Nothing was signed. Ask the other parties for their heads, "
            "and for what is missing: travaux restore NAME.travaux --head CHECKPOINT --from COPY-OR-BUNDLE."
        )


@contextmanager
def kept_with(store: SqliteStore, documents: Sequence[Kept]) -> Iterator[None]:
    """Keep the documents of an entry that is about to land; if it is refused, they go again.

    If it is not known whether it has landed, they stay: `sweep` knows, the next time.
    """
    new = [one for one in documents if store.document(one.name) is None]
    try:
        for one in new:
            store.put_document(one)
        yield
    except NotRecorded:
        for one in new:
            store.destroy_document(one.name)
        raise


def publish(store: SqliteStore, desk: Desk) -> bool:
    """Sign the head with the key of the record, if it is here."""
    path = desk.keyring.path(LOG)
    if not path.is_file():
        return False
    key = private_in(path)
    origin = store.origin
    Publication(
        store=store,
        sign=lambda head: signed(Checkpoint(origin=origin, size=head.size, root=head.root), key),
    ).publish()
    return True
