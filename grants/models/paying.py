"""How awards are paid: acceptance, instalments, batches for the bank, and the account from which the city pays."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.models import BankAccount
from grants.enums import (
    BATCH_WORKFLOW,
    INSTALMENT_WORKFLOW,
    PAYOUT_WORKFLOW,
    BatchState,
    InstalmentState,
    OutReason,
    PayoutState,
    RecoveryState,
)
from grants.models.awards import Award
from portal import clock
from portal.files.models import StoredFile
from portal.workflow import Stateful

_P, _N, _B = PayoutState, InstalmentState, BatchState


class Payer(models.Model):
    """The city as it pays: its name, account and bank. An official begins a new row; one in force isn't changed."""

    name = models.CharField(_("name as the bank knows it"), max_length=70)
    iban = models.CharField(_("account (IBAN)"), max_length=34)
    bic = models.CharField(
        _("bank (BIC)"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$", _("A BIC has 8 or 11 characters."))],
    )
    valid_from = models.DateField(_("valid from"), unique=True)

    class Meta:
        verbose_name = _("account from which grants are paid")
        verbose_name_plural = _("accounts from which grants are paid")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.name} {self.iban} ({self.valid_from:%d.%m.%Y}–)"

    @classmethod
    def on(cls, day: date) -> Payer | None:
        """The one that holds on the day; None where nobody has given any. One query."""
        return cls.objects.filter(valid_from__lte=day).first()


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Reading payouts."""

    def late(self, day: date | None = None) -> PayoutQuerySet:
        """Awards whose last day to accept is over on the day (today in Helsinki), the oldest first."""
        return self.waiting().filter(accept_by__lt=day or clock.today()).order_by("accept_by", "pk")

    def waiting(self) -> PayoutQuerySet:
        """Awards that stand and that the association has neither accepted nor declined."""
        return self.filter(state=_P.AWAITING, award__revoked_on__isnull=True)


class Payout(Stateful):
    """The paying of one award: accepted or declined by the association, stopped and let go on by the city."""

    workflow = PAYOUT_WORKFLOW
    tones = {"awaiting": "warn", "stopped": "bad", "declined": "neutral"}

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="payout")
    state = models.CharField(_("state"), max_length=20, choices=_P.choices, default=_P.AWAITING)
    # Until the end of this day in Helsinki; nothing is declined by itself.
    accept_by = models.DateField(_("accept by"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    account = models.ForeignKey(
        BankAccount, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("bank account")
    )
    decline_reason = models.TextField(_("why it was declined"), max_length=1000, blank=True)
    stop_reason = models.TextField(_("why payment was stopped"), max_length=1000, blank=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.CheckConstraint(
                name="payout_answered_state",
                condition=Q(state=_P.AWAITING, answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state=_P.AWAITING) & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="payout_account_state",
                condition=~Q(state__in=[_P.ACCEPTED, _P.STOPPED]) | Q(account__isnull=False),
            ),
            models.CheckConstraint(
                name="payout_declined_state",
                condition=Q(state=_P.DECLINED) & ~Q(decline_reason="") | ~Q(state=_P.DECLINED) & Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="payout_stopped_state",
                condition=Q(state=_P.STOPPED) & ~Q(stop_reason="") | ~Q(state=_P.STOPPED) & Q(stop_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["accept_by", "id"], name="payout_awaiting", condition=Q(state="awaiting")),
        ]

    def __str__(self) -> str:
        return str(self.award.application)


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    """Reading instalments."""

    def due(self, day: date) -> InstalmentQuerySet:
        """What may be paid on the day, the longest due first; nothing while its association is heard about recovery."""
        found = self.filter(state=_N.PLANNED, due_on__lte=day, payout__state=_P.ACCEPTED)
        return found.exclude(payout__award__recoveries__state=RecoveryState.HEARING).order_by("due_on", "pk")

    def counted(self) -> InstalmentQuerySet:
        """Those that make up the award: all but the cancelled."""
        return self.exclude(state=_N.CANCELLED)


class Instalment(Stateful):
    """One instalment of an award."""

    workflow = INSTALMENT_WORKFLOW
    tones = {"batched": "info", "returned": "bad"}

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("number"))
    amount_cents = models.BigIntegerField(_("sum"))
    state = models.CharField(_("state"), max_length=20, choices=_N.choices, default=_N.PLANNED)
    # The day of the call's terms, where they name one.
    fixed_on = models.DateField(_("day of the terms"), null=True, blank=True)
    awaits_report = models.BooleanField(_("awaits the interim report"), default=False)
    # From this day on it may be paid; open until the award and, where asked, the report have been accepted.
    due_on = models.DateField(_("due"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["payout", "number"]
        constraints = [
            models.UniqueConstraint(fields=["payout", "number"], name="instalment_once"),
            models.CheckConstraint(name="instalment_amount", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(
                name="instalment_paid_state",
                condition=Q(state=_N.PAID, paid_on__isnull=False) | ~Q(state=_N.PAID) & Q(paid_on__isnull=True),
            ),
            models.CheckConstraint(
                name="instalment_due_state",
                condition=~Q(state__in=[_N.BATCHED, _N.PAID]) | Q(due_on__isnull=False, awaits_report=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="instalment_due", condition=Q(state="planned")),
            # With the sums, which the list adds up by state.
            models.Index(fields=["state", "due_on", "id"], name="instalment_state", include=["amount_cents"]),
        ]

    def __str__(self) -> str:
        return f"{self.payout} / {self.number}"


class Batch(Stateful):
    """Payments that go to the bank together. Who makes it never approves it."""

    workflow = BATCH_WORKFLOW
    tones = {"made": "warn"}

    state = models.CharField(_("state"), max_length=20, choices=_B.choices, default=_B.MADE)
    up_to = models.DateField(_("due up to"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    # The day for which the bank is asked to pay.
    pay_on = models.DateField(_("day of payment"), null=True, blank=True)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sent_on = models.DateField(_("sent to the bank on"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    # When the retention plan took the file and the whole account numbers away.
    emptied_at = models.DateTimeField(_("emptied"), null=True, blank=True)

    class Meta:
        verbose_name = _("batch of payments")
        verbose_name_plural = _("batches of payments")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="batch_approved_state",
                condition=Q(state=_B.MADE, approved_at__isnull=True)
                | Q(state=_B.CANCELLED)
                | Q(
                    state__in=[_B.APPROVED, _B.SENT],
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    pay_on__isnull=False,
                    payer__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="batch_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                violation_error_message=_("Who made the batch can't approve it."),
            ),
            models.CheckConstraint(
                name="batch_sent_state",
                condition=Q(state=_B.SENT, sent_on__isnull=False, sent_by__isnull=False)
                & (Q(file__isnull=False) | Q(emptied_at__isnull=False))
                | ~Q(state=_B.SENT) & Q(sent_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["id"], name="batch_made", condition=Q(state="made"))]

    def __str__(self) -> str:
        return str(_("Batch %(number)s")) % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """The city's page of the batch."""
        return reverse("grants:batch_detail", args=[self.pk])


