"""A use report on its pages, for the tests of reporting."""

from __future__ import annotations

from typing import Any

from django.test import Client

from grants.models import UseReport
from portal.accounts.models import User
from portal.actor import acting
from tests.clients import client_for
from tests.factories.associations import acting_for

# As a browser sends the whole form.
TYPED = {
    **{"done": "Pidimme konsertin.", "effect": "Kylä lauloi.", "reached": "120", "used": "500", "explained": ""},
    **{"table-costs-row-row-tilat-0": "1 000", "table-costs-row-row-palkat-0": "500"},
    **{"table-costs-row-own-0-0": "100,50"},
}


def of(report: UseReport, person: User | None = None) -> Client:
    return client_for(person or report.award.application.started_by, report.award.association)


def actor(report: UseReport) -> Any:
    return acting(acting_for(report.award.application.started_by, report.award.association))


def page(report: UseReport, more: str = "") -> str:
    return f"/en/hakemukset/{report.award.application_id}/selvitys/{more}"


def city(report: UseReport, more: str = "") -> str:
    return f"/en/kaupunki/selvitykset/{report.pk}/{more}"


def seen(client: Client, report: UseReport) -> dict[str, Any]:
    """What the page knows of the parts: the hidden fields."""
    form = client.get(page(report)).context["form"]
    return {name: form[name].value() for name in form.fields if name.endswith("-version")}


def parts(report: UseReport) -> dict[str, Any]:
    return dict(report.answers.values_list("key", "value"))


def stored(report: UseReport) -> UseReport:
    return UseReport.objects.with_matter().get(pk=report.pk)
