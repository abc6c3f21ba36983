"""The purposes of awards are searched by an index."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations


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
    ]
