"""A record told in two ways: one entry that crosses over finds it, and so does one head that is cosigned."""

from __future__ import annotations

import os
from random import Random

import pytest

from tests.record.soak import SOAK
from tests.record.writing import Writer
from travaux.record import act
from travaux.record.act import NoteKind
from travaux.record.admission import admit
from travaux.record.checkpoint import Checkpoint, cosignature_opened, cosigned, log_key, opened, witness_key
from travaux.record.fold import fold
from travaux.record.leaf import Leaf
from travaux.record.refusal import Code, Refused
from travaux.record.signature import PrivateKey
from travaux.record.verification import NotVerified, verify_log

SEEDS = range(10_000) if SOAK else range(300)
if (_one := os.environ.get("TRAVAUX_SEED")) is not None:
    SEEDS = range(int(_one), int(_one) + 1)

WITNESS = PrivateKey.from_seed(b"a witness".ljust(32, b"."))


class Forked:
    """A record that goes on in two ways, each by a random number of entries, none of them by CEL."""

    def __init__(self, begun: Writer, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  chance that can be repeated, not secrets
        trunk = begun.branched()
        self.write(trunk, self.random.randrange(6))
        self.size = len(trunk.leaves)
        self.here, self.there = trunk.branched(), trunk.branched()
        self.there.seed += 1
        self.write(self.here, self.random.randrange(6))
        self.write(self.there, self.random.randrange(6))

    def write(self, w: Writer, count: int) -> None:
        for _ in range(count):
            w.sends(self.random.choice(("ARD", "BOR")), "On depth")

    @property
    def is_two(self) -> bool:
        """Whether there are two histories, rather than one and an earlier state of it."""
        return min(len(self.here.leaves), len(self.there.leaves)) > self.size


@pytest.fixture(scope="module")
def begun() -> Writer:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "CEL"))
    return w


def test_an_entry_whose_author_has_seen_the_other_history_is_found(begun: Writer) -> None:
    for seed in SEEDS:
        fork = Forked(begun, seed)
        entry = fork.there.composed("CEL", act.SendsNote(kind=NoteKind.LETTER))
        has_seen_it = entry.seen.size > fork.size
        assert code_of(fork.here, fork.there.leaf(entry)) in (
            {Code.NOT_SEEN, Code.OTHER_HISTORY} if has_seen_it else {None}
        ), f"seed {seed}"


def test_a_head_that_was_cosigned_elsewhere_is_found(begun: Writer) -> None:
    key = log_key(begun.origin, begun.log)
    for seed in SEEDS:
        fork = Forked(begun, seed)
        seen: Checkpoint = opened(fork.there.head, key)
        cosignature = cosigned(seen, at=1_772_445_600, name="cel", private=WITNESS)

        checkpoint, _ = cosignature_opened(cosignature, witness_key("cel", WITNESS))
        longer, shorter = sorted((fork.here, fork.there), key=lambda one: len(one.leaves), reverse=True)
        try:
            verify_log(longer.leaves, notes=[longer.head, shorter.head], log=key)
            found = False
        except NotVerified:
            found = True

        assert checkpoint == seen, f"seed {seed}"
        assert found == fork.is_two, f"seed {seed}"


def code_of(w: Writer, leaf: Leaf) -> Code | None:
    state = fold(w.entered)
    try:
        admit(leaf, state, origin=w.origin, durable=state.size, root_at=w.roots.__getitem__)
    except Refused as refused:
        return refused.code
    return None
