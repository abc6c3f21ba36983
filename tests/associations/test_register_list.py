"""The city's list of associations: its filters, its order, and what nobody may ask of it (cases.md 22, 23, 31)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from associations.enums import Area, DocumentKind, LegalForm, Role, Status
from associations.models import Association, ContactWay, District, Document, LiaisonAssignment, Sector, Tie
from associations.queries import register_list
from associations.queries.register_list import Criteria
from associations.services import facets, people
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import Actor
from portal.outbox import bounces
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, member

pytestmark = pytest.mark.django_db

LIST = "/en/kaupunki/yhdistykset/"


@pytest.fixture
def coordinator() -> User:
    """An employee who reads and edits the register."""
    return employee(StaffRole.LIAISON_COORDINATOR)


@pytest.fixture
def actor(coordinator: User) -> Actor:
    """The same as an actor."""
    return as_employee(coordinator)


@pytest.fixture
def city(coordinator: User) -> Client:
    """The same in a browser."""
    return client_for(coordinator, city=True)


def made(name: str, **fields: Any) -> Association:
    association = AssociationFactory.create(name_fi=name, **fields)
    facets.refresh([association.pk])
    return association


def names(actor: Actor, **asked: Any) -> list[str]:
    return [one.name_fi for one in register_list.found(actor, Criteria(**asked))]


def test_without_a_choice_all_active_ones_stand_in_finnish_order(actor: Actor):
    for name in ("Äänessä ry", "Zetat ry", "Åland i Björneborg rf", "Aallot ry"):
        made(name)
    made("Lopetettu ry", status=Status.DISSOLVED)
    made("Epäilty ry", name_doubt="mixed letters")
    assert names(actor) == ["Aallot ry", "Epäilty ry", "Zetat ry", "Åland i Björneborg rf", "Äänessä ry"]


def test_status_sector_district_and_form(actor: Actor):
    sport, culture = Sector.objects.get(slug="liikunta"), Sector.objects.get(slug="kulttuuri")
    kept = made("Kuoro ry")
    kept.further_sectors.add(sport)
    kept.districts.add(District.objects.get(slug="sampola"))
    facets.refresh([kept.pk])
    made("Seura ry", sector=sport)
    made("Ryhmä", legal_form=LegalForm.UNREGISTERED)
    made("Lopetettu ry", status=Status.DISSOLVED)
    made("Sulautettu ry", status=Status.MERGED, merged_into=kept)
    assert names(actor, status="dissolved") == ["Lopetettu ry"]
    assert names(actor, status="merged") == ["Sulautettu ry"]
    assert len(names(actor, status="all")) == 5
    assert names(actor, sector=sport.slug) == ["Kuoro ry", "Seura ry"]
    assert names(actor, sector=culture.slug) == ["Kuoro ry", "Ryhmä"]
    assert names(actor, district="sampola") == ["Kuoro ry"]
    assert names(actor, form="unregistered") == ["Ryhmä"]


def test_who_has_not_confirmed(actor: Actor):
    today = clock.today()
    made("Tänään ry", checked_on=today)
    made("Vuoden alussa ry", checked_on=date(today.year, 1, 1))
    made("Viime vuonna ry", checked_on=date(today.year - 1, 12, 31))
    made("Ei koskaan ry")
    assert names(actor, checked="not_this_year") == ["Ei koskaan ry", "Viime vuonna ry"]
    assert names(actor, checked="never") == ["Ei koskaan ry"]
    assert names(actor, order="checked")[:2] == ["Ei koskaan ry", "Viime vuonna ry"]
    assert names(actor, order="-checked")[0] == "Tänään ry"
    assert names(actor, order="-checked")[-1] == "Ei koskaan ry"


def test_main_users_are_those_in_force_who_may_sign_in(actor: Actor):
    none, one, two = made("Ei ketään ry"), made("Yksi ry"), made("Kaksi ry")
    yesterday = clock.today() - timedelta(days=1)
    gone = UserFactory.create()
    people.add_member(association=none, user=gone, role=Role.CHAIR, starts_on=yesterday, ends_on=yesterday)
    people.add_member(association=none, user=UserFactory.create(is_active=False), role=Role.CHAIR)
    member(none, Role.TREASURER)
    # Two roles of one person are one main user.
    chair = member(one, Role.CHAIR)
    people.add_member(association=one, user=chair, role=Role.SECRETARY)
    people.add_member(association=two, user=UserFactory.create(), role=Role.CONTACT, areas=[Area.PEOPLE])
    member(two, Role.CHAIR)
    assert names(actor, people="none") == ["Ei ketään ry"]
    assert names(actor, people="one") == ["Yksi ry"]
    rows = {
        row.name: row.main_users for row in register_list.register_rows(register_list.found(actor, Criteria()), "fi")
    }
    assert rows == {"Ei ketään ry": 0, "Yksi ry": 1, "Kaksi ry": 2}


def test_the_nearest_liaison_counts(actor: Actor):
    culture, sport = Sector.objects.get(slug="kulttuuri"), Sector.objects.get(slug="liikunta")
    first, second = employee(StaffRole.LIAISON), employee(StaffRole.LIAISON)
    own, of_sector, without = made("Oma ry"), made("Toimialan ry"), made("Ilman ry", sector=sport)
    LiaisonAssignment.objects.create(user=first, association=own)
    LiaisonAssignment.objects.create(user=second, sector=culture)
    # One part of the work isn't all of it.
    LiaisonAssignment.objects.create(user=first, association=without, part="grants")
    assert names(actor, liaison=str(first.pk)) == [own.name_fi]
    assert names(actor, liaison=str(second.pk)) == [of_sector.name_fi]
    assert names(actor, liaison="none") == [without.name_fi]
    LiaisonAssignment.objects.create(user=first)
    assert names(actor, liaison=str(first.pk)) == ["Ilman ry", "Oma ry"]
    assert names(actor, liaison="none") == []


def test_a_liaison_whose_role_has_ended_is_none(actor: Actor):
    left = employee(StaffRole.LIAISON)
    LiaisonAssignment.objects.create(user=left, association=made("Oma ry"))
    assert names(actor, liaison="none") == []
    StaffAssignment.objects.filter(user=left).update(ends_on=clock.today() - timedelta(days=1))
    assert names(actor, liaison="none") == ["Oma ry"]


def test_whose_mail_comes_back(actor: Actor):
    way, person, fine = made("Osoite ry"), made("Ihminen ry"), made("Kunnossa ry")
    ContactWay.objects.create(association=way, kind="email", value="Info@Osoite.example")
    ContactWay.objects.create(association=fine, kind="phone", value="info@osoite.example")
    treasurer = member(person)
    member(fine)
    rows = Association.objects.in_order()
    back = ["info@osoite.example", treasurer.email]
    assert [one.name_fi for one in register_list.whose_mail_comes_back(rows, back)] == ["Ihminen ry", "Osoite ry"]
    assert names(actor, bouncing=True) == []
    bounces.note("info@osoite.example", reason="550", permanent=True)
    assert names(actor, bouncing=True) == ["Osoite ry"]


def test_what_awaits_verification_shows_unless_a_tie_bars_it(actor: Actor, coordinator: User):
    with_account, with_document, doubtful = made("Tili ry"), made("Asiakirja ry"), made("Nimi ry", name_doubt="mixed")
    made("Valmis ry")
    account(with_account)
    Document.objects.create(association=with_document, kind=DocumentKind.RULES, added_by=UserFactory.create())
    assert names(actor, awaiting=True) == [with_document.name_fi, doubtful.name_fi, with_account.name_fi]
    Tie.objects.create(user=coordinator, association=with_account)
    assert names(actor, awaiting=True) == [with_document.name_fi, doubtful.name_fi]
    assert names(actor, tied=True) == [with_account.name_fi]


def test_words_find_best_first_and_keep_a_chosen_order(actor: Actor):
    made("Kuoroystävät ry", summary_fi="")
    made("Aamun sävel ry", summary_fi="Mieskuorojen yhteinen kuoro.")
    made("Shakki ry", summary_fi="")
    assert names(actor, q="kuoro", order="-name") == ["Kuoroystävät ry", "Aamun sävel ry"]
    assert names(actor, q="kuoro", order="name") == ["Aamun sävel ry", "Kuoroystävät ry"]
    assert set(names(actor, q="kuoro")) == {"Aamun sävel ry", "Kuoroystävät ry"}


def test_chosen_filters_stand_as_chips_that_remove_them(city: Client):
    made("Kuoro ry")
    page = city.get(f"{LIST}?q=kuoro&checked=never&awaiting=on&page=1&order=-name")
    chips = [(chip.text, chip.without) for chip in page.context["chips"]]
    assert chips == [
        ("Name or words: kuoro", "checked=never&awaiting=on&order=-name"),
        ("Facts confirmed: never confirmed", "q=kuoro&awaiting=on&order=-name"),
        ("something awaits verification", "q=kuoro&checked=never&order=-name"),
    ]
    assert b'<details class="more-filters" open>' in page.content


@pytest.mark.parametrize(
    "query",
    [
        *["business_id=1", "memberships__user__email=a", "iban=F", "order=business_id", "order=-contact_ways__value"],
        *["liaison=abc", "liaison=999999", "status=hidden", "sector=../x", "people=all", "checked=%00", "page=-1"],
    ],
)
def test_what_is_not_offered_is_as_good_as_not_asked(query: str, city: Client):
    made("Kuoro ry", business_id="2077474-0")
    page = city.get(f"{LIST}?{query}")
    assert (page.status_code, [row.name for row in page.context["rows"]]) == (200, ["Kuoro ry"])


@pytest.mark.parametrize("words", ["%00", "x" * 5000, "%ED%A0%80", "'); DROP TABLE x; --", "%25%25", "a & b | !"])
def test_odd_words_never_break_the_list(words: str, city: Client):
    made("Kuoro ry")
    assert city.get(f"{LIST}?q={words}").status_code == 200


def test_pages_are_stable_and_count_all(city: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("associations.views.city.register.PER_PAGE", 2)
    for _number in range(5):
        made("Sama nimi ry")
    seen = [row.key for page in (1, 2, 3) for row in city.get(f"{LIST}?page={page}").context["rows"]]
    assert (len(seen), len(set(seen))) == (5, 5)
    assert city.get(LIST).context["page"].paginator.count == 5


def test_a_name_that_carries_markup_is_text(city: Client):
    made("<script>alert(1)</script> ry")
    page = city.get(LIST).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ry" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(rows: int, city: Client, django_assert_num_queries: Any):
    for number in range(rows):
        association = made(f"Kuoro {number} ry")
        member(association, Role.CHAIR)
        LiaisonAssignment.objects.create(user=employee(StaffRole.LIAISON), association=association)
    city.get(LIST)
    # 4 of every page, the saved views; the rows, main users and liaisons of their own.
    with django_assert_num_queries(8):
        page = city.get(LIST)
    assert page.content.count(b'<th scope="row">') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_filtered_list_costs_the_same_for_one_row_and_three(rows: int, city: Client, django_assert_num_queries: Any):
    for number in range(rows):
        made(f"Kuoro {number} ry")
    query = f"{LIST}?checked=never&people=none&liaison=none&awaiting=on&bouncing=on"
    for association in Association.objects.all():
        account(association)
        ContactWay.objects.create(association=association, kind="email", value="pois@osoite.example")
    bounces.note("pois@osoite.example", reason="550", permanent=True)
    city.get(query)
    # 8 less the liaisons of their own; the choices of liaisons, those that the filter asks for, the number of rows.
    with django_assert_num_queries(10):
        page = city.get(query)
    assert page.content.count(b'<th scope="row">') == rows
