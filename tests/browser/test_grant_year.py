"""A year of each category of grants in the browser, from the copied call to the closed report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest

from grants import queries
from grants.enums import ApplicationState, CallKind
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.grant_year import after, applying, before, deciding, paying, reporting
from tests.browser.grant_year.walking import Year

pytestmark = pytest.mark.django_db(transaction=True)

WALKS = [(NARROW, "fi"), (WIDE, "sv"), (WIDE, "en")]
# One walk goes without JavaScript from end to end, and in one all steps of money are taken with the keyboard.
PLAIN = (CallKind.EVENT, "sv")
KEYBOARD = (CallKind.LIGHT, "en")

Begin = Callable[[CallKind, int, str], Year]


@pytest.fixture
def begin(
    open_page: OpenPage, work: Callable[[], list[str]], mails: Callable[[], list[EmailMessage]]
) -> Iterator[Begin]:
    """Begins a year; when the test is over it is today again."""
    years: list[Year] = []

    def make(kind: CallKind, width: int, language: str) -> Year:
        plain, keyboard = (kind, language) == PLAIN, (kind, language) == KEYBOARD
        people = before.people(kind, language)
        year = Year(open_page, work, mails, width, language, not plain, *people, keys_with_money=keyboard)
        years.append(year)
        return year

    yield make
    for year in years:
        year.end()


@pytest.mark.parametrize(("width", "language"), WALKS, ids=[language for _width, language in WALKS])
@pytest.mark.parametrize("kind", list(CallKind))
def test_a_year_of_a_grant_from_call_to_closed_report(kind: CallKind, width: int, language: str, begin: Begin):
    year = begin(kind, width, language)
    reported = kind != CallKind.START_UP
    applying.build(year)
    applying.apply(year)
    year.later(applying.OPEN_DAYS + 1)
    deciding.review(year)
    deciding.share(year)
    deciding.decide(year)
    if kind == CallKind.OPERATING:
        after.rectification(year)
    paying.accept(year)
    if kind == CallKind.PROJECT:
        after.change(year)
    paying.pay(year)
    if reported:
        reporting.remind(year)
        reporting.report(year)
        reporting.accept(year)
    reporting.closed(year, reported=reported)
    if kind == CallKind.EVENT:
        after.recovery(year)
    assert year.application.state == ApplicationState.GRANTED
    assert not queries.differences()
