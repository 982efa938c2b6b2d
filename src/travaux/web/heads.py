"""The head of the record, signed on this server where the key of the record is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.keyring import LOG, KeyFault, private_in
from travaux.record.checkpoint import Checkpoint, signed
from travaux.store.publication import Publication

if TYPE_CHECKING:
    from travaux.cli.keyring import Keyring
    from travaux.store.store import Store


def head_signed(store: Store, keyring: Keyring) -> None:
    """Sign the head as it is now with the key of the record; without that key, nothing is done."""
    path, origin = keyring.path(LOG), store.origin
    try:
        key = private_in(path)
    except KeyFault as fault:
        if isinstance(fault.__cause__, FileNotFoundError):
            return
        raise
    Publication(
        store=store,
        sign=lambda head: signed(Checkpoint(origin=origin, size=head.size, root=head.root), key),
    ).publish()
