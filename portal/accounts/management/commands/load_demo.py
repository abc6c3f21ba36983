"""`manage.py load_demo`: fill an empty database with invented associations, people and applications."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from portal import demodata
from portal.actor import acting, system


class Command(BaseCommand):
    """Runs the steps of all apps in one transaction, so that an interrupted load leaves nothing behind."""

    help = "Load the demo's data into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one option."""
        parser.add_argument("--force", action="store_true", help="Load also where the settings aren't the demo's.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, unless there is data already. Raises CommandError outside of the demo."""
        if not (settings.DEMO or options["force"]):
            raise CommandError("These aren't the demo's settings. Invented data is loaded here only with --force.")
        steps = demodata.steps()
        if any(step.already() for step in steps if step.already is not None):
            self.stdout.write("There is data already; nothing is loaded.")
            return
        # What is frozen in words, such as the labels of the record, is in the city's own language.
        with transaction.atomic(), translation.override("fi"), acting(system("demo")):
            for step in steps:
                started = time.monotonic()
                made = step.load()
                self.stdout.write(f"  {made} ({time.monotonic() - started:.1f} s)")
                self.stdout.flush()
