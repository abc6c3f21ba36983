"""What has been erased of a matter, batches without their file, and the one function that erases what nobody can."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.journal.operations import RecordRows

# Submissions, messages, notes and reports as handed in are read-only for the app role. Of a matter that isn't over, or
# from which money is recovered or about which somebody has asked for rectification, this erases nothing either.
FUNCTION = """
CREATE FUNCTION grants_erase(matters bigint[], whole boolean, why text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $body$
BEGIN
    PERFORM journal_may_erase(why);
    IF EXISTS (SELECT FROM grants_application WHERE id = ANY(matters)
            AND state NOT IN ('granted', 'rejected', 'withdrawn'))
        OR EXISTS (SELECT FROM grants_rectification WHERE application_id = ANY(matters) AND state = 'received')
        OR EXISTS (SELECT FROM grants_recovery AS recovery JOIN grants_award AS award ON award.id = recovery.award_id
            WHERE award.application_id = ANY(matters) AND recovery.state IN ('hearing', 'decided'))
    THEN
        RAISE EXCEPTION 'portal: nothing is erased of a matter that is not over'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    DELETE FROM grants_note WHERE application_id = ANY(matters);
    IF whole THEN
        DELETE FROM grants_submission WHERE application_id = ANY(matters);
        DELETE FROM grants_message WHERE application_id = ANY(matters);
        DELETE FROM grants_reportsubmission AS sent USING grants_usereport AS report, grants_award AS award
            WHERE sent.report_id = report.id AND report.award_id = award.id AND award.application_id = ANY(matters);
        DELETE FROM grants_reportreturn AS back USING grants_usereport AS report, grants_award AS award
            WHERE back.report_id = report.id AND report.award_id = award.id AND award.application_id = ANY(matters);
    END IF;
END
$body$;
"""

UNDO = "DROP FUNCTION grants_erase(bigint[], boolean, text);"


def seal(apps, schema_editor):
    """The app role calls the function, and adds erasures and reads them; they stay as they were."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute("REVOKE ALL ON FUNCTION grants_erase(bigint[], boolean, text) FROM PUBLIC")
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION grants_erase(bigint[], boolean, text) TO {role}")
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON grants_erasure FROM {role}")


def unseal(apps, schema_editor):
    """Give the rights back."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    schema_editor.execute(f"GRANT UPDATE, DELETE ON grants_erasure TO {role}")


class Migration(migrations.Migration):
    dependencies = [("grants", "0019_deminimis"), ("journal", "0003_who_in_images")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("notes", "Internal notes"),
                            ("receipts", "Receipts and other files of use reports"),
                            ("matter", "What was handed in, answers, messages, scores and attachments"),
                            ("accounts", "Account numbers of payments, but for the last four digits"),
                        ],
                        max_length=10,
                        verbose_name="what was erased",
                    ),
                ),
                ("erased_at", models.DateTimeField(verbose_name="erased")),
                ("numbers", models.JSONField(default=dict, verbose_name="how many")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="grants.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure by the retention plan",
                "verbose_name_plural": "erasures by the retention plan",
                "ordering": ["erased_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="emptied_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="emptied"),
        ),
        migrations.RemoveConstraint(model_name="batch", name="batch_sent_state"),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_by__isnull", False),
                        ("sent_on__isnull", False),
                        ("state", "sent"),
                        models.Q(("file__isnull", False), ("emptied_at__isnull", False), _connector="OR"),
                    ),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_on__isnull", True)),
                    _connector="OR",
                ),
                name="batch_sent_state",
            ),
        ),
        RecordRows("grants_erasure", ["application_id", "part", "erased_at", "numbers"]),
        migrations.RunSQL(FUNCTION, UNDO),
        migrations.RunPython(seal, unseal),
    ]
