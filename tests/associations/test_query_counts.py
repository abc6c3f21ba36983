"""A list costs the same number of queries whether it shows one row or three.

Read by somebody who is signed in, since visitors get kept pages. Four queries are theirs on every page: the session,
the person, their staff roles, and those for whom they may act. What pages share is kept from a first look.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from associations.enums import Role, SupportKind
from associations.models import (
    Association,
    BankAccount,
    ContactWay,
    District,
    Document,
    Handover,
    Link,
    MeetingPlace,
    Membership,
    Support,
    TargetGroup,
    Tie,
)
from associations.queries import vocabulary
from portal import clock
from portal.accounts.enums import StaffRole
from portal.files import services as files
from portal.journal import services as journal
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory, account, claim, document, member, weekly
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("rows", [1, 3])]


@pytest.fixture
def reader() -> Client:
    """Somebody without any role."""
    return client_for(UserFactory.create())


def read(client: Client, path: str, count: Any, queries: int) -> Any:
    """The page at a second look, which must cost exactly so many queries."""
    client.get(path)
    with count(queries):
        response = client.get(path)
    assert response.status_code == 200
    return response


def made(rows: int) -> list[Association]:
    """So many associations."""
    found: list[Association] = AssociationFactory.create_batch(rows)
    return found


def test_directory(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    made(rows)

    # 4, and the rows.
    page = read(reader, "/fi/yhdistykset/", django_assert_num_queries, 5)

    assert page.content.count(b'class="card-row"') == rows


@pytest.mark.parametrize("query", ["toimiala=kulttuuri", "toimiala=kulttuuri&uudet=1"])
def test_directory_of_a_choice(rows: int, query: str, reader: Client, django_assert_num_queries: Any) -> None:
    made(rows)

    # 4, and the rows: the counts of so few choices are kept.
    page = read(reader, f"/fi/yhdistykset/?{query}", django_assert_num_queries, 5)

    assert page.content.count(b'class="card-row"') == rows


def test_directory_of_many_choices(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    made(rows)

    # 4, and the rows; the counts are kept.
    path = "/fi/yhdistykset/?toimiala=kulttuuri&toimiala=liikunta&uudet=1"
    page = read(reader, path, django_assert_num_queries, 5)

    assert page.content.count(b'class="card-row"') == rows


def test_search(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    made(rows)

    # 4; the order, and the rows. The stems, whether the words are enough, and the counts are kept.
    page = read(reader, "/fi/yhdistykset/?q=laulu&toimiala=kulttuuri&uudet=1", django_assert_num_queries, 6)

    assert page.content.count(b'class="card-row"') == rows


def test_first_search(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    made(rows)
    for path in ("/fi/yhdistykset/", "/fi/yhdistykset/?q=kuoro"):
        reader.get(path)
    vocabulary.stems_of.cache_clear()

    # 4; the stems, whether the words are enough, the counts, the order, and the rows.
    with django_assert_num_queries(9):
        page = reader.get("/fi/yhdistykset/?q=laulu&toimiala=kulttuuri&uudet=1")

    assert page.status_code == 200


def test_week(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    for association in made(rows):
        weekly(association)

    # 4, and the times.
    page = read(reader, "/fi/yhdistykset/?nakyma=viikko", django_assert_num_queries, 5)

    assert page.content.count(b'class="week-time"') == rows


def test_week_of_a_search(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    for association in made(rows):
        weekly(association)

    # 4, and the times. The stems, whether the words are enough, and the numbers are kept.
    page = read(reader, "/fi/yhdistykset/?nakyma=viikko&q=laulu", django_assert_num_queries, 5)

    assert page.content.count(b'class="week-time"') == rows


def test_profile_with_support(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    (association,) = made(1)
    Support.objects.bulk_create(
        Support(
            association=association,
            kind=SupportKind.PREMISES,
            value_cents=50_000,
            given_on=date(2026, 3, number + 1),
            year=2026,
            title=f"Salivuorot {number}",
            source_type="tests.support",
            source_id=str(number),
        )
        for number in range(rows)
    )

    # 4, the association, places, times, contact ways, links, and the ledger.
    page = read(reader, association.get_absolute_url(), django_assert_num_queries, 10)

    assert page.content.count(b"Salivuorot") == rows


def test_parties_to_act_for(rows: int, django_assert_num_queries: Any) -> None:
    first, *others = made(rows)
    person = member(first)
    for association in others:
        Membership.objects.create(association=association, user=person, role="chair", areas=[])

    page = read(client_for(person, first), "/fi/omat/kenen-puolesta/", django_assert_num_queries, 4)

    assert page.content.count(b'name="party"') == rows


def test_ties(rows: int, django_assert_num_queries: Any) -> None:
    officer = employee(StaffRole.GRANT_OFFICER)
    for association in made(rows):
        Tie.objects.create(user=officer, association=association, starts_on=clock.today())

    # 4, and the ties.
    page = read(client_for(officer, city=True), "/fi/kaupunki/sidonnaisuudet/", django_assert_num_queries, 5)

    assert page.content.count(b"/lopeta/") == rows


def test_journal(rows: int, django_assert_num_queries: Any) -> None:
    (association,) = made(1)
    for _number in range(rows):
        journal.record("associations.association_added", association)

    # 4, the number of events, and the events.
    auditor = client_for(employee(StaffRole.AUDITOR), city=True)
    page = read(auditor, "/fi/kaupunki/loki/", django_assert_num_queries, 6)

    assert page.content.count(b"<time ") == rows


def test_own_requests(rows: int, django_assert_num_queries: Any) -> None:
    person = UserFactory.create()
    for association in made(rows):
        claim(person, association)

    # 4, the number of requests, and the requests.
    page = read(client_for(person), "/fi/omat/pyynnot/", django_assert_num_queries, 6)

    assert len(page.context["page"].object_list) == rows


def test_a_request_in_the_citys_hands(rows: int, django_assert_num_queries: Any) -> None:
    (association,) = made(1)
    sent = [claim(member(association, Role.CHAIR), association) for _number in range(rows)]
    others = [claim(UserFactory.create(), association) for _number in range(rows)]

    # 4, the request, its main users and whose mail comes back, other requests, files, history.
    liaison = client_for(employee(StaffRole.LIAISON), city=True)
    page = read(liaison, f"/fi/kaupunki/pyynnot/{sent[0].pk}/", django_assert_num_queries, 10)

    assert len(page.context["main_users"]) == rows
    assert len(page.context["others"]) == rows - 1 + len(others)


def test_what_waits_for_verification(rows: int, django_assert_num_queries: Any) -> None:
    for association in made(rows):
        chair = member(association, Role.CHAIR)
        claim(UserFactory.create(), association)
        document(association, chair)
        account(association)
        Handover.objects.create(
            association=association, made_by=chair, meeting_on=clock.today(), effective_on=clock.today()
        )
        AssociationFactory.create(name_doubt="U+200B")

    # 4, the rule, five numbers, what waits, a look at each of the five kinds, and the files.
    liaison = client_for(employee(StaffRole.LIAISON), city=True)
    page = read(liaison, "/fi/kaupunki/tarkistettavat/", django_assert_num_queries, 17)

    assert len(page.context["lines"]) == 5 * rows


def _papers(association: Association, rows: int, person: Any) -> None:
    for number in range(rows):
        document = Document.objects.create(
            association=association, kind="accounts", year=2000 + number, added_by=person
        )
        files.store(PDF, name=f"{number}.pdf", kind="document", parent=document)


def _profile(association: Association, rows: int) -> None:
    for number in range(rows):
        place = MeetingPlace.objects.create(
            association=association, name=f"Talo {number}", district=District.objects.first()
        )
        weekly(association, place=place, title_fi=f"Harjoitus {number}")
        ContactWay.objects.create(association=association, kind="email", value=f"{number}@kuoro.example")
        Link.objects.create(association=association, url=f"https://kuoro.example/{number}")
    association.districts.set(District.objects.all()[:rows])
    association.target_groups.set(TargetGroup.objects.all()[:rows])


def test_own_profile(rows: int, django_assert_num_queries: Any) -> None:
    (association,) = made(1)
    person = member(association, Role.SECRETARY)
    _profile(association, rows)
    _papers(association, rows, person)
    account(association)

    # 4, the association with its sector; further sectors, districts, groups, times with places, places, ways, links;
    # documents, their files, the rule of the notice; accounts.
    page = read(client_for(person, association), "/fi/omat/yhdistys/", django_assert_num_queries, 16)

    assert page.content.count(b"<strong>Harjoitus") == rows
    assert page.content.count(b"/tiedostot/") == rows


@pytest.mark.parametrize(
    ("path", "mark", "queries"),
    [
        # 4, the association; the number of times and of places, and both.
        ("ajat/", b"kopio=", 9),
        # 4, the association; the number of ways, and the ways.
        ("yhteystiedot/", b"@kuoro.example</strong>", 7),
        ("linkit/", b'rel="nofollow noopener"', 7),
        # 4, the association; the number of documents, the documents, their files, the rule of the notice.
        ("asiakirjat/", b"/tiedostot/", 9),
        # 4, the association; the number of accounts, and the accounts.
        ("tilit/", b"/lopeta/", 7),
    ],
)
def test_lists_of_the_own_profile(
    rows: int, path: str, mark: bytes, queries: int, django_assert_num_queries: Any
) -> None:
    (association,) = made(1)
    person = member(association, Role.SECRETARY)
    _profile(association, rows)
    _papers(association, rows, person)
    for number in range(rows):
        BankAccount.objects.create(association=association, iban=f"FI{number}", holder="Kuoro ry")

    page = read(client_for(person, association), f"/fi/omat/yhdistys/{path}", django_assert_num_queries, queries)

    assert page.content.count(mark) == rows
