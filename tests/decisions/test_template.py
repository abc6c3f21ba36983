"""The decision on a page, and the reference data in Django's admin."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from portal.accounts.models import User
from portal.decisions.enums import Way
from portal.decisions.models import AppealRule, CaseSeries, Decision
from tests.factories.decisions import decision, sealed

pytestmark = pytest.mark.django_db


def page(made: Decision) -> str:
    with translation.override("en"):
        return render_to_string("decisions/_decision.html", {"decision": made})


def test_shows_all_that_the_law_asks():
    made, stored = sealed(disqualified=[{"name": "Erkki", "reason": "jäsen"}])
    html = page(made)
    for text in (
        made.title,
        made.authority,
        made.case_number,
        f"§ {made.section}/{made.section_year}",
        "Porin Shakkikerho ry (123.456), hakija",
        "<p>Se maksetaan yhdistyksen tilille.</p>",
        made.reasons,
        made.basis,
        f"{made.decider_label}, kulttuurijohtaja",
        "Erkki: jäsen",
        "mailto:avustukset@example.invalid",
        made.rectification.split("\n\n")[0],
        f"/tiedostot/{stored.key}/",
        made.sha256,
    ):
        assert escape(text) in html or text in html
    assert html.count('lang="fi"') == 10


def test_before_it_is_sealed():
    assert "in a moment" in page(decision())


def test_a_correction_says_so():
    first = decision()
    html = page(decision(subject=first.subject, previous=first, corrects="Summa oli väärin."))
    assert "version 2" in html
    assert "Summa oli väärin." in html


def test_without_a_day_of_notification():
    assert "Taken to be known" not in page(decision(way=Way.SERVICE))


def test_script_is_inert():
    html = page(decision(title="<script>alert(1)</script>", outcome="<img src=x onerror=alert(1)>"))
    assert "<script>" not in html
    assert "<img" not in html


class TestAdmin:
    @pytest.fixture
    def request_of_superuser(self, rf):
        request = rf.get("/")
        request.user = User.objects.create_superuser("super@example.invalid", "x")
        return request

    def test_a_rule_in_force_stays_as_it_is(self, request_of_superuser):
        site = admin.site._registry[AppealRule]
        now = AppealRule.objects.for_day(Way.LETTER, date(2026, 3, 2))
        to_come = AppealRule(way=Way.LETTER, deemed_days=5, period_days=14, valid_from=date(2999, 1, 1))
        assert not site.has_change_permission(request_of_superuser, now)
        assert not site.has_delete_permission(request_of_superuser, now)
        assert site.has_change_permission(request_of_superuser, to_come)
        assert site.has_delete_permission(request_of_superuser, to_come)
        assert site.has_add_permission(request_of_superuser)

    def test_series_are_edited_and_not_removed(self, request_of_superuser):
        site = admin.site._registry[CaseSeries]
        assert site.has_change_permission(request_of_superuser)
        assert not site.has_delete_permission(request_of_superuser)

    def test_decisions_are_not_there(self):
        assert Decision not in admin.site._registry
