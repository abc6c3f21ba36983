"""Payouts, instalments, batches of payments. Awards from before get no payout: they were paid outside of the portal."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0013_signing"),
        ("files", "0001_initial"),
        ("grants", "0013_register"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Payer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=70, verbose_name="name as the bank knows it")),
                ("iban", models.CharField(max_length=34, verbose_name="account (IBAN)")),
                (
                    "bic",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$", "A BIC has 8 or 11 characters."
                            )
                        ],
                        verbose_name="bank (BIC)",
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="valid from")),
            ],
            options={
                "verbose_name": "account from which grants are paid",
                "verbose_name_plural": "accounts from which grants are paid",
                "ordering": ["-valid_from"],
            },
        ),
        migrations.AddField(
            model_name="call",
            name="pay_days",
            field=models.PositiveSmallIntegerField(default=14, verbose_name="days from acceptance to payment"),
        ),
        migrations.AddField(
            model_name="call",
            name="pay_parts",
            field=models.JSONField(blank=True, default=list, verbose_name="instalments"),
        ),
        migrations.AddField(
            model_name="call",
            name="pay_waits",
            field=models.BooleanField(
                default=True, verbose_name="payment waits for the end of the rectification period"
            ),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "awaits approval"),
                            ("approved", "approved"),
                            ("sent", "sent to the bank"),
                            ("cancelled", "cancelled"),
                        ],
                        default="made",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("up_to", models.DateField(verbose_name="due up to")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("pay_on", models.DateField(blank=True, null=True, verbose_name="day of payment")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent to the bank on")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.payer",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of payments",
                "verbose_name_plural": "batches of payments",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting", "awaits acceptance"),
                            ("accepted", "accepted"),
                            ("stopped", "payment stopped"),
                            ("declined", "declined by the association"),
                        ],
                        default="awaiting",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("accept_by", models.DateField(verbose_name="accept by")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("decline_reason", models.TextField(blank=True, max_length=1000, verbose_name="why it was declined")),
                ("stop_reason", models.TextField(blank=True, max_length=1000, verbose_name="why payment was stopped")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="associations.bankaccount",
                        verbose_name="bank account",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payout", to="grants.award"
                    ),
                ),
            ],
            options={
                "verbose_name": "payout",
                "verbose_name_plural": "payouts",
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("amount_cents", models.BigIntegerField(verbose_name="sum")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("batched", "in a batch"),
                            ("paid", "paid"),
                            ("returned", "returned by the bank"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("fixed_on", models.DateField(blank=True, null=True, verbose_name="day of the terms")),
                ("awaits_report", models.BooleanField(default=False, verbose_name="awaits the interim report")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid on")),
                (
                    "payout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instalments", to="grants.payout"
                    ),
                ),
            ],
            options={
                "verbose_name": "instalment",
                "verbose_name_plural": "instalments",
                "ordering": ["payout", "number"],
            },
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveSmallIntegerField(verbose_name="attempt")),
                ("amount_cents", models.BigIntegerField(verbose_name="sum")),
                ("iban", models.CharField(blank=True, max_length=34, verbose_name="account (IBAN)")),
                ("holder", models.CharField(blank=True, max_length=160, verbose_name="account holder")),
                (
                    "end_to_end_id",
                    models.CharField(max_length=35, unique=True, verbose_name="reference of the payment"),
                ),
                (
                    "out_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unverified", "the bank account hasn't been verified"),
                            ("not_in_use", "the bank account isn't in use on the day of payment"),
                            ("stopped", "payment of the award has been stopped"),
                        ],
                        max_length=20,
                        verbose_name="why it was left out",
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="returned on")),
                ("return_reason", models.CharField(blank=True, max_length=300, verbose_name="why it came back")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="grants.batch"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="grants.instalment"
                    ),
                ),
            ],
            options={
                "verbose_name": "payment of a batch",
                "verbose_name_plural": "payments of a batch",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("instalment", "attempt"), name="batch_line_attempt_once"),
                    models.UniqueConstraint(fields=("batch", "instalment"), name="batch_line_once"),
                    models.CheckConstraint(condition=models.Q(("amount_cents__gt", 0)), name="batch_line_amount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder", ""), ("iban", "")),
                            models.Q(models.Q(("iban", ""), _negated=True), models.Q(("holder", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="batch_line_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("recorded_by__isnull", True), ("return_reason", ""), ("returned_on__isnull", True)
                            ),
                            models.Q(
                                ("recorded_by__isnull", False),
                                ("returned_on__isnull", False),
                                models.Q(("return_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_line_returned",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(condition=models.Q(("state", "made")), fields=["id"], name="batch_made"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("state", "made")),
                    ("state", "cancelled"),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("pay_on__isnull", False),
                        ("payer__isnull", False),
                        ("state__in", ["approved", "sent"]),
                    ),
                    _connector="OR",
                ),
                name="batch_approved_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="batch_four_eyes",
                violation_error_message="Who made the batch can't approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("file__isnull", False),
                        ("sent_by__isnull", False),
                        ("sent_on__isnull", False),
                        ("state", "sent"),
                    ),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_on__isnull", True)),
                    _connector="OR",
                ),
                name="batch_sent_state",
            ),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(("state", "awaiting")), fields=["accept_by", "id"], name="payout_awaiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True), ("state", "awaiting")),
                    models.Q(
                        models.Q(("state", "awaiting"), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="payout_answered_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["accepted", "stopped"]), _negated=True),
                    ("account__isnull", False),
                    _connector="OR",
                ),
                name="payout_account_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), models.Q(("decline_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "declined"), _negated=True), ("decline_reason", "")),
                    _connector="OR",
                ),
                name="payout_declined_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stopped"), models.Q(("stop_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "stopped"), _negated=True), ("stop_reason", "")),
                    _connector="OR",
                ),
                name="payout_stopped_state",
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["due_on", "id"], name="instalment_due"
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["state", "due_on", "id"], name="instalment_state"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("payout", "number"), name="instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_cents__gt", 0)), name="instalment_amount"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_on__isnull", False), ("state", "paid")),
                    models.Q(models.Q(("state", "paid"), _negated=True), ("paid_on__isnull", True)),
                    _connector="OR",
                ),
                name="instalment_paid_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["batched", "paid"]), _negated=True),
                    models.Q(("awaits_report", False), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="instalment_due_state",
            ),
        ),
        RecordRows(
            "grants_call",
            [
                "state",
                "opens_at",
                "closes_at",
                "appropriation_cents",
                "amounts_cents",
                "scores_needed",
                "while_lasts",
                "exhausted_at",
                "share_percent",
                "awards_a_year",
                "principles_id",
                "report_due_on",
                "report_months",
                "interim_due_on",
                "interim_months",
                "pay_days",
                "pay_parts",
                "pay_waits",
            ],
        ),
        RecordRows("grants_payer", ["name", "iban", "bic", "valid_from"]),
        RecordRows(
            "grants_payout",
            [
                "award_id",
                "state",
                "accept_by",
                "answered_at",
                "answered_by_id",
                "account_id",
                "decline_reason",
                "stop_reason",
            ],
        ),
        RecordRows(
            "grants_instalment",
            ["payout_id", "number", "amount_cents", "state", "fixed_on", "awaits_report", "due_on", "paid_on"],
        ),
        RecordRows(
            "grants_batch",
            [
                "state",
                "up_to",
                "made_by_id",
                "approved_by_id",
                "approved_at",
                "pay_on",
                "payer_id",
                "file_id",
                "sent_on",
                "sent_by_id",
            ],
        ),
        RecordRows(
            "grants_batchline",
            [
                "batch_id",
                "instalment_id",
                "attempt",
                "amount_cents",
                "iban",
                "holder",
                "end_to_end_id",
                "out_reason",
                "returned_on",
                "return_reason",
                "recorded_by_id",
            ],
        ),
    ]
