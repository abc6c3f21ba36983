"""What the association told of the use of the grant, exactly as it came, and what was sent back to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from grants.models import ReportReturn, ReportSubmission, UseReport
from grants.services.dossier.parts import File, Item, Matter, Theme, attached, day, facts, moment, money, person, said
from portal import policy


def _reports(matter: Matter) -> QuerySet[UseReport]:
    return policy.visible(UseReport).filter(award__application=matter.application)


def _items(matter: Matter) -> Iterator[Item]:
    rows = _reports(matter).select_related("accepted_by", "award__decision").order_by("due_on", "pk")
    for report in rows.prefetch_related("submissions", "returns__returned_by"):
        yield _report(report)
        for one in report.submissions.all():
            yield _submission(report, one, matter.language)
        for back in report.returns.all():
            yield _returned(report, back)


def _report(report: UseReport) -> Item:
    return Item(
        report.get_kind_display(),
        report.award.decision.decided_at,
        facts(
            said("kind", _("Kind"), report.kind, report.get_kind_display()),
            said("state", _("State"), report.state, report.get_state_display()),
            day("due_on", pgettext("payment", "Due"), report.due_on),
            moment("handed_in_at", _("Handed in"), report.handed_in_at),
            money("used", _("Used of the grant"), report.used_cents),
            moment("accepted_at", _("Accepted"), report.accepted_at),
            person("accepted_by", _("Accepted by"), report.accepted_by),
            said("public_summary", _("Summary as published"), report.public_summary),
        ),
    )


def _submission(report: UseReport, one: ReportSubmission, language: str) -> Item:
    folder = f"{report.kind}-{one.number}"
    answers = one.shown(language)
    files, missing = attached([file for row in answers for file in row["files"]], f"{folder}/liitteet")
    exact = _("The content, exactly as it was handed in")
    return Item(
        _("%(kind)s as handed in, number %(number)d") % {"kind": report.get_kind_display(), "number": one.number},
        one.received_at,
        facts(
            said("number", _("Number"), one.number),
            moment("received_at", _("Received"), one.received_at),
            said("submitted_by", _("Handed in by"), one.signed_by),
            said("sha256", _("SHA-256"), one.sha256),
            *(said(f"answer_{number}", row["label"], row["text"]) for number, row in enumerate(answers, 1)),
            missing,
        ),
        [File(f"{folder}/sisalto.json", exact, one.received_at, one.content.encode()), *files],
    )


def _returned(report: UseReport, back: ReportReturn) -> Item:
    return Item(
        _("%(kind)s returned") % {"kind": report.get_kind_display()},
        back.returned_at,
        facts(
            moment("returned_at", _("Returned"), back.returned_at),
            person("returned_by", _("Returned by"), back.returned_by),
            day("due_on", pgettext("payment", "Due"), back.due_on),
            said("items", _("What is missing"), back.items, "\n".join(map(str, back.items))),
        ),
    )


THEMES = (Theme("selvitykset", gettext_lazy("Use reports"), lambda matter: _reports(matter).count(), _items),)