class BatchLineQuerySet(models.QuerySet["BatchLine"]):
    """Reading the lines of batches."""

    def going(self) -> BatchLineQuerySet:
        """Those that weren't left out: what the batch pays."""
        return self.filter(out_reason="")

    def with_parties(self) -> BatchLineQuerySet:
        """With all that a row of a list shows."""
        return self.select_related(
            "instalment__payout__account",
            "instalment__payout__award__application",
            "instalment__payout__award__association",
            "instalment__payout__award__call",
        )


class BatchLine(models.Model):
    """One attempt to pay an instalment. Whom, where to and how much is frozen when its batch is approved.

    An instalment that comes back and is paid again has a line in each of its batches, so that every file adds up.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="lines")
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    amount_cents = models.BigIntegerField(_("sum"))
    iban = models.CharField(_("account (IBAN)"), max_length=34, blank=True)
    holder = models.CharField(_("account holder"), max_length=160, blank=True)
    end_to_end_id = models.CharField(_("reference of the payment"), max_length=35, unique=True)
    out_reason = models.CharField(_("why it was left out"), max_length=20, choices=OutReason.choices, blank=True)
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    return_reason = models.CharField(_("why it came back"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = BatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment of a batch")
        verbose_name_plural = _("payments of a batch")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instalment", "attempt"], name="batch_line_attempt_once"),
            models.UniqueConstraint(fields=["batch", "instalment"], name="batch_line_once"),
            models.CheckConstraint(name="batch_line_amount", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(
                name="batch_line_frozen", condition=Q(iban="", holder="") | ~Q(iban="") & ~Q(holder="")
            ),
            models.CheckConstraint(
                name="batch_line_returned",
                condition=Q(returned_on__isnull=True, return_reason="", recorded_by__isnull=True)
                | Q(returned_on__isnull=False, recorded_by__isnull=False) & ~Q(return_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.end_to_end_id
