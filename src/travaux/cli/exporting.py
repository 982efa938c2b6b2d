"""``travaux export``: a bundle, with what an audience may see, for others to check."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import written
from travaux.cli.recording import signer_of
from travaux.cli.refusal import NotVerified
from travaux.cli.verifying import chain_of, log_key_of, witnesses
from travaux.record.audience import is_redacted
from travaux.record.bundle import BadBundle, Head, Paper, Sign, Timestamp, bundle, name
from travaux.record.entry import MEMBERS, PUBLIC
from travaux.record.may import Verb, may
from travaux.record.policy import Log, Policy

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def export(options: argparse.Namespace) -> int:
    """Write a bundle with what an audience may see."""
    with at_desk(options) as desk:
        named = options.audience not in {PUBLIC, MEMBERS}
        actor = desk.keeper if options.actor is None else desk.member(options.actor)
        signer = signer_of(options.key, actor, desk)
        shows = _Shows(
            state=desk.state,
            reader=desk.member(options.audience) if named else None,
            all_members=options.audience == MEMBERS,
            wanted=frozenset(desk.entry(one).index for one in options.entry),
        )
        store = desk.whole()
        latest = store.latest_checkpoint()
        if latest is None:
            raise NotVerified("no head of the record has been signed, so that nothing can be proved by it.")
        log = log_key_of(desk.state)
        head = Head(
            note=latest.data,
            log=log,
            policy=Policy(logs=(Log(key=log),), witnesses=witnesses(desk.state)),
            cosignatures={one.by: one.data for one in store.cosignatures(latest.size)},
            timestamps={
                one.by: Timestamp(token=one.data, chain=chain)
                for one in store.timestamps(latest.size)
                if (chain := chain_of(desk, one.by)) is not None
            },
        )
        made = _bundle(desk, head, shows, signer.sign, latest.size)
        output = options.output or f"{name(head).removesuffix('.travaux.zip')}-{options.audience}.travaux.zip"
        written({output: made})
        count = sum(1 for one in desk.state.entries[: latest.size] if shows(one))
    if options.json:
        print(json.dumps({"written": output, "shown": count, "size": latest.size}))
    elif output != "-":
        rest = "" if count == latest.size else ", and the hashes of the rest"
        print(f"{output} shows {count} of {latest.size} entries to {options.audience}{rest}.")
        print(
            f"Whoever has it verifies it with verify.sh or verify.py in it, or with travaux verify {output}"
        )
    return exit_codes.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shows:
    """Whether an audience may see an entry: a member, all members alike, or (None) whoever asks."""

    state: Negotiation
    reader: PartyCode | None
    all_members: bool
    wanted: frozenset[int]

    def __call__(self, one: Entered) -> bool:
        if self.wanted and one.index not in self.wanted:
            return False
        if self.all_members:
            return one.entry.vis in {MEMBERS, PUBLIC} and not is_redacted(one, self.state)
        return may(self.reader, Verb.READ, one, self.state).allowed


def _bundle(desk: Desk, head: Head, shows: _Shows, sign: Sign, size: int) -> bytes:
    papers = [
        Paper(h=doc.h, data=kept.data, salt=kept.salt, text=words)
        for one in desk.state.entries[:size]
        if shows(one)
        for doc in one.entry.docs
        if (kept := desk.store.document(bytes.fromhex(doc.h))) is not None
        for words in [_words(desk, doc.text)]
    ]
    try:
        return bundle(desk.store.leaves(0, size), head, desk.store.hashes, sign, shows=shows, papers=papers)
    except BadBundle as fault:
        raise NotVerified(f"no bundle can be made: {fault}.") from fault


def _words(desk: Desk, h: str) -> bytes | None:
    kept = desk.store.document(bytes.fromhex(h)) if h else None
    return None if kept is None else kept.data
