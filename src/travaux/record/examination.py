"""Entries in their order, each checked against those before it: whose key, which place, what its author knew.

What is checked here is what everyone with the bytes can check: that an entry is in its place in this record,
by whom it says, and follows what it says. What a party may do is for `travaux.record.admission` to know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from travaux.record.act import EnrolsKey, Fingerprint, KeyUse, OpensInstrument, RevokesKey, RotatesKey
from travaux.record.entry import NONE, BadEntry, Entry, LeafHash
from travaux.record.entry import read as entry_read
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Key
from travaux.record.signature import BUNDLE, ENTRY, KEY, BadKey, BadSignature, PublicKey, verify
from travaux.record.signers import Signers
from travaux.record.tree import Hash
from travaux.text.wording import PartyCode

KEY_ACTS: Final = (OpensInstrument, EnrolsKey, RotatesKey, RevokesKey)
"""The acts from which it follows whose a key is."""


class EntryFault(ValueError):
    """An entry does not hold. The message goes on after "entry 000000000007"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands."""

    index: int
    leaf: LeafHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of the record beside the entries that were examined."""

    origin: str
    log: str
    """The line of the log key."""
    agrees: Callable[[int, Hash], bool | None]
    """Whether the record had this root when it had this many entries; None: it cannot be known."""
    place: Callable[[LeafHash], int | None]
    """Where a leaf stands that was not examined."""
    whole: bool
    """Whether ``place`` knows every leaf of the record."""


