"""How numbers, days and instants are written in each language: for pages, letters and mail alike.

Plain functions, so that a PDF or a mail needs no template. The language is the active one unless named.
"""

from __future__ import annotations

from datetime import date, datetime, time

import phonenumbers

from portal import clock as clocks
from portal.translated import active

# Numbers must not break at the end of a line.
NBSP = "\u00a0"
MINUS = "\u2212"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def money(cents: int | None, language: str | None = None) -> str:
    """1234550 as ``12 345,50 €`` or ``€12,345.50`` (the blanks don't break); '' for None."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    sign = MINUS if cents < 0 else ""
    if (language or active()) == "en":
        return f"{sign}€{whole:,}.{rest:02d}"
    return f"{sign}{_grouped(whole)},{rest:02d}{NBSP}€"


def euros(cents: int | None, language: str | None = None) -> str:
    """The sum without cents where there are none: ``500 €``, ``€1,000``; otherwise like :func:`money`."""
    if cents is None or cents % 100:
        return money(cents, language)
    sign = MINUS if cents < 0 else ""
    whole = abs(cents) // 100
    return f"{sign}€{whole:,}" if (language or active()) == "en" else f"{sign}{_grouped(whole)}{NBSP}€"


def number(value: int | float | None, decimals: int = 0, language: str | None = None) -> str:
    """12345.6 as ``12 345,6`` or ``12,345.6``; '' for None."""
    if value is None:
        return ""
    text = f"{abs(value):,.{decimals}f}"
    if (language or active()) != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS if value < 0 else ''}{text}"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", NBSP)


def day(value: date | datetime | None, language: str | None = None) -> str:
    """``24.11.2026`` or ``24 November 2026``, of an instant the day in Helsinki; '' for None."""
    if value is None:
        return ""
    on = clocks.local(value).date() if isinstance(value, datetime) else value
    if (language or active()) == "en":
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def clock(value: time | datetime | None, language: str | None = None) -> str:
    """``15.00`` or ``15:00``, of an instant the time in Helsinki; '' for None."""
    if value is None:
        return ""
    at = clocks.local(value).time() if isinstance(value, datetime) else value
    return f"{at:%H:%M}" if (language or active()) == "en" else f"{at.hour}.{at.minute:02d}"


def moment(value: datetime | None, language: str | None = None, *, seconds: bool = False) -> str:
    """``24.11.2026 klo 15.00``, ``24.11.2026 kl. 15.00`` or ``24 November 2026 at 15:00``; '' for None.

    With ``seconds``, as a receipt needs them: ``24.11.2026 klo 14.59.59``.
    """
    if value is None:
        return ""
    spoken = language or active()
    word = {"fi": "klo", "sv": "kl.", "en": "at"}[spoken]
    tail = f"{':' if spoken == 'en' else '.'}{value:%S}" if seconds else ""
    return f"{day(value, spoken)} {word} {clock(value, spoken)}{tail}"


def period(first: date | None, last: date | None, language: str | None = None) -> str:
    """``1.11.2026–23.11.2026``; an open end stays open (``1.11.2026–``)."""
    spoken = language or active()
    dash = f"{NBSP}– " if spoken == "en" else "–"
    return f"{day(first, spoken)}{dash}{day(last, spoken)}".strip()


def iban(value: str) -> str:
    """The account number in groups of four."""
    return NBSP.join(value[at : at + 4] for at in range(0, len(value), 4))


def register_number(value: str) -> str:
    """A register number as it is written: ``123.456``."""
    return f"{value[:-3]}.{value[-3:]}" if len(value) > 3 else value


def phone(value: str) -> str:
    """``+358401234567`` as ``040 1234567``, a number abroad with its country's; what isn't a number as it stands."""
    try:
        number = phonenumbers.parse(value, "FI")
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == phonenumbers.country_code_for_region("FI")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form)).replace(" ", NBSP)


def file_size(size: int, language: str | None = None) -> str:
    """``340 kB`` or ``1,2 MB``."""
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)), 0, language)}{NBSP}kB"
    return f"{number(size / 1_000_000, 1, language)}{NBSP}MB"
