"""Taking out of the images of rows that are erased who changed them, through a function of the owner's."""

from django.conf import settings
from django.db import migrations

FUNCTION = """
CREATE FUNCTION journal_redact_who(which text, keys text[], columns text[], why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    done integer;
BEGIN
    PERFORM journal_may_erase(why);
    UPDATE journal_rowimage SET actor = NULL, before = before - columns, after = after - columns
        WHERE table_name = which AND row_pk = ANY(keys)
        AND (actor IS NOT NULL OR before ?| columns OR after ?| columns);
    GET DIAGNOSTICS done = ROW_COUNT;
    IF done > 0 THEN
        PERFORM journal_erased(done, why);
    END IF;
    RETURN done;
END
$body$;
"""

UNDO = "DROP FUNCTION journal_redact_who(text, text[], text[], text);"


def grant(apps, schema_editor):
    """The app role calls it; nobody else."""
    role = schema_editor.quote_name(settings.DB_APP_ROLE)
    function = "journal_redact_who(text, text[], text[], text)"
    schema_editor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_forgetting")]

    operations = [
        migrations.RunSQL(FUNCTION, UNDO),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
