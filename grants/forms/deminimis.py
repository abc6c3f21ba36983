"""Input about de minimis aid: the applicant's declaration, and which rows were reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.enums import AidInstrument
from grants.forms.printable import printable
from grants.models import AidDeclaration
from grants.services.deminimis import ACTIVITY, MOST_ROWS, OTHERS, UNDERTAKINGS, Declared
from portal import clock
from portal.ui.fields import BusinessIdField, DayField, MoneyField
from portal.ui.forms import PortalForm

YES, NO = "yes", "no"
NONE, SOME = "none", "some"
# Empty rows that a page offers beyond those that are filled in.
EMPTY_ROWS = 3
_NUMBER = re.compile(r"(?<![0-9])[0-9]{6,7}\s?[-\u2010-\u2014]\s?[0-9](?![0-9])")
_PARTS = ("granter", "granted_on", "amount", "instrument")


class Line(NamedTuple):
    """The fields of one piece of aid."""

    number: int
    fields: list[BoundField]


class DeclarationForm(PortalForm):
    """The declaration: is there economic activity, who is one undertaking with the association, which aid it got."""

    activity = forms.ChoiceField(
        label=ACTIVITY,
        help_text=_(
            "Economic activity means goods or services offered on a market, for example a café, courses for a fee or"
            " letting out premises, even without profit. Activity for members or the public good alone isn’t."
        ),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
    )
    undertakings = forms.CharField(
        label=UNDERTAKINGS,
        help_text=_(
            "Undertakings of whose votes the majority is yours, or the other way round. One on a line: name and"
            " Business ID. Leave empty if there are none."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[printable],
    )
    got = forms.ChoiceField(
        label=OTHERS,
        help_text=_(
            "Aid to your association and to the undertakings above. The decision of each granter says whether it was"
            " de minimis aid. Leave out what this city gave: it is known."
        ),
        choices=[(NONE, _("No such aid")), (SOME, _("We got this aid:"))],
        widget=forms.RadioSelect,
        required=False,
    )

    marks_optional = False

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        written = initial if data is None else data
        filled = [number for number in range(MOST_ROWS) if any(written.get(f"{part}_{number}") for part in _PARTS[:3])]
        self.rows_room = min(MOST_ROWS, max(filled, default=-1) + 1 + EMPTY_ROWS)
        self.rows: list[Declared] = []
        self.business_ids: list[str] = []
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        rows = (_row_fields(number) for number in range(self.rows_room))
        self.base_fields = {**type(self).base_fields, **{name: field for row in rows for name, field in row.items()}}  # type: ignore[misc]
        super().__init__(data, initial=dict(initial))

    def asked(self) -> list[BoundField]:
        """What is asked before the rows."""
        return [self[name] for name in ("activity", "undertakings", "got")]

    def lines(self) -> Iterator[Line]:
        """The rows as the page draws them."""
        for number in range(self.rows_room):
            yield Line(number + 1, [self[f"{part}_{number}"] for part in _PARTS])

    def clean_undertakings(self) -> str:
        """The lines, with their Business IDs looked at. Raises ValidationError for a mistyped one."""
        said: str = self.cleaned_data["undertakings"]
        self.business_ids = []
        for found in _NUMBER.findall(said):
            try:
                self.business_ids.append(BusinessIdField().clean(found))
            except ValidationError as fault:
                raise ValidationError(f"{found}: {fault.messages[0]}") from None
        return said

    def clean(self) -> dict[str, Any]:
        """Rows are whole; "none" and rows don't go together. Without economic activity nothing more is asked."""
        data = super().clean() or {}
        rows = [self._row(number, data) for number in range(self.rows_room)]
        self.rows = [row for row in rows if row is not None]
        if data.get("activity") == NO and not data.get("got"):
            return data
        if data.get("activity") == YES and not data.get("got") and "got" not in self.errors:
            self.add_error("got", gettext("Say which aid you got, or that you got none."))
        elif data.get("got") == SOME and not self.rows and not self.errors:
            self.add_error("got", gettext("Tell the aid in the rows below."))
        elif data.get("got") == NONE and self.rows:
            self.add_error("got", gettext("There is aid in the rows below. Choose “We got this aid”, or empty them."))
        return data

    def _row(self, number: int, data: dict[str, Any]) -> Declared | None:
        granter, day, cents, instrument = (data.get(f"{part}_{number}") for part in _PARTS)
        named = [f"{part}_{number}" for part in _PARTS[:3]]
        given = [name for name in named if data.get(name) or name in self.errors]
        if not given:
            return None
        for name in named:
            if name not in given:
                self.add_error(name, gettext("This is missing."))
        if day is not None and day > clock.today():
            self.add_error(f"granted_on_{number}", gettext("Aid can't have been granted on a day to come."))
        if any(name in self.errors for name in named) or granter is None or day is None or cents is None:
            return None
        return Declared(granter.strip(), day, cents, AidInstrument(instrument or AidInstrument.GRANT))

    def values(self) -> dict[str, Any]:
        """What the service is told."""
        return {
            "economic_activity": self.cleaned_data["activity"] == YES,
            "undertakings": self.cleaned_data["undertakings"],
            "business_ids": self.business_ids,
            "rows": self.rows,
        }

    @staticmethod
    def initial_of(found: AidDeclaration | None) -> dict[str, Any]:
        """A declaration as the form begins with it."""
        if found is None:
            return {}
        rows = list(found.rows.all())
        begins: dict[str, Any] = {
            "activity": YES if found.economic_activity else NO,
            "undertakings": found.undertakings,
            "got": SOME if rows else NONE,
        }
        for number, row in enumerate(rows):
            values = (row.granter, row.granted_on, row.amount_cents, row.instrument)
            begins.update(zip((f"{part}_{number}" for part in _PARTS), values, strict=True))
        return begins


def _row_fields(number: int) -> dict[str, forms.Field]:
    named = {"number": number + 1}
    fields: dict[str, forms.Field] = {
        "granter": forms.CharField(
            label=gettext("Granter %(number)d") % named, max_length=160, required=False, validators=[printable]
        ),
        "granted_on": DayField(label=gettext("Granted on %(number)d") % named, required=False),
        "amount": MoneyField(label=gettext("Sum %(number)d") % named, min_cents=1, required=False),
        "instrument": forms.ChoiceField(
            label=gettext("Instrument %(number)d") % named, choices=AidInstrument.choices, required=False
        ),
    }
    return {f"{part}_{number}": field for part, field in fields.items()}


class AidReportForm(PortalForm):
    """On which day the chosen rows were reported to the central register."""

    reported_on = DayField(label=_("Reported on"))
