"""How the record forgets a person, and what of it stays. What it holds is told by portal/privacy/personal.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal, retention
from portal.journal import registry, services
from portal.journal.models import Event


def _mine(user: Any) -> int:
    kept = retention.statutory_verbs(list(registry.known()))
    return Event.objects.filter(actor_id=user.pk).exclude(verb__in=kept).count()


@personal.erasure(
    "journal", label=gettext_lazy("Your name and reasons in the record of what was done"), count=_mine, order=900
)
def forget(users: Sequence[Any]) -> None:
    """Take the people out of the record, but for what the law keeps."""
    services.forget([user.pk for user in users], reason=_("Erased by the retention plan"))


@personal.kept(
    "journal",
    label=gettext_lazy("Your name in the record of matters in which money or a decision was at stake"),
    why=gettext_lazy("An authority has to be able to show who did what in them (archives act 831/1994)."),
)
def statutory(user: Any) -> int:
    """How many events stay."""
    kept = retention.statutory_verbs(list(registry.known()))
    return Event.objects.filter(actor_id=user.pk, verb__in=kept).count()
