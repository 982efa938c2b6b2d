"""``travaux export``: a bundle, with what an audience may see, for others to check."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.bundling import LIST, Shows, bundle_for, head_of, numbered
from travaux.cli.copies import Copies, digest
from travaux.cli.desk import at_desk
from travaux.cli.files import content, written
from travaux.cli.recording import signer_of
from travaux.cli.refusal import NotVerified, Refused
from travaux.record.bundle import name
from travaux.record.entry import MEMBERS, NONE, PUBLIC
from travaux.record.examination import KEY_ACTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.record.entry import Entered


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
        shows = Shows(
            state=desk.state,
            reader=desk.member(options.audience) if named else None,
            all_members=options.audience == MEMBERS,
            wanted=frozenset(desk.entry(one).index for one in options.entry),
        )
        desk.whole()
        head = head_of(desk)
        made = bundle_for(desk, head, shows, signer.sign)
        size = head.checkpoint.size
        output = options.output or f"{name(head).removesuffix('.travaux.zip')}-{options.audience}.travaux.zip"
        contains = tuple(one for one in desk.state.entries[:size] if _always(one) or shows(one))
        count = len(contains)
        number = None
        if named:
            made, copy = numbered(
                made, desk, reader=desk.member(options.audience), by=actor, sign=signer.sign
            )
            number = copy.number
        written({output: made})
        behind = desk.head.size - size
    if behind > 0:
        print(
            f"The head that was signed last is of {size} entries, and the record has {size + behind}: what "
            "was recorded since is not in this bundle. Whoever keeps the record signs the head with the "
            "next entry.",
            file=sys.stderr,
        )
    if options.json:
        print(json.dumps({"written": output, "shown": count, "size": size, "copy": number}))
    elif output != "-":
        rest = "" if count == size else ", and the hashes of the rest"
        print(f"{output} shows {count} of {size} entries to {options.audience}{rest}.")
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


def _besides(contains: Sequence[Entered], shows: Shows) -> Iterator[str]:
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
