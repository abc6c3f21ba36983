"""Fields for sums, days, accounts and identifiers (cases.md 31, 34)."""

from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.ui import formats
from portal.ui.fields import (
    BusinessIdField,
    ClockField,
    DayField,
    IbanField,
    MoneyField,
    RegisterNumberField,
    parse_clock,
    parse_day,
    parse_money,
    parse_phone,
    written_sum,
)
from portal.ui.forms import PortalForm

SUMS = st.integers(min_value=0, max_value=20_000_000_00)


def refusal(field: forms.Field, value: str) -> str:
    """The sentence with which the field refuses the value."""
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            field.clean(value)
        return str(caught.value.messages[0])


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,50 €", 123450),
        ("1234.5", 123450),
        ("€1,234.50", 123450),
        ("1.234,50", 123450),
        ("500", 50000),
        ("500 EUR", 50000),
        ("0", 0),
        ("0,05", 5),
        ("007", 700),
    ],
)
def test_sums_as_people_write_them(written, cents):
    assert MoneyField().clean(written) == cents


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("1e400", "Write the sum in digits, for example 1 234,50."),
        ("NaN", "Write the sum in digits, for example 1 234,50."),
        ("Infinity", "Write the sum in digits, for example 1 234,50."),
        ("viisisataa", "Write the sum in digits, for example 1 234,50."),
        ("٥٠٠", "Write the sum in digits, for example 1 234,50."),
        ("1,2,3", "Write the sum in digits, for example 1 234,50."),
        ("1" * 40, "Write the sum in digits, for example 1 234,50."),
        ("-0", "Write the sum without a minus sign."),
        ("\u2212500", "Write the sum without a minus sign."),
        ("1.234", "Write the sum with at most two decimals."),
        ("1,234", "Write the sum with at most two decimals."),
        ("99999999999", "The sum can be at most €20,000,000.00."),
    ],
)
def test_sums_that_are_refused(written, sentence):
    assert refusal(MoneyField(), written) == sentence


def test_a_sum_below_the_least():
    assert refusal(MoneyField(min_cents=10000), "99,99") == "The sum must be at least €100.00."


def test_an_empty_sum_is_none():
    assert MoneyField(required=False).clean("") is None


@given(SUMS, st.sampled_from(["fi", "sv", "en"]))
def test_every_written_sum_is_read_back(cents, language):
    assert parse_money(formats.money(cents, language)) == cents


@given(SUMS)
def test_every_sum_in_a_form_is_read_back(cents):
    assert parse_money(written_sum(cents)) == cents


@given(st.text(max_size=60))
def test_any_text_is_a_sum_or_refused(text):
    try:
        cents = parse_money(text)
    except ValidationError:
        return
    assert cents >= 0


@pytest.mark.parametrize(
    ("written", "day"),
    [("24.11.2026", date(2026, 11, 24)), ("1.2.2026", date(2026, 2, 1)), ("2028-02-29", date(2028, 2, 29))],
)
def test_days(written, day):
    assert DayField().clean(written) == day


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31.2.2026", "There is no such day in the calendar."),
        ("29.2.2027", "There is no such day in the calendar."),
        ("1.1.9999", "The year must be between 1900 and 2100."),
        ("1.1.0000", "The year must be between 1900 and 2100."),
        ("11/24/2026", "Write the day as day.month.year, for example 24.11.2026."),
        ("tomorrow", "Write the day as day.month.year, for example 24.11.2026."),
        ("٢٤.١١.٢٠٢٦", "Write the day as day.month.year, for example 24.11.2026."),
    ],
)
def test_days_that_are_refused(written, sentence):
    assert refusal(DayField(), written) == sentence


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    assert parse_day(formats.day(day, "fi")) == day
    assert parse_day(day.isoformat()) == day


def test_an_account_is_stored_compact():
    assert IbanField().clean("fi21 1234 5600 0007 85") == "FI2112345600000785"
    # An account elsewhere in the euro area is as good.
    assert IbanField().clean("DE89 3704 0044 0532 0130 00") == "DE89370400440532013000"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("FI21 1234 5600 0007 8", "A Finnish account number has FI and 16 digits; this one has 15."),
        ("FI22 1234 5600 0007 85", "The account number's check digits don't fit. Look for a mistyped digit."),
        (
            "123456-785",
            "An account number begins with the letters of the country and two digits, for example FI21 ….",
        ),
    ],
)
def test_accounts_that_are_refused(written, sentence):
    assert refusal(IbanField(), written) == sentence


@pytest.mark.parametrize("written", ["2077474-0", "20774740", "FI20774740", "2077474–0"])
def test_a_business_id_is_written_with_its_dash(written):
    assert BusinessIdField().clean(written) == "2077474-0"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2077474-1", "The Business ID's check digit doesn't fit. Look for a mistyped digit."),
        ("20774-0", "Write the Business ID as seven digits, a dash and one digit."),
        ("ABC", "Write the Business ID as seven digits, a dash and one digit."),
    ],
)
def test_business_ids_that_are_refused(written, sentence):
    assert refusal(BusinessIdField(), written) == sentence


@pytest.mark.parametrize(("written", "stored"), [("123456", "123.456"), ("123.456", "123.456"), ("12", "12")])
def test_a_register_number_is_written_with_its_point(written, stored):
    assert RegisterNumberField().clean(written) == stored


@pytest.mark.parametrize("written", ["12a", "1234567", "-1"])
def test_register_numbers_that_are_refused(written):
    assert refusal(RegisterNumberField(), written) == "A register number has one to six digits, for example 123.456."


class StoredForm(PortalForm):
    amount = MoneyField()
    day = DayField()
    account = IbanField()


def test_stored_values_are_shown_as_people_write_them_and_havent_changed():
    stored = {"amount": 123450, "day": date(2026, 11, 24), "account": "FI2112345600000785"}
    form = StoredForm(initial=stored)
    shown = {name: form[name].value() for name in stored}
    assert shown == {"amount": "1 234,50", "day": "24.11.2026", "account": "FI21 1234 5600 0007 85"}
    sent = StoredForm(shown, initial=stored)
    assert sent.is_valid()
    assert sent.cleaned_data == stored


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_minute_of_the_day_is_read_back_as_it_is_written(at: time):
    for language in ("fi", "sv", "en"):
        assert parse_clock(formats.clock(at, language)) == at
    assert ClockField().clean(ClockField().prepare_value(at)) == at


@pytest.mark.parametrize("written", ["24.00", "18.60", "18.5", "6 pm", "-1", "18.00.00", "١٨.٠٠", "1e1", "noon"])
def test_what_isnt_a_time_of_day_is_refused(written: str):
    assert refusal(ClockField(), written) in {
        "Write the time as hours and minutes, for example 18.30.",
        "There is no such time: the hours go from 0 to 23, the minutes to 59.",
    }


@given(st.text(max_size=60))
def test_any_text_is_a_telephone_number_or_refused(written: str):
    try:
        found = parse_phone(written)
    except ValidationError:
        return
    assert found.startswith("+")
    assert found[1:].isdecimal()
