"""The officers' queue: what it can be narrowed by, and its rows."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from grants import rules
from grants.enums import OPEN_STATES, CompletionState
from grants.models import Application, Call, CompletionRequest
from grants.queries.handling import reviewing_roles
from portal import clock
from portal.accounts.models import StaffAssignment, User
from portal.prepared import Prepared, any_of
from portal.translated import active
from portal.ui.fragments import fragment

# The longest waiting first, stable.
QUEUE_ORDER = ("submitted_at", "pk")
# The largest sum first; of equal ones the longest waiting.
BY_SUM = ("-requested_cents", *QUEUE_ORDER)
# The newest calls; older ones are found by their applications.
MOST_CALLS = 200


class QueueRow(NamedTuple):
    """What a row of the officers' queue shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    case_number: str
    association: str
    call: str
    submitted_at: datetime
    # Days in Helsinki since it came in; '' once it is decided or withdrawn.
    days: str
    requested_cents: int
    state: str
    turn: str
    officer: str


def _rows(keys: list[int]) -> QuerySet[Any, Any]:
    asked = CompletionRequest.objects.filter(application=OuterRef("pk"), state=CompletionState.OPEN)
    language = active()
    return Application.objects.filter(pk=any_of(keys)).values_list(
        *("pk", "case_number", f"association__name_{language}", "association__name_fi"),
        *(f"call__title_{language}", "call__title_fi", "submitted_at", "requested_cents", "state"),
        *("handled_by__first_name", "handled_by__last_name", Exists(asked)),
    )


def _officers() -> QuerySet[User]:
    held = StaffAssignment.objects.filter(role__in=reviewing_roles())
    people = User.objects.filter(pk__in=held.values("user")).order_by("last_name", "first_name", "pk")
    return people.only("first_name", "last_name", "email")


_ROWS = Prepared(_rows, list)
_OFFICERS = Prepared(_officers)


def queue_rows(applications: QuerySet[Application]) -> list[QueueRow]:
    """The page of applications as the queue shows them, in its order and the active language. Two queries.

    The page's keys come first: in one query the database would join and sort all that wait, to show fifty. Whether a
    completion request is open is then looked up for those fifty, in an index that holds nothing but open ones.
    """
    keys = list(applications.values_list("pk", flat=True))
    today = clock.today()
    rows = {}
    for pk, number, name, name_fi, title, title_fi, at, cents, state, first, last, is_asked in _ROWS.tuples(keys):
        days = str((today - clock.local(at).date()).days) if state in OPEN_STATES else ""
        turn, officer = str(rules.turn(state, asked=is_asked).label), f"{first or ''} {last or ''}".strip()
        facts = (number, name or name_fi, title or title_fi, at, days, cents, state, turn, officer)
        rows[pk] = QueueRow(str(pk), *facts)
    # An application that was taken back between the two queries is gone from the page.
    return [rows[pk] for pk in keys if pk in rows]


def queue_calls(language: str) -> list[tuple[str, str]]:
    """Key and title of the calls to choose among, the one that closes last on top; kept until calls change."""
    kept = fragment("queue-calls", ("calls",), language, partial(_calls, language))
    return [(key, title) for key, title in json.loads(kept)]


def _calls(language: str) -> str:
    rows = Call.objects.published().order_by("-closes_at", "-pk")
    found = rows.values_list("pk", f"title_{language}", "title_fi")[:MOST_CALLS]
    return json.dumps([(str(pk), title or title_fi) for pk, title, title_fi in found])


def queue_officers() -> list[tuple[str, str]]:
    """Key and name of those who review applications, or once did and may still have some, by name. One query."""
    return [(str(person.pk), str(person)) for person in _OFFICERS.rows()]
