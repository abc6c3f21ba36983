"""What the association asked to change in the use of the grant, and what the city decided on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.enums import ChangeState
from grants.models import ChangeRequest
from grants.services.dossier.deciding import decision_item, documents_of
from grants.services.dossier.parts import Item, Matter, Theme, day, facts, moment, person, said
from portal import policy


def _asked(matter: Matter) -> QuerySet[ChangeRequest]:
    return policy.visible(ChangeRequest).filter(award__application=matter.application)


def _items(matter: Matter) -> Iterator[Item]:
    rows = list(_asked(matter).select_related("result", "made_by", "decided_by").order_by("received_at", "pk"))
    refusals = {row.pk: row.result for row in rows if row.state == ChangeState.REFUSED and row.result is not None}
    documents = documents_of(list(refusals.values()))
    for number, row in enumerate(rows, 1):
        yield Item(
            _("Change request %(number)d") % {"number": number},
            row.received_at,
            facts(
                said("kind", _("What changes"), row.kind, row.get_kind_display()),
                said("state", _("State"), row.state, row.get_state_display()),
                moment("received_at", _("Received"), row.received_at),
                person("made_by", _("Sent by"), row.made_by),
                said("asked", _("What is to be changed"), row.asked),
                said("grounds", _("Grounds"), row.grounds),
                day("report_day", _("New day of the use report as asked"), row.report_day),
                said("reasons", _("Reasons"), row.reasons),
                day("moved_to", _("The use report was moved to"), row.moved_to),
                said(
                    "result_version",
                    _("Decided by version"),
                    row.result.version if row.result and row.pk not in refusals else None,
                ),
                person("decided_by", _("Decided by"), row.decided_by),
                moment("closed_at", _("Decided or withdrawn"), row.closed_at),
            ),
        )
        if (refusal := refusals.get(row.pk)) is not None:
            heading = _("Decision on change request %(number)d") % {"number": number}
            yield decision_item(refusal, documents[str(refusal.pk)], heading, f"{number}/paatos")


THEMES = (Theme("muutokset", gettext_lazy("Change requests"), lambda matter: _asked(matter).count(), _items),)
