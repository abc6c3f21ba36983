"""De minimis aid: what applicants declare, and what the city notes beside its ledger."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows

INSTRUMENTS = [
    ("grant", "grant"),
    ("loan", "loan"),
    ("guarantee", "guarantee"),
    ("in_kind", "premises, services or goods"),
    ("other", "other aid"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0014_de_minimis"),
        ("grants", "0018_dossier"),
        ("journal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AidDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("economic_activity", models.BooleanField(verbose_name="economic activity")),
                (
                    "undertakings",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="undertakings that are one with the association"
                    ),
                ),
                (
                    "business_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=9), blank=True, default=list, size=None
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aid_declaration",
                        to="grants.application",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of de minimis aid",
                "verbose_name_plural": "declarations of de minimis aid",
                "indexes": [
                    models.Index(
                        fields=["application"],
                        name="aid_declaration_tied",
                        condition=models.Q(("business_ids", []), _negated=True),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredAid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("granter", models.CharField(max_length=160, verbose_name="granter")),
                ("granted_on", models.DateField(verbose_name="granted on")),
                ("amount_cents", models.BigIntegerField(verbose_name="sum")),
                ("instrument", models.CharField(choices=INSTRUMENTS, max_length=20, verbose_name="instrument")),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="grants.aiddeclaration"
                    ),
                ),
            ],
            options={
                "verbose_name": "declared aid",
                "verbose_name_plural": "declared aid",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("declaration", "number"), name="declared_aid_number_once"),
                    models.CheckConstraint(condition=models.Q(("amount_cents__gt", 0)), name="declared_aid_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AidNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counts_from", models.DateField(verbose_name="granted on")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="reported on")),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "support",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aid_note",
                        to="associations.support",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a row of aid",
                "verbose_name_plural": "notes on rows of aid",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_by__isnull", True), ("reported_on__isnull", True)),
                            models.Q(("reported_by__isnull", False), ("reported_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="aid_note_reported_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CityAid",
            fields=[],
            options={
                "verbose_name": "de minimis aid",
                "verbose_name_plural": "de minimis aid",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("associations.support",),
        ),
        RecordRows(
            "grants_aiddeclaration", ["application_id", "version", "economic_activity", "business_ids", "given_at"]
        ),
        RecordRows(
            "grants_declaredaid",
            ["declaration_id", "number", "granter", "granted_on", "amount_cents", "instrument"],
        ),
        RecordRows("grants_aidnote", ["support_id", "counts_from", "reported_on", "reported_by_id"]),
    ]
