"""The lists of this floor that can be taken out."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.forms.register import RegisterFilterForm
from associations.queries import register_list
from associations.queries.register_export import export_rows
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.exports.registry import Column, Shape, Sheet, kind
from portal.translated import active


@kind(
    "associations.register",
    label=gettext_lazy("Register of associations"),
    right=Right.ASSOCIATIONS_READ,
    page="associations:association_list",
)
def register(actor: Actor, query: str) -> Sheet:
    """The register as the list's query filters and orders it."""
    asked = RegisterFilterForm(QueryDict(query)).criteria()
    rows = register_list.found(actor, asked)
    columns = [
        Column(_("Official name"), width=44),
        Column(_("Name in Swedish"), width=30),
        Column(_("Name in English"), width=30),
        Column(_("Legal form"), width=22),
        Column(_("Status")),
        Column(_("Register number"), width=16),
        Column(_("Business ID"), width=12),
        Column(_("Registered office"), width=16),
        Column(_("Registered on"), Shape.DAY, 14),
        Column(_("Sector"), width=24),
        Column(_("Districts"), width=24),
        Column(_("Members"), Shape.NUMBER, 10),
        Column(_("Public e-mail address"), width=30),
        Column(_("Public telephone number"), width=20),
        Column(_("Main users"), Shape.NUMBER, 12),
        Column(_("Liaison"), width=24),
        Column(_("Facts confirmed on"), Shape.DAY, 16),
        Column(_("Added on"), Shape.DAY, 14),
    ]
    return Sheet(columns, rows.count(), export_rows(rows, active()))
