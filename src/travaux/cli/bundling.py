"""What a bundle for one audience is made of: which entries, under which head, with which papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.cli.copies import Copies, Copy, digest, marked
from travaux.cli.machine import stamp
from travaux.cli.refusal import NotVerified
from travaux.cli.verifying import log_key_of
from travaux.cli.vouching import chain_of, witnesses
from travaux.record.audience import is_redacted
from travaux.record.bundle import BadBundle, Head, Paper, Sign, Timestamp, bundle, files_of
from travaux.record.entry import MEMBERS, PUBLIC
from travaux.record.may import Verb, may
from travaux.record.policy import Log, Policy

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode

LIST: Final = "copies"
"""The file with the list of copies, beside the keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """Whether an audience may see an entry: a member, all members alike, or (None) whoever asks."""

    state: Negotiation
    reader: PartyCode | None = None
    all_members: bool = False
    wanted: frozenset[int] = frozenset()
    """The places asked for; none: all."""

    def __call__(self, one: Entered) -> bool:
        if self.wanted and one.index not in self.wanted:
            return False
        if self.all_members:
            return one.entry.vis in {MEMBERS, PUBLIC} and not is_redacted(one, self.state)
        return may(self.reader, Verb.READ, one, self.state).allowed


def head_of(desk: Desk) -> Head:
    """Give the head that was signed last, with all that vouches for it. Raises NotVerified."""
    store = desk.store
    latest = store.latest_checkpoint()
    if latest is None:
        raise NotVerified("no head of the record has been signed, so that nothing can be proved by it.")
    log = log_key_of(desk.state)
    return Head(
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


def bundle_for(
    desk: Desk,
    head: Head,
    shows: Callable[[Entered], bool],
    sign: Sign,
    step: Callable[[int], None] = lambda _: None,
) -> bytes:
    """Make the bundle of what *shows* lets through; *step* is told how many leaves were gone through.

    Raises NotVerified, where what is kept cannot be put into a bundle that verifies.
    """
    size = head.checkpoint.size
    try:
        return bundle(
            _stepping(desk, size, step),
            head,
            desk.store.hashes,
            sign,
            shows=shows,
            papers=_papers(desk, size, shows),
        )
    except BadBundle as fault:
        raise NotVerified(f"no bundle can be made: {fault}.") from fault


def shown_files(desk: Desk, head: Head, shows: Callable[[Entered], bool]) -> dict[str, bytes]:
    """Give the files of that bundle, not yet listed and signed for. Raises NotVerified."""
    size = head.checkpoint.size
    papers = _papers(desk, size, shows)
    try:
        return files_of(desk.store.leaves(0, size), head, desk.store.hashes, shows, papers, tiles=True)
    except BadBundle as fault:
        raise NotVerified(f"no bundle can be made: {fault}.") from fault


def numbered(made: bytes, desk: Desk, *, reader: PartyCode, by: PartyCode, sign: Sign) -> tuple[bytes, Copy]:
    """Give the bundle as a copy for *reader* with a number of its own, and note whose it is."""
    latest = desk.store.latest_checkpoint()
    copies = Copies(path=desk.keys / LIST)
    with copies.held():
        copy = Copy(
            number=len(copies.listed()) + 1,
            audience=reader,
            by=by,
            at=stamp(desk.machine.now()),
            size=0 if latest is None else latest.size,
        )
        made = marked(made, copy, sign)
        copy = replace(copy, sha256=digest(made))
        copies.add(copy)
    return made, copy


def _stepping(desk: Desk, size: int, step: Callable[[int], None]) -> Sequence[bytes]:
    found = []
    for index, leaf in enumerate(desk.store.leaves(0, size)):
        step(index)
        found.append(leaf)
    return found


def _papers(desk: Desk, size: int, shows: Callable[[Entered], bool]) -> list[Paper]:
    return [
        Paper(h=doc.h, data=kept.data, salt=kept.salt, text=words)
        for one in desk.state.entries[:size]
        if shows(one)
        for doc in one.entry.docs
        if (kept := desk.store.document(bytes.fromhex(doc.h))) is not None
        for words in [_words(desk, doc.text)]
    ]


def _words(desk: Desk, h: str) -> bytes | None:
    kept = desk.store.document(bytes.fromhex(h)) if h else None
    return None if kept is None else kept.data
