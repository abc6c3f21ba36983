"""Case numbers (diaarinumero) and the sections of decisions (pykälä).

A counter row is locked until the caller's transaction ends: two transactions wait for each other, and a rollback
gives its number back. So the numbers of committed transactions have no gaps.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from portal.decisions.models import CaseSeries
from portal.prepared import Prepared

_SERIES = Prepared(lambda slug: CaseSeries.objects.filter(slug=slug).values_list("prefix", "task_class"), str)


def case_number(series: str, day: date) -> str:
    """The next case number of the series (CaseSeries.slug) for the Helsinki day's year: ``PORI/123/02.05.01.04/2026``.

    Numbers run by prefix and year. Must be called in a transaction, as late in it as possible, since everybody else
    with the prefix waits for its end. Raises CaseSeries.DoesNotExist for an unknown series.
    """
    found = _SERIES.tuples(series)
    if not found:
        raise CaseSeries.DoesNotExist(f"There is no series {series}.")
    prefix, task_class = found[0]
    return f"{prefix}/{_next(f'case:{prefix}', day.year)}/{task_class}/{day.year}"


def section(series: str, day: date) -> int:
    """The next section number of a series of decisions in the Helsinki day's year, as :func:`case_number`."""
    return _next(f"section:{series}", day.year)


def _next(series: str, year: int) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is given only in a transaction.")
    # Made by whoever is first, raised by everybody else; both lock the row.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO decisions_counter AS counter (series, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (series, year) DO UPDATE SET last = counter.last + 1 RETURNING last",
            [series, year],
        )
        return int(cursor.fetchone()[0])
