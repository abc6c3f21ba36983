"""The demo on one's own machine: `make demo`. Starts everything, says where it is, and ends everything on Ctrl-C.

Its data, files, mails and logs lie in .run/demo and stay there until `make demo-reset`. DATABASE_URL (with
DATABASE_OWNER_URL) and REDIS_URL are used where they are set; otherwise servers of its own are started.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from portal import embedded
from portal.ops import messages
from portal.ops.mailbox import Mailbox
from portal.ops.processes import Group, end_left_over

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".run" / "demo"
LOCK = ROOT / ".run" / "demo.lock"
ADDRESSES = "addresses.json"
FIRST_PORT = 8000
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Refused(Exception):
    """The demo can't start or go on; the message says why, for a person."""


class Stop(Exception):
    """Ctrl-C, or another polite request to end."""


class Demo:
    """One run of the demo."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.servers: embedded.Servers | None = None
        self.group = Group(folder / "processes.json", folder)
        self.addresses = folder / ADDRESSES
        self.mailbox = Mailbox(folder / "mail")
        self.door = _first_free(FIRST_PORT)
        self.port = int(self.door.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "PORTAL_URL": self.address,
            "PORTAL_VAR_DIR": str(folder),
            "MEDIA_ROOT": str(folder / "files"),
            "DEMO_MAIL_DIR": str(folder / "mail"),
        }

    def start(self) -> None:
        """Bring everything up. Raises :class:`Refused` or embedded.NotStarted."""
        if self.port != FIRST_PORT:
            say(f"Port {FIRST_PORT} is taken; the demo uses {self.port}.")
        say("1/5 Database and queue")
        self._start_servers()
        say("2/5 Mailbox and translations")
        self.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mailbox.start())}
        messages.compile_all()
        say("3/5 Tables")
        self._manage("migrate", "manage.py", "migrate", "--verbosity=0", PORTAL_AS_OWNER="1")
        say("4/5 Web server, and the demo's data where there is none")
        self._start_web()
        users = self._manage("demo-data", "-m", "portal.ops.demo_data")
        self._wait_for_web()
        say("5/5 Workers")
        self._start_workers()
        say(f"\nThe portal is at {self.address}/\n")
        if users.strip():
            say(users.rstrip())
        say(f"Its mails are kept in {self.folder / 'mail'} and can be read at {self.address}/fi/demo/posti/")
        say(f"Logs: {self.folder}. Ctrl-C ends everything; the data stays for the next start.\n")

    def watch(self) -> None:
        """Wait until somebody ends the demo. Raises :class:`Refused` when a process ends by itself."""
        while True:
            name = self.group.ended()
            if name is not None:
                raise Refused(f"{name} has ended by itself; the end of its log:\n{self._log(name)}")
            time.sleep(0.5)

    def stop(self) -> None:
        """End everything, the servers last."""
        self.group.stop()
        self.mailbox.stop()
        if self.servers is not None:
            self.servers.stop()
        self.door.close()
        self.addresses.unlink(missing_ok=True)
        self.group.forget()

    def _start_servers(self) -> None:
        given, queue = bool(self.environment.get("DATABASE_URL")), bool(self.environment.get("REDIS_URL"))
        if given and not self.environment.get("DATABASE_OWNER_URL"):
            raise Refused("DATABASE_URL is set, so DATABASE_OWNER_URL must be too: its role makes the tables.")
        if not (given and queue):
            self.servers = embedded.start(self.folder, postgres=not given, valkey=not queue)
            running = [process for process in (self.servers.postgres, self.servers.valkey) if process is not None]
            self.group.note(*(process.pid for process in running))
            found = self.servers.environment()
            kept = [name for name in found if (queue if name == "REDIS_URL" else given)]
            self.environment |= {name: value for name, value in found.items() if name not in kept}
        # For `make backup`, which must reach the same database while the demo runs.
        addresses = {name: value for name, value in self.environment.items() if name.startswith("DATABASE_")}
        self.addresses.touch(mode=0o600)
        self.addresses.write_text(json.dumps(addresses))

    def _start_web(self) -> None:
        # gunicorn inherits the listening socket: the port can't be lost to another program in between.
        number = self.door.fileno()
        self.group.start(
            "web",
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
                *("--bind", f"fd://{number}", "--workers", "2", "--no-control-socket", "--access-logfile", "-"),
            ],
            self.environment,
            pass_fds=(number,),
        )

    def _start_workers(self) -> None:
        celery = [sys.executable, "-m", "celery", "--app", "portal.celery"]
        worker = [*celery, "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        for name, options in (
            ("worker-work", ["--queues", "work", "--pool", "prefork", "--concurrency", "1", "--hostname", "work@demo"]),
            ("worker-mail", ["--queues", "mail", "--pool", "threads", "--concurrency", "1", "--hostname", "mail@demo"]),
        ):
            self.group.start(name, [*worker, *options], self.environment)
        schedule = self.folder / "beat-schedule"
        self.group.start(
            "beat",
            [*celery, "beat", "--loglevel", "INFO", "--schedule", str(schedule), "--pidfile", ""],
            self.environment,
        )

    def _wait_for_web(self, patience: float = 60) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.group.ended() is not None:
                break
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise Refused(f"The web server did not come up; the end of its log:\n{self._log('web')}")

    def _manage(self, name: str, *arguments: str, **environment: str) -> str:
        """Run one command to its end. Its errors and progress are shown; what it says is returned.

        Raises :class:`Refused` when it fails.
        """
        done = subprocess.run(  # noqa: S603
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Refused(f"{done.stdout}{name} failed.")
        return done.stdout

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-3000:]


def say(line: str) -> None:
    """A line of progress, seen at once also through a pipe."""
    print(line, flush=True)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the demo's lock. Raises :class:`Refused` when a demo of this folder is running."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("The demo of this folder is running already. End it first with Ctrl-C.") from None
        yield


def _first_free(port: int) -> socket.socket:
    for number in range(port, port + 200):
        if _answers("::1", number):
            continue
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", number))
            door.listen(128)
        except OSError:
            door.close()
        else:
            return door
    raise Refused(f"No free port between {port} and {port + 199}.")


def _answers(host: str, port: int) -> bool:
    # A browser tries ::1 first for localhost and would meet that other program.
    try:
        socket.create_connection((host, port), timeout=0.2).close()
    except OSError:
        return False
    return True


def _asked_to_end(number: int, frame: FrameType | None) -> None:
    _listen_no_more()
    raise Stop


def _listen_no_more() -> None:
    # One request is enough; impatience mustn't interrupt the ending.
    for name in ENDINGS:
        signal.signal(name, signal.SIG_IGN)


def main() -> None:
    """Run the demo until it is ended. Raises :class:`Refused`."""
    reset = sys.argv[1:] == ["--reset"]
    os.chdir(ROOT)
    with alone():
        left = end_left_over(FOLDER / "processes.json")
        if left:
            say(f"Ended {left} processes that an earlier demo had left over.")
        if reset:
            shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        demo = Demo(FOLDER)
        for name in ENDINGS:
            signal.signal(name, _asked_to_end)
        try:
            demo.start()
            demo.watch()
        except Stop:
            say("\nEnding …")
        finally:
            _listen_no_more()
            demo.stop()
        say("The demo has ended.")


if __name__ == "__main__":
    try:
        main()
    except (Refused, embedded.NotStarted) as refusal:
        sys.exit(str(refusal))
