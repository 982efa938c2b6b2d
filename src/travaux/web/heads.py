"""The head of the record, signed on this server where the key of the record is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.cli.keyring import LOG, private_in
from travaux.record.checkpoint import Checkpoint, signed
from travaux.store.publication import Publication

if TYPE_CHECKING:
    from travaux.cli.keyring import Keyring
    from travaux.store.store import Store


def head_signed(store: Store, keyring: Keyring) -> None:
    """Sign the head as it is now with the key of the record; without that key, nothing is done."""
    path = keyring.path(LOG)
    if not path.is_file():
        return
    key, origin = private_in(path), store.origin
    Publication(
        store=store,
        sign=lambda head: signed(Checkpoint(origin=origin, size=head.size, root=head.root), key),
    ).publish()
