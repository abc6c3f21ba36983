"""Fills an empty demo database and says who can sign in; one process for both, since loading Django takes a second."""

from __future__ import annotations

import os
import sys

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import OutputWrapper


def main() -> None:
    """Load the demo data when nobody is there yet, then list the users."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    django.setup()
    commands = get_commands()
    if "load_demo" in commands and not get_user_model()._default_manager.exists():
        # On the other channel: its progress is shown at once, the list of users when all has started.
        call_command("load_demo", stdout=OutputWrapper(sys.stderr))
    if "demo_users" in commands:
        call_command("demo_users")


if __name__ == "__main__":
    main()
