"""``travaux take``: an entry that was signed elsewhere is recorded, as it was signed."""

from __future__ import annotations

import argparse
import json
from typing import Any

from travaux.cli import exit_codes
from travaux.cli.desk import Desk, at_desk
from travaux.cli.files import content
from travaux.cli.parcel import parcel_in
from travaux.cli.recording import one_list, take_in
from travaux.cli.saying import entry_lines, receipt_record
from travaux.cli.voice import say
from travaux.record.act import AnswersMerger, AsksQuestion, JoinsSponsors, RectifiesError
from travaux.record.admission import Submission, check_act
from travaux.record.entry import Entry


def take(options: argparse.Namespace) -> int:
    """Record each parcel; one that is not taken keeps back those after it."""
    with one_list(options) as done:
        for name in options.files:
            done.append(_taken(options, name))
    return exit_codes.DONE


def _check_words(entry: Entry, desk: Desk) -> None:
    """Ask what is asked of an entry that is signed here too. Raises Refused."""
    if isinstance(entry.act, JoinsSponsors | RectifiesError | AnswersMerger | AsksQuestion):
        from travaux.record.by_words import check_by_words  # noqa: PLC0415  slow to load, and seldom needed

        check_act(entry, desk.state)
        check_by_words(entry, desk.state, desk.library)


def _taken(options: argparse.Namespace, name: str) -> dict[str, Any]:
    with at_desk(options) as desk:
        desk.whole()
        parcel = parcel_in(content(name), name)
        if not options.json:
            say(f"{name} holds:", *entry_lines(parcel.entry, desk))
        if desk.state.nonces.get(parcel.entry.nonce) is None:
            _check_words(parcel.entry, desk)
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
