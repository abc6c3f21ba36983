"""The data set of the bench, made small: it must be one that the portal itself could have made."""

from typing import Any

import pytest

from associations.models import Association, Membership, Support
from associations.services import facets
from bench import register, visits
from bench.cases import Case, read, written
from bench.pages import QUERIES
from grants.enums import ApplicationState
from grants.models import Application, Award
from portal.decisions.models import Decision
from portal.journal.models import Event, RowImage


@pytest.mark.django_db
def test_fill_adds_up_to_a_number() -> None:
    register.fill(20)
    register.fill(60)

    assert Association.objects.count() == 60
    assert Membership.objects.in_force().filter(role="treasurer").count() == 60


@pytest.mark.django_db
def test_of_ten_associations_three_have_applied_and_two_were_granted() -> None:
    register.fill(60)

    closed = Application.objects.exclude(call__title_fi="Toimintatonni syksy")
    assert closed.count() == 18
    assert Award.objects.count() == 12
    assert Decision.objects.count() == closed.filter(state__in=["granted", "rejected"]).count()
    assert set(closed.values_list("state", flat=True)) == set(ApplicationState.values) - {"withdrawn", "signed"}
    assert Support.objects.filter(source_type="grants.award").count() == 12


@pytest.mark.django_db
def test_everything_is_in_the_journal() -> None:
    register.fill(20)

    assert Event.objects.filter(verb="associations.association_added").count() == 20
    assert Event.objects.filter(verb="grants.application_granted").count() == Award.objects.count()
    images = RowImage.objects.filter(table="associations_association", operation="INSERT")
    assert {image.actor["label"] for image in images if image.actor} == {"bench"}
    assert images.count() == 20


@pytest.mark.django_db
def test_pages_to_measure_answer_and_keep_their_bounds_of_queries(settings: Any) -> None:
    settings.MIDDLEWARE = [
        "bench.uncached.MeasuredPageCacheMiddleware" if name == "portal.ui.pagecache.PageCacheMiddleware" else name
        for name in settings.MIDDLEWARE
    ]

    cases = list(visits.cases(register.fill(60)))

    assert {case.audience for case in cases} == {"public", "association", "staff"}
    exceeding = [(case.name, case.queries) for case in cases if case.queries > QUERIES[case.audience]]
    assert exceeding == []


def test_cases_survive_the_way_between_the_processes() -> None:
    cases = [Case("home", "public", "/fi/", 3, {"Cookie": "a=b"}, unfiltered=True, kept=True)]

    assert read(written(cases)) == cases


@pytest.mark.django_db
def test_facets_are_written_as_the_service_would_make_them() -> None:
    register.fill(60)

    assert Association.objects.exclude(facets=[]).count() == 60
    assert facets.refresh(list(Association.objects.values_list("pk", flat=True))) == 0
