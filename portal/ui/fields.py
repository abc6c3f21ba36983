"""Fields for what the domain writes in its own way: sums, days, accounts, identifiers.

Each refuses with a sentence that says what is wrong and how to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import exceptions as wrong
from stdnum import iban as ibans
from stdnum.fi import associationid, ytunnus

from portal.translated import active
from portal.ui import formats

# Fits PostgreSQL's four-byte integer in cents, and is more than any grant.
MOST_CENTS = 20_000_000_00

# Groups of three may be set apart by a blank; by a point or comma only where the other one marks the cents.
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}")
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']+")
_MINUSES = "-\u2212\u2013"
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,4})?")


def parse_money(written: str) -> int:
    """``1 234,50`` as 123450 cents. Raises ValidationError with a plain sentence for anything that isn't a sum."""
    text = _BLANKS.sub("", written).removeprefix("€").removesuffix("€").removesuffix("EUR").removesuffix("eur")
    if text[:1] and text[0] in _MINUSES:
        raise ValidationError(_("Write the sum without a minus sign."), code="negative")
    if len(text) > 24:
        raise ValidationError(_("Write the sum in digits, for example 1 234,50."), code="invalid")
    if _POINTED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _COMMAED.fullmatch(text):
        text = text.replace(",", "")
    elif not _PLAIN.fullmatch(text):
        raise ValidationError(_("Write the sum in digits, for example 1 234,50."), code="invalid")
    whole, _point, rest = text.replace(",", ".").partition(".")
    if len(rest) > 2:
        raise ValidationError(_("Write the sum with at most two decimals."), code="decimals")
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)


def written_sum(cents: int) -> str:
    """Cents as a person types them (``1 234,50``); :func:`parse_money` reads it back."""
    return formats.euros(cents, "fi").removesuffix("€").replace(formats.NBSP, " ").strip()


