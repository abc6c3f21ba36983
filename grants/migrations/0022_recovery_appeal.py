"""A decision to recover is rectified; what wasn't paid is taken first; paying back has plans."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_appeal"),
        ("grants", "0021_open_ends"),
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="recoveryinstalment",
            options={
                "ordering": ["recovery", "plan", "number"],
                "verbose_name": "instalment to be paid back",
                "verbose_name_plural": "instalments to be paid back",
            },
        ),
        migrations.RemoveConstraint(
            model_name="recovery",
            name="recovery_sums",
        ),
        migrations.RemoveConstraint(
            model_name="recovery",
            name="recovery_collected_state",
        ),
        migrations.RemoveConstraint(
            model_name="recoveryinstalment",
            name="recovery_instalment_once",
        ),
        migrations.RemoveConstraint(
            model_name="rectification",
            name="rectification_open_once",
        ),
        migrations.AddField(
            model_name="recovery",
            name="netted_cents",
            field=models.BigIntegerField(db_default=0, default=0, verbose_name="taken from what wasn’t paid"),
        ),
        migrations.AddField(
            model_name="recovery",
            name="plan",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="plan of paying back"),
        ),
        migrations.AddField(
            model_name="recoveryinstalment",
            name="plan",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="plan"),
        ),
        migrations.AddField(
            model_name="rectification",
            name="recovery",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectifications",
                to="grants.recovery",
            ),
        ),
        migrations.AlterField(
            model_name="batchline",
            name="out_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unverified", "the bank account hasn't been verified"),
                    ("not_in_use", "the bank account isn't in use on the day of payment"),
                    ("stopped", "payment of the award has been stopped"),
                    ("heard", "the association is being heard about paying back"),
                    ("changed", "the association chose another account after the batch was made"),
                    ("not_active", "the association isn’t active in the register any more"),
                ],
                max_length=20,
                verbose_name="why it was left out",
            ),
        ),
        migrations.AlterField(
            model_name="recovery",
            name="recovered_cents",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="sum recovered"),
        ),
        migrations.AddIndex(
            model_name="recovery",
            index=models.Index(condition=models.Q(("state", "hearing")), fields=["award"], name="recovery_hearing"),
        ),
        migrations.AddIndex(
            model_name="recoveryinstalment",
            index=models.Index(fields=["due_on", "id"], name="recovery_instalment_due"),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_cents__gt", 0),
                    ("netted_cents__gte", 0),
                    ("received_cents__gte", 0),
                    models.Q(
                        models.Q(("netted_cents", 0), ("received_cents", 0), ("recovered_cents__isnull", True)),
                        models.Q(
                            (
                                "received_cents__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("recovered_cents"), "-", models.F("netted_cents")
                                ),
                            ),
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
                    models.Q(
                        (
                            "received_cents",
                            django.db.models.expressions.CombinedExpression(
                                models.F("recovered_cents"), "-", models.F("netted_cents")
                            ),
                        ),
                        ("state", "collected"),
                    ),
                    models.Q(
                        models.Q(("state", "collected"), _negated=True),
                        models.Q(
                            ("recovered_cents__isnull", True),
                            (
                                "received_cents__lt",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("recovered_cents"), "-", models.F("netted_cents")
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="recovery_collected_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryinstalment",
            constraint=models.UniqueConstraint(fields=("recovery", "plan", "number"), name="recovery_instalment_once"),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_member", False), ("recovery__isnull", True), ("state", "received")),
                fields=("application",),
                name="rectification_open_once",
                violation_error_message="A request for rectification of this decision is being handled already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_member", False), ("state", "received")),
                fields=("recovery",),
                name="rectification_recovery_once",
                violation_error_message="A request for rectification of this decision is being handled already.",
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
                "netted_cents",
                "plan",
            ],
        ),
        RecordRows("grants_recoveryinstalment", ["recovery_id", "plan", "number", "amount_cents", "due_on"]),
        RecordRows(
            "grants_rectification",
            [
                "application_id",
                "decision_id",
                "state",
                "channel",
                "by_member",
                "received_at",
                "arrived_on",
                "last_day",
                "made_by_id",
                "outcome",
                "result_id",
                "decided_by_id",
                "recovery_id",
            ],
        ),
    ]
