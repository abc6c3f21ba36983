"""What an officer types of grant principles: their day, their text, their goals and emphases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.translation import gettext_lazy as _

from grants.enums import AimKind
from grants.forms.calls import text
from grants.forms.printable import printable
from grants.models import Aim, Principles
from portal.ui.fields import DayField
from portal.ui.forms import PortalForm
from portal.ui.tongues import Text, TonguesForm


class FirstDayForm(PortalForm):
    """From which day the principles are in force."""

    valid_from = DayField(label=_("In force from"))

    @staticmethod
    def a_year_later(principles: Principles) -> dict[str, Any]:
        """The day as the form of a copy begins with it."""
        return {"valid_from": principles.valid_from + relativedelta(years=1)}


class NewPrinciplesForm(FirstDayForm):
    """How principles begin."""

    title_fi = forms.CharField(label=_("Title, in Finnish"), max_length=160, validators=[printable])

    field_order = ["title_fi"]


class PrinciplesForm(TonguesForm, FirstDayForm):
    """All of the principles but their goals and emphases."""

    adopted_by = forms.CharField(
        label=_("Adopted by"),
        help_text=_("The authority and the day, for example “City council, 15.12.2026 § 84”."),
        max_length=200,
        required=False,
        validators=[printable],
    )

    def texts(self) -> Mapping[str, Text]:
        """Title and text."""
        help_text = _("Leave a line empty between paragraphs. A line that begins with ## is a heading.")
        return {"title": text(_("Title"), 160, needed=True), "text": text(_("Text"), 40_000, 16, help_text)}

    @classmethod
    def initial_of(cls, principles: Principles) -> dict[str, Any]:
        """The principles as the form shows them."""
        facts = {"adopted_by": principles.adopted_by, "valid_from": principles.valid_from}
        return {**cls.columns(principles, "title", "text"), **facts}


class AimForm(TonguesForm):
    """A strategic goal or an emphasis."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AimKind.choices)

    def texts(self) -> Mapping[str, Text]:
        """Its name."""
        return {"label": text(_("Name"), 120, needed=True)}

    @classmethod
    def initial_of(cls, aim: Aim) -> dict[str, Any]:
        """The goal or emphasis as the form shows it."""
        return {**cls.columns(aim, "label"), "kind": aim.kind}
