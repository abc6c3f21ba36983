"""What if the appropriation were shared, and the sharing that becomes proposals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from associations.models import Tie
from grants.enums import ApplicationState, AwardMethod, ShareNote
from grants.models import Allocation, Application
from grants.services import reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs.enums import State
from portal.jobs.models import Job, JobError
from portal.workflow import Refused
from tests.clients import client_for
from tests.days import from_today
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.grants.sharing import carried_out, propose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


class TestMakingProposals:
    def test_each_application_gets_its_sum_with_reasons(self, officer: User) -> None:
        call = grants.call(appropriation_cents=60_000)
        strong, weak = grants.scored(call, 4), grants.scored(call, 2)

        job = carried_out(propose(call, grants.award_model(), officer))

        strong.refresh_from_db()
        weak.refresh_from_db()
        assert job.state == State.DONE
        # 45.7 and 22.9 points: one is worth €8.746….
        assert (strong.proposed_cents, weak.proposed_cents) == (39_970, 20_029)
        assert strong.state == weak.state == ApplicationState.PROPOSED
        assert strong.proposed_by == officer
        assert strong.public_purpose == "Toimintatonni"
        assert "45,7 pistettä" in strong.proposal_reasons
        assert "Pisteen arvo" in strong.proposal_reasons

    def test_the_reasons_speak_the_language_of_the_application(self, officer: User) -> None:
        call = grants.call()
        application = grants.submitted(call, language="sv")
        with acting(as_employee(officer)):
            reviewing.take_into_review(application=application)
        for who in (officer, employee(StaffRole.GRANT_OFFICER)):
            grants.score(application, who)

        carried_out(propose(call, grants.award_model(), officer))

        application.refresh_from_db()
        assert "Poängvärde" in application.proposal_reasons
        assert "poäng av 100" in application.proposal_reasons

    def test_what_was_computed_is_kept_with_its_numbers(self, officer: User) -> None:
        call = grants.call(appropriation_cents=50_000)
        grants.scored(call, 5)
        below = grants.scored(call, 1)
        model = grants.award_model(method=AwardMethod.FIXED, fixed_cents=50_000)

        made = propose(call, model, officer)

        assert made.terms["fixed_cents"] == 50_000
        row = made.rows.get(application=below)
        assert (row.rank, row.cents, row.note) == (2, 0, ShareNote.BELOW_LINE)

    def test_it_goes_on_where_it_stopped_and_does_nothing_twice(self, officer: User) -> None:
        call = grants.call()
        for points in (5, 4, 3):
            grants.scored(call, points)
        made = propose(call, grants.award_model(), officer)
        assert made.job is not None
        Job.objects.filter(pk=made.job.pk).update(checkpoint={"done": 2})

        carried_out(made)

        assert list(made.rows.order_by("rank").values_list("application__state", flat=True)) == [
            ApplicationState.IN_REVIEW,
            ApplicationState.IN_REVIEW,
            ApplicationState.PROPOSED,
        ]

    def test_what_has_moved_on_is_noted_and_the_rest_proposed(self, officer: User) -> None:
        call = grants.call()
        gone, stays = grants.scored(call, 5), grants.scored(call, 3)
        made = propose(call, grants.award_model(), officer)
        Application.objects.filter(pk=gone.pk).update(state=ApplicationState.WITHDRAWN)

        job = carried_out(made)

        stays.refresh_from_db()
        assert stays.state == ApplicationState.PROPOSED
        assert list(JobError.objects.filter(job=job).values_list("item", flat=True)) == [gone.case_number]

    def test_who_has_lost_the_right_in_between_proposes_nothing(self, officer: User) -> None:
        call = grants.call()
        application = grants.scored(call)
        made = propose(call, grants.award_model(), officer)
        officer.staff_assignments.update(ends_on=clock.today() - timedelta(days=1))

        job = carried_out(made)

        application.refresh_from_db()
        assert (job.state, application.state) == (State.FAILED, ApplicationState.IN_REVIEW)

    def test_who_was_shut_out_of_the_portal_in_between_proposes_nothing(self, officer: User) -> None:
        application = grants.scored(grants.call())
        made = propose(application.call, grants.award_model(), officer)
        User.objects.filter(pk=officer.pk).update(is_active=False)

        job = carried_out(made)

        application.refresh_from_db()
        assert (job.state, application.state) == (State.FAILED, ApplicationState.IN_REVIEW)

    @pytest.mark.parametrize("money", [0, -1])
    def test_nothing_and_less_is_not_shared(self, money: int, officer: User) -> None:
        application = grants.scored(grants.call())

        with pytest.raises(Refused, match="can still be shared"):
            propose(application.call, grants.award_model(), officer, money=money)

    def test_where_nothing_waits_nothing_is_shared(self, officer: User) -> None:
        call = grants.call()
        grants.proposed(call)

        with pytest.raises(Refused, match="No application waits"):
            propose(call, grants.award_model(), officer, money=1_000)

    def test_waits_until_all_are_scored(self, officer: User) -> None:
        call = grants.call()
        grants.scored(call)
        grants.in_review(call)

        with pytest.raises(Refused, match="1 application isn't scored yet"):
            propose(call, grants.award_model(), officer)

    def test_a_continuous_call_shares_among_those_that_are_scored(self, officer: User) -> None:
        call = grants.call(while_lasts=True)
        grants.scored(call)
        grants.in_review(call)

        assert propose(call, grants.award_model(), officer).rows.count() == 1

    def test_never_shares_more_than_is_left(self, officer: User) -> None:
        call = grants.call(appropriation_cents=100_000)
        grants.proposed(call, amount_cents=50_000)
        grants.scored(call)

        with pytest.raises(Refused, match=r"€500\.00 of the appropriation can still be shared"):
            propose(call, grants.award_model(), officer, money=50_001)

    def test_who_is_disqualified_in_one_application_shares_no_money_of_the_call(self, officer: User) -> None:
        call = grants.call()
        application = grants.scored(call)
        Tie.objects.create(user=officer, association=application.association, relative=True)

        with pytest.raises(Refused, match="disqualified"):
            propose(call, grants.award_model(), officer)

    @pytest.mark.parametrize(
        "fields",
        [
            {"valid_from": timedelta(days=1)},
            {"ends_on": -timedelta(days=1)},
            {"kinds": ["event"]},
        ],
    )
    def test_takes_no_model_that_does_not_hold(self, fields: dict[str, Any], officer: User) -> None:
        call = grants.call()
        grants.scored(call)

        with pytest.raises(Refused, match="isn't in force"):
            propose(call, grants.award_model(**from_today(fields)), officer)

    def test_two_sharings_of_a_call_never_run_at_once(self, officer: User) -> None:
        call = grants.call()
        grants.scored(call)
        model = grants.award_model()
        propose(call, model, officer)

        with pytest.raises(Refused, match="being made already"):
            propose(call, model, officer)

    def test_a_reader_shares_nothing(self) -> None:
        call = grants.call()
        grants.scored(call)

        client = client_for(employee(StaffRole.AUDITOR), city=True)

        assert client.get(f"{CITY}haut/{call.pk}/jako/").status_code == 403


class TestPages:
    def test_from_what_if_to_proposals(self, officer: User) -> None:
        call, model = grants.call(appropriation_cents=50_000), grants.award_model()
        application = grants.scored(call)
        client = client_for(officer, city=True)

        compared = client.get(f"{CITY}haut/{call.pk}/jako/")
        shown = client.get(f"{CITY}haut/{call.pk}/jako/?money=300&model={model.pk}")
        confirm = client.get(f"{CITY}haut/{call.pk}/jako/vahvista/?money=300&model={model.pk}")
        done = client.post(f"{CITY}haut/{call.pk}/jako/vahvista/", {"money": "300", "model": model.pk}, follow=True)

        assert "What if €500.00 were shared?" in compared.content.decode()
        assert application.association.name in shown.content.decode()
        assert "1 association is proposed €300.00." in confirm.content.decode()
        assert Allocation.objects.get().appropriation_cents == 30_000
        assert "The proposals are being made" in done.content.decode()

    def test_a_refusal_stands_on_the_page(self, officer: User) -> None:
        call, model = grants.call(appropriation_cents=50_000), grants.award_model()
        grants.scored(call)

        page = client_for(officer, city=True).post(
            f"{CITY}haut/{call.pk}/jako/vahvista/", {"money": "600", "model": model.pk}
        )

        assert page.status_code == 422
        assert "€500.00 of the appropriation can still be shared." in page.content.decode()

    def test_a_sum_that_is_none_is_said_at_the_field(self, officer: User) -> None:
        call = grants.call()

        page = client_for(officer, city=True).get(f"{CITY}haut/{call.pk}/jako/?money=1e400&model=zzz")

        assert page.status_code == 200
        assert "error-summary" in page.content.decode()

    def test_what_could_not_be_proposed_is_told_to_those_who_may_know_the_matter(self, officer: User) -> None:
        gone = grants.scored(grants.call(), 5)
        made = propose(gone.call, grants.award_model(), employee(StaffRole.GRANT_OFFICER))
        Application.objects.filter(pk=gone.pk).update(state=ApplicationState.WITHDRAWN)
        carried_out(made)
        client, page = client_for(officer, city=True), f"{CITY}haut/jaot/{made.pk}/"
        before = client.get(page).content.decode()

        Tie.objects.create(user=officer, association=gone.association)

        assert (gone.case_number in before, gone.case_number in client.get(page).content.decode()) == (True, False)

    def test_the_call_page_of_a_sharing_leaves_out_who_ties_the_reader(self, officer: User) -> None:
        call = grants.call()
        hidden = grants.scored(call, 4)
        made = propose(call, grants.award_model(), employee(StaffRole.GRANT_OFFICER))
        Tie.objects.create(user=officer, association=hidden.association, relative=True)

        page = client_for(officer, city=True).get(f"{CITY}haut/jaot/{made.pk}/")

        assert page.status_code == 200
        assert hidden.association.name_fi not in page.content.decode()
