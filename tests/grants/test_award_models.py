"""Award models: added, followed by a new version, ended; what is in force never changes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from grants.enums import AwardMethod
from grants.models import AwardModel
from grants.services import sharing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CITY = "/en/kaupunki/"


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


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

    def test_one_is_followed_by_one_new_version(self, officer: User) -> None:
        model = grants.award_model()
        values = {"name_fi": "Uusi", "method": AwardMethod.POINTS, "valid_from": clock.today() + timedelta(days=1)}
        with acting(as_employee(officer)):
            sharing.begin_version(model=model, values=values)

            with pytest.raises(Refused, match="has been begun already"):
                sharing.begin_version(model=model, values=values)

        assert AwardModel.objects.count() == 2

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
