"""The officers' queue: what may be asked, and nothing else (cases.md 23)."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState
from grants.models import Application

S = ApplicationState
QUEUE_STATES = [(state.value, state.label) for state in S if state is not S.DRAFT]


class QueueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state and call."""

    state = django_filters.ChoiceFilter(choices=QUEUE_STATES, label=_("State"), empty_label=_("All states"))

    class Meta:
        model = Application
        fields = ["state"]
