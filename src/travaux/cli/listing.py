"""``travaux log`` and ``show``: the entries, one after the other, and each in full."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.asking import reader
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import FileFault, written
from travaux.cli.saying import entry_lines, told_of, who
from travaux.record.act import Redacts
from travaux.record.entry import written as entry_line
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, verify
from travaux.render.columns import WIDTH, harmless, wrapped

if TYPE_CHECKING:
    from travaux.record.entry import Entered


def log(options: argparse.Namespace) -> int:
    """List the entries."""
    with at_desk(options) as desk:
        known, then = reader(options, desk)
        by = None if options.by is None else then.member(options.by)
        entries = [
            one
            for one in known.entries
            if (by is None or one.author == by)
            and (options.type is None or one.entry.type == options.type or _of_kind(one, options.type))
        ]
        entries = entries if options.last is None else entries[-options.last :] if options.last > 0 else []
        if options.json:
            print(json.dumps([row_of(one) for one in entries], ensure_ascii=False, indent=1))
            return exit_codes.DONE
        teller = then.teller(known)
        places = len(str(max((one.index for one in entries), default=0)))
        whose = max((len(who(one)) for one in entries), default=0)
        for one in entries:
            first = f"{one.index:>{places}}  {one.received_at[:16].replace('T', ' ')}Z  {who(one):<{whose}}  "
            if options.hashes:
                first += f"{one.leaf[:12]}  "
            print(
                "\n".join(
                    wrapped(harmless(told_of(one, teller)), WIDTH, indent=" " * len(first), first=first)
                )
            )
    return exit_codes.DONE


def _of_kind(one: Entered, kind: str) -> bool:
    return one.entry.type.partition(".")[0] == kind


def row_of(one: Entered) -> dict[str, object]:
    """Give an entry for a program."""
    return {
        "index": one.index,
        "leaf": one.leaf,
        "received_at": one.received_at,
        "entry": json.loads(entry_line(one.entry)),
    }


def show(options: argparse.Namespace) -> int:
    """Show one entry in full, or write out its documents."""
    with at_desk(options) as desk:
        _, then = reader(options, desk)
        entered = then.entry(options.entry)
        (data,) = desk.store.leaves(entered.index, entered.index + 1)
        if options.leaf:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return exit_codes.DONE
        if options.documents is not None:
            return _documents(entered, desk, Path(options.documents))
        leaf = Leaf.from_bytes(data)
        signed = [verify(one, leaf.entry, ENTRY).fingerprint for one in leaf.signatures]
        if options.json:
            print(json.dumps({**row_of(entered), "signed_by": signed}, ensure_ascii=False, indent=1))
            return exit_codes.DONE
        print(f"Entry {entered.index} of {desk.state.origin}, received {entered.received_at}")
        print("\n".join(entry_lines(entered.entry, then)))
        print(f"  {'leaf':<12} {entered.leaf}")
        print(f"  {'before it':<12} {entered.entry.prev}")
        print(f"  {'had seen':<12} {entered.entry.seen.size} entries, {entered.entry.seen.root[:16]}…")
        for key in signed:
            print(f"  {'signature':<12} {key}: holds")
        for one in entered.entry.docs:
            kept = desk.store.document(bytes.fromhex(one.h))
            gone = _not_kept(desk, one.h) if kept is None else f"{len(kept.data):,} bytes"
            first = f"  {'kept':<12} "
            words = harmless(f"{one.name or one.media}: {gone}")
            print("\n".join(wrapped(words, WIDTH, indent=" " * 15, first=first)))
    return exit_codes.DONE


def _not_kept(desk: Desk, h: str) -> str:
    """Say of a document that is not here why that is, as far as the record tells."""
    by = next((one for one in desk.redactions for it in one.entry.re if it.doc == h), None)
    if by is None:
        return "is not here any more"
    grounds = by.act.grounds if isinstance(by.act, Redacts) else ""
    return f"was redacted by {by.author} (entry {by.index}), on these grounds: “{grounds}”"


def _documents(entered: Entered, desk: Desk, folder: Path) -> int:
    """Write the documents of an entry into *folder*, byte for byte; nothing there is written over."""
    outputs: dict[str, bytes] = {}
    for number, one in enumerate(entered.entry.docs, start=1):
        kept = desk.store.document(bytes.fromhex(one.h))
        if kept is None:
            print(harmless(f"{one.name} {_not_kept(desk, one.h)}."), file=sys.stderr)
            continue
        target = folder / f"{entered.index}-{number}-{safe(one.name)}"
        if target.exists():
            raise FileFault(f"{target} is there already. Nothing was written. Give another folder.")
        outputs[str(target)] = kept.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileFault(f"{folder} cannot be made: {fault.strerror}.") from fault
    written(outputs)
    for name in outputs:
        print(name)
    return exit_codes.DONE


def safe(name: str) -> str:
    """Give a name of a file that others chose, so that it can be nothing but a name here."""
    kept = "".join(one if one.isalnum() or one in "._-" else "_" for one in name)
    return kept.lstrip(".")[-80:] or "document"
