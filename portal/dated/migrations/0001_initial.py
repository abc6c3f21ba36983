import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DatedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="rule")),
                ("value", models.IntegerField(verbose_name="value")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "value of a rule",
                "verbose_name_plural": "values of rules",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "valid_from"),
                        name="dated_value_once",
                        violation_error_message="The rule has a value from that day already.",
                    )
                ],
            },
        ),
        RecordRows("dated_datedvalue", ["name", "value", "valid_from", "reason"]),
    ]
