"""``travaux export``: a bundle, with what an audience may see, for others to check."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.cli import exit_codes
from travaux.cli.copies import Copies, Copy, digest, marked
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import content, written
from travaux.cli.machine import stamp
from travaux.cli.recording import signer_of
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.verifying import log_key_of
from travaux.cli.vouching import chain_of, witnesses
from travaux.record.audience import is_redacted
from travaux.record.bundle import BadBundle, Head, Paper, Sign, Timestamp, bundle, name
from travaux.record.entry import MEMBERS, NONE, PUBLIC
from travaux.record.examination import KEY_ACTS
from travaux.record.may import Verb, may
from travaux.record.policy import Log, Policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def export(options: argparse.Namespace) -> int:
    """Write a bundle with what an audience may see; or say which copies were handed out, and whose one is."""
    if options.list or options.whose is not None:
        return _copies(options)
    if options.audience is None:
        raise Refused('For whom? Give --for: "public", "all", or a member\'s code.')
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
        contains = tuple(one for one in desk.state.entries[: latest.size] if _always(one) or shows(one))
        count = len(contains)
        number = None
        if not named:
            written({output: made})
        else:
            copies = Copies(path=desk.keys / LIST)
            with copies.held():
                number = len(copies.listed()) + 1
                copy = Copy(
                    number=number,
                    audience=options.audience,
                    by=actor,
                    at=stamp(desk.machine.now()),
                    size=latest.size,
                )
                made = marked(made, copy, signer.sign)
                written({output: made})
                copies.add(replace(copy, sha256=digest(made)))
    if options.json:
        print(json.dumps({"written": output, "shown": count, "size": latest.size, "copy": number}))
    elif output != "-":
        rest = "" if count == latest.size else ", and the hashes of the rest"
        print(f"{output} shows {count} of {latest.size} entries to {options.audience}{rest}.")
        for line in _besides(contains, shows):
            print(line)
        if number is not None:
            print(f"It is copy {number}, and says so; no other copy has that number.")
        print(
            f"Whoever has it verifies it with verify.sh or verify.py in it, or with travaux verify {output}"
        )
    return exit_codes.DONE


def _always(one: Entered) -> bool:
    """Whether every bundle shows it: without the opening and the keys, no signature could be checked."""
    return isinstance(one.act, KEY_ACTS)


def _besides(contains: Sequence[Entered], shows: _Shows) -> Iterator[str]:
    """Say what the bundle tells beyond the entries that the audience may see."""
    keys = [one for one in contains if _always(one) and not shows(one)]
    if keys:
        what = "1 of them is" if len(keys) == 1 else f"{len(keys)} of them are"
        yield f"{what} there to check signatures by: each bundle shows the opening, and whose key is which."
    here = {one.leaf for one in contains} | {NONE}
    gaps = [one.entry.actor for one in contains if one.entry.prev not in here]
    if gaps:
        named = ", ".join(f"{code} ({gaps.count(code)})" for code in dict.fromkeys(gaps))
        yield f"It says whose entries, not shown, come before one that it shows: {named}."


LIST: Final = "copies"
"""The file with the list of copies, beside the keys."""


def _copies(options: argparse.Namespace) -> int:
    """List the copies that were handed out, or say whose a file is."""
    with at_desk(options) as desk:
        listed = Copies(path=desk.keys / LIST).listed()
    if options.whose is not None:
        data = content(options.whose)
        found = [one for one in listed if one.sha256 == digest(data)]
        if not found:
            raise NotVerified(
                f"{options.whose} is no copy that was handed out from here, or was changed since."
            )
        listed = tuple(found)
    if options.json:
        print(json.dumps([asdict(one) for one in listed], indent=1))
        return exit_codes.DONE
    for one in listed:
        print(f"copy {one.number}  {one.at}  for {one.audience}, by {one.by}: {one.size} entries")
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
