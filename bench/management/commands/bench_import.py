"""``manage.py bench_import ours 100000``: imports so many rows, our way or barely, and prints what it took as JSON.

A process of its own each time, so that the memory which it held is its own.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from bench import importing

WAYS = {"fill": importing.fill, "begin": importing.begin, "ours": importing.ours, "bare": importing.bare}


class Command(BaseCommand):
    """Runs under ``bench.settings``, on databases that a bench has made for itself."""

    help = "Imports register data into a bench's database and prints what it took."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The way and the number of rows."""
        parser.add_argument("way", choices=sorted(WAYS))
        parser.add_argument("rows", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print."""
        self.stdout.write(json.dumps(WAYS[options["way"]](options["rows"])))
