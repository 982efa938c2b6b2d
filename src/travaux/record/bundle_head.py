"""The head of a bundle, verified: the log's signature, parties' cosignatures, authorities' time stamps."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from travaux.record.bundle import pem, stem
from travaux.record.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    LogKey,
    WitnessKey,
    cosignature_opened,
    opened,
)
from travaux.record.policy import NONE, BadPolicy, Policy, policy_read
from travaux.record.timestamp import BadTimestamp, stamped
from travaux.record.verdict import Unproved, Verdict, file


def checkpoint_of(
    files: Mapping[str, bytes], pinned: LogKey | None, verdict: Verdict
) -> tuple[LogKey, Checkpoint]:
    said = file(files, "log.vkey").decode("utf-8", "replace")
    line = said[:-1] if said.endswith("\n") else ""
    if pinned is not None and pinned.line != line:
        raise Unproved("log.vkey is not the log key that you gave: this is the record of somebody else.")
    try:
        key = LogKey.of(line)
    except BadCheckpoint:
        raise Unproved("log.vkey is no log key that can be read: it was damaged or replaced.") from None
    note = file(files, "checkpoint")
    origin = _stated(note, "checkpoint").origin
    if origin != key.name:
        raise Unproved(f"checkpoint is of the log {origin}, log.vkey of {key.name}: one was replaced.")
    try:
        checkpoint = opened(note, key)
    except BadCheckpoint:
        raise Unproved(
            "checkpoint is not signed by the key in log.vkey: it was changed or made by somebody else."
        ) from None
    if file(files, "log.pem") != pem(key.public):
        raise Unproved("log.pem is not the key in log.vkey: one of the two was replaced.")
    verdict.holds.append(
        f"the log {key.name} signed that it holds {checkpoint.size} entries (log key: {line})."
    )
    if pinned is None:
        verdict.notes.append("compare this log key with the one you have from elsewhere.")
    return key, checkpoint


def _stated(note: bytes, path: str) -> Checkpoint:
    """What a note states, whoever signed it."""
    try:
        if not note.endswith(b"\n"):
            raise BadCheckpoint(path)  # noqa: TRY301 - one sentence for all that cannot be read
        return Checkpoint.of(note.rpartition(b"\n\n")[0] + b"\n")
    except BadCheckpoint:
        raise Unproved(f"{path} is no checkpoint that can be read: it was damaged or replaced.") from None


def check_witnesses(
    files: Mapping[str, bytes],
    own: Policy | None,
    log: LogKey,
    checkpoint: Checkpoint,
    enrolled: Collection[bytes],
    verdict: Verdict,
) -> None:
    """Check whether those whom the policy asks for have cosigned. Raises Unproved.

    *own* is the reader's policy, the bundle's where it is None: then its witnesses must be among *enrolled*,
    the keys that the record itself enrols to cosign.
    """
    try:
        policy = policy_read(file(files, "policy.txt")) if own is None else own
    except BadPolicy:
        raise Unproved(
            "policy.txt is no quorum policy that can be read: it was damaged or replaced."
        ) from None
    if log not in {it.key for it in policy.logs}:
        raise Unproved(
            "policy.txt does not name the log key of this bundle: it is the policy of another record."
        )
    witnesses = {stem(it): it for it in policy.witnesses}
    for it in policy.witnesses:
        if own is None and it.key.public not in enrolled:
            raise Unproved(f"policy.txt: the key of {it.name} is not one that this record enrols to cosign.")
    cosigned: dict[str, str] = {}
    for path in sorted(files):
        found = re.fullmatch(r"cosignatures/([^/]*)\.note", path)
        if found and found[1] not in witnesses:
            verdict.notes.append(f"{path}: {found[1]} is no witness of the policy; this was not counted.")
        elif found:
            try:
                witness = witnesses[found[1]]
                cosigned[witness.name] = _cosigned_at(files, path, witness.key, checkpoint)
                verdict.holds.append(f"{witness.name} cosigned this checkpoint at {cosigned[witness.name]}.")
            except Unproved as fault:
                verdict.faults.append(str(fault))
    if not policy.holds(cosigned):
        raise Unproved(
            f"policy.txt asks for {policy.quorum} to have cosigned, and the cosignatures here do not reach "
            "that: this checkpoint may have been shown to some and not to others."
        )
    if policy.quorum == NONE:
        verdict.notes.append("policy.txt asks for no cosignature: only the log vouches for this checkpoint.")
    else:
        verdict.holds.append(f"the cosignatures reach the quorum {policy.quorum} of policy.txt.")


def _cosigned_at(files: Mapping[str, bytes], path: str, witness: WitnessKey, checkpoint: Checkpoint) -> str:
    if _stated(files[path], path) != checkpoint:
        raise Unproved(f"{path} is over another checkpoint than this one: it says nothing about this bundle.")
    try:
        _, at = cosignature_opened(files[path], witness)
    except BadCheckpoint:
        raise Unproved(
            f"{path} has no cosignature that holds by the key in policy.txt: it was changed or forged."
        ) from None
    key = path.removesuffix(".note") + ".pem"
    if file(files, key) != pem(witness.public):
        raise Unproved(f"{key} is not the key in policy.txt: one of the two was replaced.")
    return moment(at)


def moment(at: int) -> str:
    """Seconds since 1970 as a date and a time."""
    if at >= 1 << 37:
        return f"second {at}"
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_timestamps(files: Mapping[str, bytes], verdict: Verdict) -> None:
    tokens = sorted(path for path in files if re.fullmatch(r"timestamps/[^/]*\.tsr", path))
    for path in tokens:
        chain = path.removesuffix(".tsr") + "-chain.pem"
        if chain not in files:
            verdict.faults.append(f"{path} does not prove a time: {chain} is missing.")
            continue
        try:
            at = moment(stamped(files[path], files[chain], files["checkpoint"]))
            verdict.holds.append(f"{path}: this checkpoint existed at {at}, by the authority in {chain}.")
        except BadTimestamp:
            verdict.faults.append(
                f"{path} does not prove a time: it is not over this checkpoint, or not of the authority of "
                "its chain."
            )
    if not tokens:
        verdict.notes.append(
            "no time stamp of an authority is here: the times are what the log and the parties say."
        )
