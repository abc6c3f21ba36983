"""Who prepares a matter from now on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.ui.forms import PortalForm


class OfficerForm(PortalForm):
    """Another preparing officer, and why."""

    officer = forms.ModelChoiceField(
        label=_("New preparing officer"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the new preparing officer.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Stands in the history, which the city reads and the association doesn't."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["officer"]
        people.queryset = officers
