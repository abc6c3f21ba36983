"""The counts of the facets against a naive count, for all that can be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from associations.enums import Facet
from associations.models import Association, District, Sector, TargetGroup
from associations.queries import directory as queries
from associations.queries import search
from associations.services import register
from portal.actor import acting, system
from portal.ui import fragments
from tests.factories.associations import weekly

pytestmark = pytest.mark.django_db

SECTORS, DISTRICTS, GROUPS = ("kulttuuri", "liikunta", "nuoriso"), ("musa", "sampola"), ("lapset", "nuoret")
# So many associations, each of its own make-up.
NUMBER = 24


class _Undo(Exception):
    pass


@pytest.fixture(scope="module")
def register_of_all_kinds(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Association]]:
    """Associations whose facets differ in every way; some are called so that words find them."""
    with django_db_blocker.unblock(), acting(system("test")):
        try:
            with transaction.atomic():
                yield [_of_a_kind(number) for number in range(NUMBER)]
                raise _Undo
        except _Undo:
            pass


def _of_a_kind(number: int) -> Association:
    made = register.add_association(
        name_fi=f"{'Kuoro' if number % 3 else 'Kerho'} {number} ry",
        sector=Sector.objects.get(slug=SECTORS[number % 3]),
        further_sectors=Sector.objects.filter(slug=SECTORS[(number + 1) % 3]) if number % 5 == 0 else [],
        districts=District.objects.filter(slug__in=DISTRICTS[: number % 3]),
        target_groups=TargetGroup.objects.filter(slug__in=GROUPS[number % 2 :]),
        languages=["fi", "sv"][: 1 + number % 2],
        accessibility=["step_free", "toilet"][: number % 3],
        welcomes_new=number % 4 != 0,
        status="dissolved" if number % 11 == 10 else "active",
    )
    for day in range(1, 1 + number % 4):
        weekly(made, weekday=day)
    made.refresh_from_db()
    return made


values = {
    Facet.SECTOR: SECTORS,
    Facet.DISTRICT: DISTRICTS,
    Facet.TARGET_GROUP: GROUPS,
    Facet.LANGUAGE: ("fi", "sv"),
    Facet.ACCESSIBILITY: ("step_free", "toilet"),
    Facet.WEEKDAY: ("1", "2", "3"),
    Facet.WELCOMES_NEW: ("1",),
}
choices = st.fixed_dictionaries(
    {}, optional={facet: st.sets(st.sampled_from(offered), min_size=1) for facet, offered in values.items()}
)


def fits(association: Association, chosen: dict[Facet, set[str]], besides: str = "") -> bool:
    """Whether it has one of the values of each chosen facet, but for the one that is counted."""
    return all(
        any(f"{facet}:{value}" in association.facets for value in some)
        for facet, some in chosen.items()
        if facet != besides
    )


@given(chosen=choices, typed=st.sampled_from(["", "kuoro", "kerho"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_a_naive_count(
    chosen: dict[Facet, set[str]], typed: str, register_of_all_kinds: list[Association]
):
    fragments.forget()
    of_words = [one for one in register_of_all_kinds if one.status == "active" and typed in one.name_fi.lower()]
    words = search.read(typed)
    asked = {facet: tuple(sorted(some)) for facet, some in chosen.items()}

    found = queries.counts(words, asked)

    naive: dict[str, int] = {}
    for association in of_words:
        for facet in association.facets:
            if fits(association, chosen, besides=facet[0]):
                naive[facet] = naive.get(facet, 0) + 1
    assert found.facets == naive
    hits = [one for one in of_words if fits(one, chosen)]
    assert found.total == len(hits)
    assert {card.pk for card in queries.listed(words, asked, 0, NUMBER)} == {one.pk for one in hits}
    meeting = [one for one in hits for day in one.facets if day.startswith("w:")]
    if Facet.WEEKDAY not in chosen:
        assert queries.times_count(words, asked) == len(meeting)
