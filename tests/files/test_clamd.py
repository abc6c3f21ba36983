"""The client of the virus check, against a daemon of the test's own that speaks the protocol."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import closing

import pytest

from portal.files import clamd


class Daemon:
    """Answers one connection and remembers what was sent."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.command = b""
        self.content = b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        line, _peer = self.socket.accept()
        with closing(line), line.makefile("rb") as stream:
            while not self.command.endswith(b"\0"):
                self.command += stream.read(1)
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.content += stream.read(length)
            line.sendall(self.answer)

    def end(self) -> None:
        self.thread.join(5)
        self.socket.close()


@pytest.fixture
def daemon():
    started = []

    def start(answer: bytes) -> Daemon:
        started.append(Daemon(answer))
        return started[-1]

    yield start
    for one in started:
        one.end()


def test_clean(daemon):
    server = daemon(b"stream: OK\0")
    assert clamd.scan(server.address, [b"ensin", b"", b"sitten"]) == ""
    server.end()
    assert (server.command, server.content) == (b"zINSTREAM\0", b"ensinsitten")


def test_found(daemon):
    assert clamd.scan(daemon(b"stream: Eicar-Test-Signature FOUND\0").address, [b"x"]) == "Eicar-Test-Signature"


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OKAY\0"])
def test_any_other_answer_is_no_answer(daemon, answer):
    with pytest.raises(clamd.NotAnswering):
        clamd.scan(daemon(answer).address, [b"x"])


def test_nobody_there(tmp_path):
    with pytest.raises(clamd.NotAnswering):
        clamd.scan(str(tmp_path / "clamd.sock"), [b"x"])


def test_a_socket_by_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("clamd.sock")
        server.listen()

        def serve() -> None:
            line, _peer = server.accept()
            with closing(line), line.makefile("rb") as stream:
                stream.read(len(b"zINSTREAM\0") + 4)
                line.sendall(b"stream: OK\0")

        thread = threading.Thread(target=serve)
        thread.start()
        assert clamd.scan("./clamd.sock", []) == ""
        thread.join(5)
