"""What the retention plan erases of grants, what stays, and what holds a matter back (cases.md 24)."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils.translation import override
from psycopg import sql

from grants.enums import ErasedPart
from grants.models import (
    Application,
    Award,
    Batch,
    BatchLine,
    ChangeRequest,
    Dossier,
    Erasure,
    Instalment,
    Message,
    Note,
    Payout,
    Recovery,
    Rectification,
    Sample,
    Submission,
    UseReport,
)
from grants.services import applying
from portal import clock, personal, retention
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import ANONYMOUS, acting, system
from portal.dated.models import DatedValue
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import JobError
from portal.journal import services as journal
from portal.journal.models import Event, RowImage
from portal.outbox.models import Message as Mail
from portal.privacy import queries
from portal.privacy.models import RetentionRun
from portal.privacy.services import runs
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.factories.privacy import carried_out, dry_run, work
from tests.grants.whole import ended_matter
from tests.privacy.people import places

pytestmark = pytest.mark.django_db

KINDS = ("grants.notes", "grants.receipts", "grants.not_granted", "grants.granted", "grants.accounts")
NAME = "Pirkkaliisa"
# What people wrote and attached, in the matter of tests/grants/whole.py.
WRITTEN = (
    "Soitin rahastonhoitajalle",
    "Tässä ne ovat",
    "Liitä säännöt",
    "Kiitos viestistä",
    "Jäsenmäärämme oli väärin",
    "Vuokra nousi",
    "Emme ole samaa mieltä",
    "Kuitti puuttuu",
    "Hyvin perusteltu",
    "Kylä lauloi",
)


@pytest.fixture
def administrator() -> User:
    """Somebody who runs the plan."""
    return employee(StaffRole.ADMINISTRATOR)


def later(months: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(days=31 * months), tick=False)


def due(kind: str, months: int) -> set[int]:
    """What the line would erase then, when so many months have gone by since and its own time is today's."""
    with later(months):
        before = queries.over_since({one.name: number for one, number in retention.plan()}[kind], clock.today())
        return set(retention.find(kind).find(before).values_list("pk", flat=True))


def settled(*applications: Application) -> None:
    """The documents are made, and what was published has been taken down after the appeal period."""
    for decision in Decision.objects.filter(sealed__isnull=True):
        decisions.seal(decision.pk)
    with later(6), acting(system("test")):
        decisions.take_down_due(clock.today())


