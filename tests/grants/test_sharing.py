"""Second rounds, the ranking, award models, and sharing that becomes proposals."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from associations.models import Tie
from grants import queries
from grants.enums import ApplicationState, AwardMethod, ShareNote
from grants.models import Allocation, Application, AwardModel, Call
from grants.services import deciding, reviewing, sharing
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job, JobError
from portal.journal.models import Event
from portal.outbox.models import Message as Mail
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def other() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def apart(first: User, second: User) -> Application:
    """An application whose two scores are as far apart as they can be."""
    application = grants.in_review()
    grants.score(application, first, 0)
    grants.score(application, second, 5)
    application.refresh_from_db()
    return application


class TestSecondRound:
    def test_scores_far_apart_are_given_again(self, officer: User, other: User) -> None:
        application = apart(officer, other)

        assert application.round == 2
        assert Event.objects.about(application).filter(verb="grants.second_round_begun").count() == 1
        assert set(Mail.objects.filter(kind="grants.second_round").values_list("recipient", flat=True)) == {
            officer.pk,
            other.pk,
        }

    def test_scores_that_agree_are_enough(self) -> None:
        application = grants.scored(grants.call())
        application.refresh_from_db()

        assert application.round == 1
        assert not Mail.objects.filter(kind="grants.second_round").exists()

    def test_nothing_is_proposed_before_the_second_scores_are_in(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        proposal: dict[str, Any] = {"amount_cents": 100, "reasons": "Syy.", "public_purpose": "Nuotit"}
        with acting(as_employee(officer)), pytest.raises(Refused, match="2 independent scores"):
            reviewing.propose(application=application, **proposal)
        grants.score(application, officer, 3)
        grants.score(application, other, 4)

        with acting(as_employee(officer)):
            done = reviewing.propose(application=application, **proposal)

        assert done.state == ApplicationState.PROPOSED

    def test_the_second_round_is_blind_and_the_first_one_seen(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        grants.score(application, officer, 3)
        with acting(as_employee(other)):
            seen = queries.scores(application, queries.given(application))
            assert (len(seen.earlier), seen.reviews, seen.mean) == (2, [], None)
        grants.score(application, other, 4)

        with acting(as_employee(other)):
            seen = queries.scores(application, queries.given(application))

        assert len(seen.reviews) == 2
        # Three and four of at most ten and five points, with weights three and one: 34.3 and 45.7.
        assert seen.mean == Decimal("40.0")

    def test_a_third_round_never_begins(self, officer: User, other: User) -> None:
        application = apart(officer, other)
        grants.score(application, officer, 0)
        grants.score(application, other, 5)
        application.refresh_from_db()

        assert application.round == 2

    def test_who_has_become_disqualified_is_told_nothing(self, officer: User, other: User) -> None:
        application = grants.in_review()
        grants.score(application, officer, 0)
        Tie.objects.create(user=officer, association=application.association, relative=True)

        grants.score(application, other, 5)

        assert list(Mail.objects.filter(kind="grants.second_round").values_list("recipient", flat=True)) == [other.pk]

    def test_the_page_shows_the_first_round_to_who_scores_again(self, officer: User, other: User) -> None:
        application = apart(officer, other)

        page = client_for(officer, city=True).get(f"{CITY}avustukset/{application.pk}/pisteet/")

        assert page.status_code == 200
        assert b"Show the first round" in page.content
        assert str(other).encode() in page.content


def ranked(call: Call) -> dict[int, queries.Ranked]:
    with acting(as_employee(employee(StaffRole.AUDITOR))):
        return {row.pk: row for row in queries.ranking(call, "fi").rows}


class TestRanking:
    def test_goes_by_score_and_knows_where_money_ends(self) -> None:
        call = grants.call(appropriation_cents=100_000)
        weak, strong = grants.scored(call, 1), grants.scored(call, 5)
        middle, unscored = grants.scored(call, 3), grants.in_review(call)

        found = ranked(call)

        assert list(found) == [strong.pk, middle.pk, weak.pk, unscored.pk]
        assert [row.rank for row in found.values()] == [1, 2, 3, None]
        assert [row.cumulative_cents for row in found.values()] == [50_000, 100_000, 150_000, None]
        assert [row.above_line for row in found.values()] == [True, True, False, False]
        assert found[unscored.pk].score is None

    def test_a_proposed_sum_counts_instead_of_the_one_applied_for(self) -> None:
        call = grants.call()
        application = grants.proposed(call, amount_cents=20_000)

        assert ranked(call)[application.pk].sum_cents == 20_000

    def test_leaves_out_drafts_and_what_was_withdrawn(self) -> None:
        call = grants.call()
        grants.draft(call)

        assert ranked(call) == {}

    def test_a_disqualified_officer_sees_neither_row_nor_figures(self, officer: User) -> None:
        call = grants.call()
        application = grants.scored(call)
        Tie.objects.create(user=officer, association=application.association, relative=True)

        page = client_for(officer, city=True).get(f"{CITY}haut/{call.pk}/jarjestys/")

        assert application.association.name_fi not in page.content.decode()
        assert "You are disqualified" in page.content.decode()
        assert "€500" not in page.content.decode()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_page_costs_the_same_whatever_it_shows(
        self, rows: int, officer: User, django_assert_num_queries: Any
    ) -> None:
        call = grants.call()
        for _number in range(rows):
            grants.scored(call)
        client, path = client_for(officer, city=True), f"{CITY}haut/{call.pk}/jarjestys/"
        client.get(path)

        # Four of every page; the call, its applications, the last sharing, and two on what shuts out.
        with django_assert_num_queries(9):
            page = client.get(path)

        assert page.content.count(b'<th scope="row">') == rows


def propose(call: Call, model: AwardModel, officer: User, money: int | None = None) -> Allocation:
    with acting(as_employee(officer)):
        return sharing.make_proposals(call=call, model=model, money_cents=money or call.appropriation_cents)


def carried_out(made: Allocation) -> Job:
    assert made.job is not None
    runner.run(made.job.pk)
    return Job.objects.get(pk=made.job.pk)


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
            {"valid_from": clock.today() + timedelta(days=1)},
            {"ends_on": clock.today() - timedelta(days=1)},
            {"kinds": ["event"]},
        ],
    )
    def test_takes_no_model_that_does_not_hold(self, fields: dict[str, Any], officer: User) -> None:
        call = grants.call()
        grants.scored(call)

        with pytest.raises(Refused, match="isn't in force"):
            propose(call, grants.award_model(**fields), officer)

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

    def test_the_call_page_of_a_sharing_leaves_out_who_ties_the_reader(self, officer: User) -> None:
        call = grants.call()
        hidden = grants.scored(call, 4)
        made = propose(call, grants.award_model(), employee(StaffRole.GRANT_OFFICER))
        Tie.objects.create(user=officer, association=hidden.association, relative=True)

        page = client_for(officer, city=True).get(f"{CITY}haut/jaot/{made.pk}/")

        assert page.status_code == 200
        assert hidden.association.name_fi not in page.content.decode()


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name_fi": "Osuus haetusta",
        "valid_from": f"{clock.today():%d.%m.%Y}",
        "method": "share",
        "unit_cents": "10",
        "least_score": "40",
        "from_1": "80",
        "percent_1": "75",
        "from_2": "40",
        "percent_2": "50",
        **changes,
    }


class TestAwardModels:
    def test_one_is_added_with_its_steps(self, officer: User) -> None:
        client_for(officer, city=True).post(f"{CITY}jakomallit/uusi/", typed())

        model = AwardModel.objects.get()
        assert model.bands == [{"from": "80", "percent": 75}, {"from": "40", "percent": 50}]
        assert (model.unit_cents, model.least_score, model.made_by) == (1_000, Decimal(40), officer)
        assert model.terms.bands[0].least_score == 80

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"from_1": "", "percent_1": "", "from_2": "", "percent_2": ""}, "Say from which score on"),
            ({"percent_1": ""}, "Fill in both numbers of the step, or neither."),
            ({"from_2": "80"}, "Two steps begin at the same score."),
            ({"method": "fixed"}, "Say which sum each application gets."),
            ({"least_score": "101"}, "The number can be at most 100."),
        ],
    )
    def test_what_lacks_is_said_in_a_sentence(self, changes: dict[str, str], sentence: str, officer: User) -> None:
        page = client_for(officer, city=True).post(f"{CITY}jakomallit/uusi/", typed(**changes))

        assert sentence in page.content.decode()
        assert "Osuus haetusta" in page.content.decode()
        assert not AwardModel.objects.exists()

    def test_one_in_force_is_followed_by_a_new_version(self, officer: User) -> None:
        model = grants.award_model()
        tomorrow = clock.today() + timedelta(days=1)

        client_for(officer, city=True).post(
            f"{CITY}jakomallit/{model.pk}/muokkaa/", typed(valid_from=f"{tomorrow:%d.%m.%Y}")
        )

        model.refresh_from_db()
        later = AwardModel.objects.get(follows=model)
        assert (model.method, model.ends_on) == (AwardMethod.POINTS, clock.today())
        assert (later.method, later.valid_from) == (AwardMethod.SHARE, tomorrow)

    def test_one_in_force_never_changes(self, officer: User) -> None:
        model = grants.award_model()

        with acting(as_employee(officer)), pytest.raises(Refused, match="isn't changed any more"):
            sharing.edit_model(model=model, values={"valid_from": clock.today()})

    def test_a_new_version_begins_after_the_earlier_one(self, officer: User) -> None:
        model = grants.award_model()

        page = client_for(officer, city=True).post(
            f"{CITY}jakomallit/{model.pk}/muokkaa/", typed(valid_from=f"{model.valid_from:%d.%m.%Y}")
        )

        assert "The new version must begin after the earlier one began" in page.content.decode()
        assert AwardModel.objects.count() == 1

    def test_one_that_has_not_begun_can_be_changed_and_taken_away(self, officer: User) -> None:
        earlier, tomorrow = grants.award_model(), clock.today() + timedelta(days=1)
        with acting(as_employee(officer)):
            later = sharing.begin_version(
                model=earlier, values={"name_fi": "Uusi", "method": AwardMethod.POINTS, "valid_from": tomorrow}
            )
            sharing.edit_model(model=later, values={"name_fi": "Uudempi", "valid_from": tomorrow + timedelta(days=6)})
            ended = AwardModel.objects.get(pk=earlier.pk).ends_on
            sharing.end_model(model=later)

        assert ended == tomorrow + timedelta(days=5)
        assert AwardModel.objects.get(pk=earlier.pk).ends_on is None
        assert not AwardModel.objects.filter(pk=later.pk).exists()

    def test_the_use_of_one_in_force_ends_today(self, officer: User) -> None:
        model = grants.award_model()

        client_for(officer, city=True).post(f"{CITY}jakomallit/{model.pk}/paata/")

        model.refresh_from_db()
        assert model.ends_on == clock.today()
        with acting(as_employee(officer)), pytest.raises(Refused, match="has been set already"):
            sharing.end_model(model=model)

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_costs_the_same_whatever_it_shows(
        self, rows: int, officer: User, django_assert_num_queries: Any
    ) -> None:
        for _number in range(rows):
            grants.award_model(made_by=officer)
        client = client_for(officer, city=True)
        client.get(f"{CITY}jakomallit/")

        # Four of every page; how many there are, and the models.
        with django_assert_num_queries(6):
            page = client.get(f"{CITY}jakomallit/")

        assert page.content.count(b'<th scope="row">') == rows


class TestChangingAProposal:
    def change(self, application: Application, officer: User, **given: Any) -> Application:
        values: dict[str, Any] = {"amount_cents": 30_000, "reasons": "Uusi syy.", "public_purpose": "Nuotit", **given}
        with acting(as_employee(officer)):
            return reviewing.edit_proposal(application=application, **values)

    def test_sum_reasons_and_purpose_can_be_changed_until_the_decision(self, officer: User) -> None:
        application = grants.proposed()

        client_for(officer, city=True).post(
            f"{CITY}avustukset/{application.pk}/esitys/muuta/",
            {"amount": "300", "reasons": "Uusi syy.", "public_purpose": "Nuotit", "version": application.version},
        )

        application.refresh_from_db()
        assert (application.proposed_cents, application.proposal_reasons) == (30_000, "Uusi syy.")
        assert (application.public_purpose, application.proposed_by) == ("Nuotit", officer)

    def test_what_is_decided_stays(self, officer: User) -> None:
        application = grants.decided()

        with pytest.raises(Refused, match="no proposal to change"):
            self.change(application, officer)

    def test_never_more_than_was_applied_for_or_the_share_allows(self, officer: User) -> None:
        application = grants.proposed()
        with pytest.raises(Refused, match="between zero"):
            self.change(application, officer, amount_cents=50_001)
        Call.objects.filter(pk=application.call_id).update(share_percent=50)
        Application.objects.filter(pk=application.pk).update(costs_cents=80_000)

        with pytest.raises(Refused, match=r"at most 50 % of the costs: €400\.00"):
            self.change(application, officer, amount_cents=40_001)

    def test_an_old_page_overwrites_nothing(self, officer: User) -> None:
        application = grants.proposed()

        with pytest.raises(Stale):
            self.change(application, officer, version=application.version - 1)

    def test_who_changed_it_last_does_not_decide(self) -> None:
        application = grants.proposed()
        both = employee(StaffRole.GRANT_OFFICER, StaffRole.DECISION_MAKER)
        self.change(application, both)
        application.refresh_from_db()

        with acting(as_employee(both)):
            assert not deciding.may_decide(application)
            assert not policy.allows("grants.decide_application", application)


def test_the_sums_of_a_budget_are_kept_with_the_application() -> None:
    with translation.override("fi"):
        association = AssociationFactory.create()
        application = grants.submitted(grants.call(), association)

    # A light call has no table of costs.
    assert application.costs_cents is None
    assert application.limit_cents is None
