"""Events (sentences) and row images (what changed in the database). Neither can be changed by the app role."""

from __future__ import annotations

from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    """Reading the record."""

    def about(self, obj: Model) -> EventQuerySet:
        """The events of one object, oldest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("at", "pk")


class Event(models.Model):
    """One act as a sentence. Labels are frozen, since the record must read the same when names change.

    Plain numbers stand where foreign keys could: nothing that is recorded may keep a row from being erased, and
    nothing that is erased may take the record with it.
    """

    at = models.DateTimeField(_("time"))
    verb = models.CharField(_("verb"), max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("who"), max_length=200)
    acting_for_id = models.BigIntegerField(null=True)
    acting_for_label = models.CharField(_("for whom"), max_length=200, blank=True)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(_("what"), max_length=300)
    details = models.JSONField(default=dict)
    reason = models.TextField(_("why"), blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    redacted_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["object_type", "object_id", "at"], name="journal_event_object"),
            models.Index(fields=["-at", "-id"], name="journal_event_recent"),
            # What one person did: for their own copy, and to be erased with them.
            models.Index(fields=["actor_id", "-at"], name="journal_event_person", condition=Q(actor_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_label}"


class RowImage(models.Model):
    """A declared row before and after a change, as the trigger saw it, with the actor and the database role."""

    at = models.DateTimeField(_("time"))
    transaction = models.BigIntegerField()
    table = models.CharField(max_length=80, db_column="table_name")
    row_pk = models.CharField(max_length=40)
    operation = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    actor = models.JSONField(null=True)
    db_role = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("row image")
        verbose_name_plural = _("row images")
        indexes = [models.Index(fields=["table", "row_pk", "at"], name="journal_rowimage_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operation} {self.table} {self.row_pk}"