def rows(table: str) -> int:
    """How many rows the table has, by SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])


def withdrawn() -> Application:
    application = grants.submitted()
    with acting(acting_for(application.started_by, application.association)):
        return applying.withdraw(application=application)


def rejected(**given: Any) -> Application:
    application = grants.decided(amount_cents=0, **given)
    settled(application)
    return application


GOES = {
    "grants_submission": 2,
    "grants_answer": 9,
    "grants_signature": 1,
    "grants_completionrequest": 1,
    "grants_completionitem": 1,
    "grants_message": 2,
    "grants_note": 1,
    "grants_review": 1,
    "grants_score": 1,
    "grants_reportsubmission": 2,
    "grants_reportreturn": 1,
    "grants_reportanswer": 6,
    "grants_dossier": 1,
}
STAYS = {
    "grants_application": 1,
    "grants_award": 1,
    "grants_payout": 1,
    "grants_instalment": 1,
    "grants_batch": 1,
    "grants_batchline": 1,
    "grants_usereport": 1,
    "grants_rectification": 1,
    "grants_changerequest": 1,
    "grants_recovery": 1,
    "grants_recoveryinstalment": 2,
    "grants_recoverypayment": 1,
    "grants_sample": 1,
    "grants_samplemember": 1,
    "decisions_decision": 3,
    "associations_support": 2,
}


def test_a_granted_matter_loses_its_texts_and_people_and_keeps_its_decisions_and_sums(
    administrator: User, django_capture_on_commit_callbacks: Any
):
    """One matter with everything in it, from the day when it ended to twelve years later."""
    association = AssociationFactory.create()
    treasurer = member(association, first_name=NAME, last_name="Hakija")
    application = ended_matter(association, treasurer)
    officer = employee(StaffRole.GRANT_OFFICER)
    asked = grants.dossier(application, officer)
    assert asked.job is not None
    runner.run(asked.job.pk)
    settled(application)
    # Mails go by a line of their own, once they have been sent.
    Mail.objects.update(state="sent", sent_at=clock.now())
    assert {table: rows(table) for table in GOES} == GOES
    assert {table: rows(table) for table in STAYS} == STAYS
    assert {word for word in WRITTEN if not places(word)} == set()
    iban = application.award.payout.instalments.get().lines.get().iban
    kept = {decision.sealed.path for decision in Decision.objects.all() if decision.sealed}
    going = {stored.path for stored in StoredFile.objects.all()} - kept
    documents = {path for path in going if default_storage.exists(path)}
    assert (len(kept), len(documents)) == (3, len(going))
    made = Event.objects.count()

    def erased_by_a_run(months: int) -> dict[str, int]:
        with later(months), django_capture_on_commit_callbacks(execute=True):
            run = carried_out(dry_run(administrator), administrator)
        assert JobError.objects.filter(job=run.job).count() == 0
        found = run.items.filter(kind__in=KINDS, erased_at__isnull=False).values_list("kind", flat=True)
        return dict(Counter(found))

    for kind, months in {"grants.notes": 24, "grants.receipts": 84, "grants.granted": 120}.items():
        # The appeal period ends weeks after the decision, and the recovery's after that.
        assert due(kind, months - 2) == set()
        assert due(kind, months + 4) == {application.pk}
    assert due("grants.not_granted", 300) == set()
    assert due("grants.accounts", 118) == set()
    assert due("grants.accounts", 136) == {Batch.objects.get().pk}

    # The notes go first, then the receipts, and at last all the rest.
    assert erased_by_a_run(30) == {"grants.notes": 1}
    assert {table: rows(table) for table in GOES} == {**GOES, "grants_note": 0}
    assert StoredFile.objects.filter(parent_type="grants.usereport").count() == 1
    assert erased_by_a_run(92) == {"grants.receipts": 1}
    assert {table: rows(table) for table in GOES} == {**GOES, "grants_note": 0}
    assert StoredFile.objects.filter(parent_type="grants.usereport").count() == 0
    assert erased_by_a_run(140) == {"grants.accounts": 1, "grants.granted": 1}
    assert {table: rows(table) for table in GOES} == dict.fromkeys(GOES, 0)
    assert {table: rows(table) for table in STAYS} == STAYS
    # Gone from the storage too, but for the documents of the decisions.
    assert {path for path in documents if default_storage.exists(path)} == set()
    assert {path for path in kept if default_storage.exists(path)} == kept
    assert set(StoredFile.objects.values_list("parent_type", flat=True)) == {"decisions.decision"}
    # Nowhere in the whole database stands what was written, nor whole account numbers of payments.
    assert {word: found for word in WRITTEN if (found := places(word))} == {}
    assert {place.split(".")[0] for place in places(iban)} == {"associations_bankaccount", "journal_rowimage"}
    shown = RowImage.objects.filter(Q(before__iban=iban) | Q(after__iban=iban))
    assert set(shown.values_list("table", flat=True)) == {"associations_bankaccount"}
    _sums_and_reasons_stay(application)
    _people_are_out_of_the_record(application, made)
    _the_matter_can_still_be_read(application, treasurer, officer)
    _a_dossier_says_what_was_erased(application, officer)
    with later(141):
        again = dry_run(administrator)
    assert {kind: again.counts[kind]["due"] for kind in KINDS} == dict.fromkeys(KINDS, 0)


def _sums_and_reasons_stay(application: Application) -> None:
    found = Application.objects.get(pk=application.pk)
    assert (found.state, found.case_number) == ("granted", application.case_number)
    assert (found.requested_cents, found.proposed_cents) == (application.requested_cents, 50_000)
    assert (found.proposal_reasons, found.public_purpose) == ("Vastaa perusteita.", "Kuoron vuosi")
    award = Award.objects.get()
    assert (award.amount_cents, award.purpose) == (50_000, "Kuoron vuosi")
    line = BatchLine.objects.get()
    assert (line.amount_cents, line.iban) == (50_000, f"FI … {line.iban[-4:]}")
    assert line.holder
    batch = Batch.objects.get()
    assert (batch.state, batch.file) == ("sent", None)
    assert batch.emptied_at is not None
    recovery = Recovery.objects.get()
    assert (recovery.state, recovery.recovered_cents, recovery.received_cents) == ("collected", 30_000, 30_000)
    assert (recovery.answer, recovery.files) == ("", [])
    assert recovery.reasons
    change = ChangeRequest.objects.get()
    assert (change.asked, change.reasons) == ("", "Matkat kuuluvat avustukseen.")
    rectification = Rectification.objects.get()
    assert (rectification.asked, rectification.grounds, rectification.state) == ("", "", "withdrawn")
    assert UseReport.objects.get().public_summary == "Konsertti pidettiin."
    assert Decision.objects.about(application).get().reasons == "Vastaa perusteita."


def _people_are_out_of_the_record(application: Application, made: int) -> None:
    # Nothing of the history is removed: what was done, and when, reads on.
    assert Event.objects.count() >= made
    told = dict(Event.objects.about(application).values_list("verb", "actor_label"))
    assert {verb for verb, who in told.items() if who and not verb.startswith("grants.dossier")} >= {
        "grants.application_proposed",
        "grants.application_granted",
        "grants.report_accepted",
        "grants.recovery_decided",
    }
    silent = {verb for verb, who in told.items() if not who}
    assert {"grants.application_submitted", "grants.message_sent", "grants.note_written"} <= silent
    assert {"grants.report_handed_in", "grants.award_accepted", "grants.recovery_answered"} <= silent
    event = Event.objects.about(application).get(verb="grants.application_submitted")
    with override("en"):
        assert journal.sentence(event) == "a person whose data has been erased submitted the application …"
    # Who is still a member is held by the account and the role, not by the matter.
    assert {place.split(".")[0] for place in places(NAME)} <= {"accounts_user", "journal_event", "journal_rowimage"}
    erased = {"grants_submission", "grants_message", "grants_note", "grants_review", "grants_score"}
    images = RowImage.objects.filter(table__in=erased)
    assert images.count() >= 2 * len(erased)
    assert images.filter(actor__isnull=False).count() == 0
    assert not [
        one for one in images if (one.before or one.after or {}).keys() & {"author_id", "reviewer_id", "reason"}
    ]


def _the_matter_can_still_be_read(application: Application, treasurer: User, officer: User) -> None:
    own, city = client_for(treasurer, acting_for=application.association), client_for(officer, city=True)
    page = own.get(f"/en/hakemukset/{application.pk}/")
    assert (page.status_code, b"The retention plan has erased" in page.content) == (200, True)
    page = city.get(f"/en/kaupunki/avustukset/{application.pk}/")
    assert (page.status_code, b"The retention plan has erased" in page.content) == (200, True)
    report = UseReport.objects.get()
    for client, address in (
        (city, f"/fi/kaupunki/selvitykset/{report.pk}/"),
        (city, f"/fi/kaupunki/perinnat/{Recovery.objects.get().pk}/"),
        (city, f"/fi/kaupunki/muutokset/{ChangeRequest.objects.get().pk}/"),
        (city, f"/fi/kaupunki/oikaisut/{Rectification.objects.get().pk}/"),
        (city, Batch.objects.get().get_absolute_url()),
        (own, report.get_absolute_url()),
        (own, f"/fi/hakemukset/{application.pk}/perinta/"),
    ):
        assert client.get(address).status_code == 200, address
    held = [section for part in personal.parts(treasurer) for section in part.sections]
    told = " ".join(f"{label} {value}" for section in held for label, value in section.rows)
    assert application.case_number in told
    assert {word for word in WRITTEN if word in told} == set()


def _a_dossier_says_what_was_erased(application: Application, officer: User) -> None:
    dossier = grants.dossier(application, officer)
    assert dossier.job is not None
    with override("en"):
        runner.run(dossier.job.pk)
    book = zipfile.ZipFile(io.BytesIO(files.read(StoredFile.objects.of(Dossier.objects.get(pk=dossier.pk)).get())))
    sections = {one["folder"]: one["items"] for one in json.loads(book.read("index.json"))["sections"]}
    erased = {one["facts"]["part"]: one["facts"] for one in sections["havitetty"]}
    assert set(erased) == {"notes", "receipts", "matter", "accounts"}
    assert erased["matter"]["numbers"]["grants.submission"] == 2
    assert erased["receipts"]["numbers"] == {"files.storedfile": 1}
    day = Erasure.objects.get(part=ErasedPart.NOTES).erased_at
    assert erased["notes"]["erased_at"].startswith(f"{day:%Y-%m-%dT%H:%M}")
    assert {"hakemus", "viestit", "muistiinpanot", "arviot", "taydennykset"} & sections.keys() == set()
    assert {"paatokset", "maksut", "selvitykset", "perinnat", "tukikirjanpito", "tapahtumat"} <= sections.keys()
    assert any(name.endswith("paatos.pdf") for name in book.namelist())


def _spoil(application: Application) -> dict[str, Callable[[], Any]]:
    """What keeps a matter alive, thing by thing."""
    award = application.award
    officer, now = application.proposed_by, clock.now()
    assert officer is not None
    decision = Decision.objects.about(application)
    opened: dict[str, Any] = {
        "award": award, "ground": "other_use", "asked_cents": 100, "reasons": "Syy.", "hear_by": clock.today(),
        "opened_by": officer, "opened_at": now,
    }  # fmt: skip
    report = {"award": award, "kind": "final", "due_on": clock.today(), "awaited_on": clock.today()}
    return {
        "a hearing about recovery": lambda: Recovery.objects.create(**opened),
        "a recovery that isn't paid back": lambda: Recovery.objects.create(
            **opened, state="decided", decision=decision.get(), decided_by=application.started_by, recovered_cents=100
        ),
        "an instalment that isn't paid": lambda: Instalment.objects.update(state="planned", paid_on=None),
        "a payment that came back": lambda: Instalment.objects.update(state="returned", paid_on=None),
        "an award that nobody has accepted": lambda: Payout.objects.update(
            state="awaiting", answered_at=None, answered_by=None
        ),
        "a report that is awaited": lambda: UseReport.objects.create(**report, asked_on=clock.today()),
        "a sample that isn't drawn": lambda: Sample.objects.create(
            year=2020, size=1, seed="a", published_at=now, published_by=officer, draw_on=clock.today()
        ).members.create(award=award, case_number=application.case_number),
        "a request for rectification": lambda: grants.rectification(application),
        "a change request": lambda: grants.change_request(application),
        "a period that hasn't begun": lambda: _unserved(decision.get().pk),
        "a decision on the web": lambda: Decision.objects.update(taken_down_at=None),
        "a message of last year": lambda: Message.objects.create(
            application=application, author=officer, from_city=True, text="Hei", sent_at=now + timedelta(days=4000)
        ),
        "a note of last year": lambda: Note.objects.create(
            application=application, author=officer, text="Hei", written_at=now + timedelta(days=4000)
        ),
    }


def _unserved(pk: int) -> None:
    """As if the decision had never been served: a new one, since what was noted doesn't change."""
    found = Decision.objects.get(pk=pk)
    Decision.objects.create(
        **{
            field.attname: getattr(found, field.attname)
            for field in Decision._meta.concrete_fields
            if field.attname not in ("id", "sealed_id", "sha256", "sent_on", "notified_on", "last_day", "way")
        }
        | {"version": 2, "previous_id": found.pk, "corrects": "Syy.", "section": 99, "way": "served"}
    )


