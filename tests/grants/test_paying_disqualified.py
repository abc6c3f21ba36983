"""An employee with a tie meets no payment of the association, and handles no batch with one (cases.md 22)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from associations.models import Association, Tie
from grants import queries
from grants.exports import batch as read
from grants.models import Batch, BatchLine, Instalment, Payout
from grants.services import batches, paying
from portal import clock, matters, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CENTS = 49_999


@pytest.fixture
def mine() -> Association:
    """The association to which the employee is tied."""
    return AssociationFactory.create(name_fi="Oma Kuoro ry")


@pytest.fixture
def tied(mine: Association) -> User:
    """An employee with every right, with a relative on the board."""
    user = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
    Tie.objects.create(user=user, association=mine, relative=True)
    return user


def city(user: User) -> Client:
    return client_for(user, city=True)


def both(mine: Association) -> tuple[Payout, Payout]:
    """A payout of the association, and one of another."""
    return grants.accepted(association=mine, amount_cents=CENTS), grants.accepted()


def test_lists_and_sums_do_not_know_the_payments(mine: Association, tied: User):
    own, other = both(mine)
    client = city(tied)
    page = client.get("/en/kaupunki/maksut/?state=planned")
    assert (len(page.context["rows"]), page.context["page"].paginator.count) == (1, 1)
    assert page.context["rows"][0].url == f"/en/kaupunki/avustukset/{other.award.application_id}/"
    gather = client.get("/en/kaupunki/maksut/erat/uusi/")
    assert [row.payout for row, _fault in gather.context["rows"]] == [other]
    batch = grants.batch(own, other)
    listed = client.get("/en/kaupunki/maksut/erat/")
    assert listed.context["rows"] == [(batch, queries.Amount(1, 50_000))]
    detail = client.get(batch.get_absolute_url())
    assert [line.instalment.payout for line in detail.context["page"].object_list] == [other]
    assert detail.context["amount"] == (1, 50_000)
    approve = client.get(f"/en/kaupunki/maksut/erat/{batch.pk}/hyvaksy/")
    assert (approve.context["goes"], approve.context["cents"]) == (1, 50_000)
    for shown in (page, gather, listed, detail, approve):
        text = shown.content.decode()
        assert own.award.application.case_number not in text
        assert "Oma Kuoro ry" not in text
        assert "499" not in text
    actor = as_employee(tied)
    with acting(actor):
        assert [row[1] for row in read(actor, f"batch={batch.pk}").rows] == [other.award.application.case_number]


def test_an_award_that_was_not_accepted_in_time_is_not_told(mine: Association, tied: User):
    grants.decided(association=mine)
    Payout.objects.update(accept_by="2020-01-01")
    page = city(tied).get("/en/kaupunki/maksut/?state=unanswered")
    assert (page.context["late"], list(page.context["page"].object_list)) == (0, [])
    assert [one for one in matters.of(as_employee(tied)) if one.title == "Payments"] == []
    other = employee(StaffRole.GRANT_OFFICER)
    assert city(other).get("/en/kaupunki/maksut/?state=unanswered").context["late"] == 1


def test_the_payment_cannot_be_gathered_whatever_is_posted(mine: Association, tied: User):
    own, other = both(mine)
    keys = [own.instalments.get().pk, other.instalments.get().pk]
    city(tied).post("/en/kaupunki/maksut/erat/uusi/", {"day": f"{clock.today():%d.%m.%Y}", "payment": keys})
    assert [line.instalment.payout for line in BatchLine.objects.all()] == [other]
    with acting(as_employee(tied)), pytest.raises(Refused, match="None of these payments"):
        batches.make(up_to=clock.today(), chosen=keys)
    assert Instalment.objects.get(payout=own).state == "planned"


def test_a_batch_with_the_payment_is_not_handled_and_the_sentence_names_nobody(mine: Association, tied: User):
    grants.payer()
    own, other = both(mine)
    batch = grants.batch(own, other)
    client, page = city(tied), f"/en/kaupunki/maksut/erat/{batch.pk}/"
    refused = client.post(f"{page}hyvaksy/", {"confirmed": "on"})
    sentence = str(refused.context["form"].non_field_errors())
    assert "with which you may not deal" in sentence
    assert "Oma Kuoro" not in refused.content.decode()
    cancelled = client.post(f"{page}peru/", {"reason": "Syy."})
    assert "with which you may not deal" in str(cancelled.context["form"].non_field_errors())
    batch.refresh_from_db()
    assert batch.state == "made"
    done = grants.approved(batch)
    sent = client.post(f"{page}lahetetty/", {"day": f"{clock.today():%d.%m.%Y}"})
    assert "with which you may not deal" in str(sent.context["form"].errors)
    assert done.file is not None
    assert client.get(done.file.get_absolute_url()).status_code == 404
    assert client.get(page).context["may_open"] is False
    line = batch.lines.get(instalment__payout=own)
    assert client.get(f"/en/kaupunki/maksut/{line.pk}/palautus/").status_code == 404
    data = {"day": f"{clock.today():%d.%m.%Y}", "reason": "Syy."}
    assert client.post(f"/en/kaupunki/maksut/{line.pk}/palautus/", data).status_code == 404
    assert Batch.objects.get().state == "approved"


def test_a_batch_without_the_payment_is_handled_as_any(mine: Association, tied: User):
    grants.payer()
    own, other = both(mine)
    batch = grants.batch(other)
    with acting(as_employee(tied)):
        batches.approve(batch=batch)
    batch.refresh_from_db()
    assert batch.approved_by == tied
    assert own.instalments.get().state == "planned"


def test_a_payment_that_was_left_out_bars_nobody_any_more(mine: Association, tied: User):
    grants.payer()
    own, other = both(mine)
    batch = grants.batch(own, other)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        paying.stop(payout=own, reason="Selvitys puuttuu.")
    with acting(as_employee(tied)):
        batches.approve(batch=batch)
    assert Batch.objects.get().state == "approved"


def test_the_services_refuse_as_well(mine: Association, tied: User):
    own, _other = both(mine)
    line = grants.approved(grants.batch(own)).lines.get()
    acts: list[Callable[[], Any]] = [
        lambda: paying.stop(payout=own, reason="Syy."),
        lambda: paying.replan(own.award, 60_000),
        lambda: paying.release(own.award),
        lambda: batches.record_return(line=line, day=clock.today(), reason="Syy."),
        lambda: policy.get_or_404(Payout, pk=own.pk),
        lambda: policy.get_or_404(Instalment, payout=own),
        lambda: policy.get_or_404(BatchLine, pk=line.pk),
    ]
    with acting(as_employee(tied)):
        for act in acts:
            with pytest.raises(Http404):
                act()
    own.refresh_from_db()
    assert own.state == "accepted"


def test_pages_of_the_award_are_not_there(mine: Association, tied: User):
    own, _other = both(mine)
    client, page = city(tied), f"/en/kaupunki/avustukset/{own.award.application_id}/maksut/"
    assert client.get(page).status_code == 404
    assert client.post(page, {"reason": "Syy."}).status_code == 404
