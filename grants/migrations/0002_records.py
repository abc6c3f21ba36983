"""Row images of the declared columns, and a submission that nobody can change."""

from django.conf import settings
from django.db import migrations

from portal.journal.operations import RecordRows


def seal_submissions(apps, schema_editor):
    """The app role adds submissions and reads them; what was handed in stays as it was."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON grants_submission FROM {role}")


def unseal_submissions(apps, schema_editor):
    """Give the rights back."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute(f"GRANT UPDATE, DELETE ON grants_submission TO {role}")


class Migration(migrations.Migration):
    dependencies = [("grants", "0001_initial"), ("journal", "0001_initial")]

    operations = [
        RecordRows(
            "grants_application",
            [
                "call_id",
                "association_id",
                "state",
                "case_number",
                "submitted_at",
                "submitted_by_id",
                "requested_cents",
                "proposed_cents",
                "proposal_reasons",
                "public_purpose",
                "proposed_by_id",
                "decided_at",
            ],
        ),
        RecordRows(
            "grants_award",
            ["application_id", "association_id", "decision_id", "amount_cents", "decided_on", "purpose"],
        ),
        RecordRows(
            "grants_call",
            ["state", "opens_at", "closes_at", "appropriation_cents", "amounts_cents", "scores_needed"],
        ),
        RecordRows("grants_criterion", ["call_id", "weight", "max_points"]),
        RecordRows("grants_review", ["application_id", "reviewer_id", "total", "given_at"]),
        RecordRows("grants_score", ["review_id", "criterion_id", "points", "reason"]),
        RecordRows("grants_submission", ["application_id", "number", "received_at", "submitted_by_id", "sha256"]),
        migrations.RunPython(seal_submissions, unseal_submissions),
    ]
