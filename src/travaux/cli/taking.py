"""``travaux take``: an entry that was signed elsewhere is recorded, as it was signed."""

from __future__ import annotations

import argparse
import json
from typing import Any

from travaux.cli import exit_codes
from travaux.cli.desk import at_desk
from travaux.cli.files import content
from travaux.cli.parcel import parcel_in
from travaux.cli.recording import one_list, take_in
from travaux.cli.saying import entry_lines, receipt_record
from travaux.cli.voice import say
from travaux.record.admission import Submission


def take(options: argparse.Namespace) -> int:
    """Record each parcel; one that is not taken keeps back those after it."""
    with one_list(options) as done:
        for name in options.files:
            done.append(_taken(options, name))
    return exit_codes.DONE


def _taken(options: argparse.Namespace, name: str) -> dict[str, Any]:
    with at_desk(options) as desk:
        desk.whole()
        parcel = parcel_in(content(name), name)
        if not options.json:
            say(f"{name} holds:", *entry_lines(parcel.entry, desk))
        if options.dry_run:
            if not options.json:
                say("Nothing was recorded: --dry-run.")
            return {"recorded": False, "entry": json.loads(parcel.line)}
        submission = Submission(entry=parcel.line, signatures=parcel.signatures)
        receipt, _ = take_in(submission, parcel.documents, desk)
    if not options.json:
        where = f"entry {receipt.index} ({receipt.hash.hex()[:8]})"
        say(
            f"It had been recorded before, as {where}."
            if receipt.repeated
            else f"Recorded as {where} in {desk.path.name}."
        )
    return receipt_record(receipt)
