"""The demo: what it starts it ends, what it kept it finds again, and a taken port is no obstacle."""

from __future__ import annotations

import email
import json
import os
import re
import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.ops import demo
from portal.ops.healthcheck import healthy
from portal.ops.mailbox import Mailbox
from portal.ops.processes import Group, end_left_over
from tests import databases, waiting

# A head that ignores polite requests, and a child of it.
STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print(child.pid, flush=True)
signal.pause()
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def stubborn(tmp_path: Path) -> tuple[Group, int, int]:
    """A group with one process that doesn't end when asked; its number and its child's."""
    group = Group(tmp_path / "processes.json", tmp_path)
    group.start("stubborn", [sys.executable, "-c", STUBBORN], os.environ)
    log = tmp_path / "stubborn.log"
    waiting.until(lambda: log.read_text().endswith("\n"))
    return group, group.started["stubborn"].pid, int(log.read_text())


@pytest.mark.fault
def test_stopping_ends_children_that_do_not_listen(stubborn):
    group, head, child = stubborn
    group.stop(patience=0.2)
    waiting.until(lambda: not alive(child))
    assert not alive(head)


@pytest.mark.fault
def test_what_a_killed_demo_left_is_ended_by_the_next(stubborn):
    group, head, child = stubborn
    assert end_left_over(group.record, patience=0.2) == 1
    waiting.until(lambda: not alive(child))
    group.started["stubborn"].wait()
    assert not alive(head)
    assert not group.record.exists()


def test_a_number_that_went_to_another_process_is_left_alone(tmp_path):
    record = tmp_path / "processes.json"
    record.write_text(json.dumps({str(os.getppid()): "1"}))
    assert end_left_over(record) == 0
    assert alive(os.getppid())


def test_the_next_free_port_is_taken():
    first = demo._first_free(18000)
    second = demo._first_free(first.getsockname()[1])
    try:
        assert second.getsockname()[1] > first.getsockname()[1]
    finally:
        first.close()
        second.close()


def test_the_mailbox_keeps_each_mail_as_it_came(tmp_path):
    box = Mailbox(tmp_path)
    port = box.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as server:
            for number in range(3):
                message = EmailMessage()
                message["From"], message["To"] = "portaali@example.invalid", "aino@example.invalid"
                message["Subject"] = f"Päätös {number}"
                message.set_content("Hyvä yhdistys,\n.\npäätös on tehty.\n")
                server.send_message(message, to_addrs=["aino@example.invalid", "bcc@example.invalid"])
    finally:
        box.stop()
    kept = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in _in_order(tmp_path)]
    assert [message["Subject"] for message in kept] == ["Päätös 0", "Päätös 1", "Päätös 2"]
    assert kept[0].get_all("X-Envelope-To") == ["aino@example.invalid", "bcc@example.invalid"]
    assert kept[0].get_content().splitlines() == ["Hyvä yhdistys,", ".", "päätös on tehty."]


def _in_order(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


@pytest.mark.fault
def test_the_demo_serves_and_ends_and_starts_again(tmp_path):
    """The real thing, in a folder of its own; the second start finds what the first one kept."""
    folder = tmp_path / "demo ä"
    _run_once(folder)
    (folder / "mail" / "1-00000.eml").write_text("Subject: kept\n\n")
    system = _cluster_number(folder)
    _run_once(folder)
    assert (folder / "mail" / "1-00000.eml").exists()
    assert _cluster_number(folder) == system


def _run_once(folder: Path) -> None:
    code = (
        f"from pathlib import Path; from portal.ops import demo; demo.FOLDER = Path({str(folder)!r});"
        f"demo.LOCK = Path({str(folder)!r} + '.lock'); demo.main()"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DATABASE_") and name not in {"REDIS_URL", "MEDIA_ROOT", "DJANGO_SETTINGS_MODULE"}
    }
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code],
        cwd=databases.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said = waiting.line(process, "Ctrl-C ends everything", seconds=300)
        found = re.search(r"The portal is at (http://localhost:\d+)/", said)
        assert found is not None, said
        assert healthy(found[1])
        pids = [int(pid) for pid in json.loads((folder / "processes.json").read_text())]
        assert len(pids) == 6
        assert all(alive(pid) for pid in pids)
        os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
        end_left_over(folder / "processes.json")
    assert process.returncode == 0, rest
    assert b"The demo has ended." in rest
    assert [pid for pid in pids if alive(pid)] == []
    assert not (folder / "processes.json").exists()


def _cluster_number(folder: Path) -> bytes:
    # The first eight bytes name the cluster since it was made.
    return (folder / "postgres" / "global" / "pg_control").read_bytes()[:8]
