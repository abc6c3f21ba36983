"""Who may sign in with which address and password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models.functions import Lower

from portal.accounts.models import User
from portal.prepared import Prepared

_BY_KEY = Prepared(lambda pk: User.objects.filter(pk=pk), int)


def user_of(email: str) -> User | None:
    """The user of the address. One query that uses the index, whether there is such a user or not."""
    return User.objects.alias(key=Lower("email")).filter(key=email.lower()).first()


class EmailBackend(AuthenticationBackend):
    """Allauth's backend with one look-up of our own.

    Allauth looks in two tables, and in the second only when the first has nothing: an unknown address would cost a
    query more than a known one (cases.md 25). Its hashing for unknown addresses stays as it is.
    """

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(user_of(email), password)

    def get_user(self, user_id: int) -> Any:
        """The person of a session, as every signed-in page asks for them; None for one who may not sign in any more."""
        found = _BY_KEY.rows(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
