"""Everything that must hold before an entry is appended; and, for a record that is there, whether it held.

Both ask the same: what the sequencer lets in is what verification finds in order. The sequencer asks
a few things more, which records were kept without, or for which verification has no tables: see
`Admission.admit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Protocol

from travaux.record import act as acts
from travaux.record.act import Fingerprint, KeyUse
from travaux.record.answerable import check_answerable
from travaux.record.concerning import check_concerns
from travaux.record.conditions import check_audience, check_conditions, check_opening
from travaux.record.dates import Zones, check_by_tables, check_ended
from travaux.record.entry import NONE, BadEntry, Entered, Entry, LeafHash, read
from travaux.record.fold import NOTHING, entered, fold
from travaux.record.leaf import LARGEST, BadLeaf, Leaf
from travaux.record.may import Verb, may
from travaux.record.names import check_names
from travaux.record.negotiation import Key, Negotiation
from travaux.record.nouns import named
from travaux.record.once import check_once
from travaux.record.own_name import check_own_name
from travaux.record.refusal import Code, Refused
from travaux.record.signature import ENTRY, BadKey, BadSignature, PublicKey, verify
from travaux.record.tree import EMPTY, Frontier, Hash, leaf_hash
from travaux.text.phrase import phrase, said_by

RootAt = Callable[[int], Hash]
"""The root of the record when it had so many entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is sent to be recorded: the line of an entry, and the SSHSIG blobs over it."""

    entry: bytes
    signatures: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What does not hold in a record: at which place, and why it should not have been admitted."""

    index: int
    code: Code
    message: str


class Place(Protocol):
    """Where in the record a leaf would stand."""

    @property
    def durable(self) -> int:
        """How many leaves have been published: nobody can have seen more."""
        ...

    @property
    def root_at(self) -> RootAt: ...


def admit(leaf: Leaf, state: Negotiation, *, origin: str, durable: int, root_at: RootAt) -> Entered:
    """The entry in this leaf, in its place after *state*. Raises Refused, by the check that costs least.

    ``durable`` is how many entries have been published, ``root_at`` gives the root at a size up to that.
    """
    data = leaf.to_bytes()
    entry = readable(leaf.entry)
    _check_envelope(entry, state, origin)
    key = signatory(entry.key, state, state.size) if state.entries else _opening_key(entry)
    if key is None or key.party != entry.actor:
        raise Refused(
            Code.UNKNOWN_KEY,
            phrase(
                "{key} signs for nobody at entry {size}; {actor} signs with a key that is enrolled "
                "for it and not revoked."
                if key is None
                else "{key} signs for {party} at entry {size}; {actor} signs with a key that is enrolled "
                "for it and not revoked.",
                key=entry.key,
                party="" if key is None else key.party,
                size=state.size,
                actor=entry.actor,
            ),
        )
    check_signatures(leaf, state, state.size, first=_public(key.line))
    _check_chain(entry, state)
    _check_seen(entry, durable, root_at)
    check_act(entry, state)
    return Entered(
        index=state.size,
        leaf=LeafHash(leaf_hash(data).hex()),
        received_at=leaf.received_at,
        entry=entry,
    )


def readable(line: bytes) -> Entry:
    """The entry in this line. Raises Refused."""
    if len(line) > LARGEST:
        raise Refused(
            Code.TOO_LARGE,
            phrase(
                "the entry has {count} bytes; {most} are the most. Put the words into a document.",
                count=len(line),
                most=LARGEST,
            ),
        )
    try:
        return read(line)
    except BadEntry as fault:
        raise Refused(Code.UNREADABLE, said_by(fault)) from fault


@lru_cache(1024)
def _public(line: str) -> PublicKey:
    return PublicKey.of(line)


def signatory(fingerprint: str, state: Negotiation, index: int) -> Key | None:
    """The key, where it signs entries at this place in the record."""
    key = state.keys.get(Fingerprint(fingerprint))
    if key is None or key.use is not KeyUse.ENTRY or index < key.since:
        return None
    return None if key.until is not None and index >= key.until else key


