"""Every address of grants takes whatever is sent to it: no 500, and no field that isn't asked for (cases.md 23, 31)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import override

from grants.models import Application, Award
from portal.accounts.models import User
from tests import url_table
from tests.world import ACTORS, Undo, World

pytestmark = pytest.mark.django_db

# As they go over the line: a lone surrogate is no text at all.
HOSTILE = {
    "NUL and a lone surrogate": "Nuotit%00%ED%A0%80",
    "a number beyond all": "1e400",
    "minus zero": "-0",
    "many digits": "9" * 400,
    "a year too far": "31.12.9999",
    "a long text": "x" * 120_000,
    "an object of somebody else": "999999999999999999999",
    "mark-up and a formula": quote("=1+1<script>alert(1)</script>{{ 7*7 }}%s"),
}
# Nobody asks for these: who decides what, for whom and with which rights is never a matter of what is sent.
FOREIGN = {
    **{"state": "granted", "status": "granted", "is_staff": "on", "is_superuser": "on", "version": "-1"},
    **{"proposed_cents": "1", "amount_cents": "1", "requested_cents": "1", "used_cents": "1", "award": "1"},
    **{"form-0-id": "1", "form-TOTAL_FORMS": "99999", "form-INITIAL_FORMS": "1", "pk": "1", "id": "1"},
}
ADDRESSES = [name for name in url_table.TABLE if name.startswith("grants:")]


def who_may(name: str) -> str:
    """Somebody who is served there."""
    results = url_table.TABLE[name].results
    return next(who for who in ACTORS if results[who] in (200, "on"))


def asked(response: Any) -> list[str]:
    """The names of the fields on the page."""
    names: list[str] = []
    for one in (response.context or {}).get("forms", []) if response.context else []:
        names += [field.html_name for field in one]
    form = response.context.get("form") if response.context else None
    return names + ([field.html_name for field in form] if form is not None else [])


def facts(applications: list[int], awards: list[int]) -> list[Any]:
    """What no field may change: of the given rows whose and how much, and who has which power."""
    return [
        list(Application.objects.filter(pk__in=applications).order_by("pk").values_list("association", "call")),
        list(Application.objects.filter(pk__in=applications).order_by("pk").values_list("requested_cents")),
        list(Award.objects.filter(pk__in=awards).order_by("pk").values_list("association", "amount_cents")),
        list(User.objects.filter(is_superuser=True).values_list("pk", flat=True)),
        list(User.objects.exclude(is_staff=F("is_superuser")).values_list("pk", flat=True)),
    ]


def strange(here: World, applications: list[int], awards: list[int]) -> list[Any]:
    """New drafts of another association than one's own, new awards of another sum than was proposed."""
    given = Award.objects.exclude(pk__in=awards).exclude(amount_cents=F("application__proposed_cents"))
    return [*given, *Application.objects.exclude(pk__in=applications).exclude(association=here.mine)]


@pytest.mark.parametrize("name", ADDRESSES)
def test_hostile_fields_make_no_error_and_foreign_ones_change_nothing(
    name: str, here: World, folder: Path, settings: Any
):
    settings.MEDIA_ROOT = folder
    row = url_table.TABLE[name]
    with override("fi"):
        url = reverse(name, kwargs=row.arguments(here))
    client = here.client(who_may(name))
    rows = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Application, Award)]
    before = facts(*rows)
    with transaction.atomic():
        names = asked(client.get(url)) or list(row.data)
    foreign = {**FOREIGN, "association": here.doubtful.pk}
    for value in HOSTILE.values():
        body = "&".join(
            [
                *(f"{quote(name)}={value}" for name in names),
                *(f"{one}={said}" for one, said in foreign.items() if one not in names),
            ]
        )
        try:
            with transaction.atomic():
                answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
                assert answer.status_code < 500
                assert facts(*rows) == before
                assert strange(here, *rows) == []
                raise Undo
        except Undo:
            pass


@pytest.mark.parametrize("name", [name for name in ADDRESSES if url_table.TABLE[name].method == "get"])
def test_hostile_queries_make_no_error(name: str, here: World, folder: Path, settings: Any):
    settings.MEDIA_ROOT = folder
    row = url_table.TABLE[name]
    with override("fi"):
        url = reverse(name, kwargs=row.arguments(here))
    client = here.client(who_may(name))
    keys = ["q", "page", "state", "call", "order", "money", "model", "vuosi", "haku", "toimiala", "alue", "luokka"]
    for value in HOSTILE.values():
        if len(value) < 500:
            assert client.get(f"{url}?{'&'.join(f'{key}={value}' for key in keys)}").status_code < 500
