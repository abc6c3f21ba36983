"""How an invented association is written down, and the numbers that follow from its place in the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import slugify
from stdnum import iban as ibans
from stdnum import luhn
from stdnum.fi import ytunnus

from associations.enums import LegalForm, Status


@dataclass(frozen=True, slots=True)
class Record:
    """An association: ``summary`` in Finnish, Swedish and English, ``about`` in Finnish and as far as it is translated.

    ``since`` is the year of registration. The names that aren't given are the Finnish one.
    """

    name: str
    district: str
    summary: tuple[str, str, str]
    about: tuple[str, ...]
    sv: str = ""
    en: str = ""
    since: int | None = None
    size: int | None = None
    form: LegalForm = LegalForm.REGISTERED
    status: Status = Status.ACTIVE
    welcomes_new: bool = True

    @property
    def domain(self) -> str:
        """The association's own name on the net, under the ending that is kept for examples."""
        words = self.name.split()
        kept = words[:-1] if words[-1] in {"ry", "rf", "sr"} else words
        return f"{slugify(' '.join(kept))}.example"


def register_number(place: int) -> str:
    """As 912.345, unique by place."""
    number = 900_101 + place * 997
    return f"{number // 1000}.{number % 1000:03d}"


def business_id(place: int) -> str:
    """With a valid check digit. Some numbers have none; the next one is taken then."""
    number = 9_000_000 + place * 7919
    while True:
        for digit in range(10):
            found = f"{number}-{digit}"
            if ytunnus.is_valid(found):
                return found
        number += 1


def iban(place: int) -> str:
    """A valid account number of the bank group 9, which no bank has."""
    body = f"9{40_017_600_000 + place * 73_939:012d}"
    body += luhn.calc_check_digit(body)
    return f"FI{ibans.calc_check_digits('FI00' + body)}{body}"


def phone(place: int) -> str:
    """A number that no exchange gives out: none of Pori's begins with three zeros."""
    return f"+358 2 000 {1000 + place * 37:04d}"


def registered_on(record: Record, place: int) -> date | None:
    """A day of the year of registration."""
    return None if record.since is None else date(record.since, 1 + place % 12, 1 + place * 7 % 28)


def checked_on(place: int, today: date) -> date | None:
    """Most have checked their facts within a year; some long ago, some never."""
    if place % 7 == 3:
        return None
    days = 800 + place * 11 if place % 9 == 5 else place * 23 % 330
    return today - timedelta(days=days)
