"""What tests record beside the demo, and how they wait for a head."""

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from travaux.cli.keyring import private_in
from travaux.cli.recording import Author, Proposed
from travaux.record.act import NoteKind, SendsNote
from travaux.text.wording import PartyCode
from travaux.web.room import Room

Result = TypeVar("Result")


def in_a_loop(story: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a loop of its own, in a thread of its own: a browser's driver may have one in this thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, story).result()


def author(room: Room, party: str, vis: str = "all") -> Author:
    actor = PartyCode(party)
    return Author(
        actor=actor, signer=private_in(room.keyring.path(actor)), vis=vis, at="2026-03-25T10:00:00Z"
    )


def sent_between(room: Room, sender: str, receiver: str, subject: str) -> int:
    """Record a letter that is for its receiver alone, and give its place."""
    act = SendsNote(kind=NoteKind.LETTER, to=(PartyCode(receiver),), subject=subject)
    return room.record(Proposed(act=act), author(room, sender, vis=f"to:{receiver}")).index


def sent_to_all(room: Room, sender: str, subject: str) -> int:
    act = SendsNote(kind=NoteKind.LETTER, subject=subject)
    return room.record(Proposed(act=act), author(room, sender)).index


def published(room: Room) -> None:
    """Wait until the head that has every entry is signed."""
    until = time.monotonic() + 20
    while (latest := room.store.latest_checkpoint()) is None or latest.size < room.state.size:
        assert time.monotonic() < until, "the head was not signed within 20 seconds"
        time.sleep(0.01)
