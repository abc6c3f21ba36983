"""Change requests."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_appeal"),
        ("grants", "0015_handling"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waiting for a decision"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("purpose", "another purpose"),
                            ("time", "another time"),
                            ("budget", "another budget"),
                        ],
                        max_length=10,
                        verbose_name="what changes",
                    ),
                ),
                ("asked", models.TextField(max_length=4000, verbose_name="what is to be changed")),
                ("grounds", models.TextField(max_length=4000, verbose_name="why")),
                ("report_day", models.DateField(blank=True, null=True, verbose_name="new day of the use report")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("reasons", models.TextField(blank=True, max_length=4000, verbose_name="reasons")),
                ("moved_to", models.DateField(blank=True, null=True, verbose_name="the use report was moved to")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="decided or withdrawn")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="change_requests", to="grants.award"
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "change request",
                "verbose_name_plural": "change requests",
                "indexes": [models.Index(fields=["state", "received_at", "id"], name="change_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("award",),
                        name="change_open_once",
                        violation_error_message="A change request of this grant is being handled already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "refused"]),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            models.Q(
                                ("decided_by__isnull", True), ("reasons", ""), ("state__in", ["asked", "withdrawn"])
                            ),
                            _connector="OR",
                        ),
                        name="change_decided_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "asked")),
                            models.Q(models.Q(("state", "asked"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_closed_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "purpose"), ("result__isnull", False), ("state", "approved")),
                            models.Q(
                                ("result__isnull", True),
                                ("state", "approved"),
                                models.Q(("kind", "purpose"), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "approved"), _negated=True),
                                ("moved_to__isnull", True),
                                ("result__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="change_result_state",
                    ),
                ],
            },
        ),
        RecordRows(
            "grants_changerequest",
            [
                "award_id",
                "state",
                "kind",
                "report_day",
                "received_at",
                "made_by_id",
                "moved_to",
                "result_id",
                "decided_by_id",
                "closed_at",
            ],
        ),
    ]
