"""A use report on the association's side: planned with the award, written part by part, handed in and hashed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries, rules
from grants.enums import AWAITED_STATES, ReportKind
from grants.models import Award, ReportAnswer, ReportSubmission, UseReport
from grants.queries import BudgetTable
from grants.services.answers import files_in_words
from grants.services.drafting import entry
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value as dated
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import LANGUAGES, active
from portal.ui import formats
from portal.workflow import Refused, transition

MOST_FILES = 20
# New rows beside those of the budget, a table.
MOST_NEW_ROWS = 10
FILES = "files"

# What a report tells besides its figures, in the order of the page.
PARTS = {
    "done": gettext_lazy("What was done with the grant?"),
    "effect": gettext_lazy("What came of it for residents?"),
    "reached": gettext_lazy("How many people did it reach?"),
    "used": gettext_lazy("How much of the grant was used?"),
    "explained": gettext_lazy("Why did something turn out otherwise than planned?"),
}
PAPERS = gettext_lazy("Receipts and other papers")
_NEEDED = ("done", "effect", "reached", "used")


@dataclass(frozen=True, slots=True)
class PartClash:
    """A part that somebody else changed in between: theirs as stored, and one's own."""

    theirs: ReportAnswer
    mine: Any


class PartsChanged(Exception):
    """Some parts were refused as stale; what could be saved is saved (cases.md 14)."""

    def __init__(self, clashes: list[PartClash], saved: list[ReportAnswer]) -> None:
        super().__init__("Some parts of the report were changed by somebody else in between.")
        self.clashes = clashes
        self.saved = saved


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it is written: the parts' values, the granted budget, and the per cent that make a deviation."""

    report: UseReport
    values: dict[str, Any]
    tables: list[BudgetTable]
    percent: int

    @property
    def seal(self) -> str:
        """The fingerprint of what was written: the page that is read is the one that is handed in."""
        return rules.digest(rules.canonical(self.values))

    @property
    def unspent_cents(self) -> int:
        """What is left of the grant; all of it where nothing was said."""
        return self.report.award.amount_cents - int(self.values.get("used") or 0)

    def figures(self, table: BudgetTable, language: str) -> list[rules.Figure]:
        """The rows of the table, those of the budget first."""
        given = self.values.get(part_of(table)) or {}
        actual = given.get("rows", {})
        rows = [rules.Figure(row.name[language], row.cents, _cents(actual.get(key))) for key, row in table.rows.items()]
        return rows + [rules.Figure(row["name"], 0, _cents(row["cells"])) for row in given.get("own", [])]

    def compared(self, language: str) -> list[tuple[str, rules.Compared]]:
        """Each table's name with its figures beside the budget."""
        with override(language):
            together = _("Together")
        interim = self.report.kind == ReportKind.INTERIM
        return [
            (
                table.label[language],
                rules.compare(together, self.figures(table, language), self.percent, on_the_way=interim),
            )
            for table in self.tables
        ]

    @property
    def differs(self) -> bool:
        """Whether something has to be explained: a figure, or money that is left at the end."""
        left = self.report.kind == ReportKind.FINAL and self.unspent_cents > 0
        return left or any(table.differs for _name, table in self.compared(LANGUAGES[0]))


def part_of(table: BudgetTable) -> str:
    """The key of the part that holds a table's figures."""
    return f"table-{table.key}"


def _cents(cells: Any) -> int:
    return int((cells or [0])[0] or 0)


def plan(award: Award) -> list[UseReport]:
    """The reports that the call asks of the award, with their days; none where it asks for none.

    In the transaction of the decision, whose permission it stands on.
    """
    call, day = award.call, award.decided_on
    days = {
        ReportKind.INTERIM: rules.due_day(call.interim_due_on, call.interim_months, day),
        ReportKind.FINAL: rules.due_day(call.report_due_on, call.report_months, day),
    }
    final = days[ReportKind.FINAL]
    made = [
        UseReport(award=award, kind=kind, due_on=due, awaited_on=due, asked_on=day)
        for kind, due in days.items()
        # Of a call that decided after its days one report is enough.
        if due is not None and (kind == ReportKind.FINAL or final is None or due < final)
    ]
    return UseReport.objects.bulk_create(made)


def written(report: UseReport) -> Written:
    """The report as it is written now. Four queries."""
    values = dict(report.answers.values_list("key", "value"))
    tables = queries.budget_tables(report.award.application)
    return Written(report, values, tables, dated("grants.report_deviation_percent"))


