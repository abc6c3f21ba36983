"""Sessions in the database, each looked up by a query that is translated once: every signed-in page begins with it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from portal import clock
from portal.prepared import Prepared

_VALID = Prepared(lambda key, moment: Session.objects.filter(session_key=key, expire_date__gt=moment), str, datetime)


class SessionStore(db.SessionStore):
    """Django's store with one look-up of our own."""

    def _get_session_from_db(self) -> Session | None:
        found = _VALID.rows(self.session_key, clock.now())
        if not found:
            self._session_key = None
            return None
        return found[0]
