"""The instalments of a call as an officer writes them: one on a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.translated import active
from portal.ui import formats
from portal.ui.fields import parse_day

MOST = 6
# The word that waits for the interim report, in each language of the portal.
REPORT = {"fi": "selvitys", "sv": "redogörelse", "en": "report"}


class InstalmentsField(forms.CharField):
    """Per cent on a line, with a day or the word for the report; the value is as ``Call.pay_parts`` has it."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=400, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Short: so many lines there are at most."""
        return {**super().widget_attrs(widget), "rows": 3}

    def prepare_value(self, value: Any) -> Any:
        """As the officer would write them."""
        return "\n".join(written(part) for part in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The instalments. Raises ValidationError with a sentence for a line that can't be read, or a wrong sum."""
        text = super().clean(value)
        parts = [parse_part(line) for line in str(text or "").splitlines() if line.strip()]
        if not parts:
            return []
        if len(parts) > MOST:
            raise ValidationError(_("At most %(number)d instalments.") % {"number": MOST})
        whole = sum(part["percent"] for part in parts)
        if whole != 100:
            raise ValidationError(_("Together the instalments must be 100 %%; these are %(sum)d %%.") % {"sum": whole})
        return parts


def parse_part(line: str) -> dict[str, Any]:
    """``60``, ``60 1.3.2027`` or ``40 % report`` as one instalment. Raises ValidationError with a sentence."""
    percent, _blank, when = line.strip().replace("%", " ").partition(" ")
    if not (percent.isascii() and percent.isdigit() and 1 <= int(percent) <= 100):
        raise ValidationError(_("Begin each line with whole per cent, for example “60 1.3.2027”."))
    when = when.strip()
    report = when.lower() in REPORT.values()
    day: date | None = parse_day(when) if when and not report else None
    return {"percent": int(percent), "on": day.isoformat() if day else None, "report": report}


def written(part: dict[str, Any]) -> str:
    """One instalment as an officer writes it, in the page's language; :func:`parse_part` reads it back."""
    if part["report"]:
        return f"{part['percent']} {REPORT[active()]}"
    day = formats.day(date.fromisoformat(part["on"]), "fi") if part["on"] else ""
    return f"{part['percent']} {day}".strip()
