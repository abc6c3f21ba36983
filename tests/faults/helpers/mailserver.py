"""A real SMTP server in this process that can be made to fail."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Received:
    """A mail that the server has taken, whether or not it could say so."""

    recipient: str
    message_id: str
    mail: Message


@dataclass
class MailServer:
    """Takes mail on a free port. Set its attributes to make it fail."""

    refused: dict[str, str] = field(default_factory=dict)
    """Answer to RCPT by address."""
    drops: Counter[str] = field(default_factory=Counter)
    """How often the line drops after the whole mail has come, by address, before the mail is taken."""
    hold_from: int | None = None
    """From this mail on (counted from 0) the answer is kept back until :meth:`release`."""
    received: list[Received] = field(default_factory=list)
    attempts: list[Received] = field(default_factory=list)
    sessions: int = 0
    held: int = 0

    def start(self) -> None:
        """Listen."""
        self._released = asyncio.Event()
        self._controller = _AnyPort(self, hostname="127.0.0.1", port=0)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self.release()
        self._controller.stop()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return "127.0.0.1", self._controller.port

    def release(self) -> None:
        """Give the answers that were kept back, and keep none from now on."""
        self.hold_from = None
        self._controller.loop.call_soon_threadsafe(self._let_go)

    def copies(self) -> Counter[str]:
        """How often each address has got a mail."""
        return Counter(mail.recipient for mail in self.received)

    def _let_go(self) -> None:
        self._released.set()
        self._released = asyncio.Event()
        self.held = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count the connections."""
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse the addresses that are to be refused."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail, or fail as told."""
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=default)
        [recipient] = envelope.rcpt_tos
        received = Received(recipient, str(mail["Message-ID"]), mail)
        self.attempts.append(received)
        if self.drops[recipient] > 0:
            self.drops[recipient] -= 1
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "421 never said"
        self.received.append(received)
        if self.hold_from is not None and len(self.received) > self.hold_from:
            self.held += 1
            await self._released.wait()
        return "250 OK"


class _AnyPort(Controller):
    """A controller that lets the system choose the port."""

    def _create_server(self) -> Awaitable[Any]:
        made = super()._create_server()

        async def create() -> Any:
            server: Any = await made
            self.port = server.sockets[0].getsockname()[1]
            return server

        return create()
