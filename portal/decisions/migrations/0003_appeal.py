"""The instruction with a decision on a request for rectification: the periods of the appeal, and which one a decision has.

The period of 30 days is that of laki oikeudenkäynnistä hallintoasioissa 808/2019 §13, in force since 1.1.2020.
"""

from datetime import date

import django.core.validators
from django.db import migrations, models

from portal.journal.operations import RecordRows

VALID_FROM = date(2020, 1, 1)
RULES = [
    (
        "letter",
        7,
        "Kuntalaki 410/2015 135 §, laki 808/2019 13 §, hallintolaki 434/2003 59 §",
        "Kommunallagen 410/2015 135 §, lag 808/2019 13 §, förvaltningslagen 434/2003 59 §",
        "Local Government Act 410/2015, section 135; Act 808/2019, section 13; Administrative Procedure Act, section 59",
    ),
    (
        "e_notice",
        3,
        "Kuntalaki 410/2015 135 §, laki 808/2019 13 §, laki 13/2003 19 §",
        "Kommunallagen 410/2015 135 §, lag 808/2019 13 §, lag 13/2003 19 §",
        "Local Government Act 410/2015, section 135; Act 808/2019, section 13; Act 13/2003, section 19",
    ),
    (
        "service",
        0,
        "Kuntalaki 410/2015 135 §, laki 808/2019 13 §, hallintolaki 434/2003 60 §",
        "Kommunallagen 410/2015 135 §, lag 808/2019 13 §, förvaltningslagen 434/2003 60 §",
        "Local Government Act 410/2015, section 135; Act 808/2019, section 13; Administrative Procedure Act, section 60",
    ),
    (
        "online",
        7,
        "Kuntalaki 410/2015 135 § ja 140 §, laki 808/2019 13 §",
        "Kommunallagen 410/2015 135 § och 140 §, lag 808/2019 13 §",
        "Local Government Act 410/2015, sections 135 and 140; Act 808/2019, section 13",
    ),
]
REMEDIES = [("rectification", "rectification"), ("appeal", "appeal")]


def seed(apps, schema_editor):
    """Write the rows, once."""
    rule = apps.get_model("decisions", "AppealRule")
    for way, deemed, fi, sv, en in RULES:
        rule.objects.get_or_create(
            way=way,
            remedy="appeal",
            valid_from=VALID_FROM,
            defaults={"deemed_days": deemed, "period_days": 30, "basis_fi": fi, "basis_sv": sv, "basis_en": en},
        )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_reference")]

    operations = [
        migrations.AddField(
            "appealrule",
            "remedy",
            models.CharField(
                choices=REMEDIES, default="rectification", max_length=13, verbose_name="what is asked for"
            ),
        ),
        migrations.AddField(
            "decision",
            "remedy",
            models.CharField(
                choices=REMEDIES, default="rectification", max_length=13, verbose_name="what is asked for"
            ),
        ),
        migrations.AlterField(
            "appealrule",
            "period_days",
            models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="days to ask for it",
            ),
        ),
        migrations.AlterModelOptions(
            "appealrule",
            {
                "ordering": ["remedy", "way", "-valid_from"],
                "verbose_name": "rule on appeal periods",
                "verbose_name_plural": "rules on appeal periods",
            },
        ),
        migrations.RemoveConstraint("appealrule", "decisions_appealrule_once"),
        migrations.AddConstraint(
            "appealrule",
            models.UniqueConstraint(
                fields=["remedy", "way", "valid_from"],
                name="decisions_appealrule_once",
                violation_error_message="There is a rule for this way from that day already.",
            ),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
        RecordRows(
            "decisions_decision",
            [
                "subject_type",
                "subject_id",
                "version",
                "previous_id",
                "authority",
                "case_number",
                "section",
                "section_year",
                "decided_at",
                "decided_by_id",
                "language",
                "way",
                "sent_on",
                "notified_on",
                "last_day",
                "remedy",
                "sealed_id",
                "sha256",
                "published_at",
                "take_down_on",
                "taken_down_at",
            ],
        ),
        RecordRows("decisions_appealrule", ["remedy", "way", "deemed_days", "period_days", "valid_from"]),
    ]
