"""A bound on what strangers can make a process do or keep."""

from __future__ import annotations

import time


class Budget:
    """So many a minute."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.minute = 0
        self.used = 0

    def take(self) -> bool:
        """Whether one more is within this minute's budget; it is used then."""
        minute = int(time.monotonic() // 60)
        if minute != self.minute:
            self.minute, self.used = minute, 0
        self.used += 1
        return self.used <= self.most