def check_signatures(leaf: Leaf, state: Negotiation, index: int, *, first: PublicKey) -> None:
    """Raise Refused unless *first* made the first signature, and other keys of its party each one more."""
    found: list[PublicKey] = []
    for number, blob in enumerate(leaf.signatures, 1):
        try:
            found.append(verify(blob, leaf.entry, ENTRY))
        except (BadSignature, BadKey) as fault:
            raise Refused(
                Code.BAD_SIGNATURE,
                phrase("signature {number} does not hold: {why}.", number=number, why=said_by(fault)),
            ) from None
    if found[0] != first:
        raise Refused(
            Code.BAD_SIGNATURE,
            phrase(
                "the first signature is by {key}; expected {expected}, as in key.",
                key=found[0].fingerprint,
                expected=first.fingerprint,
            ),
        )
    mine = signatory(first.fingerprint, state, index)
    for one in found[1:]:
        key = signatory(one.fingerprint, state, index)
        if key is None or mine is None or key.party != mine.party or found.count(one) > 1:
            raise Refused(
                Code.BAD_SIGNATURE,
                phrase(
                    "a further signature is by {key}; expected one each by other keys of the party.",
                    key=one.fingerprint,
                ),
            )


def check_act(entry: Entry, state: Negotiation) -> None:
    """Raise Refused unless the actor may do this, to what it concerns, for whom it is, as things stand."""
    if isinstance(entry.act, acts.OpensInstrument) and not state.entries:
        if entry.re or entry.docs:
            raise Refused(Code.CONCERNS, phrase("the first entry concerns nothing and has no documents."))
        check_opening(entry, entry.act)
        targets: tuple[Entered, ...] = ()
    else:
        targets = check_concerns(entry, state)
    decision = may(entry.actor, Verb.RECORD, entry, state)
    if not decision.allowed:
        raise Refused(
            Code.NOT_ALLOWED,
            phrase(
                "{actor} may not record {act}: {why}.",
                actor=entry.actor,
                act=named(entry.act),
                why=decision.why,
            ),
        )
    check_audience(entry, state)
    check_conditions(entry, targets, state)


def _check_envelope(entry: Entry, state: Negotiation, origin: str) -> None:
    if entry.neg != origin:
        raise Refused(
            Code.OTHER_RECORD,
            phrase(
                "the entry belongs to {neg!r}; this is the record of {origin!r}.",
                neg=entry.neg,
                origin=origin,
            ),
        )
    if (first := state.nonces.get(entry.nonce)) is not None:
        raise Refused(
            Code.NONCE_TAKEN,
            phrase(
                "entry {index} has the nonce {nonce}; make the entry anew with a new nonce.",
                index=first.index,
                nonce=entry.nonce,
            ),
        )
    if not state.entries and not isinstance(entry.act, acts.OpensInstrument):
        raise Refused(
            Code.NOT_OPENED,
            phrase(
                "the record has no entries; the first one opens it, and is not {act}.", act=named(entry.act)
            ),
        )


def _opening_key(entry: Entry) -> Key | None:
    """The key that the first entry names itself."""
    if not isinstance(entry.act, acts.OpensInstrument):
        return None
    try:
        key = PublicKey.of(entry.act.keeper_key)
    except BadKey:
        return None
    if key.fingerprint != entry.key:
        return None
    return Key(party=entry.act.keeper, fingerprint=entry.key, line=key.line, use=KeyUse.ENTRY, since=0)


def _check_chain(entry: Entry, state: Negotiation) -> None:
    last = state.last.get(entry.actor, NONE)
    if entry.prev != last:
        raise Refused(
            Code.PREV,
            phrase(
                "prev is {prev}, and the last entry of {actor} is {last}. Read the record up to its "
                "head: either an entry of yours came before this one, or somebody else has your key.",
                prev=entry.prev,
                actor=entry.actor,
                last=last,
            ),
        )


