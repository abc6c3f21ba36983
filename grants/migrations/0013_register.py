"""Reasons as published, with their row images, and what the public register sorts and filters by."""

from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [("grants", "0012_deciding"), ("journal", "0001_initial")]

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
        RecordRows(
            "grants_application",
            [
                "call_id",
                "association_id",
                "state",
                "case_number",
                "submitted_at",
                "submitted_by_id",
                "costs_cents",
                "round",
                "requested_cents",
                "proposed_cents",
                "proposal_reasons",
                "public_purpose",
                "public_reasons",
                "proposed_by_id",
                "decided_at",
            ],
        ),
    ]
