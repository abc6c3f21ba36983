from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0009_changed_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="association",
            name="association_checked",
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(
                models.OrderBy(models.F("checked_on"), nulls_first=True),
                models.OrderBy(models.F("id")),
                name="association_silent",
            ),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["status", "sort_name", "id"], name="association_status_order"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("areas__contains", ["people"])),
                fields=["association"],
                include=("user", "starts_on", "ends_on"),
                name="membership_main_users",
            ),
        ),
    ]