def _check_seen(entry: Entry, durable: int, root_at: RootAt) -> None:
    seen = entry.seen
    if seen.size > durable:
        raise Refused(
            Code.NOT_SEEN,
            phrase(
                "the entry has seen {size} entries, and {durable} are published; a record with more "
                "is another one. Compare its head with the head here.",
                size=seen.size,
                durable=durable,
            ),
        )
    root = root_at(seen.size).hex()
    if seen.root != root:
        raise Refused(
            Code.OTHER_HISTORY,
            phrase(
                "the entry has seen the root {root} at size {size}; here it is {here}. Two "
                "histories of this record are about: keep both heads, and show them to the other "
                "parties.",
                root=seen.root,
                size=seen.size,
                here=root,
            ),
        )


class Admission:
    """What the sequencer asks: admits leaf after leaf, from a state to the next."""

    def __init__(self, origin: str, zones: Zones) -> None:
        """Judge the times that are set by *zones*, the tables of this machine."""
        self.origin: Final = origin
        self.zones: Final = zones

    def nonce(self, submission: Submission) -> bytes:
        """Raises Refused where there is no reading the entry."""
        return bytes.fromhex(readable(submission.entry).nonce)

    def fold(self, leaves: Iterable[bytes]) -> Negotiation:
        """Raises BadLeaf, BadEntry."""
        return fold(entered(leaves))

    def admit(self, leaf: Leaf, state: Negotiation, place: Place) -> Negotiation:
        """Raises Refused: also for what older records have.

        See `own_name`, `names`, `answerable`, `once`, `dates`.
        """
        one = admit(leaf, state, origin=self.origin, durable=place.durable, root_at=place.root_at)
        check_own_name(one.act, one.entry.actor, one.entry.on_behalf, one.entry.vis, state)
        check_names(one.act, one.entry.docs)
        check_answerable(one.act, one.entry.actor, one.entry.on_behalf, one.entry.vis, state)
        check_once(one.act, one.entry.re, state)
        check_by_tables(one.act, self.zones)
        check_ended(one.act, one.entry.re, datetime.fromisoformat(one.received_at), state)
        return fold((one,), state)


def audit(leaves: Iterable[bytes], origin: str) -> tuple[Fault, ...]:
    """What should not have been admitted into a whole record; nothing where all is in order.

    An entry that should not be there is folded all the same, so that what follows is judged by the record
    as it is; a leaf that cannot be read is passed over.
    """
    state, frontier = NOTHING, Frontier()
    roots = [EMPTY]
    faults: list[Fault] = []
    received_at = ""
    for index, data in enumerate(leaves):
        hashed = leaf_hash(data)
        try:
            leaf = Leaf.from_bytes(data)
            one = Entered(
                index=index,
                leaf=LeafHash(hashed.hex()),
                received_at=leaf.received_at,
                entry=readable(leaf.entry),
            )
        except BadLeaf as fault:
            faults.append(Fault(index=index, code=Code.UNREADABLE, message=said_by(fault)))
        except Refused as refused:
            faults.append(Fault(index=index, code=refused.code, message=said_by(refused)))
        else:
            if leaf.received_at < received_at:
                faults.append(
                    Fault(
                        index=index,
                        code=Code.BAD_TIME,
                        message=phrase(
                            "received at {at}, before {before} of the entry before.",
                            at=leaf.received_at,
                            before=received_at,
                        ),
                    )
                )
            received_at = max(received_at, leaf.received_at)
            try:
                admit(leaf, state, origin=origin, durable=index, root_at=roots.__getitem__)
            except Refused as refused:
                faults.append(Fault(index=index, code=refused.code, message=said_by(refused)))
            state = fold((one,), state)
        frontier = frontier.appended((hashed,))
        roots.append(frontier.root)
    return tuple(faults)