def save(*, report: UseReport, values: Mapping[str, Any], versions: Mapping[str, int]) -> list[ReportAnswer]:
    """Save parts of a report, each on its own, with the version that the page showed (0: none).

    A part that hasn't changed isn't written. Raises :class:`PartsChanged` when one was changed by somebody else in
    between: the others are saved all the same. Raises :class:`Refused` once the report is handed in. Who wrote which
    part when stands on the part.
    """
    saved: list[ReportAnswer] = []
    clashes: list[PartClash] = []
    with transaction.atomic():
        fresh = _locked_draft(report)
        known = {*PARTS, *map(part_of, queries.budget_tables(fresh.award.application))}
        current = {answer.key: answer for answer in fresh.answers.all()}
        for key, value in values.items():
            answer = current.get(key)
            if key not in known or (answer is None and value in ("", None)):
                continue
            if answer is not None and answer.value == value:
                saved.append(answer)
            elif answer is not None and answer.version != versions.get(key, 0):
                clashes.append(PartClash(answer, value))
            else:
                saved.append(_store(fresh, key, answer, value))
    if clashes:
        raise PartsChanged(clashes, saved)
    return saved


def attach(*, report: UseReport, content: File[bytes]) -> ReportAnswer:
    """Add a receipt or another paper. Raises FileRefused, and :class:`Refused` as :func:`save`."""
    policy.require("grants.edit_report", report)
    with transaction.atomic():
        # Before the lock: a virus check may take seconds.
        stored = files.store(content, name=content.name or "", kind="document", parent=report)
        fresh = _locked_draft(report)
        answer = fresh.answers.filter(key=FILES).first()
        kept = list(answer.value) if answer else []
        if len(kept) >= MOST_FILES:
            raise Refused(
                _("At most %(number)d files can be attached here. Take one away first.") % {"number": MOST_FILES}
            )
        return _store(fresh, FILES, answer, [*kept, entry(stored)])


def detach(*, report: UseReport, key: str) -> ReportAnswer | None:
    """Take a paper away; None when it isn't there any more. Raises as :func:`save`.

    What was handed in once stays stored: the frozen report names it by its hash.
    """
    with transaction.atomic():
        fresh = _locked_draft(report)
        answer = fresh.answers.filter(key=FILES).first()
        if answer is None or not any(one["key"] == key for one in answer.value):
            return None
        handed_in = {
            one["key"]
            for row in fresh.submissions.all()
            for part in row.content_json["answers"]
            for one in part.get("files") or ()
        }
        if key not in handed_in:
            for stored in StoredFile.objects.of(fresh).filter(key=key):
                files.remove(stored)
        return _store(fresh, FILES, answer, [one for one in answer.value if one["key"] != key])


def missing(found: Written) -> list[str]:
    """What has to be written before the report can be handed in, in words of the active language."""
    lacking = [str(PARTS[key]) for key in _NEEDED if found.values.get(key) in (None, "")]
    lacking += [
        table.label[active()]
        for table in found.tables
        if any(row.cents for row in table.rows.values()) and not found.values.get(part_of(table))
    ]
    if not lacking and found.differs and not found.values.get("explained"):
        lacking.append(str(PARTS["explained"]))
    return lacking


def hand_in(*, report: UseReport, seal: str, arrived_at: datetime, language: str) -> UseReport:
    """Hand the report in: frozen with its hash, with a receipt. After the day it is taken too, and seen to be late.

    ``seal`` is that of the page that was read (:attr:`Written.seal`); ``arrived_at`` when the whole request had arrived
    (13/2003 §10). Handing in twice is once (cases.md 13). Raises PermissionDenied for a person without the right to
    sign, :class:`Refused` where something is missing or was changed in between.
    """
    with transaction.atomic():
        fresh = _locked(report)
        policy.require("grants.hand_in_report", fresh)
        if not fresh.is_awaited:
            return fresh
        found = written(fresh)
        if found.seal != seal:
            raise Refused(_("Somebody changed the report after you opened this page. Read it again before you send."))
        if lacking := missing(found):
            raise Refused(
                ngettext("One thing is missing: %(what)s", "%(number)d things are missing: %(what)s", len(lacking))
                % {"number": len(lacking), "what": "; ".join(lacking)}
            )
        late = clock.local(arrived_at).date() > fresh.awaited_on
        changes = {
            "handed_in_at": arrived_at,
            "handed_in_by_id": actors.current().person_id,
            "used_cents": int(found.values["used"]),
            "deviates": late or found.differs,
        }
        return transition(
            fresh, "hand_in", changes=changes, then=lambda row: _freeze(row, found, arrived_at, language), held=True
        )