def test_what_is_alive_is_held_back():
    application = grants.paid().award.application
    settled(application)
    assert due("grants.granted", 125) == {application.pk}
    for what, spoil in _spoil(application).items():
        with transaction.atomic():
            spoil()
            assert (what, due("grants.granted", 135)) == (what, set())
            assert (what, due("grants.notes", 135)) == (what, set())
            assert (what, due("grants.accounts", 145)) == (what, set())
            transaction.set_rollback(True)
    assert due("grants.granted", 135) == {application.pk}
    assert due("grants.accounts", 145) == {Batch.objects.get().pk}


def test_a_report_of_an_award_that_does_not_stand_holds_nothing_back():
    report = grants.awaited()
    settled(report.award.application)
    Payout.objects.update(
        state="declined", answered_at=clock.now(), answered_by=report.award.application.started_by, decline_reason="Ei."
    )
    Instalment.objects.update(state="cancelled")
    assert due("grants.granted", 125) == {report.award.application_id}
    Payout.objects.update(state="awaiting", answered_at=None, answered_by=None, decline_reason="")
    assert due("grants.granted", 125) == set()


def test_what_was_refused_or_withdrawn_goes_after_its_own_time(
    administrator: User, django_capture_on_commit_callbacks: Any
):
    refused, taken_back, waiting = rejected(), withdrawn(), grants.in_review()
    grants.note(waiting, employee(StaffRole.GRANT_OFFICER))
    assert due("grants.not_granted", 117) == set()
    assert due("grants.not_granted", 123) == {refused.pk, taken_back.pk}
    assert due("grants.granted", 300) == due("grants.receipts", 300) == set()
    kept = StoredFile.objects.filter(parent_type="decisions.decision").count()
    with later(125), django_capture_on_commit_callbacks(execute=True):
        carried_out(dry_run(administrator), administrator)
    assert list(Submission.objects.values_list("application_id", flat=True)) == [waiting.pk]
    assert list(Note.objects.values_list("application_id", flat=True)) == [waiting.pk]
    assert rows("grants_application") == 3
    assert StoredFile.objects.filter(parent_type="decisions.decision").count() == kept == 1
    assert {one.application_id: one.part for one in Erasure.objects.all()} == {
        refused.pk: "matter",
        taken_back.pk: "matter",
    }
    refused.refresh_from_db()
    assert (refused.state, refused.requested_cents) == ("rejected", 50_000)


