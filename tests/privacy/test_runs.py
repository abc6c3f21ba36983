"""The retention plan: a dry run lists and changes nothing, carrying out erases what was listed, on the same day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client

from associations.enums import Role, Status
from associations.models import ContactWay, Invitation, Membership
from grants.enums import ApplicationState
from grants.models import Answer, Application, Call
from portal import clock, retention
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.feedback.models import Feedback
from portal.jobs import runner
from portal.jobs.models import Job, JobError
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.privacy import queries
from portal.privacy.models import RetentionRun
from portal.privacy.services import runs
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, member
from tests.factories.privacy import carried_out, data_request, dry_run, feedback, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    """Somebody who runs the plan."""
    return employee(StaffRole.ADMINISTRATOR)


def later(months: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(days=31 * months), tick=False)


def due(kind: str, months: int) -> set[int]:
    """What the line of the plan would erase then, after its own months of today."""
    with later(months):
        before = queries.over_since({one.name: months for one, months in retention.plan()}[kind], clock.today())
        return set(retention.find(kind).find(before).values_list("pk", flat=True))


def images_of(run: RetentionRun, kind: str) -> int:
    return run.items.filter(kind=kind).count()


class TestLines:
    """Each line of the plan by what it finds, and what it must not."""

    def test_accounts_that_nobody_uses(self):
        unused, used, holder, coming, officer = (UserFactory.create() for _number in range(5))
        long_ago = clock.now() - timedelta(days=31 * 30)
        User.objects.update(date_joined=long_ago)
        User.objects.filter(pk=used.pk).update(last_login=clock.now())
        association = AssociationFactory.create()
        Membership.objects.create(association=association, user=holder, role=Role.CHAIR, areas=[])
        Membership.objects.create(
            association=association,
            user=coming,
            role=Role.CHAIR,
            areas=[],
            starts_on=clock.today() + timedelta(days=5),
        )
        officer.staff_assignments.create(role=StaffRole.LIAISON)
        root = User.objects.create_superuser("root@people.example")
        User.objects.filter(pk=root.pk).update(date_joined=long_ago)
        assert due("accounts.unused", 0) == {unused.pk}
        Membership.objects.filter(user=holder).update(starts_on="2020-01-01", ends_on=clock.today() - timedelta(days=1))
        assert due("accounts.unused", 0) == {unused.pk, holder.pk}

    def test_months_are_a_dated_rule(self):
        user = UserFactory.create()
        User.objects.filter(pk=user.pk).update(date_joined=clock.now() - timedelta(days=31 * 12))
        assert due("accounts.unused", 0) == set()
        DatedValue.objects.create(name="retention.accounts.unused", value=6, valid_from=clock.today(), reason="Päätös")
        assert due("accounts.unused", 0) == {user.pk}

    def test_invitations_that_ended(self):
        association, now = AssociationFactory.create(), clock.now()
        row = Invitation.objects.create(
            association=association, email="a@b.example", role=Role.CHAIR, invited_by=UserFactory.create(),
            expires_at=now + timedelta(days=14),
        )  # fmt: skip
        assert due("associations.invitations", 12) == set()
        assert due("associations.invitations", 13) == {row.pk}

    def test_drafts_whose_call_has_closed(self):
        draft, submitted = grants.draft(), grants.submitted()
        Call.objects.update(closes_at=clock.now() - timedelta(hours=1))
        assert due("grants.drafts", 5) == set()
        assert due("grants.drafts", 7) == {draft.pk}
        assert submitted.state == ApplicationState.SUBMITTED

    def test_private_contact_ways_of_the_dissolved(self):
        gone, living = AssociationFactory.create(), AssociationFactory.create()
        rows = {
            (association.pk, public): ContactWay.objects.create(
                association=association, kind="email", value=f"{public}@b.example", public=public
            ).pk
            for association in (gone, living)
            for public in (True, False)
        }
        assert due("associations.contact_ways", 100) == set()
        with later(10):
            gone.status = Status.DISSOLVED
            gone.save()
        # The record's own clock is the database's: it says today.
        assert due("associations.contact_ways", 5) == set()
        assert due("associations.contact_ways", 7) == {rows[(gone.pk, False)]}

    def test_feedback_messages_jobs_and_requests(self):
        row = feedback()
        assert due("feedback.answered", 60) == set()
        Feedback.objects.update(
            state="answered", answered_at=clock.now(), answered_by=UserFactory.create(), answer="Korjattu"
        )
        assert due("feedback.answered", 25) == {row.pk}
        assert due("outbox.messages", 25) == set()
        Message.objects.update(state="sent", sent_at=clock.now())
        assert due("outbox.messages", 25) == set(Message.objects.values_list("pk", flat=True)) != set()
        asked = data_request(UserFactory.create(), reason="Syy")
        assert due("privacy.requests", 60) == set()
        type(asked).objects.update(state="withdrawn")
        assert due("privacy.requests", 25) == {asked.pk}

    def test_the_record_keeps_the_statutory(self):
        data_request(UserFactory.create())
        grants.submitted()
        verbs = set(Event.objects.filter(pk__in=due("journal.people", 125)).values_list("verb", flat=True))
        assert verbs == {"privacy.request_made"}


class TestDryRun:
    def test_it_lists_and_changes_nothing(self, administrator: User):
        draft = grants.draft()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM grants_answer")
            before = cursor.fetchone()
        with later(30):
            run = dry_run(administrator)
        assert run.state == "ready"
        assert run.counts["grants.drafts"]["due"] == 1
        assert list(run.items.filter(kind="grants.drafts").values_list("row_pk", flat=True)) == [draft.pk]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM grants_answer")
            assert cursor.fetchone() == before
        assert Application.objects.filter(pk=draft.pk).exists()

    def test_a_line_that_breaks_is_told_and_the_others_go_on(
        self, administrator: User, monkeypatch: pytest.MonkeyPatch
    ):
        def broken(before: Any) -> Any:
            raise ZeroDivisionError

        kind = retention.find("grants.drafts")
        monkeypatch.setitem(retention._kinds, "grants.drafts", retention.Kind(**{**_fields(kind), "find": broken}))
        run = dry_run(administrator)
        assert run.state == "ready"
        assert "ZeroDivisionError" in run.counts["grants.drafts"]["problem"]
        assert set(run.counts) == {one.name for one in retention.kinds()}
        assert JobError.objects.get(job=run.job).item == "grants.drafts"

    def test_one_is_at_work_at_a_time(self, administrator: User):
        with acting(as_employee(administrator)):
            first = runs.ask()
            with pytest.raises(Refused, match="Another run is at work"):
                runs.ask()
            work(first)
            runs.ask()

    def test_it_runs_again_without_listing_twice(self, administrator: User):
        grants.draft()
        with later(30):
            run = dry_run(administrator)
            RetentionRun.objects.filter(pk=run.pk).update(state="counting")
            with acting(as_employee(administrator)):
                job = Job.objects.create(name="privacy.retention_count", args=[run.pk])
            assert runner.run(job.pk) == "done"
        assert images_of(run, "grants.drafts") == 1


class TestCarryingOut:
    def test_it_erases_exactly_what_was_listed(self, administrator: User):
        draft = grants.draft()
        with later(30):
            run = dry_run(administrator)
            unlisted = grants.draft()
            since = clock.now() - timedelta(days=31 * 20)
            Call.objects.filter(pk=unlisted.call_id).update(opens_at=since - timedelta(days=1), closes_at=since)
            run = carried_out(run, administrator)
        assert run.state == "done"
        assert not Application.objects.filter(pk=draft.pk).exists()
        assert not Answer.objects.filter(application_id=draft.pk).exists()
        assert Application.objects.filter(pk=unlisted.pk).exists()

    def test_only_on_the_day_of_its_list(self, administrator: User):
        run = dry_run(administrator)
        tomorrow = clock.at(
            clock.today() + timedelta(days=1), clock.local(clock.now()).time().replace(hour=0, minute=1)
        )
        acts, refused = acting(as_employee(administrator)), pytest.raises(Refused, match="isn't today's")
        with time_machine.travel(tomorrow, tick=False), acts, refused:
            runs.begin(run)
        run.refresh_from_db()
        assert run.state == "ready"

    def test_the_record_names_nobody_after_ten_years(self, administrator: User):
        # The account stays, since its role goes on.
        data_request(member(AssociationFactory.create()), reason="Syy")
        with later(125):
            run = carried_out(dry_run(administrator), administrator)
        assert run.items.get(kind="journal.people").erased_at is not None
        event = Event.objects.get(verb="privacy.request_made")
        assert (event.actor_label, event.redacted_at is None) == ("", False)

    def test_who_signed_in_again_stays(self, administrator: User):
        user = UserFactory.create()
        with later(25):
            run = dry_run(administrator)
            assert run.items.filter(kind="accounts.unused", row_pk=user.pk).exists()
            User.objects.filter(pk=user.pk).update(last_login=clock.now())
            run = carried_out(run, administrator)
        user.refresh_from_db()
        assert user.is_active
        assert run.items.get(kind="accounts.unused", row_pk=user.pk).note != ""

    def test_who_got_a_role_in_between_stays(self, administrator: User):
        user = UserFactory.create()
        with later(25):
            run = dry_run(administrator)
            Membership.objects.create(association=AssociationFactory.create(), user=user, role=Role.CHAIR, areas=[])
            carried_out(run, administrator)
        user.refresh_from_db()
        assert user.is_active

    def test_a_row_that_cant_be_erased_is_told_and_the_others_go(
        self, administrator: User, monkeypatch: pytest.MonkeyPatch
    ):
        good, bad, other = (grants.draft() for _number in range(3))
        kind = retention.find("grants.drafts")

        def erase(rows: Any) -> None:
            if bad.pk in {row.pk for row in rows}:
                raise ValueError("Aino Salainen")
            kind.erase(rows)

        monkeypatch.setitem(retention._kinds, kind.name, retention.Kind(**{**_fields(kind), "erase": erase}))
        with later(30):
            run = carried_out(dry_run(administrator), administrator)
        assert run.state == "done"
        assert set(Application.objects.values_list("pk", flat=True)) == {bad.pk}
        item = run.items.get(kind=kind.name, row_pk=bad.pk)
        assert "ValueError" in item.note
        assert "Salainen" not in item.note
        assert JobError.objects.get(job=run.job).item == f"{kind.name} {bad.pk}"
        assert {good.pk, other.pk} == set(
            run.items.filter(kind=kind.name, erased_at__isnull=False).values_list("row_pk", flat=True)
        )

    def test_a_run_that_was_killed_goes_on_where_it_was(self, administrator: User, monkeypatch: pytest.MonkeyPatch):
        """What a kill leaves: the batches that stood, and a job without a runner."""

        class Killed(BaseException):
            pass

        monkeypatch.setattr(runs, "BATCH", 2)
        drafts = [grants.draft() for _number in range(6)]
        together, calls = runs._erase_together, []

        def until_killed(kind: Any, before: Any, items: Any) -> None:
            calls.append(kind.name)
            if calls.count("grants.drafts") == 2:
                raise Killed
            together(kind, before, items)

        with later(30):
            run = dry_run(administrator)
            with acting(as_employee(administrator)):
                runs.begin(run)
            monkeypatch.setattr(runs, "_erase_together", until_killed)
            with pytest.raises(Killed):
                work(run)
            assert Application.objects.filter(pk__in=[one.pk for one in drafts]).count() == 4
            monkeypatch.setattr(runs, "_erase_together", together)
            run = work(run)
        assert run.state == "done"
        assert not Application.objects.filter(pk__in=[one.pk for one in drafts]).exists()
        assert run.items.filter(kind="grants.drafts", erased_at__isnull=False).count() == 6

    def test_a_second_delivery_finds_nothing_to_do(self, administrator: User):
        grants.draft()
        with later(30):
            run = carried_out(dry_run(administrator), administrator)
            events = Event.objects.count()
            job = Job.objects.create(name="privacy.retention_erase", args=[run.pk])
            assert runner.run(job.pk) == "done"
        assert Event.objects.count() == events

    def test_the_next_run_finds_nothing(self, administrator: User):
        UserFactory.create()
        grants.draft()
        feedback()
        with later(30):
            first = carried_out(dry_run(administrator), administrator)
            run = dry_run(administrator)
        assert sum(told["due"] for told in first.counts.values()) >= 2
        assert {kind: told["due"] for kind, told in run.counts.items() if told["due"]} == {}


class TestRights:
    @pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.LIAISON_COORDINATOR, None])
    def test_others_run_nothing(self, role: StaffRole | None, administrator: User):
        run = dry_run(administrator)
        with acting(as_employee(employee(role) if role else member(AssociationFactory.create()))):
            with pytest.raises(PermissionDenied):
                runs.ask()
            with pytest.raises(Http404):
                runs.begin(run)
        run.refresh_from_db()
        assert run.state == "ready"

    def test_on_the_page(self, administrator: User):
        user = UserFactory.create(first_name="Aino", last_name="Vanha")
        client = client_for(administrator)
        with later(25):
            client = client_for(administrator)
            page = client.post("/en/kaupunki/sailytys/", follow=True)
            run = work(RetentionRun.objects.get())
            address = f"/en/kaupunki/sailytys/{run.pk}/"
            assert page.request["PATH_INFO"] == address
            assert "Aino Vanha" in client.get(f"{address}?kind=accounts.unused").content.decode()
            unconfirmed = client.post(address, {"version": str(run.version)}).content.decode()
            assert "This is missing." in unconfirmed
            client.post(address, {"version": str(run.version), "confirmed": "on"})
            work(run)
            page = client.get(f"{address}?kind=accounts.unused")
        assert "Aino Vanha" not in page.content.decode()
        assert f"Poistettu käyttäjä {user.pk}" in page.content.decode()

    @pytest.mark.parametrize("name", ["", "nothing", "accounts.unused' OR 1=1", "../x"])
    def test_an_unknown_kind_shows_no_rows(self, name: str, administrator: User):
        run = dry_run(administrator)
        response = client_for(administrator).get(f"/en/kaupunki/sailytys/{run.pk}/", {"kind": name})
        assert response.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(rows: int, administrator: User, django_assert_num_queries: Any):
    for _number in range(rows):
        grants.draft()
    with later(7):
        run = dry_run(administrator)
        client = client_for(administrator)
        address = f"/fi/kaupunki/sailytys/{run.pk}/?kind=grants.drafts"
        client.get(address)
        # Four of every signed-in page; the run, its lines, the number of rows, the rows, and what they are called.
        with django_assert_num_queries(9):
            page = client.get(address)
        assert page.content.decode().count("Toimintatonni") == rows
        client.get("/fi/kaupunki/sailytys/")
        # Four; the months, and the runs.
        with django_assert_num_queries(6):
            client.get("/fi/kaupunki/sailytys/")


def test_the_notice_tells_the_months_of_today():
    DatedValue.objects.create(name="retention.accounts.unused", value=17, valid_from=clock.today(), reason="Päätös")
    page = Client().get("/en/tietosuoja/").content.decode()
    assert "17 months" in page
    assert "/en/omat/tiedot/" in page
    assert "Data Protection Ombudsman" in page


def test_every_line_says_what_why_and_how_long():
    plan = retention.plan()
    assert {kind.name for kind, _months in plan} == {
        *(
            "accounts.unused",
            "outbox.messages",
            "outbox.bounces",
            "journal.people",
            "jobs.finished",
            "privacy.requests",
        ),
        *("feedback.answered", "associations.invitations", "associations.claims", "associations.contact_ways"),
        *("associations.handovers", "grants.drafts", "grants.absences", "grants.notes", "grants.receipts"),
        *("grants.not_granted", "grants.granted", "grants.accounts"),
    }
    for kind, months in plan:
        assert str(kind.label)
        assert str(kind.what)
        assert str(kind.basis)
        assert kind.least <= months <= kind.most


def _fields(kind: retention.Kind) -> dict[str, Any]:
    return {name: getattr(kind, name) for name in retention.Kind.__dataclass_fields__}
