"""The city's pages about background work."""

from __future__ import annotations

import pytest

from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.jobs import services
from portal.jobs.enums import State
from portal.jobs.models import Job, JobError
from tests.factories.accounts import as_employee, employee
from tests.jobs.conftest import NAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("work")]

LIST = "/fi/tyot/"


@pytest.fixture
def city(client, settings):
    """Signs an employee in, past the second factor as the demo does."""

    def sign_in(*roles: StaffRole):
        person = employee(*roles)
        client.force_login(person)
        settings.DEMO = True
        session = client.session
        session["demo_sign_in"] = True
        session.save()
        return person

    return sign_in


def test_the_list_shows_states_and_progress(client, city):
    city(StaffRole.AUDITOR)
    job = services.defer(NAME)
    Job.objects.filter(pk=job.pk).update(done=1234, total=5000)
    page = client.get(LIST).content.decode()
    assert f"Test &lt;work&gt; #{job.pk}" in page
    assert "1\xa0234 / 5\xa0000" in page


def test_only_those_who_may_follow_it_see_it(client, city):
    job = services.defer(NAME)
    assert client.get(LIST).status_code == 302
    city(StaffRole.LIAISON)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{job.pk}/").status_code == 403
    assert client.post(f"{LIST}{job.pk}/peru/").status_code == 403


def test_the_list_costs_the_same_at_one_and_at_three_rows(client, city, django_assert_num_queries):
    person = city(StaffRole.ADMINISTRATOR)
    with acting(as_employee(person)):
        services.defer(NAME)
    client.get(LIST)
    counted = 6
    with django_assert_num_queries(counted):
        client.get(LIST)
    for _row in range(2):
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            services.defer(NAME)
    with django_assert_num_queries(counted):
        client.get(LIST)


def test_a_job_shows_what_went_wrong(client, city):
    city(StaffRole.AUDITOR)
    job = services.defer(NAME)
    Job.objects.filter(pk=job.pk).update(
        state=State.FAILED, finished_at=clock.now(), last_error="The register is shut."
    )
    JobError.objects.create(job=job, item="row <7>", sentence="Letters in the register number.")
    page = client.get(f"{LIST}{job.pk}/").content.decode()
    assert "The register is shut." in page
    assert "row &lt;7&gt;" in page
    assert "Letters in the register number." in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert client.get(f"{LIST}0/").status_code == 404


def test_the_administrator_cancels_and_starts_again(client, city):
    city(StaffRole.ADMINISTRATOR)
    job = services.defer(NAME)
    address = f"{LIST}{job.pk}/"
    assert f"{address}peru/" in client.get(address).content.decode()
    assert client.get(f"{address}peru/").status_code == 405
    assert client.post(f"{address}peru/").status_code == 302
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert f"{address}uudelleen/" in client.get(address).content.decode()
    assert client.post(f"{address}uudelleen/").status_code == 302
    job.refresh_from_db()
    assert job.state == State.QUEUED
    again = client.post(f"{address}uudelleen/", follow=True)
    assert "notice-error" in again.content.decode()


def test_the_auditor_changes_nothing(client, city):
    city(StaffRole.AUDITOR)
    job = services.defer(NAME)
    assert client.post(f"{LIST}{job.pk}/peru/").status_code == 403
    job.refresh_from_db()
    assert job.state == State.QUEUED
