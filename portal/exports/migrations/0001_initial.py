import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80)),
                ("query", models.TextField(blank=True, default="", max_length=1000)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for")),
                ("rows", models.PositiveIntegerField(null=True, verbose_name="rows")),
                ("ready_at", models.DateTimeField(null=True, verbose_name="ready")),
                ("expires_on", models.DateField(verbose_name="kept until")),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "download",
                "verbose_name_plural": "downloads",
                "indexes": [
                    models.Index(fields=["user", "-asked_at", "-id"], name="exports_of_a_person"),
                    models.Index(fields=["expires_on"], name="exports_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ready_at__isnull", True), ("rows__isnull", True)),
                            models.Q(("ready_at__isnull", False), ("rows__isnull", False)),
                            _connector="OR",
                        ),
                        name="exports_ready_has_rows",
                    )
                ],
            },
        ),
    ]
