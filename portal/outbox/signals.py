"""An address that its person has just confirmed takes mail again."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from portal.outbox import bounces


@receiver(email_confirmed, dispatch_uid="outbox.forget_bounce")
def forget_bounce(sender: Any, email_address: EmailAddress, **kwargs: Any) -> None:
    """A mail with a link reached the person: the mark is gone."""
    bounces.forget(email_address.email)
