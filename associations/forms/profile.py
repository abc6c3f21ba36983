"""What an association says of itself: texts in three languages, basic facts, accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from associations.enums import Accessibility, Language
from associations.forms.seen import SeenForm
from associations.models import Association, District, Sector, TargetGroup
from portal.translated import active, expression
from portal.ui.forms import PortalForm

_TONGUES = {"fi": _("%(label)s, in Finnish"), "sv": _("%(label)s, in Swedish"), "en": _("%(label)s, in English")}


@dataclass(frozen=True, slots=True)
class Group:
    """The same text in several languages, side by side where there is room."""

    key: str
    label: str
    help: str
    fields: list[BoundField]


class _InTongues(SeenForm):
    """Texts in three languages. Nothing must be filled in: a text that is missing falls back to the Finnish one."""

    marks_optional = False
    # Name of the text → what it is called, what helps to write it, and how many lines its field has.
    texts: dict[str, tuple[Any, Any, int]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        self.base_fields: dict[str, forms.Field] = {**type(self).base_fields, **self._text_fields()}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def _text_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for name, (label, _help, rows) in self.texts.items():
            for tongue in _tongues(name):
                attrs = {"lang": tongue}
                found[f"{name}_{tongue}"] = forms.CharField(
                    label=str(_TONGUES[tongue]) % {"label": label},
                    max_length=Association._meta.get_field(f"{name}_{tongue}").max_length,  # type: ignore[union-attr]
                    required=False,
                    widget=forms.Textarea({**attrs, "rows": rows}) if rows > 1 else forms.TextInput(attrs),
                )
        return found

    def groups(self) -> list[Group]:
        """The texts, each with its fields by language."""
        return [
            Group(name, str(label), str(help_text), [self[f"{name}_{tongue}"] for tongue in _tongues(name)])
            for name, (label, help_text, _rows) in self.texts.items()
        ]


def _tongues(name: str) -> list[str]:
    # The Finnish name is the register's.
    return [tongue for tongue in _TONGUES if (name, tongue) != ("name", "fi")]


class TextsForm(_InTongues):
    """Name, sentence, description and how to join."""

    texts = {
        "name": (
            _("Name"),
            _("The official name is in Finnish and comes from the register. Write the others if you use them."),
            1,
        ),
        "summary": (_("In one sentence"), _("Stands in the list of all associations: what do you do, and where?"), 3),
        "description": (
            _("Description"),
            _("What do you do, how often, with whom? Write as you would tell a neighbour."),
            10,
        ),
        "joining": (
            _("How to join"),
            _("What should somebody do who wants to come along? What does it cost?"),
            5,
        ),
    }


class AccessibilityForm(_InTongues):
    """What makes the activity accessible."""

    texts = {
        "accessibility_note": (
            _("More on accessibility"),
            _("For example: the door is heavy, ring the bell; the nearest bus stop; whom to ask beforehand."),
            5,
        ),
    }

    accessibility = forms.MultipleChoiceField(
        label=_("What do you have?"),
        choices=Accessibility.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


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
