"""People who can sign in with a password, and what a sign-in page answers."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from portal.accounts.models import User
from tests.factories.accounts import UserFactory

PASSWORD = "pitkä salasana 2026"


def person(verified: bool = True, **fields: Any) -> User:
    """Somebody with a password and a confirmed address."""
    user: User = UserFactory.create(**fields)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


def sign_in(user: User, client: Client | None = None, **data: str) -> Any:
    """The answer to the sign-in form."""
    return (client or Client()).post("/en/tili/login/", {"login": user.email, "password": PASSWORD, **data})


def shown(response: Any) -> str:
    """The page without what differs at each load: tokens, and what the person typed."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'value="[^"]*@[^"]*"', "", page)
