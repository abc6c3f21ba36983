import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=1000)),
                ("shared", models.BooleanField(default=False, verbose_name="shared with colleagues")),
                ("is_default", models.BooleanField(default=False, verbose_name="opens first")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "indexes": [
                    models.Index(condition=models.Q(("shared", True)), fields=["page"], name="savedviews_shared")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "page", "name"),
                        name="savedviews_name_once",
                        violation_error_message="You have a view with this name already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("user", "page"),
                        name="savedviews_one_opens_first",
                    ),
                ],
            },
        ),
    ]
