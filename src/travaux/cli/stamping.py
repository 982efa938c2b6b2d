"""``travaux stamp``: what an authority says of the time, asked for and kept. No connection is made."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from travaux.cli import exit_codes
from travaux.cli.desk import at_desk, faults_told
from travaux.cli.files import FileFault, content, written
from travaux.cli.recording import WAIT
from travaux.cli.refusal import NotVerified, Refused
from travaux.record.timestamp import BadTimestamp, request, stamped
from travaux.store.sqlite import SqliteStore

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def stamp(options: argparse.Namespace) -> int:
    """Write the request for a time stamp on the last signed head, or keep the answer to it."""
    with at_desk(options) as desk:
        latest = desk.whole().latest_checkpoint()
        if latest is None:
            raise NotVerified("no head of the record has been signed, so there is none to stamp.")
        if options.what == "request":
            output = options.output or f"{desk.path.stem}-{latest.size}.tsq"
            written({output: request(latest.data)})
            print(
                f"{output} asks for a time stamp on the head of {latest.size} entries. Send it to an "
                "authority;"
            )
            print("then: travaux stamp add ANSWER.tsr --authority NAME --chain CERTIFICATES.pem")
            return exit_codes.DONE
        if _NAME.fullmatch(options.authority) is None:
            raise Refused(
                f'"{options.authority}" cannot name an authority. Expected ASCII letters and digits.'
            )
        token, chain = content(options.answer), content(options.chain)
        head = next(
            (one for one in reversed(desk.store.checkpoints()) if _fits(token, chain, one.data)), None
        )
        if head is None:
            try:
                stamped(token, chain, latest.data)
            except BadTimestamp as fault:
                raise NotVerified(f"{options.answer} was not kept. {fault}.") from fault
            raise NotVerified(f"{options.answer} was not kept: it is for no head of this record.")
        at = datetime.fromtimestamp(stamped(token, chain, head.data), UTC)
        _keep(desk.keyring.folder / "authorities" / f"{options.authority}.pem", chain)
        desk.store.close()
    with faults_told(), SqliteStore.open(desk.path, wait=WAIT) as store:
        store.put_timestamp(head.size, options.authority, token)
    print(f"{options.authority} saw the head of {head.size} entries on {at:%Y-%m-%d at %H:%M:%S} UTC.")
    return exit_codes.DONE


def _fits(token: bytes, chain: bytes, note: bytes) -> bool:
    try:
        stamped(token, chain, note)
    except BadTimestamp:
        return False
    return True


def _keep(path: Path, chain: bytes) -> None:
    """Keep the certificates of an authority; others under its name are not written over."""
    if path.is_file():
        if path.read_bytes() != chain:
            raise Refused(f"{path} has other certificates of that name. Give the authority another name.")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chain)
    except OSError as fault:
        raise FileFault(f"{path} cannot be written: {fault.strerror}.") from fault
