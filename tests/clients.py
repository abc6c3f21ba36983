"""Signed-in test clients: people with their second factor, acting for somebody."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from associations.acting import CITY, SESSION_KEY
from associations.models import Association
from portal.accounts.models import User


def client_for(user: User, acting_for: Association | None = None, city: bool = False) -> Client:
    """A client signed in as the person, with a second factor, acting for the association or the city."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    if city:
        session[SESSION_KEY] = CITY
    elif acting_for is not None:
        session[SESSION_KEY] = str(acting_for.pk)
    session.save()
    return client
