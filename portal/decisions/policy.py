"""A decision is seen by whoever may see its subject; its public version by everybody while it stands."""

from __future__ import annotations

from django.apps import apps
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from portal import policy
from portal.actor import Actor
from portal.decisions import registry
from portal.decisions.models import Decision


@policy.permission("decisions.view_decision")
def view_decision(actor: Actor, decision: Decision) -> bool:
    """The declared permission on the subject, whose bars apply too."""
    permission = registry.permission_for(decision.subject_type)
    if permission is None:
        return False
    subject = decision.subject
    return subject is not None and policy.allows(permission, subject, actor)


@policy.permission("decisions.view_published")
def view_published(actor: Actor, decision: Decision) -> bool:
    """Everybody while the decision is published, afterwards whoever may see it (Kuntalaki 410/2015 §140)."""
    return decision.is_published or view_decision(actor, decision)


@policy.visible_to(Decision)
def visible_decisions(actor: Actor, rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions about subjects that the actor may see."""
    shown = Q(pk__in=[])
    for label in registry.subject_types():
        subjects = policy.visible(apps.get_model(label), actor)
        keys = subjects.order_by().annotate(_key=Cast("pk", CharField())).values("_key")
        shown |= Q(subject_type=label, subject_id__in=keys)
    return rows.filter(shown)