def test_months_that_an_official_has_changed_count_from_their_day():
    application = rejected()
    assert due("grants.not_granted", 60) == set()
    DatedValue.objects.create(
        name="retention.grants.not_granted", value=48, valid_from=clock.today(), reason="Tiedonohjaussuunnitelma"
    )
    assert due("grants.not_granted", 60) == {application.pk}
    assert retention.find("grants.granted").least == retention.find("grants.accounts").least == 120


def test_account_numbers_go_by_years_and_a_batch_waits_for_all_of_its_matters():
    with time_machine.travel(clock.at(date(2025, 3, 10), clock.local(clock.now()).time()), tick=False):
        of = grants.call(**grants.terms())
        first, second = grants.accepted(of), grants.accepted(of)
        batch = grants.sent(grants.batch(first, second))
        settled()

    def on(day: date) -> set[int]:
        with time_machine.travel(clock.at(day, clock.local(clock.now()).time()), tick=False):
            before = queries.over_since(120, clock.today())
            return set(retention.find("grants.accounts").find(before).values_list("pk", flat=True))

    # Paid in March 2025: ten years from the end of that year.
    assert on(date(2035, 12, 31)) == set()
    assert on(date(2036, 1, 2)) == {batch.pk}
    Instalment.objects.filter(payout=second).update(state="returned", paid_on=None)
    assert on(date(2036, 1, 2)) == set()


