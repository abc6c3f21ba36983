"""Of whom rectification is asked, on the call; a refused change request has a decision."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_appeal"),
        ("grants", "0020_keeping"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="rectifier_fi",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=160, verbose_name="rectifying authority"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="rectifier_sv",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=160, verbose_name="rectifying authority, in Swedish"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="rectifier_en",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=160, verbose_name="rectifying authority, in English"
            ),
        ),
        migrations.RemoveConstraint(model_name="changerequest", name="change_result_state"),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "purpose"), ("result__isnull", False), ("state", "approved")),
                    models.Q(
                        ("result__isnull", True),
                        ("state", "approved"),
                        models.Q(("kind", "purpose"), _negated=True),
                    ),
                    models.Q(("moved_to__isnull", True), ("state", "refused")),
                    models.Q(
                        ("moved_to__isnull", True),
                        ("result__isnull", True),
                        ("state__in", ["asked", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="change_result_state",
            ),
        ),
    ]
