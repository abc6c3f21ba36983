"""A small client of clamd, ClamAV's daemon: one command, INSTREAM, over a UNIX socket or TCP.

The protocol (clamd(8)): ``zINSTREAM\\0``, then chunks of a four-byte big-endian length and that many bytes, a zero
length to end; the answer is ``stream: OK`` or ``stream: <name> FOUND``. No library is needed for that, and none of
those on offer is kept up.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

TIMEOUT_SECONDS = 30
CHUNK = 64 * 1024


class NotAnswering(Exception):
    """The daemon can't be reached or doesn't say that the file is clean or not."""


def scan(address: str, chunks: Iterable[bytes]) -> str:
    """The name of what was found in the content, '' when it is clean.

    ``address`` is a socket's path or ``host:port``. Raises :class:`NotAnswering`; whoever calls must then refuse the
    file, since "not checked" isn't "clean".
    """
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                if chunk:
                    line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = _read(line)
    except OSError as error:
        raise NotAnswering(str(error)) from error
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip() or "?"
    raise NotAnswering(answer[:200])


def _connect(address: str) -> socket.socket:
    host, separator, port = address.rpartition(":")
    if separator and port.isdecimal() and "/" not in address:
        return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(TIMEOUT_SECONDS)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        piece = line.recv(1024)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()
