"""What the portal's documents can show."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.glyphs import check_glyphs


def printable(value: str) -> None:
    """Validator: the portal's documents must be able to show every character, so that receipt and decision can be made.

    Raises ValidationError that names the characters.
    """
    if unknown := check_glyphs(value):
        raise forms.ValidationError(
            _("These characters can't stand in the portal's documents: %(characters)s. Write them in another way."),
            params={"characters": " ".join(unknown)},
        )
