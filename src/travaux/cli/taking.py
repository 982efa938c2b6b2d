"""``travaux take``: an entry that was signed elsewhere is recorded, as it was signed."""

from __future__ import annotations

import argparse
import json

from travaux.cli import exit_codes
from travaux.cli.desk import at_desk
from travaux.cli.files import content
from travaux.cli.parcel import parcel_in
from travaux.cli.recording import take_in
from travaux.cli.saying import entry_lines, receipt_record
from travaux.cli.voice import say
from travaux.record.admission import Submission


def take(options: argparse.Namespace) -> int:
    """Record each parcel; one that is not taken keeps back those after it."""
    for name in options.files:
        with at_desk(options) as desk:
            desk.whole()
            parcel = parcel_in(content(name), name)
            if not options.json:
                say(f"{name} holds:", *entry_lines(parcel.entry, desk))
            if options.dry_run:
                say("Nothing was recorded: --dry-run.")
                continue
            submission = Submission(entry=parcel.line, signatures=parcel.signatures)
            receipt, _ = take_in(submission, parcel.documents, desk)
        if options.json:
            say(json.dumps(receipt_record(receipt), ensure_ascii=False, indent=1))
        elif receipt.repeated:
            say(f"It had been recorded before, as entry {receipt.index} ({receipt.hash.hex()[:8]}).")
        else:
            say(f"Recorded as entry {receipt.index} ({receipt.hash.hex()[:8]}) in {desk.path.name}.")
    return exit_codes.DONE
