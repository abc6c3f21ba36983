"""What may be asked of the city's list of associations, and the register data that an employee edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from associations import rules
from associations.enums import LegalForm, Signing, Status
from associations.models import Association
from associations.queries import cards, liaison_rows
from associations.queries.register_list import (
    ALL,
    NEVER,
    NO_MAIN_USER,
    NOBODY,
    NOT_THIS_YEAR,
    ONE_MAIN_USER,
    Criteria,
    sector_choices,
)
from portal.translated import active
from portal.ui.fields import BusinessIdField, DayField, RegisterNumberField
from portal.ui.forms import PortalForm

_WHATEVER = _("All")


class Chip(NamedTuple):
    """A chosen filter in words, and the query without it."""

    text: str
    without: str


class RegisterFilterForm(PortalForm):
    """Filters of the list. A value that isn't offered is as good as none (cases.md 23)."""

    marks_optional = False

    q = forms.CharField(
        label=_("Name or words"),
        required=False,
        max_length=rules.MAX_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", Status.ACTIVE.label),
            (Status.DISSOLVED.value, Status.DISSOLVED.label),
            (Status.MERGED.value, Status.MERGED.label),
            (ALL, _WHATEVER),
        ],
    )
    district = forms.ChoiceField(label=_("District"), required=False)
    form = forms.ChoiceField(label=_("Legal form"), required=False, choices=[("", _WHATEVER), *LegalForm.choices])
    checked = forms.ChoiceField(
        label=_("Facts confirmed"),
        required=False,
        choices=[("", _WHATEVER), (NOT_THIS_YEAR, _("not confirmed this year")), (NEVER, _("never confirmed"))],
    )
    people = forms.ChoiceField(
        label=_("Main users"),
        required=False,
        choices=[("", _WHATEVER), (NO_MAIN_USER, _("no main user")), (ONE_MAIN_USER, _("only one main user"))],
    )
    liaison = forms.ChoiceField(label=_("Liaison"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("by name, or best match first")),
            ("-name", _("by name, from the end")),
            ("checked", _("confirmed longest ago first")),
            ("-checked", _("confirmed last first")),
            ("-added", _("newest in the register first")),
            ("added", _("oldest in the register first")),
        ],
    )
    awaiting = forms.BooleanField(label=_("something awaits verification"), required=False)
    bouncing = forms.BooleanField(label=_("mail comes back"), required=False)
    tied = forms.BooleanField(label=_("I have a tie"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_%s")
        super().__init__(*args, **kwargs)
        language = active()
        self._offer("sector", sector_choices(language))
        self._offer("district", sorted(cards.district_names(language).items(), key=lambda pair: pair[1]))
        people = [(str(key), name) for key, name in liaison_rows.choices()]
        self._offer("liaison", [(NOBODY, _("without a liaison")), *people])

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _WHATEVER), *choices]

    def criteria(self) -> Criteria:
        """What is asked, as far as it can be read."""
        self.full_clean()
        return Criteria(**{name: value for name, value in self.cleaned_data.items() if value})

    def chips(self) -> list[Chip]:
        """The chosen filters in words, each with the query that is left without it."""
        self.full_clean()
        return [
            Chip(self._in_words(name, value), self._without(name))
            for name, value in self.cleaned_data.items()
            if value and name != "order"
        ]

    def _in_words(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        if value is True:
            return str(field.label)
        words = dict(field.choices).get(value, value) if hasattr(field, "choices") else value
        return f"{field.label}: {words}"

    def _without(self, name: str) -> str:
        data = self.data
        left = data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)
        for gone in (name, "page"):
            left.pop(gone, None)
        return left.urlencode()


class RegisterDataForm(PortalForm):
    """The association as the official register has it."""

    name_fi = forms.CharField(label=_("Official name"), max_length=160)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices)
    register_number = RegisterNumberField(label=_("Register number"), required=False)
    business_id = BusinessIdField(label=_("Business ID"), required=False)
    registered_office = forms.CharField(label=_("Registered office"), max_length=60)
    registered_on = DayField(label=_("Registered on"), required=False)
    signing = forms.ChoiceField(
        label=_("Who signs"),
        choices=Signing.choices,
        widget=forms.RadioSelect,
        help_text=_("As the association’s rules and the register say. Where two sign, two hand in an application."),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(Status.ACTIVE.value, Status.ACTIVE.label), (Status.DISSOLVED.value, Status.DISSOLVED.label)],
        widget=forms.RadioSelect,
        help_text=_(
            "A dissolved association leaves the directory and can apply for nothing. Its profile, decisions and "
            "support are kept, and it can be made active again."
        ),
    )
    reason = forms.CharField(
        label=_("Why it is changed"),
        help_text=_("For example: the register’s notice of 3 March. Stands in the record of the association."),
        max_length=300,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    # What the service takes, in the order of the page.
    FIELDS = (
        *("name_fi", "legal_form", "register_number", "business_id", "registered_office", "registered_on", "signing"),
        "status",
    )

    @classmethod
    def initial_of(cls, association: Association) -> dict[str, Any]:
        """The register data as they stand."""
        return {name: getattr(association, name) for name in (*cls.FIELDS, "version")}

    def changes(self) -> dict[str, Any]:
        """The valid values by field."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    def know(self, association: Association) -> None:
        """Show the page again as one that knows the row as it stands now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(association.version)
        self.data = data
