"""The library of texts: writing one, and taking some into what is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from grants import rules
from grants.enums import PhraseKind
from grants.forms.calls import text
from grants.models import Phrase
from portal.translated import in_language
from portal.ui.forms import PortalForm
from portal.ui.tongues import Text, TonguesForm

PLACES_HELP = _(
    "{sum} becomes the sum proposed, {requested} the sum applied for and {score} the mean of the scores, where they "
    "are known."
)


class PhraseForm(TonguesForm):
    """A text in the three languages."""

    def texts(self) -> Mapping[str, Text]:
        """The text, as long as one thing to complete may be."""
        return {"text": text(_("Text"), 1000, 3, PLACES_HELP, needed=True)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_sv", "text_en"):
            self.fields[name].required = True

    def written(self) -> dict[str, str]:
        """The text by column."""
        return {name: value for name, value in self.cleaned_data.items() if name.startswith("text_")}


class NewPhraseForm(PhraseForm):
    """A new text, with where it belongs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PhraseKind.choices)

    field_order = ["kind"]


def no_places(value: str) -> None:
    """Validator: what goes to an applicant has no place left that the portal would have filled.

    Raises ValidationError that names them.
    """
    if left := rules.places(value):
        raise ValidationError(
            _("Write what belongs in the place of %(places)s."), params={"places": ", ".join(left)}, code="places"
        )


class TakesTexts(PortalForm):
    """A form into which texts of the library can be taken."""

    @classmethod
    def with_texts(cls, typed: dict[str, Any], texts: Sequence[str]) -> tuple[dict[str, Any], int]:
        """What was typed with the texts at the end of the reasons, and how many of them found a place: all."""
        before = str(typed.get("reasons") or "").rstrip()
        return {**typed, "reasons": "\n".join([*([before] if before else []), *texts])}, len(texts)


class PhrasesForm(PortalForm):
    """Checkboxes for the texts that the library offers, by kind, in the language of the matter."""

    marks_optional = False

    def __init__(self, *args: Any, phrases: Sequence[Phrase], language: str, **kwargs: Any) -> None:
        self.offered = {str(row.pk): in_language(row, "text", language) for row in phrases}
        by_kind: dict[str, list[tuple[str, str]]] = {}
        for row in phrases:
            words = format_html('<span lang="{}">{}</span>', language, self.offered[str(row.pk)])
            by_kind.setdefault(row.kind, []).append((str(row.pk), words))
        self.base_fields: dict[str, forms.Field] = {  # type: ignore[misc]
            f"phrases_{kind}": forms.MultipleChoiceField(
                label=PhraseKind(kind).label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
            for kind, choices in by_kind.items()
        }
        super().__init__(*args, **kwargs)

    def ticked(self) -> list[str]:
        """Keys of the ticked texts in the library's order; what isn't offered here counts for nothing (cases.md 23)."""
        sent = {key for name in self.fields for key in self[name].data or []}
        return [key for key in self.offered if key in sent]

    def ticks(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """What the form begins with when these are ticked."""
        return {name: list(keys) for name in self.fields}
