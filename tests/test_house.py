"""What import-linter can't see: addresses declared for roles, triggers, templates in use, keys that point down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as portal_settings
from django.db import connection, models, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from grants.enums import (
    APPLICATION_WORKFLOW,
    BATCH_WORKFLOW,
    CALL_WORKFLOW,
    CHANGE_WORKFLOW,
    COMPLETION_WORKFLOW,
    INSTALMENT_WORKFLOW,
    LIST_WORKFLOW,
    PAYOUT_WORKFLOW,
    PHRASE_WORKFLOW,
    PRINCIPLES_WORKFLOW,
    RECTIFICATION_WORKFLOW,
    REPORT_WORKFLOW,
    SAMPLE_WORKFLOW,
)
from portal import policy
from portal.journal import registry
from tests import url_table, world

ROOT = Path(portal_settings.BASE_DIR)
FLOORS = ["portal", "associations", "grants"]


def _named(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _named(found, f"{namespace}{found.namespace}:" if found.namespace else namespace)
        elif isinstance(found, URLPattern):
            yield f"{namespace}{found.name}"


def test_every_address_is_declared():
    # The reference-data admin guards all its own doors; one row of the table below stands for them.
    served = {name for name in _named(get_resolver()) if not name.startswith("admin:")}
    assert served == set(url_table.TABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", url_table.TABLE)
def test_every_role_gets_what_is_declared(name: str, here: world.World, folder: Path, settings: Any):
    settings.MEDIA_ROOT = folder
    row = url_table.TABLE[name]
    with override("fi"):
        url = reverse(name, kwargs=row.arguments(here))
    got = {}
    for who in world.ACTORS:
        client = here.client(who)
        try:
            with transaction.atomic():
                response = getattr(client, row.method)(url, row.data)
                raise world.Undo
        except world.Undo:
            pass
        result: int | str = response.status_code
        if result == 302:
            result = "login" if response.headers["Location"].startswith("/fi/tili/login/") else "on"
        got[who] = result
    assert got == row.results


# Pages of the city on which applications and what hangs on them are listed, counted or told of.
TELLING = [
    name
    for name, row in url_table.TABLE.items()
    if name.startswith("grants:")
    and row.method == "get"
    and row.results["anonymous"] == "login"
    and any(row.results[who] == 200 for who in url_table.TIED)
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [*TELLING, "associations:desk", "associations:association_handle", "exports:export_list", "outbox:inbox"]
)
def test_no_page_tells_the_disqualified_of_the_matter(name: str, here: world.World, folder: Path, settings: Any):
    """Nor when they look for it by its number or its name (Hallintolaki 434/2003 §28; cases.md 22)."""
    settings.MEDIA_ROOT = folder
    with override("fi"):
        url = reverse(name, kwargs=url_table.TABLE[name].arguments(here))
    numbers = [one for one in here.mine.applications.values_list("case_number", flat=True) if one]
    assert len(numbers) > 10
    for who in url_table.TIED:
        client = here.client(who)
        for query in ({}, {"q": numbers[0]}, {"q": here.mine.name_fi}, {"state": "all"}):
            said = client.get(url, query).getvalue().decode().replace(f'value="{query.get("q")}"', "")
            # A number ends before a mark or a space, so that one isn't found in another.
            assert [one for one in numbers if f"{one}<" in said or f"{one} " in said] == []
            assert (here.mine.name_fi in said) == (name == "associations:association_handle")


@pytest.mark.django_db
def test_the_admin_is_shut_to_everybody_without_its_flag(here: world.World):
    got = {who: here.client(who).get("/fi/hallinta/").status_code for who in world.ACTORS}
    assert got == dict.fromkeys(world.ACTORS, 302)


@pytest.mark.django_db
def test_the_triggers_in_the_database_are_the_declared_ones():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, encode(t.tgargs, 'escape') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'journal_rows'"
        )
        found = {table: tuple(filter(None, arguments.split("\\000"))) for table, arguments in cursor.fetchall()}
    assert found == registry.tables()


def test_every_permission_of_a_workflow_is_registered_and_every_verb_declared():
    workflows = (
        *(CALL_WORKFLOW, APPLICATION_WORKFLOW, COMPLETION_WORKFLOW, PHRASE_WORKFLOW, PRINCIPLES_WORKFLOW),
        *(LIST_WORKFLOW, RECTIFICATION_WORKFLOW, REPORT_WORKFLOW, SAMPLE_WORKFLOW),
        *(PAYOUT_WORKFLOW, INSTALMENT_WORKFLOW, BATCH_WORKFLOW, CHANGE_WORKFLOW),
    )
    lines = [line for workflow in workflows for line in workflow.values()]
    assert {line.permission for line in lines} <= policy.permissions()
    assert {line.verb for line in lines} <= set(registry.known())


def test_foreign_keys_point_down():
    wrong = []
    for model in apps.get_models():
        floor = model.__module__.split(".")[0]
        if floor not in FLOORS:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and not isinstance(field.related_model, str):
                other = field.related_model.__module__.split(".")[0]
                if other in FLOORS and FLOORS.index(other) > FLOORS.index(floor):
                    wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_no_deletion_cascades_to_decisions_or_history():
    kept = {"grants.Application", "grants.Submission", "grants.Award", "grants.Review", "associations.Support"}
    kept |= {"grants.DecisionList", "grants.ListLine", "grants.Rectification"}
    kept |= {"grants.Payout", "grants.Instalment", "grants.Batch", "grants.BatchLine", "grants.ChangeRequest"}
    wrong = [
        f"{label}.{field.name}"
        for label in kept
        for field in apps.get_model(label)._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    ]
    assert wrong == []


# Found by allauth, Django or a registry under names that no code spells out.
BY_CONVENTION = ("account/", "mfa/", "allauth/", "400.html", "403", "404.html", "413.html", "500.html")


def test_every_template_is_used():
    folder = ROOT / "templates"
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in {".html", ".txt"}}
    sources = [path for top in FLOORS for path in (ROOT / top).rglob("*.py")]
    text = "\n".join(path.read_text() for path in [*sources, *folder.rglob("*.html"), *folder.rglob("*.txt")])
    said = set(re.findall(r"[\w/]+\.(?:html|txt)", text))
    triplets = set(re.findall(r"template=\"([\w/]+)\"", text))
    unused = {
        name
        for name in names - said
        if not name.startswith(BY_CONVENTION) and re.sub(r"(\.subject)?\.(txt|html)$", "", name) not in triplets
    }
    assert unused == set()


def test_texts_are_marked_by_names_that_the_gathering_knows():
    """xgettext finds `_("…")` and `gettext("…")`, never an alias: such a text would stay English for everybody."""
    alias = re.compile(r"gettext\w* as (?!_\b)\w+")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in FLOORS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if alias.search(line)
    ]
    assert found == []
