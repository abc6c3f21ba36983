"""What every test stands on: a database of its own process, an empty cache, its own folder of files, an actor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import TransactionTestCase, override_settings
from django.utils.translation import override

from portal import actor, embedded
from portal.ui import fragments
from tests import databases, world
from tests import servers as test_servers


def pytest_configure(config: pytest.Config) -> None:
    """A marker beside those of pyproject.toml (portal/ops/tools.py says what is left out without it)."""
    config.addinivalue_line("markers", "giving_schemas: needs the 360Giving schemas in ../shared/schemas")


def _clean(self: TransactionTestCase) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT test_seed.clean()")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Clone the migrated template for this process (in place of pytest-django's own way, which needs one role)."""
    databases.make()
    # Transactional and live-server tests clean up with it; see tests/databases.py for why flush can't.
    TransactionTestCase._fixture_teardown = _clean  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    databases.drop()


@pytest.fixture(autouse=True)
def _clean_surroundings(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    # What the process itself has kept of a page was made from another test's rows.
    fragments.forget()
    settings.MEDIA_ROOT = tmp_path / "files"
    # For the processes that a test starts.
    monkeypatch.setenv("MEDIA_ROOT", str(settings.MEDIA_ROOT))


@pytest.fixture(autouse=True)
def _test_acts() -> Iterator[None]:
    # Factories write, and a write needs an actor. A request through the client names its own (ActorMiddleware).
    # The actor is put into transactions: a transactional test writes recorded tables in a `transaction.atomic()`.
    with actor.acting(actor.system("test")):
        yield


@pytest.fixture(scope="session")
def servers() -> embedded.Servers:
    """The addresses of the run's servers. Don't end them: a test that kills uses ``own_servers``."""
    return test_servers.found()


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[embedded.Servers]:
    """A durable pair of servers with an empty database, for tests that kill or restore them."""
    own = embedded.start(tmp_path / "with space and ä")
    yield own
    own.stop()


@pytest.fixture
def owner_cursor(django_db_setup: None) -> Iterator[psycopg.Cursor]:
    """A cursor of the owner role on this process's database, committing by itself.

    It is a connection of its own: it sees what a transactional test has committed, nothing of a test in a transaction.
    """
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner, owner.cursor() as cursor:
        yield cursor


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the small city lie."""
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: Any, folder: Path) -> Iterator[world.World]:
    """The small city, made once a module; each test's changes are rolled back to it."""
    with django_db_blocker.unblock(), actor.acting(actor.system("test")), override_settings(MEDIA_ROOT=folder):
        try:
            with transaction.atomic():
                made = world.make()
                for who in world.ACTORS:
                    made.client(who)
                yield made
                raise world.Undo
        except world.Undo:
            pass


# Their tests read sentences as the source has them; pages say their language in the address.
IN_ENGLISH = {"associations", "dated", "exports", "feedback", "privacy", "savedviews"}


@pytest.fixture(autouse=True)
def _source_language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sentences of services in English, as the source has them, where no request or letter chose a language."""
    if request.node.path.parent.name not in IN_ENGLISH:
        yield
        return
    with override("en"):
        yield
