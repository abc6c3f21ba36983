"""An application, its answers with a version each, and what was submitted."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from grants import rules
from grants.enums import APPLICATION_WORKFLOW, ApplicationState, QuestionKind
from grants.models.calls import Call
from grants.models.questions import FormVersion, Question
from portal.workflow import Stateful

S = ApplicationState
_NOT_SUBMITTED = Q(state__in=[S.DRAFT, S.SIGNED, S.WITHDRAWN])


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Reading applications."""

    def handed_in(self) -> ApplicationQuerySet:
        """Those that the city has received (a draft is the association's own)."""
        return self.filter(submitted_at__isnull=False)

    def with_parties(self) -> ApplicationQuerySet:
        """With call and association, as every row of a list shows them."""
        return self.select_related("call", "association")


class Application(Stateful):
    """An association's application to a call (avustushakemus)."""

    workflow = APPLICATION_WORKFLOW

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(_("state"), max_length=20, choices=S.choices, default=S.DRAFT)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # The form as it stood when the application was handed in.
    form_version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("form")
    )
    requested_cents = models.BigIntegerField(_("sum applied for"), null=True, blank=True)
    # What the budget's tables of costs add up to, where there are any: the call's share limit is a share of it.
    costs_cents = models.BigIntegerField(_("costs"), null=True, blank=True)
    # The round of scoring under way, or the last one.
    round = models.PositiveSmallIntegerField(_("round of scoring"), default=1, db_default=1)
    # The preparing officer (valmistelija): who took it into review.
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    proposed_cents = models.BigIntegerField(_("sum proposed"), null=True, blank=True)
    proposal_reasons = models.TextField(_("reasons of the proposal"), max_length=4000, blank=True)
    # The purpose as the public list will show it: an officer sees to it that it names no person.
    public_purpose = models.CharField(_("purpose as published"), max_length=300, blank=True)
    # The reasons as the published decision has them, likewise; empty: it says the outcome alone. The database has the
    # default too, since the version before goes on writing applications while this one is brought in.
    public_reasons = models.TextField(_("reasons as published"), max_length=4000, blank=True, default="", db_default="")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "association"],
                condition=~Q(state=S.WITHDRAWN),
                name="application_once",
                violation_error_message=_("The association has an application to this call already."),
            ),
            # A state and the moments that belong to it stand or fall together.
            models.CheckConstraint(
                name="application_submitted_state",
                condition=_NOT_SUBMITTED
                | Q(submitted_at__isnull=False, requested_cents__gt=0, submitted_by__isnull=False) & ~Q(case_number=""),
            ),
            models.CheckConstraint(name="application_round", condition=Q(round__gte=1) & Q(round__lte=2)),
            models.CheckConstraint(
                name="application_draft_state",
                condition=~Q(state__in=[S.DRAFT, S.SIGNED]) | Q(submitted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="application_proposed_state",
                condition=~Q(state__in=[S.PROPOSED, S.GRANTED, S.REJECTED])
                | Q(proposed_cents__gte=0, proposed_cents__lte=F("requested_cents"), proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="application_decided_state",
                condition=Q(state__in=[S.GRANTED, S.REJECTED], decided_at__isnull=False)
                | ~Q(state__in=[S.GRANTED, S.REJECTED]) & Q(decided_at__isnull=True),
            ),
        ]
        indexes = [
            # The officers' queue: the city never lists drafts.
            models.Index(
                fields=["state", "submitted_at", "id"],
                # What the bar of disqualification, the filters and the orders of the queue read, and so need no look at
                # the rows.
                include=["association", "call", "handled_by", "requested_cents"],
                name="application_queue",
                condition=Q(submitted_at__isnull=False),
            ),
            models.Index(fields=["association", "-started_at"], name="application_association"),
        ]

    def __str__(self) -> str:
        return self.case_number or f"{self.call} – {self.association}"

    @property
    def limit_cents(self) -> int | None:
        """The most that the call's share of the costs allows, in cents; None without costs or such a share."""
        share = self.call.share_percent
        return None if self.costs_cents is None or share is None else self.costs_cents * share // 100

    def get_absolute_url(self) -> str:
        """The matter's page for the applicant."""
        return reverse("grants:application_detail", args=[self.pk])


class Answer(models.Model):
    """The answer to one question. Each has its own version, so two people in one draft never collide."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.version}"


class Submission(models.Model):
    """What was submitted, exactly: canonical JSON and its SHA-256. Never changed; a completion is a new one."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    # 1 is the application itself; the others answer completion requests.
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    completion = models.OneToOneField(
        "grants.CompletionRequest", on_delete=models.PROTECT, related_name="submission", null=True, blank=True
    )
    received_at = models.DateTimeField(_("received"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(_("content"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    def answers(self) -> list[dict[str, Any]]:
        """The submitted questions and answers in order, as the applicant saw them."""
        rows: list[dict[str, Any]] = self.content_json["answers"]
        return rows

    def shown(self, language: str) -> list[dict[str, Any]]:
        """The submitted questions and answers in order, in words of the language, with tables and files as such."""
        return [
            {
                "section": (row.get("section") or {}).get(language, ""),
                "label": row["label"][language],
                "text": row["text"][language],
                "table": rules.with_heads(row["table"][language]) if row.get("table") else None,
                "files": _files_of(row),
            }
            for row in self.answers()
        ]

    @property
    def signed_first(self) -> str:
        """Who gave the first of two signatures; '' where one person handed in."""
        first = self.content_json.get("first_signature")
        return str(first["name"]) if first else ""

    @property
    def signed_by(self) -> str:
        """Who handed in, by the name of that day."""
        return str(self.content_json["submitted_by"]["name"])

    @cached_property
    def content_json(self) -> dict[str, Any]:
        """The content as Python values."""
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed


def _files_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of a submitted answer: of a question for files, or of an item of a completion."""
    value = row["value"]
    if row["kind"] == QuestionKind.FILE:
        return value or []
    return value["files"] if isinstance(value, dict) and "files" in value else []
