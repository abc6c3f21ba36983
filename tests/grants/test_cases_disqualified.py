"""An employee with a tie to the applicant never meets the matter (Hallintolaki 434/2003 §28; cases.md 22)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from associations.enums import Role
from associations.models import Association, Membership, Tie
from grants.models import Application, Review
from grants.services import deciding, reviewing, sharing
from portal import policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.files import services as files
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import JobError
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

Bind = Callable[[User, Association], Any]
TIES: dict[str, Bind] = {
    "a role of their own": lambda user, association: Membership.objects.create(
        association=association, user=user, role=Role.MEMBER
    ),
    "a seat of their own": lambda user, association: Tie.objects.create(user=user, association=association),
    "a relative's seat": lambda user, association: Tie.objects.create(
        user=user, association=association, relative=True
    ),
}

each_tie = pytest.mark.parametrize("bind", TIES.values(), ids=TIES)


@pytest.fixture
def mine() -> Association:
    """The association to which the employee is tied."""
    association = AssociationFactory.create(name_fi="Oma Kuoro ry", slug="oma-kuoro")
    account(association)
    return association


@pytest.fixture
def officer() -> User:
    """An employee who may do everything with grants."""
    return employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)


def city(user: User) -> Client:
    return client_for(user, city=True)


def path(application: Application, page: str = "") -> str:
    return f"/en/kaupunki/avustukset/{application.pk}/{page}"


@each_tie
def test_lists_and_counts_do_not_know_the_matter(bind: Bind, mine: Association, officer: User):
    other = grants.submitted()
    for make in (grants.submitted, grants.in_review, grants.proposed, grants.decided):
        make(association=mine)
    bind(officer, mine)
    client = city(officer)
    queue = client.get("/en/kaupunki/avustukset/")
    desk = client.get("/en/omat/")
    assert list(queue.context["page"].object_list) == [other]
    assert (queue.context["page"].paginator.count, "1 application" in queue.content.decode()) == (1, True)
    assert client.get("/en/kaupunki/avustukset/?state=proposed").context["page"].paginator.count == 0
    assert [matter.title for matter in desk.context["yours"]] == [f"{other.case_number} {other.association.name}"]
    # In the bar the person's own association may stand: as one for whom they act.
    assert queue.content.decode().count("Oma Kuoro ry") == desk.content.decode().count("Oma Kuoro ry")
    assert [line for line in queue.content.decode().splitlines() if "Oma Kuoro ry" in line and "<td" in line] == []


@each_tie
def test_every_page_and_act_of_the_matter_is_not_there(bind: Bind, mine: Association, officer: User):
    submitted, proposed = grants.submitted(association=mine), grants.proposed(association=mine)
    in_review = grants.in_review(association=mine)
    for _ in range(2):
        grants.score(in_review, employee(StaffRole.GRANT_OFFICER))
    client = city(officer)
    scores = client.get(path(in_review, "pisteet/")).context["form"].fields
    sent = {
        "kasittelyyn/": (submitted, {}),
        "pisteet/": (in_review, {name: "5" if name.startswith("points") else "Syy." for name in scores}),
        "esitys/": (in_review, {"amount": "500", "public_purpose": "Nuotit", "reasons": "Syy."}),
        "esitys/palauta/": (proposed, {"reason": "Syy."}),
        "paatos/": (proposed, {"reasons": "Syy.", "confirmed": "on"}),
    }
    bind(officer, mine)
    got = {page: client.post(path(matter, page), data).status_code for page, (matter, data) in sent.items()}
    assert got == dict.fromkeys(sent, 404)
    pages = {page: client.get(path(matter, page)).status_code for page, (matter, _) in sent.items()}
    assert pages == {**dict.fromkeys(sent, 404), "kasittelyyn/": 405}
    assert [client.get(path(one)).status_code for one in (submitted, in_review, proposed)] == [404, 404, 404]
    states = [Application.objects.get(pk=one.pk).state for one in (submitted, in_review, proposed)]
    assert states == ["submitted", "in_review", "proposed"]
    assert Review.objects.filter(reviewer=officer).count() == 0


@each_tie
def test_the_services_refuse_as_well(bind: Bind, mine: Association, officer: User):
    submitted, proposed = grants.submitted(association=mine), grants.proposed(association=mine)
    in_review = grants.in_review(association=mine)
    bind(officer, mine)
    criteria = list(in_review.call.criteria.all())
    acts: list[Callable[[], Any]] = [
        lambda: reviewing.take_into_review(application=submitted),
        lambda: reviewing.give_review(application=in_review, scores=dict.fromkeys(criteria, (1, "Syy."))),
        lambda: reviewing.propose(application=in_review, amount_cents=0, reasons="Syy.", public_purpose=""),
        lambda: reviewing.take_back(application=proposed, reason="Syy."),
        lambda: deciding.decide(application=proposed, reasons="Syy."),
        lambda: policy.get_or_404(Application, pk=submitted.pk),
        lambda: policy.get_or_404(Review, application=proposed, reviewer=proposed.proposed_by),
    ]
    with acting(as_employee(officer)):
        for act in acts:
            with pytest.raises(Http404):
                act()
        assert (list(policy.visible(Application)), list(policy.visible(Review))) == ([], [])


@each_tie
def test_files_and_decisions_of_the_matter_are_not_there(bind: Bind, mine: Association, officer: User):
    application = grants.decided(association=mine)
    receipt = files.store(PDF, name="receipt.pdf", kind="sealed", parent=application)
    sealed = decisions.seal(Decision.objects.get().pk).sealed
    assert sealed is not None
    client = city(officer)
    before = [client.get(one.get_absolute_url()).status_code for one in (receipt, sealed)]
    bind(officer, mine)
    after = [client.get(one.get_absolute_url()).status_code for one in (receipt, sealed)]
    assert (before, after) == ([200, 200], [404, 404])
    with acting(as_employee(officer)):
        assert list(policy.visible(Decision)) == []


@pytest.mark.parametrize("whose", [{}, {"relative": "on"}], ids=["their own", "a relative's"])
def test_a_tie_recorded_on_the_page_holds_on_the_next_request(whose: dict[str, str], mine: Association, officer: User):
    application = grants.submitted(association=mine)
    client = city(officer)
    assert client.get(path(application)).status_code == 200
    seat = {"association": "oma kuoro RY", "organ": "board", "starts_on": "1.1.2026"}
    recorded = client.post("/en/kaupunki/sidonnaisuudet/", {**seat, **whose})
    assert recorded.headers["Location"] == "/en/kaupunki/sidonnaisuudet/"
    tie = Tie.objects.get()
    assert (tie.user, tie.association, tie.relative) == (officer, mine, bool(whose))
    assert client.get(path(application)).status_code == 404
    assert client.get("/en/kaupunki/avustukset/").context["page"].paginator.count == 0


def test_a_seat_that_has_ended_no_longer_bars(mine: Association, officer: User):
    application = grants.submitted(association=mine)
    tie = Tie.objects.create(user=officer, association=mine, starts_on="2020-01-01", ends_on="2020-12-31")
    client = city(officer)
    assert client.get(path(application)).status_code == 200
    Tie.objects.filter(pk=tie.pk).update(ends_on=None)
    assert client.get(path(application)).status_code == 404


def test_who_prepared_a_proposal_may_not_decide_on_it(officer: User):
    application = grants.in_review()
    first, client = employee(StaffRole.GRANT_OFFICER), city(officer)
    for one in (first, officer):
        grants.score(application, one)
    data = {"amount": "500", "public_purpose": "Nuotit", "reasons": "Syy."}
    assert client.post(path(application, "esitys/"), data).status_code == 302
    page = client.get(path(application))
    assert (page.context["can_decide"], page.context["can_take_back"]) == (False, True)
    decision = {"reasons": "Syy.", "confirmed": "on"}
    assert client.get(path(application, "paatos/")).status_code == 403
    assert client.post(path(application, "paatos/"), decision).status_code == 403
    another = city(employee(StaffRole.DECISION_MAKER))
    assert another.post(path(application, "paatos/"), decision).status_code == 302
    application.refresh_from_db()
    assert application.state == "granted"


def test_a_tie_that_comes_while_proposals_are_made_keeps_only_its_own_matter_from_them(
    mine: Association, officer: User
):
    call = grants.call()
    barred, other = grants.scored(call, association=mine), grants.scored(call)
    with acting(as_employee(officer)):
        made = sharing.make_proposals(call=call, model=grants.award_model(), money_cents=call.appropriation_cents)
    Tie.objects.create(user=officer, association=mine)
    assert made.job is not None
    assert runner.run(made.job.pk) == State.DONE
    states = {one.pk: one.state for one in Application.objects.all()}
    assert states == {barred.pk: "in_review", other.pk: "proposed"}
    assert [error.item for error in JobError.objects.all()] == [barred.case_number]
    # The page of the work counts, since it doesn't know who may read of which matter.
    reader = city(employee(StaffRole.AUDITOR))
    page = reader.get(f"/en/tyot/{made.job.pk}/").content.decode()
    assert "One thing went wrong." in page
    assert barred.case_number not in page
