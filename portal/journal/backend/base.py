"""PostgreSQL as Django speaks to it, with the actor put into each transaction when it opens.

The setting is local to the transaction: a session-wide one would leak to the next request through the pool.
"""

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from portal import actor


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection that tells the database who acts (``portal.actor``, read by the row triggers)."""

    _named: str | None = None

    def name_actor(self) -> None:
        """Put the current actor into the open transaction, unless it is there already."""
        setting = actor.current().as_setting()
        if setting == self._named or self.connection is None:
            return
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            # Nothing can be said before the rollback, and after it the actor is named anew.
            self._named = None
            return
        # Below Django's cursor, so that it is neither counted nor logged as a query of the page.
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('portal.actor', %s, true)", (setting,))
        self._named = setting

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        self._named = None
        if not autocommit and actor.current().kind != "anonymous":
            self.name_actor()

    def _savepoint(self, sid: str) -> None:
        self.name_actor()
        super()._savepoint(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        # What was set inside the savepoint is undone with it; name the actor anew.
        self._named = None
        self.name_actor()
