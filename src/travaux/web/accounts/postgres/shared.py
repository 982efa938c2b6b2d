"""The connections to the database of the accounts, which all requests share: how many, and for how long."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Final

from travaux.store.patient import Patient

AWAY: Final = threading.Event()
"""Set from when the server did not answer until it answers again."""
PATIENCE: Final = 3.0
"""Seconds in which a connection has to be there."""


def shared() -> Mapping[str, Any]:
    """Give what Django is told of them; nothing without psycopg's pool: each request then makes its own.

    A connection that cannot be made is not tried again after a while, as the pool would do from itself, later
    each time: whoever asks next tries.
    """
    if not find_spec("psycopg_pool"):
        return {}
    return {
        "pool": {
            "connection_class": Patient,
            "min_size": 1,
            "max_size": 24,
            "timeout": PATIENCE,
            "reconnect_timeout": 0.0,
            "reconnect_failed": lambda _: AWAY.set(),
        }
    }
