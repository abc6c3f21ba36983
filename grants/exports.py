"""The lists of grants that can be taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import queries
from grants.models import Batch, BatchLine
from portal import policy
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.exports.registry import Column, Shape, Sheet, kind


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
