"""Waking the workers: the one place that speaks to the queue, for the rooms that keep their work in rows.

The row is the truth and the message to the queue only a wake-up: a request never fails, and hardly waits, because the
queue is away (cases.md 4). Whoever keeps rows also sweeps them, so a lost wake-up costs a minute.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

import structlog
from django.db import connection, transaction
from kombu import pools
from kombu.connection import Connection

from portal.celery import app

log = structlog.get_logger(__name__)

# What a request may wait for a queue that is away or hangs.
TIMEOUT_SECONDS = 2.0
# After a failure the queue is left alone for this long, so that only one request in a while meets the time-out.
PAUSE_SECONDS = 10.0
# A wake-up that nobody has taken by then is worth nothing: the sweep has sent another.
EXPIRES_SECONDS = 600
# One transaction wakes at most so many workers; each goes on while there is more.
MAX_WAKE_UPS = 40


@dataclass
class _Circuit:
    """Open (no tries) until the moment, in seconds of the monotonic clock."""

    open_until: float = 0.0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def closed(self) -> bool:
        """Whether the queue may be tried. Lets one caller through when the pause is over."""
        with self._lock:
            now = time.monotonic()
            if now < self.open_until:
                return False
            if self.open_until:
                self.open_until = now + PAUSE_SECONDS
            return True

    def failed(self) -> None:
        """Leave the queue alone for a while."""
        with self._lock:
            self.open_until = time.monotonic() + PAUSE_SECONDS

    def worked(self) -> None:
        """The queue is there."""
        with self._lock:
            self.open_until = 0.0


circuit = _Circuit()


@cache
def _queue() -> Connection:
    """The queue as a request may use it.

    The workers' own settings are for waiting: with them a publisher tries for six seconds to reach a queue that is
    away, and waits ten for one that hangs.
    """
    options = {"max_retries": 0, "socket_timeout": TIMEOUT_SECONDS, "socket_connect_timeout": TIMEOUT_SECONDS}
    queue: Connection = app.connection_for_write(transport_options={**app.conf.broker_transport_options, **options})
    return queue


@dataclass
class _WakeUp:
    """What a transaction will ask of the workers once it is committed."""

    task: str
    args: tuple[Any, ...]
    amount: int
    batch: int

    def __call__(self) -> None:
        if not circuit.closed():
            log.warning("broker.left_alone", task=self.task)
            return
        try:
            with pools.producers[_queue()].acquire(block=True, timeout=TIMEOUT_SECONDS) as producer:
                for _ in range(min(ceil(self.amount / self.batch), MAX_WAKE_UPS)):
                    app.send_task(self.task, args=self.args, producer=producer, retry=False, expires=EXPIRES_SECONDS)
        except Exception as error:
            # Of several libraries: kombu lets redis-py's errors and the system's through.
            circuit.failed()
            log.warning("broker.away", task=self.task, error=str(error))
        else:
            circuit.worked()


def wake(task: str, *args: Any, amount: int = 1, batch: int = 1) -> None:
    """Ask the workers to run the task (by its name) after the commit, or now where no transaction is open.

    ``amount`` pieces of work in batches of ``batch`` are one message each; several calls of one transaction with the
    same task and arguments are added up. Never raises: when the queue is away a warning is logged and the sweep
    finds the rows.
    """
    for entry in connection.run_on_commit:
        function = entry[1]
        # It runs whenever ours would: what was registered in a savepoint that was rolled back isn't listed any more.
        if isinstance(function, _WakeUp) and (function.task, function.args, function.batch) == (task, args, batch):
            function.amount += amount
            return
    transaction.on_commit(_WakeUp(task, args, amount, batch), robust=True)
