"""Use reports of a round: written part by part, handed in, sent back and accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from grants import rules
from grants.demo_past.actors import OFFICERS
from grants.demo_past.rounds import Round, income
from grants.demo_texts import round_texts
from grants.demo_texts.rounds import Matter, Told
from grants.enums import ReportKind, TableRole
from grants.models import Application, Question, UseReport
from grants.services import report_review, reporting
from portal import clock

# How much of the year's budget an interim report has used.
HALF = 55


def hand_in(found: Round, matter: Matter, day: date, *, done: str = "") -> None:
    """The association writes the report of the whole grant and hands it in; ``done`` is a first, thin try at it."""
    told = matter.told
    if told is not None:
        found.by_member(
            matter, day, lambda one: _written(found, matter, one, ReportKind.FINAL, _final(matter, told, done))
        )


def accept(found: Round, matter: Matter, day: date) -> None:
    """The officer accepts the report of the whole grant, with the summary that everybody reads."""
    told = matter.told
    if told is None:
        return

    def act(application: Application) -> None:
        report_review.accept(report=_report(application, ReportKind.FINAL), summary=told.summary)

    found.by_employee(OFFICERS[0], matter, day, act)


def send_back(found: Round, matter: Matter, day: date, items: Sequence[str]) -> None:
    """The officer asks for what is missing, within two weeks."""

    def act(application: Application) -> None:
        report = _report(application, ReportKind.FINAL)
        report_review.send_back(report=report, items=items, due_on=clock.today() + timedelta(days=14))

    found.by_employee(OFFICERS[0], matter, day, act)


def interim(found: Round, matter: Matter, day: date, accepted: date) -> None:
    """A report on the way, handed in and accepted: what waits for it becomes due."""
    done, effect, summary = round_texts.INTERIM[matter.language]

    def write(application: Application) -> None:
        used = application.award.amount_cents * HALF // 100
        values = {"done": done, "effect": effect, "reached": str(30 + matter.euros // 100), "used": str(used)}
        _written(found, matter, application, ReportKind.INTERIM, values)

    def take(application: Application) -> None:
        report_review.accept(report=_report(application, ReportKind.INTERIM), summary=summary)

    found.by_member(matter, day, write)
    found.by_employee(OFFICERS[0], matter, accepted, take)


def _report(application: Application, kind: str) -> UseReport:
    return UseReport.objects.with_matter().get(award__application=application, kind=kind)


def _final(matter: Matter, told: Told, done: str) -> dict[str, Any]:
    used = {} if told.used is None else {"used": str(told.used * 100)}
    explained = {"explained": told.explained} if told.explained else {}
    return {"done": done or told.done, "effect": told.effect, "reached": str(told.reached), **used, **explained}


def _written(found: Round, matter: Matter, application: Application, kind: str, values: Mapping[str, Any]) -> None:
    report = _report(application, kind)
    given = {"used": str(application.award.amount_cents), **values}
    if application.award.amount_cents < (application.requested_cents or 0):
        given.setdefault("explained", round_texts.SMALLER[matter.language])
    for question in found.questions:
        rows = _rows(matter, question, application.award.amount_cents, kind)
        if rows:
            given[f"table-{question.key}"] = {"rows": rows, "own": []}
    versions = dict(report.answers.values_list("key", "version"))
    reporting.save(report=report, values=given, versions=versions)
    seal = reporting.written(_report(application, kind)).seal
    reporting.hand_in(report=report, seal=seal, arrived_at=clock.now(), language=matter.language)


def _rows(matter: Matter, question: Question, award_cents: int, kind: str) -> dict[str, list[int]]:
    """What the rows of a table came to, in cents: a little more or less than the budget, or as the matter tells."""
    if question.table_role == TableRole.COSTS:
        actual = dict(matter.told.actual) if matter.told else {}
        cents = {
            key: actual.get(key, 0) * 100 or _about(euros, f"{matter.purpose} {key}")
            for key, euros in matter.costs.items()
        }
    elif question.table_role == TableRole.INCOME:
        cents = {key: euros * 100 for key, euros in income(matter, question).items()}
        cents["city_grant"] = award_cents
    else:
        return {}
    share = HALF if kind == ReportKind.INTERIM else 100
    return {f"row-{key}": [value * share // 100] for key, value in cents.items()}


def _about(euros: int, seed: str) -> int:
    """Within four per cent of the budget, in cents, the same on every load."""
    return euros * (96 + int(rules.digest(seed)[:4], 16) % 9) + int(rules.digest(seed)[4:6], 16) % 2
