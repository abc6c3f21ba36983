"""Weekly times and meeting places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from associations.enums import Weekday
from associations.forms.seen import SeenForm
from associations.models import Association, District, MeetingPlace
from portal.translated import active, expression
from portal.ui.fields import ClockField, DayField

TIME_FIELDS = (
    *("title_fi", "title_sv", "title_en", "weekday", "starts_at", "ends_at"),
    *("place_id", "every", "season_from", "season_until"),
)
PLACE_FIELDS = ("name", "address", "postal_code", "district_id")


class TimeForm(SeenForm):
    """What happens when, week by week."""

    service_names = {"place": "place_id"}

    title_fi = forms.CharField(label=_("What happens"), help_text=_("For example “Choir practice”."), max_length=120)
    title_sv = forms.CharField(label=_("The same in Swedish"), max_length=120, required=False)
    title_en = forms.CharField(label=_("The same in English"), max_length=120, required=False)
    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int)
    starts_at = ClockField(label=_("Begins"), help_text=_("For example 18.00."))
    ends_at = ClockField(label=_("Ends"), help_text=_("For example 19.30."))
    place = forms.TypedChoiceField(label=_("Place"), coerce=int, empty_value=None, required=False)
    every = forms.TypedChoiceField(label=_("How often"), coerce=int)
    season_from = DayField(
        label=_("First day of the season"),
        help_text=_("Needed when it isn’t every week: the weeks are counted from it."),
        required=False,
    )
    season_until = DayField(
        label=_("Last day of the season"), help_text=_("After it the time isn’t shown any more."), required=False
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = MeetingPlace.objects.filter(association=association).values_list("pk", "name")
        self._choose("place", [("", gettext("No place")), *((str(pk), name) for pk, name in places)])
        self._choose("every", [(str(weeks), _every(weeks)) for weeks in range(1, 9)])
        self._choose("weekday", Weekday.choices)

    def _choose(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and weeks are counted from a day."""
        data = super().clean() or {}
        begins, ends = data.get("starts_at"), data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error(
                "ends_at",
                gettext("The end must be after the beginning. What goes on past midnight is written as two times."),
            )
        first, last = data.get("season_from"), data.get("season_until")
        if first and last and last < first:
            self.add_error("season_until", gettext("The season can't end before it begins."))
        if data.get("every", 1) > 1 and not first and "season_from" not in self.errors:
            self.add_error(
                "season_from", gettext("Give the first day of the season, from which the weeks are counted.")
            )
        return data


def _every(weeks: int) -> str:
    if weeks == 1:
        return gettext("every week")
    return ngettext("every %(weeks)d week", "every %(weeks)d weeks", weeks) % {"weeks": weeks}


class PlaceForm(SeenForm):
    """Where the association meets."""

    service_names = {"district": "district_id"}

    name = forms.CharField(label=_("Name of the place"), help_text=_("For example “Sampola school”."), max_length=120)
    address = forms.CharField(label=_("Street address"), max_length=160, required=False)
    postal_code = forms.RegexField(
        r"^[0-9]{5}\Z",
        label=_("Postal code"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6", "autocomplete": "off"}),
        error_messages={"invalid": _("A postal code has five digits.")},
    )
    district = forms.TypedChoiceField(label=_("District"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = District.objects.annotate(label=expression("name", active())).values_list("pk", "label")
        field: Any = self.fields["district"]
        field.choices = [("", gettext("Not said")), *((str(pk), label) for pk, label in rows)]
