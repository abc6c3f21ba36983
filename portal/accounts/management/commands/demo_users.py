"""`manage.py demo_users`: who can sign in to the demo."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from portal import demodata


class Command(BaseCommand):
    """Prints a plain table; nothing where the demo's people aren't there."""

    help = "Print who can sign in to the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print role, name and address of each, and the password that they share."""
        with translation.override("en"):
            people = demodata.people()
        if not people:
            return
        rows = [("Role", "Name", "E-mail"), *((one.role, one.name, one.email) for one in people)]
        role, name = (max(len(row[at]) for row in rows) for at in (0, 1))
        self.stdout.write("Who can sign in (one click does it at /demo/):\n")
        for row in rows:
            self.stdout.write(f"  {row[0]:{role}}  {row[1]:{name}}  {row[2]}")
        self.stdout.write(f"\nThe password of all of them: {demodata.PASSWORD}")
