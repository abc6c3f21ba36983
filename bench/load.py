"""A small HTTP client that asks for one address as fast as it is answered, over a fixed number of connections.

One process, one thread, plain sockets: whatever the client costs is taken from the servers, and would make a slow page
look nearer to a quick one than it is. Every request has a connection of its own, as gunicorn's sync workers close
each after one answer.
"""

from __future__ import annotations

import math
import selectors
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

READ = 256 * 1024
# A reset in place of an orderly close leaves no used-up port behind; by then the answer has been read to its end.
RESET = struct.pack("ii", 1, 0)


class Unexpected(Exception):
    """An answer that isn't the one to be measured: another status, or none at all (0)."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Target:
    """What to ask for, and with which status it has to be answered."""

    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    # What is posted; None is a GET.
    body: str | None = None

    def request(self) -> bytes:
        """The request as it goes over the wire. No Accept-Encoding: both sides answer without compression."""
        method, content = ("GET", "") if self.body is None else ("POST", self.body)
        lines = [f"{method} {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if content:
            lines.append(f"Content-Length: {len(content.encode())}")
        return ("\r\n".join(lines) + "\r\n\r\n" + content).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of load has shown: answers per second, and how long each took in milliseconds."""

    rps: float
    took_ms: list[float]


@dataclass(slots=True)
class _Exchange:
    connection: socket.socket
    began: float
    parts: list[bytes] = field(default_factory=list)


def ask(target: Target, timeout: float = 30) -> Answer:
    """One request, read to the end. Raises :class:`Unexpected`."""
    with socket.create_connection(("127.0.0.1", target.port), timeout=timeout) as connection:
        connection.sendall(target.request())
        parts = []
        while part := connection.recv(READ):
            parts.append(part)
    answer = parse(b"".join(parts))
    if answer.status != target.status:
        sentence = f"{target.path} was answered with {answer.status} in place of {target.status}."
        raise Unexpected(sentence, answer.status)
    return answer


def parse(raw: bytes) -> Answer:
    """An answer as it came over the wire. Raises :class:`Unexpected` for what isn't one, or isn't whole."""
    head, separator, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ", 2)
    if not separator or len(words) < 2 or not words[1].isdigit():
        raise Unexpected(f"No answer of HTTP: {raw[:80]!r}")
    headers = {}
    for line in lines[1:]:
        name, _colon, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length")
    if length is not None and int(length) != len(body):
        raise Unexpected(f"{len(body)} of {length} bytes came.")
    return Answer(int(words[1]), headers, body)


def load(target: Target, *, connections: int, seconds: float) -> Round:
    """Keep so many requests under way for so long. Raises :class:`Unexpected` at the first wrong answer.

    What is under way when the time is over is waited for and counted, with the time that it took.
    """
    request, expected = target.request(), f" {target.status} ".encode()
    took: list[float] = []
    with selectors.EpollSelector() as selector:
        began = ended = time.perf_counter()
        deadline = began + seconds
        for _number in range(connections):
            _start(selector, target.port, request)
        while selector.get_map():
            ready = selector.select(timeout=30)
            if not ready:
                raise Unexpected(f"{target.path} isn't answered.")
            for key, _events in ready:
                exchange: _Exchange = key.data
                part = exchange.connection.recv(READ)
                if part:
                    exchange.parts.append(part)
                    continue
                ended = time.perf_counter()
                took.append((ended - exchange.began) * 1000)
                _end(selector, exchange)
                if not exchange.parts or expected not in exchange.parts[0][:32]:
                    raise Unexpected(f"{target.path}: {b''.join(exchange.parts)[:200]!r}")
                if ended < deadline:
                    _start(selector, target.port, request)
    return Round(len(took) / (ended - began), took)


def _start(selector: selectors.BaseSelector, port: int, request: bytes) -> None:
    began = time.perf_counter()
    # On the loopback a connection stands at once, and a request of this size fits its buffer.
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(request)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, _Exchange(connection, began))


def _end(selector: selectors.BaseSelector, exchange: _Exchange) -> None:
    selector.unregister(exchange.connection)
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    exchange.connection.close()


def percentile(values: list[float], share: float) -> float:
    """The value that this share (0 to 1) of them doesn't exceed, by the nearest rank; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
