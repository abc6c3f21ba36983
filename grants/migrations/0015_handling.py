"""Absences, internal notes, the library of texts, and an index that answers all of the queue's questions."""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows


def seal(apps, schema_editor):
    """The app role adds notes and reads them; they stay as they were."""
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON grants_note FROM {schema_editor.quote_name(settings.DB_APP_ROLE)}")


def unseal(apps, schema_editor):
    """Give the rights back."""
    schema_editor.execute(f"GRANT UPDATE, DELETE ON grants_note TO {schema_editor.quote_name(settings.DB_APP_ROLE)}")


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0013_signing"),
        ("grants", "0014_paying"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000, verbose_name="note")),
                ("written_at", models.DateTimeField(verbose_name="written")),
            ],
            options={
                "verbose_name": "internal note",
                "verbose_name_plural": "internal notes",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("item", "Things to complete"),
                            ("grant", "Reasons for granting"),
                            ("reject", "Reasons for not granting"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("offered", "in use"), ("ended", "ended")],
                        default="offered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("text_fi", models.TextField(max_length=1000, verbose_name="text")),
                ("text_sv", models.TextField(max_length=1000, verbose_name="text in Swedish")),
                ("text_en", models.TextField(max_length=1000, verbose_name="text in English")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
            ],
            options={
                "verbose_name": "text of the library",
                "verbose_name_plural": "texts of the library",
            },
        ),
        migrations.RemoveIndex(
            model_name="application",
            name="application_queue",
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("submitted_at__isnull", False)),
                fields=["state", "submitted_at", "id"],
                include=("association", "call", "handled_by", "requested_cents"),
                name="application_queue",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="substitute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="substitute",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who is away",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="grants.application"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="phrase",
            index=models.Index(fields=["kind", "state"], name="phrase_offered"),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "offered")),
                    models.Q(("ended_at__isnull", False), ("state", "ended")),
                    _connector="OR",
                ),
                name="phrase_ended_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text_fi", ""), _negated=True),
                    models.Q(("text_sv", ""), _negated=True),
                    models.Q(("text_en", ""), _negated=True),
                ),
                name="phrase_in_all_languages",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["ends_on", "starts_on"], name="absence_days"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_on__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                        ),
                    )
                ),
                name="absence_dates",
                violation_error_message="The absence can't end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("substitute", models.F("user")), _negated=True),
                name="absence_substitute",
                violation_error_message="Nobody stands in for themselves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                expressions=[
                    ("user", "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="absence_once",
                violation_error_message="The person is away at that time already.",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["application", "written_at"], name="note_application"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="note_says_something"
            ),
        ),
        RecordRows("grants_absence", ["user_id", "substitute_id", "starts_on", "ends_on"]),
        RecordRows("grants_note", ["application_id", "author_id", "written_at"]),
        RecordRows("grants_phrase", ["kind", "state", "text_fi", "text_sv", "text_en"]),
        migrations.RunPython(seal, unseal),
    ]
