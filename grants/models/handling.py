"""What passes between the association and the city about an application: signatures, completion, messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.enums import COMPLETION_WORKFLOW, CompletionState
from grants.models.applications import Application
from portal.workflow import Stateful


class Signature(models.Model):
    """The first of two signatures: who, when, and the SHA-256 of the answers that were signed.

    The second one is the submission itself (Yhdistyslaki 503/1989 §36).
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="first_signature")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.person}"


class CompletionRequest(Stateful):
    """What an officer asks of an incomplete application, item by item, with a day (Hallintolaki 434/2003 §22)."""

    workflow = COMPLETION_WORKFLOW

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="completion_requests")
    state = models.CharField(_("state"), max_length=20, choices=CompletionState.choices, default=CompletionState.OPEN)
    # Until the end of this day in Helsinki.
    due_on = models.DateField(_("due"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("completion request")
        verbose_name_plural = _("completion requests")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state=CompletionState.OPEN),
                name="completion_open_once",
                violation_error_message=_("A completion request is open already."),
            ),
            models.CheckConstraint(
                name="completion_answered_state",
                condition=Q(state=CompletionState.ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                | ~Q(state=CompletionState.ANSWERED) & Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.due_on:%Y-%m-%d}"


class CompletionItem(models.Model):
    """One thing that is missing or unclear, and what was answered: a text, files, or both."""

    request = models.ForeignKey(CompletionRequest, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("what is missing"), max_length=1000)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    # As the answer to a question for files.
    files = models.JSONField(_("files"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("item of a completion request")
        verbose_name_plural = _("items of completion requests")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="completion_item_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Message(models.Model):
    """A message between the association and those who handle its application. Part of the matter, never changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_city = models.BooleanField(_("from the city"))
    text = models.TextField(_("message"), max_length=4000)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]
        constraints = [models.CheckConstraint(name="message_says_something", condition=~Q(text=""))]
        indexes = [models.Index(fields=["application", "sent_at"], name="message_application")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.text[:40]}"