def test_a_run_that_was_killed_goes_on_where_it_was(
    administrator: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    class Killed(BaseException):
        pass

    monkeypatch.setattr(runs, "BATCH", 1)
    for _number in range(3):
        withdrawn()
    together, calls = runs._erase_together, []

    def until_killed(kind: Any, before: Any, items: Any) -> None:
        together(kind, before, items)
        calls.append(kind.name)
        if calls.count("grants.not_granted") == 2:
            # In the middle of a batch's transaction: what it erased comes back.
            raise Killed

    with later(125):
        run = dry_run(administrator)
        with acting(as_employee(administrator)):
            runs.begin(run)
        monkeypatch.setattr(runs, "_erase_together", transaction.atomic(until_killed))
        with pytest.raises(Killed):
            work(run)
        assert rows("grants_submission") == 2
        assert rows("grants_erasure") == 1
        monkeypatch.setattr(runs, "_erase_together", together)
        run = work(run)
    assert RetentionRun.objects.get(pk=run.pk).state == "done"
    assert rows("grants_submission") == 0
    assert rows("grants_erasure") == 3
    assert Erasure.objects.values("application").distinct().count() == 3


class TestWhatTheDatabaseRefuses:
    """The app role erases nothing by itself, and the owner's function nothing that is alive."""

    @pytest.mark.parametrize("model", [Submission, Message, Note])
    def test_the_app_role_removes_no_text(self, model: Any):
        withdrawn()
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            _delete(model._meta.db_table)

    def test_nothing_is_erased_of_a_living_matter(self):
        application = grants.in_review()
        with acting(system("test")), pytest.raises(DatabaseError, match="not over"), transaction.atomic():
            _erase(application.pk)
        assert rows("grants_submission") == 1

    def test_nothing_is_erased_while_money_is_recovered(self):
        application = grants.recovery().award.application
        with acting(system("test")), pytest.raises(DatabaseError, match="not over"), transaction.atomic():
            _erase(application.pk)

    def test_nobody_erases_namelessly(self):
        application = withdrawn()
        with acting(ANONYMOUS), pytest.raises(DatabaseError, match="needs an actor"), transaction.atomic():
            _erase(application.pk)

    def test_what_was_erased_stays_told(self):
        application = withdrawn()
        row = Erasure.objects.create(application=application, part=ErasedPart.MATTER, erased_at=clock.now())
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            row.delete()


def _erase(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT grants_erase(%s, true, 'Syy')", [[pk]])


def _delete(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
