"""A mail server, workers, and a queue of one's own to stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import broker, embedded
from portal.celery import app
from tests.faults.helpers.mailserver import MailServer
from tests.faults.helpers.workers import Workers


@pytest.fixture
def mailserver() -> Iterator[MailServer]:
    """A mail server that is up."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def workers(tmp_path: Path, mailserver: MailServer) -> Iterator[Workers]:
    """Starts workers that send through the mail server."""
    host, port = mailserver.address
    started = Workers(tmp_path, {"EMAIL_HOST": host, "EMAIL_PORT": str(port)})
    yield started
    started.stop()


@pytest.fixture
def own_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[embedded.Servers]:
    """A queue for this process and its workers alone, which the test may stop."""
    queue = embedded.start(tmp_path / "queue", postgres=False)
    monkeypatch.setenv("REDIS_URL", queue.redis_url)
    before = app.conf.broker_url
    _use(queue.redis_url.replace("unix://", "redis+socket://", 1))
    yield queue
    _use(before)
    queue.stop()


def _use(broker_url: str) -> None:
    app.conf.update(broker_url=broker_url)
    broker._queue.cache_clear()
    broker.circuit.worked()
