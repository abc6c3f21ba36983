"""A submit with the queue away (cases.md 4), and `kill -9` of PostgreSQL and of the web worker in it (7)."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from psycopg import sql
from psycopg.rows import DictRow, dict_row

from associations.models import Association
from grants.models import Application
from grants.services import drafting
from portal import embedded
from portal.accounts.models import User
from portal.actor import acting
from portal.settings import env
from tests import databases
from tests.clients import client_for
from tests.factories import grants
from tests.factories.associations import AssociationFactory, account, acting_for, member
from tests.faults.helpers.mailserver import MailServer
from tests.faults.helpers.workers import Workers
from tests.files.made import PDF
from tests.waiting import until

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
# Where the submit is when the server dies: before its first write into each of the tables, in the order of its
# writes; while its commit is being made durable; and when it is stored, but maybe not answered yet.
COMMIT, STORED = "COMMIT", "stored"
POINTS = [
    *["decisions_counter", "grants_application", "journal_rowimage", "journal_event", "grants_submission"],
    *["jobs_job", "outbox_message", COMMIT, STORED],
]
# So long a commit waits before it is flushed: enough for the killer to see it there.
FLUSH_DELAY = "ALTER ROLE portal_app SET commit_delay = 50000; ALTER ROLE portal_app SET commit_siblings = 0"

AT_POINT = {
    COMMIT: "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal' AND state = 'active'"
    " AND query = 'COMMIT'",
    STORED: "SELECT count(*) FROM grants_submission WHERE application_id = %(pk)s",
}
AT_GATE = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal' AND wait_event_type = 'Lock'"

BUSY = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal' AND state <> 'idle'"

MATTER = """
SELECT a.state, a.case_number, s.sha256, s.content,
       (SELECT count(*) FROM grants_submission WHERE application_id = a.id) AS submissions,
       (SELECT count(*) FROM outbox_message WHERE kind = 'grants.receipt' AND subject_id = a.id::text) AS receipts,
       (SELECT count(*) FROM jobs_job WHERE name = 'grants.receipt_pdf' AND args -> 0 = to_jsonb(s.id)) AS pdfs,
       (SELECT count(*) FROM journal_event WHERE object_type = 'grants.application' AND object_id = a.id::text
            AND verb = 'grants.application_submitted') AS events,
       (SELECT count(*) FROM journal_rowimage WHERE table_name = 'grants_submission' AND row_pk = s.id::text) AS images,
       (SELECT sha256 FROM files_storedfile WHERE parent_type = 'grants.application' AND parent_id = a.id::text
            AND kind = 'document') AS attached,
       (SELECT value #>> '{}' FROM grants_answer w JOIN grants_question q ON q.id = w.question_id
            WHERE w.application_id = a.id AND q.key = 'plan') AS plan
