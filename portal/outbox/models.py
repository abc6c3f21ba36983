"""Messages owed and sent, and how each person wants to hear."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.outbox import registry
from portal.outbox.enums import Channel, State

# The digest is a letter about messages and none itself, so the inbox leaves it out.
DIGEST_KIND = "outbox.digest"


class MessageQuerySet(models.QuerySet["Message"]):
    """Rows by what has to be done with them."""

    def due(self, now: datetime) -> MessageQuerySet:
        """Owed, and their time has come."""
        return self.filter(state=State.OWED, not_before__lte=now)

    def left_sending(self, before: datetime) -> MessageQuerySet:
        """Claimed before the instant and not sent since: their process is gone."""
        return self.filter(state=State.SENDING, claimed_at__lt=before)

    def for_digest(self, now: datetime) -> MessageQuerySet:
        """Held, in no digest yet, and the digest's hour has come."""
        return self.filter(state=State.HELD, carried_by__isnull=True, not_before__lte=now)

    def in_inbox_of(self, user_id: int | None) -> MessageQuerySet:
        """What the person reads in the portal, newest first."""
        return self.filter(recipient_id=user_id).exclude(kind=DIGEST_KIND).order_by("-created_at", "-pk")

    def unread(self) -> MessageQuerySet:
        """Not opened in the portal yet."""
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """One thing to be said to one address, once.

    ``not_before`` is the instant from which it may go: a reminder's date lives here and never in the queue, which may
    be restarted. ``address`` and ``language`` are frozen when it is owed. The person may be erased: the row stays, the
    address until the retention plan clears it.
    """

    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    discriminator = models.CharField(max_length=80, blank=True, default="")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("recipient"),
    )
    address = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    context = models.JSONField(default=dict)
    path = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OWED)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.TextField(blank=True, default="")
    carried_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried")
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "discriminator", "address"], name="outbox_message_once"
            ),
            models.CheckConstraint(
                name="outbox_message_sending_is_claimed",
                condition=Q(state=State.SENDING, claimed_at__isnull=False)
                | (~Q(state=State.SENDING) & Q(claimed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="outbox_message_sent_has_its_time",
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="outbox_message_failed_says_why", condition=~Q(state=State.FAILED) | ~Q(last_error="")
            ),
            models.CheckConstraint(
                name="outbox_message_carried_was_held", condition=Q(carried_by__isnull=True) | Q(state=State.HELD)
            ),
            models.CheckConstraint(
                name="outbox_message_path_stays_here",
                condition=Q(path="") | (Q(path__startswith="/") & ~Q(path__startswith="//")),
            ),
        ]
        indexes = [
            # Of all messages ever sent only a handful is owed: these three stay tiny, so a claim costs the same in ten
            # years, and an inbox of sent rows never slows it.
            models.Index(fields=["not_before", "id"], name="outbox_message_due", condition=Q(state=State.OWED)),
            models.Index(fields=["claimed_at"], name="outbox_message_sending", condition=Q(state=State.SENDING)),
            models.Index(
                fields=["not_before"],
                name="outbox_message_for_digest",
                condition=Q(state=State.HELD, carried_by__isnull=True),
            ),
            models.Index(fields=["recipient", "-created_at", "-id"], name="outbox_message_inbox"),
            models.Index(fields=["subject_type", "subject_id"], name="outbox_message_subject"),
            # A returned mail names an address: have we written to it lately?
            models.Index(fields=["address", "sent_at"], name="outbox_message_address", condition=Q(state=State.SENT)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.address}"

    @property
    def kind_label(self) -> str:
        """The kind in words; its name when the app that declared it is gone."""
        found = registry.known().get(self.kind)
        return str(found.label) if found else self.kind

    @property
    def is_unread(self) -> bool:
        """True until it is opened in the portal."""
        return self.read_at is None


class Preference(models.Model):
    """How a person wants messages of one optional kind. No row means: by e-mail at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    channel = models.CharField(_("how"), max_length=12, choices=Channel.choices, default=Channel.IMMEDIATELY)

    class Meta:
        verbose_name = _("message preference")
        verbose_name_plural = _("message preferences")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="outbox_preference_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.channel}"


class OutboxSettings(models.Model):
    """A person's quiet hours and the hour of the digest, on Helsinki's clock. No row means none and eight o'clock."""

    DEFAULT_DIGEST_HOUR = 8

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the digest"), default=DEFAULT_DIGEST_HOUR, validators=[MaxValueValidator(23)]
    )

    class Meta:
        verbose_name = _("message settings")
        verbose_name_plural = _("message settings")
        constraints = [
            models.CheckConstraint(
                name="outbox_settings_quiet_hours",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                violation_error_message=_("Give both the beginning and the end of the quiet hours, and not the same."),
            ),
            models.CheckConstraint(
                name="outbox_settings_digest_hour",
                condition=Q(digest_hour__lte=23),
                violation_error_message=_("The hour of the digest is from 0 to 23."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.quiet_from}–{self.quiet_until} {self.digest_hour}"


class BounceQuerySet(models.QuerySet["Bounce"]):
    """Marks by what they say of the address."""

    def in_force(self) -> BounceQuerySet:
        """Refused for good, or put off again and again for a week: a full mailbox empties, a lost one doesn't."""
        return self.filter(Q(permanent=True) | Q(last_at__gte=F("since") + Bounce.LASTING))


class Bounce(models.Model):
    """An address from which mail comes back.

    The mark goes when the person confirms an address, says that the address works, or an employee takes it away.
    A later mail that the mail server took doesn't take it away: servers take mail first and return it later.
    """

    LASTING = timedelta(days=7)

    # In small letters, as messages hold it.
    address = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    last_at = models.DateTimeField(_("last returned"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")
    permanent = models.BooleanField(_("refused for good"))

    objects = BounceQuerySet.as_manager()

    class Meta:
        verbose_name = _("address from which mail comes back")
        verbose_name_plural = _("addresses from which mail comes back")

    def __str__(self) -> str:
        return self.address
