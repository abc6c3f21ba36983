"""What an association says of itself: texts in three languages, basic facts, accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.enums import Accessibility, Language
from associations.forms.seen import SeenForm
from associations.models import Association, District, Sector, TargetGroup
from portal.translated import LANGUAGES, active, expression
from portal.ui.forms import PortalForm
from portal.ui.tongues import Text, TonguesForm


class _InTongues(TonguesForm, SeenForm):
    """Texts in three languages. Nothing must be filled in: a text that is missing falls back to the Finnish one."""

    marks_optional = False


def _length(name: str) -> int:
    return int(Association._meta.get_field(f"{name}_fi").max_length or 0)  # type: ignore[union-attr]


class TextsForm(_InTongues):
    """Name, sentence, description and how to join."""

    def texts(self) -> Mapping[str, Text]:
        """Name, sentence, description, how to join."""
        return {
            "name": Text(
                _("Name"),
                _length("name"),
                _("The official name is in Finnish and comes from the register. Write the others if you use them."),
                # The Finnish name is the register's.
                tongues=LANGUAGES[1:],
            ),
            "summary": Text(
                _("In one sentence"),
                _length("summary"),
                _("Stands in the list of all associations: what do you do, and where?"),
                rows=3,
            ),
            "description": Text(
                _("Description"),
                _length("description"),
                _("What do you do, how often, with whom? Write as you would tell a neighbour."),
                rows=10,
            ),
            "joining": Text(
                _("How to join"),
                _length("joining"),
                _("What should somebody do who wants to come along? What does it cost?"),
                rows=5,
            ),
        }


class AccessibilityForm(_InTongues):
    """What makes the activity accessible."""

    accessibility = forms.MultipleChoiceField(
        label=_("What do you have?"),
        choices=Accessibility.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = ["seen", "accessibility"]

    def texts(self) -> Mapping[str, Text]:
        """What can't be ticked."""
        return {
            "accessibility_note": Text(
                _("More on accessibility"),
                _length("accessibility_note"),
                _("For example: the door is heavy, ring the bell; the nearest bus stop; whom to ask beforehand."),
                rows=5,
            ),
        }


class BasicsForm(SeenForm):
    """By what residents find the association."""

    sector = forms.ChoiceField(label=_("Main sector"))
    further_sectors = forms.MultipleChoiceField(
        label=_("Further sectors"), widget=forms.CheckboxSelectMultiple, required=False
    )
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        help_text=_("Where your activity is, or whose residents it is for."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    target_groups = forms.MultipleChoiceField(label=_("For whom"), widget=forms.CheckboxSelectMultiple, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the activity"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    size = forms.IntegerField(
        label=_("Number of members"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "8", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the number in digits, for example 45.")},
    )
    welcomes_new = forms.BooleanField(label=_("New members are welcome"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = _choices(Sector)
        self._choose("sector", sectors)
        self._choose("further_sectors", sectors)
        self._choose("districts", _choices(District))
        self._choose("target_groups", _choices(TargetGroup))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The main sector isn't a further one too."""
        data = super().clean() or {}
        if "further_sectors" in data:
            data["further_sectors"] = [slug for slug in data["further_sectors"] if slug != data.get("sector")]
        return data


def _choices(model: type[Sector] | type[District] | type[TargetGroup]) -> list[tuple[str, str]]:
    """Slug and name in the page's language, in the order that an official gave. One query."""
    rows = model._default_manager.annotate(label=expression("name", active()))
    return list(rows.values_list("slug", "label"))


class LogoForm(PortalForm):
    """A picture to be the logo."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most 5 MB. A square with a plain ground looks best."),
        error_messages={"required": _("Choose a picture."), "empty": _("The file is empty.")},
    )
