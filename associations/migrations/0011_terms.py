"""A role may be taken back before it begins, and an invitation knows the language of its mail."""

import datetime

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("associations", "0010_register_list")]

    operations = [
        migrations.AddField(
            "invitation",
            "language",
            models.CharField(
                choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                default="fi",
                max_length=2,
                verbose_name="language of the mail",
            ),
        ),
        migrations.RemoveConstraint("membership", "membership_dates"),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - datetime.timedelta(days=1)),
                name="membership_dates",
                violation_error_message="The term can't end before it begins.",
            ),
        ),
        migrations.RemoveConstraint("membership", "membership_once"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                fields=("association", "user", "role", "starts_on"),
                name="membership_once",
                violation_error_message="The person has this role from that day already.",
            ),
        ),
    ]
