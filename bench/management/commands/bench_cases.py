"""``manage.py bench_cases``: prints the pages to measure, as JSON, with the queries that each of them costs."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from bench import visits
from bench.cases import written
from bench.cast import cast
from portal.actor import acting, system


class Command(BaseCommand):
    """Runs under ``bench.settings``, on a database that ``bench_fill`` has filled."""

    help = "Prints the pages to measure."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        with acting(system("bench")), transaction.atomic():
            people = cast()
        self.stdout.write(written(visits.cases(people)))
