"""The terms of the use report on a call, and the reports that a decision plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction

from grants.enums import CallKind, CallState, ReportKind
from grants.models import Call, UseReport
from grants.services import building, copying
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = date(2027, 4, 30)


def edited(call: Call, **terms: Any) -> Call:
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return building.edit_call(call=call, values=terms)


@pytest.mark.parametrize(
    "terms",
    [
        {"report_due_on": DAY},
        {"report_months": 12},
        {"report_due_on": DAY, "interim_due_on": DAY - timedelta(days=1)},
        {"report_months": 12, "interim_months": 6},
    ],
)
def test_terms_that_fit_are_stored(terms: dict[str, Any]):
    call = grants.call(state=CallState.DRAFT)
    found = edited(call, **terms)
    assert found.asks_report
    assert {name: getattr(found, name) for name in terms} == terms


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"report_due_on": DAY, "report_months": 12}, "one of the two"),
        ({"interim_months": 6}, "a use report is too"),
        ({"interim_due_on": DAY}, "a use report is too"),
        ({"report_due_on": DAY, "interim_months": 6}, "in the same way"),
        ({"report_months": 12, "interim_due_on": DAY}, "in the same way"),
        ({"report_months": 6, "interim_months": 6}, "before the use report"),
        ({"report_due_on": DAY, "interim_due_on": DAY}, "before the use report"),
        ({"kind": CallKind.START_UP, "report_months": 6}, "start-up grant"),
    ],
)
def test_terms_that_do_not_fit_are_refused_in_words_and_by_the_database(terms: dict[str, Any], sentence: str):
    call = grants.call(state=CallState.DRAFT)
    with pytest.raises(Refused, match=sentence):
        edited(call, **terms)
    with pytest.raises(IntegrityError, match="call_report_terms"), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(**terms)


def test_terms_are_frozen_once_the_call_is_published():
    with pytest.raises(Refused, match="only its texts"):
        edited(grants.call(), report_months=6)


def test_an_officer_types_the_terms_on_the_page_and_a_fault_loses_nothing():
    call = grants.call(state=CallState.DRAFT)
    client = client_for(employee(StaffRole.GRANT_OFFICER))
    path = f"/en/kaupunki/haut/{call.pk}/tiedot/"
    form = client.get(path).context["form"]
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    sent |= {"version": call.version, "amounts_cents": "500", "report_due_on": "30.4.2027", "report_months": "6"}
    page = client.post(path, sent)
    assert "one of the two" in str(page.context["form"].non_field_errors())
    assert page.context["form"]["report_due_on"].value() == "30.4.2027"
    assert client.post(path, {**sent, "report_months": ""}).status_code == 302
    call.refresh_from_db()
    assert (call.report_due_on, call.report_months) == (DAY, None)
    assert "by the end of 30 April 2027" in client.get(f"/en/kaupunki/haut/{call.pk}/").content.decode()


def test_a_copy_for_the_next_year_has_its_days_a_year_later():
    call = grants.call(report_due_on=date(2028, 2, 29), interim_due_on=date(2027, 10, 31))
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        year = relativedelta(years=1)
        made = copying.copy_call(call=call, opens_at=call.opens_at + year, closes_at=call.closes_at + year)
    assert (made.report_due_on, made.interim_due_on) == (date(2029, 2, 28), date(2028, 10, 31))


def test_the_decision_plans_an_interim_and_a_use_report_with_their_days():
    report = grants.awaited(grants.reported_call(report_months=12, interim_months=6))
    today = clock.today()
    rows = UseReport.objects.filter(award=report.award).order_by("due_on")
    assert [(row.kind, row.state, row.due_on, row.awaited_on, row.asked_on) for row in rows] == [
        (kind, "draft", day, day, today)
        for kind, day in [
            (ReportKind.INTERIM, today + relativedelta(months=6)),
            (ReportKind.FINAL, today + relativedelta(months=12)),
        ]
    ]


def test_a_call_that_decides_after_its_day_gives_a_month_and_asks_for_one_report():
    gone = clock.today() - timedelta(days=1)
    call = grants.reported_call(report_months=None, report_due_on=gone, interim_due_on=gone - timedelta(days=9))
    report = grants.awaited(call)
    assert report.due_on == clock.today() + relativedelta(months=1)
    assert UseReport.objects.filter(award=report.award).count() == 1


def test_where_no_report_is_asked_the_pages_say_so_plainly():
    application = grants.decided()
    assert not UseReport.objects.exists()
    client = client_for(application.started_by, application.association)
    page = client.get(f"/en/hakemukset/{application.pk}/selvitys/", follow=True)
    assert page.redirect_chain == [(f"/en/hakemukset/{application.pk}/", 302)]
    assert page.content.decode().count("No use report is asked of this grant.") == 2
    assert client.get(f"/en/hakemukset/{application.pk}/valiselvitys/").status_code == 404
    handled = client_for(employee(StaffRole.GRANT_OFFICER)).get(f"/en/kaupunki/avustukset/{application.pk}/")
    assert "No use report is asked of this grant." in handled.content.decode()


def test_before_a_grant_there_is_no_report_and_no_word_of_one():
    application = grants.submitted()
    client = client_for(application.started_by, application.association)
    assert client.get(f"/en/hakemukset/{application.pk}/selvitys/").status_code == 404
    assert b"Use report" not in client.get(f"/en/hakemukset/{application.pk}/").content
