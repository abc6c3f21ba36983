"""Reasons as published, with their row images, and what the public register sorts and searches by."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [("grants", "0009_applying_records"), ("journal", "0001_initial")]

    operations = [
        migrations.AddField(
            "application",
            "public_reasons",
            models.TextField(
                blank=True, db_default="", default="", max_length=4000, verbose_name="reasons as published"
            ),
        ),
        migrations.AddIndex("award", models.Index(fields=["call", "-decided_on", "-id"], name="award_call")),
        migrations.AddIndex("award", models.Index(fields=["-amount_cents", "-id"], name="award_sum")),
        migrations.AddIndex(
            "award",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("purpose"), name="gin_trgm_ops"
                ),
                name="award_purpose",
            ),
        ),
        RecordRows(
            "grants_application",
            [
                "call_id",
                "association_id",
                "state",
                "case_number",
                "submitted_at",
                "submitted_by_id",
                "requested_cents",
                "proposed_cents",
                "proposal_reasons",
                "public_purpose",
                "proposed_by_id",
                "decided_at",
                "public_reasons",
            ],
        ),
    ]
