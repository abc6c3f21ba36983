"""The rules on periods as the law stood when the portal was made, and Pori's series for grant matters.

Reference data: an official edits it in Django's admin, so that a change of law is a new dated row.
"""

from datetime import date

from django.db import migrations

# The rectification procedure of Kuntalaki 410/2015 has applied since 1.6.2017.
VALID_FROM = date(2017, 6, 1)
RULES = [
    (
        "letter",
        7,
        14,
        "Kuntalaki 410/2015 138 § ja 139 §, hallintolaki 434/2003 59 §",
        "Kommunallagen 410/2015 138 § och 139 §, förvaltningslagen 434/2003 59 §",
        "Local Government Act 410/2015, sections 138 and 139; Administrative Procedure Act 434/2003, section 59",
    ),
    (
        "e_notice",
        3,
        14,
        "Kuntalaki 410/2015 138 § ja 139 §, laki 13/2003 19 §",
        "Kommunallagen 410/2015 138 § och 139 §, lag 13/2003 19 §",
        "Local Government Act 410/2015, sections 138 and 139; Act 13/2003, section 19",
    ),
    (
        "service",
        0,
        14,
        "Kuntalaki 410/2015 138 § ja 139 §, hallintolaki 434/2003 60 §",
        "Kommunallagen 410/2015 138 § och 139 §, förvaltningslagen 434/2003 60 §",
        "Local Government Act 410/2015, sections 138 and 139; Administrative Procedure Act 434/2003, section 60",
    ),
    (
        "online",
        7,
        14,
        "Kuntalaki 410/2015 138 § ja 140 §",
        "Kommunallagen 410/2015 138 § och 140 §",
        "Local Government Act 410/2015, sections 138 and 140",
    ),
]


def seed(apps, schema_editor):
    """Write the rows, once."""
    rule = apps.get_model("decisions", "AppealRule")
    for way, deemed, period, fi, sv, en in RULES:
        rule.objects.get_or_create(
            way=way,
            valid_from=VALID_FROM,
            defaults={"deemed_days": deemed, "period_days": period, "basis_fi": fi, "basis_sv": sv, "basis_en": en},
        )
    apps.get_model("decisions", "CaseSeries").objects.get_or_create(
        slug="grants", defaults={"label": "Avustukset", "prefix": "PORI", "task_class": "02.05.01.04"}
    )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
