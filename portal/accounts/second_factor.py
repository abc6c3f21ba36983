"""What setting up or removing the authenticator app means for the session in which it happens.

Allauth notes a second factor only when signing in takes one. Who has just set it up has shown a code too, and would
otherwise be sent to set it up again; who has taken it out of use has none any more.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import User


@receiver(authenticator_added)
def note_it(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The code that was shown counts for this session."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed)
def forget_it(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """From now on the session has no second factor."""
    if authenticator.type == Authenticator.Type.TOTP:
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one.get("method") != "mfa"]
