"""Queries that are translated once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from associations.models import ActivityTime, Association, Handover, Sector
from portal import clock
from portal.prepared import Prepared
from portal.translated import expression
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db


def test_the_values_of_each_call_are_filled_in(django_assert_num_queries: Any):
    first, second = AssociationFactory.create_batch(2)
    query = Prepared(lambda pk: Association.objects.filter(pk=pk), int)
    for one in (first, second):
        with django_assert_num_queries(1):
            (found,) = query.rows(one.pk)
        assert (found, found.name_fi, found.facets, found.added_at) == (one, one.name_fi, one.facets, one.added_at)
    assert query.rows(0) == []


def test_several_values_stand_where_they_belong():
    one = AssociationFactory.create(registered_on=date(1998, 5, 3), registered_office="Pori")
    query = Prepared(
        lambda office, day: (
            Association.objects.exclude(registered_on__gt=day).filter(registered_office=office).values_list("pk")
        ),
        *(str, date),
    )
    assert query.tuples("Pori", date(1998, 5, 3)) == [(one.pk,)]
    assert query.tuples("Pori", date(1998, 5, 2)) == []
    assert query.tuples("Ulvila", date(1998, 5, 3)) == []


def test_each_language_is_translated_by_itself():
    query = Prepared(lambda slug: Sector.objects.filter(slug=slug).values_list(expression("name")), str)
    culture = Sector.objects.get(slug="kulttuuri")
    for language in ("fi", "sv", "en", "fi"):
        with override(language):
            assert query.tuples("kulttuuri") == [(getattr(culture, f"name_{language}"),)]


def test_a_query_that_would_keep_todays_date_is_refused():
    query = Prepared(lambda pk: ActivityTime.objects.filter(pk=pk, season_until__gte=clock.today()), int)
    with pytest.raises(ImproperlyConfigured, match="keep its day"):
        query.rows(1)


def test_a_value_that_changes_nothing_is_refused():
    query = Prepared(lambda pk, day: ActivityTime.objects.filter(pk=pk), int, date)
    with pytest.raises(ImproperlyConfigured, match="isn't used"):
        query.rows(1, clock.today())


def test_columns_that_have_to_be_converted_are_refused():
    query = Prepared(lambda pk: Handover.objects.filter(pk=pk), int)
    with pytest.raises(ImproperlyConfigured, match="converted"):
        query.rows(1)
