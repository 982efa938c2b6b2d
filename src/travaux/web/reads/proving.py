"""What proves a record to one reader: heads, proofs, bundles, and the check of all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from travaux.cli.bundling import Shows, bundle_for, head_of, numbered, shown_files
from travaux.cli.keyring import private_in
from travaux.cli.vouching import witnesses
from travaux.record.bundle import SUFFIX, Head, name
from travaux.record.bundle_verification import verify_unlisted
from travaux.record.checkpoint import BadCheckpoint, cosignature_opened
from travaux.record.entry import MEMBERS, PUBLIC
from travaux.record.leaf import Leaf
from travaux.record.proof import Proof, proof_file
from travaux.record.signature import ENTRY, BadKey, BadSignature, armoured, verify
from travaux.record.tree import inclusion
from travaux.record.views.disclosed import Disclosed
from travaux.web.acts.signing import NoKey, counting, signer
from travaux.web.work import Doing, Work

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.cli.keyring import Signer
    from travaux.record.entry import Entered
    from travaux.record.verdict import Verdict
    from travaux.text.wording import PartyCode
    from travaux.web.accounts.models import Person
    from travaux.web.room import Room
    from travaux.web.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found when all that a reader may see was verified."""

    verdict: Verdict
    head: Head
    shown: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A bundle, ready to be taken away."""

    data: bytes
    name: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature over an entry, and what is found when it is verified now."""

    fingerprint: str
    party: str
    holds: bool
    armoured: str


CHECKS: Final[Work[Checked]] = Work("checking", kept=64)
BUNDLES: Final[Work[Made]] = Work("bundling", kept=8)


def whole_desk(room: Room) -> Desk:
    """Give the desk with everything: what of it is shown is for `Shows` to say."""
    return room.desk(Disclosed(room.state))


def leaf_at(room: Room, place: int) -> bytes:
    (data,) = room.store.leaves(place, place + 1)
    return data


def signatures(room: Room, leaf: Leaf) -> Sequence[Signed]:
    """Verify the signatures over an entry, each anew."""
    found = []
    for blob in leaf.signatures:
        fingerprint = ""
        with suppress(BadSignature, BadKey):
            fingerprint = verify(blob, leaf.entry, ENTRY).fingerprint
        key = next((one for one in room.state.keys.values() if one.fingerprint == fingerprint), None)
        found.append(
            Signed(
                fingerprint=fingerprint,
                party="" if key is None else key.party,
                holds=bool(fingerprint),
                armoured=armoured(blob),
            )
        )
    return found


def proof_of(room: Room, one: Entered) -> bytes | None:
    """Give the proof that the entry stands where it stands; None until a head that has it is signed."""
    latest = room.store.latest_checkpoint()
    if latest is None or latest.size <= one.index:
        return None
    hashes = inclusion(one.index, latest.size, room.store.hashes)
    return proof_file(Proof(index=one.index, hashes=hashes, note=latest.data))


def cosigned(room: Room, one: Entered) -> Sequence[tuple[str, int]]:
    """List who has witnessed a head that has this entry, each with the size of the first such head."""
    known = {witness.name: witness for witness in witnesses(room.state)}
    found: dict[str, int] = {}
    for head in room.store.checkpoints(one.index + 1):
        for note in room.store.cosignatures(head.size):
            if note.by in known and note.by not in found:
                try:
                    cosignature_opened(note.data, known[note.by].key)
                except BadCheckpoint:
                    continue
                found[note.by] = head.size
    return list(found.items())


def checking(seat: Seat, at: str) -> Doing[Checked]:
    """Begin to verify all that the reader may see, or give what was begun for the same entries."""
    room = seat.room
    desk = whole_desk(room)
    head = head_of(desk)
    size = head.checkpoint.size
    shows = Shows(state=desk.state, reader=seat.party)

    def check(_: Doing[Checked]) -> Checked:
        files = shown_files(desk, head, shows)
        shown = sum(1 for one in desk.state.entries[:size] if shows(one))
        return Checked(verdict=verify_unlisted(files), head=head, shown=shown, at=at)

    what = (id(room), seat.party, size, len(desk.state.redactions), len(seat.known.entries))
    return CHECKS.begun(what, check, of=size)


def exporter(room: Room) -> PartyCode | None:
    """Say who signs for bundles on this server without being asked: the keeper, if its key lies open here."""
    keeper = room.state.keeper
    return keeper if keeper is not None and room.keyring.path(keeper).is_file() else None


def signing_for(seat: Seat, person: Person | None, passphrase: str) -> tuple[PartyCode, Signer]:
    """Give who signs for a bundle: the keeper, else the reader's own party. Raises NoKey."""
    room = seat.room
    keeper = exporter(room)
    if keeper is not None:
        return keeper, counting(private_in(room.keyring.path(keeper)), keeper, room)
    if seat.party is None or person is None:
        raise NoKey(
            gettext("The key of the keeper is not on this server, and so nobody signs for a bundle here.")
        )
    return seat.party, signer(room, person, seat.party, passphrase)


def bundling(
    seat: Seat, audience: str, who: tuple[PartyCode, Signer], key: tuple[object, ...]
) -> Doing[Made]:
    """Begin to make the bundle of what *audience* may see: a member, all members, or the public.

    A member's copy has a number of its own. It stands until something is redacted. Raises NotVerified, where
    no head is signed.
    """
    room = seat.room
    desk = whole_desk(room)
    head = head_of(desk)
    by, pen = who
    make = _maker(desk, head, audience, by, pen)
    redacted = len(desk.state.redactions)
    return BUNDLES.begun(
        key, make, of=head.checkpoint.size, stands=lambda: len(room.state.redactions) == redacted
    )


def _maker(
    desk: Desk, head: Head, audience: str, by: PartyCode, pen: Signer
) -> Callable[[Doing[Made]], Made]:
    reader = None if audience in {PUBLIC, MEMBERS} else desk.member(audience)

    def make(doing: Doing[Made]) -> Made:
        shows = Shows(state=desk.state, reader=reader, all_members=audience == MEMBERS)
        data = bundle_for(desk, head, shows, pen.sign, doing.step)
        called = f"{name(head).removesuffix(SUFFIX)}-{audience}{SUFFIX}"
        if reader is None:
            return Made(data=data, name=called, number=None)
        data, copy = numbered(data, desk, reader=reader, by=by, sign=pen.sign)
        return Made(data=data, name=called, number=copy.number)

    return make
