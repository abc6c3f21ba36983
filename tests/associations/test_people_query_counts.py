"""Lists of people cost the same number of queries at one row and at three (see test_query_counts.py for the four)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from associations.enums import Role
from associations.models import Association
from associations.queries.handovers import board_of
from associations.services.handovers import Seat
from portal import clock
from portal.accounts.models import User
from tests.accounts.people import person
from tests.associations.test_query_counts import read
from tests.clients import client_for
from tests.factories.associations import AssociationFactory, account, handover, invitation, member, seat_of

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("rows", [1, 3])]


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create()
    return made


@pytest.fixture
def chair(association: Association) -> User:
    return member(association, Role.CHAIR)


def test_people_and_invitations(
    rows: int, association: Association, chair: User, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        member(association, Role.MEMBER)
        invitation(association, by=chair, email=f"uusi{number}@people.example")

    # 4; the association, main users, a handover that waits; people and invitations with their numbers.
    page = read(client_for(chair, association), "/fi/omat/yhdistys/ihmiset/", django_assert_num_queries, 11)

    assert page.content.count(b'class="member-row"') == 2 * rows + 1


def test_the_board_to_hand_over(
    rows: int, association: Association, chair: User, django_assert_num_queries: Any
) -> None:
    for _number in range(rows):
        member(association, Role.MEMBER)

    # 4; the association, a handover that waits, the board, the accounts.
    page = read(client_for(chair, association), "/fi/omat/yhdistys/vaihto/", django_assert_num_queries, 8)

    assert page.content.count(b"-fate_0") > rows


def test_a_handover(rows: int, association: Association, chair: User, django_assert_num_queries: Any) -> None:
    account(association)
    for number in range(rows):
        member(association, Role.MEMBER)
        invitation(association, by=chair, email=f"vanha{number}@people.example")
    new = [Seat(Role.CONTACT, frozenset(), None, f"uusi{number}@people.example") for number in range(rows)]
    new += [Seat(Role.CONTACT, frozenset(), None, person().email) for _number in range(rows)]
    goes = {row.pk: seat_of(row) if row.user_id == chair.pk else None for row in board_of(association)}
    made = handover(association, by=chair, effective_on=clock.today() + timedelta(days=30), board=goes, new=new)

    # 4; the handover, seats, former roles, invitations taken back, files, whether accounts are seen.
    path = f"/fi/omat/yhdistys/vaihto/{made.pk}/"
    page = read(client_for(chair, association), path, django_assert_num_queries, 10)

    assert page.content.count(b"<h3>") == 2 * rows + 2


def test_the_desk(rows: int, association: Association, chair: User, django_assert_num_queries: Any) -> None:
    newcomer = person()
    for _number in range(rows):
        other = AssociationFactory.create()
        invitation(other, by=member(other, Role.CHAIR), email=newcomer.email)

    # 4, the invitations, requests to act, and whether mail comes back.
    page = read(client_for(newcomer), "/fi/omat/", django_assert_num_queries, 7)

    assert page.content.count(b"/kutsut/") == rows
