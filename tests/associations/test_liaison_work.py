"""Naming liaisons: overlaps, substitutes, gaps, and the table of who answers for what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from associations.enums import Part
from associations.models import Association, LiaisonAssignment, Sector
from associations.queries import liaison_rows
from associations.services import liaisons
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db

LIST = "/en/kaupunki/yhteyshenkilot/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def coordinator() -> User:
    """An employee who names liaisons."""
    return employee(StaffRole.LIAISON_COORDINATOR, first_name="Kaija", last_name="Koordinaattori")


@pytest.fixture
def city(coordinator: User) -> Client:
    """The same in a browser."""
    return client_for(coordinator, city=True)


@pytest.fixture
def liaison() -> User:
    """A liaison."""
    return employee(StaffRole.LIAISON, first_name="Lauri", last_name="Liitto")


@pytest.fixture
def association() -> Association:
    """An association of culture."""
    return AssociationFactory.create(name_fi="Kylän Kuoro ry")


def culture() -> Sector:
    return Sector.objects.get(slug="kulttuuri")


def test_a_liaison_is_named_for_an_association_in_the_browser(
    city: Client, liaison: User, association: Association, coordinator: User
):
    form = city.get(f"{LIST}uusi/?association={association.pk}").context["form"]
    assert form["association"].value() == "Kylän Kuoro ry"
    sent = {"user": liaison.pk, "association": "kylän kuoro ry", "part": "grants", "starts_on": "1.2.2026"}
    assert city.post(f"{LIST}uusi/", sent).headers["Location"] == LIST
    row = LiaisonAssignment.objects.get()
    assert (row.user, row.association, row.sector, row.part, row.ends_on) == (
        liaison,
        association,
        None,
        "grants",
        None,
    )
    assert Event.objects.get(verb="associations.liaison_assigned").actor_id == coordinator.pk
    assert "Lauri Liitto" in Page(city.get(LIST)).text


def test_where_several_associations_fit_one_is_chosen(city: Client, liaison: User, association: Association):
    AssociationFactory.create(name_fi="Kaupungin Kuoro ry")
    sent = {"user": liaison.pk, "association": "kuoro", "starts_on": "1.2.2026"}
    page = city.post(f"{LIST}uusi/", sent)
    assert list(page.context["form"].errors) == ["chosen"]
    assert city.post(f"{LIST}uusi/", {**sent, "chosen": association.pk}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"user": ""}, "user"),
        ({"association": "Ei mikään"}, "association"),
        ({"sector": "liikunta"}, "sector"),
        ({"part": "choirs"}, "part"),
        ({"ends_on": "31.1.2026"}, "__all__"),
        ({"away_from": "1.7.2026"}, "__all__"),
    ],
)
def test_what_is_wrong_stands_at_the_form(
    changes: dict[str, str], field: str, city: Client, liaison: User, association: Association
):
    sent = {"user": liaison.pk, "association": "Kylän Kuoro ry", "part": "", "starts_on": "1.2.2026", **changes}
    if changes.get("sector") == "liikunta":
        sent["sector"] = Sector.objects.get(slug="liikunta").pk
    page = city.post(f"{LIST}uusi/", sent)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert LiaisonAssignment.objects.count() == 0


@pytest.mark.parametrize("kind", ["resident", "former", "closed"])
def test_only_an_employee_with_a_role_is_offered_and_taken(kind: str, city: Client, association: Association):
    person = UserFactory.create() if kind == "resident" else employee(StaffRole.LIAISON)
    if kind == "former":
        StaffAssignment.objects.filter(user=person).update(ends_on=clock.today() - DAY)
    if kind == "closed":
        User.objects.filter(pk=person.pk).update(is_active=False)
        person.refresh_from_db()
    page = city.post(f"{LIST}uusi/", {"user": person.pk, "association": "Kylän Kuoro ry", "starts_on": "1.2.2026"})
    assert list(page.context["form"].errors) == ["user"]
    other = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(employee(StaffRole.LIAISON_COORDINATOR))):
        with pytest.raises(Refused):
            liaisons.assign_liaison(user=person, association=association)
        with pytest.raises(Refused):
            liaisons.assign_liaison(user=other, association=association, substitute=person, away_from=clock.today())


def test_somebody_whose_role_ends_before_is_refused(coordinator: User, liaison: User):
    today = clock.today()
    StaffAssignment.objects.filter(user=liaison).update(ends_on=today + DAY)
    with acting(as_employee(coordinator)):
        with pytest.raises(Refused):
            liaisons.assign_liaison(user=liaison, starts_on=today + 2 * DAY)
        assert liaisons.assign_liaison(user=liaison, starts_on=today + DAY).pk


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [(-5, -1, True), (-5, 0, False), (3, 4, False), (10, None, False), (11, None, True), (-5, None, False)],
)
def test_two_liaisons_of_the_same_at_the_same_time_are_refused(
    first: int, last: int | None, free: bool, coordinator: User, liaison: User, association: Association
):
    today = clock.today()
    other = employee(StaffRole.LIAISON)
    ends = None if last is None else today + last * DAY
    with acting(as_employee(coordinator)):
        liaisons.assign_liaison(user=liaison, association=association, starts_on=today, ends_on=today + 10 * DAY)
        given: dict[str, Any] = {"user": other, "starts_on": today + first * DAY, "ends_on": ends}
        if free:
            assert liaisons.assign_liaison(**given, association=association).pk
        else:
            with pytest.raises(Refused, match="Lauri Liitto is the liaison here already"):
                liaisons.assign_liaison(**given, association=association)
        # Another part, the sector and all associations are other targets.
        assert liaisons.assign_liaison(**given, association=association, part=Part.GRANTS).pk
        assert liaisons.assign_liaison(**given, sector=culture()).pk
        assert liaisons.assign_liaison(**given).pk
        with pytest.raises(Refused):
            liaisons.assign_liaison(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"substitute": True},
        {"away_from": 0},
        {"substitute": True, "away_from": 2, "away_until": 1},
        {"substitute": "self", "away_from": 0},
        {"ends_on": -1},
        {"both": True},
    ],
)
def test_dates_and_substitutes_that_do_not_fit_are_refused(
    given: dict[str, Any], coordinator: User, liaison: User, association: Association
):
    values: dict[str, Any] = {"user": liaison, "association": association}
    for name, value in given.items():
        if name == "substitute":
            values[name] = liaison if value == "self" else employee(StaffRole.LIAISON)
        elif name == "both":
            values["sector"] = culture()
        else:
            values[name] = clock.today() + value * DAY
    with acting(as_employee(coordinator)), pytest.raises(Refused):
        liaisons.assign_liaison(**values)
    assert LiaisonAssignment.objects.count() == 0


def test_dates_and_substitute_are_changed_and_an_assignment_is_ended(
    city: Client, liaison: User, association: Association
):
    today = clock.today()
    substitute = employee(StaffRole.LIAISON, first_name="Sari", last_name="Sijainen")
    row = LiaisonAssignment.objects.create(user=liaison, association=association, starts_on=today - 9 * DAY)
    sent = {
        "starts_on": f"{row.starts_on:%d.%m.%Y}",
        "substitute": substitute.pk,
        "away_from": f"{today - DAY:%d.%m.%Y}",
        "away_until": f"{today:%d.%m.%Y}",
    }
    assert city.post(f"{LIST}{row.pk}/", sent).headers["Location"] == LIST
    [shown] = city.get(f"{LIST}?show=away").context["rows"]
    assert (shown.away, shown.assignment.substitute) == (True, substitute)
    assert city.post(f"{LIST}{row.pk}/lopeta/").status_code == 302
    row.refresh_from_db()
    assert row.ends_on == today - DAY
    assert [len(city.get(f"{LIST}?show={show}").context["rows"]) for show in ("", "away", "ended", "coming")] == [
        *(0, 0, 1, 0),
    ]
    verbs = Event.objects.filter(object_id=str(row.pk)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["associations.liaison_changed", "associations.liaison_ended"]


def test_an_absence_that_is_over_or_to_come_is_none(liaison: User):
    today = clock.today()
    for first, last, away in ((-3, -1, False), (-3, 0, True), (0, None, True), (1, None, False)):
        row = LiaisonAssignment.objects.create(
            user=liaison,
            substitute=employee(StaffRole.LIAISON),
            away_from=today + first * DAY,
            away_until=None if last is None else today + last * DAY,
        )
        assert (liaison_rows.is_away(row), row in liaison_rows.away()) == (away, away)


def test_a_person_whose_role_has_ended_is_a_gap(city: Client, liaison: User, association: Association):
    LiaisonAssignment.objects.create(user=liaison, association=association)
    LiaisonAssignment.objects.create(user=employee(StaffRole.LIAISON), sector=culture())
    assert city.get(LIST).context["gaps"] == 0
    StaffAssignment.objects.filter(user=liaison).update(ends_on=clock.today() - DAY)
    page = city.get(LIST)
    assert page.context["gaps"] == 1
    assert [(row.assignment.user, row.gap) for row in page.context["rows"] if row.gap] == [(liaison, True)]
    assert "no role at the city any more" in Page(page).text
    assert [row.assignment.user for row in city.get(f"{LIST}?show=gap").context["rows"]] == [liaison]


def test_who_answers_for_what_where_nothing_nearer_is_said(liaison: User, association: Association):
    grants, culture_liaison = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.LIAISON)
    nobody = liaison_rows.answers()
    assert {answer.person for answer in (*nobody.parts, *nobody.sectors)} == {None}
    LiaisonAssignment.objects.create(user=liaison)
    LiaisonAssignment.objects.create(user=grants, part=Part.GRANTS)
    LiaisonAssignment.objects.create(user=culture_liaison, sector=culture())
    LiaisonAssignment.objects.create(user=employee(StaffRole.LIAISON), association=association)
    found = liaison_rows.answers()
    parts = {answer.label: answer.person for answer in found.parts}
    sectors = {answer.label: answer.person for answer in found.sectors}
    assert (parts["grants"], parts["venue cooperation"], len(parts)) == (str(grants), "Lauri Liitto", len(Part))
    assert (sectors[culture().name], sectors[Sector.objects.get(slug="liikunta").name]) == (
        str(culture_liaison),
        "Lauri Liitto",
    )


def test_who_may_not_name_liaisons_changes_nothing(liaison: User, association: Association):
    row = LiaisonAssignment.objects.create(user=liaison, association=association)
    client = client_for(liaison, city=True)
    page = client.get(LIST)
    assert (page.status_code, "Name a liaison" in Page(page).text) == (200, False)
    codes = [
        client.post(f"{LIST}uusi/", {"user": liaison.pk, "starts_on": "1.2.2026"}).status_code,
        client.post(f"{LIST}{row.pk}/", {"starts_on": "1.2.2020"}).status_code,
        client.post(f"{LIST}{row.pk}/lopeta/").status_code,
    ]
    assert codes == [403, 403, 403]
    with acting(as_employee(liaison)):
        for act in (
            lambda: liaisons.assign_liaison(user=liaison),
            lambda: liaisons.end_liaison(row),
            lambda: liaisons.change_liaison(
                row, starts_on=clock.today(), ends_on=None, substitute=None, away_from=None, away_until=None
            ),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert LiaisonAssignment.objects.get().ends_on is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(rows: int, city: Client, django_assert_num_queries: Any):
    for number in range(rows):
        LiaisonAssignment.objects.create(
            user=employee(StaffRole.LIAISON), association=AssociationFactory.create(name_fi=f"Kuoro {number} ry")
        )
    city.get(LIST)
    # 4 of every page; how many there are, the rows, the gaps, who answers for what, and the sectors.
    with django_assert_num_queries(9):
        page = city.get(LIST)
    assert page.content.count(b"/lopeta/") == rows
