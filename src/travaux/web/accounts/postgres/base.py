"""Django's connections to PostgreSQL, of which nobody waits for one while the server is away.

The file has the name under which Django looks for it.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import Connection

from travaux.store.patient import Silent
from travaux.web.accounts.postgres.shared import AWAY


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes its connections from the pool while the server answers; where it did not, asks it first."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Give a connection that works, or raise OperationalError: at once, where the server is away."""
        if self.pool is None:
            return self._new(conn_params)
        if AWAY.is_set():
            psycopg.connect(**conn_params).close()
            AWAY.clear()
            self.pool.drain()
        try:
            found = self._new(conn_params)
            if not self._answers(found):
                psycopg.connect(**conn_params).close()
                self.pool.drain()  # the others are from before it was away as well
                found = self._new(conn_params)
        except psycopg.OperationalError:
            AWAY.set()
            raise
        return found

    def _new(self, conn_params: dict[str, Any]) -> Connection:
        found: Connection = super().get_new_connection(conn_params)
        return found

    def _answers(self, found: Connection) -> bool:
        """Whether it does; else it is given back. Raises Silent, where nothing is said at all."""
        try:
            found.execute("")
        except Silent:
            self.pool.putconn(found)
            raise
        except psycopg.Error:
            self.pool.putconn(found)
            return False
        return True
