"""``manage.py bench_fill 500``: fills the database up to so many associations.

A process of its own, since whoever measures shouldn't hold Django and a data set in memory.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from bench import register


class Command(BaseCommand):
    """Runs under ``bench.settings``, on databases that a bench has made for itself."""

    help = "Fills a bench's database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The number of associations."""
        parser.add_argument("associations", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill."""
        register.fill(options["associations"])
