"""Who else vouches for a head of the record: the parties that witness it, and authorities that say when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from travaux.cli.desk import Desk
from travaux.record.act import KeyUse
from travaux.record.checkpoint import BadCheckpoint, WitnessKey, cosignature_opened
from travaux.record.policy import Policy, PolicyUnmet, Witness
from travaux.record.signature import BadKey, PublicKey
from travaux.record.timestamp import BadTimestamp, stamped
from travaux.render.telling import counted
from travaux.store.extension import frontier_at

if TYPE_CHECKING:
    from travaux.record.negotiation import Negotiation
    from travaux.store.store import Note


def witnesses(state: Negotiation) -> tuple[Witness, ...]:
    """List who may witness heads: by the keys enrolled for that and in force."""
    found: list[Witness] = []
    for one in state.keys.values():
        if one.use is KeyUse.COSIGN and one.until is None:
            name = witness_name(one.party)
            try:
                key = WitnessKey(name=name, public=PublicKey.of(one.line).raw)
            except (BadKey, BadCheckpoint):
                continue  # a key that cannot sign heads witnesses none
            found.append(Witness(name=name, key=key))
    return tuple(found)


def witness_name(party: str) -> str:
    """Give the name that a party's cosignatures bear: its code, spelt in ASCII."""
    return party if party.isascii() else f"x-{party.encode().hex()}"


def vouched(desk: Desk, policy: Policy | None, holds: list[str], notes: list[str], faults: list[str]) -> None:
    """Look at the latest head that others have signed too."""
    latest = desk.store.latest_checkpoint()
    if latest is None:
        return
    known = {one.name: one for one in witnesses(desk.state)}
    given = _cosigned(desk)
    for one in given:
        witness = known.get(one.by)
        if witness is None:
            notes.append(f"a cosignature of {one.by} is of no key that is enrolled for it now.")
            continue
        try:
            seen, _ = cosignature_opened(one.data, witness.key)
        except BadCheckpoint as fault:
            faults.append(f"the cosignature of {one.by} does not hold: {fault}.")
            continue
        if seen.size > desk.head.size or frontier_at(seen.size, desk.store.hashes).root != seen.root:
            faults.append(
                f"{one.by} has witnessed another record under this name: {seen.size} entries with the root "
                f"{seen.root.hex()[:16]}…. Two histories are about; show both heads to the other parties."
            )
            continue
        since = desk.head.size - seen.size
        later = f"; {counted(since, 'entry', 'entries')} came after it" if since else ""
        holds.append(f"{one.by} has witnessed the head of {seen.size} entries{later}.")
    if policy is not None:
        cosigned = [one.data for one in desk.store.cosignatures(latest.size)]
        try:
            believed = policy.believed(latest.data, cosigned)
            names = ", ".join(believed.cosigned) or "nobody, as the policy asks for nobody"
            holds.append(f"the policy is met: cosigned by {names}.")
        except PolicyUnmet as fault:
            faults.append(f"the policy is not met: {fault}.")
    elif not given:
        notes.append(
            "nobody but the keeper has signed a head: that the record is the same for everybody is known "
            "only by comparing it."
        )


_LOOKED_AT: Final = 1000
"""Heads that are looked at, from the last back, for one that others have signed."""


def _cosigned(desk: Desk) -> tuple[Note, ...]:
    for one in reversed(desk.store.checkpoints()[-_LOOKED_AT:]):
        if given := desk.store.cosignatures(one.size):
            return given
    return ()


def stamps(desk: Desk, holds: list[str], notes: list[str], faults: list[str]) -> None:
    """Check the time stamps of the latest head that has one."""
    for head in reversed(desk.store.checkpoints()[-_LOOKED_AT:]):
        tokens = desk.store.timestamps(head.size)
        for one in tokens:
            chain = chain_of(desk, one.by)
            if chain is None:
                notes.append(f"the certificates of the authority {one.by} are not here, to check its stamp.")
                continue
            try:
                at = datetime.fromtimestamp(stamped(one.data, chain, head.data), UTC)
                holds.append(
                    f"{one.by} saw the head of {head.size} entries on {at:%Y-%m-%d at %H:%M:%S} UTC."
                )
            except BadTimestamp as fault:
                faults.append(f"the time stamp of {one.by} does not hold: {fault}.")
        if tokens:
            return


def chain_of(desk: Desk, authority: str) -> bytes | None:
    """Read the certificates that are trusted for an authority's time stamps."""
    path = desk.keyring.folder / "authorities" / f"{authority}.pem"
    return path.read_bytes() if path.is_file() else None
