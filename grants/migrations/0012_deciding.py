"""Lists of decisions, corrections that revoke an award, and requests for rectification."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_appeal"),
        ("grants", "0011_reporting"),
        ("jobs", "0001_initial"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("gathered", "being gathered"),
                            ("presented", "awaits the decision maker"),
                            ("deciding", "being decided"),
                            ("decided", "decided"),
                        ],
                        default="gathered",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("authority", models.CharField(max_length=160, verbose_name="deciding authority")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="day of the meeting")),
                ("minutes_section", models.CharField(blank=True, max_length=20, verbose_name="section of the minutes")),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "letter"),
                            ("e_notice", "electronic notice"),
                            ("service", "verifiable service"),
                            ("online", "publication online"),
                        ],
                        max_length=10,
                        verbose_name="way of notification",
                    ),
                ),
                ("gathered_at", models.DateTimeField(verbose_name="begun")),
                ("presented_at", models.DateTimeField(blank=True, null=True, verbose_name="presented")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "list of decisions",
                "verbose_name_plural": "lists of decisions",
            },
        ),
        migrations.CreateModel(
            name="ListLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cents", models.BigIntegerField(verbose_name="sum proposed")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "not decided yet"),
                            ("decided", "decided"),
                            ("taken_off", "taken off the list"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("refused", models.TextField(blank=True, verbose_name="why it wasn't decided")),
                (
                    "taken_off_reason",
                    models.TextField(blank=True, max_length=1000, verbose_name="why it was taken off"),
                ),
            ],
            options={
                "verbose_name": "application on a list of decisions",
                "verbose_name_plural": "applications on lists of decisions",
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "received"), ("decided", "decided"), ("withdrawn", "withdrawn")],
                        default="received",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "in the portal"),
                            ("email", "by e-mail"),
                            ("letter", "by letter"),
                            ("office", "at the office"),
                        ],
                        max_length=10,
                        verbose_name="how it came",
                    ),
                ),
                ("by_member", models.BooleanField(default=False, verbose_name="made by a member of the municipality")),
                ("asker_name", models.CharField(blank=True, max_length=160, verbose_name="who asks")),
                ("asked", models.TextField(max_length=4000, verbose_name="what is to be changed")),
                ("grounds", models.TextField(max_length=8000, verbose_name="grounds")),
                ("files", models.JSONField(blank=True, default=list, verbose_name="files")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("arrived_on", models.DateField(verbose_name="day of arrival")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day to ask for rectification")),
                ("late_reason", models.TextField(blank=True, max_length=1000, verbose_name="why it is late")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "the decision is changed"),
                            ("kept", "the decision isn't changed"),
                            ("not_examined", "the request isn't examined"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="decided or withdrawn")),
            ],
            options={
                "verbose_name": "request for rectification",
                "verbose_name_plural": "requests for rectification",
            },
        ),
        migrations.AddField(
            model_name="award",
            name="revoked_on",
            field=models.DateField(blank=True, null=True, verbose_name="revoked on"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_on__isnull", True), ("revoked_on__gte", models.F("decided_on")), _connector="OR"
                ),
                name="award_revoked",
            ),
        ),
        migrations.AddField(
            model_name="decisionlist",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decision_lists", to="grants.call"
            ),
        ),
        migrations.AddField(
            model_name="decisionlist",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisionlist",
            name="gathered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decisionlist",
            name="job",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job"
            ),
        ),
        migrations.AddField(
            model_name="decisionlist",
            name="presented_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="listline",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="list_lines", to="grants.application"
            ),
        ),
        migrations.AddField(
            model_name="listline",
            name="decision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="list_line",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="listline",
            name="decision_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="grants.decisionlist"
            ),
        ),
        migrations.AddField(
            model_name="listline",
            name="taken_off_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rectifications", to="grants.application"
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sent or recorded by",
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="result",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectified",
                to="decisions.decision",
            ),
        ),
        migrations.AddIndex(
            model_name="decisionlist",
            index=models.Index(fields=["-gathered_at", "-id"], name="decision_list_recent"),
        ),
        migrations.AddConstraint(
            model_name="decisionlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("presented_at__isnull", True), ("state", "gathered")),
                    models.Q(
                        models.Q(("state", "gathered"), _negated=True),
                        ("presented_at__isnull", False),
                        ("presented_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decision_list_presented",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["deciding", "decided"]), _negated=True),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("way", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_list_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("state", "decided")),
                    models.Q(models.Q(("state", "decided"), _negated=True), ("finished_at__isnull", True)),
                    _connector="OR",
                ),
                name="decision_list_finished",
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "waiting")),
                fields=("application",),
                name="list_line_unfinished_once",
                violation_error_message="The application is on another list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.CheckConstraint(condition=models.Q(("cents__gte", 0)), name="list_line_cents"),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", False), ("outcome", "decided")),
                    models.Q(models.Q(("outcome", "decided"), _negated=True), ("decision__isnull", True)),
                    _connector="OR",
                ),
                name="list_line_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome", "taken_off"),
                        ("taken_off_by__isnull", False),
                        models.Q(("taken_off_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("outcome", "taken_off"), _negated=True),
                        ("taken_off_by__isnull", True),
                        ("taken_off_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="list_line_taken_off",
            ),
        ),
        migrations.AddConstraint(
            model_name="listline",
            constraint=models.CheckConstraint(
                condition=models.Q(("refused", ""), ("outcome", "waiting"), _connector="OR"), name="list_line_refused"
            ),
        ),
        migrations.AddIndex(
            model_name="rectification",
            index=models.Index(fields=["state", "arrived_on", "id"], name="rectification_queue"),
        ),
        migrations.AddIndex(
            model_name="rectification",
            index=models.Index(fields=["application", "arrived_on"], name="rectification_application"),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_member", False), ("state", "received")),
                fields=("application",),
                name="rectification_open_once",
                violation_error_message="A request for rectification of this decision is being handled already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", False),
                        ("result__isnull", False),
                        ("state", "decided"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "decided"), _negated=True),
                        ("decided_by__isnull", True),
                        ("outcome", ""),
                        ("result__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="rectification_decided_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state", "received")),
                    models.Q(models.Q(("state", "received"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="rectification_closed_state",
            ),
        ),
        RecordRows(
            "grants_award",
            ["application_id", "association_id", "decision_id", "amount_cents", "decided_on", "purpose", "revoked_on"],
        ),
        RecordRows(
            "grants_decisionlist",
            [
                "call_id",
                "state",
                "authority",
                "meeting_on",
                "minutes_section",
                "way",
                "gathered_by_id",
                "presented_by_id",
                "confirmed_by_id",
                "confirmed_at",
            ],
        ),
        RecordRows(
            "grants_listline",
            ["decision_list_id", "application_id", "cents", "outcome", "decision_id", "taken_off_by_id"],
        ),
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
            ],
        ),
    ]
