"""A job whose work each test writes itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal import broker
from portal.jobs import registry
from portal.jobs.registry import Kind
from portal.jobs.runner import Run

NAME = "tests.work"


class Work:
    """What the job does; set ``does`` to a function of the run (and the job's arguments)."""

    def __init__(self) -> None:
        self.does: Callable[..., object] = lambda run, *args: None
        self.runs = 0

    def __call__(self, run: Run, *args: Any) -> None:
        self.runs += 1
        self.does(run, *args)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """The work behind the name."""
    made = Work()
    monkeypatch.setitem(registry._kinds, NAME, Kind(NAME, "Test <work>", made))
    return made


@pytest.fixture(autouse=True)
def wakes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the workers are asked for."""
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(broker, "wake", lambda task, *args: asked.append((task, *args)))
    return asked
