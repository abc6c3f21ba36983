"""Dossiers: whole matters that employees asked for as a file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0017_recovering"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="files")),
                ("ready_at", models.DateTimeField(null=True, verbose_name="ready")),
                ("expires_on", models.DateField(verbose_name="kept until")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dossiers", to="grants.application"
                    ),
                ),
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
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "indexes": [
                    models.Index(fields=["application", "user", "-asked_at"], name="dossier_of_a_person"),
                    models.Index(fields=["expires_on"], name="dossier_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("ready_at__isnull", True)),
                            models.Q(("number__isnull", False), ("ready_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="dossier_ready_state",
                    )
                ],
            },
        ),
    ]
