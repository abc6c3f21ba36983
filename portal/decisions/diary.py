"""Case numbers (diaarinumero) and the sections of decisions (pykälä).

A counter row is locked until the caller's transaction ends: two transactions wait for each other, and a rollback
gives its number back. So the numbers of committed transactions have no gaps.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from portal.decisions.models import CaseSeries, Counter


def case_number(series: str, day: date) -> str:
    """The next case number of the series (CaseSeries.slug) for the Helsinki day's year: ``PORI/123/02.05.01.04/2026``.

    Numbers run by prefix and year. Must be called in a transaction, as late in it as possible, since everybody else
    with the prefix waits for its end. Raises CaseSeries.DoesNotExist for an unknown series.
    """
    found = CaseSeries.objects.get(slug=series)
    number = _next(f"case:{found.prefix}", day.year)
    return f"{found.prefix}/{number}/{found.task_class}/{day.year}"


def section(series: str, day: date) -> int:
    """The next section number of a series of decisions in the Helsinki day's year, as :func:`case_number`."""
    return _next(f"section:{series}", day.year)


def _next(series: str, year: int) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is given only in a transaction.")
    # Made by whoever is first; the second waits here and then at the lock.
    Counter.objects.bulk_create([Counter(series=series, year=year)], ignore_conflicts=True)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
