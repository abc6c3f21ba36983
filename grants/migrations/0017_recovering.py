"""Recovery of grants: hearing, decision, what is paid back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows

NEVER_CHANGED = ("grants_recoveryinstalment", "grants_recoverypayment")


def seal(apps, schema_editor):
    """The app role adds these rows and reads them; they stay as they were."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    for table in NEVER_CHANGED:
        schema_editor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")


def unseal(apps, schema_editor):
    """Give the rights back."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    for table in NEVER_CHANGED:
        schema_editor.execute(f"GRANT UPDATE, DELETE ON {table} TO {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
        ("decisions", "0003_appeal"),
        ("grants", "0016_changing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("hearing", "the association is heard"),
                            ("decided", "to be paid back"),
                            ("collected", "paid back"),
                            ("written_off", "written off"),
                            ("dropped", "not recovered"),
                        ],
                        default="hearing",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("other_use", "the grant was used for something else than it was given for"),
                            ("unspent", "a part of the grant wasn’t used"),
                            ("wrong_facts", "the grant was given on wrong information"),
                            ("no_report", "no report on the use of the grant was handed in"),
                        ],
                        max_length=12,
                        verbose_name="ground",
                    ),
                ),
                ("asked_cents", models.BigIntegerField(verbose_name="sum")),
                ("reasons", models.TextField(max_length=4000, verbose_name="reasons")),
                ("hear_by", models.DateField(verbose_name="heard until")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("answer", models.TextField(blank=True, max_length=8000, verbose_name="answer of the association")),
                ("files", models.JSONField(blank=True, default=list, verbose_name="files")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("recovered_cents", models.BigIntegerField(blank=True, null=True, verbose_name="sum to be paid back")),
                ("received_cents", models.BigIntegerField(default=0, verbose_name="received")),
                (
                    "write_off_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="why the rest was written off"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recoveries", to="grants.award"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "written_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "recovery",
                "verbose_name_plural": "recoveries",
            },
        ),
        migrations.CreateModel(
            name="RecoveryInstalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("amount_cents", models.BigIntegerField(verbose_name="sum")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instalments", to="grants.recovery"
                    ),
                ),
            ],
            options={
                "verbose_name": "instalment to be paid back",
                "verbose_name_plural": "instalments to be paid back",
                "ordering": ["recovery", "number"],
            },
        ),
        migrations.CreateModel(
            name="RecoveryPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("amount_cents", models.BigIntegerField(verbose_name="sum")),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="why it is corrected")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recovery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="grants.recovery"
                    ),
                ),
            ],
            options={
                "verbose_name": "payment that came back",
                "verbose_name_plural": "payments that came back",
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="recovery",
            index=models.Index(fields=["state", "hear_by", "id"], name="recovery_queue"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["hearing", "decided"])),
                fields=("award",),
                name="recovery_open_once",
                violation_error_message="A recovery of this grant is open already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_cents__gt", 0),
                    ("received_cents__gte", 0),
                    models.Q(
                        models.Q(("received_cents", 0), ("recovered_cents__isnull", True)),
                        models.Q(
                            ("received_cents__lte", models.F("recovered_cents")),
                            ("recovered_cents__gt", 0),
                            ("recovered_cents__lte", models.F("asked_cents")),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovery_sums",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="recovery_answered_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", True), ("decision__isnull", True), ("state", "hearing")),
                    models.Q(
                        models.Q(("state", "hearing"), _negated=True),
                        ("decided_by__isnull", False),
                        ("decision__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="recovery_decided_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recovered_cents__isnull", False), ("state__in", ["decided", "collected", "written_off"])
                    ),
                    models.Q(
                        models.Q(("state__in", ["decided", "collected", "written_off"]), _negated=True),
                        ("recovered_cents__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="recovery_recovered_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("opened_by")), _negated=True),
                    _connector="OR",
                ),
                name="recovery_four_eyes",
                violation_error_message="Who opened the recovery can’t decide on it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_cents", models.F("recovered_cents")), ("state", "collected")),
                    models.Q(
                        models.Q(("state", "collected"), _negated=True),
                        models.Q(
                            ("recovered_cents__isnull", True),
                            ("received_cents__lt", models.F("recovered_cents")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="recovery_collected_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "written_off"),
                        ("written_off_by__isnull", False),
                        models.Q(("write_off_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "written_off"), _negated=True),
                        ("write_off_reason", ""),
                        ("written_off_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="recovery_written_off_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state__in", ["hearing", "decided"])),
                    models.Q(
                        models.Q(("state__in", ["hearing", "decided"]), _negated=True), ("closed_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="recovery_closed_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryinstalment",
            constraint=models.UniqueConstraint(fields=("recovery", "number"), name="recovery_instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="recoveryinstalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gt", 0)), name="recovery_instalment_amount"
            ),
        ),
        migrations.AddIndex(
            model_name="recoverypayment",
            index=models.Index(fields=["recovery", "recorded_at", "id"], name="recovery_payments"),
        ),
        migrations.AddConstraint(
            model_name="recoverypayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_cents__gt", 0), ("reason", "")),
                    models.Q(("amount_cents__lt", 0), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="recovery_payment_amount",
                violation_error_message="A correction is negative and says why.",
            ),
        ),
        RecordRows(
            "grants_recovery",
            [
                "award_id",
                "state",
                "ground",
                "asked_cents",
                "reasons",
                "hear_by",
                "opened_by_id",
                "answered_by_id",
                "answered_at",
                "decision_id",
                "decided_by_id",
                "recovered_cents",
                "received_cents",
                "write_off_reason",
                "written_off_by_id",
            ],
        ),
        RecordRows("grants_recoveryinstalment", ["recovery_id", "number", "amount_cents", "due_on"]),
        RecordRows(
            "grants_recoverypayment",
            ["recovery_id", "received_on", "amount_cents", "reason", "recorded_by_id", "recorded_at"],
        ),
        migrations.RunPython(seal, unseal),
    ]
