"""``manage.py bench_deadline prepare 400``: drafts for a call's last minute, its closing moment, what was stored."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from bench import lastminute


class Command(BaseCommand):
    """Runs under ``bench.settings``, on databases that a bench has made for itself."""

    help = "Makes drafts for the last minute of a call, and counts what was stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The step and its number: of drafts, or the call's key; for closing also the seconds."""
        parser.add_argument("step", choices=["prepare", "close", "count"])
        parser.add_argument("number", type=int)
        parser.add_argument("seconds", type=float, nargs="?", default=0.0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print JSON."""
        step, number = options["step"], options["number"]
        if step == "prepare":
            found = lastminute.prepare(number)
        elif step == "close":
            found = lastminute.close_in(number, options["seconds"])
        else:
            found = lastminute.count(number)
        self.stdout.write(json.dumps(found))
