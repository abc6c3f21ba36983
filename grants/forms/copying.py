"""From which earlier application the answers are copied."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from portal.ui import formats
from portal.ui.forms import PortalForm


class _Choice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.call.title}, {obj.case_number}, {formats.day(obj.submitted_at)}"


class CopyForm(PortalForm):
    """One of the association's earlier applications."""

    source = _Choice(
        queryset=Application.objects.none(),
        label=_("Application"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the given alternatives.")},
    )

    def __init__(self, *args: Any, earlier: QuerySet[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.queryset = earlier
