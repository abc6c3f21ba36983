"""The app role may have the tables that an import fills counted for the planner (portal/planner.py)."""

from django.conf import settings
from django.db import migrations

TABLES = "associations_importrow, associations_association, associations_listing"


def grant(apps, schema_editor):
    """MAINTAIN allows VACUUM, ANALYZE, REINDEX and locks; it reads and changes nothing."""
    schema_editor.execute(f"GRANT MAINTAIN ON {TABLES} TO {schema_editor.quote_name(settings.DB_APP_ROLE)}")


def revoke(apps, schema_editor):
    schema_editor.execute(f"REVOKE MAINTAIN ON {TABLES} FROM {schema_editor.quote_name(settings.DB_APP_ROLE)}")


class Migration(migrations.Migration):
    dependencies = [("associations", "0011_terms")]

    operations = [migrations.RunPython(grant, revoke)]
