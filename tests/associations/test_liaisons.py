"""Who at the city answers for an association on a day."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from associations.enums import Part
from associations.models import Association, LiaisonAssignment, Sector
from associations.queries.liaisons import Liaison, liaison_of, liaisons_of
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 14)


@pytest.fixture
def association() -> Association:
    """One in the sector of culture."""
    found: Association = AssociationFactory.create()
    return found


def assigned(name: str, **fields: Any) -> User:
    """Somebody of this last name with an assignment, since the beginning of the year."""
    user: User = UserFactory.create(first_name="Maija", last_name=name)
    LiaisonAssignment.objects.create(**{"user": user, "starts_on": date(2026, 1, 1), **fields})
    return user


def last_name(found: Liaison | None) -> str:
    return found.name.removeprefix("Maija ") if found else ""


def test_nobody_is_the_liaison_of_an_association_without_assignment(association: Association):
    assigned("Muun", association=AssociationFactory.create())
    assigned("Muualla", sector=Sector.objects.get(slug="liikunta"))
    assigned("Muuta", part=Part.VENUES)
    assert liaison_of(association, day=DAY) is None
    assert liaisons_of(association, DAY) == [
        ("venue cooperation", Liaison(User.objects.get(last_name="Muuta").pk, "Maija Muuta", "", _email("Muuta")))
    ]


def _email(name: str) -> str:
    return User.objects.get(last_name=name).email


# From the farthest to the nearest.
NEARER = ["all", "all-part", "sector", "sector-part", "own", "own-part"]


@pytest.mark.parametrize("order", [NEARER, NEARER[::-1], *list(permutations(NEARER))[100:700:150]])
def test_the_nearest_wins_in_whatever_order_they_were_named(order: list[str], association: Association):
    targets: dict[str, dict[str, Any]] = {
        "all": {},
        "sector": {"sector": association.sector},
        "own": {"association": association},
    }
    for name in order:
        target, _dash, part = name.partition("-")
        assigned(name, **targets[target], part=Part.GRANTS if part else "")

    for count, part in ((6, "grants"), (6, ""), (6, "venues")):
        expected = [name for name in NEARER if part == "grants" or not name.endswith("-part")]
        assert (count, last_name(liaison_of(association, part, DAY))) == (count, expected[-1])

    for name in NEARER[::-1]:
        LiaisonAssignment.objects.filter(user__last_name=name).delete()
        left = NEARER[: NEARER.index(name)]
        assert last_name(liaison_of(association, Part.GRANTS, DAY)) == (left[-1] if left else "")


def test_a_further_sector_has_no_say(association: Association):
    other = Sector.objects.get(slug="liikunta")
    association.further_sectors.add(other)
    assigned("Liikunnan", sector=other)
    assert liaison_of(association, day=DAY) is None


@pytest.mark.parametrize(
    ("day", "who"),
    [
        *[(date(2026, 9, 30), ""), (date(2026, 10, 1), "Liaison"), (date(2026, 10, 11), "Liaison")],
        *[(date(2026, 10, 12), "Sijainen"), (date(2026, 10, 16), "Sijainen"), (date(2026, 10, 17), "Liaison")],
        *[(date(2026, 12, 31), "Liaison"), (date(2027, 1, 1), "")],
    ],
)
def test_the_substitute_answers_on_the_days_of_the_absence(day: date, who: str, association: Association):
    assigned(
        "Liaison",
        association=association,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        substitute=UserFactory.create(first_name="Maija", last_name="Sijainen"),
        away_from=date(2026, 10, 12),
        away_until=date(2026, 10, 16),
    )
    found = liaison_of(association, day=day)
    assert last_name(found) == who
    assert found is None or found.stands_in_for == ("Maija Liaison" if who == "Sijainen" else "")


def test_title_and_address_are_those_of_who_answers(association: Association):
    user, substitute = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.LIAISON)
    StaffAssignment.objects.filter(user=user).update(title="avustussihteeri", ends_on=date(2026, 10, 31))
    StaffAssignment.objects.filter(user=substitute).update(title="koordinaattori")
    StaffAssignment.objects.update(starts_on=date(2026, 1, 1))
    LiaisonAssignment.objects.create(
        user=user, starts_on=date(2026, 1, 1), substitute=substitute, away_from=date(2026, 10, 14)
    )
    before = liaison_of(association, day=date(2026, 10, 13))
    assert before == Liaison(user.pk, str(user), "avustussihteeri", user.email)
    assert liaison_of(association, day=DAY) == Liaison(
        substitute.pk, str(substitute), "koordinaattori", substitute.email, str(user)
    )
    # A title is known as long as the role is held.
    LiaisonAssignment.objects.update(substitute=None, away_from=None)
    after = liaison_of(association, day=date(2026, 11, 1))
    assert after == Liaison(user.pk, str(user), "", user.email)


def test_who_no_longer_signs_in_is_passed_over(association: Association):
    assigned("Kaukainen")
    near = assigned("Lähin", association=association)
    User.objects.filter(pk=near.pk).update(is_active=False)
    assert last_name(liaison_of(association, day=DAY)) == "Kaukainen"


def test_of_two_alike_the_newer_answers(association: Association):
    assigned("Uusi", association=association, starts_on=date(2026, 10, 1))
    assigned("Vanha", association=association)
    assert last_name(liaison_of(association, day=DAY)) == "Uusi"


def test_parts_with_somebody_else_stand_beside_the_liaison(association: Association, django_assert_num_queries: Any):
    assigned("Yleinen")
    assigned("Tilat", part=Part.VENUES, sector=association.sector)
    assigned("Työ", part=Part.LIAISON)
    # Outside a request nothing is kept: the general ones, and who has one of their own.
    with django_assert_num_queries(2):
        found = liaisons_of(association, DAY)
    assert [(part, last_name(one)) for part, one in found] == [
        *[("", "Yleinen"), ("venue cooperation", "Tilat"), ("association liaison work", "Työ")]
    ]
