"""All components in all their states, for whoever builds a page. Its people, sums and texts are made up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock
from portal.ui import formats
from portal.ui.charts import Bar, BarChart
from portal.ui.drawn import Entry
from portal.ui.fields import BusinessIdField, ClockField, DayField, IbanField, MoneyField, RegisterNumberField
from portal.ui.figures import Figure
from portal.ui.forms import PortalForm
from portal.ui.icons import names
from portal.ui.pages import public
from portal.ui.states import TONES
from portal.ui.tongues import Text, TonguesForm

LONG = gettext_lazy(
    "Friends of the Pensioners, Choirs and Sea Rescuers of the Western Archipelago and its Surrounding Villages"
)


class SampleForm(PortalForm):
    """Every kind of field."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    purpose = forms.CharField(
        label=gettext_lazy("What for?"),
        help_text=gettext_lazy("Tell in a few sentences what you will do, for whom and when."),
        widget=forms.Textarea,
    )
    amount = MoneyField(label=gettext_lazy("Sum"), help_text=gettext_lazy("In euros, for example 1 234,50."))
    day = DayField(label=gettext_lazy("Day"), help_text=gettext_lazy("For example 24.11.2026."))
    begins = ClockField(label=gettext_lazy("Begins"), help_text=gettext_lazy("For example 18.00."), required=False)
    account = IbanField(label=gettext_lazy("Account number"), required=False)
    business_id = BusinessIdField(label=gettext_lazy("Business ID"), required=False)
    register_number = RegisterNumberField(label=gettext_lazy("Register number"), required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"), choices=[("sport", gettext_lazy("Sport")), ("culture", gettext_lazy("Culture"))]
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Sum of the light grant"),
        choices=[("50000", "500 €"), ("100000", "1 000 €")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        choices=[("young", gettext_lazy("Young people")), ("old", gettext_lazy("Old people"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label=gettext_lazy("Attachment"), required=False)
    agree = forms.BooleanField(label=gettext_lazy("I may sign for the association"))
    locked = forms.CharField(label=gettext_lazy("Can't be changed"), initial="2077474-0", disabled=True, required=False)


class SampleTexts(TonguesForm):
    """Texts in three languages."""

    def texts(self) -> Mapping[str, Text]:
        """One of a line with help, one of several lines."""
        help_text = gettext_lazy("Stands in the list of all associations: what do you do, and where?")
        return {
            "title": Text(gettext_lazy("Title"), 80, needed=True),
            "summary": Text(gettext_lazy("In one sentence"), 200, help_text, rows=2),
        }


@public(topics=())
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    wrong = SampleForm(
        {
            "wrong-name": "x" * 41,
            "wrong-purpose": "\u202e",
            "wrong-amount": "1e400",
            "wrong-day": "31.2.2026",
            "wrong-account": "FI21 1234",
            "wrong-business_id": "2077474-1",
            "wrong-register_number": "12A",
        },
        prefix="wrong",
    )
    forms_shown = {
        "plain": SampleForm(prefix="plain"),
        "wrong": wrong,
        "texts": SampleTexts(prefix="texts"),
        "only_texts": SampleTexts(prefix="only-texts"),
    }
    return render(request, "ui/gallery.html", {**_samples(), **forms_shown})


def _samples() -> dict[str, Any]:
    now = clock.now()
    pages = Paginator(range(500), 25)
    return {
        "long": LONG,
        "icons": sorted(names()),
        "tones": TONES,
        "stateful": SimpleNamespace(state="submitted", get_state_display=lambda: _("received")),
        "narrowed": [("", _("All")), ("submitted", _("received"))],
        "sums": [0, 50, 123450, -123450, 1234567890],
        "moments": [datetime(2026, 11, 24, 13, 0, tzinfo=UTC), datetime(2026, 6, 1, 6, 5, tzinfo=UTC)],
        "a_day": date(2026, 12, 6),
        "deadlines": [now + timedelta(minutes=42), now + timedelta(days=2), now + timedelta(days=20), now],
        "pages": [(_("Pages, sample %d") % number, pages.get_page(number)) for number in (1, 10, 20)],
        "one_page": Paginator(range(3), 25).get_page(1),
        "rows": [
            (_("Association"), str(LONG)),
            (_("Sum"), formats.money(50000), "#summary", _("Change")),
            (_("Report"), ""),
        ],
        "steps": [_("Details"), _("Sum"), _("Account"), _("Check and send")],
        "events": [
            Entry(now - timedelta(days=3), _("%(who)s began an application") % {"who": "Aino Lehtonen"}, ""),
            Entry(
                now - timedelta(days=1), _("%(who)s asked for a completion") % {"who": "Eero Salmi"}, _("Plan missing.")
            ),
        ],
        "figures": [Figure(_("associations"), "83"), Figure(_("granted this year"), "41 500 €", _("light grants"))],
        "chart": BarChart(
            _("Granted by sector"),
            _("Sector"),
            _("Sum"),
            [Bar(_("Sport"), 2150000), Bar(_("Culture"), 1200000), Bar(str(LONG), 300000), Bar(_("Other"), 0)],
            formats.euros,
            "sample",
        ),
        "no_chart": BarChart(_("Granted by sector"), _("Sector"), _("Sum"), [], formats.euros, "no-sample"),
    }
