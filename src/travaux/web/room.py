"""The room: the one record that this server serves, opened once, read by many and written by one thread."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from travaux.cli.desk import Desk
from travaux.cli.journal import Journal
from travaux.cli.keyring import Keyring
from travaux.cli.machine import Machine, exact_stamp
from travaux.cli.recording import Author, Proposed, compose, prepare
from travaux.cli.zones import zone_named
from travaux.compile.proof import LossError
from travaux.record.admission import Admission, Submission, check_act
from travaux.record.by_words import check_by_words
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.entry import Entry, written
from travaux.record.fold import moment
from travaux.record.held_documents import held_documents, redacted_by, redacted_documents
from travaux.record.library import Library, NotHere
from travaux.record.may import Verb, may
from travaux.record.refusal import Code, Refused
from travaux.record.signature import ENTRY
from travaux.record.views.disclosed import Disclosed, disclosed
from travaux.store.fault import NonceTaken, StoreFault
from travaux.store.sequencer import Limits, Sequencer
from travaux.store.writer import Receipt, Writer
from travaux.web.bell import Bell
from travaux.web.heads import head_signed
from travaux.web.redacting import Destroying

if TYPE_CHECKING:
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.record.tree import Frontier
    from travaux.store.postgres import PostgresStore
    from travaux.store.sqlite import SqliteStore
    from travaux.store.store import Document
    from travaux.text.wording import PartyCode

PATIENCE: Final = 2.0
"""Seconds that a page waits for a text that is being compiled before it says so."""
ACKNOWLEDGED: Final = 30.0
"""Seconds to wait until an entry is durable."""
KEPT: Final = 64
"""Of what was worked out for readers, how much is kept."""
FLOOD: Final = 64
"""Entries of one party that may wait to be recorded."""
TRIES: Final = 5


class StillCompiling(Exception):
    """The text is being compiled: look again in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A draft with all that is on it, and how much of the record that was drawn from."""

    found: Consolidation
    size: int
    redactions: int
    """How many there were when it was begun: what was redacted since may be in it."""


@dataclass(slots=True)
class _Hidden:
    """What of the record one reader may not read, as far as it has been looked at."""

    size: int = 0
    at: list[int] = field(default_factory=list)
    settled: tuple[int, int] = (0, 0)


class Room:
    """One record: what each reader may know of it, and the one way into it."""

    def __init__(
        self, store: SqliteStore | PostgresStore, *, path: Path, machine: Machine | None = None
    ) -> None:
        """Open the record in *store*; *path* is its file, or would be: its folder of keys has that name.

        Every leaf is read and hashed. Raises StoreFault.
        """
        self.store = store
        self.path = path
        self.machine = machine or Machine()
        writer = Writer(
            store,
            admission=Admission(store.origin, zone_named),
            clock=lambda: exact_stamp(self.machine.now()),
        )
        self.bell = Bell()
        self.keyring = Keyring(folder=path.with_suffix(".keys"))
        self.sequencer = Sequencer(
            writer,
            limits=Limits(waiting_each=FLOOD),
            publish=lambda: head_signed(store, self.keyring),
            every=0.2,
        )
        self._hidden: dict[PartyCode | None, _Hidden] = {}
        self._known: OrderedDict[tuple[object, ...], Disclosed] = OrderedDict()
        self._compiling: OrderedDict[tuple[int, LeafHash], tuple[Disclosed, Future[Compiled]]] = OrderedDict()
        """What is kept with the state it is made of, whose identity is its key."""
        self._latest: dict[tuple[PartyCode | None, LeafHash], Compiled] = {}
        self._library: tuple[tuple[object, ...], Library] | None = None
        self._lock = threading.RLock()
        self._acting: dict[PartyCode, threading.Lock] = {}
        self._landing: Counter[bytes] = Counter()
        """Documents that are kept for entries of which it is not known yet whether they are recorded."""
        self._destroying = Destroying(store)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compiling")

    def warm(self) -> None:
        """Begin to read what pages are made of before anybody asks: the drafts, and what answers the last."""
        self._worker.submit(self._read_all)

    def _read_all(self) -> None:
        state = self.state
        # A run that was cut off may not have come to it.
        left = {name.hex() for name in self.store.document_names()} & redacted_documents(state)
        if left:
            self._destroying.destroy(sorted(left))
        library = self.library(state)
        library.texts(state)
        with suppress(NotHere, LossError):  # whoever asks for that text is told
            consolidation(Disclosed(state), library)

    def close(self) -> None:
        """Record what waits, sign the head, and end: nothing that was made for a reader is kept."""
        self.bell.end()
        self.sequencer.close()
        self._destroying.end()
        self._worker.shutdown(cancel_futures=True)
        self.store.close()
        with self._lock:
            for kept in (self._hidden, self._known, self._compiling, self._latest):
                kept.clear()
            self._library = None
        for forget in _forgetting:
            forget()

    @property
    def state(self) -> Negotiation:
        """All there is; only for deciding what a reader may know, and for recording."""
        return self.sequencer.now.state

    @property
    def head(self) -> Frontier:
        return self.sequencer.now.head

    def known(self, reader: PartyCode | None, *, size: int | None = None, at: str | None = None) -> Disclosed:
        """Give what *reader* may know: now, or when the record had *size* entries, or at an instant.

        Readers of the same entries share one state.
        """
        state = self.state
        then = state if size is None and at is None else moment(state.entries, size=size, at=at)
        hidden = self._hidden_from(reader, state)
        key = (then.size, state.size if then is not state else 0, len(state.redactions), hidden)
        with self._lock:
            kept = self._known.get(key)
            if kept is not None:
                self._known.move_to_end(key)
                return kept
        out = set(hidden)
        found = disclosed(then, lambda one: one.index not in out)
        with self._lock:
            self._known[key] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def _hidden_from(self, reader: PartyCode | None, state: Negotiation) -> tuple[int, ...]:
        """List the places that the reader may not read; each is asked about once, unless rights changed."""
        gone = sum(1 for one in state.members.values() if one.until is not None)
        settled = (len(state.redactions), gone)
        with self._lock:
            found = self._hidden.setdefault(reader, _Hidden())
            if found.settled != settled or found.size > state.size:
                found.size, found.at, found.settled = 0, [], settled
            for one in state.entries[found.size :]:
                if not may(reader, Verb.READ, one, state).allowed:
                    found.at.append(one.index)
            found.size = state.size
            return tuple(found.at)

    def desk(self, known: Disclosed) -> Desk:
        """Give the desk at which the command line works, for one who knows this."""
        state = self.state
        return Desk(
            path=self.path,
            machine=self.machine,
            store=self.store,
            head=self.head,
            state=known,
            redactions=tuple(state.redactions),
            shelf=[self.library(state)],
        )

    def library(self, state: Negotiation) -> Library:
        """Give the documents of the record, each read once while members and redactions stay as they are."""
        key = (tuple(state.members.values()), len(state.redactions))
        with self._lock:
            if self._library is None or self._library[0] != key:
                self._library = (
                    key,
                    Library(
                        self.document,
                        state.members,
                        tuple(state.redactions),
                        whole=lambda: self.state,
                        alone=threading.RLock(),
                    ),
                )
            return self._library[1]

    def document(self, h: str) -> bytes | None:
        """Give the bytes of a document. Whether somebody may have it is for the caller to ask."""
        return kept.data if (kept := self.store.document(bytes.fromhex(h))) is not None else None

    def compiled(
        self,
        reader: PartyCode | None,
        known: Disclosed,
        draft: Draft,
        *,
        wait: float = PATIENCE,
        exactly: bool = False,
    ) -> Compiled:
        """Give the draft with all that is on it, as *known* tells it to *reader*.

        Where that takes longer, the last one that this reader had, if nothing was redacted since; its size
        says so. Not where *exactly* this is asked for, as of a moment that is past. Raises StillCompiling,
        where there is none; NotHere and LossError, and StoreFault, which is not kept.
        """
        key = (id(known), draft.tabled.leaf)
        with self._lock:
            if key not in self._compiling:
                self._compiling[key] = (known, self._worker.submit(self._compile, known, draft))
                while len(self._compiling) > KEPT:
                    self._compiling.popitem(last=False)
            future = self._compiling[key][1]
        try:
            found = future.result(timeout=wait)
        except TimeoutError:
            before = None if exactly else self._latest.get((reader, draft.tabled.leaf))
            if before is not None and before.redactions == len(self.state.redactions):
                return before
            raise StillCompiling from None
        except (NotHere, LossError):
            raise  # as often as it is asked for
        except BaseException:
            with self._lock:
                if key in self._compiling and self._compiling[key][1] is future:
                    del self._compiling[key]
            raise
        if known.size == self.state.size:
            self._latest[reader, draft.tabled.leaf] = found
        return found

    def _compile(self, known: Disclosed, draft: Draft) -> Compiled:
        state = self.state
        return Compiled(
            found=consolidation(known, self.library(state), draft),
            size=known.size,
            redactions=len(state.redactions),
        )

    def composed(self, proposed: Proposed, who: Author) -> Entry:
        """Give the entry as it would be recorded now. Raises Refused, where it would not be."""
        return self.unsigned(proposed, who)[0]

    def unsigned(
        self, proposed: Proposed, who: Author, *, nonce: str = ""
    ) -> tuple[Entry, tuple[Document, ...]]:
        """Give the entry as it would be recorded now, and its documents, to be signed. Raises Refused."""
        now = self.sequencer.now
        prepared = prepare(proposed, self.desk(Disclosed(now.state)))
        prepared = replace(prepared, nonce=nonce or prepared.nonce)
        entry = compose(prepared, who, now.state, now.head)
        check_act(entry, now.state)
        check_by_words(entry, now.state, self.library(now.state))
        return entry, prepared.kept

    def record(self, proposed: Proposed, who: Author, *, nonce: str = "") -> Receipt:
        """Record it, signed by the author's key; durable when this returns.

        Entries of one author go one after the other. With a *nonce* it is recorded once, however often this
        is asked: then NonceTaken is raised. Raises Refused and StoreFault: then nothing was recorded.
        """
        prepared = prepare(proposed, self.desk(Disclosed(self.state)))
        prepared = replace(prepared, nonce=nonce or prepared.nonce)
        journal = Journal(folder=self.keyring.folder, party=who.actor)

        def line_of() -> bytes:
            now = self.sequencer.now
            entry = compose(prepared, who, now.state, now.head)
            check_act(entry, now.state)
            check_by_words(entry, now.state, self.library(now.state))
            return written(entry)

        if nonce and nonce in self.state.nonces:
            raise NonceTaken(
                gettext("It was recorded already, as entry %(entry)s.")
                % {"entry": self.state.nonces[nonce].index}
            )
        with self._acting.setdefault(who.actor, threading.Lock()), self._kept(prepared.kept):
            for tried in range(TRIES):
                line = line_of()
                journal.note(line)
                submission = Submission(entry=line, signatures=(who.signer.sign(line, ENTRY),))
                try:
                    receipt = self._sent(submission, who.on_behalf or who.actor)
                except Refused as fault:
                    if fault.code is not Code.PREV or tried == TRIES - 1:
                        raise
                else:
                    journal.see(self.head)
                    return receipt
        raise AssertionError  # the loop returns or raises

    def take(self, submission: Submission, documents: Sequence[Document], *, party: PartyCode) -> Receipt:
        """Record what was signed elsewhere, as it was signed. Raises Refused and StoreFault."""
        with self._kept(documents):
            return self._sent(submission, party)

    def _sent(self, submission: Submission, party: PartyCode) -> Receipt:
        future = self.sequencer.submit(submission, party=party)
        try:
            receipt = future.result(timeout=ACKNOWLEDGED)
        except TimeoutError:
            # It may land yet: then what it redacts is destroyed all the same.
            future.add_done_callback(
                lambda it: threading.Thread(target=self._landed_late, args=(it,)).start()
            )
            raise
        self._landed(receipt)
        return receipt

    def _landed(self, receipt: Receipt) -> None:
        state = self.state
        if gone := redacted_by(state.entries[receipt.index], state):
            self._destroying.destroy(gone)
        self.bell.ring()

    def _landed_late(self, future: Future[Receipt]) -> None:
        if not future.cancelled() and future.exception() is None:
            self._landed(future.result())

    @contextmanager
    def _kept(self, documents: Sequence[Document]) -> Iterator[None]:
        """Keep the documents of an entry that is about to land; if it is refused, they go again.

        But for what an entry holds to, or is kept for another that is about to land. What is kept for one of
        which nobody knows whether it landed stays.
        """
        names = [one.name for one in documents]
        with self._lock:
            self._landing.update(names)
        try:
            for one in documents:
                if self.store.document(one.name) is None:
                    self.store.put_document(one)
            yield
        except (Refused, NonceTaken):
            self._settled(names, recorded=False)
            raise
        except TimeoutError:
            raise
        except BaseException:
            self._settled(names)
            raise
        else:
            self._settled(names)

    def _settled(self, names: Sequence[bytes], *, recorded: bool = True) -> None:
        """Note that an entry is recorded, or not: then what no other holds to is destroyed."""
        with self._lock:
            self._landing.subtract(names)
            self._landing = +self._landing
            left = [] if recorded else [name for name in dict.fromkeys(names) if name not in self._landing]
            held = held_documents(self.state) if left else frozenset()
            for name in left:
                if name.hex() not in held:
                    with suppress(StoreFault):  # it stays with nobody, which is no answer to the refusal
                        self.store.destroy_document(name)


_open: list[Room] = []
_forgetting: list[Callable[[], None]] = []


def on_closing(forget: Callable[[], None]) -> None:
    """Have *forget* called whenever a room closes, for all pages: what it kept was made of that record."""
    _forgetting.append(forget)


def enter(room: Room) -> None:
    """Make *room* the one that is served."""
    _open[:] = [room]


def current() -> Room:
    return _open[0]
