"""The form base: text that can be stored, one look for every field, an error summary with links to the fields.

``{% error_summary form %}`` goes above the heading; ``{% crispy form %}``, ``{{ form }}`` and
``{{ form.name.as_field_group }}`` all draw a field from ``templates/ui/field.html``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui import text

# A text field without a limit of its own takes this much.
LINE_LENGTH = 200
TEXT_LENGTH = 5000

_TOO_LONG = gettext_lazy("The text is too long: it has %(show_value)d characters, and at most %(limit_value)d fit.")
_MISSING = gettext_lazy("This is missing.")
_NOT_A_CHOICE = gettext_lazy("Choose one of the given alternatives.")

# What a browser may fill in for the person (WCAG 2.1, 1.3.5); a field's own attribute wins.
AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "street_address": "street-address",
    "postal_code": "postal-code",
    "website": "url",
}


_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class PortalRenderer(TemplatesSetting):
    """Django's form templates, ours for fields."""

    form_template_name = "ui/fields.html"
    field_template_name = "ui/field.html"


class PortalBoundField(BoundField):
    """A field of a form, with its text tidied before anybody reads it."""

    @property
    def data(self) -> Any:
        """What was sent, composed and with plain line ends."""
        found = super().data
        return text.tidy(found) if isinstance(found, str) and isinstance(self.field, forms.CharField) else found

    def value(self) -> Any:
        """What the field shows. A character that HTML can't hold is shown as a replacement; the fault says more."""
        found = super().value()
        return _UNSHOWABLE.sub("\ufffd", found) if isinstance(found, str) else found

    @property
    def is_group(self) -> bool:
        """Whether the widget is several radio buttons or checkboxes."""
        return isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))

    @property
    def is_tick(self) -> bool:
        """Whether the widget is one checkbox."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def optional(self) -> bool:
        """Whether the label says "optional": most fields must be filled in, so the exceptions are marked."""
        return not self.field.required and not self.is_tick and getattr(self.form, "marks_optional", True)

    @property
    def target(self) -> str:
        """The id that a link in the error summary leads to."""
        if self.is_group:
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id


class Fault(NamedTuple):
    """One line of the error summary; ``target`` is '' for what concerns the whole form."""

    target: str
    label: str
    sentence: str


class Look(forms.BaseForm):
    """What PortalForm and PortalModelForm share."""

    bound_field_class = PortalBoundField
    default_renderer = PortalRenderer
    # The browser's own bubbles speak the browser's language and show one fault at a time.
    use_required_attribute = False
    # A filter form, in which everything is optional, says so by setting this to False.
    marks_optional = True
    # Sent forms only: without it Django's own class would stand in the page.
    error_css_class = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _prepare(name, field)

    @property
    def helper(self) -> FormHelper:
        """Crispy's helper: our field template, no form element, faults left to the summary."""
        found = getattr(self, "_helper", None)
        if found is None:
            found = FormHelper()
            found.form_tag = False
            found.disable_csrf = True
            found.form_show_errors = False
            found.field_template = "ui/field.html"
            self._helper = found
        return found

    @property
    def faults(self) -> list[Fault]:
        """All that is wrong, in the order of the page."""
        return list(faults_of(self))


def faults_of(form: forms.BaseForm) -> Iterator[Fault]:
    """The lines of the error summary of any form; none for one that wasn't sent."""
    if not form.is_bound:
        return
    for sentence in form.non_field_errors():
        yield Fault("", "", str(sentence))
    for field in form:
        for sentence in field.errors:
            target = getattr(field, "target", "") or field.id_for_label or field.auto_id
            label = str(field.label).rstrip()
            # A label that asks needs no colon.
            lead = label if label.endswith(("?", ":")) else f"{label}:"
            yield Fault("" if field.is_hidden else target, lead, str(sentence))


def _prepare(name: str, field: forms.Field) -> None:
    """Give a field its limits, its safe text and its classes. Fields are copies of their own form."""
    widget = field.widget
    # The page's own words only where Django's are still in place: a field may say it better.
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _MISSING
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = _NOT_A_CHOICE
    if isinstance(field, forms.CharField):
        _limit(field)
    if hint := AUTOCOMPLETE.get(name):
        widget.attrs.setdefault("autocomplete", hint)
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)):
        style = "form-check-input"
    elif isinstance(widget, forms.Select):
        style = "form-select"
    elif isinstance(widget, forms.MultiWidget):
        for part in widget.widgets:
            part.attrs["class"] = "form-control"
        style = ""
    else:
        style = "form-control"
    if style:
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} {style}".strip()


def _limit(field: forms.CharField) -> None:
    several = isinstance(field.widget, forms.Textarea)
    # A password is never stored as text, and its length is the validators' matter; it only may not flood.
    if field.max_length is None:
        field.max_length = TEXT_LENGTH if several else LINE_LENGTH
    ours = (MaxLengthValidator, ProhibitNullCharactersValidator)
    field.validators = [check for check in field.validators if not isinstance(check, ours)]
    field.validators.insert(0, MaxLengthValidator(field.max_length, message=_TOO_LONG))
    field.validators.insert(0, text.check_text if several else text.check_line)
    # `maxlength` would cut a pasted text without a word; the limit is told by a sentence instead.
    field.widget.attrs.pop("maxlength", None)


class PortalForm(Look, forms.Form):
    """The base of every form that isn't a model's."""


class PortalModelForm(Look, forms.ModelForm):  # type: ignore[type-arg]
    """The base of every form of a model. Its ``save()`` is for objects without services only."""


def refuse(form: forms.BaseForm, sentence: str, field: str | None = None) -> None:
    """Put a service's refusal where the person sees it: on a field, or above the form."""
    form.add_error(field if field in form.fields else None, ValidationError(sentence))


def stale_sentence() -> str:
    """What a form says when the row changed after the page was made."""
    return _("Somebody else changed this in between. Compare both texts and save again.")
