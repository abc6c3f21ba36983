"""How numbers, days and instants are written."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override

from portal.ui import formats

AFTERNOON = datetime(2026, 11, 24, 13, 0, 7, tzinfo=UTC)
SUMMER = datetime(2026, 6, 1, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cents", "fi", "en"),
    [
        (123450, "1\u00a0234,50\u00a0€", "€1,234.50"),
        (0, "0,00\u00a0€", "€0.00"),
        (5, "0,05\u00a0€", "€0.05"),
        (-123450, "\u22121\u00a0234,50\u00a0€", "\u2212€1,234.50"),
        (123456789012, "1\u00a0234\u00a0567\u00a0890,12\u00a0€", "€1,234,567,890.12"),
        (None, "", ""),
    ],
)
def test_money(cents, fi, en):
    assert formats.money(cents, "fi") == fi
    assert formats.money(cents, "sv") == fi
    assert formats.money(cents, "en") == en


@pytest.mark.parametrize(
    ("cents", "fi", "en"),
    [(50000, "500\u00a0€", "€500"), (100000, "1\u00a0000\u00a0€", "€1,000"), (50050, "500,50\u00a0€", "€500.50")],
)
def test_euros_leaves_out_empty_cents(cents, fi, en):
    assert formats.euros(cents, "fi") == fi
    assert formats.euros(cents, "en") == en


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "24.11.2026 klo 15.00"), ("sv", "24.11.2026 kl. 15.00"), ("en", "24 November 2026 at 15:00")],
)
def test_moment_is_helsinkis(language, expected):
    assert formats.moment(AFTERNOON, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("fi", "1.6.2026 klo 9.05"), ("sv", "1.6.2026 kl. 9.05"), ("en", "1 June 2026 at 09:05")]
)
def test_moment_in_summer_time(language, expected):
    assert formats.moment(SUMMER, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("fi", "24.11.2026 klo 15.00.07"), ("en", "24 November 2026 at 15:00:07")]
)
def test_moment_with_seconds(language, expected):
    assert formats.moment(AFTERNOON, language, seconds=True) == expected


def test_day_of_an_instant_is_helsinkis():
    assert formats.day(datetime(2026, 11, 24, 22, 30, tzinfo=UTC), "fi") == "25.11.2026"


def test_the_active_language_is_the_default():
    with override("sv"):
        assert formats.moment(AFTERNOON) == "24.11.2026 kl. 15.00"
    with override("en"):
        assert formats.day(date(2026, 12, 6)) == "6 December 2026"


def test_clock_of_a_time():
    assert formats.clock(time(9, 5), "fi") == "9.05"
    assert formats.clock(time(9, 5), "en") == "09:05"


@pytest.mark.parametrize(
    ("language", "expected"), [("fi", "12\u00a0345,7"), ("sv", "12\u00a0345,7"), ("en", "12,345.7")]
)
def test_number(language, expected):
    assert formats.number(12345.67, 1, language) == expected


def test_period_and_its_open_end():
    assert formats.period(date(2026, 11, 1), date(2026, 11, 23), "fi") == "1.11.2026–23.11.2026"
    assert formats.period(date(2026, 11, 1), None, "fi") == "1.11.2026–"


def test_account_and_register_number():
    assert formats.iban("FI2112345600000785") == "FI21\u00a01234\u00a05600\u00a00007\u00a085"
    assert formats.register_number("123456") == "123.456"
    assert formats.register_number("12") == "12"


def test_file_size():
    assert formats.file_size(3, "fi") == "1\u00a0kB"
    assert formats.file_size(1_234_567, "fi") == "1,2\u00a0MB"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+358401234567", "040\u00a01234567"),
        ("+46812345678", "+46\u00a08\u00a0123\u00a0456\u00a078"),
        ("no number", "no number"),
    ],
)
def test_phone(stored: str, shown: str):
    assert formats.phone(stored) == shown
