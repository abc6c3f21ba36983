"""The demo's data, loaded once for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from portal.actor import acting, system


class _Undo(Exception):
    pass


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Everything loaded; what the command said."""
    with django_db_blocker.unblock(), acting(system("test")):
        try:
            with transaction.atomic():
                said = StringIO()
                call_command("load_demo", "--force", stdout=said)
                yield said.getvalue()
                raise _Undo
        except _Undo:
            pass