FROM grants_application a LEFT JOIN grants_submission s ON s.application_id = a.id WHERE a.id = %s
"""
COUNTS = ("submissions", "receipts", "pdfs", "events", "images")


@dataclass
class Draft:
    """A draft, and the session of its treasurer."""

    pk: int
    session: str


@dataclass
class Browser:
    """A person's browser, as the proxy in front of the web server passes it on."""

    port: int
    # The process number of the web server whose children are its workers.
    server: int

    def ask(self, method: str, path: str, session: str, **fields: str) -> tuple[int, str, str]:
        """Status, Location and body of the answer; status 0 when there was none."""
        token = "t" * 32
        host = f"127.0.0.1:{self.port}"
        headers = {
            "Host": host,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://{host}/",
            "Cookie": f"__Host-session={session}; __Host-csrf={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, urlencode({**fields, "csrfmiddlewaretoken": token}), headers)
            answer = line.getresponse()
            return answer.status, answer.headers.get("Location") or "", answer.read().decode()
        except (OSError, HTTPException):
            return 0, "", ""
        finally:
            line.close()

    def save(self, draft: Draft, text: str) -> bool:
        """Save an answer as it is typed; whether the page could say so."""
        path = f"/fi/hakemukset/{draft.pk}/tallenna/"
        return self.ask("POST", path, draft.session, **{"plan": text, "plan-version": "1"})[0] == 200

    def submit(self, draft: Draft) -> bool:
        """Press the button; whether it led to the receipt."""
        path = f"/fi/hakemukset/{draft.pk}/"
        return self.ask("POST", f"{path}tarkista/", draft.session)[:2] == (302, path)

    def receipt(self, draft: Draft) -> str:
        """The fingerprint on the receipt, '' when the page isn't served."""
        body = self.ask("GET", f"/fi/hakemukset/{draft.pk}/", draft.session)[2]
        return "".join(re.findall(r'<code class="hash">([0-9a-f]{64})</code>', body))


@contextmanager
def connected_to(servers: embedded.Servers) -> Iterator[None]:
    """Django's connection of this process leads to these servers."""
    before = {**connection.settings_dict}
    connection.close()
    given = env.database(servers.url("portal_app"))
    connection.settings_dict.update({name: given[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@transaction.atomic
def make_drafts() -> list[Draft]:
    """One association with a draft to each of twenty calls."""
    association = AssociationFactory.create()
    account(association)
    treasurer = member(association)
    session = client_for(treasurer, association).cookies[settings.SESSION_COOKIE_NAME].value
    return [Draft(_with_attachment(association, treasurer).pk, session) for _ in range(ROUNDS)]


def _with_attachment(association: Association, treasurer: User) -> Application:
    application = grants.full_draft(association=association, user=treasurer)
    with acting(acting_for(treasurer, association)):
        asked = application.call.questions.get(key="rules")
        drafting.attach(application=application, question=asked, content=ContentFile(PDF, "säännöt.pdf"))
    return application


@pytest.fixture
def drafts(own_servers: embedded.Servers) -> list[Draft]:
    """Twenty drafts on servers of their own."""
    databases.migrate(own_servers.url("portal_owner"))
    with connected_to(own_servers):
        made = make_drafts()
    with psycopg.connect(own_servers.url("postgres"), autocommit=True) as superuser:
        superuser.execute(FLUSH_DELAY)
    return made


@pytest.fixture
def browser(own_servers: embedded.Servers, drafts: list[Draft], tmp_path: Path) -> Iterator[Browser]:
    """A real web server with production's settings; it is never restarted."""
    log = tmp_path / "web.log"
    command = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py", "--bind=127.0.0.1:0"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--workers=1", "portal.wsgi:application"],
            cwd=databases.ROOT,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
                **own_servers.environment(),
                **{"DJANGO_SETTINGS_MODULE": "tests.faults.submit_settings"},
                **{"SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": "127.0.0.1"},
            },
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        said = until(lambda: re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text()))
        yield Browser(int(said[1]), process.pid)
        assert process.poll() is None, log.read_text()[-3000:]
    finally:
        process.terminate()
        process.wait(20)


def process(pid: int) -> tuple[str, int]:
    """State and parent of a process; state X when there is none."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[:2]
    except OSError:
        return "X", 0
    return state, int(parent)


def power_cut(servers: embedded.Servers) -> None:
    """kill -9 to the server and all its children at one blow: none of them finishes what it has begun."""
    assert servers.postgres is not None
    server = servers.postgres.pid
    # Held still, so that it makes no more of them. Each of its children leads a group of its own.
    os.kill(server, signal.SIGSTOP)
    children = [pid for name in os.listdir("/proc") if name.isdigit() and process(pid := int(name))[1] == server]
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    servers.kill_postgres()
    until(lambda: {process(pid)[0] for pid in children} <= {"X", "Z"})


def worker_death(browser: Browser) -> None:
    """kill -9 to the worker that handles the submit; its server starts another."""
    (worker,) = Path(f"/proc/{browser.server}/task/{browser.server}/children").read_text().split()
    os.kill(int(worker), signal.SIGKILL)
    until(lambda: process(int(worker))[0] in {"X", "Z"})


def cut_at(point: str, servers: embedded.Servers, browser: Browser, draft: Draft, cut: Callable[[], None]) -> bool:
    """Submit, cut when the submit is at the point; whether the browser was led to a receipt."""
    superuser = servers.url("postgres")
    gate, watcher = psycopg.connect(superuser), psycopg.connect(superuser, autocommit=True)
    with ThreadPoolExecutor(1) as person:
        if point not in AT_POINT:
            gate.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.Identifier(point)))
        submitted = person.submit(browser.submit, draft)
        question = AT_POINT.get(point, AT_GATE)
        deadline = time.monotonic() + 20
        # Without a pause between: a commit is short.
        while watcher.execute(question, {"pk": draft.pk}).fetchone() == (0,):
            assert time.monotonic() < deadline, f"The submit doesn't come to {point}."
        cut()
        gate.close()
        return submitted.result()


def matter(servers: embedded.Servers, draft: Draft) -> DictRow:
    """What is stored of it."""
    with psycopg.connect(servers.url("portal_app"), row_factory=dict_row) as reader:
        found = reader.execute(MATTER, [draft.pk]).fetchone()
    assert found is not None
    return found


def whole(found: DictRow) -> bool:
    """Whether it is submitted. Fails when it is neither a draft nor submitted with all that belongs to it."""
    submitted = bool(found["state"] == "submitted")
    assert {name: found[name] for name in COUNTS} == dict.fromkeys(COUNTS, int(submitted))
    assert (found["state"], bool(found["case_number"])) == ("submitted" if submitted else "draft", submitted)
    if submitted:
        assert found["sha256"] == hashlib.sha256(found["content"].encode()).hexdigest()
        assert found["attached"] in found["content"]
    return submitted


def all_survive(
    servers: embedded.Servers, drafts: list[Draft], browser: Browser, cut: Callable[[], None], again: Callable[[], None]
) -> dict[str, set[bool]]:
    """Submit twenty times, cut each time at another point, and let the person go on.

    By point, whether what was submitted there was stored when the portal came back.
    """
    outcomes: dict[str, list[bool]] = {point: [] for point in POINTS}
    receipts: dict[int, Any] = {}
    for number, draft in enumerate(drafts):
        point = POINTS[number % len(POINTS)]
        text = f"Kierroksen {number} teksti, jota ei kirjoiteta toista kertaa."
        until(partial(browser.save, draft, text), seconds=10)

        shown = cut_at(point, servers, browser, draft, cut)
        again()
        found = matter(servers, draft)
        stored = whole(found)
        outcomes[point].append(stored)
        assert found["plan"] == text
        # What the person was led to is there.
        assert (shown, stored) != (True, False)

        # And the person goes on: pressing the button once more leads to the receipt, whatever had happened.
        until(partial(browser.submit, draft), seconds=10)
        done = matter(servers, draft)
        assert whole(done) is True
        assert not stored or done == found
        receipts[draft.pk] = browser.receipt(draft)
        assert receipts[draft.pk] == done["sha256"]

    everything = [matter(servers, draft) for draft in drafts]
    assert {draft.pk: found["sha256"] for draft, found in zip(drafts, everything, strict=True)} == receipts
    numbers = sorted(int(found["case_number"].split("/")[1]) for found in everything)
    assert numbers == list(range(1, ROUNDS + 1))
    # A commit may have gone either way.
    return {point: set(stored) for point, stored in outcomes.items() if point != COMMIT}


# A submit that had only begun leaves nothing; one that was stored stays.
ALL_OR_NOTHING = {point: {point == STORED} for point in POINTS if point != COMMIT}


def test_a_submit_survives_the_death_of_the_database_twenty_times(
    own_servers: embedded.Servers, drafts: list[Draft], browser: Browser
):
    outcomes = all_survive(own_servers, drafts, browser, partial(power_cut, own_servers), own_servers.start_postgres)
    assert outcomes == ALL_OR_NOTHING


def test_a_submit_survives_the_death_of_its_worker_twenty_times(
    own_servers: embedded.Servers, drafts: list[Draft], browser: Browser
):
    def settled() -> None:
        """What the dead worker had begun is over: its connection is gone."""
        with psycopg.connect(own_servers.url("postgres"), autocommit=True) as watcher:
            until(lambda: watcher.execute(BUSY).fetchone() == (0,))

    outcomes = all_survive(own_servers, drafts, browser, partial(worker_death, browser), settled)
    assert outcomes == ALL_OR_NOTHING


def test_a_submit_is_received_while_the_queue_is_away(
    own_servers: embedded.Servers, drafts: list[Draft], browser: Browser, mailserver: MailServer, tmp_path: Path
):
    """Case 4: the receipt is shown at once, and its mail follows when the queue is back."""
    assert own_servers.valkey is not None
    own_servers.valkey.kill()
    own_servers.valkey.wait()
    draft = drafts[0]
    assert browser.submit(draft)
    assert browser.receipt(draft) == matter(own_servers, draft)["sha256"]
    assert mailserver.copies() == {}
    own_servers.start_valkey()
    host, port = mailserver.address
    workers = Workers(tmp_path, {**own_servers.environment(), "EMAIL_HOST": host, "EMAIL_PORT": str(port)})
    try:
        workers.start("mail", beat=True)
        until(lambda: sum(mailserver.copies().values()) == 1, seconds=40)
    finally:
        workers.stop()
