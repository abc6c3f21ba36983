"""Indexes of lists: the purposes of awards are searched, payments are added up by state, reports stand by their day."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0022_recovery_appeal"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="award",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("purpose"), name="gin_trgm_ops"
                ),
                name="award_purpose",
            ),
        ),
        migrations.RemoveIndex(model_name="instalment", name="instalment_state"),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["state", "due_on", "id"], include=("amount_cents",), name="instalment_state"),
        ),
        migrations.AddIndex(
            model_name="usereport",
            index=models.Index(fields=["awaited_on", "id"], name="report_awaited"),
        ),
    ]
