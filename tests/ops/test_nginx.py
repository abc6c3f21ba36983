"""nginx in front, with the very configuration of production; only addresses and folders are this machine's."""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from portal.ops import tools
from portal.ops.mailbox import free_port
from tests import databases, waiting

pytestmark = [pytest.mark.nginx, pytest.mark.fault]

CONFIGURATION = databases.ROOT / "deploy" / "nginx.conf"
STAMP = "X-Request-Arrival"
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": 'attachment; filename="liite.pdf"',
    "Cache-Control": "private, no-store",
}


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Tells what reached it, or hands a private file to nginx as portal/files does."""
    if environ["PATH_INFO"] == "/file":
        headers = [
            ("X-Accel-Redirect", "/private-files/2026/liite.pdf"),
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", HARMLESS["Content-Disposition"]),
            ("Cache-Control", HARMLESS["Cache-Control"]),
        ]
        start_response("200 OK", headers)
        return [b""]
    length = int(environ.get("CONTENT_LENGTH") or 0)
    told = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
    told["body"] = len(environ["wsgi.input"].read(length))
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


@dataclass
class Front:
    """A running nginx before the echo."""

    port: int
    plain: int

    def connect(self) -> HTTPSConnection:
        """A new connection; its certificate is the test's own."""
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        return HTTPSConnection("127.0.0.1", self.port, timeout=20, context=trusting)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        """One request with its answer."""
        connection = self.connect()
        connection.request("GET", path, headers={"Host": "portal.example.invalid", **(headers or {})})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body


def certificate(folder: Path) -> None:
    """A certificate that signs itself, where the configuration looks for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal.example.invalid")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def localised(folder: Path, *, port: int, plain: int, web: int) -> str:
    """The configuration with this machine's addresses and folders."""
    text = CONFIGURATION.read_text()
    for old, new in (
        ("/etc/nginx/tls/", f"{folder}/"),
        ("/srv/files/", f"{folder}/files/"),
        ("/tmp/nginx", f"{folder}/nginx"),  # noqa: S108 (as it stands in the file)
        ("listen 8443", f"listen 127.0.0.1:{port}"),
        ("listen 8080", f"listen 127.0.0.1:{plain}"),
        ("set $portal web:8000", f"set $portal 127.0.0.1:{web}"),
        ("access_log /dev/stdout", "access_log off"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    # Not every machine has IPv6. As root the workers would otherwise be somebody who can't read the test's folder.
    text = re.sub(r"\n *listen \[::\].*", "", text)
    return "daemon off;\n" + ("user root;\n" if os.geteuid() == 0 else "") + text


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """nginx over TLS before the echo, with one private file."""
    program = tools.nginx()
    assert program is not None, "nginx is missing; leave these tests out with -m 'not nginx'"
    certificate(tmp_path)
    (tmp_path / "files" / "2026").mkdir(parents=True)
    (tmp_path / "files" / "2026" / "liite.pdf").write_bytes(b"%PDF-1.7 private")
    server = make_server("127.0.0.1", 0, echo, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = Front(port=free_port(), plain=free_port())
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(localised(tmp_path, port=found.port, plain=found.plain, web=server.server_port))
    checked = subprocess.run([program, "-t", "-c", str(configuration)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with (tmp_path / "nginx.log").open("wb") as log:
        process = subprocess.Popen([program, "-c", str(configuration)], stdout=log, stderr=log)
    try:
        waiting.until(lambda: answers(found.port))
        yield found
    finally:
        process.terminate()
        process.wait(timeout=20)
        server.shutdown()
        server.server_close()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_what_a_client_says_of_itself_is_replaced(front):
    forged = {
        STAMP: "1.000",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Host": "evil.example.invalid",
        "X-Real-IP": "203.0.113.9",
        "X-Request-ID": "forged",
        "Forwarded": "for=203.0.113.9",
    }
    before = time.time()
    _, body = front.get("/", forged)
    told = json.loads(body)
    assert before - 0.01 <= float(told["HTTP_X_REQUEST_ARRIVAL"]) <= time.time()
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"
    assert told["HTTP_X_FORWARDED_FOR"] == told["HTTP_X_REAL_IP"] == "127.0.0.1"
    assert told["HTTP_HOST"] == "portal.example.invalid"
    assert not {"HTTP_X_FORWARDED_HOST", "HTTP_X_REQUEST_ID", "HTTP_FORWARDED"} & set(told)


def test_the_stamp_is_of_the_last_byte(front):
    """A form that was begun before the deadline and ended after it has arrived after it (cases.md 15)."""
    connection = front.connect()
    connection.putrequest("POST", "/", skip_host=True)
    for name, value in (("Host", "portal.example.invalid"), ("Content-Length", "8")):
        connection.putheader(name, value)
    connection.endheaders(b"half")
    begun = time.time()
    waiting.until(lambda: time.time() > begun + 0.3)
    last = time.time()
    connection.send(b"half")
    told = json.loads(connection.getresponse().read())
    connection.close()
    assert told["body"] == 8
    assert last - 0.01 <= float(told["HTTP_X_REQUEST_ARRIVAL"]) <= time.time()


def test_two_gigabytes_are_refused_before_they_are_read(front):
    connection = front.connect()
    connection.putrequest("POST", "/", skip_host=True)
    for name, value in (("Host", "portal.example.invalid"), ("Content-Length", str(2 * 1024**3))):
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_private_file_comes_only_through_the_portal(front):
    response, body = front.get("/file")
    assert (response.status, body) == (200, b"%PDF-1.7 private")
    assert response.headers["Content-Type"] == "application/pdf"
    assert {name: response.headers[name] for name in HARMLESS} == HARMLESS
    for path in ("/private-files/2026/liite.pdf", "/private-files/../private-files/2026/liite.pdf"):
        response, body = front.get(path)
        assert response.status == 404
        assert b"PDF" not in body


def test_plain_http_leads_to_https(front):
    connection = socket.create_connection(("127.0.0.1", front.plain), timeout=20)
    connection.sendall(b"GET /fi/?a=1 HTTP/1.0\r\nHost: portal.example.invalid\r\n\r\n")
    answer = connection.makefile("rb").read()
    connection.close()
    assert answer.startswith(b"HTTP/1.1 301")
    assert b"Location: https://portal.example.invalid/fi/?a=1\r\n" in answer


def test_the_portal_expects_what_nginx_gives():
    compose = (databases.ROOT / "docker-compose.yml").read_text()
    assert f"ARRIVAL_HEADER: {STAMP}" in compose
    assert "FILES_ACCEL_PREFIX: /private-files\n" in compose
    # Without nginx nobody is believed.
    assert settings.ARRIVAL_HEADER == ""
