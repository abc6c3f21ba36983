"""Row images of what applying in full brought, and rows that nobody can change."""

from django.conf import settings
from django.db import migrations

from portal.journal.operations import RecordRows

NEVER_CHANGED = ("grants_formversion", "grants_message")


def seal(apps, schema_editor):
    """The app role adds versions of forms and messages and reads them; they stay as they were."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    for table in NEVER_CHANGED:
        schema_editor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")


def unseal(apps, schema_editor):
    """Give the rights back."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    for table in NEVER_CHANGED:
        schema_editor.execute(f"GRANT UPDATE, DELETE ON {table} TO {role}")


class Migration(migrations.Migration):
    dependencies = [("grants", "0008_applying_in_full"), ("journal", "0001_initial")]

    operations = [
        RecordRows(
            "grants_call",
            [
                "state",
                "opens_at",
                "closes_at",
                "appropriation_cents",
                "amounts_cents",
                "scores_needed",
                "while_lasts",
                "exhausted_at",
                "share_percent",
                "awards_a_year",
                "principles_id",
            ],
        ),
        RecordRows("grants_principles", ["state", "valid_from", "adopted_by", "published_at"]),
        RecordRows("grants_formversion", ["call_id", "number", "sha256"]),
        RecordRows("grants_signature", ["application_id", "person_id", "signed_at", "sha256"]),
        RecordRows("grants_completionrequest", ["application_id", "state", "due_on", "asked_by_id", "answered_at"]),
        RecordRows("grants_message", ["application_id", "author_id", "from_city", "sent_at"]),
        migrations.RunPython(seal, unseal),
    ]
