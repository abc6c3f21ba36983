"""Queries that are translated once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from associations.models import ActivityTime, Association, Sector
from portal import clock
from portal.journal.models import Event
from portal.journal.services import record
from portal.prepared import Prepared, any_of
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


def test_any_number_of_keys_is_one_value(django_assert_num_queries: Any):
    made = AssociationFactory.create_batch(3)
    query = Prepared(lambda keys: Association.objects.filter(pk=any_of(keys)).order_by("pk"), list)
    for keys in ([made[2].pk, made[0].pk], [made[1].pk], []):
        with django_assert_num_queries(1):
            assert [one.pk for one in query.rows(keys)] == sorted(keys)


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


def test_what_is_joined_comes_along(django_assert_num_queries: Any):
    one = AssociationFactory.create()
    time = one.times.create(weekday=2, starts_at="18:00", ends_at="19:00")
    query = Prepared(lambda pk: ActivityTime.objects.filter(pk=pk).select_related("association__sector", "place"), int)
    with django_assert_num_queries(1):
        (found,) = query.rows(time.pk)
        assert (found, found.association, found.association.sector, found.place) == (time, one, one.sector, None)
        assert found.association.sector.name_fi == one.sector.name_fi


def test_columns_that_python_converts_are_converted():
    event = record("associations.association_added", AssociationFactory.create(), details={"rows": [1, 2]})
    query = Prepared(lambda pk: Event.objects.filter(pk=pk), int)
    (found,) = query.rows(event.pk)
    assert (found, found.details, found.at) == (event, {"rows": [1, 2]}, event.at)


def test_a_moment_is_a_value_too():
    event = record("associations.association_added", AssociationFactory.create())
    query = Prepared(lambda moment: Event.objects.filter(at__gte=moment).values_list("pk"), datetime)
    assert query.tuples(event.at) == [(event.pk,)]
    assert query.tuples(event.at + timedelta(microseconds=1)) == []