@dataclass(slots=True, kw_only=True)
class Examination:
    """What follows from the entries examined so far."""

    around: Around
    keeper: PartyCode | None = None
    keys: dict[Fingerprint, Key] = field(default_factory=dict)
    """Every key ever enrolled, in that order. One enrolled by entry i signs from i + 1; one that entry i
    revokes or replaces may have signed i itself."""
    last: dict[PartyCode, Place] = field(default_factory=dict)
    nonces: set[bytes] = field(default_factory=set)
    leaves: set[bytes] = field(default_factory=set)
    docs: set[bytes] = field(default_factory=set)
    """Leaf hash and ``h`` of each document, end to end."""
    received_at: str = ""
    gaps: list[tuple[int, PartyCode, LeafHash]] = field(default_factory=list)
    """Each entry whose author's entry before it was not examined, and the hash of that."""

    def enter(self, index: int, leaf: Leaf, digest: Hash, entry: Entry, signers: Signers = None) -> None:
        """Examine the next entry that is there; *entry* is what *leaf* holds. Raises EntryFault.

        Its signatures are checked here, unless *signers* says by whose keys each was found to be.
        """
        if entry.neg != self.around.origin:
            raise EntryFault(f"was written for the record {entry.neg}: it was taken from another negotiation")
        if index == 0:
            self._open(entry)
        self._check_signatures(index, leaf, entry, signers)
        self._check_order(leaf, entry)
        gap = self._check_earlier(index, entry)
        self._check_seen(index, entry)
        if isinstance(entry.act, KEY_ACTS):
            self._change_keys(index, entry)
        self.last[entry.actor] = Place(index=index, leaf=LeafHash(digest.hex()))
        self.leaves.add(digest)
        for doc in entry.docs:
            self.docs.add(digest + bytes.fromhex(doc.h))
        if gap:
            self.gaps.append((index, entry.actor, entry.prev))

    def key_at(self, fingerprint: str, index: int) -> Key | None:
        """The key for entries with this fingerprint, if it is in force for the entry with this index."""
        key = self.keys.get(Fingerprint(fingerprint))
        return key if key and key.use is KeyUse.ENTRY and in_force(key, index) else None

    def _open(self, entry: Entry) -> None:
        act = entry.act
        try:
            if not isinstance(act, OpensInstrument) or entry.actor != act.keeper:
                raise BadKey(entry.type)  # noqa: TRY301 - one sentence for all that keeps it from opening
            name = Fingerprint(PublicKey.of(act.keeper_key).fingerprint)
        except BadKey:
            raise EntryFault(
                "does not open the record: the first entry has to name the keeper and its key"
            ) from None
        if act.log != self.around.log:
            raise EntryFault("names another log key than log.vkey: the record was opened under another key")
        self.keeper = act.keeper
        self.keys[name] = Key(
            party=act.keeper, fingerprint=name, line=act.keeper_key, use=KeyUse.ENTRY, since=0
        )

    def _check_signatures(self, index: int, leaf: Leaf, entry: Entry, found: Signers) -> None:
        """Each is of another key of the actor in force at this place; the first of the one that is named."""
        signers: list[Fingerprint] = []
        for number, blob in enumerate(leaf.signatures):
            name = _signer(blob, leaf.entry) if found is None else found[number]
            if number == 0 and name != entry.key:
                raise EntryFault(f"is signed with {name}, not with the key it names")
            key = self.keys.get(name)
            if key is None or key.use is not KeyUse.ENTRY:
                raise EntryFault(f"is signed with {name}, which no entry shown here enrolled")
            if number == 0 and key.party != entry.actor:
                raise EntryFault(f"says it is by {entry.actor} and is signed with a key of {key.party}")
            if key.party != entry.actor or name in signers:
                raise EntryFault(
                    f"has a further signature with {name}, which is no other key of {entry.actor}"
                )
            signers.append(name)
            if not in_force(key, index):
                raise EntryFault(
                    f"is signed with a key of {key.party} that was no longer in force at this place"
                )

    def _check_order(self, leaf: Leaf, entry: Entry) -> None:
        if leaf.received_at < self.received_at:
            raise EntryFault(
                f"was received {leaf.received_at}, before an earlier entry ({self.received_at}): "
                "a time is false"
            )
        self.received_at = leaf.received_at
        nonce = bytes.fromhex(entry.nonce)
        if nonce in self.nonces:
            raise EntryFault("has a nonce that an earlier entry has: one act was recorded twice")
        self.nonces.add(nonce)

    def _check_earlier(self, index: int, entry: Entry) -> bool:
        """Whether the actor's entry before this one is one that was not examined."""
        actor, last = entry.actor, self.last.get(entry.actor)
        examined = bytes.fromhex(entry.prev) in self.leaves
        if entry.prev == NONE or examined:
            if entry.prev != (NONE if last is None else last.leaf):
                shown = "none" if last is None else f"entry {last.index:012d}"
                raise EntryFault(
                    f"does not follow the entry of {actor} before it ({shown}): one was left out or put in"
                )
        elif self._is_out(entry.prev, index):
            raise EntryFault(f"follows an entry of {actor} that is not in the record before it")
        elif last and (place := self.around.place(entry.prev)) is not None and place <= last.index:
            raise EntryFault(
                f"does not follow the entry of {actor} before it (entry {last.index:012d}): "
                "one was left out or put in"
            )
        for one in entry.re:
            earlier = bytes.fromhex(one.leaf)
            if earlier not in self.leaves:
                if self._is_out(one.leaf, index):
                    raise EntryFault("refers to an entry that is not in the record before it")
            elif one.doc and earlier + bytes.fromhex(one.doc) not in self.docs:
                raise EntryFault("refers to a document that the entry it names does not have")
        return entry.prev != NONE and not examined

    def _is_out(self, leaf: LeafHash, index: int) -> bool:
        """Whether a leaf that was not examined is known not to stand before *index*."""
        place = self.around.place(leaf)
        return self.around.whole if place is None else place >= index

    def _check_seen(self, index: int, entry: Entry) -> None:
        seen = entry.seen
        if seen.size > index:
            raise EntryFault(f"says its author had seen {seen.size} entries, more than stood before it")
        if self.around.agrees(seen.size, Hash(bytes.fromhex(seen.root))) is False:
            raise EntryFault(
                f"was written by someone who was shown another record of {seen.size} entries than this one"
            )

    def _change_keys(self, index: int, entry: Entry) -> None:
        """What an entry about a key does to the keys, from the next entry on."""
        if entry.on_behalf is not None:
            raise EntryFault("is about a key and on behalf of another: that is done in one's own name")
        match entry.act:
            case EnrolsKey(party=party, line=line, use=use, holder=holder):
                if entry.actor != party and (entry.actor != self.keeper or self._has_one(party, use)):
                    raise EntryFault(f"enrols a key for {party}, which is not for {entry.actor} to do")
                self._enrol(party, line, use, index, holder)
            case RotatesKey(old=name, line=line):
                old = self._known(name)
                if entry.actor != old.party or entry.key != name or not in_force(old, index):
                    raise EntryFault(f"replaces a key of {old.party}, which is not for {entry.actor} to do")
                self._enrol(old.party, line, old.use, index, old.holder)
                self.keys[name] = replace(old, until=index + 1)
            case RevokesKey(key=name):
                old = self._known(name)
                if entry.actor not in (self.keeper, old.party):
                    raise EntryFault(f"revokes a key of {old.party}, which is not for {entry.actor} to do")
                if old.until is None:
                    self.keys[name] = replace(old, until=index + 1)
            case _:
                pass

    def _has_one(self, party: PartyCode, use: KeyUse) -> bool:
        return any(key.party == party and key.use is use and key.until is None for key in self.keys.values())

    def _known(self, name: Fingerprint) -> Key:
        if name not in self.keys:
            raise EntryFault("does not say which key it is about")
        return self.keys[name]

    def _enrol(self, party: PartyCode, line: str, use: KeyUse, index: int, holder: str) -> None:
        try:
            name = Fingerprint(PublicKey.of(line).fingerprint)
        except BadKey:
            raise EntryFault("does not say which key it is about") from None
        if name in self.keys:
            raise EntryFault(f"enrols {name}, which is enrolled already")
        self.keys[name] = Key(
            party=party, fingerprint=name, line=line, use=use, since=index + 1, holder=holder
        )


def in_force(key: Key, index: int) -> bool:
    """Whether the key signs for its party in the entry with this index."""
    return key.since <= index and (key.until is None or index < key.until)


def read(leaf: Leaf) -> Entry:
    """The entry in *leaf*. Raises EntryFault."""
    try:
        return entry_read(leaf.entry)
    except BadEntry:
        raise EntryFault("cannot be read as an entry: it is not in the one form that is signed") from None


def public_keys(keys: Mapping[Fingerprint, Key], use: KeyUse, size: int) -> tuple[PublicKey, ...]:
    """The keys for this use that are in force in a record of this size."""
    return tuple(PublicKey.of(key.line) for key in keys.values() if key.use is use and in_force(key, size))


def _signer(blob: bytes, line: bytes) -> Fingerprint:
    try:
        return Fingerprint(verify(blob, line, ENTRY).fingerprint)
    except BadSignature:
        for other in (BUNDLE, KEY):
            if _holds(blob, line, other):
                raise EntryFault(
                    f"has a signature made for {other}, not for entries: it was moved here"
                ) from None
        raise EntryFault(
            "has a signature that does not hold over it: one of the two was changed, the signature is of a "
            "kind that is not accepted, or nobody stood at the key"
        ) from None


def _holds(blob: bytes, line: bytes, namespace: str) -> bool:
    try:
        verify(blob, line, namespace)
    except BadSignature:
        return False
    return True
