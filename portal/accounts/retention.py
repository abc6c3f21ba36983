"""How long accounts are kept."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal import personal, retention
from portal.accounts.models import User


def unused(before: datetime) -> QuerySet[User]:
    """Accounts into which nobody has signed in since the instant, whom no role and no open matter keeps."""
    rows = User.objects.filter(is_active=True, is_superuser=False)
    rows = rows.annotate(used_at=Coalesce("last_login", "date_joined")).filter(used_at__lt=before)
    for hindrance in personal.hindrances():
        rows = rows.exclude(pk__in=hindrance.who())
    return rows


retention.kind(
    "accounts.unused",
    label=_("Accounts that nobody uses"),
    what=_("Emptied: name, address and ways to sign in are erased. What must stay shows a person without a name."),
    basis=_("Needed to act for an association (GDPR, articles 5(1)(e) and 6(1)(e))"),
    months=24,
    least=6,
    find=unused,
    erase=personal.forget,
)

retention.statutory(
    "accounts",
    label=_("Who held which role at the city, and when"),
    basis=_("Shows who was competent to decide (Administrative Procedure Act 434/2003, section 44)"),
    verbs=("accounts.role_", "accounts.account_erased"),
    tables=("accounts_staffassignment",),
)
