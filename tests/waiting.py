"""Waiting for other processes without guessing how long they take."""

from __future__ import annotations

import os
import selectors
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

# Waited on instead of sleeping: nobody sets it.
_NEVER = threading.Event()


def until(true: Callable[[], Any], *, seconds: float = 20) -> Any:
    """What ``true`` returns, as soon as that is true. Fails when it isn't in time."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, f"Still not true after {seconds} seconds."
        _NEVER.wait(0.02)
    return found


def line(process: subprocess.Popen[bytes], text: str, *, seconds: float = 30) -> str:
    """All that the process has said, as soon as that holds the text. Fails when it isn't said in time."""
    assert process.stdout is not None
    said = b""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while text.encode() not in said:
            left = deadline - time.monotonic()
            assert left > 0, f"Not said in {seconds} seconds: {text}\n{said.decode(errors='replace')}"
            if selector.select(left):
                # Below Python's buffer, which would keep lines that the selector then doesn't see.
                heard = os.read(process.stdout.fileno(), 65536)
                assert heard, f"Ended without saying: {text}\n{said.decode(errors='replace')}"
                said += heard
    return said.decode()
