"""The base of every page of the profile: it knows what it showed, and says what somebody else made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from associations import rules
from associations.services.editing import Clash
from portal.journal.models import Event
from portal.ui import formats
from portal.ui.forms import PortalForm


class SeenForm(PortalForm):
    """Carries the version of the association and a mark of each stored field in a hidden one (cases.md 14).

    ``stored`` has the fields as the services know them, None for something new.
    """

    seen = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput())
    # What the services call a field that the form calls otherwise.
    service_names: Mapping[str, str] = {}

    def __init__(self, *args: Any, version: int = 0, stored: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        names = {service: name for name, service in self.service_names.items()}
        initial = {names.get(name, name): value for name, value in (stored or {}).items()}
        given = kwargs.pop("initial", None) or {}
        initial = {**initial, **given, "seen": rules.seen(version, stored or {})}
        super().__init__(*args, initial=initial, **kwargs)

    def values(self) -> dict[str, Any]:
        """The valid fields as the services know them."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {self.service_names.get(name, name): value for name, value in data.items()}

    def shown(self) -> rules.Shown:
        """What the page showed when it was made."""
        return rules.parse_seen(str(self.cleaned_data.get("seen", "")))

    def take_back(self, typed: QueryDict) -> None:
        """Show what was typed before the session ended, with what the page knew then (cases.md 26)."""
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField):
                self.initial[name] = field.widget.value_from_datadict(typed, MultiValueDict(), name)

    def show_clash(self, clash: Clash, last: Event | None) -> None:
        """Put the other person's text beside one's own; saving again puts one's own in place of it."""
        names = {service: name for name, service in self.service_names.items()}
        who, when = (last.actor_label, formats.moment(last.at)) if last else (_("Somebody else"), "")
        for service, value in clash.fields.items():
            name = names.get(service, service)
            self.add_error(
                name,
                _(
                    "%(who)s changed this %(when)s to: “%(text)s” Your own text is still in the field."
                    " Save again to put it in place of theirs."
                )
                % {"who": who, "when": when, "text": self._readable(name, value)},
            )
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        marks = {**self.shown().marks, **{name: rules.mark(value) for name, value in clash.fields.items()}}
        rest = "|".join(f"{name}:{mark}" for name, mark in marks.items())
        data["seen"] = f"{self.shown().version}|{rest}"
        self.data = data

    def _readable(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            keys = {str(one) for one in (value if isinstance(value, list) else [value])}
            return ", ".join(str(label) for key, label in choices if str(key) in keys and key) or "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, time):
            return formats.clock(value)
        if isinstance(value, date):
            return formats.day(value)
        return str(value if value is not None else "") or "–"