class MoneyField(forms.CharField):
    """A sum as people write it; its value is a whole number of cents, None when empty."""

    def __init__(self, *, min_cents: int = 0, max_cents: int = MOST_CENTS, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(empty_value="", **kwargs)
        self.min_cents, self.max_cents = min_cents, max_cents

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard with digits on a telephone."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Cents as the person would write them."""
        if not isinstance(value, int):
            return value
        return written_sum(value)

    def to_python(self, value: Any) -> Any:
        """The cents. Raises ValidationError for what isn't a sum, and for one that is too small or too large."""
        if isinstance(value, int):
            return value
        written = super().to_python(value)
        if written in self.empty_values:
            return None
        for check in self.validators:
            check(written)
        cents = parse_money(str(written))
        if cents < self.min_cents:
            raise ValidationError(_("The sum must be at least %s.") % formats.money(self.min_cents), code="min_value")
        if cents > self.max_cents:
            raise ValidationError(_("The sum can be at most %s.") % formats.money(self.max_cents), code="max_value")
        return cents

    def run_validators(self, value: Any) -> None:
        """The text was checked before it became a number."""


class NumberField(forms.CharField):
    """A number as people write it (``1 234,5``); its value is a Decimal, None when empty."""

    def __init__(self, *, lowest: int = 0, highest: int, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(empty_value="", **kwargs)
        self.lowest, self.highest = lowest, highest

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard with digits on a telephone."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """The number as the person would write it."""
        return format(value.normalize(), "f").replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The number. Raises ValidationError for what isn't one, and for one that is too small or too large."""
        if isinstance(value, Decimal):
            return value
        written = super().to_python(value)
        if written in self.empty_values:
            return None
        for check in self.validators:
            check(written)
        digits = _BLANKS.sub("", str(written)).replace("\u2212", "-").replace("–", "-")
        if not _NUMBER.fullmatch(digits):
            raise ValidationError(_("Write the number in digits, for example 1 234 or 2,5."), code="invalid")
        number = Decimal(digits.replace(",", "."))
        if number < self.lowest:
            raise ValidationError(_("The number must be at least %s.") % formats.number(self.lowest), code="min_value")
        if number > self.highest:
            raise ValidationError(_("The number can be at most %s.") % formats.number(self.highest), code="max_value")
        return number

    def run_validators(self, value: Any) -> None:
        """The text was checked before it became a number."""


_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_day(written: str) -> date:
    """``24.11.2026`` or ``2026-11-24`` as a day. Raises ValidationError with a plain sentence."""
    text = written.strip()
    if found := _DAY.fullmatch(text):
        number, month, year = (int(part) for part in found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, number = (int(part) for part in found.groups())
    else:
        raise ValidationError(_("Write the day as day.month.year, for example 24.11.2026."), code="invalid")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            _("The year must be between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR},
            code="year",
        )
    try:
        return date(year, month, number)
    except ValueError:
        raise ValidationError(_("There is no such day in the calendar."), code="no_day") from None


class DayField(forms.DateField):
    """A day of the calendar, written the Finnish way or by ISO 8601."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Short, since a day is."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": "12"}

    def prepare_value(self, value: Any) -> Any:
        """The day as the person would write it, in every language: it must fit what the field reads."""
        return formats.day(value, "fi") if isinstance(value, (date, datetime)) else value

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError with a plain sentence."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return parse_day(str(value))


_CLOCK = re.compile(r"(?:(?:klo|kl|at)\.?\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?", re.IGNORECASE)


def parse_clock(written: str) -> time:
    """``18.30``, ``18:30`` or ``18`` as a time of day. Raises ValidationError with a plain sentence."""
    found = _CLOCK.fullmatch(written.strip())
    if not found:
        raise ValidationError(_("Write the time as hours and minutes, for example 18.30."), code="invalid")
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise ValidationError(_("There is no such time: the hours go from 0 to 23, the minutes to 59."), code="no_time")
    return time(hour, minute)


class ClockField(forms.TimeField):
    """A time of day on the wall clock, written the Finnish way or with a colon."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Short, since a time is."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": "6"}

    def prepare_value(self, value: Any) -> Any:
        """The time as the person would write it, in every language: it must fit what the field reads."""
        return formats.clock(value, "fi") if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        """The time. Raises ValidationError with a plain sentence."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, time) else parse_clock(str(value))


def parse_phone(written: str) -> str:
    """A telephone number as E.164 (``+358401234567``); one without a country's code is Finnish.

    Raises ValidationError with a plain sentence for what no country's numbering has.
    """
    try:
        number = phonenumbers.parse(written, "FI")
    except phonenumbers.NumberParseException:
        number = None
    # Letters would be read as keys ("0800-KUORO"), and what follows a number as an extension.
    if number is None or number.extension or not re.fullmatch(r"[+0-9\s()./\u2010-\u2013-]+", written.strip()):
        raise ValidationError(_("Write the telephone number in digits, for example 040 123 4567."), code="invalid")
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("There is no such telephone number. Look for a missing or wrong digit."), code="number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


class IbanField(forms.CharField):
    """A bank account number; its value is compact and in capitals.

    Any country's: an account elsewhere in the euro area may not be refused (EU 260/2012, article 9).
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 50)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """In groups of four, as on a bank statement."""
        return formats.iban(value).replace(formats.NBSP, " ") if isinstance(value, str) and " " not in value else value

    def clean(self, value: Any) -> str:
        """The number. Raises ValidationError that says which part of it is wrong."""
        written: str = super().clean(value)
        return parse_iban(written) if written else written


def parse_iban(written: str) -> str:
    """The compact number. Raises ValidationError that says which part of it is wrong."""
    compact = ibans.compact(written)
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", compact):
        raise ValidationError(
            _("An account number begins with the letters of the country and two digits, for example FI21 …."),
            code="invalid",
        )
    if compact.startswith("FI") and len(compact) != 18:
        raise ValidationError(
            _("A Finnish account number has FI and 16 digits; this one has %d.") % (len(compact) - 2), code="length"
        )
    try:
        return str(ibans.validate(compact))
    except wrong.InvalidChecksum:
        raise ValidationError(
            _("The account number's check digits don't fit. Look for a mistyped digit."), code="checksum"
        ) from None
    except wrong.ValidationError:
        raise ValidationError(_("There is no account number of this form."), code="invalid") from None


class BusinessIdField(forms.CharField):
    """A Business ID (Y-tunnus); its value is written ``2077474-0``."""

    default_error_messages = {"invalid": gettext_lazy("Write the Business ID as seven digits, a dash and one digit.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The identifier. Raises ValidationError that says what is wrong."""
        written: str = super().clean(value)
        if not written:
            return written
        compact = re.sub(r"[\s\u2010-\u2014-]", "", written.upper().removeprefix("FI"))
        if not re.fullmatch(r"[0-9]{7,8}", compact):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            # Identifiers of seven digits in old papers lack the leading zero.
            return str(ytunnus.format(ytunnus.validate(compact.zfill(8))))
        except wrong.ValidationError:
            raise ValidationError(
                _("The Business ID's check digit doesn't fit. Look for a mistyped digit."), code="checksum"
            ) from None


class RegisterNumberField(forms.CharField):
    """A number in the Register of Associations; its value is written ``123.456``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number. Raises ValidationError that says what is wrong."""
        written: str = super().clean(value)
        if not written:
            return written
        compact = re.sub(r"[\s.]", "", written)
        if not re.fullmatch(r"[0-9]{1,6}", compact):
            raise ValidationError(_("A register number has one to six digits, for example 123.456."), code="invalid")
        return str(associationid.format(compact))


def example_sum() -> str:
    """A sum as the page's language writes it, for help texts."""
    return "1,234.50" if active() == "en" else "1 234,50"
