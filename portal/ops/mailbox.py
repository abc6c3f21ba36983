"""The demo's mailbox: takes every mail over SMTP on this machine and keeps it as a file; nothing goes further."""

from __future__ import annotations

import itertools
import os
import socket
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Keeper:
    """Writes each accepted mail into the folder; the names sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep one mail. The envelope's addresses go on top, as a mail server writes them."""
        head = [f"X-Envelope-From: {_one_line(envelope.mail_from or '')}"]
        head += [f"X-Envelope-To: {_one_line(address)}" for address in envelope.rcpt_tos]
        name = f"{time.time_ns()}-{next(self.numbers):05}.eml"
        # The page that lists the mails must not meet half a one.
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes("\r\n".join([*head, ""]).encode() + envelope.original_content)
        os.replace(unfinished, self.folder / name)
        return "250 Kept"


class Mailbox:
    """An SMTP server on a free port of this machine, running in a thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._keeper = Keeper(folder)
        self._controller: Controller | None = None

    def start(self) -> int:
        """Start it. Returns its port."""
        port = free_port()
        self._controller = Controller(self._keeper, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
        self._controller.start()
        return port

    def stop(self) -> None:
        """End it; the mails stay."""
        if self._controller is not None:
            self._controller.stop()


def free_port() -> int:
    """A port of this machine on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _one_line(address: str) -> str:
    return "".join(address.splitlines())