def _locked(report: UseReport) -> UseReport:
    return UseReport.objects.with_matter().select_for_update(of=("self",)).get(pk=report.pk)


def _locked_draft(report: UseReport) -> UseReport:
    fresh = _locked(report)
    policy.require("grants.edit_report", fresh)
    if fresh.state not in AWAITED_STATES:
        raise Refused(_("The report has been handed in already. It can't be edited any more."))
    return fresh


def _store(report: UseReport, key: str, answer: ReportAnswer | None, value: Any) -> ReportAnswer:
    who, now = actors.current().person_id, clock.now()
    if answer is None:
        return ReportAnswer.objects.create(report=report, key=key, value=value, saved_by_id=who, saved_at=now)
    answer.value, answer.saved_by_id, answer.saved_at = value, who, now
    answer.version += 1
    answer.save(update_fields=["value", "version", "saved_by", "saved_at"])
    return answer


def _freeze(report: UseReport, found: Written, arrived_at: datetime, language: str) -> None:
    award, who = report.award, actors.current()
    application = award.application
    content = rules.canonical(
        {
            "report": report.pk,
            "kind": report.kind,
            "application": application.pk,
            "case_number": application.case_number,
            "association": {"id": award.association_id, "name": award.association.name_fi},
            "award": {
                "amount_cents": award.amount_cents,
                "decided_on": award.decided_on.isoformat(),
                "purpose": award.purpose,
            },
            "awaited_on": report.awaited_on.isoformat(),
            "received_at": arrived_at.isoformat(),
            "submitted_by": {"id": who.user_id, "name": who.label},
            "language": language,
            "deviation_percent": found.percent,
            "unspent_cents": found.unspent_cents,
            "answers": _answers(found),
            "figures": [_figures(found, table) for table in found.tables],
        }
    )
    submission = ReportSubmission.objects.create(
        report=report,
        number=report.submissions.count() + 1,
        received_at=arrived_at,
        submitted_by_id=who.person_id,
        content=content,
        sha256=rules.digest(content),
    )
    journal.record("grants.report_handed_in", application)
    outbox.owe(
        "grants.report_received",
        subject=report,
        recipients=recipients(award.association, Area.GRANTS),
        context={**mail_context(report), "received_at": arrived_at, "sha256": submission.sha256},
        path=report.get_absolute_url(),
        discriminator=str(submission.number),
    )
    outbox.owe(
        "grants.report_came",
        subject=report,
        recipients=queries.handlers(application),
        context={**mail_context(report), "received_at": arrived_at},
        path=reverse("grants:report_handle", args=[report.pk]),
        discriminator=str(submission.number),
    )


def mail_context(report: UseReport) -> dict[str, Any]:
    """What every mail about a report says."""
    award = report.award
    return {
        "association": plain.texts(award.association, "name"),
        "call": plain.texts(award.call, "title"),
        "case_number": award.application.case_number,
        "kind": plain.words(ReportKind(report.kind).label),
        "due_on": report.awaited_on,
    }


def _answers(found: Written) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for key, label in PARTS.items():
        value = found.values.get(key, "")
        text = _by_tongue(lambda key=key, value=value: readable(key, value))
        rows.append({"key": key, "label": _by_tongue(label), "value": value, "text": text})
    kept = found.values.get(FILES) or []
    text = _by_tongue(lambda: files_in_words(kept))
    return [*rows, {"key": FILES, "label": _by_tongue(PAPERS), "value": kept, "text": text, "files": kept}]


def _by_tongue(said: Any) -> dict[str, str]:
    """A label, or what a function says, in each language."""
    found = {}
    for tongue in LANGUAGES:
        with override(tongue):
            found[tongue] = str(said() if callable(said) else said)
    return found


def readable(key: str, value: Any) -> str:
    """A part as a person reads it, in the active language; '' for none."""
    if value in (None, ""):
        return ""
    if key == "used":
        return formats.money(int(value))
    return formats.number(int(value)) if key == "reached" else str(value)


def _figures(found: Written, table: BudgetTable) -> dict[str, Any]:
    by_tongue = {tongue: found.figures(table, tongue) for tongue in LANGUAGES}
    return {
        "key": table.key,
        "label": table.label,
        "total": _by_tongue(gettext_lazy("Together")),
        "rows": [
            {
                "name": {tongue: by_tongue[tongue][at].name for tongue in LANGUAGES},
                "budget_cents": row.budget_cents,
                "actual_cents": row.actual_cents,
            }
            for at, row in enumerate(by_tongue[LANGUAGES[0]])
        ],
    }
