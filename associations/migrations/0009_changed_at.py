"""When what everyone sees of an association changed last, kept by the database; links lead to pages only."""

import django.db.models.functions.datetime
from django.db import migrations, models

# Each edit of texts, times, places, contact ways and links raises the version; facets hold sectors, districts, groups.
PUBLIC = (
    *("slug", "name_fi", "name_sv", "name_en", "legal_form", "status", "register_number", "business_id"),
    *("registered_office", "registered_on", "sector_id", "facets", "languages", "accessibility"),
    *("summary_fi", "summary_sv", "summary_en", "description_fi", "description_sv", "description_en"),
    *("joining_fi", "joining_sv", "joining_en"),
    *("accessibility_note_fi", "accessibility_note_sv", "accessibility_note_en"),
    *("size", "welcomes_new", "logo_key", "checked_on", "name_doubt", "version"),
)


def _row(which):
    return "ROW(" + ", ".join(f"{which}.{column}" for column in PUBLIC) + ")"


CREATE = f"""
    CREATE FUNCTION associations_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- A row that was read before another change must not bring the older moment back.
        NEW.changed_at := CASE WHEN {_row("OLD")} IS DISTINCT FROM {_row("NEW")} THEN now() ELSE OLD.changed_at END;
        RETURN NEW;
    END $$;
    CREATE TRIGGER note_change BEFORE UPDATE ON associations_association
        FOR EACH ROW EXECUTE FUNCTION associations_note_change();
"""
DROP = """
    DROP TRIGGER note_change ON associations_association;
    DROP FUNCTION associations_note_change();
"""


class Migration(migrations.Migration):
    dependencies = [("associations", "0008_claim_once")]

    operations = [
        migrations.AddField(
            model_name="association",
            name="changed_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="changed"
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__iregex", "^https?://")),
                name="link_to_a_page",
                violation_error_message="The address of a page begins with https:// or http://.",
            ),
        ),
    ]
