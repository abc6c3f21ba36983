"""The bench's own HTTP client: whether it reads answers right, not how fast."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.load import Target, Unexpected, ask, load, parse, percentile


class Handler(BaseHTTPRequestHandler):
    """Answers /<status>/ with that status; keeps what it was asked."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Cookie", ""))
        status = int(self.path.strip("/"))
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Length", "5")
        self.end_headers()
        if status != 304:
            self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Takes it calmly that the client closes first."""

    asked: list[str]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_ask_reads_status_headers_and_body(server: Server) -> None:
    answer = ask(Target(server.server_port, "/200/", {"Cookie": "a=b"}))

    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "5", b"hello")
    assert server.asked == ["a=b"]


def test_ask_refuses_another_status(server: Server) -> None:
    with pytest.raises(Unexpected, match="404 in place of 200"):
        ask(Target(server.server_port, "/404/"))


def test_load_counts_every_request_that_it_made(server: Server) -> None:
    found = load(Target(server.server_port, "/304/", status=304), connections=3, seconds=0.05)

    assert len(found.took_ms) == len(server.asked) >= 3
    assert found.rps > 0


def test_load_stops_at_a_wrong_answer(server: Server) -> None:
    with pytest.raises(Unexpected, match="/500/"):
        load(Target(server.server_port, "/500/"), connections=2, seconds=0.05)


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\n", b"nonsense\r\n\r\n"])
def test_parse_refuses_what_is_no_answer(raw: bytes) -> None:
    with pytest.raises(Unexpected):
        parse(raw)


def test_parse_refuses_half_an_answer() -> None:
    with pytest.raises(Unexpected, match="2 of 5 bytes"):
        parse(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.5, 2.0), (0.51, 3.0), (0.75, 3.0), (0.95, 4.0), (1.0, 4.0)]
)
def test_percentile_by_nearest_rank(share: float, expected: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == expected


def test_percentile_of_nothing() -> None:
    assert percentile([], 0.5) == 0.0
