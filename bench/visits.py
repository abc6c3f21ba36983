"""The pages to measure: their addresses, who opens them, and how many queries they cost."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import translation

from associations.acting import CITY, SESSION_KEY
from associations.models import Association
from bench import names
from bench.cases import ASSOCIATION, PUBLIC, STAFF, Case
from bench.cast import Cast
from bench.longforms import long_draft
from bench.uncached import HEADER
from grants.enums import ApplicationState
from grants.models import Application
from portal.accounts.models import User

SECTOR = "kulttuuri"
PAGE = 40

# How many times the floor a page may cost (issue 3, section 5): public pages that aren't a search, and staff lists.
# Pages of one matter ask for it from a dozen tables: they are measured only.
PUBLIC_PAGE = 10.0
STAFF_LIST = 15.0
# A search of the directory with the counts of its facets (issue 4): up to 500 hits, and beyond.
FEW_HITS = 15.0
MANY_HITS = 60.0
# A form and a matter of eighty questions (issue 5, "Load").
FORM = 15.0
# (what it is, the part of the address behind "?", the bound)
SEARCHES = (
    ("directory rare word", f"q={names.RARE}", FEW_HITS),
    ("directory rare misspelling", f"q={names.RARE_MISSPELT}", FEW_HITS),
    ("directory two words", "q=koripallo+lapsille", MANY_HITS),
    ("directory common word", "q=seura", MANY_HITS),
    ("directory misspelling", "q=jalkapalo", MANY_HITS),
    ("directory word, sector", "q=seura&toimiala=liikunta", MANY_HITS),
    ("directory sector, district", "toimiala=liikunta&alue=sampola", MANY_HITS),
    ("directory three choices", "toimiala=liikunta&toimiala=kulttuuri&alue=sampola&kieli=sv", FEW_HITS),
    ("directory week", "nakyma=viikko", MANY_HITS),
)


class Wrong(Exception):
    """A page that should be measured doesn't answer as it should."""


def cases(acting: Cast) -> Iterator[Case]:
    """All of them, in Finnish, counted."""
    with translation.override("fi"):
        found = [*_public(), *_association(acting), *_staff(acting)]
    client = Client()
    for case in found:
        yield replace(case, queries=counted(client, case), kept=_is_kept(case))


def _public() -> Iterator[Case]:
    directory = reverse("associations:directory")
    # One with a description and several rows in the ledger, as a page that people look at has.
    profile = Association.objects.exclude(description_fi="").filter(awards__isnull=False).order_by("pk")[0]
    for name, path, unfiltered in (
        ("home", reverse("home"), True),
        ("directory", directory, True),
        ("directory page 40", f"{directory}?page={PAGE}", True),
        ("directory sector", f"{directory}?toimiala={SECTOR}", False),
        ("association profile", profile.get_absolute_url(), True),
        ("call list", reverse("grants:call_list"), True),
        ("award list", reverse("grants:award_list"), True),
        ("about", reverse("ui:about"), True),
    ):
        yield Case(name, PUBLIC, path, 0, x_floor=PUBLIC_PAGE, unfiltered=unfiltered)
    for name, query, bound in SEARCHES:
        yield Case(name, PUBLIC, f"{directory}?{query}", 0, x_floor=bound)


def _association(acting: Cast) -> Iterator[Case]:
    """Somebody who fills in a draft, and has a matter that was decided; and a form of eighty questions."""
    drafts = Application.objects.filter(state=ApplicationState.DRAFT, call=acting.open[0]).order_by("pk")
    draft, other = drafts.select_related("association", "started_by")[:2]
    decided = Application.objects.filter(association=draft.association, state=ApplicationState.GRANTED).order_by("pk")[
        0
    ]
    headers, of_other = (signed_in(row.started_by, str(row.association_id)) for row in (draft, other))
    long, sent = long_draft(acting.long, draft), long_draft(acting.long, other, send=True)
    for name, path, who, bound in (
        ("desk", reverse("associations:desk"), headers, None),
        ("application form", reverse("grants:application_edit", args=[draft.pk]), headers, FORM),
        ("matter page", decided.get_absolute_url(), headers, FORM),
        ("application form, 80 questions", reverse("grants:application_edit", args=[long.pk]), headers, FORM),
        ("matter page, 80 questions", sent.get_absolute_url(), of_other, FORM),
    ):
        yield Case(name, ASSOCIATION, path, 0, who, x_floor=bound)


def _staff(acting: Cast) -> Iterator[Case]:
    officer, auditor = signed_in(acting.officers[0], CITY), signed_in(acting.auditor, CITY)
    decided = Application.objects.filter(state=ApplicationState.GRANTED).order_by("pk")[0]
    register = reverse("associations:association_list")
    for name, path, headers, bound in (
        ("queue", reverse("grants:queue"), officer, STAFF_LIST),
        ("application_handle", reverse("grants:application_handle", args=[decided.pk]), officer, None),
        ("journal", reverse("associations:event_list"), auditor, STAFF_LIST),
        ("jobs list", reverse("jobs:job_list"), officer, STAFF_LIST),
        ("register", register, officer, STAFF_LIST),
        ("register page 40", f"{register}?page={PAGE}", officer, STAFF_LIST),
        ("register not confirmed", f"{register}?checked=not_this_year", officer, None),
        ("register without main user", f"{register}?people=none", officer, None),
    ):
        yield Case(name, STAFF, path, 0, headers, x_floor=bound)


def signed_in(user: User, acting_for: str) -> Mapping[str, str]:
    """The header that a browser sends after a sign-in with a second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session[SESSION_KEY] = acting_for
    session.save()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def counted(client: Client, case: Case) -> int:
    """What the page costs when shared fragments are warm and the page itself isn't kept."""
    _get(client, case)
    with CaptureQueriesContext(connection) as queries:
        _get(client, case)
    return len(queries)


def _get(client: Client, case: Case) -> Any:
    # The case brings its own cookie, and the next one must not find it.
    client.cookies.clear()
    response = client.get(case.path, headers={**case.headers, HEADER: "1"})
    if response.status_code != 200:
        raise Wrong(f"{case.name}: {case.path} is answered with {response.status_code}.")
    return response


def _is_kept(case: Case) -> bool:
    return (
        case.audience == PUBLIC and getattr(resolve(case.path.partition("?")[0]).func, "page_cache", None) is not None
    )
