"""A list of grants costs the same number of queries whether it shows one row or three.

Read by somebody who is signed in, since visitors get kept pages. Four queries are theirs on every page: the session,
the person, their staff roles, and those for whom they may act. What pages share is kept from a first look.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from grants.models import Payout
from grants.services import changing
from portal.accounts.enums import StaffRole
from portal.actor import acting
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("rows", [1, 3])]


@pytest.fixture
def reader() -> Client:
    """Somebody without any role."""
    return client_for(UserFactory.create())


@pytest.fixture
def officer() -> Client:
    """An officer of the city."""
    return client_for(employee(StaffRole.GRANT_OFFICER), city=True)


def read(client: Client, path: str, count: Any, queries: int) -> Any:
    """The page at a second look, which must cost exactly so many queries."""
    client.get(path)
    with count(queries):
        response = client.get(path)
    assert response.status_code == 200
    return response


def test_first_page(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    call = grants.call()
    for _number in range(rows):
        grants.decided(call)

    # 4; the sectors, the open calls, and the newest awards.
    page = read(reader, "/fi/", django_assert_num_queries, 7)

    assert page.content.count(b"Kuoron nuotit") == rows


def test_calls(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        grants.call(title_fi=f"Toimintatonni {number}")

    # 4, and the calls.
    page = read(reader, "/fi/avustukset/", django_assert_num_queries, 5)

    assert page.content.count(b'class="card-row"') == rows


def test_awards(rows: int, reader: Client, django_assert_num_queries: Any) -> None:
    call = grants.call()
    for _number in range(rows):
        grants.decided(call)

    # 4, the awards' keys, the awards, what was recovered of them; the years and how many they have are kept.
    page = read(reader, "/fi/avustukset/myonnetyt/", django_assert_num_queries, 7)

    assert page.content.count(b"Kuoron nuotit") == rows


def test_matters_of_an_association(rows: int, django_assert_num_queries: Any) -> None:
    association = AssociationFactory.create()
    person = member(association)
    for _number in range(rows):
        grants.draft(grants.call(), association, person)

    # 4, invitations, requests to act, a handover to come, applications, use reports, recoveries, and whether mail comes
    # back.
    page = read(client_for(person, association), "/fi/omat/", django_assert_num_queries, 11)

    assert page.content.count(b"/muokkaa/") == rows


def test_matters_of_an_officer(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    call = grants.call()
    for _number in range(rows):
        grants.submitted(call)

    # 4, invitations, requests to act, who is away, the applications, the use reports, requests for rectification,
    # awards not accepted in time, change requests, recoveries that are late, the days of the register, late rows of
    # aid, and whether mail comes back.
    page = read(officer, "/fi/omat/", django_assert_num_queries, 16)

    assert page.content.count(b"/kaupunki/avustukset/") == rows + 1


def test_queue(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    call = grants.call()
    for _number in range(rows):
        grants.submitted(call)

    # 4, the saved views, the officers, how many there are, the keys of the page, and its applications; the calls are
    # kept.
    page = read(officer, "/fi/kaupunki/avustukset/", django_assert_num_queries, 9)

    assert page.content.count(b'<td class="numeric">') == 2 * rows


def test_queue_of_mine(rows: int, django_assert_num_queries: Any) -> None:
    person, call = employee(StaffRole.GRANT_OFFICER), grants.call()
    for _number in range(rows):
        # Each prepared by a colleague of their own for whom the person stands in, and waiting for the association.
        officer = grants.asked(of=call).application.handled_by
        assert officer is not None
        grants.absence(officer, person)
    path = f"/en/kaupunki/avustukset/?state=in_review&call={call.pk}&handler=mine&order=sum"

    # 9, and who is away.
    page = read(client_for(person, city=True), path, django_assert_num_queries, 10)

    assert page.content.count(b"<td>the association<br>") == rows


def test_absences(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    substitute = employee(StaffRole.GRANT_OFFICER)
    for _number in range(rows):
        grants.absence(employee(StaffRole.GRANT_OFFICER), substitute)

    # 4, the people of both fields, how many there are, and the absences.
    page = read(officer, "/fi/kaupunki/sijaisuudet/", django_assert_num_queries, 8)

    assert page.content.count(b"/paata/") == rows


def test_library(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.phrase()

    # 4, how many there are, and the texts.
    page = read(officer, "/fi/kaupunki/tekstit/", django_assert_num_queries, 6)

    assert page.content.count(b"/paata/") == rows


def test_completion_with_the_library(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    application = grants.in_review()
    for _number in range(rows):
        grants.phrase()

    # 4; the application, how many scores are in, who may score, the open request, the language of the matter, the
    # texts, and what was submitted.
    page = read(officer, f"/fi/kaupunki/avustukset/{application.pk}/taydennys/", django_assert_num_queries, 11)

    assert page.content.count(b'name="phrases_item"') == rows


def test_application_with_its_scores(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    application = grants.in_review(grants.call(scores_needed=rows))
    for _number in range(rows):
        person = employee(StaffRole.GRANT_OFFICER)
        grants.score(application, person)
        grants.note(application, person)

    # 4; the application, what was submitted, how many scores are in, what has followed, the notes, whether the
    # preparing officer is away, the reviews, their points, what is left of the appropriation, files, who may score, and
    # events. Before a decision nobody asks for decisions.
    page = read(officer, f"/fi/kaupunki/avustukset/{application.pk}/", django_assert_num_queries, 16)

    assert page.content.count(b"Soitin rahastonhoitajalle.") == rows

    assert page.content.count(b"Hyvin perusteltu.") == 2 * rows


def test_payments(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.accepted()

    # 4, the sums by state, how many awards weren't accepted in time, the payments' keys, and the payments.
    page = read(officer, "/fi/kaupunki/maksut/", django_assert_num_queries, 8)

    assert len(page.context["rows"]) == rows


def test_awards_not_accepted_in_time(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.decided()
    Payout.objects.update(accept_by=date(2020, 1, 1))

    # 4, the sums by state, how many there are here and on the pager, and the awards.
    page = read(officer, "/fi/kaupunki/maksut/?state=unanswered", django_assert_num_queries, 8)

    assert len(page.context["page"].object_list) == rows


def test_batches(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.batch(grants.accepted())

    # 4, how many there are, the batches, and what they pay.
    page = read(officer, "/fi/kaupunki/maksut/erat/", django_assert_num_queries, 7)

    assert len(page.context["rows"]) == rows


def test_what_is_due(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.accepted()

    # 4, and the payments.
    page = read(officer, "/fi/kaupunki/maksut/erat/uusi/", django_assert_num_queries, 5)

    assert len(page.context["rows"]) == rows


def test_a_batch_and_its_approval(rows: int, django_assert_num_queries: Any) -> None:
    batch = grants.batch(*[grants.accepted() for _number in range(rows)])
    approver = client_for(employee(StaffRole.DECISION_MAKER), city=True)

    # 4, the batch, how many payments, the page of them, their sum, and its events.
    page = read(approver, f"/fi/kaupunki/maksut/erat/{batch.pk}/", django_assert_num_queries, 9)

    assert len(page.context["page"].object_list) == rows

    # 4, the batch, its payments, those that are heard, and the city's account.
    page = read(approver, f"/fi/kaupunki/maksut/erat/{batch.pk}/hyvaksy/", django_assert_num_queries, 8)

    assert len(page.context["lines"]) == rows


def test_an_award_with_its_instalments(rows: int, django_assert_num_queries: Any) -> None:
    parts = ["100"] if rows == 1 else ["30", "30", "40 report"]
    payout = grants.accepted(grants.call(**grants.terms(*parts)))
    application, person = payout.award.application, payout.answered_by
    assert person is not None

    # 4; the application, the payout, the accounts twice, award, payout, instalments and their attempts.
    page = read(
        client_for(person, application.association),
        f"/fi/hakemukset/{application.pk}/vastaanota/",
        django_assert_num_queries,
        12,
    )

    assert len(page.context["shown"].instalments) == rows


def test_change_requests(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.change_request(grants.decided())

    # 4, how many there are, and the page of them.
    page = read(officer, "/fi/kaupunki/muutokset/", django_assert_num_queries, 6)

    assert len(page.context["rows"]) == rows


def test_recoveries(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        grants.recovery()

    # 4, how many there are, and the recoveries.
    page = read(officer, "/fi/kaupunki/perinnat/", django_assert_num_queries, 6)

    assert len(page.context["rows"]) == rows


def test_the_change_requests_of_a_grant(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    application = grants.decided()
    with acting(acting_for(application.started_by, application.association)):
        for _number in range(rows):
            changing.withdraw(change=grants.change_request(application))
    own = client_for(application.started_by, application.association)

    # 4; the application, the submission, its answers' files, what has followed, decision, award, payout and
    # instalments, their attempts, history, and the change requests.
    page = read(own, f"/fi/hakemukset/{application.pk}/", django_assert_num_queries, 15)

    assert page.content.count(b'id="change-') == rows

    # The same and what the city has besides: scores, their points, and what is left of the appropriation.
    page = read(officer, f"/fi/kaupunki/avustukset/{application.pk}/", django_assert_num_queries, 18)

    assert page.content.count(b'id="change-') == rows


def test_a_recovery_with_its_instalments(rows: int, officer: Client, django_assert_num_queries: Any) -> None:
    found = grants.recovered(instalments=rows)
    for _number in range(rows):
        grants.paid_back(found, 1_000)

    # 4, the recovery, requests for rectification, its instalments, the city's account, the association, its payments.
    page = read(officer, f"/fi/kaupunki/perinnat/{found.pk}/", django_assert_num_queries, 10)

    assert (len(page.context["parts"]), len(page.context["payments"])) == (rows, rows)
