"""Texts in three languages, side by side where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from portal.translated import LANGUAGES
from portal.ui.forms import PortalForm

_NAMED = {"fi": _("%(label)s, in Finnish"), "sv": _("%(label)s, in Swedish"), "en": _("%(label)s, in English")}


@dataclass(frozen=True, slots=True)
class Text:
    """One text: what it is called, how long it may be, what helps to write it, how many lines its field has.

    ``needed`` says that the Finnish one has to be filled in; the others fall back to it.
    """

    label: Any
    length: int
    help: Any = ""
    rows: int = 1
    needed: bool = False
    tongues: Sequence[str] = LANGUAGES
    validators: Sequence[Callable[[str], None]] = ()
    field: type[forms.CharField] = forms.CharField


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one text, as the page draws them."""

    key: str
    label: str
    help: str
    fields: list[BoundField]


class TonguesForm(PortalForm):
    """Has a field for each text of ``texts()`` and language, named ``<text>_<language>``, before its other fields."""

    template_name = "ui/tongues_form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._texts = dict(self.texts())
        # Before the base makes its copies, so that these fields get its limits and its safe text too.
        own = type(self).base_fields  # type: ignore[misc]
        self.base_fields: dict[str, forms.Field] = {**self._text_fields(), **own, **self.more_fields()}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def more_fields(self) -> dict[str, forms.Field]:
        """Fields that come in numbers, after the others."""
        return {}

    def texts(self) -> Mapping[str, Text]:
        """The texts in their order."""
        return {}

    def _text_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for name, one in self._texts.items():
            for tongue in one.tongues:
                attrs = {"lang": tongue}
                found[f"{name}_{tongue}"] = one.field(
                    label=_NAMED[tongue] % {"label": one.label},
                    max_length=one.length,
                    required=one.needed and tongue == "fi",
                    widget=forms.Textarea({**attrs, "rows": one.rows}) if one.rows > 1 else forms.TextInput(attrs),
                    validators=list(one.validators),
                )
        return found

    def groups(self) -> list[Group]:
        """The texts, each with its fields by language."""
        return [self._group(name) for name in self._texts]

    def _group(self, name: str) -> Group:
        one = self._texts[name]
        return Group(
            self.add_prefix(name), str(one.label), str(one.help), [self[f"{name}_{tongue}"] for tongue in one.tongues]
        )

    def drawn(self) -> list[Group | BoundField]:
        """What the page draws, in the order of the fields: each text once, and every other field."""
        names = {f"{name}_{tongue}": name for name, one in self._texts.items() for tongue in one.tongues}
        seen: set[str] = set()
        found: list[Group | BoundField] = []
        for field in self.visible_fields():
            name = names.get(field.name)
            if name is None:
                found.append(field)
            elif name not in seen:
                seen.add(name)
                found.append(self._group(name))
        return found

    @classmethod
    def columns(cls, row: Any, *names: str) -> dict[str, Any]:
        """The columns of the row that hold these texts, by name."""
        return {f"{name}_{tongue}": getattr(row, f"{name}_{tongue}") for name in names for tongue in LANGUAGES}
