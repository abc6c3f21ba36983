"""What hangs on an application, and what it was handled in together with others: the objects of its events."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast

from associations.models import Support
from grants.models import (
    Allocation,
    Application,
    Award,
    Batch,
    ChangeRequest,
    CompletionRequest,
    DecisionList,
    Instalment,
    Payout,
    Recovery,
    Rectification,
    Sample,
    UseReport,
)
from portal.decisions.models import Decision

# By which way each hangs on the application.
OWN: dict[type[Model], str] = {
    CompletionRequest: "application",
    Rectification: "application",
    Award: "application",
    UseReport: "award__application",
    ChangeRequest: "award__application",
    Recovery: "award__application",
    Payout: "award__application",
    Instalment: "payout__award__application",
}
SHARED: dict[type[Model], str] = {
    Allocation: "rows__application",
    DecisionList: "lines__application",
    Batch: "lines__instalment__payout__award__application",
    Sample: "members__award__application",
}


def own(application: Application) -> list[QuerySet[Any]]:
    """The rows of the matter that have events, or rows in the ledger, of their own."""
    rows: list[QuerySet[Any]] = [model._default_manager.filter(**{path: application}) for model, path in OWN.items()]
    # What was decided on these are decisions of their own.
    about: list[QuerySet[Any]] = [
        model._default_manager.filter(award__application=application) for model in (Recovery, ChangeRequest)
    ]
    return [*rows, Decision.objects.about(application), _of(Decision, "subject", about)]


def ledger(application: Application) -> QuerySet[Support]:
    """The rows of the ledger of support that the matter brought."""
    return _of(Support, "source", own(application))


def objects(application: Application) -> list[QuerySet[Any]]:
    """All whose events belong to the matter's history, but for the application itself."""
    together: list[QuerySet[Any]] = [
        model._default_manager.filter(**{path: application}) for model, path in SHARED.items()
    ]
    return [*own(application), *together, ledger(application)]


def named(rows: QuerySet[Any], name: str) -> Q:
    """The condition that ``<name>_type`` and ``<name>_id`` name one of the rows."""
    keys = rows.order_by().annotate(_key=Cast("pk", CharField())).values("_key")
    return Q(**{f"{name}_type": rows.model._meta.label_lower, f"{name}_id__in": keys})


def _of(model: Any, name: str, sources: list[QuerySet[Any]]) -> QuerySet[Any]:
    condition = Q()
    for rows in sources:
        condition |= named(rows, name)
    found: QuerySet[Any] = model.objects.filter(condition)
    return found
