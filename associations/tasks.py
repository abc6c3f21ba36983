"""Background work of this floor, by name."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from associations.services import duplicates, facets, import_applying, import_reading, reminding
from portal import clock
from portal.actor import acting, system
from portal.jobs import services as jobs
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("associations.read_import", label=_("Register data read from a file"))
def read_import(run: Run, pk: int) -> None:
    """Read the file of an import and say what each row would do."""
    import_reading.read(run, pk)


@job("associations.carry_out_import", label=_("Register data carried out"))
def carry_out_import(run: Run, pk: int, person_id: int) -> None:
    """Write the rows of an import to the register, in the person's name."""
    import_applying.carry_out(run, pk, person_id)


@job("associations.find_duplicates", label=_("Suspected duplicates looked for"))
def find_duplicates(run: Run) -> None:
    """Find associations that may be the same."""
    duplicates.find()


@shared_task(name="associations.look_for_duplicates")  # type: ignore[untyped-decorator]
def look_for_duplicates() -> None:
    """Ask for the day's look; for beat."""
    with acting(system("associations.look_for_duplicates")):
        jobs.defer("associations.find_duplicates", key="all")


@job("associations.refresh_facets", label=_("Weekly times whose season is over taken out of the directory"))
def refresh_facets(run: Run) -> None:
    """Make the facets anew where a season ended before today's date in Helsinki."""
    facets.refresh_ended()


@shared_task(name="associations.daily")  # type: ignore[untyped-decorator]
def daily() -> None:
    """Ask for the day's work; for beat, soon after Helsinki's midnight."""
    with acting(system("associations.daily")):
        jobs.defer("associations.refresh_facets", key="daily")


@job("associations.remind_unconfirmed", label=_("Reminders to confirm the facts of the year"))
def remind_unconfirmed(run: Run) -> None:
    """Remind who hasn't confirmed the facts, association by association; it goes on where it stopped."""
    last = run.checkpoint.get("last", 0)
    while (last := reminding.remind_unconfirmed(clock.today(), last)) is not None:
        run.save({"last": last})
        run.stop_if_cancelled()


@shared_task(name="associations.daily_reminders")  # type: ignore[untyped-decorator]
def daily_reminders() -> None:
    """Ask for the day's reminders; for beat."""
    with acting(system("associations.daily_reminders")):
        jobs.defer("associations.remind_unconfirmed", key="daily")
