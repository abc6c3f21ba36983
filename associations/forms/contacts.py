"""Contact ways and links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.enums import ContactKind, LinkKind
from associations.forms.seen import SeenForm
from associations.models import Association
from associations.services.contacts import contact_value
from portal.ui.addresses import public_address

WAY_FIELDS = ("kind", "value", "label", "public")
LINK_FIELDS = ("kind", "url")


class WayForm(SeenForm):
    """A way to reach the association."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = forms.CharField(
        label=_("Address or number"),
        help_text=_("For example info@association.example or 040 123 4567."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    label = forms.CharField(
        label=_("Whose or for what"), help_text=_("For example “chair” or “sign-up”."), max_length=80, required=False
    )
    public = forms.TypedChoiceField(
        label=_("Who sees it"),
        choices=[("True", _("everyone, on the profile")), ("False", _("only the city"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        help_text=_("Of a person's own number or address ask the person first."),
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The address or number as its kind is written."""
        data = super().clean() or {}
        if data.get("kind") and data.get("value"):
            try:
                data["value"] = contact_value(data["kind"], data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return data


class LinkForm(SeenForm):
    """A page of the association elsewhere."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LinkKind.choices)
    url = forms.CharField(
        label=_("Address of the page"),
        help_text=_("For example https://www.association.example."),
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_url(self) -> str:
        """An address on the public web."""
        found = public_address(self.cleaned_data["url"])
        if len(found) > 300:
            raise ValidationError(gettext("The address is too long."))
        return found
