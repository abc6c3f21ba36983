import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows

NEVER_CHANGED = ("grants_reportsubmission", "grants_reportreturn")


def seal(apps, schema_editor):
    """The app role adds what was handed in and sent back and reads it; it stays as it was."""
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
        ("grants", "0010_ranking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="key")),
                ("value", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "part of a use report",
                "verbose_name_plural": "parts of use reports",
            },
        ),
        migrations.CreateModel(
            name="ReportReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("items", models.JSONField(verbose_name="what is missing")),
                ("due_on", models.DateField(verbose_name="due")),
                ("returned_at", models.DateTimeField(verbose_name="returned")),
            ],
            options={
                "verbose_name": "return of a use report",
                "verbose_name_plural": "returns of use reports",
                "ordering": ["returned_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportSubmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("content", models.TextField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "use report as handed in",
                "verbose_name_plural": "use reports as handed in",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of decision")),
                ("size", models.PositiveIntegerField(verbose_name="how many are drawn")),
                ("seed", models.CharField(max_length=160, verbose_name="seed")),
                (
                    "state",
                    models.CharField(
                        choices=[("announced", "announced"), ("drawn", "drawn")],
                        default="announced",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="announced")),
                ("draw_on", models.DateField(verbose_name="drawn on")),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="drawn")),
            ],
            options={
                "verbose_name": "audit sample",
                "verbose_name_plural": "audit samples",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SampleMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_number", models.CharField(max_length=40, verbose_name="case number")),
                ("place", models.PositiveIntegerField(blank=True, null=True, verbose_name="place")),
            ],
            options={
                "verbose_name": "award in an audit sample",
                "verbose_name_plural": "awards in audit samples",
                "ordering": ["sample", "place", "case_number"],
            },
        ),
        migrations.CreateModel(
            name="UseReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("interim", "interim report"), ("final", "use report")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "not handed in"),
                            ("handed_in", "handed in"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("awaited_on", models.DateField(verbose_name="awaited by")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="handed in")),
                ("used_cents", models.BigIntegerField(blank=True, null=True, verbose_name="used of the grant")),
                ("deviates", models.BooleanField(default=False, verbose_name="something stands out")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")),
                ("public_summary", models.CharField(blank=True, max_length=600, verbose_name="summary as published")),
            ],
            options={
                "verbose_name": "use report",
                "verbose_name_plural": "use reports",
            },
        ),
        migrations.AddField(
            model_name="call",
            name="interim_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="interim report by"),
        ),
        migrations.AddField(
            model_name="call",
            name="interim_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="interim report, months after the decision"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="report_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="use report by"),
        ),
        migrations.AddField(
            model_name="call",
            name="report_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="use report, months after the decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("interim_due_on", None),
                        ("interim_months", None),
                        ("report_due_on", None),
                        ("report_months", None),
                    ),
                    models.Q(
                        models.Q(("kind", "start_up"), _negated=True),
                        models.Q(
                            models.Q(
                                ("interim_months", None),
                                ("report_due_on__isnull", False),
                                ("report_months", None),
                                models.Q(
                                    ("interim_due_on", None),
                                    ("interim_due_on__lt", models.F("report_due_on")),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("interim_due_on", None),
                                ("report_due_on", None),
                                ("report_months__gte", 1),
                                ("report_months__isnull", False),
                                models.Q(
                                    ("interim_months", None),
                                    models.Q(
                                        ("interim_months__gte", 1), ("interim_months__lt", models.F("report_months"))
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="call_report_terms",
                violation_error_message="The terms of the use report don't fit together.",
            ),
        ),
        migrations.AddField(
            model_name="reportanswer",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportreturn",
            name="returned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportsubmission",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="call",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="samples",
                to="grants.call",
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="drawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sample",
            name="published_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="samplemember",
            name="award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="samples", to="grants.award"
            ),
        ),
        migrations.AddField(
            model_name="samplemember",
            name="sample",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="grants.sample"
            ),
        ),
        migrations.AddField(
            model_name="usereport",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="usereport",
            name="award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="grants.award"
            ),
        ),
        migrations.AddField(
            model_name="usereport",
            name="handed_in_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportsubmission",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="grants.usereport"
            ),
        ),
        migrations.AddField(
            model_name="reportreturn",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="grants.usereport"
            ),
        ),
        migrations.AddField(
            model_name="reportanswer",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="grants.usereport"
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("call__isnull", False), ("year__isnull", True)),
                    models.Q(("call__isnull", True), ("year__isnull", False)),
                    _connector="OR",
                ),
                name="sample_of_call_or_year",
                violation_error_message="Choose a call or a year, one of the two.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="sample_size"),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("drawn_at__gt", models.F("published_at")),
                        ("drawn_at__isnull", False),
                        ("drawn_by__isnull", False),
                        ("state", "drawn"),
                    ),
                    models.Q(
                        models.Q(("state", "drawn"), _negated=True),
                        ("drawn_at__isnull", True),
                        ("drawn_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="sample_drawn_state",
            ),
        ),
        migrations.AddIndex(
            model_name="samplemember",
            index=models.Index(condition=models.Q(("place__isnull", False)), fields=["award"], name="sample_drawn"),
        ),
        migrations.AddConstraint(
            model_name="samplemember",
            constraint=models.UniqueConstraint(fields=("sample", "award"), name="sample_member_once"),
        ),
        migrations.AddConstraint(
            model_name="samplemember",
            constraint=models.UniqueConstraint(fields=("sample", "case_number"), name="sample_case_once"),
        ),
        migrations.AddConstraint(
            model_name="samplemember",
            constraint=models.UniqueConstraint(fields=("sample", "place"), name="sample_place_once"),
        ),
        migrations.AddIndex(
            model_name="usereport",
            index=models.Index(fields=["state", "awaited_on", "id"], name="report_list"),
        ),
        migrations.AddConstraint(
            model_name="usereport",
            constraint=models.UniqueConstraint(fields=("award", "kind"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="usereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_in_at__isnull", True), ("handed_in_by__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        ("handed_in_at__isnull", False),
                        ("handed_in_by__isnull", False),
                        ("used_cents__gte", 0),
                        ("used_cents__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_handed_in_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="usereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_at__isnull", False),
                        ("accepted_by__isnull", False),
                        ("state", "accepted"),
                        models.Q(("public_summary", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("accepted_at__isnull", True),
                        ("accepted_by__isnull", True),
                        ("public_summary", ""),
                    ),
                    _connector="OR",
                ),
                name="report_accepted_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsubmission",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_submission_once"),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="report_answer_once"),
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
            ],
        ),
        RecordRows(
            "grants_usereport",
            [
                "award_id",
                "kind",
                "state",
                "due_on",
                "awaited_on",
                "handed_in_at",
                "handed_in_by_id",
                "used_cents",
                "deviates",
                "accepted_at",
                "accepted_by_id",
                "public_summary",
            ],
        ),
        RecordRows("grants_reportsubmission", ["report_id", "number", "received_at", "submitted_by_id", "sha256"]),
        RecordRows("grants_reportreturn", ["report_id", "items", "due_on", "returned_by_id", "returned_at"]),
        RecordRows(
            "grants_sample",
            [
                "call_id",
                "year",
                "size",
                "seed",
                "state",
                "published_at",
                "published_by_id",
                "draw_on",
                "drawn_at",
                "drawn_by_id",
            ],
        ),
        RecordRows("grants_samplemember", ["sample_id", "award_id", "case_number", "place"]),
        migrations.RunPython(seal, unseal),
    ]
