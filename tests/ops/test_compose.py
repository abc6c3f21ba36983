"""What production runs: the very commands of docker-compose.yml and Dockerfile, started against the test servers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.ops.healthcheck import healthy
from portal.ops.mailbox import free_port
from tests import databases, waiting

ROOT = databases.ROOT
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "portal"}
NEEDED = re.compile(r"\$\{(\w+):\?[^}]*\}")


def command(words: list[str]) -> list[str]:
    """The command as it runs here: its program is that of this environment."""
    program = sys.executable if words[0] == "python" else str(Path(sys.executable).parent / words[0])
    return [program, *words[1:]]


@pytest.fixture
def environment(django_db_setup: None, tmp_path: Path) -> dict[str, str]:
    """The variables that the compose file gives the web, with the servers of the test run."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "tests-sign-with-this-key-of-more-than-fifty-characters-in-all",
        "ALLOWED_HOSTS": "portal.example.invalid",
        "PORTAL_URL": "https://portal.example.invalid",
        "STATIC_ROOT": str(tmp_path / "static"),
        "ACCENT_COLOUR": "",
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[Any]:
    """Starts one of the compose file's commands; each ends with the test, politely and with success."""
    processes = []

    def start(name: str, *more: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command([*OURS[name]["command"], *more]),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.terminate()
        try:
            said, _ = process.communicate(timeout=30)
        finally:
            process.kill()
        assert process.returncode == 0, said.decode()


def test_each_part_is_there_as_often_as_it_may_be():
    assert set(SERVICES) == {
        *("web", "worker-work", "worker-mail", "beat", "migrate", "backup"),
        *("postgres", "valkey", "nginx"),
    }
    assert SERVICES["web"]["deploy"]["replicas"] >= 2
    assert SERVICES["worker-work"]["deploy"]["replicas"] >= 2
    assert SERVICES["beat"]["deploy"]["replicas"] == 1
    for name in set(OURS) - {"migrate", "backup"}:
        assert OURS[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_only_what_runs_once_knows_the_owner():
    for name, service in SERVICES.items():
        secrets = (
            {key for key in ("OWNER_PASSWORD", "POSTGRES_PASSWORD") if key in str(service["environment"])}
            if ("environment" in service)
            else set()
        )
        assert bool(secrets) == (name in {"migrate", "backup", "postgres"}), name


def test_no_secret_has_a_value_that_works_unset():
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "ALLOWED_HOSTS", "TLS_DIR"):
        used = re.findall(r"\$\{" + name + r"[^}]*\}", text)
        assert used
        assert all(NEEDED.fullmatch(use) for use in used), used


def test_each_variable_is_read_by_somebody_and_each_needed_one_explained():
    code = "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    for name, service in OURS.items():
        for variable in service["environment"]:
            assert f'"{variable}"' in code or variable == "WEB_CONCURRENCY", (name, variable)
    readme = (ROOT / "README.md").read_text()
    missing = {name for name in NEEDED.findall((ROOT / "docker-compose.yml").read_text()) if f"`{name}`" not in readme}
    assert missing == set()


@pytest.mark.fault
def test_the_web_serves_in_production(environment, started):
    collect = re.search(r"python (manage\.py collectstatic [^\n\\]*)", (ROOT / "Dockerfile").read_text())
    assert collect is not None
    subprocess.run([sys.executable, *collect[1].split()], cwd=ROOT, env=environment, check=True)
    port = free_port()
    web = started("web", "--bind", f"127.0.0.1:{port}")
    waiting.line(web, "Booting worker")
    os.environ["ALLOWED_HOSTS"] = environment["ALLOWED_HOSTS"]
    try:
        waiting.until(lambda: healthy(f"http://127.0.0.1:{port}"))
    finally:
        del os.environ["ALLOWED_HOSTS"]


@pytest.mark.fault
@pytest.mark.parametrize("name", ["worker-work", "worker-mail"])
def test_a_worker_gets_ready(started, name):
    assert " ready." in waiting.line(started(name), " ready.", seconds=60)


@pytest.mark.fault
def test_beat_starts(started, tmp_path):
    beat = OURS["beat"]["command"]
    assert beat[beat.index("--schedule") + 1] == "/srv/beat/schedule"
    # Only then has it opened its schedule and may be ended without a fright.
    process = started("beat", "--schedule", str(tmp_path / "schedule"), "--loglevel", "DEBUG")
    waiting.line(process, "beat: Ticking")


@pytest.mark.fault
def test_migrating_again_changes_nothing(environment):
    (shell, flag, words) = OURS["migrate"]["command"]
    assert (shell, flag) == ("sh", "-c")
    done = subprocess.run(
        ["sh", "-c", words],
        cwd=ROOT,
        env={**environment, "PORTAL_AS_OWNER": "1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "No migrations to apply." in done.stdout


def test_gunicorn_reads_its_settings(environment):
    done = subprocess.run(command([*OURS["web"]["command"], "--check-config"]), cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0


def test_the_image_holds_what_it_needs():
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert all((ROOT / name).exists() for name in kept)
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "USER portal" in dockerfile
    assert "--require-hashes" in dockerfile
    for lock in ("base.txt", "backup.txt"):
        assert f"requirements/{lock}" in kept
        assert "--hash=sha256:" in (ROOT / "requirements" / lock).read_text()
