"""``manage.py bench_review``: eight years of applications, the pages that read them, a list decided, letters timed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from bench import eightyears, letters, readings
from bench.cases import written
from bench.cast import cast
from portal.actor import acting, system


class Command(BaseCommand):
    """Runs under ``bench.settings``, on a database that ``bench_fill`` has filled."""

    help = "Makes eight years of applications, prints the pages that read them, decides a list, times letters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The step."""
        parser.add_argument("step", choices=["fill", "cases", "decide", "letters"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print JSON."""
        if options["step"] == "fill":
            self.stdout.write(json.dumps({"applications": eightyears.fill()}))
            return
        with acting(system("bench")), transaction.atomic():
            people = cast()
        if options["step"] == "cases":
            self.stdout.write(written(readings.cases(people)))
            return
        step = letters.decide if options["step"] == "decide" else letters.write
        self.stdout.write(json.dumps(step(people)))
