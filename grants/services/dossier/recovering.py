"""How the city had back what it paid: the hearing, the answer, the decision with its document, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Recovery, RecoveryPayment
from grants.services.dossier.deciding import decision_item, documents_of
from grants.services.dossier.parts import Fact, Item, Matter, Theme, attached, day, facts, moment, money, person, said
from portal import policy
from portal.decisions.models import Decision
from portal.ui import formats


def _recoveries(matter: Matter) -> QuerySet[Recovery]:
    return policy.visible(Recovery).filter(award__application=matter.application)


def _items(matter: Matter) -> Iterator[Item]:
    people = ("opened_by", "answered_by", "decided_by", "written_off_by")
    paid = RecoveryPayment.objects.select_related("recorded_by").order_by("recorded_at", "pk")
    rows = _recoveries(matter).select_related(*people).order_by("opened_at", "pk")
    found = list(rows.prefetch_related("instalments", Prefetch("payments", paid)))
    versions = _versions(found)
    documents = documents_of([one for of_one in versions.values() for one in of_one])
    for number, row in enumerate(found, 1):
        yield _recovery(row, number)
        for decision in versions[str(row.pk)]:
            heading = _("Decision on recovery %(number)d, version %(version)d") % {
                "number": number,
                "version": decision.version,
            }
            yield decision_item(decision, documents[str(decision.pk)], heading, f"{number}/paatos-{decision.version}")
        for payment in row.payments.all():
            yield _payment(payment, number)


def _versions(found: list[Recovery]) -> dict[str, list[Decision]]:
    """The decisions on each recovery, by its key as text: the first one, and those on requests for rectification."""
    kind, keys = Recovery._meta.label_lower, [str(row.pk) for row in found]
    versions: dict[str, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(subject_type=kind, subject_id__in=keys).order_by("version"):
        versions[decision.subject_id].append(decision)
    return versions


def _recovery(row: Recovery, number: int) -> Item:
    files, missing = attached(row.files, f"{number}/liitteet")
    return Item(
        _("Recovery %(number)d") % {"number": number},
        row.opened_at,
        facts(
            said("state", _("State"), row.state, row.get_state_display()),
            said("ground", _("Ground"), row.ground, row.get_ground_display()),
            money("asked", _("Sum about which the association was heard"), row.asked_cents),
            said("reasons", _("Reasons"), row.reasons),
            moment("opened_at", _("Opened"), row.opened_at),
            person("opened_by", _("Prepared by"), row.opened_by),
            day("hear_by", _("Heard until"), row.hear_by),
            moment("answered_at", _("Answered"), row.answered_at),
            person("answered_by", _("Answered by"), row.answered_by),
            said("answer", _("Answer of the association"), row.answer),
            missing,
            person("decided_by", _("Decided by"), row.decided_by),
            money("recovered", _("Sum recovered"), row.recovered_cents),
            money("netted", _("Taken from what wasn’t paid"), row.netted_cents or None),
            money("owed", _("Sum to be paid back"), row.owed_cents if row.recovered_cents is not None else None),
            _instalments(row),
            money("received", _("Received"), row.received_cents or None),
            said("write_off_reason", _("Why the rest was written off"), row.write_off_reason),
            money("written_off", _("Written off"), row.left_cents if row.write_off_reason else None),
            person("written_off_by", _("Written off by"), row.written_off_by),
            moment("closed_at", _("Closed"), row.closed_at),
        ),
        files,
    )


def _instalments(row: Recovery) -> Fact | None:
    in_force = (one for one in row.instalments.all() if one.plan == row.plan)
    found = sorted(in_force, key=lambda one: one.number)
    raw = [{"number": one.number, "amount_cents": one.amount_cents, "due_on": one.due_on} for one in found]
    shown = [f"{one.number}: {formats.money(one.amount_cents)}, {formats.day(one.due_on)}" for one in found]
    return said("instalments", _("To be paid back in"), raw, "\n".join(shown))


def _payment(row: RecoveryPayment, number: int) -> Item:
    return Item(
        _("Recovery %(number)d: paid back") % {"number": number}
        if row.amount_cents > 0
        else _("Recovery %(number)d: correction of a payment") % {"number": number},
        row.recorded_at,
        facts(
            day("received_on", _("Received"), row.received_on),
            money("amount", _("Sum"), row.amount_cents),
            said("reason", _("Why it is corrected"), row.reason),
            moment("recorded_at", _("Recorded"), row.recorded_at),
            person("recorded_by", _("Recorded by"), row.recorded_by),
        ),
    )


THEMES = (
    Theme("perinnat", gettext_lazy("Recovery of what was paid"), lambda matter: _recoveries(matter).count(), _items),
)
