"""Background work of grants, by name."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grants.enums import UNSENT_STATES
from grants.models import Application, BatchLine, Extension, Submission
from grants.services import (
    bank_file,
    batches,
    deciding_lists,
    pay_back_reminding,
    paying,
    publishing,
    report_reminding,
    sharing,
)
from grants.services.dossier import making
from portal import clock
from portal.actor import acting, system
from portal.documents.typst_pdf import make_pdf
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run
from portal.ui import formats


@job("grants.receipt_pdf", label=_("Receipt of an application as PDF"))
def receipt_pdf(run: Run, submission_id: int, language: str) -> None:
    """Make the receipt of a submission, once."""
    submission = Submission.objects.select_related("application").get(pk=submission_id)
    application = submission.application
    name = f"{application.case_number.replace('/', '-')}-{submission.number}.pdf"
    made = StoredFile.objects.filter(
        parent_type=application._meta.label_lower, parent_id=str(application.pk), kind="sealed", name=name
    )
    if made.exists():
        return
    content = submission.content_json
    pdf = make_pdf(
        "receipt",
        {
            "case_number": application.case_number,
            "association": content["association"]["name"],
            "submitted_by": content["submitted_by"]["name"],
            "received_at": formats.moment(submission.received_at, language=language, seconds=True),
            "sha256": submission.sha256,
            "answers": [
                {"label": row["label"][language], "text": row["text"][language]} for row in submission.answers()
            ],
            "made_on": formats.day(clock.today(), language=language),
        },
        language=language,
        title=application.case_number,
    )
    files.store(pdf, name=name, kind="sealed", parent=application)


@job("grants.tell_of_extension", label=_("Word of a later closing moment to those who have a draft"))
def tell_of_extension(run: Run, extension_id: int) -> None:
    """Tell the associations with a draft, one by one; it goes on where it stopped."""
    extension = Extension.objects.select_related("call").get(pk=extension_id)
    drafts = Application.objects.filter(call=extension.call, state__in=UNSENT_STATES).order_by("pk")
    for application in drafts.filter(pk__gt=run.checkpoint.get("last", 0)).select_related("association"):
        with transaction.atomic():
            publishing.tell_of_extension(extension, application)
            run.save({"last": application.pk})


@job("grants.propose_allocation", label=_("Proposals of a shared appropriation"), private=True)
def propose_allocation(run: Run, allocation_id: int) -> None:
    """Make the proposals of an allocation, one by one; it goes on where it stopped."""
    sharing.propose_rows(run, allocation_id)


@job("grants.remind_of_reports", label=_("Reminders of use reports"))
def remind_of_reports(run: Run) -> None:
    """Remind of use reports by today's date in Helsinki; it goes on where it stopped."""
    last = run.checkpoint.get("last", 0)
    while (last := report_reminding.remind(clock.today(), last)) is not None:
        run.save({"last": last})
        run.stop_if_cancelled()


@shared_task(name="grants.daily_report_reminders")  # type: ignore[untyped-decorator]
def daily_report_reminders() -> None:
    """Ask for the day's reminders; for beat, in the morning."""
    with acting(system("grants.daily_report_reminders")):
        jobs.defer("grants.remind_of_reports", key="daily")


@job("grants.decide_list", label=_("Decisions of a list"))
def decide_list(run: Run, pk: int, person_id: int) -> None:
    """Decide the list's applications, one a transaction, in the name of the person who confirmed it."""
    deciding_lists.carry_out(run, pk, person_id)


@job("grants.batch_file", label=_("Payments for the bank as a file"))
def batch_file(run: Run, batch_id: int) -> None:
    """Make the file of an approved batch, once."""
    bank_file.make_file(batch_id)


@job("grants.tell_of_payments", label=_("Word to the associations that were paid"))
def tell_of_payments(run: Run, batch_id: int) -> None:
    """Tell each association of the batch, one by one; it goes on where it stopped."""
    lines = BatchLine.objects.going().with_parties().filter(batch=batch_id, returned_on__isnull=True).order_by("pk")
    for line in lines.filter(pk__gt=run.checkpoint.get("last", 0)):
        with transaction.atomic():
            batches.tell_of_payment(line)
            run.save({"last": line.pk})


@job("grants.remind_to_accept", label=_("Reminders to accept awards"))
def remind_to_accept(run: Run) -> None:
    """Remind the associations whose last day to accept is near; each person once."""
    paying.remind_to_accept(clock.today())


@job("grants.remind_to_pay_back", label=_("Reminders to pay back"))
def remind_to_pay_back(run: Run) -> None:
    """Remind of what is to be paid back by today's date in Helsinki; it goes on where it stopped."""
    last = run.checkpoint.get("last", 0)
    while (last := pay_back_reminding.remind(clock.today(), last)) is not None:
        run.save({"last": last})
        run.stop_if_cancelled()


@shared_task(name="grants.daily_reminders")  # type: ignore[untyped-decorator]
def daily_reminders() -> None:
    """Ask for the day's reminders; for beat."""
    with acting(system("grants.daily_reminders")):
        jobs.defer("grants.remind_to_accept", key="daily")
        jobs.defer("grants.remind_to_pay_back", key="daily")


@job("grants.make_dossier", label=_("Dossier of an application"))
def make_dossier(run: Run, pk: int) -> None:
    """Make the dossier that was asked for, once."""
    making.make(run, pk)


@job("grants.sweep_dossiers", label=_("Dossiers that are no longer kept removed"))
def sweep_dossiers(run: Run) -> None:
    """Remove the dossiers whose last day is over."""
    making.sweep(run)


@shared_task(name="grants.daily_dossiers")  # type: ignore[untyped-decorator]
def daily_dossiers() -> None:
    """Ask for the day's work; for beat."""
    with acting(system("grants.daily_dossiers")):
        jobs.defer("grants.sweep_dossiers", key="daily")
