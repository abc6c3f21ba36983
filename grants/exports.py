"""The lists of grants that can be taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import queries
from grants.models import Batch, BatchLine, CityAidQuerySet
from grants.queries.deminimis import AID_COLUMNS, AID_PARTS, aid_found
from portal import clock, policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.exports.registry import Column, Shape, Sheet, kind
from portal.translated import active


@kind("grants.batch", label=gettext_lazy("Batch of payments"), right=Right.GRANTS_READ, page="grants:batch_list")
def batch(actor: Actor, query: str) -> Sheet:
    """The payments of the batch that the query names, as far as the person may see them, for the books."""
    key = QueryDict(query).get("batch", "")
    wanted = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    found = policy.visible(Batch, actor).filter(pk=wanted).first()
    rows = queries.batch_lines(found) if found is not None else BatchLine.objects.none()
    columns = [
        Column(_("Reference"), width=24),
        Column(_("Case number"), width=22),
        Column(_("Association"), width=40),
        Column(_("Business ID"), width=12),
        Column(_("Call"), width=30),
        Column(_("Instalment"), Shape.NUMBER, 12),
        Column(_("Account holder"), width=40),
        Column(_("Account"), width=24),
        Column(_("Sum"), Shape.CENTS, 14),
        Column(_("Paid on"), Shape.DAY, 14),
        Column(_("Left out, since"), width=40),
        Column(_("Returned on"), Shape.DAY, 14),
        Column(_("Why it came back"), width=40),
    ]
    return Sheet(columns, rows.count(), _rows(rows))


@kind("grants.aid", label=gettext_lazy("De minimis aid"), right=Right.GRANTS_READ, page="grants:aid_rows")
def aid(actor: Actor, query: str) -> Sheet:
    """Rows for the central register, as far as the person may see them and as the list shows them."""
    part = QueryDict(query).get("part", "")
    days, today = queries.register_days(), clock.today()
    rows = aid_found(part if part in AID_PARTS else "all", days, today, actor)
    shapes = {4: Shape.CENTS, 5: Shape.DAY, 9: Shape.DAY, 10: Shape.DAY, 11: Shape.DAY}
    columns = [Column(str(name), shapes.get(at, Shape.TEXT), 20) for at, name in enumerate(AID_COLUMNS)]
    return Sheet(columns, rows.count(), _aid_rows(rows, days, today))


def _aid_rows(rows: CityAidQuerySet, days: int, today: date) -> Iterator[tuple[Any, ...]]:
    granter = settings.CITY_NAME[active()]
    for row in queries.aid_rows(rows.iterator(chunk_size=500), days, today):
        yield (
            *(granter, settings.CITY_BUSINESS_ID, row.association, row.business_id, row.cents, row.counts_from),
            *(row.sector, row.instrument, row.title, row.given_on, row.report_by, row.reported_on),
        )


def _rows(lines: Any) -> Iterator[tuple[Any, ...]]:
    for line in lines.iterator(chunk_size=500):
        award = line.instalment.payout.award
        yield (
            *(line.end_to_end_id, award.application.case_number, award.association.name, award.association.business_id),
            *(award.call.title, line.instalment.number, line.holder, line.iban, line.amount_cents),
            # A payment that came back wasn't made, whatever became of its instalment later.
            line.instalment.paid_on if line.returned_on is None and not line.out_reason else None,
            *(line.get_out_reason_display() if line.out_reason else "", line.returned_on, line.return_reason),
        )
