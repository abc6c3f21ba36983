"""Who may sign in with which address and password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models.functions import Lower

from portal.accounts.models import User


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
