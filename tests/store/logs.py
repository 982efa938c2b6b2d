"""Logs for the tests of the stores: entries that say little, and an admission that checks little."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from travaux.record.admission import Submission
from travaux.record.leaf import Leaf
from travaux.record.refusal import Code, Refused
from travaux.record.tree import Frontier
from travaux.store.extension import NewLeaf
from travaux.store.writer import Context, Writer

ORIGIN = "meridian-2026"


def leaf(number: int, words: str = "noted") -> bytes:
    """Leaf *number* of a log: its nonce is its number."""
    entry = submission(number, words).entry
    return Leaf(received_at=instant(number), entry=entry, signatures=(b"signed",)).to_bytes()


def new_leaf(number: int, words: str = "noted") -> NewLeaf:
    return NewLeaf(leaf=leaf(number, words), nonce=nonce(number))


def new_leaves(start: int, stop: int) -> list[NewLeaf]:
    return [new_leaf(number) for number in range(start, stop)]


def nonce(number: int) -> bytes:
    return number.to_bytes(16)


def submission(number: int, words: str = "noted") -> Submission:
    entry = json.dumps({"nonce": nonce(number).hex(), "words": words}, separators=(",", ":"))
    return Submission(entry=entry.encode(), signatures=(b"signed",))


def instant(second: int) -> str:
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"2026-11-{1 + hours // 24:02}T{hours % 24:02}:{minutes:02}:{seconds:02}.000Z"


def clock(start: int = 0) -> Callable[[], str]:
    """A clock that goes on by a second each time it is asked."""
    seconds = count(start)
    lock = threading.Lock()

    def now() -> str:
        with lock:
            return instant(next(seconds))

    return now


@dataclass(frozen=True, slots=True)
class Counted:
    """The state of these logs: how many leaves, and the words of the last."""

    leaves: int = 0
    words: str = ""


class Open:
    """Admits every entry that can be read, but for the words "no"."""

    def nonce(self, submission: Submission) -> bytes:
        try:
            return bytes.fromhex(json.loads(submission.entry)["nonce"])
        except (ValueError, KeyError) as fault:
            raise Refused(Code.UNREADABLE, f"the entry cannot be read: {fault}") from fault

    def fold(self, leaves: Iterable[bytes]) -> Counted:
        state = Counted()
        for one in leaves:
            state = self._after(Leaf.from_bytes(one), state)
        return state

    def admit(self, leaf: Leaf, state: Counted, context: Context) -> Counted:
        assert context.index == state.leaves == context.head.size
        assert context.root_at(context.durable) is not None
        if json.loads(leaf.entry)["words"] == "no":
            raise Refused(Code.NOT_ALLOWED, "the words of the entry are: no")
        return self._after(leaf, state)

    def _after(self, leaf: Leaf, state: Counted) -> Counted:
        return Counted(state.leaves + 1, json.loads(leaf.entry)["words"])


def words_of(leaves: Iterable[bytes]) -> Iterator[str]:
    return (json.loads(Leaf.from_bytes(one).entry)["words"] for one in leaves)


def signed(head: Frontier) -> bytes:
    """A checkpoint, but for the signature."""
    return f"{ORIGIN}\n{head.size}\n{head.root.hex()}\n".encode()


AnyWriter = Writer[Counted]
