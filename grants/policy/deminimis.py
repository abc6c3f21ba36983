"""Who sees declarations and rows of de minimis aid, and who marks rows as reported."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import has_right, own_rows, shut_out
from grants.models import AidDeclaration, CityAid, DeclaredAid
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to

_OF_DECLARATION = "application__association"
_OF_DECLARED = f"declaration__{_OF_DECLARATION}"


@visible_to(AidDeclaration)
def _declarations(actor: Actor, rows: QuerySet[AidDeclaration]) -> QuerySet[AidDeclaration]:
    if has_right(actor, Right.GRANTS_READ):
        # A draft is the association's own until it is handed in.
        return rows.filter(application__submitted_at__isnull=False)
    return own_rows(actor, rows, _OF_DECLARATION, Area.GRANTS)


@bar(AidDeclaration)
def _shut_out_of_declarations(actor: Actor) -> Q | None:
    return shut_out(actor, _OF_DECLARATION)


@visible_to(DeclaredAid)
def _declared(actor: Actor, rows: QuerySet[DeclaredAid]) -> QuerySet[DeclaredAid]:
    if has_right(actor, Right.GRANTS_READ):
        return rows.filter(declaration__application__submitted_at__isnull=False)
    return own_rows(actor, rows, _OF_DECLARED, Area.GRANTS)


@bar(DeclaredAid)
def _shut_out_of_declared(actor: Actor) -> Q | None:
    return shut_out(actor, _OF_DECLARED)


@visible_to(CityAid)
def _city_aid(actor: Actor, rows: QuerySet[CityAid]) -> QuerySet[CityAid]:
    return rows.filter(de_minimis=True) if has_right(actor, Right.GRANTS_READ) else rows.none()


@bar(CityAid)
def _shut_out_of_city_aid(actor: Actor) -> Q | None:
    return shut_out(actor)


@permission("grants.report_aid")
def _report(actor: Actor, aid: CityAid) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)
