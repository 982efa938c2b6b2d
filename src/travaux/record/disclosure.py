"""What an extract shows and what it does not, and who may sign in it: files that follow from its entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from travaux.record.act import KeyUse
from travaux.record.entry import LeafHash
from travaux.record.negotiation import Key
from travaux.record.signature import BUNDLE, ENTRY, PublicKey
from travaux.text.wording import PartyCode


def disclosure(shown: Collection[int], size: int, gaps: Iterable[tuple[int, PartyCode, LeafHash]]) -> bytes:
    """The runs of entries that are shown and that are not, and after which entry of whom one is not shown."""
    lines = [f"travaux-disclosure/v1 {size}"]
    for is_shown, run in groupby(range(size), lambda index: index in shown):
        first, *rest = run
        lines.append(f"{'shown' if is_shown else 'not-shown'} {first:012d} {(rest or [first])[-1]:012d}")
    lines += [f"gap {index:012d} {actor} {leaf}" for index, actor, leaf in gaps]
    return "".join(f"{line}\n" for line in lines).encode()


def allowed_signers(keys: Iterable[Key]) -> bytes:
    """The keys for entries, as `ssh-keygen -Y verify -f` reads them.

    A key is in force by place in the record, which that program does not know: the places stand in the
    comment, "since" the first entry it may sign and "until" the first it may not.
    """
    return "".join(_lines(keys)).encode()


def _lines(keys: Iterable[Key]) -> Iterator[str]:
    for key in keys:
        if key.use is KeyUse.ENTRY:
            until = "" if key.until is None else f"-until-{key.until:012d}"
            line = PublicKey.of(key.line).line
            yield f'{key.party} namespaces="{ENTRY},{BUNDLE}" {line} since-{key.since:012d}{until}\n'
